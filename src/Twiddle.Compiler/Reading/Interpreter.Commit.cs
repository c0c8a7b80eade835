using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

internal sealed partial class Interpreter
{
    private const string NoClosedForm = "'{0}' changes from iteration to iteration in a way that has no closed form here";

    /// <summary>Leaves variables and arrays as all iterations together leave them.</summary>
    private void Commit(
        LoopContext iteration,
        Dictionary<VariableLocation, Value?> before,
        Dictionary<VariableLocation, int> numbers,
        Dictionary<VariableLocation, Func<Polynomial, Value>> closedForms,
        HashSet<VariableLocation> carriedObjects,
        SourceSpan span)
    {
        // Where a loop around this one is to be evaluated again, with more known, what is left here does not matter.
        if (iteration.Obstacle is { } obstacle && !IsAroundObstacle(iteration.Outer)) throw new ReadingStopped(obstacle);
        CheckReferences(before, carriedObjects, span);
        CheckReadsOfOtherIterations(iteration, span);
        CheckClosedForms(closedForms, iteration.Counter, span);
        var sources = numbers.Values.Concat(iteration.CarriedArrays.Values).Select(n => -1 - n).ToImmutableHashSet();
        var counter = iteration.Counter;
        var last = Polynomial.Constant(counter.Count - 1);
        var afterwards = new List<(VariableLocation, Value?)>();
        var resonating = FindResonators(before, numbers, closedForms, sources, iteration);
        foreach (var (location, start) in before.Select(b => (b.Key, b.Value)))
        {
            if (resonating.TryGetValue(location, out var open)) afterwards.Add((location, open));
            else if (closedForms.TryGetValue(location, out var closed)) afterwards.Add((location, closed(Polynomial.Constant(counter.Count))));
            else if (carriedObjects.Contains(location)) afterwards.Add((location, AccumulatedObject(start!, location, -1 - numbers[location], sources, iteration)));
            else if (start is not null) afterwards.Add((location, Accumulated(start, location.Value!, location.Type, -1 - numbers[location], sources, iteration)));
            else if (location.Value is { } set) afterwards.Add((location, Mentions(set, sources) ? new UnknownValue(NoClosedForm) : MapForms(set, f => f.Substitute(counter, last))));
        }

        CheckOrderOfWrites(iteration, span);

        // All are worked out on what was there before the loop, before the first of them is written.
        foreach (var entry in iteration.Journal.Select(entry => Committed(entry, iteration, sources, span)).OfType<JournalEntry>().ToList()) Write(entry, span);
        foreach (var (location, value) in afterwards)
            location.Value = value is not null && !ReferenceEquals(value, before[location]) && RefersTo(value, iteration) ? new UnknownValue(NoClosedForm) : value;
    }

    private static bool IsAroundObstacle(LoopContext? outer)
    {
        for (var at = outer; at is not null; at = at.Outer)
            if (at.Obstacle is not null) return true;
        return false;
    }

    /// <summary>The closed forms were found with other values unknown; they must hold now that those are known.</summary>
    private static void CheckClosedForms(Dictionary<VariableLocation, Func<Polynomial, Value>> closedForms, Symbol counter, SourceSpan span)
    {
        foreach (var (location, closed) in closedForms.Select(c => (c.Key, c.Value)))
        {
            var expected = closed(Polynomial.Of(counter) + Numbered(1));
            var isSame = (expected, location.Value) switch
            {
                (IntegerValue a, IntegerValue b) => a.Polynomial.Equals(b.Polynomial),
                (OffsetValue a, OffsetValue b) => a.HasStartOf(b) && a.Rest.Equals(b.Rest),
                (FormValue a, FormValue b) => a.Form.SameAs(b.Form),
                (ObjectValue a, ObjectValue b) when a.Type == b.Type => Forms(a).Zip(Forms(b), (x, y) => x.SameAs(y)).All(same => same),
                (StructValue a, StructValue b) => Forms(a).Zip(Forms(b), (x, y) => x.SameAs(y)).All(same => same),
                _ => false,
            };
            if (!isSame) throw Refuse(RefusalKind.Unsupported, "What the iterations of '{0}' hand on to each other has no closed form that can be read", span);
        }
    }

    private Value Accumulated(Value start, Value next, ProgramType type, int source, ImmutableHashSet<int> sources, LoopContext iteration)
    {
        if (Carried(start, type, -1 - source) is { } unknown && Total(start, next, unknown, sources, iteration) is { } total) return total;
        return Mentions(next, sources) ? new UnknownValue(NoClosedForm) : MapForms(next, f => f.Substitute(iteration.Counter, Polynomial.Constant(iteration.Counter.Count - 1)));
    }

    /// <summary>The object that a variable refers to after the loop, which is the one that the last iteration made.</summary>
    private Value AccumulatedObject(Value start, VariableLocation location, int source, ImmutableHashSet<int> sources, LoopContext iteration)
    {
        if (location.Value is not ObjectValue next || !IsMadeIn(next, iteration)) return new UnknownValue(NoClosedForm);
        var unknown = CarriedValue(location.Type, -1 - source, 0, Polynomial.Zero);
        return Total(start, next, unknown, sources, iteration) ?? Last(Frozen(next, iteration), iteration, sources);
    }

    private static ImmutableArray<Value> LastOf(ImmutableArray<Value> numbers, LoopContext iteration) =>
        numbers.Select(n => MapForms(n, f => f.Substitute(iteration.Counter, Polynomial.Constant(iteration.Counter.Count - 1)))).ToImmutableArray();

    private static bool IsMadeIn(ObjectValue number, LoopContext iteration) => number is { IsFrozen: false, Type.IsNumber: true, MadeIn: { } madeIn } && madeIn == iteration;

    private static ObjectValue Frozen(ObjectValue made, LoopContext iteration) => ObjectValue.Frozen(made, made.Parts.ToList(), made.Numbers.Add(new IntegerValue(Polynomial.Of(iteration.Counter))));

    /// <summary>An object that the iteration made and put into an array: there it is to stay, one for each iteration.</summary>
    private JournalEntry Escaped(JournalEntry entry, LoopContext iteration, SourceSpan span)
    {
        if (entry.Value is not ObjectValue number) return entry;
        if (number.IsCarried) throw Refuse(RefusalKind.OrderOfIterations, "'{0}' moves objects from place to place in an array", span);
        // Inner loops made it, in one of their iterations: there is one for each iteration of this loop.
        if (number.Origin is { MadeIn: { } madeIn } && (madeIn == iteration || IsInside(madeIn, iteration))) return entry with { Value = Frozen(number, iteration) };
        if (!IsMadeIn(number, iteration)) return entry;
        var places = iteration.Journal.Count(e => ReferenceEquals(e.Value, number) && !iteration.Created.Contains(e.Store));
        if (places > 1 || !entry.Counters.IsEmpty) throw Refuse(RefusalKind.Unsupported, "'{0}' puts one object into several places", span);
        return entry with { Value = Frozen(number, iteration) };
    }

    /// <summary>start + Σ (next − unknown), where the difference contains nothing carried; null otherwise.</summary>
    private static Value? Total(Value start, Value next, Value unknown, ImmutableHashSet<int> sources, LoopContext iteration)
    {
        switch (start, next, unknown)
        {
            case (FormValue first, FormValue after, FormValue carried):
                var added = (after.Form - carried.Form).Normalise();
                if (!Mentions(new FormValue(added), sources)) return new FormValue(first.Form + added.SumOver(iteration.Counter));
                return carried.Form.Terms[0].Factor.Atom is { } atom && Recurrence.SumOfPowers(first.Form, after.Form, atom, iteration.Counter) is { } sum && !Mentions(new FormValue(sum), sources) ? new FormValue(sum) : null;
            case (ObjectValue first, ObjectValue after, ObjectValue carried) when IsMadeIn(after, iteration) || (after is { IsFrozen: true, IsElement: false, IsCarried: false } && carried.IsCarried):
                var parts = first.Parts.Zip(after.Parts, (f, a) => (f, a)).Zip(carried.Parts, (p, c) => Total(p.f, p.a, c, sources, iteration)).ToList();
                return parts.Any(p => p is null) ? null : ObjectValue.Frozen(after, parts.Select(p => p!).ToList(), after.IsFrozen ? LastOf(after.Numbers, iteration) : ImmutableArray.Create<Value>(new IntegerValue(iteration.Counter.Count - 1)));
            case (StructValue first, StructValue after, StructValue carried):
                var fields = first.Fields.Select((f, i) => Total(f, after.Fields[i], carried.Fields[i], sources, iteration)).ToList();
                return fields.Any(f => f is null) ? null : new StructValue(fields.Select(f => f!).ToImmutableArray());
            default:
                return ReferenceEquals(start, next) ? start : null;
        }
    }

    /// <summary>
    /// Refuses loops in which two places of the body write the same element in different iterations: which of them is last there depends on the element.
    /// </summary>
    private void CheckOrderOfWrites(LoopContext iteration, SourceSpan span)
    {
        var counter = iteration.Counter;
        var another = Polynomial.Of(NewSymbol(counter.Count));
        foreach (var writes in iteration.Journal.Where(e => !iteration.Created.Contains(e.Store)).GroupBy(e => e.Store))
        {
            var indices = writes.Select(e => e.Index).Distinct().ToList();
            for (var i = 0; i < indices.Count; i++)
            {
                for (var j = i + 1; j < indices.Count; j++)
                {
                    CountStep(span);
                    if (!indices[i].DependsOn(counter) && !indices[j].DependsOn(counter)) continue;
                    if (MayVanish(indices[i] - indices[j].Substitute(counter, another)))
                        throw Refuse(RefusalKind.OrderOfIterations, "'{0}' writes the same elements in different iterations, in an order that cannot be summarised", span);
                }
            }
        }
    }

    /// <summary>What a write of one iteration leaves after all of them; null where nothing is left of it.</summary>
    private JournalEntry? Committed(JournalEntry entry, LoopContext iteration, ImmutableHashSet<int> sources, SourceSpan span)
    {
        if (iteration.Created.Contains(entry.Store)) return null;
        if (iteration.Journal.Last(e => e.Store == entry.Store && e.Index.Equals(entry.Index)) != entry) return null;
        entry = Escaped(entry, iteration, span);
        if (RefersTo(entry.Value, iteration)) throw Refuse(RefusalKind.Unsupported, "'{0}' stores arrays that it makes in each iteration", span);
        // Where n / 2 counts slower than n does, iterations write some elements again and others not: no counter names the one that did last.
        if (entry.Index.Symbols.Any(s => s.IsQuotient && IsQuotientOf(s, iteration.Counter)))
            throw Refuse(RefusalKind.OrderOfIterations, "'{0}' writes elements in an order that cannot be summarised", span);
        var isCarried = iteration.CarriedArrays.TryGetValue(entry.Store, out var number);
        if (!entry.Index.DependsOn(iteration.Counter))
        {
            // Every iteration writes the same element (or the same ones): what it adds sums up, what it sets stays as the last one set it.
            var start = isCarried ? ReadElement(entry.Store, entry.Index, span) : null;
            var value = start is null
                ? Last(entry.Value, iteration, sources)
                : Total(start, entry.Value, CarriedElement(entry.Store.ElementType, number, entry.Index), sources, iteration) ?? Last(entry.Value, iteration, sources);
            return entry with { Value = value };
        }

        var counters = entry.Counters.Add(iteration.Counter);
        if (counters.Any(c => entry.Index.AffineIn(c) is null) || entry.Index.Symbols.Any(s => s.IsQuotient) || counters.Length > 1 && !ArrayWrite.IsOneToOne(counters, entry.Index))
            throw Refuse(RefusalKind.OrderOfIterations, "'{0}' writes elements in an order that cannot be summarised", span);
        var resolved = isCarried ? ResolveOwn(entry, number, span) : entry.Value;
        if (Mentions(resolved, sources) && !IsLeftToLoopAround(resolved, iteration, sources))
            throw Refuse(RefusalKind.OrderOfIterations, "'{0}' writes values that each iteration makes from those of the one before", span);
        return entry with { Value = resolved, Counters = counters };
    }

    /// <summary>
    /// Whether a value is unknown by nothing but integers that loops around this one carry, and have no closed form for yet: those are evaluated again, and what is
    /// left here does not matter.
    /// </summary>
    private bool IsLeftToLoopAround(Value value, LoopContext iteration, ImmutableHashSet<int> sources)
    {
        var factors = Forms(value).SelectMany(f => f.Terms).Select(t => t.Factor).ToList();
        var around = carriedIntegers.Where(c => owners[c.Key] != iteration && IsAround(owners[c.Key], iteration) && factors.Any(f => f.DependsOn(c.Value))).ToList();
        if (value is UnknownValue || around.Count == 0 || factors.Any(f => f.Atom is { IsCarried: true } atom && sources.Contains(atom.Source))) return false;
        if (factors.Any(f => f.HasQuotientBut(around.Select(c => c.Value).ToList()))) return false;
        Outermost(around.Select(c => owners[c.Key]).ToList()).Obstacle ??= new Refusal(RefusalKind.OrderOfIterations, "What the iterations hand on to each other has no closed form that can be read", default);
        return true;
    }

    /// <summary>Whether a symbol is the integer quotient of something that a counter takes part in, by way of other quotients too.</summary>
    private bool IsQuotientOf(Symbol quotient, Symbol counter) =>
        quotients.Any(q => q.Value == quotient && (q.Key.Item1.DependsOn(counter) || q.Key.Item1.Symbols.Any(s => s.IsQuotient && IsQuotientOf(s, counter))));

    private static Value Last(Value value, LoopContext iteration, ImmutableHashSet<int> sources) =>
        Mentions(value, sources) ? new UnknownValue(NoClosedForm) : MapForms(value, f => f.Substitute(iteration.Counter, Polynomial.Constant(iteration.Counter.Count - 1)));

    /// <summary>Replaces what an iteration read of the element it wrote by what the element held before the loop: no other iteration touched it.</summary>
    private Value ResolveOwn(JournalEntry entry, int number, SourceSpan span)
    {
        var source = -1 - number;
        return MapForms(entry.Value, form =>
        {
            var own = form.Where(f => f.Atom is { } atom && atom.Source == source);
            if (own.Terms.IsEmpty) return form;
            var sum = form - own;
            foreach (var (factor, coefficient) in own.Terms)
            {
                var earlier = Component(ReadElement(entry.Store, factor.Atom!.Index, span), factor.Atom.Component, entry.Store.ElementType, span);
                if (factor.Atom.IsConjugate) earlier = earlier.Conjugate();
                var rest = Form.Of(new Factor(null, factor.Phase, factor.Power, factor.PiPower, factor.Bound), coefficient);
                sum += Form.TryMultiply(earlier, rest)!;
            }

            return sum;
        });
    }

    private static Form Component(Value value, int component, ProgramType type, SourceSpan span) => value switch
    {
        FormValue form => form.Form,
        StructValue @struct when type is StructType => ((FormValue)@struct.Fields[component]).Form,
        ObjectValue number when type is ClassType { IsNumber: true } && number.Parts.ElementAt(component) is FormValue part => part.Form,
        _ => throw Refuse(RefusalKind.Unsupported, NoClosedForm, span),
    };

    private void Write(JournalEntry entry, SourceSpan span)
    {
        if (context is { } outer)
        {
            outer.Journal.Add(entry);
            return;
        }

        if (entry.AsWrite is { } write) entry.Store.Store(write);
        else StoreElement(entry.Store, entry.Index, entry.Value, span);
    }

    /// <summary>Refuses loops in which an iteration reads, as it was before the loop, what another iteration writes.</summary>
    private void CheckReadsOfOtherIterations(LoopContext iteration, SourceSpan span)
    {
        foreach (var (store, read) in iteration.EarlierReads)
        {
            if (iteration.Created.Contains(store)) continue;
            foreach (var entry in iteration.Journal)
            {
                if (entry.Store != store || entry.Index.Equals(read)) continue;
                if (entry.AsWrite is { } write && (write.PositionOf(read) is not null && !entry.Index.DependsOn(iteration.Counter) || write.IsDisjointFrom(read))) continue;
                var renamed = read.Substitute(iteration.Counter, Polynomial.Of(NewSymbol(iteration.Counter.Count)));
                if (entry.Counters.IsEmpty && !MayVanish(entry.Index - renamed)) continue;
                var kind = store.IsInput ? RefusalKind.OverwrittenInput : RefusalKind.OrderOfIterations;
                throw Refuse(kind, "In '{0}' an iteration reads elements that another iteration overwrites", span);
            }
        }
    }

    /// <summary>Whether a value contains something carried, or a quotient, which both change with the iteration in a way that has no closed form.</summary>
    private static bool Mentions(Value value, ImmutableHashSet<int> sources) =>
        value is UnknownValue
        || Forms(value).Any(f => Resonator.IsOpen(f) || f.Terms.Any(t => t.Factor.HasQuotient || (t.Factor.Atom is { IsCarried: true } atom && sources.Contains(atom.Source))))
        || (value is IntegerValue integer && integer.Polynomial.Symbols.Any(s => s.IsQuotient))
        || (value is OffsetValue offset && offset.Terms.Select(t => t.Factor).Append(offset.Rest).Any(known => known.Symbols.Any(s => s.IsQuotient)));

    /// <summary>Whether a value refers to an array, list or object made during the iteration, of which nothing is kept.</summary>
    private static bool RefersTo(Value value, LoopContext iteration) => value switch
    {
        ArrayValue array => iteration.Created.Contains(array.Store),
        SpanValue span => iteration.Created.Contains(span.Store),
        ListValue list => iteration.Created.Contains(list.Tail),
        ObjectValue { MadeIn: { } madeIn } => !IsAround(madeIn, iteration),
        // What a function or sequence captured in one iteration would have to differ from iteration to iteration.
        DelegateValue or SequenceValue => true,
        StructValue @struct => @struct.Fields.Any(f => RefersTo(f, iteration)),
        TupleValue tuple => tuple.Elements.Any(e => RefersTo(e, iteration)),
        _ => false,
    };

    private static bool IsInside(LoopContext inner, LoopContext iteration) => IsAround(iteration, inner);

    private static bool IsAround(LoopContext candidate, LoopContext iteration)
    {
        for (var at = iteration.Outer; at is not null; at = at.Outer)
            if (at == candidate) return true;
        return false;
    }

    /// <summary>Refuses loops that make a variable refer to another array: which one, depends on the iteration.</summary>
    private static void CheckReferences(Dictionary<VariableLocation, Value?> before, HashSet<VariableLocation> carriedObjects, SourceSpan span)
    {
        foreach (var (location, start) in before.Select(b => (b.Key, b.Value)))
        {
            var isSame = (start, location.Value) switch
            {
                (ObjectValue, ObjectValue) when carriedObjects.Contains(location) => true,
                (ArrayValue a, ArrayValue b) => a.Store == b.Store,
                (SpanValue a, SpanValue b) => a.Store == b.Store && a.Start == b.Start && a.Length == b.Length,
                (DelegateValue or SequenceValue or ListValue or RowsValue or ObjectValue, _) => ReferenceEquals(start, location.Value),
                (ArrayValue or SpanValue, _) => false,
                _ => true,
            };
            if (!isSame) throw Refuse(RefusalKind.Unsupported, "'{0}' makes a variable refer to another array in each iteration", span);
        }
    }
}
