using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>A partition of the rows in two classes by which columns pair up, with the number of columns that do not.</summary>
internal sealed record FoldCandidate(RowPartition Partition, int Uncovered);

/// <summary>
/// Fold of a real matrix: columns pair up with a ratio ±c that has the same sign pattern P for every pair, M[k, j'] = ±c·P[k]·M[k, j]. Sums of the
/// pairs feed the rows with P = +1, differences those with P = −1: two blocks of half the width. Butterfly, radix 2; on rows: even/odd symmetry.
/// </summary>
/// <remarks>Zero entries are wildcards: they fit either sign, and P is extended where a pair determines it first.</remarks>
internal static class RealFold
{
    private const int MostSeeds = 64;
    private const int MostCandidates = 6;

    [MethodImpl(Jit.OptimizedAtOnce)]
    public static IReadOnlyList<FoldCandidate> Find(NumberMatrix matrix, NumberTable numbers)
    {
        var signs = new sbyte[matrix.Columns][];
        var buckets = Bucket(matrix, numbers, signs);
        if (buckets.Count == matrix.Columns) return Array.Empty<FoldCandidate>();
        var sparseFirst = buckets.OrderBy(b => signs[b[0]].Count(s => s == 0)).ToArray();
        var seen = new HashSet<int[]>(SequenceComparer.Instance);
        var found = new List<FoldCandidate>();
        foreach (var (first, other) in Seeds(buckets))
        {
            var pattern = Product(signs[first], signs[other]);
            var lead = Array.Find(pattern, s => s != 0);
            if (lead < 0) pattern = Array.ConvertAll(pattern, s => (sbyte)-s);
            if (!seen.Add(Array.ConvertAll(pattern, s => (int)s))) continue;
            if (seen.Count > MostSeeds) break;
            var covered = Cover(sparseFirst, signs, pattern);
            if (Array.IndexOf(pattern, (sbyte)1) < 0 || Array.IndexOf(pattern, (sbyte)-1) < 0) continue;
            found.Add(new(new(Array.ConvertAll(pattern, s => s >= 0 ? 0 : 1), 2), matrix.Columns - covered));
        }

        return found.OrderBy(c => c.Uncovered).ThenBy(Imbalance).Take(MostCandidates).ToArray();
    }

    /// <summary>The columns in lists of those that are equal up to signs and a factor; and the signs of each.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private static List<List<int>> Bucket(NumberMatrix matrix, NumberTable numbers, sbyte[][] signs)
    {
        var buckets = new List<List<int>>();
        var index = new Dictionary<ulong, List<int>>();
        var columns = matrix.Transpose();
        for (var j = 0; j < matrix.Columns; j++)
        {
            var column = columns.Row(j);
            signs[j] = new sbyte[column.Length];
            var lead = NumberTable.Zero;
            for (var k = 0; k < column.Length; k++)
            {
                if (column[k] == NumberTable.Zero) continue;
                signs[j][k] = (sbyte)(1 - numbers.UnitOf(column[k]));
                if (lead == NumberTable.Zero) lead = column[k];
            }

            var inverse = numbers.Invert(lead);
            var shape = 0UL;
            foreach (var entry in column) shape = Mixing.Mix(shape, numbers.FingerprintOfAbsoluteProduct(entry, inverse));
            if (!index.TryGetValue(shape, out var bucket))
            {
                bucket = new();
                index.Add(shape, bucket);
                buckets.Add(bucket);
            }

            bucket.Add(j);
        }

        return buckets;
    }

    private static IEnumerable<(int First, int Other)> Seeds(List<List<int>> buckets) =>
        from bucket in buckets.Where(b => b.Count > 1).OrderBy(b => b.Count)
        from other in bucket.Skip(1)
        select (bucket[0], other);

    /// <summary>Pairs columns by the pattern, which grows as pairs determine it; the number of columns that fit.</summary>
    private static int Cover(IReadOnlyList<List<int>> buckets, sbyte[][] signs, sbyte[] pattern)
    {
        var covered = 0;
        var loose = new List<int>();
        foreach (var bucket in buckets)
        {
            var left = new List<int>(bucket);
            while (left.Count > 0)
            {
                var column = left[left.Count - 1];
                left.RemoveAt(left.Count - 1);
                var partner = left.FindIndex(other => TryPair(signs[column], signs[other], pattern));
                if (partner < 0)
                {
                    loose.Add(column);
                    continue;
                }

                left.RemoveAt(partner);
                covered += 2;
            }
        }

        return covered + loose.Count(column => TryPlaceInOneClass(signs[column], pattern));
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private static bool TryPair(sbyte[] a, sbyte[] b, sbyte[] pattern)
    {
        var relation = 0;
        for (var k = 0; k < pattern.Length; k++)
        {
            var sign = pattern[k] * a[k] * b[k];
            if (sign == 0) continue;
            if (relation == 0) relation = sign;
            else if (relation != sign) return false;
        }

        if (relation == 0) return false;
        for (var k = 0; k < pattern.Length; k++)
            if (pattern[k] == 0) pattern[k] = (sbyte)(relation * a[k] * b[k]);
        return true;
    }

    private static bool TryPlaceInOneClass(sbyte[] column, sbyte[] pattern)
    {
        var sign = 0;
        for (var k = 0; k < pattern.Length; k++)
        {
            if (column[k] == 0 || pattern[k] == 0) continue;
            if (sign == -pattern[k]) return false;
            sign = pattern[k];
        }

        if (sign == 0) return false;
        for (var k = 0; k < pattern.Length; k++)
            if (column[k] != 0) pattern[k] = (sbyte)sign;
        return true;
    }

    private static sbyte[] Product(sbyte[] a, sbyte[] b)
    {
        var product = new sbyte[a.Length];
        for (var k = 0; k < a.Length; k++) product[k] = (sbyte)(a[k] * b[k]);
        return product;
    }

    private static int Imbalance(FoldCandidate candidate) => Math.Abs(2 * candidate.Partition.ClassOf.Sum() - candidate.Partition.ClassOf.Length);
}
