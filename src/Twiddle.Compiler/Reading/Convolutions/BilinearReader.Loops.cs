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

        if (loop.Condition is null || Counted(loop) is not { } counted) throw Refuse(RefusalKind.Unsupported, NotCountedMessage, loop.Span);
        if (!state.Variables.TryGetValue(counted.Variable, out var found) || found is not IntegerCases start)
            throw Refuse(RefusalKind.UnknownSize, "It is not known where '{0}' starts", loop.Span);
        var up = !counted.CountsDown;
        var counter = NewCounter();
        var ranges = (from end in Ends(start, up ? start.LargestOf : start.SmallestOf)
                      from bound in Bounds(loop, counted, counter)
                      select (Guard: end.Guard.AddRange(bound.Guard), Start: end.Ends, Bound: bound.Inequalities)).ToList();
        foreach (var (guard, starts, bounds) in ranges)
        {
            CheckConditions(loop, counted, counter, guard, starts, bounds);
            RunIterations(counted, guard, loop.Span, number => starts.Select(s => up ? number - s : s - number).Concat(bounds.Select(b => b.With(counter.Terms[0].Unknown, number))));
        }
    }

    private const string NotCountedMessage = "'{0}' is no loop that counts by ones to a bound";

    /// <summary>The variable that a loop counts, whatever it is compared with.</summary>
    private CountedLoop? Counted(Loop loop)
    {
        var last = loop.Body is Block { Statements: { Count: > 0 } statements } && statements[statements.Count - 1] is ExpressionStatement end ? end.Expression : null;
        foreach (var target in loop.Step.Append(last).Select(StepTarget).Where(t => t is not null))
        {
            var simple = loop with { Condition = new Binary(BinaryOperator.Less, target!, new IntegerLiteral(0, ProgramType.Int32, loop.Span), ProgramType.Boolean, loop.Span) };
            if (CountedLoop.Recognise(program, simple) is { Delta: IntegerLiteral { Value: 1 } } counted) return counted;
        }

        return null;
    }

    private static VariableReference? StepTarget(Expression? step) => step switch
    {
        Increment { Target: VariableReference variable } => variable,
        CompoundAssignment { Target: VariableReference variable } => variable,
        Assignment { Target: VariableReference variable } => variable,
        _ => null,
    };

    /// <summary>
    /// The inequalities that the counter fulfils while the loop goes on, in each of several cases: each of them ends the loop for good when it first does not hold, since the
    /// counter only moves away from there.
    /// </summary>
    private List<(ImmutableArray<Affine> Guard, ImmutableArray<Affine> Inequalities)> Bounds(Loop loop, CountedLoop counted, Affine counter)
    {
        var assigned = AssignedVariables.In(program, counted.Body);
        if (ProgramTree.All(loop.Condition!).Any(e => e is Call or DelegateCall || (e is VariableReference variable && assigned.Contains(variable.Variable)))) throw Refuse(RefusalKind.Unsupported, NotCountedMessage, loop.Span);
        var before = state;
        state = state.With(counted.Variable, new IntegerCases(counter));
        var number = counter.Terms[0].Unknown;
        isUnchecked = true;
        var all = new List<(ImmutableArray<Affine> Guard, ImmutableArray<Affine> Inequalities)> { (ImmutableArray<Affine>.Empty, ImmutableArray<Affine>.Empty) };
        foreach (var condition in Conjuncts(loop.Condition!))
        {
            if (condition is not Binary { Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual } comparison
                || Evaluate(comparison.Left) is not IntegerCases left
                || Evaluate(comparison.Right) is not IntegerCases right) throw Refuse(RefusalKind.DataDependent, "Whether '{0}' holds is not known from the lengths", condition.Span);
            var (small, large) = comparison.Operator is BinaryOperator.Less or BinaryOperator.LessOrEqual ? (left, right) : (right, left);
            var margin = comparison.Operator is BinaryOperator.Less or BinaryOperator.Greater ? 1 : 0;
            var ends = (from lower in Ends(small, small.LargestOf)
                        from upper in Ends(large, large.SmallestOf)
                        select (Guard: lower.Guard.AddRange(upper.Guard), Inequalities: lower.Ends.SelectMany(l => upper.Ends.Select(u => u - l - margin)).ToImmutableArray())).ToList();
            all = all.SelectMany(known => ends.Select(end => (known.Guard.AddRange(end.Guard), known.Inequalities.AddRange(end.Inequalities)))).ToList();
            if (all.Count > MostCases) throw Refuse(RefusalKind.Budget, "'{0}' is computed in too many cases", condition.Span);
        }

        isUnchecked = false;
        state = before;
        var away = counted.CountsDown ? 1 : -1;
        if (all.Any(range => range.Guard.Any(g => !g.CoefficientOf(number).IsZero) || range.Inequalities.Any(i => i.CoefficientOf(number).Sign == -away))) throw Refuse(RefusalKind.Unsupported, NotCountedMessage, loop.Span);
        return all;
    }

    /// <summary>That nothing in the condition overflows, neither before the first iteration nor after any.</summary>
    private void CheckConditions(Loop loop, CountedLoop counted, Affine counter, ImmutableArray<Affine> guard, ImmutableArray<Affine> starts, ImmutableArray<Affine> bounds)
    {
        var step = counted.CountsDown ? -1 : 1;
        var number = counter.Terms[0].Unknown;
        var within = guard.AddRange(starts.Select(s => (counter - s).Times(step)));
        // The counter starts at one of the functions, the farthest of them.
        var first = starts.Select(s => within.Add((s - counter).Times(step)));
        var later = within.AddRange(bounds.Select(b => b.With(number, counter - step)));
        var before = state;
        state = state.With(counted.Variable, new IntegerCases(counter));
        foreach (var where in first.Append(later))
            if (IsPossible(where)) Under(where, () => Conjuncts(loop.Condition!).SelectMany(c => c.Operands()).Select(Evaluate).ToList());
        state = before;
    }

    private static IEnumerable<Expression> Conjuncts(Expression condition) =>
        condition is ShortCircuit { IsOr: false } both ? Conjuncts(both.Left).Concat(Conjuncts(both.Right)) : [condition];

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
