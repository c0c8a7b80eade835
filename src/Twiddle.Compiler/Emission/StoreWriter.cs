using System.Collections.Immutable;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the stores of a kernel: those into one element together.</summary>
internal sealed class StoreWriter(TransformSpec spec, KernelLayout layout, Arithmetic arithmetic, LanguageFeatures language)
{
    private readonly BufferText buffers = new(layout, spec, arithmetic);

    /// <summary>Writes stores that run over the same indices.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="stores">The stores.</param>
    /// <param name="linear">The expression of a linear value.</param>
    /// <param name="index">The index expression of a target at the current k.</param>
    public void Write(CodeWriter writer, IEnumerable<Store> stores, Func<int, string> linear, Func<LaneComponent, IndexText> index)
    {
        var epilogues = new EpilogueText(arithmetic, language, linear);
        foreach (var group in stores.GroupBy(s => (s.Target.Buffer, s.Target.Offset, s.Target.Stride)))
        {
            var element = layout.OfOutput(group.Key.Buffer).Element;
            var components = ElementShape.Components(element).ToList();
            var values = new string?[components.Count];
            foreach (var store in group) values[store.Target.Component] = epilogues.Write(store.Value, components[store.Target.Component].Kind);
            var place = buffers.OutputElement(group.Key.Buffer, index(group.First().Target));
            foreach (var statement in ElementShape.Assignments(place, element, values)) writer.Line(statement);
        }
    }

    /// <summary>Zeroes new buffers in which some component is stored nowhere, after everything has been read.</summary>
    public void ClearGaps(CodeWriter writer)
    {
        for (var b = 0; b < spec.Outputs.Count; b++)
        {
            var parameter = layout.OfOutput(b);
            if (parameter.Rank == 0 && parameter.IsFresh && HasGapsIn(b)) writer.Line($"{parameter.Name} = default({ElementShape.Text(parameter.Element)});");
            if (parameter.Rank == 0 || !parameter.IsFresh || !HasGapsIn(b)) continue;
            var count = spec.Outputs[b].Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            writer.Line(
                parameter.Rank == 1 && language.HasSpan
                    ? $"{parameter.Name}.Slice(0, {count}).Clear();"
                    : $"global::System.Array.Clear({parameter.Name}, 0, {count});");
        }
    }

    /// <summary>Whether a new buffer has an element that is not stored to.</summary>
    public bool HasGaps => Enumerable.Range(0, spec.Outputs.Count).Any(b => layout.OfOutput(b).IsFresh && HasGapsIn(b));

    private bool HasGapsIn(int buffer)
    {
        var element = layout.OfOutput(buffer).Element;
        // A struct that is built field by field must be defined before its first field is.
        if (spec.Outputs[buffer].Dimensions.Count == 0 && element is StructType { HasFieldConstructor: false }) return true;
        var components = ElementShape.Components(element).Count();
        var stored = new bool[spec.Outputs[buffer].Count * components];
        foreach (var store in spec.Stores.Where(s => s.Target.Buffer == buffer))
            for (var k = store.Range.Start; k < store.Range.End; k++)
                stored[(store.Target.Offset + store.Target.Stride * k) * components + store.Target.Component] = true;
        return stored.Contains(false);
    }
}
