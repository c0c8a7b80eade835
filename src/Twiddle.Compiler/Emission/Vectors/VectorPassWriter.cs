using System.Globalization;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// Writes a pass that does four transforms at once, one in each lane. Between the passes, elements lie in blocks of four: the real parts, then
/// the imaginary parts, which fill a cache line. In a block the lanes hold elements 0, 2, 1, 3: so it takes no move across the halves of a vector to
/// take apart complex numbers or to put them together.
/// </summary>
internal sealed class VectorPassWriter(KernelContext context, TableSet tables, VectorForm form)
{
    /// <summary>The element that each lane of a block holds.</summary>
    public static readonly int[] LaneOrder = [0, 2, 1, 3];

    private const int Lanes = VectorForm.Lanes;

    public void Write(CodeWriter writer, string name, Pass pass, CancellationToken cancellation)
    {
        var codelet = form.Plan.Codelets[pass.Codelet];
        var flow = new FlowWriter(codelet.Graph, context.Arithmetic);
        var isFirst = pass.Columns == 1;
        var isLast = pass.Blocks == 1;
        writer.Line();
        writer.Comment("/// ", $"<summary>{PassWriter.Describe(pass, form.Core.Input)} Four {(isFirst ? "blocks" : "columns")} at a time{Moves(isFirst, isLast)}.</summary>");
        context.WriteKernelAttribute(writer);
        var parameters = new List<string> { "ref SimdVector source", "ref SimdVector target" };
        if (!isLast) parameters.Add(isFirst ? "ref SimdVector twiddles" : "ref double twiddles");
        writer.Method("private static void " + name, parameters, () =>
        {
            flow.WriteConstants(writer);
            if (isLast && form.Scale is { } scale) writer.Line($"const double Scale = {context.Arithmetic.Literal(scale)};");
            if (isFirst) WriteFirst(writer, pass, flow, cancellation);
            else if (isLast) WriteLast(writer, pass, flow, cancellation);
            else WriteMiddle(writer, pass, flow, cancellation);
        });
    }

    /// <summary>The argument that a pass gets its twiddle factors by.</summary>
    public string? TwiddleArgument(Pass pass)
    {
        if (pass.Blocks == 1) return null;
        var table = pass.Columns == 1 ? tables.LaneTwiddles(pass, form.Core.Input, LaneOrder) : tables.Twiddles(pass, form.Core.Input);
        var first = $"ref SimdMemory.GetArrayDataReference(Tables.{table})";
        return pass.Columns == 1 ? $"ref SimdUnsafe.As<double, SimdVector>({first})" : first;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Moves(bool isFirst, bool isLast) => isFirst
        ? ": takes complex numbers apart, and transposes so that columns come to lie side by side"
        : isLast ? ": puts complex numbers together" : "";

    private static void Advance(CodeWriter writer, string reference, int vectors) => writer.Line($"{reference} = ref SimdUnsafe.Add(ref {reference}, {Text(vectors)});");

    /// <summary>Blocks p … p + 3 in the lanes; the last group overlaps the one before where four does not divide the number of blocks.</summary>
    private void WriteFirst(CodeWriter writer, Pass pass, FlowWriter flow, CancellationToken cancellation)
    {
        var groups = (pass.Blocks + Lanes - 1) / Lanes;
        var isWhole = pass.Blocks % Lanes == 0;
        var (from, to) = isWhole ? ("source", "target") : ("from", "to");
        writer.Block($"for (int group = 0; group < {Text(groups)}; group++)", () =>
        {
            if (!isWhole)
            {
                writer.Line($"int block = global::System.Math.Min({Text(Lanes)} * group, {Text(pass.Blocks - Lanes)});");
                writer.Line("ref SimdVector from = ref SimdUnsafe.AddByteOffset(ref source, 16 * block);");
                writer.Line($"ref SimdVector to = ref SimdUnsafe.Add(ref target, {Text(pass.Radix / 2)} * block);");
            }

            var code = new VectorCode();
            var loads = new Dictionary<int, (int Re, int Im)>();
            var butterfly = flow.OnVectors(code, i =>
            {
                if (!loads.TryGetValue(i / 2, out var parts)) loads.Add(i / 2, parts = LoadComplex(code, from, pass.Source.Lane * (i / 2)));
                return i % 2 == 0 ? parts.Re : parts.Im;
            });
            for (var v = 0; v < pass.Radix; v += Lanes)
            {
                var rows = Enumerable.Range(v, Lanes).Select(row => Twiddled(code, butterfly, row, i => code.Load(VectorCode.At("twiddles", i)))).ToArray();
                var re = Transpose(code, Array.ConvertAll(rows, r => code.Plain(r.Re)));
                var im = Transpose(code, Array.ConvertAll(rows, r => code.Plain(r.Im)));
                for (var p = 0; p < Lanes; p++)
                {
                    var place = (pass.Radix * p + v) / 2;
                    code.Store(VectorCode.At(to, place), re[p]);
                    code.Store(VectorCode.At(to, place + 1), im[p]);
                }
            }

            code.Write(writer, cancellation);
            if (isWhole) Advance(writer, "source", 2);
            if (isWhole) Advance(writer, "target", 2 * pass.Radix);
            Advance(writer, "twiddles", 2 * (pass.Radix - 1));
        });
    }

    /// <summary>Four columns of a block in the lanes; the twiddle factors are those of the block.</summary>
    private static void WriteMiddle(CodeWriter writer, Pass pass, FlowWriter flow, CancellationToken cancellation)
    {
        writer.Block($"for (int block = 0; block < {Text(pass.Blocks)}; block++)", () =>
        {
            Loop(writer, "column", pass.Columns / Lanes, () =>
            {
                var code = new VectorCode();
                var butterfly = flow.OnVectors(code, i => code.Load(VectorCode.At("source", pass.Source.Lane / 2 * (i / 2) + i % 2)));
                for (var v = 0; v < pass.Radix; v++)
                {
                    var (re, im) = Twiddled(code, butterfly, v, i => code.Load(VectorCode.Broadcast(VectorCode.At("twiddles", i))));
                    code.Store(VectorCode.At("target", pass.Target.Lane / 2 * v), re);
                    code.Store(VectorCode.At("target", pass.Target.Lane / 2 * v + 1), im);
                }

                code.Write(writer, cancellation);
                Advance(writer, "source", 2);
                Advance(writer, "target", 2);
            });
            Advance(writer, "target", (pass.Radix - 1) * pass.Columns / 2);
            writer.Line($"twiddles = ref SimdUnsafe.Add(ref twiddles, {Text(2 * (pass.Radix - 1))});");
        });
    }

    private void WriteLast(CodeWriter writer, Pass pass, FlowWriter flow, CancellationToken cancellation)
    {
        Loop(writer, "column", pass.Columns / Lanes, () =>
        {
            var code = new VectorCode();
            var butterfly = flow.OnVectors(code, i => code.Load(VectorCode.At("source", pass.Source.Lane / 2 * (i / 2) + i % 2)));
            for (var v = 0; v < pass.Radix; v++)
            {
                StoreComplex(code, pass.Target.Lane * v, butterfly.Output(2 * v), butterfly.Output(2 * v + 1), form.Scale is null ? null : "Scale");
            }

            code.Write(writer, cancellation);
            Advance(writer, "source", 2);
            Advance(writer, "target", 2);
        });
    }

    private static void Loop(CodeWriter writer, string variable, int count, Action body)
    {
        if (count == 1) writer.Block("", body);
        else writer.Block($"for (int {variable} = 0; {variable} < {Text(count)}; {variable}++)", body);
    }

    /// <summary>Result v of the butterfly times its twiddle factor, whose parts are numbers 2v − 2 and 2v − 1.</summary>
    private static (SignedVector Re, SignedVector Im) Twiddled(VectorCode code, VectorFlow butterfly, int v, Func<int, int> twiddle)
    {
        var value = (butterfly.Output(2 * v), butterfly.Output(2 * v + 1));
        return v == 0 ? value : code.Multiply(value, twiddle(2 * v - 2), twiddle(2 * v - 1));
    }

    /// <summary>Puts four complex numbers together, times a constant where there is one, at an element of the target.</summary>
    public static void StoreComplex(VectorCode code, int element, SignedVector signedRe, SignedVector signedIm, string? scale)
    {
        var (re, im) = (code.Plain(signedRe), code.Plain(signedIm));
        if (scale is not null) (re, im) = (code.Scale(scale, re), code.Scale(scale, im));
        code.Store(VectorCode.At("target", element / 2), code.UnpackLow(re, im));
        code.Store(VectorCode.At("target", element / 2 + 1), code.UnpackHigh(re, im));
    }

    /// <summary>Real and imaginary parts of four complex numbers, in lane order.</summary>
    public static (int Re, int Im) LoadComplex(VectorCode code, string from, int element)
    {
        string Place(int half) => element % 2 == 0
            ? VectorCode.At(from, element / 2 + half)
            : $"SimdUnsafe.AddByteOffset(ref {from}, {Text(16 * element + 32 * half)})";
        var (first, second) = (code.Load(Place(0)), code.Load(Place(1)));
        return (code.UnpackLow(first, second), code.UnpackHigh(first, second));
    }

    /// <summary>From four results in vectors over the blocks to the vectors of block 0, 1, 2, 3 over the results; all lanes in lane order.</summary>
    public static int[] Transpose(VectorCode code, int[] rows)
    {
        var (low0, low1) = (code.UnpackLow(rows[0], rows[2]), code.UnpackLow(rows[1], rows[3]));
        var (high0, high1) = (code.UnpackHigh(rows[0], rows[2]), code.UnpackHigh(rows[1], rows[3]));
        return [code.LowerHalves(low0, low1), code.UpperHalves(low0, low1), code.LowerHalves(high0, high1), code.UpperHalves(high0, high1)];
    }
}
