using System.Collections.Immutable;
using System.Globalization;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>The numbers <see cref="Base"/> + <see cref="Step"/>·t of a reference.</summary>
/// <param name="Reference">The name of the reference to number 0.</param>
/// <param name="Length">How many numbers there are after the reference.</param>
/// <param name="Base">The number at t = 0.</param>
/// <param name="Step">How far it is from one to the next.</param>
internal readonly record struct NumberStream(string Reference, int Length, int Base, int Step)
{
    /// <summary>The stream from t = first on, in steps of ±1.</summary>
    public NumberStream From(int first, int step = 1) => this with { Base = Base + Step * first, Step = Step * step };
}

/// <summary>The buffers of a kernel that are nothing but numbers of its precision, one after the other; each gets a reference to its first.</summary>
internal sealed class FlatBuffers(KernelContext context)
{
    /// <summary>The component of an input at elements Offset + Stride·t, or null where its buffer is not flat.</summary>
    public NumberStream? OfInput(LaneComponent place) => Stream(context.Layout.OfInput(place.Buffer), place, context.Spec.Inputs[place.Buffer].Count);

    /// <summary>The same of an output.</summary>
    public NumberStream? OfOutput(LaneComponent place) =>
        place.Buffer < 0 ? null : Stream(context.Layout.OfOutput(place.Buffer), place, context.Spec.Outputs[place.Buffer].Count);

    /// <summary>Declares the references to all flat buffers.</summary>
    public void WriteReferences(CodeWriter writer)
    {
        writer.Line("// Slices, so that a span too short is noticed here: what follows does not check.");
        foreach (var parameter in context.Layout.Parameters.Where(p => Components(p) > 0))
        {
            var count = CountOf(parameter).ToString(CultureInfo.InvariantCulture);
            var type = context.Arithmetic.Type;
            var start = $"SimdMemory.GetReference({parameter.Name}.Slice(0, {count}))";
            var cast = parameter.Element is ScalarType ? start : $"SimdUnsafe.As<{ElementShape.Text(parameter.Element)}, {type}>(ref {start})";
            writer.Line($"ref {type} {Name(parameter)} = ref {cast};");
        }
    }

    /// <summary>Whether no buffer is anything else.</summary>
    public bool AreAll => context.Layout.Parameters.All(p => Components(p) > 0 && p.Element is ScalarType or ComplexType);

    /// <summary>The names of the references.</summary>
    public IEnumerable<string> Names => context.Layout.Parameters.Where(p => Components(p) > 0).Select(Name);

    /// <summary>Declares, from the references, the spans of those buffers that are needed.</summary>
    public void WriteSpans(CodeWriter writer, Func<string, bool> isNeeded)
    {
        foreach (var parameter in context.Layout.Parameters.Where(p => isNeeded(p.Name)))
        {
            var (element, type) = (ElementShape.Text(parameter.Element), context.Arithmetic.Type);
            var first = parameter.Element is ScalarType ? Name(parameter) : $"SimdUnsafe.As<{type}, {element}>(ref {Name(parameter)})";
            var count = CountOf(parameter).ToString(CultureInfo.InvariantCulture);
            var kind = parameter.Output < 0 ? "ReadOnlySpan" : "Span";
            writer.Line($"global::System.{kind}<{element}> {parameter.Name} = SimdMemory.Create{kind}(ref {first}, {count});");
        }
    }

    private int CountOf(KernelParameter parameter) => Math.Max(
        parameter.Input < 0 ? 0 : context.Spec.Inputs[parameter.Input].Count, parameter.Output < 0 ? 0 : context.Spec.Outputs[parameter.Output].Count);

    private string Name(KernelParameter parameter) => "d" + context.Layout.Parameters.IndexOf(parameter).ToString(CultureInfo.InvariantCulture);

    private NumberStream? Stream(KernelParameter parameter, LaneComponent place, int count)
    {
        var components = Components(parameter);
        if (components == 0) return null;
        return new(Name(parameter), components * count, components * place.Offset + place.Component, components * place.Stride);
    }

    /// <summary>The numbers in an element, or 0.</summary>
    private int Components(KernelParameter parameter)
    {
        if (parameter.Rank != 1) return 0;
        var components = ElementShape.Components(parameter.Element).ToList();
        return components.All(c => c.Kind == context.Spec.Precision) ? components.Count : 0;
    }
}
