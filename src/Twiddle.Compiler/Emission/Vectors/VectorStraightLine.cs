using System.Globalization;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// Writes all passes of a short plan as one straight line of vector code: what lies between the passes stays in locals, and all twiddle factors
/// are constants.
/// </summary>
internal sealed class VectorStraightLine(KernelContext context, VectorForm form)
{
    /// <summary>The longest transform written so: beyond, the just-in-time compiler does worse with it than with loops.</summary>
    public const int LongestLength = 64;

    private readonly VectorShape shape = form.Shape;
    private readonly VectorCode code = new(form.Shape);
    private readonly List<string> literals = [];

    private int Lanes => shape.Lanes;

    /// <summary>Writes the method <c>TransformVectors</c>.</summary>
    public void Write(CodeWriter writer, CancellationToken cancellation)
    {
        var blocks = new Dictionary<int, (SignedVector Re, SignedVector Im)>();
        foreach (var pass in form.Core.Passes)
        {
            cancellation.ThrowIfCancellationRequested();
            blocks = pass.Columns == 1 ? First(pass) : Next(pass, blocks);
        }

        var radices = string.Join(" · ", form.Core.Passes.Select(p => Text(p.Radix)));
        writer.Line();
        writer.Comment("/// ", $"<summary>The same on vectors of {Text(Lanes)} numbers: {Text(form.Length)} = {radices}, as many butterflies at a time, real and imaginary "
            + "parts apart. Every result depends on all of the input, so the buffers may overlap.</summary>");
        context.WriteKernelAttribute(writer);
        var parameters = form.Buffers.Select(p => p.Declaration(context.Language)).ToList();
        writer.Method("private static void TransformVectors" + shape.Bits, parameters, () =>
        {
            VectorPlanWriter.WriteReferences(writer, form);
            for (var i = 0; i < literals.Count; i++) writer.Line($"const double C{Text(i + 1)} = {literals[i]};");
            writer.Line();
            code.Write(writer, cancellation);
        });
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The blocks of four elements after the first pass, by the first element.</summary>
    private Dictionary<int, (SignedVector Re, SignedVector Im)> First(Pass pass)
    {
        var result = new Dictionary<int, (SignedVector Re, SignedVector Im)>();
        for (var group = 0; group < pass.Blocks; group += Lanes)
        {
            var first = Math.Min(group, pass.Blocks - Lanes);
            var butterfly = Butterfly(pass, Memoised(u => VectorPassWriter.LoadComplex(code, shape, "source", first + pass.Source.Lane * u)));
            for (var v = 0; v < pass.Radix; v += Lanes)
            {
                var rows = Enumerable.Range(v, Lanes).Select(row => Twiddled(pass, butterfly, row, shape.LaneOrder.Select(l => first + l).ToArray())).ToArray();
                var re = shape.Transpose(code, Array.ConvertAll(rows, r => code.Plain(r.Re)));
                var im = shape.Transpose(code, Array.ConvertAll(rows, r => code.Plain(r.Im)));
                for (var p = 0; p < Lanes; p++)
                {
                    var element = pass.Radix * (first + p) + v;
                    if (!result.ContainsKey(element)) result[element] = Kept(new(re[p], false), new(im[p], false));
                }
            }
        }

        return result;
    }

    /// <summary>A later pass; the last one stores its results.</summary>
    private Dictionary<int, (SignedVector Re, SignedVector Im)> Next(Pass pass, Dictionary<int, (SignedVector Re, SignedVector Im)> blocks)
    {
        var result = new Dictionary<int, (SignedVector Re, SignedVector Im)>();
        for (var block = 0; block < pass.Blocks; block++)
        {
            for (var column = 0; column < pass.Columns; column += Lanes)
            {
                var from = pass.Source.Block * block + column;
                var to = pass.Target.Block * block + column;
                var butterfly = Butterfly(pass, u => (code.Plain(blocks[from + pass.Source.Lane * u].Re), code.Plain(blocks[from + pass.Source.Lane * u].Im)));
                for (var v = 0; v < pass.Radix; v++)
                {
                    var (re, im) = Twiddled(pass, butterfly, v, [block]);
                    if (pass.Blocks > 1) result[to + pass.Target.Lane * v] = Kept(re, im);
                    else VectorPassWriter.StoreComplex(code, shape, to + pass.Target.Lane * v, re, im, form.Scale is { } scale ? Constant(context.Arithmetic.Literal(scale)) : null);
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

    private VectorFlow Butterfly(Pass pass, Func<int, (int Re, int Im)> load)
    {
        var graph = form.Plan.Codelets[pass.Codelet].Graph;
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
            blocks, p => Cyclotomic.Root(new Rational((long)form.Core.Transformed.Sign * pass.TwiddleStep * p * v % form.Length, form.Length)));
        return code.Multiply(value, Vector(roots, r => r.RealPart()), Vector(roots, r => r.ImaginaryPart()));
    }

    private int Vector(Cyclotomic[] values, Func<Cyclotomic, Cyclotomic> part) =>
        code.Constant($"{shape.Class}.Create({string.Join(", ", values.Select(v => context.Arithmetic.Literal(part(v))))})");

    private string Constant(string literal)
    {
        if (!literals.Contains(literal)) literals.Add(literal);
        return "C" + Text(literals.IndexOf(literal) + 1);
    }
}
