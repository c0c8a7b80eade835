using System.Collections.Immutable;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission;

/// <summary>
/// Writes a method whose loops were derived on their own: its statements as they are, and instead of the loops a call that does the same, where the
/// sizes are those derived for.
/// </summary>
internal static class AroundWriter
{
    public static void Write(CodeWriter writer, EmissionTarget target, WrittenMethod written, ImmutableArray<DerivedLoops> derived)
    {
        var surface = Surfaces.Sibling(target);
        HeaderWriter.Write(writer, target, derived.SelectMany(d => d.Transforms.Select(t => (t, d.Target.Naive))));
        writer.Line(Emitter.GeneratedCode);
        writer.Method($"{surface.Heading} {surface.Name}", surface.Parameters.Select(p => p.Declaration).ToList(), () =>
        {
            for (var i = 0; i < written.Statements.Count; i++)
            {
                if (derived.FirstOrDefault(d => d.Statement == i) is not { } loops)
                {
                    WriteText(writer, written.Statements[i]);
                    continue;
                }

                var arguments = loops.Target.Naive.Parameters.Select(p => p.Mode.Prefix() + p.Name);
                writer.Block($"if (!{loops.Target.GeneratedName}({string.Join(", ", arguments)}))", () => WriteText(writer, written.Statements[i]));
            }
        });
        foreach (var loops in derived)
        {
            writer.Line();
            writer.Line("/// <summary>Does what the loops do, where an algorithm was derived for the sizes; tells whether it did.</summary>");
            var modifiers = target.Naive.Modifiers.Split(' ').Contains("static") ? "private static bool" : "private bool";
            var parameters = loops.Target.Naive.Parameters.Select((p, i) => new SurfaceParameter(p.Name, p.TypeText, p.Type, p.Mode, null, i, -1)).ToImmutableArray();
            new SurfaceWriter(loops.Target, new Surface(modifiers, loops.Target.GeneratedName, parameters, false) { TellsWhetherDone = true })
                .Write(writer, loops.Transforms.Zip(Names(loops), (t, n) => (t, n)).ToList());
        }
    }

    public static IReadOnlyList<string> Names(DerivedLoops loops) => KernelNames.Of(KernelNames.Stem(loops.Target), loops.Transforms);

    /// <summary>Text of several lines, with the indentation it has.</summary>
    private static void WriteText(CodeWriter writer, string text)
    {
        foreach (var line in text.Split('\n')) writer.Line(line.TrimEnd('\r'));
    }
}
