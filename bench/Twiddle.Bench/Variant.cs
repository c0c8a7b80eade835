using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Bench;

/// <summary>A transform that is another one in disguise, and what may be spent on it, given the algorithm of the plain one.</summary>
/// <param name="Name">What is changed.</param>
/// <param name="Change">The matrix of the variant.</param>
/// <param name="Permitted">The flops of the plain transform, and what the change itself costs or saves.</param>
internal sealed record Variant(string Name, Func<ExactMatrix, ExactMatrix> Change, Func<FlowGraph, ExactMatrix, Field, int> Permitted)
{
    /// <summary>All of them: pruned, scaled, shuffled and turned.</summary>
    public static IReadOnlyList<Variant> All { get; } =
    [
        new("half of the inputs zero", m => Select(m, m.Rows, (m.Columns + 1) / 2), (plain, m, field) =>
            PrunedGraph.Flops(plain, i => i / InputWidth(field) < (m.Columns + 1) / 2, _ => true)),
        new("a quarter of the outputs", m => Select(m, (m.Rows + 3) / 4, m.Columns), (plain, m, field) =>
            PrunedGraph.Flops(plain, _ => true, k => k / OutputWidth(field) < (m.Rows + 3) / 4)),
        new("windowed", m => Scaled(m, false, true), (plain, m, field) => Flops(plain) + InputScales(m, field)),
        new("rows scaled", m => Scaled(m, true, false), (plain, _, _) => Flops(plain) + OutputScales(plain)),
        new("rows and columns scaled", m => Scaled(m, true, true), (plain, m, field) => Flops(plain) + InputScales(m, field) + OutputScales(plain)),
        new("shuffled", m => Shuffled(m, m.Rows), (plain, _, _) => Flops(plain)),
        new("random signs", Signed, (plain, _, _) => Flops(plain)),
    ];

    /// <summary>The transforms of which variants are counted.</summary>
    public static IReadOnlyList<ReferenceCount> Table { get; } =
    [
        .. Rows("dft-complex", "8", "15", "16", "32"),
        .. Rows("dft-real-input", "8", "16"),
        .. Rows("dft-real-output", "8", "16"),
        .. Rows("dct1", "9"),
        .. Rows("dct2", "8", "16"),
        .. Rows("dct3", "8"),
        .. Rows("dct4", "8", "16"),
        .. Rows("dst2", "8"),
        .. Rows("dht", "16"),
        .. Rows("wht", "16"),
        .. Rows("haar", "16"),
        .. Rows("mdct", "16", "32"),
        .. Rows("imdct", "16"),
        .. Rows("circconv", "8"),
        .. Rows("dct2d", "4x4"),
    ];

    public static int Flops(FlowGraph graph) => graph.Additions + graph.Multiplications;

    private static int InputWidth(Field field) => field == Field.Complex ? 2 : 1;

    private static int OutputWidth(Field field) => field == Field.Real ? 1 : 2;

    private static int InputScales(ExactMatrix matrix, Field field) => InputWidth(field) * matrix.Columns;

    private static int OutputScales(FlowGraph plain) => plain.Outputs.Count(o => !o.IsZero);

    private static ExactMatrix Select(ExactMatrix matrix, int rows, int columns) => ExactMatrix.Define(rows, columns, (k, j) => matrix[k, j]);

    private static ExactMatrix Scaled(ExactMatrix matrix, bool scalesRows, bool scalesColumns)
    {
        var (rows, columns) = (NamedMatrices.GenericNumbers(matrix.Rows, seed: 2), NamedMatrices.GenericNumbers(matrix.Columns, seed: 3));
        return ExactMatrix.Define(matrix.Rows, matrix.Columns, (k, j) =>
            matrix[k, j] * (scalesRows ? rows[k] : Cyclotomic.One) * (scalesColumns ? columns[j] : Cyclotomic.One));
    }

    /// <summary>Rows and columns in another order, one for each seed.</summary>
    public static ExactMatrix Shuffled(ExactMatrix matrix, int seed)
    {
        var random = new Random(seed);
        var (rows, columns) = (Enumerable.Range(0, matrix.Rows).ToArray(), Enumerable.Range(0, matrix.Columns).ToArray());
        random.Shuffle(rows);
        random.Shuffle(columns);
        return ExactMatrix.Define(matrix.Rows, matrix.Columns, (k, j) => matrix[rows[k], columns[j]]);
    }

    private static ExactMatrix Signed(ExactMatrix matrix)
    {
        var random = new Random(matrix.Columns);
        var (rows, columns) = (Signs(matrix.Rows), Signs(matrix.Columns));
        return ExactMatrix.Define(matrix.Rows, matrix.Columns, (k, j) => matrix[k, j] * (Rational)(rows[k] * columns[j]));

        int[] Signs(int count) => Enumerable.Range(0, count).Select(_ => 2 * random.Next(2) - 1).ToArray();
    }

    private static IEnumerable<ReferenceCount> Rows(string transform, params string[] sizes) =>
        sizes.Select(size => new ReferenceCount(transform, size, null, null, null, null));
}
