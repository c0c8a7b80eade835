using System.Globalization;
using Twiddle.Compiler.Emission.Sharing;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// Writes the passes whose text depends on the size of the vectors, those where a vector holds the columns of several blocks; and what all passes are called with.
/// </summary>
internal sealed class VectorPassWriter(KernelContext context, TableSet tables, VectorCore core)
{
    private readonly VectorShape shape = core.Shape;

    private int Lanes => shape.Lanes;

    public void Write(CodeWriter writer, string name, Pass pass, CancellationToken cancellation)
    {
        var codelet = core.Plan.Codelets[pass.Codelet];
        var flow = new FlowWriter(codelet.Graph, context.Arithmetic);
        var together = VectorCore.BlocksTogether(pass, shape);
        writer.Line();
        writer.Comment("/// ", $"<summary>{PassWriter.Describe(pass, core.Core.Input)} {Text(Lanes)} columns of {Text(together)} blocks at a time: "
            + "transposes so that columns come to lie side by side.</summary>");
        context.WriteKernelAttribute(writer);
        var parameters = new[] { "source", "target", "twiddles" }.Select(p => $"ref {shape.Vector} {p}").ToList();
        if (IsShared) parameters.AddRange(["int begin", "int end"]);
        writer.Method("private static void " + name, parameters, () =>
        {
            flow.WriteConstants(writer);
            if (IsShared)
            {
                Advance(writer, "source", 2, " * begin");
                Advance(writer, "target", 2 * pass.Radix, " * begin");
                Advance(writer, "twiddles", 2 * (pass.Radix - 1), " * begin");
            }

            var range = IsShared ? "int group = begin; group < end" : $"int group = 0; group < {Text(pass.Blocks / together)}";
            writer.Block($"for ({range}; group++)", () => WriteGroup(writer, pass, flow, cancellation));
        });
    }

    /// <summary>The table of a pass's twiddle factors, or null.</summary>
    public string? TwiddleTable(Pass pass)
    {
        if (pass.Blocks == 1) return null;
        return tables.Place(IsOverBlocks(pass)
            ? tables.LaneTwiddles(pass, core.Core.Input, VectorCore.BlocksTogether(pass, shape), VectorMoves.BlockOfLane(core, pass), core.Grouping?.OrderOfFirst(pass))
            : tables.Twiddles(pass, core.Core.Input));
    }

    /// <summary>The argument that a pass gets its twiddle factors by.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="table">Their table.</param>
    /// <param name="vector">The type of the vectors.</param>
    public string TwiddleArgument(Pass pass, string table, string vector)
    {
        var first = $"ref SimdMemory.GetArrayDataReference({table})";
        return IsOverBlocks(pass) && vector != shape.Scalar ? $"ref SimdUnsafe.As<{shape.Scalar}, {vector}>({first})" : first;
    }

    /// <summary>The rounds of a pass that are to be done, where it takes such arguments: those of a part, or all.</summary>
    public IEnumerable<string> ShareArguments(Pass pass, bool isPart)
    {
        if (!IsShared) return [];
        var rounds = Text(Rounds(pass));
        return isPart ? [TeamWriter.Share(context.TeamName!, rounds, false), TeamWriter.Share(context.TeamName!, rounds, true)] : ["0", rounds];
    }

    /// <summary>Whether threads share the blocks of a pass, rather than the columns of each.</summary>
    public static bool IsSharedByBlocks(Pass pass, VectorShape shape) => pass.Blocks >= pass.Columns / shape.Lanes;

    private bool IsShared => context.TeamName is not null;

    /// <summary>The rounds of the loop that threads share.</summary>
    private int Rounds(Pass pass)
    {
        if (!IsOverBlocks(pass)) return pass.Blocks > 1 && IsSharedByBlocks(pass, shape) ? pass.Blocks : pass.Columns / Lanes;
        var together = VectorCore.BlocksTogether(pass, shape);
        return (pass.Blocks + together - 1) / together;
    }

    private bool IsOverBlocks(Pass pass) => pass.Columns == 1 || VectorCore.BlocksTogether(pass, shape) > 1;

    /// <summary>The references that the first pass reads from, or the one of the others.</summary>
    public static string[] Source(VectorCore core, bool isFirst, string name = "source") => isFirst && !core.HasInterleavedSource ? [name + "Re", name + "Im"] : [name];

    /// <summary>The references that the last pass writes to, or the one of the others.</summary>
    public static string[] Target(VectorCore core, bool isLast, string name = "target") => isLast && !core.HasInterleavedTarget ? [name + "Re", name + "Im"] : [name];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Advance(CodeWriter writer, string reference, int vectors, string times = "") =>
        writer.Line($"{reference} = ref SimdUnsafe.Add(ref {reference}, {Text(vectors)}{times});");

    private void WriteGroup(CodeWriter writer, Pass pass, FlowWriter flow, CancellationToken cancellation)
    {
        var code = new VectorCode(shape);
        var moves = new VectorMoves(code, core);
        var butterfly = flow.OnVectors(code, i => code.Load(VectorCode.At("source", 2 * pass.Source.Lane / Lanes * (i / 2) + i % 2)));
        var count = VectorMoves.ResultsTogether(core, pass);
        for (var v = 0; v < pass.Radix; v += count)
        {
            var rows = Enumerable.Range(v, count).Select(row => Twiddled(code, butterfly, row)).ToArray();
            Place(0, moves.Transpose(pass, v, Array.ConvertAll(rows, r => code.Plain(r.Re))));
            Place(1, moves.Transpose(pass, v, Array.ConvertAll(rows, r => code.Plain(r.Im))));
        }

        code.Write(writer, cancellation);
        Advance(writer, "source", 2);
        Advance(writer, "target", 2 * pass.Radix);
        Advance(writer, "twiddles", 2 * (pass.Radix - 1));

        void Place(int part, IEnumerable<(int Element, int Value)> vectors)
        {
            foreach (var (element, value) in vectors) code.Store(VectorCode.At("target", 2 * element / Lanes + part), value);
        }
    }

    /// <summary>Result v of the butterfly times its twiddle factor or the conjugate, whose parts are numbers 2v − 2 and 2v − 1.</summary>
    private (SignedVector Re, SignedVector Im) Twiddled(VectorCode code, VectorFlow butterfly, int v)
    {
        var value = (butterfly.Output(2 * v), butterfly.Output(2 * v + 1));
        return v == 0 ? value : code.Multiply(value, code.Load(VectorCode.At("twiddles", 2 * v - 2)), code.Load(VectorCode.At("twiddles", 2 * v - 1)), TableSet.IsConjugate(core.Core.Input));
    }
}
