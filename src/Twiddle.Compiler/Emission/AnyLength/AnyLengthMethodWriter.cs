using System.Globalization;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Reading.AnyLength;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>Writes the methods that callers see for any length: checks, the plan for the length, and the naive method beyond the largest length.</summary>
internal sealed class AnyLengthMethodWriter
{
    private readonly EmissionTarget target;
    private readonly AnyLengthTransform transform;
    private readonly KernelParameter input;
    private readonly KernelParameter output;
    private readonly BufferLayout outputLayout;

    private AnyLengthMethodWriter(EmissionTarget target, AnyLengthTransform transform)
    {
        this.target = target;
        this.transform = transform;
        var layout = KernelLayout.Of(target, transform.Sample);
        (input, output) = (layout.OfInput(0), layout.OfOutput(0));
        outputLayout = transform.Sample.Outputs[0];
    }

    /// <summary>A complex number of the source, and of the target.</summary>
    private string Element => ElementShape.Text(input.Element);

    /// <summary>The text of the file for one method.</summary>
    public static string Write(EmissionTarget target, AnyLengthTransform transform)
    {
        var code = new CodeWriter();
        if (target.Namespace.Length == 0) WriteContainers(code, target, transform, 0);
        else code.Block("namespace " + target.Namespace, () => WriteContainers(code, target, transform, 0));
        return Emitter.Head(target.Language).ToString() + code;
    }

    private static void WriteContainers(CodeWriter writer, EmissionTarget target, AnyLengthTransform transform, int depth)
    {
        if (depth == target.Containers.Count) new AnyLengthMethodWriter(target, transform).WriteMembers(writer);
        else writer.Block(target.Containers[depth].Declaration, () => WriteContainers(writer, target, transform, depth + 1));
    }

    private void WriteMembers(CodeWriter writer)
    {
        WriteHeader(writer);
        WriteMethod(writer, target.Partial is { } partial ? Surfaces.Partial(target, partial) : Surfaces.Sibling(target));
        if (target.Partial is not null || Surfaces.Spans(target, KernelLayout.Of(target, transform.Sample), transform.Sample) is not { } spans) return;
        writer.Line();
        HeaderWriter.WriteOverload(writer, target);
        WriteMethod(writer, spans);
        WriteMany(writer);
    }

    /// <summary>The overload for many vectors at once: the rows, or the columns, of a matrix.</summary>
    private void WriteMany(CodeWriter writer)
    {
        writer.Line();
        writer.Comment("/// ", $"<summary>Computes what <see cref=\"{target.Naive.DocumentationId.Replace("<", "&lt;")}\"/> defines for each of many vectors: element n of vector i is number "
            + "n · stride + i · distance, in source and target. The rows of a matrix in row-major order have stride 1, its columns distance 1.</summary>");
        writer.Line("/// <param name=\"source\">The data.</param>");
        writer.Line("/// <param name=\"target\">Room for the results: other memory, or the source itself.</param>");
        writer.Line($"/// <param name=\"length\">The number of elements of each vector, 1 to {Number(transform.LargestLength)}.</param>");
        writer.Line("/// <param name=\"count\">The number of vectors.</param>");
        writer.Line("/// <param name=\"stride\">The step from one element of a vector to the next.</param>");
        writer.Line("/// <param name=\"distance\">The step from one vector to the next.</param>");
        writer.Line(Emitter.GeneratedCode);
        string[] parameters = [$"{ElementShape.SpanText(input.Element, true)} source", $"{ElementShape.SpanText(output.Element, false)} target", "int length", "int count", "int stride", "int distance"];
        writer.Method($"{target.Naive.Modifiers} void {target.GeneratedName}".TrimStart(), parameters, () =>
        {
            writer.Line($"if (length < 1 || length > {Number(transform.LargestLength)}) throw new global::System.ArgumentOutOfRangeException(nameof(length));");
            var arguments = $"count, stride, distance, {Number(transform.Sign)}, {Scale("length")}";
            if (target is not { IsParallel: true, Language: { AllowsUnsafe: true, HasThreadPool: true } })
            {
                writer.Line($"{AnyLengthWriter.ClassName}.Of(length).TransformMany<{Element}>(source, target, {arguments});");
                return;
            }

            writer.Line("// Pinned: other threads work on them.");
            writer.Block("unsafe", () =>
            {
                foreach (var name in new[] { "source", "target" })
                    writer.Line($"fixed ({Element}* {name}Address = {name})");
                writer.Line($"    {AnyLengthWriter.ClassName}.Of(length).ShareMany<{Element}>((nint)sourceAddress, source.Length, (nint)targetAddress, target.Length, {arguments});");
            });
        });
    }

    private void WriteHeader(CodeWriter writer)
    {
        writer.Comment("/// ", $"<summary>Computes what <see cref=\"{target.Naive.DocumentationId.Replace("<", "&lt;")}\"/> defines, for any length: a discrete Fourier transform, by a plan "
            + "that is made when the length first occurs.</summary>");
        writer.Line("/// <remarks>");
        writer.Comment("/// ", "<para>Lengths whose prime factors are at most 7 are split into passes over straight-line transforms (Cooley–Tukey, in the order of Stockham); "
            + "others become a convolution with a chirp (Bluestein).</para>");
        if (ElementShape.Components(input.Element).First().Kind == ScalarKind.Single)
            writer.Comment("/// ", "<para>The passes calculate in double: each result is rounded to float once.</para>");
        writer.Comment("/// ", "<para>Proof: the straight-line transforms equal the definition entry by entry in exact arithmetic; the exponents compose to n·k for any factors. "
            + "That the definition is this transform at every length follows from the lengths it was read for, exactly, and from the degree of its numbers in the length.</para>");
        writer.Comment("/// ", $"<para>Lengths above {Number(transform.LargestLength)} are computed by the definition.</para>");
        writer.Line("/// </remarks>");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void WriteMethod(CodeWriter writer, Surface surface)
    {
        var source = surface.ForParameter(input.NaiveParameter);
        var destination = output.NaiveParameter >= 0 ? surface.ForParameter(output.NaiveParameter) : surface.ForResult(output.Result);
        writer.Line(Emitter.GeneratedCode);
        writer.Method($"{surface.Heading} {surface.Name}", surface.Parameters.Select(p => p.Declaration).ToList(), () =>
        {
            writer.Block($"if ({Condition(surface, source, destination)})", () => WriteFast(writer, surface, source, destination));
            writer.Line();
            writer.Line("// Not a length that the transform was established for: the definition itself.");
            new FallbackWriter(target, surface, ResultNames.Of(target.Naive), parameter => parameter.Name).Write(writer);
        });
    }

    /// <summary>Whether a destination that is too short is the caller's mistake, rather than a size of the definition.</summary>
    private bool IsChecked(SurfaceParameter? destination) => destination is not null && (destination.Result >= 0 || destination.IsSpan && !outputLayout.NeedsExactSize);

    /// <summary>What null means is the definition's to say, as any size that nothing was established for.</summary>
    private string Condition(Surface surface, SurfaceParameter source, SurfaceParameter? destination)
    {
        var references = surface.Parameters.Where(p => p.Type is ArrayType && p.Mode != PassingMode.Out).Select(p => p.Name + " != null && ");
        var condition = $"{string.Concat(references)}{source.Name}.Length >= 1 && {source.Name}.Length <= {Number(transform.LargestLength)}";
        if (destination is { Type: ArrayType, Mode: not PassingMode.Out } && source.Type is ArrayType && destination != source && destination.Result < 0)
            condition += $" && !object.ReferenceEquals({source.Name}, {destination.Name})";
        else if (destination is { IsSpan: true } && destination != source && output.Type is SpanType)
            condition += $" && !global::System.MemoryExtensions.Overlaps<{Element}>((global::System.ReadOnlySpan<{Element}>){source.Name}, (global::System.ReadOnlySpan<{Element}>){destination.Name})";
        var isFree = destination is null || destination == source || destination.Mode == PassingMode.Out || IsChecked(destination);
        return isFree ? condition : $"{condition} && {destination!.Name}.Length {(outputLayout.NeedsExactSize ? "==" : ">=")} {source.Name}.Length";
    }

    private void WriteFast(CodeWriter writer, Surface surface, SurfaceParameter source, SurfaceParameter? destination)
    {
        var name = destination?.Name ?? output.Name;
        if (destination is null) writer.Line($"{Element}[] {name} = new {Element}[{source.Name}.Length];");
        else if (destination.Mode == PassingMode.Out) writer.Line($"{name} = new {Element}[{source.Name}.Length];");
        else if (IsChecked(destination))
        {
            writer.Line($"if ({name}.Length < {source.Name}.Length)");
            writer.Line($"    throw new global::System.ArgumentException(\"The destination has to have room for as many elements as the source.\", nameof({name}));");
        }

        writer.Line($"{AnyLengthWriter.ClassName}.Of({source.Name}.Length).Transform<{Element}>({source.Name}, {name}, {Number(transform.Sign)}, {Scale(source.Name + ".Length")});");
        writer.Line(surface.ReturnsResult && output.Result >= 0 ? $"return {name};" : "return;");
    }

    private string Scale(string length)
    {
        var scale = new Arithmetic(ScalarKind.Double).Literal(transform.Scale);
        return transform.HalfPowers switch
        {
            0 => scale,
            1 => $"{scale} / global::System.Math.Sqrt({length})",
            _ => $"{scale} / {length}",
        };
    }
}
