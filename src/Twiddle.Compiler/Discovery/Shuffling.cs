using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery;

/// <summary>A matrix with its rows and columns in another order.</summary>
internal sealed record Shuffling(NumberMatrix Matrix, int[] Rows, int[] Columns)
{
    public static Shuffling Of(NumberMatrix matrix, ulong seed)
    {
        var rows = Permutation(matrix.Rows, Mixing.Mix(seed, 1));
        var columns = Permutation(matrix.Columns, Mixing.Mix(seed, 2));
        return new(matrix.Select(rows, columns), rows, columns);
    }

    /// <summary>A factorisation of the shuffled matrix as one of the original.</summary>
    public Factorisation Undo(Factorisation factorisation)
    {
        var outputs = new UnitImage[Rows.Length];
        for (var k = 0; k < Rows.Length; k++) outputs[Rows[k]] = new(k, 0, false);
        var inputs = Array.ConvertAll(Columns, j => new UnitImage(j, 0, false));
        return new Composition(new[] { new UnitMap(inputs), factorisation, new UnitMap(outputs) }, null);
    }

    /// <summary>Fisher–Yates, on numbers that are the same everywhere.</summary>
    private static int[] Permutation(int count, ulong seed)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var j = (int)(Mixing.Mix(seed, (ulong)i) % (ulong)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
