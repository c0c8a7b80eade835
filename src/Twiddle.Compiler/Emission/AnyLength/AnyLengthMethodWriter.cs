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
    private readonly KernelLayout layout;
    private readonly KernelParameter input;
    private readonly KernelParameter output;

    private AnyLengthMethodWriter(EmissionTarget target, AnyLengthTransform transform)
    {
        this.target = target;
        this.transform = transform;
        layout = KernelLayout.Of(target, transform.Sample);
        (input, output) = (layout.OfInput(transform.Source.Real.Buffer), layout.OfOutput(transform.Target.Real.Buffer));
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
        if (target.Partial is not null) return;
        if (Surfaces.Spans(target, layout, transform.Sample) is { } spans)
        {
            writer.Line();
            HeaderWriter.WriteOverload(writer, target);
            WriteMethod(writer, spans);
        }

        if (!IsInParts && !transform.Source.IsReal && transform.Real is null) WriteMany(writer);
    }

    /// <summary>Whether real and imaginary parts are in arrays of their own, at one end or at both.</summary>
    private bool IsInParts => transform.Source.IsSplit || transform.Target.IsSplit;

    /// <summary>Whether the overload for many vectors shares them among threads.</summary>
    internal static bool SharesMany(EmissionTarget target) => target is { IsParallel: true, Language: { AllowsUnsafe: true, HasThreadPool: true } };

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
            if (!SharesMany(target))
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
        writer.Comment("/// ", $"<summary>Computes what <see cref=\"{target.Naive.DocumentationId.Replace("<", "&lt;")}\"/> defines, for any length: {(transform.Real is { } real ? RealCallWriter.Name(real.Kernel) : "a discrete Fourier transform")}, by a plan "
            + "that is made when the length first occurs.</summary>");
        writer.Line("/// <remarks>");
        if (transform.Real is not null) writer.Comment("/// ", "<para>" + RealCallWriter.Method(transform.Real.Kernel) + "</para>");
        writer.Comment("/// ", "<para>Lengths whose prime factors are at most 7 are split into passes over straight-line transforms (Cooley–Tukey, in the order of Stockham); "
            + "others become a convolution with a chirp (Bluestein).</para>");
        if (ElementShape.Components(input.Element).First().Kind == ScalarKind.Single)
            writer.Comment("/// ", transform.Real is null && !transform.Source.IsReal && !IsInParts
                ? "<para>Lengths that 8 divides, of small prime factors, are calculated in float; all others in double, and each result is rounded to float once.</para>"
                : "<para>The passes calculate in double: each result is rounded to float once.</para>");
        if (transform.Source.IsReal && transform.Real is null)
            writer.Comment("/// ", "<para>An even number of real data are the parts of half as many complex numbers; one more butterfly tells their spectra apart.</para>");
        writer.Comment("/// ", "<para>Proof: the straight-line transforms equal the definition entry by entry in exact arithmetic; the exponents compose to n·k for any factors. "
            + "That the definition is this transform at every length follows from the lengths it was read for, exactly, and from the degree of its numbers in the length.</para>");
        writer.Comment("/// ", $"<para>Lengths above {Number(transform.LargestLength)} are computed by the definition.</para>");
        writer.Line("/// </remarks>");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void WriteMethod(CodeWriter writer, Surface surface)
    {
        writer.Line(Emitter.GeneratedCode);
        writer.Method($"{surface.Heading} {surface.Name}", surface.Parameters.Select(p => p.Declaration).ToList(), () =>
        {
            foreach (var parameter in surface.Parameters.Where(p => p.Type is SequenceType))
            {
                writer.Line("// Gone through once, here.");
                writer.Line($"var {Elements(parameter)} = {parameter.Name} == null ? null : global::System.Linq.Enumerable.ToArray({parameter.Name});");
            }

            writer.Block($"if ({string.Join(" && ", Conditions(surface))})", () => WriteFast(writer, surface));
            writer.Line();
            writer.Line("// Not a length that the transform was established for: the definition itself.");
            new FallbackWriter(target, surface, ResultNames.Of(target.Naive), parameter => parameter.Type is SequenceType ? Elements(parameter) : parameter.Name).Write(writer);
        });
    }

    private static bool IsList(ProgramType type) => type is ListType { IsMemory: false } or SequenceType;

    /// <summary>The array of what a list or sequence holds.</summary>
    private static string Elements(SurfaceParameter parameter) => LocalNames.ForKernel(parameter.Name.TrimStart('@') + "Elements");

    private static string LengthOf(SurfaceParameter parameter) => parameter.Type switch
    {
        SequenceType => Elements(parameter) + ".Length",
        ListType { IsMemory: false } => parameter.Name + ".Count",
        _ => parameter.Name + ".Length",
    };

    /// <summary>The argument that a buffer is; null for new memory.</summary>
    private static SurfaceParameter? ArgumentOf(KernelParameter parameter, Surface surface) =>
        parameter.NaiveParameter >= 0 ? surface.ForParameter(parameter.NaiveParameter) : surface.ForResult(parameter.Result);

    /// <summary>Whether a destination that is too short is the caller's mistake, rather than a size of the definition.</summary>
    private bool IsChecked(KernelParameter parameter, SurfaceParameter argument) => argument.Result >= 0 || DispatchConditions.IsChecked(argument, transform.Sample.Outputs[parameter.Output]);

    /// <summary>What null means is the definition's to say, as any size that nothing was established for.</summary>
    private IEnumerable<string> Conditions(Surface surface)
    {
        var source = surface.ForParameter(input.NaiveParameter);
        foreach (var reference in surface.Parameters.Where(p => (p.Type is ArrayType || IsList(p.Type)) && p.Mode != PassingMode.Out)) yield return reference.Name + " != null";
        yield return $"{LengthOf(source)} >= {Number(transform.Inputs(1))} && {LengthOf(source)} <= {Number(transform.LargestLength)}";
        if (transform.Inputs(2) - transform.Inputs(1) == 2) yield return $"{LengthOf(source)} % 2 == 0";
        foreach (var parameter in layout.Parameters)
        {
            if (ArgumentOf(parameter, surface) is not { Mode: not PassingMode.Out } argument || argument == source) continue;
            if (parameter.Input >= 0) yield return $"{LengthOf(argument)} == {LengthOf(source)}";
            else if (!IsChecked(parameter, argument)) yield return $"{argument.Name}.Length {(transform.Sample.Outputs[parameter.Output].NeedsExactSize ? "==" : ">=")} {OutputLength(source)}";
        }

        // A span that stands for an array gives the definition a copy of its own.
        var held = layout.Parameters.Where(p => p.NaiveParameter >= 0)
            .Select(p => (Parameter: p, Argument: surface.ForParameter(p.NaiveParameter)))
            .Where(p => p.Argument.Mode != PassingMode.Out && !(p.Argument.IsSpan && p.Parameter.Type is ArrayType))
            .ToList();
        for (var i = 0; i < held.Count; i++)
            foreach (var other in held.Skip(i + 1).Where(o => (held[i].Parameter.Output >= 0 || o.Parameter.Output >= 0) && Equals(o.Parameter.Element, held[i].Parameter.Element)))
                yield return Distinction(held[i].Argument, other.Argument, other.Parameter.Element);
    }

    /// <summary>That two arguments are not the same memory: else it matters in which order the definition reads and writes.</summary>
    private static string Distinction(SurfaceParameter first, SurfaceParameter second, ProgramType element)
    {
        if (!first.IsSpan && !second.IsSpan) return $"!object.ReferenceEquals({first.Name}, {second.Name})";
        var span = ElementShape.SpanText(element, true);
        return $"!global::System.MemoryExtensions.Overlaps<{ElementShape.Text(element)}>(({span}){first.Name}, ({span}){second.Name})";
    }

    private void WriteFast(CodeWriter writer, Surface surface)
    {
        var length = LengthOf(surface.ForParameter(input.NaiveParameter));
        foreach (var list in layout.Parameters.Where(p => p.Input >= 0).Select(p => surface.ForParameter(p.NaiveParameter)).Where(p => p.Type is ListType { IsMemory: false }))
            writer.Line($"var {Elements(list)} = global::System.Linq.Enumerable.ToArray({list.Name});");
        var outputLength = OutputLength(surface.ForParameter(input.NaiveParameter));
        foreach (var parameter in layout.Parameters.Where(p => p.Output >= 0))
        {
            var element = ElementShape.Text(parameter.Element);
            var argument = ArgumentOf(parameter, surface);
            if (argument is null) writer.Line($"{element}[] {parameter.Name} = new {element}[{outputLength}];");
            else if (argument.Mode == PassingMode.Out) writer.Line($"{argument.Name} = new {element}[{outputLength}];");
            else if (parameter.Input < 0 && IsChecked(parameter, argument))
            {
                writer.Line($"if ({argument.Name}.Length < {outputLength})");
                writer.Line($"    throw new global::System.ArgumentException(\"The destination has to have room for {Room}.\", nameof({argument.Name}));");
            }
        }

        var call = transform.Real is { } real
            ? new RealCallWriter(real).Call(Numbers, transform.Source.IsReal ? Name(input) : Cast(input, true), Name(output), PointsOf(length))
            : transform.Source.IsReal ? $"TransformReal<{Numbers}>({Name(input)}, {Parts(output, transform.Target, false)}, {outputLength}"
            : IsInParts ? $"Of({length}).TransformParts<{Numbers}>({Parts(input, transform.Source, true)}, {Parts(output, transform.Target, false)}"
            : $"Of({length}).Transform<{Element}>({Name(input)}, {Name(output)}";
        writer.Line($"{AnyLengthWriter.ClassName}.{call}{(transform.Real is null ? $", {Number(transform.Sign)}, {Scale(length)})" : "")};");
        var results = layout.Parameters.Where(p => p.Result >= 0).OrderBy(p => p.Result)
            .Select(p => p.Type is ListType ? $"new {ListType.List}<{ElementShape.Text(p.Element)}>({p.Name})" : p.Name).ToList();
        writer.Line(!surface.ReturnsResult || results.Count == 0 ? "return;" : results.Count == 1 ? $"return {results[0]};" : $"return ({string.Join(", ", results)});");

        string Name(KernelParameter parameter) => ArgumentOf(parameter, surface) is not { } argument ? parameter.Name : IsList(argument.Type) ? Elements(argument) : argument.Name;

        // Real and imaginary parts; complex numbers are both in turns.
        string Parts(KernelParameter real, AnyLengthEnd end, bool isRead)
        {
            if (end.IsSplit) return $"{Name(real)}, {Name(isRead ? layout.OfInput(end.Imaginary!.Value.Buffer) : layout.OfOutput(end.Imaginary!.Value.Buffer))}";
            return Cast(real, isRead) + ", default";
        }

        string Cast(KernelParameter real, bool isRead) =>
            $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{ElementShape.Text(real.Element)}, {Numbers}>(({ElementShape.SpanText(real.Element, isRead)}){Name(real)})";
    }

    /// <summary>The type of all numbers.</summary>
    private string Numbers => ElementShape.Text(ElementShape.Components(input.Element).First().Kind);

    private string OutputLength(SurfaceParameter source) => OutputLength(LengthOf(source));

    private string OutputLength(string length) => transform.Real?.Kernel switch
    {
        RealKernel.Lapped => length + " / 2",
        RealKernel.Overlapping => "2 * " + length,
        RealKernel.HalfSpectrum => $"2 * ({length} - 1)",
        _ => transform.IsHalf ? length + " / 2 + 1" : length,
    };

    private string Room => transform.Real?.Kernel switch
    {
        RealKernel.Lapped => "half as many elements as the source",
        RealKernel.Overlapping => "twice as many elements as the source",
        RealKernel.HalfSpectrum => "twice as many elements as the source, but for two",
        _ => transform.IsHalf ? "half as many elements as the source, and one" : "as many elements as the source",
    };

    /// <summary>The number of points N.</summary>
    private string PointsOf(string length) => transform.Real?.Kernel switch
    {
        RealKernel.Lapped => $"({length} / 2)",
        RealKernel.HalfSpectrum => $"(2 * ({length} - 1))",
        _ => length,
    };

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
