using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// The passes of an uneven core: behind the first, the elements lie in a row of real parts and a row of imaginary parts, so that a vector may start anywhere. The
/// last group of columns of a block overlaps the one before, and computes the same once more.
/// </summary>
internal sealed partial class LanePassWriter
{
    private void WriteUnevenMiddle(CodeWriter writer, Pass pass, FlowWriter flow, CancellationToken cancellation)
    {
        writer.Block("for (int block = 0; block < blocks; block++)", () =>
        {
            WriteGroups(writer, "columns", ["source", "target"], (code, from) =>
            {
                var butterfly = flow.OnVectors(code, LoadsInRow(code, from[0], pass));
                for (var v = 0; v < pass.Radix; v++)
                {
                    var (re, im) = Twiddled(code, butterfly, v, i => code.Load($"v.Load(ref twiddles, {Text(i)})"));
                    code.Store(InColumns(from[1], v, 0), re);
                    code.Store(InColumns(from[1], v, core.PartDistance), im);
                }
            }, cancellation);
            writer.Line($"source = ref {InColumns("source", 1, 0)};");
            writer.Line($"target = ref {InColumns("target", pass.Radix, 0)};");
            Advance(writer, "twiddles", 2 * (pass.Radix - 1));
        });

        string InColumns(string reference, int times, int more)
        {
            var columns = times == 0 ? "" : times == 1 ? "columns" : Text(times) + " * columns";
            if (more > 0) columns += (times > 0 ? " + " : "") + Text(more);
            return columns.Length == 0 ? reference : $"SimdUnsafe.AddByteOffset(ref {reference}, {Text(ElementSize)} * ({columns}))";
        }
    }

    private void WriteUnevenLast(CodeWriter writer, Pass pass, FlowWriter flow, CancellationToken cancellation)
    {
        var ends = VectorPassWriter.Target(core, true);
        WriteGroups(writer, Text(pass.Columns), ["source", .. ends], (code, from) =>
        {
            var butterfly = flow.OnVectors(code, LoadsInRow(code, from[0], pass));
            for (var v = 0; v < pass.Radix; v++) StoreComplex(code, pass.Target.Lane * v, butterfly.Output(2 * v), butterfly.Output(2 * v + 1), at: true);
        }, cancellation);
    }

    /// <summary>A loop over the groups of columns of a block.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="columns">The number of columns, at least as many as there are lanes.</param>
    /// <param name="ends">References to the first column.</param>
    /// <param name="body">Gets the names of references to the first column of the group.</param>
    /// <param name="cancellation">Ends the writing.</param>
    private void WriteGroups(CodeWriter writer, string columns, string[] ends, Action<VectorCode, string[]> body, CancellationToken cancellation)
    {
        writer.Block(LoopOver("group", columns, false), () =>
        {
            writer.Line($"int column = global::System.Math.Min(group, {columns} - v.Count);");
            foreach (var end in ends)
            {
                var size = (end == "target" && core.HasInterleavedTarget && columns != "columns" ? 2 : 1) * ElementSize;
                writer.Line($"ref TVec {AtGroup(end)} = ref SimdUnsafe.AddByteOffset(ref {end}, {Text(size)} * column);");
            }

            var code = new VectorCode(LaneWords.Instance);
            body(code, Array.ConvertAll(ends, AtGroup));
            code.Write(writer, cancellation);
        });
    }

    /// <summary>The name of the reference to the group's first column.</summary>
    private static string AtGroup(string end) => end.StartsWith("source", StringComparison.Ordinal) ? "from" : "to" + end.Substring("target".Length);

    private Func<int, int> LoadsInRow(VectorCode code, string from, Pass pass) => i =>
        code.Load(Planar(from, pass.Source.Lane * (i / 2) + (i % 2 == 0 ? 0 : core.PartDistance)));
}
