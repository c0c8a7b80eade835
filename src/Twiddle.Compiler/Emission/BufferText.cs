using System.Globalization;
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

/// <summary>An index as an expression: Constant + Step·variable.</summary>
internal readonly record struct IndexText(int Constant, int Step, string Variable)
{
    public static IndexText Of(int constant) => new(constant, 0, "");

    public string Text
    {
        get
        {
            var constant = Constant.ToString(CultureInfo.InvariantCulture);
            if (Step == 0) return constant;
            var product = Step is 1 or -1 ? Variable : Math.Abs(Step).ToString(CultureInfo.InvariantCulture) + " * " + Variable;
            if (Step < 0) return $"{constant} - {product}";
            return Constant == 0 ? product : Constant > 0 ? $"{product} + {constant}" : $"{product} - {constant.Substring(1)}";
        }
    }

    /// <summary>The index divided by <paramref name="divisor"/>, modulo <paramref name="size"/> (0: not reduced).</summary>
    public string Coordinate(int divisor, int size)
    {
        if (Step == 0)
        {
            var quotient = Constant / divisor;
            return (size == 0 ? quotient : quotient % size).ToString(CultureInfo.InvariantCulture);
        }

        var text = $"({Text}) / {divisor.ToString(CultureInfo.InvariantCulture)}";
        return size == 0 ? text : $"{text} % {size.ToString(CultureInfo.InvariantCulture)}";
    }
}
