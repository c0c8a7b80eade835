using System.Collections.Immutable;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading.Convolutions;

internal sealed partial class BilinearReader
{
    /// <summary>Runs statements from a state that is reached where a guard holds; the guards of the outcomes include it.</summary>
    private List<Outcome> Run(IReadOnlyList<Statement> statements, ReadingState from, ImmutableArray<Affine> guard)
    {
        var current = from;
        for (var i = 0; i < statements.Count; i++)
        {
            var ends = Step(statements[i], current, guard);
            if (ends.All(o => o.Ending == Ending.Normal) && ends.Count > 0)
            {
                current = ends.Count == 1 ? ends[0].State : Merge(ends, guard.Length, current.Stores.Count, statements[i].Span);
                continue;
            }

            var rest = statements.Skip(i + 1).ToList();
            return ends.SelectMany(o => o.Ending == Ending.Normal ? Run(rest, o.State, o.Guard) : [o]).ToList();
        }

        return [new(guard, current, Ending.Normal, null)];
    }

    private List<Outcome> Step(Statement statement, ReadingState from, ImmutableArray<Affine> guard)
    {
        CountStep(statement.Span);
        switch (statement)
        {
            case Block block:
                return Run(block.Statements, from, guard);
            case If @if:
                return Branch(@if, from, guard);
            case Return @return:
                var value = @return.Value is null ? null : At(from, guard, () => Evaluate(@return.Value));
                return [new(guard, state, Ending.Return, value)];
            case Continue:
                return [new(guard, from, Ending.Continue, null)];
            case Throw:
                return [new(guard, from, Ending.Throw, null)];
            case VariableDeclaration declaration:
                return Done(from, guard, () =>
                {
                    state = declaration.Initializer is { } initializer
                        ? state.With(declaration.Variable, Kept(Evaluate(initializer), declaration.Span))
                        : state with { Variables = state.Variables.Remove(declaration.Variable) };
                });
            case ExpressionStatement expression:
                return Done(from, guard, () => Perform(expression.Expression));
            case Loop loop:
                return Done(from, guard, () => RunLoop(loop));
            default:
                throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read at lengths that are not known", statement.Span);
        }
    }

    private List<Outcome> Done(ReadingState from, ImmutableArray<Affine> guard, Action action)
    {
        At<object?>(from, guard, () =>
        {
            action();
            return null;
        });
        return [new(guard, state, Ending.Normal, null)];
    }

    private T At<T>(ReadingState from, ImmutableArray<Affine> guard, Func<T> action)
    {
        state = from;
        return Under(guard, action);
    }

    private List<Outcome> Branch(If @if, ReadingState from, ImmutableArray<Affine> guard)
    {
        var condition = At(from, guard, () => Decide(@if.Condition));
        if (state != from) throw Refuse(RefusalKind.Unsupported, "'{0}' changes what it asks for", @if.Condition.Span);
        var ends = new List<Outcome>();
        foreach (var (statement, cases) in new[] { (@if.Then, condition.True), (@if.Else, condition.False) })
            foreach (var inequalities in cases)
                ends.AddRange(Run(statement is null ? [] : [statement], from, guard.AddRange(inequalities)));
        return ends;
    }

    /// <summary>One state for several cases of which always exactly one holds: sums are taken where they hold.</summary>
    private ReadingState Merge(List<Outcome> ends, int known, int storesBefore, SourceSpan span)
    {
        var cases = ends.Select(o => (Guard: o.Guard.RemoveRange(0, known), o.State)).ToList();
        var variables = ImmutableDictionary.CreateBuilder<int, BilinearValue>();
        foreach (var variable in cases[0].State.Variables.Keys)
            if (cases.All(c => c.State.Variables.ContainsKey(variable)) && MergeValues(cases.Select(c => (c.Guard, c.State.Variables[variable])).ToList()) is { } value)
                variables.Add(variable, value);
        var elements = ImmutableDictionary.CreateBuilder<(int, Affine), SumOfTerms>();
        foreach (var element in cases.SelectMany(c => c.State.Elements.Keys).Distinct())
            elements.Add(element, (SumOfTerms)MergeValues(cases.Select(c => (c.Guard, (BilinearValue)c.State.Element(element.Array, element.Index))).ToList())!);
        var stores = cases[0].State.Stores.RemoveRange(storesBefore, cases[0].State.Stores.Count - storesBefore)
            .AddRange(cases.SelectMany(c => c.State.Stores.Skip(storesBefore).Select(s => s with { Where = s.Where.Concat(c.Guard).ToEquatableArray() })));
        return new(variables.ToImmutable(), elements.ToImmutable(), stores);
    }

    /// <summary>The value that has one of several, each where its guard holds; null where it cannot be said.</summary>
    private static BilinearValue? MergeValues(List<(ImmutableArray<Affine> Guard, BilinearValue Value)> values)
    {
        switch (values[0].Value)
        {
            case ArrayReference first:
                return values.All(v => v.Value is ArrayReference other && other.Array == first.Array) ? first : null;
            case IntegerCases when values.All(v => v.Value is IntegerCases):
                var integers = values.Select(v => (v.Guard, Integer: (IntegerCases)v.Value)).ToList();
                if (integers.All(i => i.Integer.Cases.Length == 1 && i.Integer.Cases[0].Value.Equals(integers[0].Integer.Cases[0].Value) && i.Integer.Cases[0].Guard.IsEmpty)) return integers[0].Integer;
                return new IntegerCases(integers.SelectMany(i => i.Integer.Cases.Select(c => (i.Guard.AddRange(c.Guard), c.Value))).ToImmutableArray());
            case SumOfTerms first when values.All(v => v.Value is SumOfTerms):
                var common = first.Terms.Where(t => values.All(v => ((SumOfTerms)v.Value).Terms.Count(u => u.Equals(t)) == 1)).ToImmutableArray();
                var parts = values.SelectMany(v => ((SumOfTerms)v.Value).Terms.Where(t => !common.Contains(t)).Select(t => t.Guarded(v.Guard)));
                return new SumOfTerms(common.AddRange(parts));
            default:
                return null;
        }
    }
}
