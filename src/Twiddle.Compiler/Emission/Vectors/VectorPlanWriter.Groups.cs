using Twiddle.Compiler.Emission.Sharing;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// The same plan with its passes in groups, each done piece by piece (<see cref="PassGroups"/>). Between the groups, the data lie where the results will, unless that is where the
/// source is: for the first group writes while there is still something to be read.
/// </summary>
internal sealed partial class VectorPlanWriter
{
    private const string FromCacheLine = "FromCacheLine";

    private static PassGroups? GroupsOf(VectorForm form) => form.Cores[0]?.Grouping;

    /// <summary>The numbers of an array that has room for all data from the next cache line on.</summary>
    private int ApartLength(VectorForm form) => form.Cores[0]!.WorkLength + CacheLine / form.Shape.ElementSize;

    private string VectorsAt(string vector, string number) => $"SimdUnsafe.As<{Type}, {vector}>(ref {number})";

    /// <summary>The names of the methods for a piece of each group.</summary>
    private (string First, string Last) PieceMethods(VectorForm form, CancellationToken cancellation)
    {
        var writer = new PassGroupWriter(context, tables, form.Cores[0]!, passes!);
        return (
            passes!.Transform(text => writer.WriteFirst(text, LanePasses.Unnamed, cancellation), PassGroupWriter.FirstStem),
            passes.Transform(text => writer.WriteLast(text, LanePasses.Unnamed, cancellation), PassGroupWriter.LastStem));
    }

    /// <summary>Whether source and target have anything in common, as a condition.</summary>
    private string Overlap(VectorForm form)
    {
        var bytes = Text(form.Cores[0]!.WorkLength * form.Shape.ElementSize);
        return $"distance > -{bytes} && distance < {bytes}";
    }

    /// <summary>Both groups, one piece after the other, in a method that is generic over the vectors.</summary>
    private void WriteGroups(CodeWriter writer, VectorForm form, CancellationToken cancellation)
    {
        var groups = GroupsOf(form)!;
        var (first, last) = PieceMethods(form, cancellation);
        var types = $"<{LaneWords.Vector}, TOps>";
        writer.Stage("Between the two groups of passes the data lie where the results will, unless that is where the source is.");
        writer.Line("nint distance = SimdUnsafe.ByteOffset(ref source, ref target);");
        writer.Line($"{Type}[]? apart = {Overlap(form)} ? {Pool}.Rent({Text(ApartLength(form))}) : null;");
        WriteBetween(writer, form, LaneWords.Vector, "apart is not null", FromCacheLine + "(apart)");
        writer.Line($"ref var factors = ref {VectorsAt(LaneWords.Vector, "SimdMemory.GetArrayDataReference(twiddles)")};");
        writer.Line($"for (int block = 0; block < {Text(groups.AllBlocks)}; block += {Text(groups.Blocks)})");
        writer.Line($"    {first}{types}(ref source, ref between, {Buffers(form, "Vectors")}, ref factors, block);");
        writer.Line($"for (int column = 0; column < {Text(groups.Results)}; column += {Text(groups.Columns)})");
        writer.Line($"    {last}{types}(ref between, ref target, {Buffers(form, "Vectors")}, column);");
        writer.Line($"if (apart is not null) {Pool}.Return(apart);");
    }

    /// <summary>The reference to the data between the groups: to the target, or elsewhere.</summary>
    private void WriteBetween(CodeWriter writer, VectorForm form, string vector, string isElsewhere, string elsewhere)
    {
        writer.Line($"ref {Type} middle = ref {At(form.Target!.Re)};");
        writer.Line($"if ({isElsewhere}) middle = ref {elsewhere};");
        writer.Line($"ref var between = ref {VectorsAt(vector, "middle")};");
    }

    /// <summary>References to the buffers of a piece, as arguments.</summary>
    private string Buffers(VectorForm form, string suffix = "") =>
        string.Join(", ", new PassGroupWriter(context, tables, form.Cores[0]!, passes!).Buffers.Select(name => $"ref {name}{suffix}"));

    /// <summary>Memory for what is between the groups that threads share: an empty array where that is the place of the results.</summary>
    private void WriteSharedScratch(CodeWriter writer, VectorForm form)
    {
        writer.Stage("Between the two groups of passes the data lie where the results will, unless that is where the source is.");
        WriteEnds(writer, form, 0, "source", "target");
        writer.Line("nint distance = SimdUnsafe.ByteOffset(ref source, ref target);");
        writer.Line($"{Type}[] scratch = {Overlap(form)} ? {Pool}.Rent({Text(ApartLength(form))}) : global::System.Array.Empty<{Type}>();");
        writer.Line($"int start = scratch.Length == 0 ? 0 : (int)SimdUnsafe.ByteOffset(ref SimdMemory.GetArrayDataReference(scratch), ref {FromCacheLine}(scratch)) / {Text(form.Shape.ElementSize)};");
    }

    /// <summary>The stages of a shared plan: one for each group. Every part has memory for a piece of its own.</summary>
    private List<Action<CodeWriter>> GroupStages(VectorForm form, CancellationToken cancellation)
    {
        var groups = GroupsOf(form)!;
        var types = $"<{form.Shape.Vector}, {form.Shape.Name}>";
        return [writer => WriteStage(writer, isFirst: true), writer => WriteStage(writer, isFirst: false)];

        void WriteStage(CodeWriter writer, bool isFirst)
        {
            var (first, last) = PieceMethods(form, cancellation);
            var pieces = isFirst ? groups.AllBlocks / groups.Blocks : groups.Results / groups.Columns;
            WriteEnds(writer, form, 0, "source", "target", hasSource: isFirst);
            WriteBetween(writer, form, form.Shape.Vector, "scratch.Length > 0", "SimdUnsafe.Add(ref first, start)");
            writer.Line($"{Type}[] pieces = {Pool}.Rent({Text(ScratchLength(Parts(form)))});");
            writer.Line($"ref {Type} inPieces = ref {FromCacheLine}(pieces);");
            foreach (var part in Parts(form)) writer.Line($"ref var {part.Name} = ref {VectorsAt(form.Shape.Vector, part.Start == 0 ? "inPieces" : $"SimdUnsafe.Add(ref inPieces, {Text(part.Start)})")};");
            if (isFirst)
            {
                var pass = form.Plan.Cores[0].Passes[0];
                var table = new VectorPassWriter(context, tables, form.Cores[0]!);
                writer.Statements([$"ref var factors = {table.TwiddleArgument(pass, table.TwiddleTable(pass)!, form.Shape.Vector)};"]);
            }

            writer.Line($"for (int piece = {Share(false)}; piece < {Share(true)}; piece++)");
            writer.Line(isFirst
                ? $"    {first}{types}(ref source, ref between, {Buffers(form)}, ref factors, {Text(groups.Blocks)} * piece);"
                : $"    {last}{types}(ref between, ref target, {Buffers(form)}, {Text(groups.Columns)} * piece);");
            writer.Line($"{Pool}.Return(pieces);");

            string Share(bool isEnd) => TeamWriter.Share(context.TeamName!, Text(pieces), isEnd);
        }
    }

    /// <summary>The method that finds the next cache line, where there are groups.</summary>
    private void WriteFromCacheLine(CodeWriter writer)
    {
        if (forms.All(form => GroupsOf(form) is null)) return;
        writer.Line();
        writer.Line("/// <summary>The number of an array that starts a cache line.</summary>");
        writer.Block($"private static ref {Type} {FromCacheLine}({Type}[] array)", () =>
        {
            WriteNextCacheLine(writer, "array");
            writer.Line("return ref SimdUnsafe.Add(ref first, start);");
        });
    }
}
