using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <remarks>
/// A list that the method makes is an array large enough and a count. One from outside has elements that are unknown, and may get more behind them.
/// </remarks>
internal sealed partial class Interpreter
{
    private const int LargestList = 1 << 21;

    /// <summary>The lists from outside that were changed.</summary>
    private readonly List<ListValue> lists = [];

    /// <summary>The lists that a loop adds to which is being summarised: it carries their counts from iteration to iteration.</summary>
    private readonly List<ListValue> growing = [];

    /// <summary>The lists from outside that the method has added to, or cleared.</summary>
    public IEnumerable<ListValue> GrownLists => lists.Where(l => l.Outer is not null && (l.IsCleared || CountOf(l) is not { IsZero: true }));

    private static BigInteger? CountOf(ListValue list) => list.Added.Value is IntegerValue { Number: { } number } ? number : null;

    /// <summary>The elements that the method put into a list, as an array.</summary>
    public static (ArrayStore Store, int Count) Contents(ListValue list, SourceSpan span) => CountOf(list) is { } count && count <= LargestList
        ? (list.Tail, (int)count)
        : throw Refuse(RefusalKind.Unsupported, "How many elements '{0}' has is not known", span);

    private ListValue NewList(ProgramType elementType)
    {
        var tail = NewArray(elementType, ImmutableArray.Create(LargestList));
        var list = new ListValue(null, tail, new VariableLocation(ProgramType.Int32) { Value = new IntegerValue(BigInteger.Zero) }) { MadeIn = context };
        return list;
    }

    private Value CallListIntrinsic(IntrinsicCall call, List<Value> arguments)
    {
        if (call.Intrinsic == Intrinsic.ListCreate) return NewList(((ListType)call.Type).Element);
        if (call.Intrinsic == Intrinsic.ListFrom)
        {
            var copy = NewList(((ListType)call.Type).Element);
            AddAll(copy, arguments[0], call.Span);
            return copy;
        }

        if (arguments[0] is not ListValue list) throw Refuse(RefusalKind.Unsupported, "'{0}' changes a list that is not known", call.Span);
        if (list.Outer is not null && !lists.Contains(list)) lists.Add(list);
        if (!growing.Contains(list)) Register(list);
        switch (call.Intrinsic)
        {
            case Intrinsic.ListAdd:
                Add(list, arguments[1], call.Span);
                break;
            case Intrinsic.ListAddRange:
                AddAll(list, arguments[1], call.Span);
                break;
            default:
                if (context is not null) throw Refuse(RefusalKind.Unsupported, "'{0}' clears a list in a loop too long to be run", call.Span);
                list.IsCleared = true;
                list.Added.Value = new IntegerValue(BigInteger.Zero);
                break;
        }

        return Value.None;
    }

    /// <summary>The loops around that are being summarised did not know that they add to the list: the outermost starts again, and then knows.</summary>
    private void Register(ListValue list)
    {
        LoopContext? outermost = null;
        for (var at = context; at is not null && at != list.MadeIn; at = at.Outer) outermost = at;
        if (outermost is null) return;
        growing.Add(list);
        throw new LoopMustSplit(outermost.Counter, ImmutableArray<long>.Empty);
    }

    private void Add(ListValue list, Value value, SourceSpan span)
    {
        var count = Integer(list.Added.Value!, span);
        StoreElement(list.Tail, count, value, span);
        list.Added.Value = new IntegerValue(count + Numbered(1));
    }

    private void AddAll(ListValue list, Value items, SourceSpan span)
    {
        if (items is SequenceValue sequence) items = ToArray(sequence.Start(), list.Tail.ElementType, span);
        var (source, start, length) = Elements(items, span);
        source.SizeMatters = true;
        if (length > options.LongestRun && context is null && start == 0 && list.Outer is null && CountOf(list) is { IsZero: true } && !source.Elements.Any() && source.Writes.Count <= 1)
        {
            var counter = NewSymbol(length);
            list.Tail.Store(new ArrayWrite(counter, Polynomial.Of(counter), ReadBase(source, Polynomial.Of(counter), span)));
            list.Added.Value = new IntegerValue(length);
            return;
        }

        for (var i = 0; i < length; i++)
        {
            CountStep(span);
            Add(list, ReadElement(source, Numbered(start + i), span), span);
        }
    }

    /// <summary>A list's elements, as long as it holds only what it held before the call, or only what the method put in.</summary>
    private static (ArrayStore Store, int Start, int Length) Elements(ListValue list, SourceSpan span)
    {
        if (list is { Outer: { } outer, IsCleared: false })
        {
            if (CountOf(list) is not { IsZero: true }) throw Refuse(RefusalKind.Unsupported, "'{0}' is a list that the method adds to and reads", span);
            return (outer, 0, outer.Count);
        }

        var (store, count) = Contents(list, span);
        return (store, 0, count);
    }
}
