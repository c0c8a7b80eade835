using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// Fold of a complex matrix: columns pair up with a ratio iᵗ·(±1) that has the same sign pattern P for every pair, M[k, j'] = iᵗ·P[k]·M[k, j].
/// As <see cref="RealFold"/>, with units ±1, ±i: radix 2, and with the cleaning of its halves split radix (multiplication by ±i is free).
/// </summary>
internal static class ComplexFold
{
    private const int MostSeeds = 64;
    private const int MostCandidates = 6;
    private const int None = -1;

    public static IReadOnlyList<FoldCandidate> Find(NumberMatrix matrix, NumberTable numbers)
    {
        var quadrants = new int[matrix.Columns][];
        var buckets = Bucket(matrix, numbers, quadrants);
        if (buckets.Count == matrix.Columns) return Array.Empty<FoldCandidate>();
        var seen = new HashSet<int[]>(SequenceComparer.Instance);
        var found = new List<FoldCandidate>();
        var pairable = buckets.Where(b => b.Count > 1).OrderBy(b => b.Count);
        foreach (var (first, other) in pairable.SelectMany(b => b.Skip(1).Select(other => (b[0], other))))
        {
            if (TryPattern(quadrants[first], quadrants[other]) is not { } pattern || !seen.Add(pattern)) continue;
            if (seen.Count > MostSeeds) break;
            var covered = buckets.Sum(b => Covered(b, quadrants, pattern));
            found.Add(new(new(Array.ConvertAll(pattern, d => d / 2), 2), matrix.Columns - covered));
        }

        return found.OrderBy(c => c.Uncovered).Take(MostCandidates).ToArray();
    }

    /// <summary>The columns in lists of those that are equal up to a unit per entry; and the units' exponents of each.</summary>
    private static List<List<int>> Bucket(NumberMatrix matrix, NumberTable numbers, int[][] quadrants)
    {
        var buckets = new List<List<int>>();
        var index = new Dictionary<int[], List<int>>(SequenceComparer.Instance);
        for (var j = 0; j < matrix.Columns; j++)
        {
            var column = matrix.Column(j);
            quadrants[j] = Array.ConvertAll(column, v => v == NumberTable.Zero ? None : numbers.UnitOf(v));
            var shape = Array.ConvertAll(column, numbers.Canonical);
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

    /// <summary>The differences of exponents less the first of them, where they are 0 and 2 only and both occur.</summary>
    private static int[]? TryPattern(int[] a, int[] b)
    {
        if (Array.IndexOf(a, None) >= 0) return null;
        var pattern = new int[a.Length];
        var hasBoth = false;
        for (var k = 0; k < a.Length; k++)
        {
            pattern[k] = (b[k] - a[k] - b[0] + a[0] + 8) & 3;
            if ((pattern[k] & 1) != 0) return null;
            hasBoth |= pattern[k] == 2;
        }

        return hasBoth ? pattern : null;
    }

    private static int Covered(List<int> bucket, int[][] quadrants, int[] pattern)
    {
        var order = new List<int[]>();
        var counts = new Dictionary<int[], int>(SequenceComparer.Instance);
        foreach (var column in bucket)
        {
            var key = FromFirst(quadrants[column]);
            counts.TryGetValue(key, out var known);
            if (known == 0) order.Add(key);
            counts[key] = known + 1;
        }

        return order.Sum(key => counts.TryGetValue(FromFirst(Turned(key, pattern)), out var partners) ? Math.Min(counts[key], partners) : 0);
    }

    private static int[] FromFirst(int[] exponents)
    {
        var first = Array.Find(exponents, e => e != None);
        return Array.ConvertAll(exponents, e => e == None ? None : (e - first + 4) & 3);
    }

    private static int[] Turned(int[] exponents, int[] pattern)
    {
        var turned = new int[exponents.Length];
        for (var k = 0; k < exponents.Length; k++) turned[k] = exponents[k] == None ? None : (exponents[k] + pattern[k]) & 3;
        return turned;
    }
}
