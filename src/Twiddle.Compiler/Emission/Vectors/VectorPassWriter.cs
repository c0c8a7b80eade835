using System.Globalization;
using Twiddle.Compiler.Emission.Sharing;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// Writes a pass that does as many transforms at once as there are lanes. Between the passes, elements lie in blocks of a vector of real parts and a
/// vector of imaginary parts, in the order of <see cref="VectorCore.InnerBits"/>.
/// </summary>
internal sealed class VectorPassWriter(KernelContext context, TableSet tables, VectorCore core)
{
    private readonly VectorShape shape = core.Shape;

    private int Lanes => shape.Lanes;

    public void Write(CodeWriter writer, string name, Pass pass, CancellationToken cancellation)
    {
        var codelet = core.Plan.Codelets[pass.Codelet];
        var flow = new FlowWriter(codelet.Graph, context.Arithmetic);
        var isFirst = pass.Columns == 1;
        var isLast = pass.Blocks == 1;
        writer.Line();
        writer.Comment("/// ", $"<summary>{PassWriter.Describe(pass, core.Core.Input)} {Text(Lanes)} {Units(pass)} at a time{Moves(pass, isLast)}.</summary>");
        context.WriteKernelAttribute(writer);
        var parameters = Source(isFirst).Concat(Target(isLast)).Select(end => $"ref {shape.Vector} {end}").ToList();
        if (!isLast) parameters.Add(IsOverBlocks(pass) ? $"ref {shape.Vector} twiddles" : $"ref {shape.Scalar} twiddles");
        if (IsShared) parameters.AddRange(["int begin", "int end"]);
        writer.Method("private static void " + name, parameters, () =>
        {
            flow.WriteConstants(writer);
            if (isLast && core.Scale is { } scale) writer.Line($"const {shape.Scalar} Scale = {context.Arithmetic.Literal(scale)};");
            if (IsOverBlocks(pass)) WriteOverBlocks(writer, pass, flow, cancellation);
            else if (isLast) WriteLast(writer, pass, flow, cancellation);
            else WriteMiddle(writer, pass, flow, cancellation);
        });
    }

    /// <summary>The argument that a pass gets its twiddle factors by.</summary>
    public string? TwiddleArgument(Pass pass)
    {
        if (pass.Blocks == 1) return null;
        var table = IsOverBlocks(pass)
            ? tables.LaneTwiddles(pass, core.Core.Input, VectorCore.BlocksTogether(pass, shape), VectorMoves.BlockOfLane(core, pass))
            : tables.Twiddles(pass, core.Core.Input);
        var first = $"ref SimdMemory.GetArrayDataReference(Tables.{table})";
        return IsOverBlocks(pass) ? $"ref SimdUnsafe.As<{shape.Scalar}, {shape.Vector}>({first})" : first;
    }

    /// <summary>The rounds of a pass that are to be done, where it takes such arguments: those of a part, or all.</summary>
    public IEnumerable<string> ShareArguments(Pass pass, bool isPart)
    {
        if (!IsShared) return [];
        var rounds = Text(Rounds(pass));
        return isPart ? [TeamWriter.Share(context.TeamName!, rounds, false), TeamWriter.Share(context.TeamName!, rounds, true)] : ["0", rounds];
    }

    private bool IsShared => context.TeamName is not null;

    /// <summary>Whether threads share the blocks of a pass, rather than the columns of each.</summary>
    private bool IsSharedByBlocks(Pass pass) => pass.Blocks >= pass.Columns / Lanes;

    /// <summary>The rounds of the loop that threads share.</summary>
    private int Rounds(Pass pass) => IsOverBlocks(pass)
        ? Groups(pass)
        : IsSharedByBlocks(pass) ? pass.Blocks : pass.Columns / Lanes;

    private int Groups(Pass pass) => (pass.Blocks + VectorCore.BlocksTogether(pass, shape) - 1) / VectorCore.BlocksTogether(pass, shape);

    /// <summary>The references that the first pass reads from, or the one of the others.</summary>
    public string[] Source(bool isFirst, string name = "source") => isFirst && !core.HasInterleavedSource ? [name + "Re", name + "Im"] : [name];

    /// <summary>The references that the last pass writes to, or the one of the others.</summary>
    public string[] Target(bool isLast, string name = "target") => isLast && !core.HasInterleavedTarget ? [name + "Re", name + "Im"] : [name];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private bool IsOverBlocks(Pass pass) => VectorCore.BlocksTogether(pass, shape) > 1;

    private string Units(Pass pass) => pass.Columns == 1 ? "blocks" : IsOverBlocks(pass) ? $"columns of {Text(VectorCore.BlocksTogether(pass, shape))} blocks" : "columns";

    private string Moves(Pass pass, bool isLast)
    {
        var takesApart = pass.Columns == 1 && core.HasInterleavedSource;
        if (IsOverBlocks(pass)) return $": {(takesApart ? "takes complex numbers apart, and " : "")}transposes so that columns come to lie side by side";
        return isLast && core.HasInterleavedTarget ? ": puts complex numbers together" : "";
    }

    private static void Advance(CodeWriter writer, string reference, int vectors, string times = "") =>
        writer.Line($"{reference} = ref SimdUnsafe.Add(ref {reference}, {Text(vectors)}{times});");

    /// <summary>
    /// Blocks p, p + 1, … (with their columns) in the lanes; the last group overlaps the one before where the lanes do not divide the number of blocks.
    /// </summary>
    private void WriteOverBlocks(CodeWriter writer, Pass pass, FlowWriter flow, CancellationToken cancellation)
    {
        var isFirst = pass.Columns == 1;
        var together = VectorCore.BlocksTogether(pass, shape);
        var isWhole = pass.Blocks % together == 0;
        var (from, to) = isWhole ? ("source", "target") : ("from", "to");
        if (IsShared) WriteFirstGroup(writer, pass, isFirst, isWhole);
        Loop(writer, "group", Groups(pass), IsShared, () =>
        {
            if (!isWhole)
            {
                writer.Line($"int block = global::System.Math.Min({Text(Lanes)} * group, {Text(pass.Blocks - Lanes)});");
                var step = (core.HasInterleavedSource ? 2 : 1) * shape.ElementSize;
                foreach (var (start, end) in Source(true, "from").Zip(Source(true), (f, s) => (f, s)))
                    writer.Line($"ref {shape.Vector} {start} = ref SimdUnsafe.AddByteOffset(ref {end}, {Text(step)} * block);");
                writer.Line($"ref {shape.Vector} to = ref SimdUnsafe.Add(ref target, {Text(2 * pass.Radix / Lanes)} * block);");
            }

            var code = new VectorCode(shape);
            var moves = new VectorMoves(code, core);
            var loads = new Dictionary<int, (int Re, int Im)>();
            var butterfly = flow.OnVectors(code, i =>
            {
                if (!loads.TryGetValue(i / 2, out var parts)) loads.Add(i / 2, parts = isFirst ? moves.LoadComplex(from, pass.Source.Lane * (i / 2)) : LoadBlock(code, pass, i / 2));
                return i % 2 == 0 ? parts.Re : parts.Im;
            });
            var count = VectorMoves.ResultsTogether(core, pass);
            for (var v = 0; v < pass.Radix; v += count)
            {
                var rows = Enumerable.Range(v, count).Select(row => Twiddled(code, butterfly, row, i => code.Load(VectorCode.At("twiddles", i)))).ToArray();
                Place(0, moves.Transpose(pass, v, Array.ConvertAll(rows, r => code.Plain(r.Re))));
                Place(1, moves.Transpose(pass, v, Array.ConvertAll(rows, r => code.Plain(r.Im))));
            }

            code.Write(writer, cancellation);
            if (isWhole && isFirst) AdvanceSource(writer);
            else if (isWhole) Advance(writer, "source", 2);
            if (isWhole) Advance(writer, "target", 2 * pass.Radix);
            Advance(writer, "twiddles", 2 * (pass.Radix - 1));

            void Place(int part, IEnumerable<(int Element, int Value)> vectors)
            {
                foreach (var (element, value) in vectors) code.Store(VectorCode.At(to, 2 * element / Lanes + part), value);
            }
        });
    }

    /// <summary>Goes to the first group of a part.</summary>
    private void WriteFirstGroup(CodeWriter writer, Pass pass, bool isFirst, bool isWhole)
    {
        const string times = " * begin";
        if (isWhole && isFirst) foreach (var end in Source(true)) Advance(writer, end, core.HasInterleavedSource ? 2 : 1, times);
        else if (isWhole) Advance(writer, "source", 2, times);
        if (isWhole) Advance(writer, "target", 2 * pass.Radix, times);
        Advance(writer, "twiddles", 2 * (pass.Radix - 1), times);
    }

    private (int Re, int Im) LoadBlock(VectorCode code, Pass pass, int operand)
    {
        var place = 2 * pass.Source.Lane / Lanes * operand;
        return (code.Load(VectorCode.At("source", place)), code.Load(VectorCode.At("source", place + 1)));
    }

    /// <summary>Columns of a block in the lanes; the twiddle factors are those of the block.</summary>
    private void WriteMiddle(CodeWriter writer, Pass pass, FlowWriter flow, CancellationToken cancellation)
    {
        var vectors = pass.Columns / Lanes;
        var (isByBlocks, isByColumns) = (IsShared && IsSharedByBlocks(pass), IsShared && !IsSharedByBlocks(pass));
        if (IsShared)
        {
            Advance(writer, "source", isByBlocks ? 2 * vectors : 2, " * begin");
            Advance(writer, "target", isByBlocks ? 2 * pass.Radix * vectors : 2, " * begin");
            if (isByBlocks) writer.Line($"twiddles = ref SimdUnsafe.Add(ref twiddles, {Text(2 * (pass.Radix - 1))} * begin);");
        }

        Loop(writer, "block", pass.Blocks, isByBlocks, () =>
        {
            Loop(writer, "column", vectors, isByColumns, () =>
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
            if (isByColumns) Advance(writer, "source", 2, $" * ({Text(vectors)} - end + begin)");
            Advance(writer, "target", 2 * (pass.Radix - 1) * vectors, isByColumns ? $" + 2 * ({Text(vectors)} - end + begin)" : "");
            writer.Line($"twiddles = ref SimdUnsafe.Add(ref twiddles, {Text(2 * (pass.Radix - 1))});");
        });
    }

    private void WriteLast(CodeWriter writer, Pass pass, FlowWriter flow, CancellationToken cancellation)
    {
        if (IsShared)
        {
            Advance(writer, "source", 2, " * begin");
            foreach (var end in Target(true)) Advance(writer, end, core.HasInterleavedTarget ? 2 : 1, " * begin");
        }

        Loop(writer, "column", pass.Columns / Lanes, IsShared, () =>
        {
            var code = new VectorCode(shape);
            var moves = new VectorMoves(code, core);
            var butterfly = flow.OnVectors(code, i => code.Load(VectorCode.At("source", 2 * pass.Source.Lane / Lanes * (i / 2) + i % 2)));
            for (var v = 0; v < pass.Radix; v++)
                moves.StoreComplex(pass.Target.Lane * v, butterfly.Output(2 * v), butterfly.Output(2 * v + 1), core.Scale is null ? null : "Scale");

            code.Write(writer, cancellation);
            Advance(writer, "source", 2);
            foreach (var end in Target(true)) Advance(writer, end, core.HasInterleavedTarget ? 2 : 1);
        });
    }

    private void AdvanceSource(CodeWriter writer)
    {
        foreach (var end in Source(true)) Advance(writer, end, core.HasInterleavedSource ? 2 : 1);
    }

    private static void Loop(CodeWriter writer, string variable, int count, bool isShared, Action body)
    {
        if (isShared) writer.Block($"for (int {variable} = begin; {variable} < end; {variable}++)", body);
        else if (count == 1) writer.Block("", body);
        else writer.Block($"for (int {variable} = 0; {variable} < {Text(count)}; {variable}++)", body);
    }

    /// <summary>Result v of the butterfly times its twiddle factor, whose parts are numbers 2v − 2 and 2v − 1.</summary>
    private static (SignedVector Re, SignedVector Im) Twiddled(VectorCode code, VectorFlow butterfly, int v, Func<int, int> twiddle)
    {
        var value = (butterfly.Output(2 * v), butterfly.Output(2 * v + 1));
        return v == 0 ? value : code.Multiply(value, twiddle(2 * v - 2), twiddle(2 * v - 1));
    }
}
