using System.Globalization;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// The methods of a kernel's passes. Those that have the same text for several vectors are written once, as generic methods over the vector and its operations.
/// </summary>
/// <param name="context">The kernel.</param>
/// <param name="tables">Its tables.</param>
/// <param name="level">Stands where the methods are to stand.</param>
internal sealed class LanePasses(KernelContext context, TableSet tables, CodeWriter level)
{
    /// <summary>Stands for a method's name until it has one.</summary>
    public const string Unnamed = "@";

    private readonly List<(string Name, string Text)> transforms = [];
    private readonly List<(string Name, string Text)> passes = [];
    private readonly List<(VectorCore Core, Pass Pass)> shared = [];
    private readonly List<PassPlaces> places = [];

    /// <summary>Calls the passes of a core one after the other.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="core">The core.</param>
    /// <param name="source">The reference to its source, or the stem of two.</param>
    /// <param name="target">The same for its target.</param>
    /// <param name="between">The place between a pass and the next.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public void WriteCalls(CodeWriter writer, VectorCore core, string source, string target, Func<int, string> between, CancellationToken cancellation) =>
        WriteCalls(writer, core, source, target, between, core.Shape.Vector, core.Shape.Name, null, cancellation);

    /// <summary>Calls one pass of a core that threads share, for the rounds of a part.</summary>
    public void WritePart(
        CodeWriter writer, VectorCore core, int number, string source, string target, Func<int, string> between, CancellationToken cancellation) =>
        WriteCall(writer, core, number, source, target, between, core.Shape.Vector, core.Shape.Name, null, isPart: true, cancellation);

    /// <summary>The same from a method that is generic itself, and is given the table of the first pass.</summary>
    public void WriteGenericCalls(CodeWriter writer, VectorCore core, string source, string target, Func<int, string> between, CancellationToken cancellation) =>
        WriteCalls(writer, core, source, target, between, LaneWords.Vector, "TOps", "twiddles", cancellation);

    /// <summary>The name of a generic method that runs all passes.</summary>
    /// <param name="write">Writes it, with <see cref="Unnamed"/> for its name.</param>
    /// <param name="stem">The name, where no other has it.</param>
    public string Transform(Action<CodeWriter> write, string stem = "TransformInPasses")
    {
        var writer = level.Apart();
        write(writer);
        return Named(transforms, stem, writer.ToString());
    }

    /// <summary>The call of a pass for a piece of the data.</summary>
    /// <param name="core">The core, whose passes are in groups.</param>
    /// <param name="number">The number of the pass.</param>
    /// <param name="types">The types of the vector and of its operations.</param>
    /// <param name="ends">What it reads, where it writes, and its twiddle factors.</param>
    /// <param name="blocks">The blocks that it is for.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public string CallInGroup(VectorCore core, int number, string types, IEnumerable<string> ends, int blocks, CancellationToken cancellation)
    {
        var pass = core.Core.Passes[number];
        var writer = level.Apart();
        new LanePassWriter(context, core).Write(writer, Unnamed, pass, cancellation);
        shared.Add((core, pass));
        var arguments = ends.Select(end => "ref " + end).ToList();
        if (pass.Blocks > 1) arguments.Add(blocks.ToString(CultureInfo.InvariantCulture));
        if (pass.Columns > 1 && pass.Blocks > 1)
        {
            var place = core.Grouping!.PlacesOf(core, number);
            if (!places.Contains(place)) places.Add(place);
            types += ", " + place.Name;
        }

        return $"{Named(passes, LanePassWriter.NameOf(pass), writer.ToString())}<{types}>({string.Join(", ", arguments)});";
    }

    public void Write(CodeWriter writer, CancellationToken cancellation)
    {
        foreach (var (name, text) in transforms.Concat(passes)) writer.Append(text.Replace(Unnamed, name));
        if (shared.Count > 0) LaneOperations.Write(writer, shared, places, string.Concat(passes.Select(m => m.Text)), cancellation);
    }

    private void WriteCalls(
        CodeWriter writer, VectorCore core, string source, string target, Func<int, string> between, string vector, string operations, string? firstTable,
        CancellationToken cancellation)
    {
        for (var p = 0; p < core.Core.Passes.Length; p++)
            WriteCall(writer, core, p, source, target, between, vector, operations, p == 0 ? firstTable : null, isPart: false, cancellation);
    }

    private void WriteCall(
        CodeWriter writer, VectorCore core, int number, string source, string target, Func<int, string> between, string vector, string operations, string? givenTable,
        bool isPart, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var passWriter = new VectorPassWriter(context, tables, core);
        var pass = core.Core.Passes[number];
        var from = number == 0 ? VectorPassWriter.Source(core, true, source) : [between(number - 1)];
        var to = number == core.Core.Passes.Length - 1 ? VectorPassWriter.Target(core, true, target) : [between(number)];
        var arguments = from.Concat(to).Select(end => "ref " + end).ToList();
        if ((givenTable ?? passWriter.TwiddleTable(pass)) is { } table) arguments.Add(passWriter.TwiddleArgument(pass, table, vector));
        writer.Statements([Call(core, pass, vector, operations, arguments, passWriter.ShareArguments(pass, isPart), cancellation)]);
    }

    /// <summary>The call of a pass, which is written where it is not yet.</summary>
    private string Call(
        VectorCore core, Pass pass, string vector, string operations, List<string> arguments, IEnumerable<string> share, CancellationToken cancellation)
    {
        var writer = level.Apart();
        if (!LanePassWriter.CanWrite(pass, core.Shape))
        {
            new VectorPassWriter(context, tables, core).Write(writer, Unnamed, pass, cancellation);
            arguments.AddRange(share);
            return $"{Named(passes, LanePassWriter.NameOf(pass) + core.Shape.Name, writer.ToString())}({string.Join(", ", arguments)});";
        }

        var passWriter = new LanePassWriter(context, core);
        passWriter.Write(writer, Unnamed, pass, cancellation);
        shared.Add((core, pass));
        var types = $"{vector}, {operations}";
        if (pass.Columns > 1 && pass.Blocks > 1)
        {
            types += ", Columns" + pass.Columns.ToString(CultureInfo.InvariantCulture);
            if (!passWriter.IsSharedByBlocks(pass)) arguments.Add(pass.Blocks.ToString(CultureInfo.InvariantCulture));
        }

        arguments.AddRange(share);

        return $"{Named(passes, LanePassWriter.NameOf(pass), writer.ToString())}<{types}>({string.Join(", ", arguments)});";
    }

    /// <summary>The name of the method with this text; a new one where there is none.</summary>
    private static string Named(List<(string Name, string Text)> methods, string stem, string text)
    {
        if (methods.FirstOrDefault(m => m.Text == text) is { Name: { } known }) return known;
        var name = stem;
        for (var i = 2; methods.Any(m => m.Name == name); i++) name = FormattableString.Invariant($"{stem}Variant{i}");
        methods.Add((name, text));
        return name;
    }
}
