using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading.AnyLength;

/// <summary>One of the two numbers that a complex number is: a component of the elements of a buffer.</summary>
public readonly record struct NumberPart(int Buffer, int Component)
{
    /// <summary>Element by element.</summary>
    internal LaneComponent Lane => new(Buffer, 0, 1, Component);
}

/// <summary>Where the numbers of one end of a transform are: number n is element n of each part.</summary>
/// <param name="Real">The real part.</param>
/// <param name="Imaginary">The imaginary part, behind the real one in the same buffer, or in another; null where the data are real.</param>
public readonly record struct AnyLengthEnd(NumberPart Real, NumberPart? Imaginary)
{
    /// <summary>Whether real and imaginary parts are in buffers of their own.</summary>
    public bool IsSplit => Imaginary is { } imaginary && Real.Buffer != imaginary.Buffer;

    public bool IsReal => Imaginary is null;

    /// <summary>Whether the parts are all of the buffers: real numbers in one or in two, or one of complex numbers with the real part in front.</summary>
    internal bool IsAllOf(EquatableArray<BufferLayout> buffers) => IsSplit || IsReal
        ? buffers.Count == (IsSplit ? 2 : 1) && buffers.All(IsOfReals)
        : buffers.Count == 1 && (Real.Component, Imaginary?.Component) == (0, 1);

    private static bool IsOfReals(BufferLayout buffer) =>
        buffer.Type is ArrayType { Element: ScalarType } or SpanType { Element: ScalarType } or ListType { Element: ScalarType } or SequenceType { Element: ScalarType };

    /// <summary>The parts that the first number of a matrix' inputs has, or null.</summary>
    internal static AnyLengthEnd? OfInputs(MatrixMap map)
    {
        if (map.Inputs is not [var first, ..]) return null;
        return new(new(first.Real.Buffer, first.Real.Component), first.Imaginary is { } imaginary ? new NumberPart(imaginary.Buffer, imaginary.Component) : null);
    }

    /// <summary>The parts that the first value is stored to, or null.</summary>
    internal static AnyLengthEnd? OfOutputs(TransformSpec spec) => PartOf(spec, 0) is { } real && PartOf(spec, 1) is { } imaginary ? new(real, imaginary) : null;

    /// <summary>The inputs of a transform with real results: real numbers, or complex ones with the real part in front.</summary>
    internal static AnyLengthEnd? OfInputsOfRealResults(TransformSpec spec) => spec.Inputs switch
    {
        [var only] when IsOfReals(only) => new(new(0, 0), null),
        [_] => new(new(0, 0), new NumberPart(0, 1)),
        _ => null,
    };

    /// <summary>The one part that real results are stored to.</summary>
    internal static AnyLengthEnd OfRealOutputs => new(new(0, 0), null);

    private static NumberPart? PartOf(TransformSpec spec, int value) =>
        spec.Stores.FirstOrDefault(s => s.Value is LinearValue linear && linear.Index == value) is { Target: var target } ? new(target.Buffer, target.Component) : null;

    private static Slot SlotOf(NumberPart part, int element) => new(part.Buffer, element, part.Component);

    /// <summary>Whether input j of a matrix is number j.</summary>
    internal bool HoldsInputs(MatrixMap map)
    {
        for (var j = 0; j < map.Inputs.Count; j++)
            if (map.Inputs[j] != new InputValue(SlotOf(Real, j), Imaginary is { } imaginary ? SlotOf(imaginary, j) : null)) return false;
        return true;
    }

    /// <summary>Whether all that is stored is value k of a matrix to number k.</summary>
    internal bool HoldsOutputs(TransformSpec spec, int rows)
    {
        if (spec.Stores.Count != 2 * rows) return false;
        var stored = new HashSet<int>();
        foreach (var store in spec.Stores)
        {
            if (store.Range.Count != 1 || store.Value is not LinearValue { Index: var value }) return false;
            var part = value % 2 == 0 ? Real : Imaginary;
            var element = store.Target.Offset + store.Target.Stride * store.Range.Start;
            if (new NumberPart(store.Target.Buffer, store.Target.Component) != part || element != value / 2 || !stored.Add(value)) return false;
        }

        return true;
    }

    /// <summary>Whether element j of a lane is number j.</summary>
    internal bool HoldsInputs(HarmonicMap map, int count) => map.Inputs is [var lane] && lane == LaneOfNumbers(count);

    /// <summary>The lane whose element j is number j.</summary>
    internal Lane LaneOfNumbers(int count) => new(count, !IsReal, Real.Lane, Imaginary?.Lane);

    /// <summary>0 for the lane of real parts, 1 for that of imaginary ones, null for any other.</summary>
    internal int? PartOf(LaneComponent lane) => lane == Real.Lane ? 0 : lane == Imaginary?.Lane ? 1 : null;

    /// <summary>Whether all that is stored is element k of a lane to number k.</summary>
    internal bool HoldsOutputs(TransformSpec spec, HarmonicMap map, int count)
    {
        if (map.Outputs is not [{ IsComplex: true } lane] || lane.Count != count || spec.Stores.Count != 2 || Imaginary is not { } imaginary) return false;
        var range = new IndexRange(0, count);
        return spec.Stores.Contains(new Store(Real.Lane, range, new LinearValue(0))) && spec.Stores.Contains(new Store(imaginary.Lane, range, new LinearValue(1)));
    }

    /// <summary>The columns of each number's parts, null for one that is none; or null where there is a column of something else.</summary>
    internal (int? Real, int? Imaginary)[]? ColumnsOf(MatrixMap map, int count)
    {
        var columns = new (int? Real, int? Imaginary)[count];
        for (var j = 0; j < map.Inputs.Count; j++)
        {
            if (map.Inputs[j] is not { Imaginary: null, Real: var slot } || slot.Element >= count) return null;
            var part = new NumberPart(slot.Buffer, slot.Component);
            if (part == Real) columns[slot.Element].Real = j;
            else if (part == Imaginary) columns[slot.Element].Imaginary = j;
            else return null;
        }

        return columns;
    }

    /// <summary>Whether all that is stored is real value k of a matrix to number k.</summary>
    internal bool HoldsRealOutputs(TransformSpec spec, int rows)
    {
        if (spec.Stores.Count != rows) return false;
        var stored = new HashSet<int>();
        foreach (var store in spec.Stores)
        {
            if (store.Range.Count != 1 || store.Value is not LinearValue { Index: var value } || !stored.Add(value)) return false;
            if (new NumberPart(store.Target.Buffer, store.Target.Component) != Real || store.Target.Offset + store.Target.Stride * store.Range.Start != value) return false;
        }

        return true;
    }

    /// <summary>Whether all that is stored is element k of a real lane to number k.</summary>
    internal bool HoldsRealOutputs(TransformSpec spec, HarmonicMap map, int count)
    {
        if (map.Outputs is not [{ IsComplex: false } lane] || lane.Count != count) return false;
        var end = 0;
        foreach (var store in spec.Stores.OrderBy(s => s.Range.Start))
        {
            if (store.Target != Real.Lane || store.Value is not LinearValue { Index: 0 } || store.Range.Start != end) return false;
            end = store.Range.End;
        }

        return end == count;
    }
}
