using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>
/// Overlap: the ratio M[k, j']/M[k, j] of two columns takes only q values, far fewer than there are rows; its values put the rows in q classes on
/// which <see cref="RankOneSplit"/> factors the matrix. For the DFT of size N = r·m, columns N/r apart have q = r: Cooley–Tukey with radix r.
/// In real matrices q = 2 finds rotations and random butterflies.
/// </summary>
internal static class FewValuedRatio
{
    private const ulong Infinite = ulong.MaxValue;

    /// <summary>The splits that are no larger than the matrix even with dense layers, the smallest first.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public static IReadOnlyList<(LayeredProduct Product, int DenseSize, int Classes)> Find(
        NumberMatrix matrix, int mostClasses, int baseColumns, int mostCandidates, NumberTable numbers)
    {
        var seen = new HashSet<int[]>(SequenceComparer.Instance);
        var found = new List<(LayeredProduct Product, int DenseSize, int Classes)>();
        for (var reference = 0; reference < Math.Min(baseColumns, matrix.Columns); reference++)
        {
            var inverses = Array.ConvertAll(matrix.Column(reference), v => v == NumberTable.Zero ? NumberTable.Zero : numbers.Invert(v));
            for (var j = 0; j < matrix.Columns; j++)
            {
                if (j == reference || TryPartition(matrix, inverses, j, mostClasses, numbers) is not { } partition) continue;
                if (!seen.Add(partition.ClassOf)) continue;
                if (RankOneSplit.TryFactor(matrix, partition, numbers) is not { } split || split.DenseSize > matrix.Size) continue;
                found.Add((split.Product, split.DenseSize, partition.Count));
            }
        }

        return found.OrderBy(f => f.DenseSize).ThenBy(f => f.Classes).Take(mostCandidates).ToArray();
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private static RowPartition? TryPartition(NumberMatrix matrix, int[] inverses, int column, int mostClasses, NumberTable numbers)
    {
        var values = new List<ulong>();
        var classOf = new int[matrix.Rows];
        for (var k = 0; k < matrix.Rows; k++)
        {
            var (inverse, y) = (inverses[k], matrix[k, column]);
            if (inverse == NumberTable.Zero && y == NumberTable.Zero) return null;
            var ratio = inverse == NumberTable.Zero ? Infinite : numbers.FingerprintOfProduct(y, inverse);
            classOf[k] = values.IndexOf(ratio);
            if (classOf[k] >= 0) continue;
            if (values.Count == mostClasses) return null;
            classOf[k] = values.Count;
            values.Add(ratio);
        }

        return values.Count < 2 ? null : new(classOf, values.Count);
    }
}
