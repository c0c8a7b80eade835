using System.Globalization;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>The condition under which a call is one that an algorithm was derived for: nothing missing, sizes and flags as they were taken to be.</summary>
internal sealed class DispatchConditions(EmissionTarget target, Surface surface, Func<int, string> nameOfParameter)
{
    /// <summary>The condition as C# text; empty where it always holds.</summary>
    public string Of(TransformSpec spec)
    {
        var layout = KernelLayout.Of(target, spec);
        var conditions = new List<string>();
        foreach (var parameter in layout.Parameters.Where(p => p.Rank > 0)) conditions.AddRange(Sizes(parameter, spec));
        conditions.AddRange(spec.NonNull.Where(IsReference).Select(place => PlaceText.Asked(place, surface, "") + " != null"));
        conditions.AddRange(spec.Assumptions.Select(Value));
        conditions.AddRange(Distinctions(layout, spec));
        conditions.AddRange(layout.Parameters.Where(p => p.Input >= 0 && spec.Inputs[p.Input].IsSmall).Select(p => SmallIntegers(p, spec.Inputs[p.Input])));
        if (spec.Outputs.Any(o => o.ChangesObjects)) conditions.Add(DistinctObjects(layout, spec));
        return string.Join(" && ", conditions.Distinct());
    }

    private string SmallIntegers(KernelParameter parameter, BufferLayout input)
    {
        var buffer = parameter.Member is null ? nameOfParameter(parameter.NaiveParameter) : Text(parameter);
        if (input.Window is not null) return SmallIntegersWriter.Condition(KernelNames.Stem(target), [buffer, .. new WindowText(target.Language, surface, nameOfParameter).Places(input)]);
        return SmallIntegersWriter.Condition(KernelNames.Stem(target), parameter.Type is ListType { IsMemory: true } ? buffer + ".Span" : buffer);
    }

    /// <summary>
    /// Two arguments, fields or variables may hold the same array, which reading takes for two: what the definition then computes depends on the order in which it
    /// reads and writes, so the definition itself is run.
    /// </summary>
    private IEnumerable<string> Distinctions(KernelLayout layout, TransformSpec spec)
    {
        var held = layout.Parameters.Where(p => p.Rank > 0 && (!p.IsFresh || p.Type is ListType) && !IsSpanForArray(p)).ToList();
        var pairs =
            from first in held.Select((parameter, position) => (parameter, position))
            from second in held.Skip(first.position + 1)
            where !(IsMemory(first.parameter) && IsList(second)) && !(IsMemory(second) && IsList(first.parameter))
            where (first.parameter.Output >= 0 || second.Output >= 0) && Equals(first.parameter.Element, second.Element) && Text(first.parameter) != Text(second)
            select Distinction(first.parameter, second, spec);
        return held.Where(p => IsRows(p) && p.Output >= 0).Select(DistinctRows).Concat(pairs);
    }

    /// <summary>Where parts of objects are changed, each is in one place only.</summary>
    private string DistinctObjects(KernelLayout layout, TransformSpec spec)
    {
        var changed = spec.Outputs.Where(o => o.ChangesObjects).Select(o => ElementShape.ElementOf(o.Type)).ToList();
        var held = layout.Parameters.Where(p => p.Input >= 0 && changed.Contains(ElementShape.ElementOf(p.Type)));
        return ObjectHandover.AreDistinct(KernelNames.Stem(target), held.Select(p => p.Member is null ? nameOfParameter(p.NaiveParameter) : Text(p)));
    }

    /// <summary>No row stands twice among those that are written.</summary>
    private string DistinctRows(KernelParameter rows) =>
        $"global::System.Linq.Enumerable.Count(global::System.Linq.Enumerable.Distinct({Text(rows)})) == {Text(rows)}.Length";

    private string Distinction(KernelParameter first, KernelParameter second, TransformSpec spec)
    {
        if (IsRows(first) && IsRows(second)) return $"!global::System.Linq.Enumerable.Any(global::System.Linq.Enumerable.Intersect({Text(first)}, {Text(second)}))";
        if (IsRows(second)) return Distinction(second, first, spec);
        if (IsRows(first) && IsMemory(second)) return string.Join(" && ", Enumerable.Range(0, (first.Output < 0 ? spec.Inputs[first.Input] : spec.Outputs[first.Output]).Dimensions[0]).Select(row => NoOverlap(first, $"{Text(first)}[{row.ToString(CultureInfo.InvariantCulture)}]", second)));
        if (IsRows(first)) return $"global::System.Array.IndexOf<object>({Text(first)}, {Text(second)}) < 0";
        return IsMemory(first) || IsMemory(second) ? NoOverlap(first, Elements(first), second) : $"!object.ReferenceEquals({Text(first)}, {Text(second)})";
    }

    private string NoOverlap(KernelParameter first, string elements, KernelParameter second)
    {
        var element = ElementShape.Text(first.Element);
        var span = ElementShape.SpanText(first.Element, true);
        return $"!global::System.MemoryExtensions.Overlaps<{element}>(({span}){elements}, ({span}){Elements(second)})";
    }

    /// <summary>A span that the generated method takes where the definition takes an array: the definition gets a copy of its own.</summary>
    private bool IsSpanForArray(KernelParameter parameter) =>
        parameter.Member is null && (parameter.NaiveParameter < 0 || (surface.ForParameter(parameter.NaiveParameter).IsSpan && parameter.Type is not SpanType));

    private static bool IsMemory(KernelParameter parameter) => parameter.Type is SpanType or ListType { IsMemory: true };

    /// <summary>Whether elements lie where no span can.</summary>
    private static bool IsList(KernelParameter parameter) => !IsMemory(parameter) && parameter.Type is not ArrayType { Rank: 1 };

    private static bool IsRows(KernelParameter parameter) => parameter.Type is ArrayType { Rank: 1, Element: ArrayType };

    private string Elements(KernelParameter parameter) => parameter.Type is ListType ? Text(parameter) + ".Span" : Text(parameter);

    private string Text(KernelParameter parameter) =>
        parameter.Member is { } place ? PlaceText.Of(place, surface) : surface.ForParameter(parameter.NaiveParameter).Name;

    /// <summary>Whether a destination that is too short is the caller's mistake, rather than a size not derived for.</summary>
    public static bool IsChecked(SurfaceParameter parameter, BufferLayout buffer) => parameter.IsSpan && !buffer.NeedsExactSize;

    /// <summary>Where a span stands for an array, there is always one.</summary>
    private bool IsReference(Place place) => place.Root != PlaceRoot.Parameter || place.Path.Length > 0 || !surface.ForParameter(place.Parameter).IsSpan;

    private IEnumerable<string> Sizes(KernelParameter parameter, TransformSpec spec)
    {
        var input = parameter.Input < 0 ? null : spec.Inputs[parameter.Input];
        var output = parameter.Output < 0 || parameter.IsFresh ? null : spec.Outputs[parameter.Output];
        if ((input ?? output) is { Window: not null } part) return Inside(parameter, part);
        if (parameter.Member is { } place)
            return OfBuffers(question => PlaceText.Asked(place, surface, question), PlaceText.Of(place, surface), input, output);
        if (parameter.NaiveParameter < 0) return [];
        var shown = surface.ForParameter(parameter.NaiveParameter);
        if (shown.Mode == PassingMode.Out) return [];
        if (output is not null && IsChecked(shown, output)) output = null;
        var name = nameOfParameter(parameter.NaiveParameter);
        var isReference = shown.Type is ArrayType or SequenceType or ListType { IsMemory: false };
        return (isReference ? [name + " != null"] : Array.Empty<string>()).Concat(OfBuffers(question => name + question, name, input, output));
    }

    private IEnumerable<string> Inside(KernelParameter parameter, BufferLayout part)
    {
        var name = parameter.Member is { } place ? PlaceText.Of(place, surface) : nameOfParameter(parameter.NaiveParameter);
        var type = parameter.Member is null ? surface.ForParameter(parameter.NaiveParameter).Type : parameter.Type;
        var question = parameter.Member is { } asked ? PlaceText.Asked(asked, surface, "") : name;
        return (type is ArrayType or SequenceType or ListType { IsMemory: false } ? [question + " != null"] : Array.Empty<string>()).Concat(new WindowText(target.Language, surface, nameOfParameter).Conditions(name, part));
    }

    private static IEnumerable<string> OfBuffers(Func<string, string> ask, string name, BufferLayout? input, BufferLayout? output) =>
        new[] { input, output }.Where(b => b is not null).SelectMany(b => BufferHandover.Conditions(ask, name, b!, isRead: b == input));

    private string Value(Assumption assumption)
    {
        var place = PlaceText.Asked(assumption.Place, surface, "");
        if (assumption.Type is ScalarType { Kind: ScalarKind.Boolean }) return $"{place} == {(assumption.Value == 0 ? "false" : "true")}";
        // Enumerations compare with numbers only by a cast.
        var cast = assumption.IsEnumeration ? $"({ElementShape.Text(assumption.Type)}{(place.Contains("?.") ? "?" : "")})" : "";
        return $"{cast}{place} == {assumption.Value.ToString(CultureInfo.InvariantCulture)}";
    }
}
