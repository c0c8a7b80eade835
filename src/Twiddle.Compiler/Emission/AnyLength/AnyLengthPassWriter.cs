using System.Globalization;
using Twiddle.Compiler.Emission.Vectors;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>
/// Writes the passes of one radix for any numbers of blocks and columns: vectors of real parts, and vectors of imaginary parts a <c>plane</c> behind them.
/// Where the lanes do not divide the columns, the last group of columns overlaps the one before: it computes the same again.
/// </summary>
/// <remarks>
/// Passes are written once for vectors of all sizes, as methods of the vectors and their operations (<see cref="AnyLengthOperations"/>); those from columns to columns, which move
/// nothing between lanes, for a single number too.
/// </remarks>
/// <param name="codelet">The transform of the pass.</param>
/// <param name="kind">What it computes in.</param>
internal sealed class AnyLengthPassWriter(RadixCodelet codelet, ScalarKind kind)
{
    private readonly int radix = codelet.Radix;
    private readonly FlowWriter flow = new(codelet.Graph, new(kind));

    private string Number => ElementShape.Text(kind);

    /// <summary>The pass on vectors of one size: for example <c>Middle8&lt;Simd512Doubles, Doubles512&gt;</c>.</summary>
    public static string NameOn(string pass, int radix, VectorShape shape) => pass + Text(radix) + AnyLengthOperations.Arguments(shape);

    /// <summary>Transforms with twiddle factors, those of each block in turn.</summary>
    public void WriteMiddle(CodeWriter writer, CancellationToken cancellation) =>
        Method(writer, "Middle", [$"ref {Number} source", $"ref {Number} target", "nint blocks", "nint columns", "nint plane", $"ref {Number} twiddles"], () =>
        {
            WriteStrides(writer, "lane", "(blocks * columns)");
            WriteStrides(writer, "result", "columns");
            writer.Block("for (nint block = 0; block < blocks; block++)", () =>
            {
                Columns(writer, () => WriteVectors(writer, "twiddles", cancellation));
                writer.Line("source = ref SimdUnsafe.Add(ref source, columns);");
                writer.Line($"target = ref SimdUnsafe.Add(ref target, {Text(radix)} * columns);");
                writer.Line($"twiddles = ref SimdUnsafe.Add(ref twiddles, {Text(2 * (radix - 1))});");
            });
        });

    /// <summary>Transforms alone: the last pass, or groups of the first one.</summary>
    public void WritePlain(CodeWriter writer, CancellationToken cancellation) =>
        Method(writer, "Plain", [$"ref {Number} source", "nint lane", "nint plane", $"ref {Number} target", "nint result", "nint resultPlane", "nint columns"], () =>
        {
            WriteStrides(writer, "lane", "lane");
            WriteStrides(writer, "result", "result");
            Columns(writer, () => WriteVectors(writer, null, cancellation), "resultPlane");
        });

    /// <summary>The last pass, on vectors: complex numbers are put together, real and imaginary parts each times a factor.</summary>
    public void WriteLast(CodeWriter writer, CancellationToken cancellation) =>
        Method(writer, "Last", [$"ref {Number} source", "nint columns", "nint plane", $"ref {Number} target", $"{Number} factorRe", $"{Number} factorIm"], () =>
        {
            WriteStrides(writer, "lane", "columns");
            WriteStrides(writer, "result", "(2 * columns)");
            writer.Line($"{LaneWords.Vector} scaleRe = v.Create(factorRe), scaleIm = v.Create(factorIm);");
            writer.Block("for (nint column = 0; column < columns; column += v.Count)", () =>
            {
                writer.Line("nint at = column < columns - v.Count ? column : columns - v.Count;");
                writer.Line($"ref {Number} re = ref SimdUnsafe.Add(ref source, at);");
                writer.Line($"ref {Number} im = ref SimdUnsafe.Add(ref re, plane);");
                writer.Line($"ref {Number} to = ref SimdUnsafe.Add(ref target, 2 * at);");
                var code = new VectorCode(LaneWords.Instance);
                var butterfly = flow.OnVectors(code, i => code.Load(Element(i % 2 == 0 ? "re" : "im", "lane", i / 2)));
                for (var v = 0; v < radix; v++)
                {
                    var re = code.Multiply(code.Plain(butterfly.Output(2 * v)), code.Constant("scaleRe"));
                    var im = code.Multiply(code.Plain(butterfly.Output(2 * v + 1)), code.Constant("scaleIm"));
                    code.Do($"v.StorePairs(ref to, {Bytes("result", v)}, {{0}}, {{1}});", re, im);
                }

                code.Write(writer, cancellation);
            });
        }, hasPairs: true);

    /// <summary>
    /// The first pass: blocks in the lanes, each with twiddle factors of its own; results over blocks are transposed, so that those of a block lie side by side.
    /// That of <c>float</c> takes complex numbers apart itself, imaginary parts times a factor.
    /// </summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="stores">The transposition.</param>
    /// <param name="takesApart">Whether it reads complex numbers, rather than their parts from two planes.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public void WriteFirst(CodeWriter writer, BlockStores stores, bool takesApart, CancellationToken cancellation) =>
        Method(writer, takesApart && kind == ScalarKind.Double ? "FirstOfPairs" : "First", [$"ref {Number} source", $"ref {Number} target", "nint blocks", "nint plane", $"ref {Number} twiddles", .. takesApart ? new[] { $"{Number} factor" } : []], () =>
        {
            WriteStrides(writer, "lane", takesApart ? "(2 * blocks)" : "blocks");
            writer.Line($"nint size = SimdUnsafe.SizeOf<{LaneWords.Vector}>();");
            if (takesApart) writer.Line($"{LaneWords.Vector} factors = v.Create(factor);");
            writer.Block("for (nint group = 0; group < blocks; group += v.Count)", () =>
            {
                writer.Line("nint block = group < blocks - v.Count ? group : blocks - v.Count;");
                if (takesApart)
                {
                    writer.Line($"ref {Number} low = ref SimdUnsafe.Add(ref source, 2 * block);");
                    writer.Line($"ref {Number} high = ref SimdUnsafe.Add(ref low, v.Count);");
                }
                else
                {
                    writer.Line($"ref {Number} re = ref SimdUnsafe.Add(ref source, block);");
                    writer.Line($"ref {Number} im = ref SimdUnsafe.Add(ref re, plane);");
                }

                writer.Line($"ref {Number} toRe = ref SimdUnsafe.Add(ref target, {Text(radix)} * block);");
                writer.Line($"ref {Number} toIm = ref SimdUnsafe.Add(ref toRe, plane);");
                WriteTransposed(writer, stores, takesApart, cancellation);
                writer.Line($"twiddles = ref SimdUnsafe.Add(ref twiddles, {Text(2 * (radix - 1))} * v.Count);");
            });
        }, hasPairs: takesApart, stores: radix);

    private void WriteTransposed(CodeWriter writer, BlockStores stores, bool takesApart, CancellationToken cancellation)
    {
        var code = new VectorCode(LaneWords.Instance);
        var butterfly = flow.OnVectors(code, takesApart ? Part : i => code.Load(Element(i % 2 == 0 ? "re" : "im", "lane", i / 2)));
        var rows = Enumerable.Range(0, radix).Select(v =>
        {
            var value = (Re: butterfly.Output(2 * v), Im: butterfly.Output(2 * v + 1));
            return v == 0 ? value : code.Multiply(value, Twiddle(2 * v - 2), Twiddle(2 * v - 1));
        }).ToArray();
        var operands = Enumerable.Range(0, radix).Select(v => "{" + Text(v) + "}").ToArray();
        foreach (var (to, part) in new[] { ("toRe", rows.Select(r => r.Re)), ("toIm", rows.Select(r => r.Im)) })
        {
            var values = part.Select(code.Plain).ToArray();
            foreach (var call in stores.Calls(to, operands)) code.Do(call, values);
        }

        code.Write(writer, cancellation);

        int Twiddle(int i) => code.Load(Vector("twiddles", i == 0 ? "0" : i == 1 ? "size" : Text(i) + " * size"));

        int Part(int i)
        {
            var (low, high) = (code.LoadOnce(Element("low", "lane", i / 2)), code.LoadOnce(Element("high", "lane", i / 2)));
            return i % 2 == 0 ? code.Apply("v.Real({0}, {1})", low, high) : code.Multiply(code.Apply("v.Imaginary({0}, {1})", low, high), code.Constant("factors"));
        }
    }

    private static string Vector(string reference, string bytes) => $"v.At(ref {reference}, {bytes})";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Method(CodeWriter writer, string pass, string[] parameters, Action content, bool hasPairs = false, int stores = 0)
    {
        writer.Line();
        writer.Line("[SimdMethodImpl(SimdMethodOptions.AggressiveOptimization)]");
        writer.Method($"private static void {pass}{Text(radix)}<{LaneWords.Vector}, TOps>", parameters, [AnyLengthOperations.Constraint(kind, hasPairs, stores)], () =>
        {
            writer.Line($"TOps {LaneWords.Operations} = default;");
            foreach (var (name, literal) in flow.Constants) writer.Line($"{LaneWords.Vector} {name} = {LaneWords.Operations}.Create({literal});");
            content();
        });
    }

    /// <summary>Locals for the odd multiples of a stride, in bytes: twice, four times and eight times as much are part of an address.</summary>
    private void WriteStrides(CodeWriter writer, string name, string value)
    {
        writer.Line($"nint {name}1 = {Text(kind == ScalarKind.Single ? 4 : 8)} * {value};");
        writer.Statements(Enumerable.Range(0, radix).Where(u => u > 1 && u % 2 != 0).Select(u => $"nint {name}{Text(u)} = {Text(u)} * {name}1;"));
    }

    private static string Stride(string name, int u)
    {
        var power = u & -u;
        return (power == 1 ? "" : Text(power) + " * ") + name + Text(u / power);
    }

    private void Columns(CodeWriter writer, Action body, string resultPlane = "plane") =>
        writer.Block("for (nint column = 0; column < columns; column += v.Count)", () =>
        {
            writer.Line("nint at = column < columns - v.Count ? column : columns - v.Count;");
            writer.Line($"ref {Number} re = ref SimdUnsafe.Add(ref source, at);");
            writer.Line($"ref {Number} im = ref SimdUnsafe.Add(ref re, plane);");
            writer.Line($"ref {Number} toRe = ref SimdUnsafe.Add(ref target, at);");
            writer.Line($"ref {Number} toIm = ref SimdUnsafe.Add(ref toRe, {resultPlane});");
            body();
        });

    private static string Element(string reference, string stride, int u) => Vector(reference, Bytes(stride, u));

    private static string Bytes(string stride, int u) => u == 0 ? "0" : Stride(stride, u);

    private void WriteVectors(CodeWriter writer, string? twiddles, CancellationToken cancellation)
    {
        var code = new VectorCode(LaneWords.Instance);
        var butterfly = flow.OnVectors(code, i => code.Load(Element(i % 2 == 0 ? "re" : "im", "lane", i / 2)));
        for (var v = 0; v < radix; v++)
        {
            var value = (Re: butterfly.Output(2 * v), Im: butterfly.Output(2 * v + 1));
            if (twiddles is not null && v > 0) value = code.Multiply(value, Factor(2 * v - 2), Factor(2 * v - 1));
            code.Store(Element("toRe", "result", v), value.Re);
            code.Store(Element("toIm", "result", v), value.Im);
        }

        code.Write(writer, cancellation);

        int Factor(int i) => code.Load($"v.Load(ref {twiddles}, {Text(i)})");
    }
}
