using System.Globalization;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// Writes a pass that does as many transforms at once as there are lanes, the same text for vectors of every size. Between the passes, elements lie in blocks
/// of a vector of real parts and a vector of imaginary parts, in the order of <see cref="VectorCore.InnerBits"/>.
/// </summary>
/// <remarks>
/// Element e of a vector of L lanes has its block at number 2e, for all L that divide e: so places are counted in elements, and become constants for each L when
/// the just-in-time compiler makes the method for it.
/// </remarks>
internal sealed partial class LanePassWriter(KernelContext context, VectorCore core)
{
    private const string Loop = "for (int {0} = 0; {0} < {1}; {0} += v.Count)";

    /// <summary>Whether threads share the pass: it is told which rounds to do, of vectors or of blocks.</summary>
    private bool IsShared => context.TeamName is not null && core.Grouping is null;

    private int ElementSize => core.Shape.ElementSize;

    /// <summary>Whether the pass has the same text for all vectors: not where a vector holds the columns of several blocks.</summary>
    public static bool CanWrite(Pass pass, VectorShape shape) => pass.Columns == 1 || VectorCore.BlocksTogether(pass, shape) == 1;

    /// <summary>What the operations of the pass have beyond the others': a transposition behind the first pass.</summary>
    public static string? Transposition(VectorCore core, Pass pass) => pass.Columns == 1
        ? "Transpose" + Text(pass.Radix) + (core.IsUneven ? "InRows" : "") + (core.HasInterleavedSource, core.HasInterleavedTarget) switch
        {
            (true, true) => "",
            (true, _) when core.IsUneven => "",
            (true, false) => "FromPairs",
            (false, true) when !core.IsUneven => "IntoPairs",
            _ => "Planar",
        }
        : null;

    /// <summary>A name that says what the pass is.</summary>
    public static string NameOf(Pass pass) => (pass.Columns == 1 ? "First" : pass.Blocks == 1 ? "Last" : "Middle") + Text(pass.Radix);

    public void Write(CodeWriter writer, string name, Pass pass, CancellationToken cancellation)
    {
        var codelet = core.Plan.Codelets[pass.Codelet];
        var flow = new FlowWriter(codelet.Graph, context.Arithmetic);
        var (isFirst, isLast) = (pass.Columns == 1, pass.Blocks == 1);
        writer.Line();
        var content = isFirst || isLast
            ? PassWriter.Describe(pass, core.Core.Input)
            : $"Blocks of columns: transforms of {Text(pass.Radix)} points, times the twiddle factors of the block.";
        writer.Comment("/// ", $"<summary>{content} One {(isFirst ? "block" : "column")} in each lane{Moves(isFirst, isLast)}.</summary>");
        LaneOperations.WriteOptimized(writer);
        var ends = VectorPassWriter.Source(core, isFirst).Concat(VectorPassWriter.Target(core, isLast));
        var parameters = ends.Select(end => $"ref {LaneWords.Vector} {end}").ToList();
        if (!isLast) parameters.Add(isFirst ? "ref TVec twiddles" : $"ref {core.Shape.Scalar} twiddles");
        var isMiddle = !isFirst && !isLast;
        var isInGroup = core.Grouping is not null;
        if (isInGroup ? !isLast : isMiddle && !IsSharedByBlocks(pass)) parameters.Add("int blocks");
        if (IsShared) parameters.AddRange(["int begin", "int end"]);
        List<string> constraints = [$"where TOps : struct, {LaneOperations.Interfaces(Transposition(core, pass))}"];
        var places = isInGroup ? "Places" : "Columns";
        if (isMiddle) constraints.Add($"where T{places} : struct, I{places}");
        writer.Method($"private static void {name}<TVec, TOps{(isMiddle ? ", T" + places : "")}>", parameters, constraints, () =>
        {
            writer.Line("TOps v = default;");
            if (isMiddle) writer.Line($"int columns = default(T{places}).{(isInGroup ? "Columns, lane = default(TPlaces).Lane, gap = default(TPlaces).Gap" : "Count")};");
            foreach (var constant in flow.Constants) writer.Line($"TVec {constant.Name} = v.Create({constant.Literal});");
            if (isLast && core.Scale is { } scale) writer.Line($"TVec Scale = v.Create({context.Arithmetic.Literal(scale)});");
            if (isFirst) WriteFirst(writer, pass, flow, cancellation);
            else if (core.IsUneven && isLast) WriteUnevenLast(writer, pass, flow, cancellation);
            else if (core.IsUneven) WriteUnevenMiddle(writer, pass, flow, cancellation);
            else if (isLast) WriteLast(writer, pass, flow, cancellation);
            else WriteMiddle(writer, pass, flow, cancellation);
        });
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Moves(bool isFirst, bool isLast)
    {
        if (isFirst) return $": {(core.HasInterleavedSource ? "takes complex numbers apart, and " : "")}transposes so that columns come to lie side by side";
        return isLast && core.HasInterleavedTarget ? ": puts complex numbers together" : "";
    }

    /// <summary>Whether threads share the blocks of a pass between the first and the last; its blocks are then told by those of a part.</summary>
    public bool IsSharedByBlocks(Pass pass) => IsShared && VectorPassWriter.IsSharedByBlocks(pass, core.Shape);

    private static string LoopOver(string variable, object count, bool isShared) => isShared
        ? Rounds(variable)
        : string.Format(CultureInfo.InvariantCulture, Loop, variable, count);

    private static string Rounds(string variable) => $"for (int {variable} = begin; {variable} < end; {variable}++)";

    private static void Advance(CodeWriter writer, string reference, int vectors, string times = "") =>
        writer.Line($"{reference} = ref SimdUnsafe.Add(ref {reference}, {Text(vectors)}{times});");

    private string Planar(string reference, int element) => LaneWords.InRow(reference, ElementSize, element);

    /// <summary>Blocks p, p + 1, … in the lanes; the last group overlaps the one before where the lanes do not divide the number of blocks.</summary>
    private void WriteFirst(CodeWriter writer, Pass pass, FlowWriter flow, CancellationToken cancellation)
    {
        var isWhole = !core.IsUneven && pass.Blocks % core.Shape.Lanes == 0;
        var (from, to) = isWhole ? ("source", "target") : ("from", "to");
        if (IsShared)
        {
            if (isWhole)
            {
                foreach (var end in VectorPassWriter.Source(core, true)) Advance(writer, end, core.HasInterleavedSource ? 2 : 1, " * begin");
                Advance(writer, "target", 2 * pass.Radix, " * begin");
            }

            Advance(writer, "twiddles", 2 * (pass.Radix - 1), " * begin");
        }

        writer.Block(LoopOver("group", core.Grouping is null ? pass.Blocks : "blocks", IsShared), () =>
        {
            if (!isWhole)
            {
                writer.Line($"int block = global::System.Math.Min(group{(IsShared ? " * v.Count" : "")}, {Text(pass.Blocks)} - v.Count);");
                var step = (core.HasInterleavedSource ? 2 : 1) * ElementSize;
                foreach (var (start, end) in VectorPassWriter.Source(core, true, "from").Zip(VectorPassWriter.Source(core, true), (f, s) => (f, s)))
                    writer.Line($"ref TVec {start} = ref SimdUnsafe.AddByteOffset(ref {end}, {Text(step)} * block);");
                writer.Line($"ref TVec to = ref SimdUnsafe.AddByteOffset(ref target, {Text((core.IsUneven ? 1 : 2) * ElementSize * pass.Radix)} * block);");
            }

            var code = new VectorCode(LaneWords.Instance);
            var loads = new Dictionary<int, (int Re, int Im)>();
            var butterfly = flow.OnVectors(code, i =>
            {
                if (!loads.TryGetValue(i / 2, out var parts)) loads.Add(i / 2, parts = LoadComplex(code, from, pass.Source.Lane * (i / 2)));
                return i % 2 == 0 ? parts.Re : parts.Im;
            });
            var rows = Enumerable.Range(0, pass.Radix).Select(v => Twiddled(code, butterfly, v, i => code.Load(VectorCode.At("twiddles", i)))).ToArray();
            var operands = string.Join(", ", Enumerable.Range(0, pass.Radix).Select(v => $"{{{Text(v)}}}"));
            foreach (var method in LaneTransposition.Methods(Transposition(core, pass)!, pass)) code.Do($"v.{method}(ref {to}, {operands});", Array.ConvertAll(rows, r => code.Plain(r.Re)));
            foreach (var method in LaneTransposition.Methods(Transposition(core, pass)!, pass))
                code.Do($"v.{method}(ref {(core.IsUneven ? Planar(to, core.PartDistance) : $"SimdUnsafe.Add(ref {to}, 1)")}, {operands});", Array.ConvertAll(rows, r => code.Plain(r.Im)));
            code.Write(writer, cancellation);
            if (isWhole)
            {
                foreach (var end in VectorPassWriter.Source(core, true)) Advance(writer, end, core.HasInterleavedSource ? 2 : 1);
                Advance(writer, "target", 2 * pass.Radix);
            }

            Advance(writer, "twiddles", 2 * (pass.Radix - 1));
        });
    }

    private (int Re, int Im) LoadComplex(VectorCode code, string from, int element)
    {
        if (!core.HasInterleavedSource) return (code.Load(Planar(from + "Re", element)), code.Load(Planar(from + "Im", element)));
        var (low, high) = (code.Load(LaneWords.At(from, element)), code.Load(LaneWords.Next(from, element)));
        var (real, imaginary) = core.Shape.Kind == ScalarKind.Double ? ("Even", "Odd") : ("Real", "Imaginary");
        return (code.Apply($"v.{real}({{0}}, {{1}})", low, high), code.Apply($"v.{imaginary}({{0}}, {{1}})", low, high));
    }

    /// <summary>Loads part i of the butterfly's inputs from a block.</summary>
    private static Func<int, int> Loads(VectorCode code, int lane) => i =>
        code.Load(i % 2 == 0 ? LaneWords.At("source", lane * (i / 2)) : LaneWords.Next("source", lane * (i / 2)));

    /// <summary>The same where how far it is to the next input is a variable.</summary>
    private static Func<int, int> Loads(VectorCode code) => i =>
        code.Load(i % 2 == 0 ? LaneWords.At("source", Times("lane", i / 2)) : LaneWords.Next("source", Times("lane", i / 2)));

    private static string Times(string variable, int times) => times == 0 ? "0" : times == 1 ? variable : $"{Text(times)} * {variable}";

    /// <summary>Columns of a block in the lanes; the twiddle factors are those of the block.</summary>
    private void WriteMiddle(CodeWriter writer, Pass pass, FlowWriter flow, CancellationToken cancellation)
    {
        var (isByBlocks, isByColumns) = (IsSharedByBlocks(pass), IsShared && !IsSharedByBlocks(pass));
        if (isByBlocks)
        {
            writer.Line($"source = ref {LaneWords.At("source", "columns * begin")};");
            writer.Line($"target = ref {LaneWords.At("target", Text(pass.Radix) + " * columns * begin")};");
            Advance(writer, "twiddles", 2 * (pass.Radix - 1), " * begin");
        }
        else if (isByColumns)
        {
            Advance(writer, "source", 2, " * begin");
            Advance(writer, "target", 2, " * begin");
            writer.Line("int others = columns / v.Count - end + begin;");
        }

        writer.Block(isByBlocks ? Rounds("block") : "for (int block = 0; block < blocks; block++)", () =>
        {
            writer.Block(LoopOver("column", "columns", isByColumns), () =>
            {
                var code = new VectorCode(LaneWords.Instance);
                var butterfly = flow.OnVectors(code, core.Grouping is null ? Loads(code, pass.Source.Lane) : Loads(code));
                for (var v = 0; v < pass.Radix; v++)
                {
                    var (re, im) = Twiddled(code, butterfly, v, i => code.Load($"v.Load(ref twiddles, {Text(i)})"));
                    code.Store(LaneWords.At("target", Times("columns", v)), re);
                    code.Store(LaneWords.Next("target", Times("columns", v)), im);
                }

                code.Write(writer, cancellation);
                Advance(writer, "source", 2);
                Advance(writer, "target", 2);
            });
            writer.Line($"target = ref {LaneWords.At("target", Times("columns", pass.Radix - 1))};");
            if (core.Grouping is not null) writer.Line($"source = ref {LaneWords.At("source", "gap")};");
            if (isByColumns)
            {
                Advance(writer, "source", 2, " * others");
                Advance(writer, "target", 2, " * others");
            }

            Advance(writer, "twiddles", 2 * (pass.Radix - 1));
        });
    }

    private void WriteLast(CodeWriter writer, Pass pass, FlowWriter flow, CancellationToken cancellation)
    {
        if (IsShared)
        {
            Advance(writer, "source", 2, " * begin");
            foreach (var end in VectorPassWriter.Target(core, true)) Advance(writer, end, core.HasInterleavedTarget ? 2 : 1, " * begin");
        }

        if (core.Grouping is not { } groups)
        {
            WriteColumns(pass.Columns, pass.Source.Lane);
            return;
        }

        writer.Block($"for (int row = 0; row < {Text(pass.Columns / groups.Results)}; row++)", () =>
        {
            WriteColumns(groups.Columns, groups.Columns * groups.AllBlocks / pass.Radix);
            writer.Line($"target = ref {LaneWords.At("target", groups.Results - groups.Columns)};");
        });

        void WriteColumns(int columns, int lane) => writer.Block(LoopOver("column", columns, IsShared), () =>
        {
            var code = new VectorCode(LaneWords.Instance);
            var butterfly = flow.OnVectors(code, Loads(code, lane));
            for (var v = 0; v < pass.Radix; v++) StoreComplex(code, pass.Target.Lane * v, butterfly.Output(2 * v), butterfly.Output(2 * v + 1));
            code.Write(writer, cancellation);
            Advance(writer, "source", 2);
            foreach (var end in VectorPassWriter.Target(core, true)) Advance(writer, end, core.HasInterleavedTarget ? 2 : 1);
        });
    }

    private void StoreComplex(VectorCode code, int element, SignedVector signedRe, SignedVector signedIm, bool at = false)
    {
        var target = at ? "to" : "target";
        var (re, im) = (code.Plain(signedRe), code.Plain(signedIm));
        if (core.Scale is not null) (re, im) = (code.Scale("Scale", re), code.Scale("Scale", im));
        if (!core.HasInterleavedTarget)
        {
            code.Store(Planar(target + "Re", element), re);
            code.Store(Planar(target + "Im", element), im);
            return;
        }

        var (lower, upper) = core.Shape.Kind == ScalarKind.Double && !core.IsUneven ? ("Even", "Odd") : ("LowerPairs", "UpperPairs");
        var (low, high) = (code.Apply($"v.{lower}({{0}}, {{1}})", re, im), code.Apply($"v.{upper}({{0}}, {{1}})", re, im));
        code.Store(LaneWords.At(target, element), low);
        code.Store(LaneWords.Next(target, element), high);
    }

    /// <summary>Result v of the butterfly times its twiddle factor or the conjugate, whose parts are numbers 2v − 2 and 2v − 1.</summary>
    private (SignedVector Re, SignedVector Im) Twiddled(VectorCode code, VectorFlow butterfly, int v, Func<int, int> twiddle)
    {
        var value = (butterfly.Output(2 * v), butterfly.Output(2 * v + 1));
        return v == 0 ? value : code.Multiply(value, twiddle(2 * v - 2), twiddle(2 * v - 1), TableSet.IsConjugate(core.Core.Input));
    }
}
