using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// Sequences, as lazy as those of <c>Enumerable</c>: what an operator gives is evaluated when something goes through it, and again at each time.
/// </summary>
internal sealed partial class Interpreter
{
    private Value CallSequenceIntrinsic(IntrinsicCall call, List<Value> arguments)
    {
        foreach (var argument in arguments)
            if (argument is UnknownValue unknown) throw Refuse(unknown.Kind, unknown.Reason, call.Span);
        return call.Intrinsic switch
        {
            Intrinsic.SequenceSkip when arguments[1] is OffsetValue start => new RestOfArray(arguments[0], start),
            Intrinsic.SequenceTake when arguments[0] is RestOfArray rest && SliceFrom(rest.Array, rest.Start, KnownInteger(arguments[1], call.Span), call.Span) is var slice => new SequenceValue(() => Enumerate(slice, call.Span)),
            <= Intrinsic.SequenceReverse => new SequenceValue(() => Start(call, arguments)),
            Intrinsic.ParallelFor => RunInParallel(call, RangeOf(arguments[0], arguments[1], call.Span), arguments[2]),
            Intrinsic.ParallelForEach => RunInParallel(call, Enumerate(arguments[0], call.Span), arguments[1]),
            _ => Consume(call, Enumerate(arguments[0], call.Span), arguments),
        };
    }

    private Enumeration Enumerate(Value collection, SourceSpan span)
    {
        if (collection is SequenceValue sequence) return sequence.Start();
        var (store, start, length) = Elements(collection, span);
        store.SizeMatters = true;
        return Indexed(store.ElementType, length, index => ReadElement(store, index + Numbered(start), span), span);
    }

    private Enumeration Indexed(ProgramType type, long count, Func<Polynomial, Value> at, SourceSpan span)
    {
        return new(type, Stream, (count, at));

        IEnumerable<Value> Stream()
        {
            for (var i = 0L; i < count; i++)
            {
                CountStep(span);
                yield return at(Numbered(i));
            }
        }
    }

    private Enumeration Start(IntrinsicCall call, List<Value> arguments)
    {
        var (span, type) = (call.Span, call.Type is SequenceType sequence ? sequence.Element : ProgramType.Void);
        switch (call.Intrinsic)
        {
            case Intrinsic.SequenceRange:
                var first = Integer(arguments[0], span);
                return Indexed(type, Count(arguments[1], span), index => new IntegerValue(first + index), span);
            case Intrinsic.SequenceRepeat:
                return Indexed(type, Count(arguments[1], span), _ => arguments[0], span);
        }

        var source = Enumerate(arguments[0], span);
        return call.Intrinsic switch
        {
            Intrinsic.SequenceSelect => Select(type, source, arguments[1], span),
            Intrinsic.SequenceZip => Zip(type, source, Enumerate(arguments[1], span), arguments.Count > 2 ? arguments[2] : null, span),
            Intrinsic.SequenceSkip => Skip(type, source, KnownInteger(arguments[1], span), span),
            Intrinsic.SequenceTake => Take(type, source, KnownInteger(arguments[1], span), span),
            Intrinsic.SequenceReverse when source.Indexed is var (count, at) => Indexed(type, count, index => at(Numbered(count - 1) - index), span),
            Intrinsic.SequenceReverse => Streamed(type, () => source.Stream().Reverse()),
            Intrinsic.SequenceWhere => Streamed(type, () => Where(source, arguments[1], span)),
            Intrinsic.SequenceSelectMany => Streamed(type, () => SelectMany(source, arguments, span)),
            Intrinsic.SequenceConcat => Streamed(type, () => source.Stream().Concat(Enumerate(arguments[1], span).Stream())),
            Intrinsic.SequenceAppend => Streamed(type, () => source.Stream().Concat([arguments[1]])),
            _ => Streamed(type, () => ((IEnumerable<Value>)[arguments[1]]).Concat(source.Stream())),
        };
    }

    private static Enumeration Streamed(ProgramType type, Func<IEnumerable<Value>> stream) => new(type, stream, null);

    private long Count(Value value, SourceSpan span)
    {
        var count = KnownInteger(value, span);
        if (count.Sign < 0) throw Refuse(RefusalKind.Throws, "'{0}' asks for a negative number of elements", span);
        return (long)count;
    }

    private Enumeration Select(ProgramType type, Enumeration source, Value selector, SourceSpan span)
    {
        var takesIndex = Arity(selector) == 2;
        Value Selected(Value element, Polynomial index) => Invoke(selector, takesIndex ? [element, new IntegerValue(index)] : [element], span);
        return new(
            type,
            () => source.Stream().Select((element, i) => Selected(element, Numbered(i))),
            source.Indexed is var (count, at) ? (count, index => Selected(at(index), index)) : null);
    }

    private Enumeration Zip(ProgramType type, Enumeration first, Enumeration second, Value? selector, SourceSpan span)
    {
        Value Zipped(Value a, Value b) => selector is null ? new TupleValue(ImmutableArray.Create(a, b)) : Invoke(selector, [a, b], span);
        return new(
            type,
            () => first.Stream().Zip(second.Stream(), Zipped),
            (first.Indexed, second.Indexed) is (var (m, x), var (n, y)) ? (Math.Min(m, n), index => Zipped(x(index), y(index))) : null);
    }

    private Enumeration Skip(ProgramType type, Enumeration source, BigInteger number, SourceSpan span)
    {
        var skipped = (int)BigInteger.Min(BigInteger.Max(number, 0), int.MaxValue);
        return source.Indexed is var (count, at)
            ? Indexed(type, Math.Max(0, count - skipped), index => at(index + Numbered(skipped)), span)
            : Streamed(type, () => source.Stream().Skip(skipped));
    }

    private Enumeration Take(ProgramType type, Enumeration source, BigInteger number, SourceSpan span)
    {
        var taken = (int)BigInteger.Min(BigInteger.Max(number, 0), int.MaxValue);
        return source.Indexed is var (count, at) ? Indexed(type, Math.Min(count, taken), at, span) : Streamed(type, () => source.Stream().Take(taken));
    }

    private IEnumerable<Value> Where(Enumeration source, Value predicate, SourceSpan span)
    {
        var takesIndex = Arity(predicate) == 2;
        var i = 0;
        foreach (var element in source.Stream())
            if (Holds(Invoke(predicate, takesIndex ? [element, new IntegerValue(i++)] : [element], span), span)) yield return element;
    }

    private static bool Holds(Value answer, SourceSpan span) =>
        answer is BooleanValue truth ? truth.IsTrue : throw Refuse(RefusalKind.DataDependent, "Which elements '{0}' takes depends on the data", span);

    private IEnumerable<Value> SelectMany(Enumeration source, List<Value> arguments, SourceSpan span)
    {
        foreach (var outer in source.Stream())
            foreach (var inner in Enumerate(Invoke(arguments[1], [outer], span), span).Stream())
                yield return arguments.Count > 2 ? Invoke(arguments[2], [outer, inner], span) : inner;
    }

    private Value Consume(IntrinsicCall call, Enumeration source, List<Value> arguments)
    {
        var span = call.Span;
        switch (call.Intrinsic)
        {
            case Intrinsic.SequenceSum:
                return Sum(source, arguments.Count > 1 ? arguments[1] : null, call.Type, span);
            case Intrinsic.SequenceAverage:
                var count = source.Indexed?.Count ?? source.Stream().LongCount();
                if (count == 0) throw Refuse(RefusalKind.Throws, "'{0}' is the average of nothing", span);
                var sum = AsForm(Sum(source, arguments.Count > 1 ? arguments[1] : null, call.Type, span));
                return sum is null ? throw Refuse(RefusalKind.NonLinear, "'{0}' makes the outputs non-linear in the inputs", span) : new FormValue(sum * new Rational(1, count));
            case Intrinsic.SequenceAggregate:
                return Aggregate(source, arguments, call, span);
            case Intrinsic.SequenceCount:
                return new IntegerValue(arguments.Count > 1 ? Where(source, arguments[1], span).LongCount() : source.Indexed?.Count ?? source.Stream().LongCount());
            case Intrinsic.SequenceToArray:
                return ToArray(source, call.Type is ArrayType array ? array.Element : source.ElementType, span);
            case Intrinsic.ForEachElement:
                GoThrough(source, span, (_, element) => Invoke(arguments[1], [element], span));
                return Value.None;
            default:
                return Pick(call, source, arguments, span);
        }
    }

    private Value Pick(IntrinsicCall call, Enumeration source, List<Value> arguments, SourceSpan span)
    {
        var elements = source.Stream();
        var picked = call.Intrinsic switch
        {
            Intrinsic.SequenceFirst => elements.FirstOrDefault(),
            Intrinsic.SequenceLast => source.Indexed is var (count, at) ? (count > 0 ? at(Numbered(count - 1)) : null) : elements.LastOrDefault(),
            _ => elements.ElementAtOrDefault(SmallInteger(arguments[1], span)),
        };
        return picked ?? throw Refuse(RefusalKind.Throws, "'{0}' is outside of the sequence, and throws", span);
    }

    private Value Sum(Enumeration source, Value? selector, ProgramType type, SourceSpan span)
    {
        var sum = new VariableLocation(type) { Value = Default(type) };
        GoThrough(source, span, (_, element) =>
            sum.Value = Apply(BinaryOperator.Add, sum.Value!, selector is null ? element : Invoke(selector, [element], span), type, type, span), sum);
        return Known(sum.Value!, span);
    }

    private Value Aggregate(Enumeration source, List<Value> arguments, IntrinsicCall call, SourceSpan span)
    {
        var hasSeed = arguments.Count > 2;
        var function = arguments[hasSeed ? 2 : 1];
        if (!hasSeed && source.Indexed is var (count, at) && count > 0)
        {
            // The first element is the seed.
            source = Indexed(source.ElementType, count - 1, index => at(index + Numbered(1)), span);
            arguments = [arguments[0], at(Numbered(0))];
        }
        else if (!hasSeed)
        {
            var all = source.Stream().ToList();
            if (all.Count == 0) throw Refuse(RefusalKind.Throws, "'{0}' aggregates nothing, and throws", span);
            source = Streamed(source.ElementType, () => all.Skip(1));
            arguments = [arguments[0], all[0]];
        }

        var result = new VariableLocation(program.Methods[function is DelegateValue held ? held.Method : 0].ReturnType) { Value = arguments[1] };
        GoThrough(source, span, (_, element) => result.Value = Invoke(function, [result.Value!, element], span), result);
        var value = Known(result.Value!, span);
        return arguments.Count > 3 ? Invoke(arguments[3], [value], span) : value;
    }

    private ArrayValue ToArray(Enumeration source, ProgramType elementType, SourceSpan span)
    {
        if (source.Indexed is not var (count, _))
        {
            var elements = source.Stream().ToList();
            var list = NewArray(elementType, ImmutableArray.Create(elements.Count));
            for (var i = 0; i < elements.Count; i++) StoreElement(list, Numbered(i), elements[i], span);
            return new(list);
        }

        if (count > options.LargestArray) throw Refuse(RefusalKind.Budget, "'{0}' makes an array too large", span);
        var array = NewArray(elementType, ImmutableArray.Create((int)count));
        GoThrough(source, span, (index, element) => StoreElement(array, index, element, span));
        return new(array);
    }

    /// <summary>Goes through a sequence, element by element, or all at once where it is long.</summary>
    /// <param name="source">The sequence.</param>
    /// <param name="span">The call that goes through it.</param>
    /// <param name="step">What is done with an index and its element.</param>
    /// <param name="accumulator">What the steps hand on to each other, or null.</param>
    private void GoThrough(Enumeration source, SourceSpan span, Action<Polynomial, Value> step, VariableLocation? accumulator = null)
    {
        var outer = pass;
        pass = new LoopPass(outer, loopCount++, -1);
        if (source.Indexed is var (count, at) && count > options.LongestRun) GoThroughAtOnce(count, at, span, step, accumulator);
        else
        {
            var i = 0;
            foreach (var element in source.Stream())
            {
                pass = pass.Next();
                step(Numbered(i++), element);
            }
        }

        pass = outer;
    }

    private void GoThroughAtOnce(long count, Func<Polynomial, Value> at, SourceSpan span, Action<Polynomial, Value> step, VariableLocation? accumulator)
    {
        assignedInDelegates ??= AssignedVariables.InDelegates(program);
        var assigned = assignedInDelegates;
        var outer = frame;
        if (accumulator is not null)
        {
            // A variable of its own, numbered below all that the program names.
            var number = -1 - ++accumulators;
            frame = new Frame(frame);
            frame.Declare(number, accumulator);
            assigned = assigned.Add(number);
        }

        SummariseParts(count, assigned, span, index =>
        {
            step(index, at(index));
            return Completion.Normal;
        });
        frame = outer;
    }

    private int accumulators;
}
