using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>Expressions for elements of buffers in a kernel.</summary>
internal sealed class BufferText(KernelLayout layout, TransformSpec spec, Arithmetic arithmetic)
{
    /// <summary>The component of an input element, converted to the type of arithmetic.</summary>
    /// <param name="place">The buffer and component.</param>
    /// <param name="index">The element's index.</param>
    public string Read(LaneComponent place, IndexText index)
    {
        var parameter = layout.OfInput(place.Buffer);
        var component = ElementShape.Components(parameter.Element).ElementAt(place.Component);
        return arithmetic.Convert(Element(parameter, spec.Inputs[place.Buffer], index) + component.Path, component.Kind);
    }

    /// <summary>An element of an output.</summary>
    public string OutputElement(int buffer, IndexText index) => Element(layout.OfOutput(buffer), spec.Outputs[buffer], index);

    private static string Element(KernelParameter parameter, BufferLayout buffer, IndexText index)
    {
        if (parameter.Rank == 0) return parameter.Name;
        if (parameter.Rank == 1) return $"{parameter.Name}[{index.Text}]";
        return $"{parameter.Name}[{string.Join(", ", Coordinates(buffer.Dimensions, index))}]";
    }

    /// <summary>Row-major coordinates of an index.</summary>
    private static IEnumerable<string> Coordinates(EquatableArray<int> sizes, IndexText index)
    {
        var rest = 1;
        var coordinates = new List<string>();
        for (var d = sizes.Count - 1; d >= 0; d--)
        {
            coordinates.Add(index.Coordinate(rest, d == 0 ? 0 : sizes[d]));
            rest *= sizes[d];
        }

        coordinates.Reverse();
        return coordinates;
    }
}
