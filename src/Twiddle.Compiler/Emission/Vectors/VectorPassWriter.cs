using System.Globalization;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// Writes a pass that does as many transforms at once as there are lanes. Between the passes, elements lie in blocks of a vector of real parts and a
/// vector of imaginary parts (one or two cache lines), in lane order (<see cref="VectorShape"/>).
/// </summary>
internal sealed class VectorPassWriter(KernelContext context, TableSet tables, VectorForm form)
{
    private readonly VectorShape shape = form.Shape;

    private int Lanes => shape.Lanes;

    public void Write(CodeWriter writer, string name, Pass pass, CancellationToken cancellation)
    {
        var codelet = form.Plan.Codelets[pass.Codelet];
        var flow = new FlowWriter(codelet.Graph, context.Arithmetic);
        var isFirst = pass.Columns == 1;
        var isLast = pass.Blocks == 1;
        writer.Line();
        writer.Comment("/// ", $"<summary>{PassWriter.Describe(pass, form.Core.Transformed)} {Text(Lanes)} {(isFirst ? "blocks" : "columns")} at a time{Moves(isFirst, isLast)}.</summary>");
        context.WriteKernelAttribute(writer);
        var parameters = Ends("source", isFirst).Concat(Ends("target", isLast)).Select(end => $"ref {shape.Vector} {end}").ToList();
        if (!isLast) parameters.Add(isFirst ? $"ref {shape.Vector} twiddles" : "ref double twiddles");
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
        var table = pass.Columns == 1 ? tables.LaneTwiddles(pass, form.Core.Transformed, shape.LaneOrder) : tables.Twiddles(pass, form.Core.Transformed);
        var first = $"ref SimdMemory.GetArrayDataReference(Tables.{table})";
        return pass.Columns == 1 ? $"ref SimdUnsafe.As<double, {shape.Vector}>({first})" : first;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The reference to blocks, or the references to separate parts.</summary>
    public string[] Ends(string name, bool isEnd) => isEnd && shape.IsPlanar ? [name + "Re", name + "Im"] : [name];

    private string Moves(bool isFirst, bool isLast) => (isFirst, isLast, shape.IsPlanar) switch
    {
        (true, _, false) => ": takes complex numbers apart, and transposes so that columns come to lie side by side",
        (true, _, _) => ": transposes so that columns come to lie side by side",
        (_, true, false) => ": puts complex numbers together",
        _ => "",
    };

    private static void Advance(CodeWriter writer, string reference, int vectors) => writer.Line($"{reference} = ref SimdUnsafe.Add(ref {reference}, {Text(vectors)});");

    /// <summary>Blocks p, p + 1, … in the lanes; the last group overlaps the one before where the lanes do not divide the number of blocks.</summary>
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
                foreach (var (start, end) in Ends("from", true).Zip(Ends("source", true), (f, s) => (f, s)))
                    writer.Line($"ref {shape.Vector} {start} = ref SimdUnsafe.AddByteOffset(ref {end}, {(shape.IsPlanar ? "8" : "16")} * block);");
                writer.Line($"ref {shape.Vector} to = ref SimdUnsafe.Add(ref target, {Text(2 * pass.Radix / Lanes)} * block);");
            }

            var code = new VectorCode(shape);
            var loads = new Dictionary<int, (int Re, int Im)>();
            var butterfly = flow.OnVectors(code, i =>
            {
                if (!loads.TryGetValue(i / 2, out var parts)) loads.Add(i / 2, parts = LoadComplex(code, shape, from, pass.Source.Lane * (i / 2)));
                return i % 2 == 0 ? parts.Re : parts.Im;
            });
            for (var v = 0; v < pass.Radix; v += Lanes)
            {
                var rows = Enumerable.Range(v, Lanes).Select(row => Twiddled(code, butterfly, row, i => code.Load(VectorCode.At("twiddles", i)))).ToArray();
                var re = shape.Transpose(code, Array.ConvertAll(rows, r => code.Plain(r.Re)));
                var im = shape.Transpose(code, Array.ConvertAll(rows, r => code.Plain(r.Im)));
                for (var p = 0; p < Lanes; p++)
                {
                    var place = 2 * (pass.Radix * p + v) / Lanes;
                    code.Store(VectorCode.At(to, place), re[p]);
                    code.Store(VectorCode.At(to, place + 1), im[p]);
                }
            }

            code.Write(writer, cancellation);
            if (isWhole) AdvanceEnds(writer, "source");
            if (isWhole) Advance(writer, "target", 2 * pass.Radix);
            Advance(writer, "twiddles", 2 * (pass.Radix - 1));
        });
    }

    /// <summary>Columns of a block in the lanes; the twiddle factors are those of the block.</summary>
    private void WriteMiddle(CodeWriter writer, Pass pass, FlowWriter flow, CancellationToken cancellation)
    {
        writer.Block($"for (int block = 0; block < {Text(pass.Blocks)}; block++)", () =>
        {
            Loop(writer, "column", pass.Columns / Lanes, () =>
            {
                var code = new VectorCode(shape);
                var butterfly = flow.OnVectors(code, i => code.Load(VectorCode.At("source", 2 * pass.Source.Lane / Lanes * (i / 2) + i % 2)));
                for (var v = 0; v < pass.Radix; v++)
                {
                    var (re, im) = Twiddled(code, butterfly, v, i => code.Load(code.Broadcast(VectorCode.At("twiddles", i))));
                    code.Store(VectorCode.At("target", 2 * pass.Target.Lane / Lanes * v), re);
                    code.Store(VectorCode.At("target", 2 * pass.Target.Lane / Lanes * v + 1), im);
                }

                code.Write(writer, cancellation);
                Advance(writer, "source", 2);
                Advance(writer, "target", 2);
            });
            Advance(writer, "target", 2 * (pass.Radix - 1) * pass.Columns / Lanes);
            writer.Line($"twiddles = ref SimdUnsafe.Add(ref twiddles, {Text(2 * (pass.Radix - 1))});");
        });
    }

    private void WriteLast(CodeWriter writer, Pass pass, FlowWriter flow, CancellationToken cancellation)
    {
        Loop(writer, "column", pass.Columns / Lanes, () =>
        {
            var code = new VectorCode(shape);
            var butterfly = flow.OnVectors(code, i => code.Load(VectorCode.At("source", 2 * pass.Source.Lane / Lanes * (i / 2) + i % 2)));
            for (var v = 0; v < pass.Radix; v++)
            {
                StoreComplex(code, shape, pass.Target.Lane * v, butterfly.Output(2 * v), butterfly.Output(2 * v + 1), form.Scale is null ? null : "Scale");
            }

            code.Write(writer, cancellation);
            Advance(writer, "source", 2);
            AdvanceEnds(writer, "target");
        });
    }

    private void AdvanceEnds(CodeWriter writer, string name)
    {
        foreach (var end in Ends(name, true)) Advance(writer, end, shape.IsPlanar ? 1 : 2);
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

    /// <summary>Puts complex numbers together, times a constant where there is one, at an element of the target.</summary>
    public static void StoreComplex(VectorCode code, VectorShape shape, int element, SignedVector signedRe, SignedVector signedIm, string? scale)
    {
        var (re, im) = (code.Plain(signedRe), code.Plain(signedIm));
        if (scale is not null) (re, im) = (code.Scale(scale, re), code.Scale(scale, im));
        if (shape.IsPlanar)
        {
            code.Store(VectorCode.At("targetRe", element / shape.Lanes), re);
            code.Store(VectorCode.At("targetIm", element / shape.Lanes), im);
            return;
        }

        code.Store(VectorCode.At("target", 2 * element / shape.Lanes), code.UnpackLow(re, im));
        code.Store(VectorCode.At("target", 2 * element / shape.Lanes + 1), code.UnpackHigh(re, im));
    }

    /// <summary>Real and imaginary parts of a vector of complex numbers, in lane order.</summary>
    public static (int Re, int Im) LoadComplex(VectorCode code, VectorShape shape, string from, int element)
    {
        if (shape.IsPlanar) return (code.Load(Part("Re")), code.Load(Part("Im")));

        string Part(string name) => element % shape.Lanes == 0
            ? VectorCode.At(from + name, element / shape.Lanes)
            : $"SimdUnsafe.AddByteOffset(ref {from}{name}, {Text(8 * element)})";
        string Place(int half) => 2 * element % shape.Lanes == 0
            ? VectorCode.At(from, 2 * element / shape.Lanes + half)
            : $"SimdUnsafe.AddByteOffset(ref {from}, {Text(16 * element + 8 * shape.Lanes * half)})";
        var (first, second) = (code.Load(Place(0)), code.Load(Place(1)));
        return (code.UnpackLow(first, second), code.UnpackHigh(first, second));
    }
}
