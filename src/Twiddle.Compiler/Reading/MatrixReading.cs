using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>Makes the exact matrix of a transform from linear forms that were found by running all loops.</summary>
internal static class MatrixReading
{
    public static TransformSpec Build(ProgramMethod method, Surroundings surroundings, ImmutableArray<WrittenBuffer> outputs)
    {
        var span = method.Body.Span;
        var rows = new OutputRows();
        var pending = new List<(LaneComponent Target, Func<Func<int, bool, int>, Epilogue> Value)>();
        for (var buffer = 0; buffer < outputs.Length; buffer++)
        {
            foreach (var (element, value) in outputs[buffer].Elements.Select(e => ((int)e.Key, e.Value)))
                foreach (var (component, part) in OutputSlots.Of(value, outputs[buffer].ElementType, span))
                    AddSlot(rows, pending, buffer, element, component, part, outputs[buffer].ElementType, span);
        }

        var inputs = InputBuffers.Collect(surroundings, rows.Forms);
        var columns = InputColumns.Collect(inputs, rows.Forms);
        var (map, number) = ChooseField(rows, columns);
        if (map.Inputs.Count == 0)
            throw new ReadingStopped(new Refusal(RefusalKind.NotDerivable, "The outputs do not depend on any input", span));
        var stores = pending.Select(p => new Store(p.Target, new IndexRange(0, 1), p.Value(number))).ToEquatableArray();
        return new TransformSpec(inputs.Layouts, outputs.Select(o => o.Layout).ToEquatableArray(), map, stores, ScalarKind.Double);
    }

    private static void AddSlot(
        OutputRows rows,
        List<(LaneComponent, Func<Func<int, bool, int>, Epilogue>)> pending,
        int buffer,
        int element,
        int component,
        Value value,
        ProgramType type,
        SourceSpan span)
    {
        if (type is ComplexType)
        {
            var form = ((FormValue)value).Form;
            var row = rows.Add(form.Where(f => f.Atom is not null), isComplex: true, new RowPlace(buffer, element, 0, 0));
            var constant = form.Where(f => f.Atom is null);
            pending.Add((new LaneComponent(buffer, element, 0, 0), number => Epilogues.Offset(new LinearValue(number(row, false)), constant.RealPart(), span)));
            pending.Add((new LaneComponent(buffer, element, 0, 1), number => Epilogues.Offset(new LinearValue(number(row, true)), constant.ImaginaryPart(), span)));
            return;
        }

        var leaves = value is FormValue plain ? ImmutableArray.Create(plain.Form.Where(f => f.Atom is not null)) : Epilogues.Leaves(value);
        var numbers = leaves.Select((leaf, i) => rows.Add(leaf, isComplex: false, new RowPlace(buffer, element, component, i))).ToList();
        pending.Add((new LaneComponent(buffer, element, 0, component), number => value is FormValue form
            ? Epilogues.Offset(new LinearValue(number(numbers[0], false)), form.Form.Where(f => f.Atom is null), span)
            : Epilogues.Of(value, leaf => number(numbers[IndexOf(leaves, leaf)], false), span)));
    }

    private static int IndexOf(ImmutableArray<Form> leaves, Form leaf)
    {
        for (var i = 0; i < leaves.Length; i++)
            if (leaves[i].SameAs(leaf)) return i;
        throw new InvalidOperationException("A linear value that is not among the leaves");
    }

    /// <summary>
    /// Pairs real values into complex ones where the map then is complex linear (or the inputs are real): half the size, and the structure shows.
    /// </summary>
    private static (MatrixMap Map, Func<int, bool, int> Number) ChooseField(OutputRows rows, InputColumns columns)
    {
        foreach (var rowPairing in rows.Pairings())
        {
            foreach (var columnPairing in columns.Pairings())
                if (TryComplex(rowPairing, columnPairing) is { } complex) return (complex, rowPairing.Number);
            if (rowPairing.IsInterleaved || columns.HasComplex) continue;
            var real = columns.AsReal();
            var coefficients = rowPairing.Rows.Select(r => new AtomCoefficients(r)).ToList();
            var matrix = ExactMatrix.Define(coefficients.Count, real.Length, (k, j) => real[j].CoefficientIn(coefficients[k]));
            return (new MatrixMap(Field.RealToComplex, matrix, real.Select(c => new InputValue(c.Real, null)).ToEquatableArray()), rowPairing.Number);
        }

        var (realRows, number) = rows.AsReal();
        var realColumns = columns.AsReal();
        var realCoefficients = realRows.Select(r => new AtomCoefficients(r)).ToList();
        var entries = ExactMatrix.Define(realRows.Length, realColumns.Length, (k, j) => realColumns[j].CoefficientIn(realCoefficients[k]));
        return (new MatrixMap(Field.Real, entries, realColumns.Select(c => new InputValue(c.Real, null)).ToEquatableArray()), number);
    }

    private static MatrixMap? TryComplex(RowPairing rows, ImmutableArray<InputColumn> columns)
    {
        var entries = new Cyclotomic[rows.Rows.Length, columns.Length];
        for (var k = 0; k < rows.Rows.Length; k++)
        {
            var coefficients = new AtomCoefficients(rows.Rows[k]);
            for (var j = 0; j < columns.Length; j++)
            {
                if (columns[j].ComplexCoefficientIn(coefficients) is not { } coefficient) return null;
                entries[k, j] = coefficient;
            }
        }

        return new MatrixMap(Field.Complex, new ExactMatrix(entries), columns.Select(c => new InputValue(c.Real, c.Imaginary)).ToEquatableArray());
    }
}
