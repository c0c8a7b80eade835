using System.Globalization;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the body of a method that callers see: checks, the choice of a kernel by the sizes, and the naive method for all others.</summary>
internal sealed class SurfaceWriter(EmissionTarget target, Surface surface)
{
    private readonly (string Name, ProgramType Type)[] results = ResultNames.Of(target.Naive);

    public void Write(CodeWriter writer, IReadOnlyList<(DerivedTransform Transform, string Kernel)> kernels)
    {
        writer.Line(Emitter.GeneratedCode);
        // A partial method may have the attribute already.
        if (target.Partial is null) KernelContext.WriteKernelAttribute(writer, target.Language);
        writer.Method($"{surface.Heading} {surface.Name}", surface.Parameters.Select(p => p.Declaration).ToList(), () =>
        {
            foreach (var parameter in surface.Parameters.Where(p => p.Type is ArrayType && p.Mode != PassingMode.Out))
                writer.Line($"if ({parameter.Name} == null) throw new global::System.ArgumentNullException(nameof({parameter.Name}));");
            foreach (var (transform, kernel) in kernels)
            {
                var condition = Condition(transform);
                if (condition.Length == 0) writer.Block("", () => WriteFast(writer, transform.Spec, kernel));
                else writer.Block($"if ({condition})", () => WriteFast(writer, transform.Spec, kernel));
                writer.Line();
                if (condition.Length == 0) return;
            }

            writer.Line("// Not a size that an algorithm was derived for: the definition itself.");
            new FallbackWriter(target, surface, results).Write(writer);
        });
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private IEnumerable<string> Sizes(Place place, BufferLayout buffer)
    {
        var comparison = Comparison(buffer);
        if (buffer.Type is ArrayType { Rank: > 1 } array)
            return Enumerable.Range(0, array.Rank).Select(d => PlaceText.Asked(place, surface, $".GetLength({Text(d)}) {comparison} {Text(buffer.Dimensions[d])}"));
        return [PlaceText.Asked(place, surface, $".Length {comparison} {Text(buffer.Dimensions[0])}")];
    }

    private static IEnumerable<string> Sizes(SurfaceParameter parameter, BufferLayout buffer, string comparison)
    {
        if (parameter.Type is ArrayType { Rank: > 1 } array)
            return Enumerable.Range(0, array.Rank).Select(d => $"{parameter.Name}.GetLength({Text(d)}) {comparison} {Text(buffer.Dimensions[d])}");
        return [$"{parameter.Name}.Length {comparison} {Text(buffer.Dimensions[0])}"];
    }

    /// <summary>Whether a destination that is too short is the caller's mistake, rather than a size not derived for.</summary>
    private static bool IsChecked(SurfaceParameter parameter, BufferLayout buffer) => parameter.IsSpan && !buffer.NeedsExactSize;

    private string Condition(DerivedTransform transform)
    {
        var conditions = new List<string>();
        var layout = KernelLayout.Of(target, transform.Spec);
        foreach (var kernelParameter in layout.Parameters.Where(p => p.NaiveParameter >= 0 && p.Rank > 0))
        {
            var parameter = surface.ForParameter(kernelParameter.NaiveParameter);
            if (parameter.Mode == PassingMode.Out) continue;
            if (kernelParameter.Input >= 0) conditions.AddRange(Sizes(parameter, transform.Spec.Inputs[kernelParameter.Input], Comparison(transform.Spec.Inputs[kernelParameter.Input])));
            if (kernelParameter.Output < 0 || kernelParameter.IsFresh) continue;
            var output = transform.Spec.Outputs[kernelParameter.Output];
            if (!IsChecked(parameter, output)) conditions.AddRange(Sizes(parameter, output, Comparison(output)));
        }

        foreach (var parameter in layout.Parameters)
        {
            if (parameter is not { Member: { } place, Rank: > 0, IsFresh: false }) continue;
            if (parameter.Input >= 0) conditions.AddRange(Sizes(place, transform.Spec.Inputs[parameter.Input]));
            if (parameter.Output >= 0) conditions.AddRange(Sizes(place, transform.Spec.Outputs[parameter.Output]));
        }

        conditions.AddRange(transform.Spec.Assumptions.Select(Condition));
        return string.Join(" && ", conditions.Distinct());
    }

    private string Condition(Assumption assumption)
    {
        var place = PlaceText.Asked(assumption.Place, surface, "");
        if (assumption.Type is ScalarType { Kind: ScalarKind.Boolean }) return $"{place} == {(assumption.Value == 0 ? "false" : "true")}";
        // Enumerations compare with numbers only by a cast.
        var cast = assumption.IsEnumeration ? $"({ElementShape.Text(assumption.Type)}{(place.Contains("?.") ? "?" : "")})" : "";
        return $"{cast}{place} == {Text(assumption.Value)}";
    }

    private static string Comparison(BufferLayout buffer) => buffer.NeedsExactSize ? "==" : ">=";

    private void WriteFast(CodeWriter writer, TransformSpec spec, string kernel)
    {
        var layout = KernelLayout.Of(target, spec);
        foreach (var kernelParameter in layout.Parameters.Where(p => p.Output >= 0)) WriteDestination(writer, kernelParameter, spec.Outputs[kernelParameter.Output]);
        writer.Line($"{kernel}.Transform({string.Join(", ", layout.Parameters.Select(Argument))});");
        foreach (var kernelParameter in layout.Parameters.Where(p => p.Output >= 0)) WriteStore(writer, kernelParameter, spec.Outputs[kernelParameter.Output]);
        if (surface.ReturnsResult && results.Length > 0) writer.Line(ReturnText(layout, spec));
        else writer.Line("return;");
    }

    /// <summary>Allocates a destination that the method gives out, or checks the one it was given.</summary>
    private void WriteDestination(CodeWriter writer, KernelParameter kernelParameter, BufferLayout buffer)
    {
        if (kernelParameter is { Member: not null, IsFresh: false }) return;
        var parameter = SurfaceParameterOf(kernelParameter);
        if (parameter is null)
        {
            var type = ElementShape.Text(kernelParameter.Type);
            writer.Line(kernelParameter.Rank == 0 ? $"{type} {kernelParameter.Name};" : $"{type} {kernelParameter.Name} = {New(kernelParameter, buffer)};");
            return;
        }

        if (kernelParameter.Rank == 0) return;
        if (parameter.Mode == PassingMode.Out)
        {
            writer.Line($"{parameter.Name} = {New(kernelParameter, buffer)};");
            return;
        }

        if (parameter.Result >= 0 || kernelParameter.IsFresh || IsChecked(parameter, buffer)) WriteCheck(writer, parameter, buffer);
    }

    private static void WriteCheck(CodeWriter writer, SurfaceParameter parameter, BufferLayout buffer)
    {
        var isTooShort = string.Join(" || ", Sizes(parameter, buffer, parameter.Type is ArrayType { Rank: > 1 } ? "!=" : "<"));
        var needed = string.Join(" × ", buffer.Dimensions.Select(d => Text(d)));
        writer.Line($"if ({isTooShort})");
        writer.Line($"    throw new global::System.ArgumentException(\"The destination has to have room for {needed} elements.\", nameof({parameter.Name}));");
    }

    private static string New(KernelParameter parameter, BufferLayout buffer) =>
        $"new {ElementShape.Text(parameter.Element)}[{string.Join(", ", buffer.Dimensions.Select(d => Text(d)))}]";

    /// <summary>Stores a new buffer in the fields and properties that get it.</summary>
    private void WriteStore(CodeWriter writer, KernelParameter kernelParameter, BufferLayout buffer)
    {
        var name = SurfaceParameterOf(kernelParameter)?.Name ?? kernelParameter.Name;
        if (kernelParameter is { Member: { } place, IsFresh: true }) writer.Line($"{PlaceText.Of(place, surface)} = {name};");
        foreach (var other in buffer.AlsoIn) writer.Line($"{PlaceText.Of(other, surface)} = {name};");
    }

    private SurfaceParameter? SurfaceParameterOf(KernelParameter kernelParameter) => kernelParameter.NaiveParameter >= 0
        ? surface.ForParameter(kernelParameter.NaiveParameter)
        : surface.ForResult(kernelParameter.Result);

    private string Argument(KernelParameter kernelParameter)
    {
        var name = kernelParameter is { Member: { } place, IsFresh: false }
            ? PlaceText.Of(place, surface)
            : SurfaceParameterOf(kernelParameter)?.Name ?? kernelParameter.Name;
        return kernelParameter.Passing.Length == 0 ? name : $"{kernelParameter.Passing} {name}";
    }

    private string ReturnText(KernelLayout layout, TransformSpec spec)
    {
        string Name(int result) => spec.ReturnedPlaces.FirstOrDefault(r => r.Result == result) is { } returned
            ? PlaceText.Of(returned.Place, surface)
            : layout.Parameters.First(p => p.Result == result).Name;
        var names = Enumerable.Range(0, results.Length).Select(Name).ToList();
        return results.Length == 1 ? $"return {names[0]};" : $"return ({string.Join(", ", names)});";
    }
}
