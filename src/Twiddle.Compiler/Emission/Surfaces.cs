using System.Collections.Immutable;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>The methods that callers see: the sibling of the naive method, its overload on spans, or the user's partial method.</summary>
internal static class Surfaces
{
    /// <summary>The naive method's own signature under the generated name.</summary>
    public static Surface Sibling(EmissionTarget target)
    {
        // A reference that may be left out is null, whatever its type says of that.
        var parameters = target.Naive.Parameters.Select((p, i) => Parameter(p, i))
            .Select(p => p.DefaultText == "default" && target.Language.Version >= 80 ? p with { DefaultText = "default!" } : p);
        return new(Join(target.Naive.Modifiers, target.Naive.ReturnTypeText), target.GeneratedName, Extended(target.Naive, parameters.ToImmutableArray()), true);
    }

    /// <summary>The user's partial method; its signature has no problem (<see cref="PartialSignature"/>).</summary>
    public static Surface Partial(EmissionTarget target, MethodSignature signature)
    {
        var count = target.Naive.Parameters.Count;
        var parameters = signature.Parameters.Select((p, i) => i < count
            ? Parameter(p, i) with { DefaultText = null }
            : new SurfaceParameter(p.Name, p.TypeText, p.Type, p.Mode, null, -1, i - count));
        var heading = Join(signature.Modifiers, "partial", signature.ReturnTypeText);
        return new(heading, signature.Name, Extended(signature, parameters.ToImmutableArray()), signature.ReturnType is not VoidType);
    }

    /// <summary>The overload that takes spans and allocates nothing; null where there is none, or the sibling is it already.</summary>
    public static Surface? Spans(EmissionTarget target, KernelLayout layout, TransformSpec spec)
    {
        if (!target.Language.HasSpan || layout.Parameters.Any(p => p.Rank > 1 || p.Member is not null)) return null;
        if (spec.Inputs.Concat(spec.Outputs).Any(b => BufferHandover.IsNeeded(b.Type) || b is { Window: not null, Type: ArrayType { Rank: > 1 } })) return null;
        if (target.Naive.ReturnType is SequenceType) return null;
        if (spec.ReturnedPlaces.Count > 0 || spec.Outputs.Any(o => o.AlsoIn.Count > 0)) return null;
        var results = layout.Parameters.Where(p => p.Result >= 0).ToList();
        var returns = results.All(p => p.Rank == 0);
        var parameters = target.Naive.Parameters
            .Select((p, i) => layout.Parameters.FirstOrDefault(k => k.NaiveParameter == i) is { Rank: 1 } buffer && p.Type is ArrayType
                ? Span(p.Name, buffer, i)
                : Parameter(p, i) with { DefaultText = null })
            .Concat(returns ? [] : results.Select(r => r.Rank == 0 ? Out(r) : Span(r.Name, r, -1)))
            .ToImmutableArray();
        if (returns && parameters.Select(p => p.TypeText).SequenceEqual(target.Naive.Parameters.Select(p => p.TypeText))) return null;
        return new(Join(target.Naive.Modifiers, returns ? target.Naive.ReturnTypeText : "void"), target.GeneratedName, parameters, returns);
    }

    /// <summary>An extension method says <c>this</c> before its first parameter.</summary>
    private static ImmutableArray<SurfaceParameter> Extended(MethodSignature signature, ImmutableArray<SurfaceParameter> parameters) =>
        signature.IsExtension ? parameters.SetItem(0, parameters[0] with { TypeText = "this " + parameters[0].TypeText }) : parameters;

    private static SurfaceParameter Parameter(SignatureParameter p, int index) => new(p.Name, p.TypeText, p.Type, p.Mode, p.DefaultText, index, -1);

    private static SurfaceParameter Span(string name, KernelParameter buffer, int naiveParameter)
    {
        var isReadOnly = buffer.Output < 0;
        var type = new SpanType(buffer.Element, isReadOnly);
        return new(name, ElementShape.SpanText(buffer.Element, isReadOnly), type, PassingMode.Value, null, naiveParameter, buffer.Result);
    }

    private static SurfaceParameter Out(KernelParameter result) =>
        new(result.Name, ElementShape.Text(result.Element), result.Element, PassingMode.Out, null, -1, result.Result);

    private static string Join(params string[] parts) => string.Join(" ", parts.Where(p => p.Length > 0));
}
