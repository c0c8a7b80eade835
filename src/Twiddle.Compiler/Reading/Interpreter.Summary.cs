using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <remarks>
/// Summary of a loop. Its body is evaluated once, with a symbol s for the iteration's number. Variables and array elements that iterations hand
/// on to each other start as unknowns; what the body makes of them shows what they are: unchanged, counted up (v + c), turned (v·ρ, ρ a root of
/// unity), or a sum of terms that do not contain them (v + E(s), in all v + Σ E). With counted and turned ones in closed form, the body is evaluated
/// again, until nothing new shows. Conditions that change within the range split it (<see cref="LoopMustSplit"/>).
/// </remarks>
internal sealed partial class Interpreter
{
    private const int MaximumParts = 16;
    private const int MaximumPasses = 8;

    private delegate Completion Iteration(Polynomial index);

    private long? TripCount(CountedLoop loop)
    {
        if (frame.Find(loop.Variable) is not VariableLocation { Value: { } start }) return null;
        var bound = Evaluate(loop.Bound);
        if (start is OffsetValue place)
        {
            // From an argument on to so far beyond it: the comparisons are without it.
            if (bound is not OffsetValue end || !end.HasStartOf(place)) return null;
            NoteOffset(place, loop.Bound.Span);
            NoteOffset(end, loop.Bound.Span);
            (start, bound) = (new IntegerValue(place.Rest), new IntegerValue(end.Rest));
        }

        if (IsRounded(start) || AsForm(start) is not { } first || AsForm(bound) is not { IsFreeOfData: true }) return null;
        if (IsRounded(bound) || IsRounded(Evaluate(loop.Delta))) return null;
        if (first.AsRational is not { } from || AsForm(bound)!.AsRational is not { } to || AsForm(Evaluate(loop.Delta))?.AsRational is not { } delta) return null;
        if (loop.CountsDown) delta = -delta;
        if (delta.IsZero) return null;
        if (loop.ComparesStepped) from += delta;
        var exact = (to - from) / delta;
        var count = loop.Comparison switch
        {
            BinaryOperator.Less when delta.Sign > 0 => -(-exact).Floor(),
            BinaryOperator.LessOrEqual when delta.Sign > 0 => exact.Floor() + 1,
            BinaryOperator.Greater when delta.Sign < 0 => -(-exact).Floor(),
            BinaryOperator.GreaterOrEqual when delta.Sign < 0 => exact.Floor() + 1,
            BinaryOperator.NotEqual when exact.IsInteger && exact.Sign >= 0 => exact.Numerator,
            _ => -1,
        };
        return count < 0 || count > options.LargestArray ? null : (long)count;
    }

    private Completion SummariseLoop(Loop loop, CountedLoop counted, long count)
    {
        var variable = (VariableLocation)frame.Find(counted.Variable)!;
        var start = variable.Value!;
        var delta = Evaluate(counted.Delta);
        if (counted.CountsDown) delta = MapForms(delta is IntegerValue { Number: { } n } ? new IntegerValue(-n) : delta, f => -f);
        Value At(Polynomial index) => start is IntegerValue or OffsetValue
            ? OffsetValue.Sum(start, new IntegerValue(((IntegerValue)delta).Polynomial * index))
            : new FormValue(AsForm(start)! + Form.TryMultiply(AsForm(delta)!, Form.Of(index))!);
        if (start is IntegerValue or OffsetValue && delta is not IntegerValue) throw Refuse(RefusalKind.Unsupported, "'{0}' counts in steps that are no integers", loop.Span);

        var steps = Numbered(counted.StepsFirst ? 1 : 0);
        SummariseParts(count, AssignedIn(counted.Body), loop.Span, index =>
        {
            variable.Value = At(index + steps);
            var result = Value.None;
            return Execute(counted.Body, ref result);
        });
        variable.Value = At(Numbered(count) + steps);
        return Completion.Normal;
    }

    private Completion SummariseForEach(ForEach loop, ProgramType elementType, long count, Func<Polynomial, Value> at)
    {
        SummariseParts(count, AssignedIn(loop.Body), loop.Span, index =>
        {
            frame.Declare(loop.Variable, new VariableLocation(elementType) { Value = at(index) });
            var result = Value.None;
            return Execute(loop.Body, ref result);
        });
        return Completion.Normal;
    }

    /// <summary>Summarises iterations 0 … count − 1, split into parts where conditions ask for it.</summary>
    private void SummariseParts(long count, ImmutableSortedSet<int> assigned, SourceSpan span, Iteration iterate)
    {
        var starts = new SortedSet<long> { 0 };
        for (var start = 0L; start < count;)
        {
            var end = starts.Where(s => s > start).DefaultIfEmpty(count).Min();
            var before = Snapshot(assigned);
            var (outerContext, outerFrame, outerDepth, outerPass, outerParallel) = (context, frame, depth, pass, parallel);
            var counter = NewSymbol(end - start);
            try
            {
                if (end - start == 1) RunOnce(iterate, Numbered(start), span);
                else SummarisePart(assigned, counter, Polynomial.Of(counter) + Numbered(start), span, iterate);
            }
            catch (LoopMustSplit split) when (split.Counter == counter)
            {
                (context, frame, depth, pass, parallel) = (outerContext, outerFrame, outerDepth, outerPass, outerParallel);
                Restore(before);
                starts.UnionWith(split.Starts.Select(s => s + start));
                if (starts.Count > MaximumParts) throw Refuse(RefusalKind.Unsupported, "The iterations of '{0}' differ in too many ways to be summarised", span);
                continue;
            }

            start = end;
        }

        // Later loops need not carry the counts of lists that they leave alone.
        if (context is null) growing.Clear();
    }

    private static void RunOnce(Iteration iterate, Polynomial index, SourceSpan span)
    {
        if (iterate(index) is Completion.Break or Completion.Return)
            throw Refuse(RefusalKind.Unsupported, "'{0}' is left early", span);
    }

    private void SummarisePart(ImmutableSortedSet<int> assigned, Symbol counter, Polynomial index, SourceSpan span, Iteration iterate)
    {
        var before = Snapshot(assigned);
        var closedForms = new Dictionary<VariableLocation, Func<Polynomial, Value>>();
        var carriedArrays = new Dictionary<ArrayStore, int>();
        var carriedObjects = new HashSet<VariableLocation>();
        var numbers = before.ToDictionary(b => b.Key, _ => carriedCount++);
        for (var pass = 0; pass < MaximumPasses; pass++)
        {
            foreach (var (location, value) in before.Select(b => (b.Key, b.Value)))
                location.Value = closedForms.TryGetValue(location, out var closed) ? closed(Polynomial.Of(counter)) : carriedObjects.Contains(location) ? CarriedValue(location.Type, numbers[location], 0, Polynomial.Zero) : Carried(value, location.Type, numbers[location]);
            var iteration = context = new LoopContext(counter, context);
            foreach (var number in numbers.Values.Concat(carriedArrays.Values)) owners[number] = iteration;
            foreach (var carried in carriedArrays) iteration.CarriedArrays.Add(carried.Key, carried.Value);
            RunOnce(iterate, index, span);
            context = iteration.Outer;
            if (FindCarriedObjects(before, carriedObjects) | FindClosedForms(before, numbers, closedForms, counter) | FindCarriedArrays(iteration, carriedArrays)) continue;
            Commit(iteration, before, numbers, closedForms, carriedObjects, span);
            return;
        }

        throw Refuse(RefusalKind.Unsupported, "What the iterations of '{0}' hand on to each other has no closed form that can be read", span);
    }

    private Dictionary<VariableLocation, Value?> Snapshot(ImmutableSortedSet<int> variables)
    {
        var values = new Dictionary<VariableLocation, Value?>();
        foreach (var variable in variables)
        {
            if (frame.Find(variable) is VariableLocation location) values[location] = location.Value;
            foreach (var captured in captures)
                if (captured.Find(variable) is VariableLocation held) values[held] = held.Value;
        }

        foreach (var list in growing) values[list.Added] = list.Added.Value;
        foreach (var part in ChangingParts()) values[part] = part.Value;
        return values;
    }

    private static void Restore(Dictionary<VariableLocation, Value?> values)
    {
        foreach (var value in values) value.Key.Value = value.Value;
    }

    /// <summary>The unknown that stands for what a variable holds when an iteration starts.</summary>
    private Value? Carried(Value? value, ProgramType type, int number) => value switch
    {
        null => null,
        IntegerValue => new IntegerValue(Polynomial.Of(CarriedInteger(number))),
        OffsetValue place => place.At(Polynomial.Of(CarriedInteger(number))),
        StructValue @struct when CarriedValue(type, number, 0, Polynomial.Zero) is StructValue carried =>
            new StructValue(@struct.Fields.Zip(carried.Fields, (field, unknown) => unknown is UnknownValue && IsReference(field) ? field : unknown).ToImmutableArray()),
        FormValue or StructValue => CarriedValue(type, number, 0, Polynomial.Zero),
        { } other when IsReference(other) => value,
        _ => new UnknownValue("'{0}' changes from iteration to iteration in a way that has no closed form here"),
    };

    private readonly Dictionary<int, Symbol> carriedIntegers = [];
    private readonly Dictionary<int, LoopContext> owners = [];

    /// <summary>
    /// Stands for something computed from carried values that have no closed form yet; where it is not made of such, the refusal is final. The loop
    /// that carries them (the outermost, if several do) must find closed forms, and be evaluated again.
    /// </summary>
    private Value Unresolved(Refusal refusal, ProgramType type, params Form[] operands)
    {
        if (operands.Any(Resonator.IsOpen)) throw new ReadingStopped(refusal);
        var carriers = operands.SelectMany(f => f.Terms).Where(t => t.Factor.Atom is { IsCarried: true }).Select(t => owners[-1 - t.Factor.Atom!.Source]).ToList();
        if (carriers.Count == 0) throw new ReadingStopped(refusal);
        var owner = Outermost(carriers);
        owner.Obstacle ??= refusal;
        var number = carriedCount++;
        owners[number] = owner;
        return CarriedValue(type, number, 0, Polynomial.Zero);
    }

    private LoopContext Outermost(List<LoopContext> candidates)
    {
        var outermost = candidates[0];
        for (var at = context; at is not null; at = at.Outer)
            if (candidates.Contains(at)) outermost = at;
        return outermost;
    }

    private Symbol CarriedInteger(int number)
    {
        // The range is only a guess, for a first pass that finds the closed form; with that the body is evaluated again.
        if (!carriedIntegers.TryGetValue(number, out var symbol)) carriedIntegers[number] = symbol = NewSymbol(1 << 16, isQuotient: true);
        return symbol;
    }

    private bool FindCarriedArrays(LoopContext iteration, Dictionary<ArrayStore, int> carried)
    {
        var found = false;
        foreach (var (store, _) in iteration.EarlierReads)
        {
            if (carried.ContainsKey(store) || iteration.Created.Contains(store) || iteration.Journal.All(e => e.Store != store)) continue;
            carried.Add(store, carriedCount++);
            found = true;
        }

        return found;
    }

    /// <summary>The variables that iterations make refer to other numbers that are objects: those are carried as numbers.</summary>
    private static bool FindCarriedObjects(Dictionary<VariableLocation, Value?> before, HashSet<VariableLocation> carried)
    {
        var found = false;
        foreach (var (location, start) in before.Select(b => (b.Key, b.Value)))
            if (start is ObjectValue && location is { Type: ClassType { IsNumber: true }, Value: ObjectValue } && !ReferenceEquals(start, location.Value)) found |= carried.Add(location);
        return found;
    }

    private bool FindClosedForms(Dictionary<VariableLocation, Value?> before, Dictionary<VariableLocation, int> numbers, Dictionary<VariableLocation, Func<Polynomial, Value>> closedForms, Symbol counter)
    {
        var found = false;
        foreach (var (location, start) in before.Select(b => (b.Key, b.Value)))
        {
            if (start is null || closedForms.ContainsKey(location)) continue;
            if (ClosedForm(start, location.Value!, numbers[location], counter) is not { } closed) continue;
            closedForms.Add(location, closed);
            found = true;
        }

        return found | FindClosedFormsOfPairs(before, numbers, closedForms, counter);
    }

    /// <summary>The numbers that iterations make from those of the one before, in a way that is not known yet: what they were at first, what an iteration makes of them, and what stands for them in it.</summary>
    private static List<(VariableLocation Location, Form Start, Form Next, int Source)> OpenNumbers(Dictionary<VariableLocation, Value?> before, Dictionary<VariableLocation, int> numbers, Dictionary<VariableLocation, Func<Polynomial, Value>> closedForms) => before
        .Where(b => b.Value is FormValue && b.Key.Value is FormValue { Form.IsFreeOfData: false } && !closedForms.ContainsKey(b.Key))
        .Select(b => (b.Key, ((FormValue)b.Value!).Form, ((FormValue)b.Key.Value!).Form, -1 - numbers[b.Key])).ToList();

    /// <summary>Two variables that turn together, or of which each is what the other was before.</summary>
    private static bool FindClosedFormsOfPairs(Dictionary<VariableLocation, Value?> before, Dictionary<VariableLocation, int> numbers, Dictionary<VariableLocation, Func<Polynomial, Value>> closedForms, Symbol counter)
    {
        var open = OpenNumbers(before, numbers, closedForms).Where(variable => variable.Start.IsFreeOfData).ToList();
        foreach (var first in open)
        {
            foreach (var second in open)
            {
                if (first.Location == second.Location || closedForms.ContainsKey(first.Location) || closedForms.ContainsKey(second.Location)) continue;
                var pair = Recurrence.SolveRotation((first.Start, first.Source, 0), (second.Start, second.Source, 0), first.Next, second.Next, counter)
                    ?? Recurrence.SolveThreeTerms((first.Start, first.Source), (second.Start, second.Source), first.Next, second.Next, counter);
                if (pair is null) continue;
                closedForms.Add(first.Location, n => new FormValue(pair(n).Item1));
                closedForms.Add(second.Location, n => new FormValue(pair(n).Item2));
            }
        }

        return open.Any(variable => closedForms.ContainsKey(variable.Location));
    }

    private Func<Polynomial, Value>? ClosedForm(Value start, Value next, int number, Symbol counter)
    {
        switch (start, next)
        {
            case (IntegerValue first, IntegerValue after):
                var step = after.Polynomial - Polynomial.Of(CarriedInteger(number));
                return step.IsConstant ? n => new IntegerValue(first.Polynomial + n * step.ConstantTerm) : null;
            case (OffsetValue first, OffsetValue after) when first.HasStartOf(after):
                var way = after.Rest - Polynomial.Of(CarriedInteger(number));
                return way.IsConstant ? n => first.At(first.Rest + n * way.ConstantTerm) : null;
            case (FormValue first, FormValue after):
                var unknown = new Atom(-1 - number, 0, Polynomial.Zero, false, false);
                return Recurrence.Solve(first.Form, after.Form, unknown, counter) is { } closed ? n => new FormValue(closed(n)) : null;
            case (StructValue first, StructValue after) when first.Fields.Length == 2 && first.Fields.All(f => f is FormValue) && after.Fields.All(f => f is FormValue):
                var (re, im) = (((FormValue)first.Fields[0]).Form, ((FormValue)first.Fields[1]).Form);
                var (nextRe, nextIm) = (((FormValue)after.Fields[0]).Form, ((FormValue)after.Fields[1]).Form);
                return Recurrence.SolveRotation(re, im, nextRe, nextIm, -1 - number, counter) is { } rotation
                    ? n => rotation(n) is var (x, y) ? new StructValue(ImmutableArray.Create<Value>(new FormValue(x), new FormValue(y))) : throw new InvalidOperationException()
                    : null;
            case (ObjectValue { IsCarried: false, Type.IsNumber: true } first, ObjectValue { IsElement: false, IsCarried: false } after) when !ReferenceEquals(first, after) && first.Parts.Concat(after.Parts).All(p => p is FormValue):
                var (start0, start1) = (PartOf(first, 0), PartOf(first, 1));
                return Recurrence.SolveRotation(start0, start1, PartOf(after, 0), PartOf(after, 1), -1 - number, counter) is { } turning
                    ? n => turning(n) is var (x, y) ? ObjectValue.Frozen(new ObjectValue(after.Type, null) { IsCarried = true }, [new FormValue(x), new FormValue(y)], ImmutableArray<Value>.Empty) : throw new InvalidOperationException()
                    : null;
            default:
                return null;
        }
    }

    private static Form PartOf(ObjectValue number, int part) => ((FormValue)number.Parts.ElementAt(part)).Form;
}
