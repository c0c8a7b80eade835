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
/// Passes from columns to columns move nothing between lanes: they are written once for vectors of all sizes, a single number among them, as methods of the vectors and their
/// operations (<see cref="AnyLengthOperations"/>). The first and the last pass are written for each size.
/// </remarks>
/// <param name="codelet">The transform of the pass.</param>
/// <param name="kind">What it computes in.</param>
/// <param name="shape">The vectors it runs on; null for those of all sizes.</param>
internal sealed class AnyLengthPassWriter(RadixCodelet codelet, ScalarKind kind, VectorShape? shape)
{
    private readonly Arithmetic arithmetic = new(kind);
    private readonly int radix = codelet.Radix;
    private readonly FlowWriter flow = new(codelet.Graph, new(kind));

    private string Number => ElementShape.Text(arithmetic.Kind);

    private int Lanes => shape!.Lanes;

    /// <summary>For example <c>First8Simd512</c>.</summary>
    public static string Name(string pass, int radix, VectorShape shape) => pass + Text(radix) + shape.Class;

    /// <summary>The pass on vectors of one size, of those that are written for all: for example <c>Middle8&lt;Simd512Doubles, Doubles512&gt;</c>.</summary>
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
            writer.Line($"var scaleRe = {shape!.Class}.Create(factorRe);");
            writer.Line($"var scaleIm = {shape.Class}.Create(factorIm);");
            foreach (var line in LaneTranspose.OrdersOfPairs(shape)) writer.Line(line);
            writer.Block($"for (nint column = 0; column < columns; column += {Text(Lanes)})", () =>
            {
                writer.Line($"nint at = column < columns - {Text(Lanes)} ? column : columns - {Text(Lanes)};");
                writer.Line($"ref {Number} re = ref SimdUnsafe.Add(ref source, at);");
                writer.Line($"ref {Number} im = ref SimdUnsafe.Add(ref re, plane);");
                writer.Line($"ref {Number} to = ref SimdUnsafe.Add(ref target, 2 * at);");
                writer.Line($"ref {Number} toNext = ref SimdUnsafe.Add(ref to, {Text(Lanes)});");
                var code = new VectorCode(shape);
                var butterfly = flow.OnVectors(code, i => code.Load(Vector(Element(i % 2 == 0 ? "re" : "im", "lane", i / 2))));
                for (var v = 0; v < radix; v++)
                {
                    var re = code.Multiply(code.Plain(butterfly.Output(2 * v)), code.Constant("scaleRe"));
                    var im = code.Multiply(code.Plain(butterfly.Output(2 * v + 1)), code.Constant("scaleIm"));
                    var (low, high) = LaneTranspose.PairsOf(code, shape, re, im);
                    code.Store(Vector(Element("to", "result", v)), low);
                    code.Store(Vector(Element("toNext", "result", v)), high);
                }

                code.Write(writer, cancellation);
            });
        });

    /// <summary>
    /// The first pass: blocks in the lanes, each with twiddle factors of its own; results over blocks are transposed, so that those of a block lie side by side.
    /// That of <c>float</c> takes complex numbers apart itself, imaginary parts times a factor.
    /// </summary>
    /// <param name="takesApart">Whether it reads complex numbers, rather than their parts from two planes.</param>
    public void WriteFirst(CodeWriter writer, bool takesApart, CancellationToken cancellation) =>
        Method(writer, takesApart && shape!.Kind == ScalarKind.Double ? "FirstOfPairs" : "First", [$"ref {Number} source", $"ref {Number} target", "nint blocks", "nint plane", $"ref {Number} twiddles", .. takesApart ? new[] { $"{Number} factor" } : []], () =>
        {
            WriteStrides(writer, "lane", takesApart ? "(2 * blocks)" : "blocks");
            if (takesApart)
            {
                writer.Line($"var factors = {shape!.Class}.Create(factor);");
                foreach (var line in LaneTranspose.OrdersOfParts(shape)) writer.Line(line);
            }

            writer.Block($"for (nint group = 0; group < blocks; group += {Text(Lanes)})", () =>
            {
                writer.Line($"nint block = group < blocks - {Text(Lanes)} ? group : blocks - {Text(Lanes)};");
                if (takesApart)
                {
                    writer.Line($"ref {Number} low = ref SimdUnsafe.Add(ref source, 2 * block);");
                    writer.Line($"ref {Number} high = ref SimdUnsafe.Add(ref low, {Text(Lanes)});");
                }
                else
                {
                    writer.Line($"ref {Number} re = ref SimdUnsafe.Add(ref source, block);");
                    writer.Line($"ref {Number} im = ref SimdUnsafe.Add(ref re, plane);");
                }

                writer.Line($"ref {Number} toRe = ref SimdUnsafe.Add(ref target, {Text(radix)} * block);");
                writer.Line($"ref {Number} toIm = ref SimdUnsafe.Add(ref toRe, plane);");
                WriteTransposed(writer, shape!, takesApart, cancellation);
                writer.Line($"twiddles = ref SimdUnsafe.Add(ref twiddles, {Text(2 * (radix - 1) * Lanes)});");
            });
        });

    private void WriteTransposed(CodeWriter writer, VectorShape vectors, bool takesApart, CancellationToken cancellation)
    {
        var code = new VectorCode(vectors);
        var butterfly = takesApart
            ? flow.OnVectors(code, Part)
            : flow.OnVectors(code, i => code.Load(Vector(Element(i % 2 == 0 ? "re" : "im", "lane", i / 2))));
        var rows = Enumerable.Range(0, radix).Select(v =>
        {
            var value = (Re: butterfly.Output(2 * v), Im: butterfly.Output(2 * v + 1));
            return v == 0 ? value : code.Multiply(value, code.Load(Twiddle(2 * v - 2)), code.Load(Twiddle(2 * v - 1)));
        }).ToArray();
        // Squares of results, or all at once.
        var together = radix % Lanes == 0 ? Lanes : radix;
        for (var first = 0; first < radix; first += together)
        {
            foreach (var (reference, part) in new[] { ("toRe", rows.Select(r => r.Re)), ("toIm", rows.Select(r => r.Im)) })
            {
                var transposed = LaneTranspose.Of(code, part.Skip(first).Take(together).Select(code.Plain).ToArray(), vectors);
                // Each vector has the results of as many blocks as it can hold.
                var blocks = Math.Max(1, Lanes / together);
                var step = together == radix ? Lanes : radix;
                for (var i = 0; i < together; i++) code.Store(Vector(VectorCode.At(reference, (takesApart ? LaneTranspose.PlaceOf(i * blocks, vectors) / blocks : i) * step + first)), transposed[i]);
            }
        }

        code.Write(writer, cancellation);

        string Twiddle(int i) => Vector(VectorCode.At("twiddles", i * Lanes));

        int Part(int i)
        {
            var (low, high) = (code.LoadOnce(Vector(Element("low", "lane", i / 2))), code.LoadOnce(Vector(Element("high", "lane", i / 2))));
            return i % 2 == 0 ? LaneTranspose.RealOf(code, vectors, low, high) : code.Multiply(LaneTranspose.ImaginaryOf(code, vectors, low, high), code.Constant("factors"));
        }
    }

    private string Vector(string element) => $"SimdUnsafe.As<{Number}, {shape?.Vector ?? LaneWords.Vector}>(ref {element})";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Method(CodeWriter writer, string pass, string[] parameters, Action content)
    {
        writer.Line();
        writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
        if (shape is not null)
        {
            writer.Method("private static void " + Name(pass, radix, shape), parameters, () =>
            {
                flow.WriteConstants(writer);
                content();
            });
            return;
        }

        writer.Method($"private static void {pass}{Text(radix)}<{LaneWords.Vector}, TOps>", parameters, [AnyLengthOperations.Constraint(kind)], () =>
        {
            writer.Line($"TOps {LaneWords.Operations} = default;");
            foreach (var (name, literal) in flow.Constants) writer.Line($"{LaneWords.Vector} {name} = {LaneWords.Operations}.Create({literal});");
            content();
        });
    }

    /// <summary>Locals for the odd multiples of a stride, in bytes: twice, four times and eight times as much are part of an address.</summary>
    private void WriteStrides(CodeWriter writer, string name, string value)
    {
        writer.Line($"nint {name}1 = {Text(arithmetic.Kind == ScalarKind.Single ? 4 : 8)} * {value};");
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

    private static string Element(string reference, string stride, int u) => u == 0 ? reference : $"SimdUnsafe.AddByteOffset(ref {reference}, {Stride(stride, u)})";

    private void WriteVectors(CodeWriter writer, string? twiddles, CancellationToken cancellation)
    {
        var code = new VectorCode(LaneWords.Instance);
        var butterfly = flow.OnVectors(code, i => code.Load(Vector(Element(i % 2 == 0 ? "re" : "im", "lane", i / 2))));
        for (var v = 0; v < radix; v++)
        {
            var value = (Re: butterfly.Output(2 * v), Im: butterfly.Output(2 * v + 1));
            if (twiddles is not null && v > 0) value = code.Multiply(value, Factor(2 * v - 2), Factor(2 * v - 1));
            code.Store(Vector(Element("toRe", "result", v)), value.Re);
            code.Store(Vector(Element("toIm", "result", v)), value.Im);
        }

        code.Write(writer, cancellation);

        int Factor(int i) => code.Load($"v.Load(ref {twiddles}, {Text(i)})");
    }
}
