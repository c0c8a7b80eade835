using System.Collections.Immutable;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading.Convolutions;

internal sealed partial class BilinearReader
{
    private const string OrderMessage = "What '{0}' leaves behind depends on the order of its iterations";

    private void RunLoop(Loop loop)
    {
        foreach (var statement in loop.Before)
        {
            var ends = Step(statement, state, ImmutableArray<Affine>.Empty);
            if (ends is not [{ Ending: Ending.Normal }]) throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read at lengths that are not known", loop.Span);
            state = ends[0].State;
        }

        // A bound that is reached ends the loop: several of them hold together up to the nearest.
        var bounded = loop.Condition is null ? [] : Conjuncts(loop.Condition).Select(c => CountedLoop.Recognise(program, loop with { Condition = c })).ToList();
        if (bounded is not [{ Delta: IntegerLiteral { Value: 1 } } counted, ..] || bounded.Any(b => b is null || b.Variable != counted.Variable))
            throw Refuse(RefusalKind.Unsupported, "'{0}' is no loop that counts by ones to a bound", loop.Span);
        if (!state.Variables.TryGetValue(counted.Variable, out var found) || found is not IntegerCases start)
            throw Refuse(RefusalKind.UnknownSize, "It is not known where '{0}' starts", loop.Span);
        var up = !counted.CountsDown;
        foreach (var (startGuard, starts) in Ends(start, up ? start.LargestOf : start.SmallestOf))
        {
            foreach (var (boundGuard, bounds) in Ends(bounded.Select(b => Last(b!, loop.Span)).ToList(), up))
                RunIterations(counted, startGuard.AddRange(boundGuard), loop.Span, counter => up
                    ? starts.Select(s => counter - s).Concat(bounds.Select(b => b - counter))
                    : starts.Select(s => s - counter).Concat(bounds.Select(b => counter - b)));
        }
    }

    private static IEnumerable<Expression> Conjuncts(Expression condition) =>
        condition is ShortCircuit { IsOr: false } both ? Conjuncts(both.Left).Concat(Conjuncts(both.Right)) : [condition];

    /// <summary>The last value that the counter may have.</summary>
    private IntegerCases Last(CountedLoop loop, SourceSpan span)
    {
        var bound = EvaluateInteger(loop.Bound);
        return (loop.CountsDown, loop.Comparison) switch
        {
            (false, BinaryOperator.LessOrEqual) or (true, BinaryOperator.GreaterOrEqual) => bound,
            (false, BinaryOperator.Less) => Moved(bound, -1),
            (true, BinaryOperator.Greater) => Moved(bound, 1),
            _ => throw Refuse(RefusalKind.Unsupported, "'{0}' is no loop that counts by ones to a bound", span),
        };
    }

    private static IntegerCases Moved(IntegerCases value, int by) => new(value.Cases.Select(c => (c.Guard, c.Value + by)).ToImmutableArray())
    {
        LargestOf = value.LargestOf.Select(f => f + by).ToImmutableArray(),
        SmallestOf = value.SmallestOf.Select(f => f + by).ToImmutableArray(),
    };

    private static IEnumerable<(ImmutableArray<Affine> Guard, ImmutableArray<Affine> Ends)> Ends(List<IntegerCases> values, bool up)
    {
        IEnumerable<(ImmutableArray<Affine> Guard, ImmutableArray<Affine> Ends)> all = [(ImmutableArray<Affine>.Empty, ImmutableArray<Affine>.Empty)];
        foreach (var value in values)
            all = all.SelectMany(known => Ends(value, up ? value.SmallestOf : value.LargestOf).Select(end => (known.Guard.AddRange(end.Guard), known.Ends.AddRange(end.Ends)))).ToList();
        return all;
    }

    /// <summary>An end of a range: all functions that bound it at once, or one in each case.</summary>
    private static IEnumerable<(ImmutableArray<Affine> Guard, ImmutableArray<Affine> Ends)> Ends(IntegerCases value, ImmutableArray<Affine> together) =>
        together.IsEmpty ? value.Cases.Select(c => (c.Guard, ImmutableArray.Create(c.Value))) : [(ImmutableArray<Affine>.Empty, together)];

    /// <summary>Reads the body once, its counter unknown: what each iteration adds is summed over the counter.</summary>
    private void RunIterations(CountedLoop loop, ImmutableArray<Affine> guard, SourceSpan span, Func<Affine, IEnumerable<Affine>> range)
    {
        var before = state;
        var counter = NewCounter();
        var number = unknowns.Count - 1;
        var where = guard.AddRange(range(counter));
        var assigned = AssignedVariables.In(program, loop.Body);
        var variables = before.Variables;
        foreach (var variable in assigned)
            variables = variables.TryGetValue(variable, out var value) && value is SumOfTerms
                ? variables.SetItem(variable, Held(Carried.OfVariable(variable)))
                : variables.Remove(variable);
        var after = before with { Variables = before.Variables.Remove(loop.Variable) };
        if (IsPossible(where))
        {
            var inner = new ReadingState(variables.SetItem(loop.Variable, new IntegerCases(counter)), ReadingState.Empty.Elements, ReadingState.Empty.Stores);
            var ends = Under(where, () => Run([loop.Body], inner, ImmutableArray<Affine>.Empty));
            if (ends.Any(o => o.Ending is not (Ending.Normal or Ending.Continue))) throw Refuse(RefusalKind.Unsupported, "'{0}' may end early", span);
            if (ends.Count == 0) return;
            var body = ends.Count == 1 && ends[0].Guard.IsEmpty ? ends[0].State : Merge(ends, 0, 0, span);
            after = SumUp(after, body, assigned, number, where, span);
        }

        foreach (var variable in assigned.Where(v => before.Variables.TryGetValue(v, out var value) && value is not SumOfTerms))
            after = after with { Variables = after.Variables.Remove(variable) };
        state = after;
    }

    private ReadingState SumUp(ReadingState after, ReadingState body, IEnumerable<int> assigned, int counter, ImmutableArray<Affine> where, SourceSpan span)
    {
        foreach (var variable in assigned)
        {
            if (!after.Variables.TryGetValue(variable, out var value) || value is not SumOfTerms earlier) continue;
            after = body.Variables.TryGetValue(variable, out var latest) && latest is SumOfTerms sum && Split(sum, Carried.OfVariable(variable)) is (true, var added)
                ? after.With(variable, earlier.Plus(Summed(added, counter, where)))
                : after with { Variables = after.Variables.Remove(variable) };
        }

        var replaced = new HashSet<int>();
        foreach (var (element, sum) in body.Elements.OrderBy(e => e.Key.Array).ThenBy(e => e.Key.Index.GetHashCode()).Select(e => (e.Key, e.Value)))
        {
            if (Split(sum, Carried.OfElement(element.Array, element.Index)) is not var (isAdded, added)) throw Refuse(RefusalKind.NonLinear, OrderMessage, span);
            if (!isAdded) replaced.Add(element.Array);
            if (element.Index.CoefficientOf(counter).IsZero)
            {
                if (!isAdded) throw Refuse(RefusalKind.OrderOfIterations, OrderMessage, span);
                after = after with { Elements = after.Elements.SetItem(element, after.Element(element.Array, element.Index).Plus(Summed(added, counter, where))) };
            }
            else
            {
                var store = new ElementStore(element.Array, !isAdded, element.Index, added, ImmutableArray.Create(counter), new(where), span);
                after = after with { Stores = after.Stores.Add(store) };
            }
        }

        // Where an iteration replaces an element, it may touch no other of the same array: which came first would matter.
        if (body.Elements.Keys.GroupBy(e => e.Array).Any(g => replaced.Contains(g.Key) && g.Count() > 1) || body.Stores.Any(s => s.Replaces || replaced.Contains(s.Array)))
            throw Refuse(RefusalKind.OrderOfIterations, OrderMessage, span);
        var inner = body.Stores.Select(s => s with { Counters = s.Counters.Append(counter).ToEquatableArray(), Where = s.Where.Concat(where).ToEquatableArray() });
        return after with { Stores = after.Stores.AddRange(inner) };
    }

    private static SumOfTerms Held(Carried place) => new(ImmutableArray.Create(BilinearTerm.Of(ConstantFactor.One) with { Carried = place }));

    private static SumOfTerms Summed(SumOfTerms sum, int counter, ImmutableArray<Affine> where) =>
        sum.Map(t => t with { Counters = t.Counters.Append(counter).ToEquatableArray(), Where = t.Where.Concat(where).ToEquatableArray() });

    /// <summary>A sum without what its place held before, which may be in it once and as it was; null where anything else is carried in it.</summary>
    private static (bool IsAdded, SumOfTerms Added)? Split(SumOfTerms sum, Carried place)
    {
        var own = sum.Terms.Where(t => Equals(t.Carried, place)).ToList();
        var others = sum.Terms.RemoveAll(t => Equals(t.Carried, place));
        if (own.Count > 1 || others.Any(t => t.Carried is not null)) return null;
        if (own is [var held] && !(held.Factor.IsOne && held.Where.Count == 0 && held.Counters.Count == 0)) return null;
        return (own.Count == 1, new SumOfTerms(others));
    }
}
