using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <remarks>
/// Indices that arguments are part of: what stands at them are the elements of a window, the part of an array from a start on (<see cref="Windows"/>). That arguments are not
/// negative, and the window inside of the array, is what the generated code looks at.
/// </remarks>
internal sealed partial class Interpreter
{
    private static bool IsOffset(Value left, Value right) =>
        left is OffsetValue && right is OffsetValue or IntegerValue || left is IntegerValue && right is OffsetValue;

    private Value ApplyToOffsets(BinaryOperator @operator, Value left, Value right, ProgramType type, SourceSpan span)
    {
        if (IsComparison(@operator)) return new BooleanValue(CompareOffsets(@operator, left, right, span));
        var result = @operator switch
        {
            BinaryOperator.Add => OffsetValue.Sum(left, right),
            BinaryOperator.Subtract => OffsetValue.Difference(left, right),
            BinaryOperator.Multiply => OffsetValue.Product(left, right),
            BinaryOperator.ShiftLeft when right is IntegerValue { Number: { } shift } && shift >= 0 && shift < 31 => OffsetValue.Product(left, new IntegerValue(BigInteger.Pow(2, (int)shift))),
            _ => null,
        };
        if (result is null) throw Refuse(RefusalKind.UnknownSize, "'{0}' depends on an argument, which is not known at compile time, in another way than that of a place in an array", span);
        if (result is IntegerValue known) return InRange(known.Polynomial, type, span);
        NoteOffset((OffsetValue)result, span);
        return result;
    }

    /// <summary>The same start on both sides has no part in a comparison; where there is one on one side only, it is at least 0.</summary>
    private bool CompareOffsets(BinaryOperator @operator, Value left, Value right, SourceSpan span)
    {
        foreach (var side in new[] { left, right }.OfType<OffsetValue>()) NoteOffset(side, span);
        var difference = OffsetValue.Difference(left, right);
        if (difference is IntegerValue known) return Compare(@operator, known.Polynomial, span);
        var (rest, terms) = (OffsetValue.RestOf(difference), OffsetValue.TermsOf(difference).ToList());
        if (terms.All(t => Bounds(t.Factor).Least.Sign >= 0) && Bounds(rest).Least is var least && (least.Sign > 0 || least.IsZero && @operator is (BinaryOperator.GreaterOrEqual or BinaryOperator.Less)))
            return Holds(@operator, least.Sign);
        if (terms.All(t => Bounds(t.Factor).Greatest.Sign <= 0) && Bounds(rest).Greatest is var greatest && (greatest.Sign < 0 || greatest.IsZero && @operator is (BinaryOperator.LessOrEqual or BinaryOperator.Greater)))
            return Holds(@operator, greatest.Sign);
        throw Refuse(RefusalKind.UnknownSize, "Whether '{0}' holds depends on an argument, which is not known at compile time", span);
    }

    private void NoteOffset(OffsetValue value, SourceSpan span)
    {
        if (carriedIntegers.Count > 0 && carriedIntegers.Values.Any(s => value.Rest.DependsOn(s) || value.Terms.Any(t => t.Factor.DependsOn(s)))) return;
        surroundings.Windows!.NoteSum(value, Bounds, span);
    }

    /// <summary>An element at indices of which at least one is such a place, or which is in a row that an argument tells.</summary>
    private ElementLocation LocateInWindow(Value array, IReadOnlyList<Value> indices, SourceSpan span)
    {
        var (rows, all) = array switch
        {
            WindowRow row => (new ArrayValue(row.Store), indices.Prepend(row.Index).ToList()),
            // A row of an array of arrays whose number is known.
            SpanValue { Store: { IsInput: true, Dimensions: [_, var columns] } store } slice when slice.Length == columns =>
                (new ArrayValue(store), indices.Prepend(new IntegerValue(new BigInteger(slice.Start / columns))).ToList()),
            _ => (array, indices),
        };
        var (elements, start, length) = Elements(rows, span);
        if (!elements.IsInput || start != 0 || length != elements.Count || all.Count != elements.Dimensions.Length || all.Any(i => i is not (OffsetValue or IntegerValue)))
            throw NoWindow(span);
        // Where loops change the place in a way that has no closed form yet, they are evaluated again.
        var isOpen = all.Any(i => UnknownIn(OffsetValue.RestOf(i)) is not null || OffsetValue.TermsOf(i).Any(t => UnknownIn(t.Factor) is not null));
        var (window, index) = surroundings.WindowOf(elements, all, isOpen ? null : Bounds) ?? throw NoWindow(span);
        return new ElementLocation(window, index);
    }

    /// <summary>So many elements of an array of one dimension, from a place on.</summary>
    private SpanValue SliceFrom(Value whole, OffsetValue start, BigInteger count, SourceSpan span)
    {
        if (count.Sign <= 0 || count > options.LargestArray || whole is ArrayValue { Store.HasRowStep: true } or SpanValue { Store.HasRowStep: true } or WindowRow) throw NoWindow(span);
        var first = LocateInWindow(whole, [start], span);
        // The last one is part of it, whatever is looked at.
        var last = LocateInWindow(whole, [OffsetValue.Sum(start, new IntegerValue(count - 1))], span);
        return first.Store.Dimensions.Length == 1 && first.Index.IsConstant && (last.Index - first.Index).Equals(Polynomial.Constant(count - 1))
            ? new SpanValue(first.Store, (int)first.Index.ConstantTerm.Numerator, (int)count)
            : throw NoWindow(span);
    }

    /// <summary>An array, and the place in it that something is copied from or to.</summary>
    private (ArrayStore Store, int Start) PartOf(Value array, Value start, Value count, SourceSpan span)
    {
        if (start is not OffsetValue place) return (Elements(array, span).Store, SmallInteger(start, span));
        var slice = SliceFrom(array, place, KnownInteger(count, span), span);
        return (slice.Store, slice.Start);
    }

    private static ReadingStopped NoWindow(SourceSpan span) =>
        Refuse(RefusalKind.UnknownSize, "'{0}' is at a place that depends on arguments, which are not known at compile time, in a way that cannot be read", span);
}
