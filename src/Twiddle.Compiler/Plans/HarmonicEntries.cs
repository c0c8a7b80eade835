using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>
/// Observes a square complex matrix all of whose entries are M[k, j] = c·ω^(k·j), ω a root of unity of the matrix' own order (compared exactly, entry by
/// entry), between buffers that are used in order: such a map has an index form, and with it passes.
/// </summary>
internal static class HarmonicEntries
{
    /// <summary>The same transform in index form, or null.</summary>
    public static TransformSpec? IndexForm(TransformSpec spec, CancellationToken cancellation)
    {
        if (spec.Map is not MatrixMap { Field: Field.Complex } map || map.Matrix.Rows != map.Matrix.Columns || map.Matrix.Rows < 2) return null;
        if (spec.Inputs.Count != 1 || spec.Outputs.Count != 1 || !IsInOrder(spec, map)) return null;
        var order = map.Matrix.Rows;
        foreach (var sign in new[] { -1, 1 })
        {
            if (!HasEntries(map.Matrix, sign, cancellation)) continue;
            var lane = new Lane(order, true, new(0, 0, 1, 0), new LaneComponent(0, 0, 1, 1));
            var term = new HarmonicTerm(
                0, false, new(0, order), 0, new(0, order), map.Matrix[0, 0], new Rational(sign, order), Rational.Zero, Rational.Zero);
            return spec with
            {
                Map = new HarmonicMap(ImmutableArray.Create(lane), ImmutableArray.Create(lane), ImmutableArray.Create(term)),
                Stores = ImmutableArray.Create(StoreOf(0, order), StoreOf(1, order)),
            };
        }

        return null;
    }

    /// <summary>Whether all entries are M[0, 0]·e^(±2πi·k·j/order), the order being the number of columns.</summary>
    internal static bool HasEntries(ExactMatrix matrix, int sign, CancellationToken cancellation)
    {
        var order = matrix.Columns;
        if (matrix[0, 0].IsZero()) return false;
        var powers = Enumerable.Range(0, order).Select(e => matrix[0, 0] * Cyclotomic.Root(new Rational(sign * e, order))).ToArray();
        for (var k = 0; k < matrix.Rows; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = 0; j < order; j++)
                if (!matrix[k, j].SameAs(powers[k * j % order])) return false;
        }

        return true;
    }

    /// <summary>Whether input j is element j of the one buffer, and value k is stored to element k.</summary>
    internal static bool IsInOrder(TransformSpec spec, MatrixMap map)
    {
        for (var j = 0; j < map.Inputs.Count; j++)
            if (map.Inputs[j] != new InputValue(new Slot(0, j, 0), new Slot(0, j, 1))) return false;
        if (spec.Stores.Count != 2 * map.Matrix.Rows) return false;
        var stored = new HashSet<(int Element, int Component)>();
        foreach (var store in spec.Stores)
        {
            var (element, component) = (store.Target.Offset + store.Target.Stride * store.Range.Start, store.Target.Component);
            if (store.Range.Count != 1 || store.Value is not LinearValue value || value.Index != 2 * element + component) return false;
            if (store.Target.Buffer != 0 || component > 1 || !stored.Add((element, component))) return false;
        }

        return true;
    }

    /// <summary>Whether the one input lane and the one output lane are the elements of their buffers in order, and values are stored as they are.</summary>
    internal static bool IsInOrder(TransformSpec spec, HarmonicMap map, int count)
    {
        if (map.Inputs is not [var input] || map.Outputs is not [var output] || !IsPlain(input, count) || output.Count != count || !output.IsComplex) return false;
        return spec.Stores.Count == 2
            && spec.Stores.OrderBy(s => s.Target.Component).Select((s, component) => s == StoreOf(component, count)).All(isPlain => isPlain);
    }

    private static bool IsPlain(Lane lane, int count) =>
        lane.Count == count && lane.IsComplex && lane.Real == new LaneComponent(0, 0, 1, 0) && lane.Imaginary == new LaneComponent(0, 0, 1, 1);

    private static Store StoreOf(int component, int count) => new(new(0, 0, 1, component), new(0, count), new LinearValue(component));
}
