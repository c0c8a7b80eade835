using System.Globalization;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// Writes all passes of a short core as one straight line of vector code: what lies between the passes stays in locals, and all twiddle factors
/// are constants.
/// </summary>
internal sealed class VectorStraightLine
{
    private readonly KernelContext context;
    private readonly VectorCore core;
    private readonly VectorCode code;
    private readonly VectorMoves moves;
    private readonly List<string> literals = [];
    private HeldResults? held;

    public VectorStraightLine(KernelContext context, VectorCore core)
    {
        this.context = context;
        this.core = core;
        code = new(core.Shape);
        moves = new(code, core);
    }

    private VectorShape Shape => core.Shape;

    private int Lanes => Shape.Lanes;

    /// <summary>Writes the body of a method that does more with the results, which stay in locals, rather than in a target.</summary>
    public void Write(CodeWriter writer, Action<VectorCode, HeldResults> next, CancellationToken cancellation)
    {
        held = new(code, Shape);
        WritePasses(writer, () => next(code, held), cancellation);
    }

    /// <summary>Writes the body of a method, between references to source and target.</summary>
    public void Write(CodeWriter writer, CancellationToken cancellation) => WritePasses(writer, () => { }, cancellation);

    private void WritePasses(CodeWriter writer, Action next, CancellationToken cancellation)
    {
        var blocks = new Dictionary<int, (SignedVector Re, SignedVector Im)>();
        foreach (var pass in core.Core.Passes)
        {
            cancellation.ThrowIfCancellationRequested();
            blocks = pass.Blocks > 1 && VectorCore.BlocksTogether(pass, Shape) > 1 ? OverBlocks(pass, blocks) : OverColumns(pass, blocks);
        }

        next();
        for (var i = 0; i < literals.Count; i++) writer.Line($"const {Shape.Scalar} C{Text(i + 1)} = {literals[i]};");
        writer.Line();
        code.Write(writer, cancellation);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A pass over groups of blocks: the vectors that follow, by their first elements.</summary>
    private Dictionary<int, (SignedVector Re, SignedVector Im)> OverBlocks(Pass pass, Dictionary<int, (SignedVector Re, SignedVector Im)> blocks)
    {
        var result = new Dictionary<int, (SignedVector Re, SignedVector Im)>();
        var together = VectorCore.BlocksTogether(pass, Shape);
        var count = VectorMoves.ResultsTogether(core, pass);
        var blockOfLane = VectorMoves.BlockOfLane(core, pass);
        for (var group = 0; group < pass.Blocks; group += together)
        {
            var first = Math.Max(0, Math.Min(group, pass.Blocks - together));
            var butterfly = Butterfly(pass, Memoised(u => pass.Columns == 1
                ? moves.LoadComplex("source", first + pass.Source.Lane * u, Math.Min(together, pass.Blocks))
                : Plain(blocks[pass.Source.Block * first + pass.Source.Lane * u])));
            foreach (var v in VectorCore.Groups(pass.Radix, count))
            {
                var rows = Enumerable.Range(v, count).Select(row => Twiddled(pass, butterfly, row, blockOfLane.Select(b => Math.Min(first + b, pass.Blocks - 1)).ToArray())).ToArray();
                var re = moves.Transpose(pass, v, Array.ConvertAll(rows, r => code.Plain(r.Re)));
                var im = moves.Transpose(pass, v, Array.ConvertAll(rows, r => code.Plain(r.Im)));
                foreach (var (x, y) in re.Zip(im, (x, y) => (x, y)))
                {
                    var element = pass.Target.Block * first + x.Element;
                    if (!result.ContainsKey(element)) result[element] = Kept(new(x.Value, false), new(y.Value, false));
                }
            }
        }

        return result;
    }

    /// <summary>A pass over columns; the last one stores its results.</summary>
    private Dictionary<int, (SignedVector Re, SignedVector Im)> OverColumns(Pass pass, Dictionary<int, (SignedVector Re, SignedVector Im)> blocks)
    {
        var result = new Dictionary<int, (SignedVector Re, SignedVector Im)>();
        for (var block = 0; block < pass.Blocks; block++)
        {
            foreach (var column in VectorCore.Groups(pass.Columns, Lanes))
            {
                var from = pass.Source.Block * block + column;
                var to = pass.Target.Block * block + column;
                var butterfly = Butterfly(pass, u => Plain(blocks[from + pass.Source.Lane * u]));
                for (var v = 0; v < pass.Radix; v++)
                {
                    var (re, im) = Twiddled(pass, butterfly, v, [block]);
                    if (pass.Blocks > 1) result[to + pass.Target.Lane * v] = Kept(re, im);
                    else if (held is not null) held.Add(to + pass.Target.Lane * v, Math.Min(Lanes, pass.Columns), code.Plain(re), code.Plain(im));
                    else moves.StoreComplex(to + pass.Target.Lane * v, Math.Min(Lanes, pass.Columns), re, im, core.Scale is { } scale ? Constant(context.Arithmetic.Literal(scale)) : null);
                }
            }
        }

        return result;
    }

    private static Func<int, (int Re, int Im)> Memoised(Func<int, (int Re, int Im)> load)
    {
        var known = new Dictionary<int, (int Re, int Im)>();
        return u => known.TryGetValue(u, out var value) ? value : known[u] = load(u);
    }

    private (int Re, int Im) Plain((SignedVector Re, SignedVector Im) value) => (code.Plain(value.Re), code.Plain(value.Im));

    private VectorFlow Butterfly(Pass pass, Func<int, (int Re, int Im)> load)
    {
        var graph = core.Plan.Codelets[pass.Codelet].Graph;
        var names = graph.Nodes.Select(n => n is Flow.ScaleNode scale ? Constant(context.Arithmetic.Literal(scale.Factor)) : "").ToArray();
        return new(graph, code, names, i => i % 2 == 0 ? load(i / 2).Re : load(i / 2).Im);
    }

    private (SignedVector Re, SignedVector Im) Kept(SignedVector re, SignedVector im)
    {
        code.Keep(re.Value);
        code.Keep(im.Value);
        return (re, im);
    }

    /// <summary>Result v, times the twiddle factors of the blocks in the lanes (or of one block in all lanes).</summary>
    private (SignedVector Re, SignedVector Im) Twiddled(Pass pass, VectorFlow butterfly, int v, int[] blocks)
    {
        var value = (butterfly.Output(2 * v), butterfly.Output(2 * v + 1));
        if (v == 0 || blocks is [0] || !pass.HasTwiddles) return value;
        var roots = Array.ConvertAll(
            blocks, p => Cyclotomic.Root(new Rational((long)core.Core.Input.Sign * pass.TwiddleStep * p * v % core.Length, core.Length)));
        return code.Multiply(value, Vector(roots, r => r.RealPart()), Vector(roots, r => r.ImaginaryPart()));
    }

    private int Vector(Cyclotomic[] values, Func<Cyclotomic, Cyclotomic> part) =>
        code.Constant($"{Shape.Class}.Create({string.Join(", ", values.Select(v => context.Arithmetic.Literal(part(v))))})");

    private string Constant(string literal)
    {
        if (!literals.Contains(literal)) literals.Add(literal);
        return "C" + Text(literals.IndexOf(literal) + 1);
    }
}
