using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

internal sealed partial class Interpreter
{
    private Value ReadElement(ArrayStore store, Polynomial index, SourceSpan span)
    {
        if (UnknownIn(index) is { } owner)
        {
            owners[carriedCount] = owner;
            return CarriedElement(store.ElementType, carriedCount++, Polynomial.Zero);
        }

        CheckIndex(store, index, span);
        for (var at = context; at is not null; at = at.Outer)
        {
            if (ReadJournal(at, store, index, span) is { } written) return written;
            at.EarlierReads.Add((store, index));
            if (at.CarriedArrays.TryGetValue(store, out var number)) return CarriedElement(store.ElementType, number, index);
        }

        return ReadBase(store, index, span);
    }

    private Value ReadBase(ArrayStore store, Polynomial index, SourceSpan span)
    {
        if (index.IsConstant)
        {
            var number = (long)index.ConstantTerm.Numerator;
            if (pass is not null && store.HasOverwritten && pass.Read(store, store.OverwrittenIn(number), span) is { } place)
                throw Refuse(RefusalKind.OverwrittenInput, "'{0}' was overwritten earlier in this loop, and is read again: the result is not the transform of the input as it was", place);
            if (store.TryGetElement(number, out var element)) return element;
        }
        else if (store.Elements.Any(e => (Polynomial.Constant(e.Key) - index) is var difference && MayVanish(difference)))
        {
            if (ReadConstantTable(store, index, span) is { } constant) return constant;
            throw Refuse(RefusalKind.OrderOfIterations, "'{0}' reads elements that were written in different ways", span);
        }

        for (var i = store.Writes.Count - 1; i >= 0; i--)
        {
            var write = store.Writes[i];
            if (write.PositionOf(index, Bounds) is { } position) return write.At(position);
            if (write.IsDisjointFrom(index)) continue;
            SplitWhereWritten(write, index, span);
            throw Refuse(RefusalKind.OrderOfIterations, "'{0}' reads elements that were written in different ways", span);
        }

        // A caller's array may be longer than is known, but what it holds there is not.
        CheckBounds(index, store.Count, span);
        return store.Initial(index, store.IsZeroed ? (long)Bounds(index).Greatest.Floor() : 0);
    }

    private Value? ReadJournal(LoopContext at, ArrayStore store, Polynomial index, SourceSpan span)
    {
        for (var i = at.Journal.Count - 1; i >= 0; i--)
        {
            var entry = at.Journal[i];
            if (entry.Store != store) continue;
            if (entry.AsWrite is { } write)
            {
                if (write.PositionOf(index, Bounds) is { } position) return write.At(position);
                if (write.IsDisjointFrom(index)) continue;
                SplitWhereWritten(write, index, span);
            }
            else
            {
                if (entry.Index.Equals(index)) return entry.Value;
                if (!MayVanish(entry.Index - index)) continue;
            }

            throw Refuse(RefusalKind.OrderOfIterations, "Whether '{0}' was written before in this loop depends on the iteration", span);
        }

        return null;
    }

    /// <summary>Asks for the loop to be summarised in parts, where that makes elements either all written by a loop or none of them.</summary>
    private void SplitWhereWritten(ArrayWrite write, Polynomial index, SourceSpan span)
    {
        if (write.Equate(index) is not { } positions) return;
        foreach (var counter in write.Counters)
        {
            SplitWhereItMatters(positions[counter], span);
            SplitWhereItMatters(positions[counter] - Numbered(counter.Count), span);
        }
    }

    private void StoreElement(ArrayStore store, Polynomial index, Value value, SourceSpan span)
    {
        if (UnknownIn(index) is not null) return;
        CheckIndex(store, index, span);
        CheckStorable(value, span);
        if (context is { } current)
        {
            if (store.ElementType is ScalarType { Kind: ScalarKind.Int64 or ScalarKind.UInt64 } && IsLong(value)) throw Refuse(RefusalKind.ModularArithmetic, ModularMessage, span);
            current.Journal.Add(new JournalEntry(store, index, ImmutableArray<Symbol>.Empty, value));
            return;
        }

        if (!index.IsConstant) throw new InvalidOperationException("A symbolic index outside of every summarised loop");
        var number = (long)index.ConstantTerm.Numerator;
        if (store is { IsInput: true, IsRead: true } && pass is not null && Mixes(value, store.Input, index)) store.MarkOverwritten(number, pass);
        store.Store(number, value);
    }

    /// <summary>Whether a value depends on other elements of an input than the one with this index.</summary>
    private static bool Mixes(Value value, int input, Polynomial index) =>
        Forms(value).Any(f => f.Terms.Any(t => t.Factor.Atom is { } atom && !(atom.Source == input && atom.Index.Equals(index))));

    /// <summary>The loop that carries an integer without closed form that the index contains: then its present pass is not the last.</summary>
    private LoopContext? UnknownIn(Polynomial index)
    {
        if (carriedIntegers.Count == 0) return null;
        var carriers = carriedIntegers.Where(c => index.DependsOn(c.Value)).Select(c => owners[c.Key]).ToList();
        if (carriers.Count == 0) return null;
        var owner = Outermost(carriers);
        owner.Obstacle ??= new Refusal(RefusalKind.Unsupported, "An index changes from iteration to iteration in a way that has no closed form", default);
        return owner;
    }

    private void CheckIndex(ArrayStore store, Polynomial index, SourceSpan span)
    {
        CheckBounds(index, store.Capacity, span);
    }

    private void CheckBounds(Polynomial index, int count, SourceSpan span)
    {
        var (least, greatest) = Bounds(index);
        if (least.Sign >= 0 && greatest < count) return;
        SplitWhereItMatters(index, span);
        SplitWhereItMatters(index - Numbered(count), span);
        var reach = least == greatest ? $"is {least}" : $"runs from {least} to {greatest}";
        throw Refuse(RefusalKind.IndexOutOfRange, $"'{{0}}' is outside the array: the index {reach}, the array has {count} elements", span);
    }

    private bool MayVanish(Polynomial difference)
    {
        if (difference.Terms.IsEmpty) return true;
        var (least, greatest) = Bounds(difference);
        if (least.Sign > 0 || greatest.Sign < 0) return false;
        if (difference.Terms.Any(t => !t.Coefficient.IsInteger)) return true;
        // a·i + b·j + c = 0 has no solution where c is no multiple of gcd(a, b).
        var divisor = difference.WithoutConstant().Terms.Aggregate(BigInteger.Zero, (gcd, t) => BigInteger.GreatestCommonDivisor(gcd, t.Coefficient.Numerator));
        return divisor.IsZero || (difference.ConstantTerm.Numerator % divisor).IsZero;
    }

    private (ArrayStore Store, int Start, int Length) Elements(Value value, SourceSpan span) => value switch
    {
        ArrayValue array => (array.Store, 0, array.Store.Count),
        SpanValue slice => (slice.Store, slice.Start, slice.Length),
        ListValue list => Elements(list, span),
        UnknownValue unknown => throw Refuse(unknown.Kind, unknown.Reason, span),
        _ => throw Refuse(RefusalKind.Unsupported, "'{0}' is not an array whose contents are known", span),
    };

    private SpanValue Row(RowsValue rows, Value index, SourceSpan span)
    {
        var row = KnownInteger(index, span);
        if (row < 0 || row >= rows.Rows) throw Refuse(RefusalKind.IndexOutOfRange, $"'{{0}}' is outside the array: the index is {row}, the array has {rows.Rows} rows", span);
        return new SpanValue(rows.Store, (int)row * rows.Columns, rows.Columns);
    }

    private ArrayStore NewArray(ProgramType elementType, ImmutableArray<int> dimensions)
    {
        var store = new ArrayStore(elementType, dimensions, -1, _ => Default(elementType));
        context?.Created.Add(store);
        return store;
    }

    private Value CarriedElement(ProgramType type, int number, Polynomial index) => CarriedValue(type, number, 0, index);

    private Value CarriedValue(ProgramType type, int number, int component, Polynomial index) => type switch
    {
        ScalarType scalar when scalar.Kind.IsReal() => new FormValue(Form.Of(Factor.OfAtom(new Atom(-1 - number, component, index, false, false)), Numbers.Cyclotomic.One)),
        ComplexType => new FormValue(Form.Of(Factor.OfAtom(new Atom(-1 - number, component, index, true, false)), Numbers.Cyclotomic.One)),
        StructType @struct => new StructValue(@struct.Fields.Select((f, i) => CarriedValue(f.Type, number, i, index)).ToImmutableArray()),
        TupleType tuple => new TupleValue(tuple.Elements.Select((e, i) => CarriedValue(e, number, i, index)).ToImmutableArray()),
        ClassType { IsNumber: true } @class => ObjectValue.Frozen(
            new ObjectValue(@class, null) { IsCarried = true }, @class.Parts.Select((p, i) => CarriedValue(new ScalarType(p.Kind), number, i, index)).ToList(), ImmutableArray<Value>.Empty),
        _ => new UnknownValue(NoClosedForm),
    };

    private void CopyElements(ArrayStore source, int sourceStart, ArrayStore target, int targetStart, int length, SourceSpan span)
    {
        if (sourceStart < 0 || targetStart < 0 || length < 0 || sourceStart + length > source.Count || targetStart + length > target.Count)
            throw Refuse(RefusalKind.IndexOutOfRange, "'{0}' copies beyond the end of an array", span);
        if (length <= options.LongestRun || context is not null)
        {
            CopyOneByOne(source, sourceStart, target, targetStart, length, span);
            return;
        }

        var counter = NewSymbol(length);
        var at = Polynomial.Of(counter) + Numbered(sourceStart);
        if (source.Elements.Any(e => e.Key >= sourceStart && e.Key < sourceStart + length) || source.Writes.Any(w => w.PositionOf(at) is null && !w.IsDisjointFrom(at)))
        {
            CopyOneByOne(source, sourceStart, target, targetStart, length, span);
            return;
        }

        target.Store(new ArrayWrite(counter, Polynomial.Of(counter) + Numbered(targetStart), ReadBase(source, at, span)));
    }

    private void CopyOneByOne(ArrayStore source, int sourceStart, ArrayStore target, int targetStart, int length, SourceSpan span)
    {
        var values = new List<Value>();
        for (var i = 0; i < length; i++)
        {
            CountStep(span);
            values.Add(ReadElement(source, Numbered(sourceStart + i), span));
        }

        for (var i = 0; i < length; i++) StoreElement(target, Numbered(targetStart + i), values[i], span);
    }
}
