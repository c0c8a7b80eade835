using System.Globalization;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>Writes the two methods that do a group of passes for a piece of the data (<see cref="PassGroups"/>), the same text for vectors of every size.</summary>
internal sealed class PassGroupWriter(KernelContext context, TableSet tables, VectorCore core, LanePasses passes)
{
    public const string FirstStem = "FirstPasses", LastStem = "LastPasses";

    private readonly PassGroups groups = core.Grouping!;

    /// <summary>The buffers that hold a piece between passes.</summary>
    public IReadOnlyList<string> Buffers => groups.NeedsTwoBuffers(core) ? ["work", "other"] : ["work"];

    private string Types => $"{LaneWords.Vector}, TOps";

    /// <summary>The first passes for the blocks of a run, from the source to where they lie in a row.</summary>
    public void WriteFirst(CodeWriter writer, string name, CancellationToken cancellation)
    {
        var radices = core.Core.Passes.Take(groups.Count).Select(p => p.Radix).ToList();
        Write(
            writer,
            $"The passes {Listed(radices)} for {Text(groups.Blocks)} of {Text(groups.AllBlocks)} blocks: of the elements block + {Text(groups.AllBlocks)}·t and those behind them.",
            name,
            ["source", "between", .. Buffers, "twiddles"],
            "int block",
            () =>
            {
                var columns = 1;
                for (var p = 0; p < groups.Count; p++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var pass = core.Core.Passes[p];
                    var runs = groups.Results / columns / pass.Radix;
                    var block = runs == 1 ? "block" : $"({Text(groups.AllBlocks)} * run + block)";
                    var from = p == 0 ? LaneWords.At("source", block.Trim('(', ')')) : LaneWords.At(Buffer(p - 1), Run(columns, runs));
                    var to = p == groups.Count - 1 ? LaneWords.At("between", $"{Text(groups.Results)} * block") : LaneWords.At(Buffer(p), Run(columns * pass.Radix, runs));
                    var factors = p == 0
                        ? LaneWords.At("twiddles", $"{Text(pass.Radix - 1)} * ({Text(runs)} * block + {Run(1, runs)})")
                        : $"SimdUnsafe.Add(ref {Factors(writer, pass)}, {Text(2 * (pass.Radix - 1))} * {block})";
                    WriteRuns(writer, runs, passes.CallInGroup(core, p, Types, [from, to, factors], groups.Blocks, cancellation));
                    columns *= pass.Radix;
                }
            });

        string Run(int columns, int runs) => runs == 1 ? "0" : $"{Text(columns * groups.Blocks)} * run";
    }

    /// <summary>The other passes for the columns of a run, which lie where their results are to lie.</summary>
    public void WriteLast(CodeWriter writer, string name, CancellationToken cancellation)
    {
        var radices = core.Core.Passes.Skip(groups.Count).Select(p => p.Radix).ToList();
        Write(
            writer,
            $"The passes {Listed(radices)} for {Text(groups.Columns)} of {Text(groups.Results)} columns: of the elements column + {Text(groups.Results)}·t and those behind them.",
            name,
            ["between", "target", .. Buffers],
            "int column",
            () =>
            {
                for (var p = groups.Count; p < core.Core.Passes.Length; p++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var pass = core.Core.Passes[p];
                    var from = p == groups.Count ? LaneWords.At("between", "column") : Buffer(p - groups.Count - 1);
                    var to = pass.Blocks == 1 ? LaneWords.At("target", "column") : Buffer(p - groups.Count);
                    List<string> ends = [from, to];
                    if (pass.Blocks > 1) ends.Add(Factors(writer, pass));
                    WriteRuns(writer, 1, passes.CallInGroup(core, p, Types, ends, pass.Blocks, cancellation));
                }
            });
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Listed(IReadOnlyList<int> radices) => string.Join(", ", radices.Take(radices.Count - 1).Select(Text)) + " and " + Text(radices[radices.Count - 1]);

    private static string Buffer(int pass) => pass % 2 == 0 ? "work" : "other";

    private static void WriteRuns(CodeWriter writer, int runs, string call)
    {
        if (runs > 1) writer.Line($"for (int run = 0; run < {Text(runs)}; run++)");
        writer.Statements([runs > 1 ? "    " + call : call]);
    }

    /// <summary>Declares the reference to a pass's twiddle factors.</summary>
    private string Factors(CodeWriter writer, Pass pass)
    {
        var name = "factors" + Text(pass.Blocks);
        writer.Statements([$"ref {context.Arithmetic.Type} {name} = ref SimdMemory.GetArrayDataReference({new VectorPassWriter(context, tables, core).TwiddleTable(pass)});"]);
        return name;
    }

    private void Write(CodeWriter writer, string summary, string name, IReadOnlyList<string> ends, string place, Action body)
    {
        writer.Line();
        writer.Comment("/// ", $"<summary>{summary}</summary>");
        LaneOperations.WriteOptimized(writer);
        string[] constraints = [$"where TOps : struct, {LaneOperations.Interfaces(LanePassWriter.Transposition(core, core.Core.Passes[0]))}"];
        writer.Method($"private static void {name}<{Types}>", [.. ends.Select(end => $"ref {LaneWords.Vector} {end}"), place], constraints, body);
    }
}
