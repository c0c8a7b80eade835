using System.Collections.Immutable;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>A buffer that the method writes or returns, and what it holds in the end.</summary>
internal sealed record WrittenBuffer(BufferLayout Layout, ProgramType ElementType, IReadOnlyList<ArrayWrite> Writes, ImmutableArray<KeyValuePair<long, Value>> Elements)
{
    /// <summary>The contents, of a buffer that the method made.</summary>
    public ArrayStore? Made { get; init; }
}

/// <summary>Finds the outputs of a method that has been read: what it returns, what it wrote into, what it stored in fields and properties.</summary>
internal sealed class WrittenBuffers
{
    private readonly ProgramMethod method;
    private readonly Surroundings surroundings;
    private readonly List<WrittenBuffer> buffers = [];
    private readonly List<ReturnedPlace> returned = [];

    private WrittenBuffers(ProgramMethod method, Surroundings surroundings)
    {
        this.method = method;
        this.surroundings = surroundings;
    }

    public static (ImmutableArray<WrittenBuffer> Buffers, EquatableArray<ReturnedPlace> Returned) Collect(
        ProgramMethod method, Surroundings surroundings, Interpreter interpreter, Value result)
    {
        var outputs = new WrittenBuffers(method, surroundings);
        if (result is TupleValue tuple)
        {
            var types = ((TupleType)method.ReturnType).Elements;
            for (var i = 0; i < tuple.Elements.Length; i++) outputs.AddReturned(tuple.Elements[i], types[i], BufferRole.ReturnTupleElement, i);
        }
        else if (method.ReturnType is not VoidType)
        {
            outputs.AddReturned(result, method.ReturnType, BufferRole.ReturnValue, 0);
        }

        var grown = interpreter.GrownLists.ToList();
        foreach (var source in surroundings.Sources)
            if (source.Store is { IsWritten: true } store && !grown.Any(l => l.IsCleared && l.Outer == store)) outputs.AddWritten(store, source);
        foreach (var list in grown) outputs.AddGrown(list);
        for (var i = 0; i < interpreter.Arguments.Length; i++)
            if (method.Parameters[i].Mode is PassingMode.Ref or PassingMode.Out) outputs.AddPassedBack(interpreter.Arguments[i], method.Parameters[i], i);
        foreach (var member in interpreter.OuterMembers().Where(m => m.IsAssigned)) outputs.AddAssigned(member);
        foreach (var source in surroundings.Sources) outputs.AddChangedObjects(source);
        if (outputs.buffers.Count == 0) throw outputs.Refuse(RefusalKind.Unsupported, "The method neither returns nor writes anything");
        if (ObjectIdentity.Problem(outputs.buffers) is { } problem) throw outputs.Refuse(RefusalKind.SideEffect, problem);
        return (outputs.buffers.ToImmutableArray(), outputs.returned.ToEquatableArray());
    }

    private void AddReturned(Value value, ProgramType type, BufferRole role, int index)
    {
        if (HeldBy(value) is { } held && SourceOf(held) is { } source && Equals(source.Type, type))
        {
            returned.Add(new(index, source.Place));
            return;
        }

        if (Made(value) is { } made)
        {
            if (buffers.Any(b => b.Made == made.Made)) throw Refuse(RefusalKind.Unsupported, "The method returns the same array twice");
            buffers.Add(made with { Layout = made.Layout with { Role = role, Index = index } });
            return;
        }

        if (value is ArrayValue or SpanValue or ListValue or RowsValue)
            throw Refuse(RefusalKind.Unsupported, "The method returns one of its own arguments (or a span), not a new array");
        if (Number(value) is not { } number) throw Refuse(RefusalKind.Unsupported, "What the method returns cannot be read");
        buffers.Add(Single(new BufferLayout(role, index, type, EquatableArray<int>.Empty, true), type, number));
    }

    /// <summary>A caller's buffer: its size matters where the method looks at it or reads the contents; else it only has to be large enough.</summary>
    private void AddWritten(ArrayStore store, Source source)
    {
        var window = surroundings.Windows?.Of(store.Input)?.ForEmission();
        var isExact = store.IsRead || store.SizeMatters || store.Dimensions.Length > 1 || window is not null;
        var elements = store.Elements.ToImmutableArray();
        var end = elements.Select(e => e.Key + 1).Concat(store.Writes.Select(w => (long)w.Index.Bounds().Greatest.Numerator + 1)).Append(store.ZerosRead).Max();
        if (isExact && end > store.Count)
            throw Refuse(RefusalKind.IndexOutOfRange, $"The method writes {end} elements into an array of {store.Count}");
        var dimensions = isExact ? store.Dimensions.ToEquatableArray() : ImmutableArray.Create((int)end);
        buffers.Add(new(InputBuffers.LayoutAt(source.Place, source.Type, dimensions, isExact) with { Window = window }, store.ElementType, store.Writes, elements));
    }

    /// <summary>An array or list from outside that keeps its objects, whose parts the method changes.</summary>
    private void AddChangedObjects(Source source)
    {
        if (source.Store is not { ElementType: ClassType { IsNumber: true } } store) return;
        var changed = store.Initials.Where(e => e.Value is ObjectValue number && number.Members.Any(m => m.Location.IsAssigned)).ToImmutableArray();
        if (changed.IsEmpty) return;
        if (store.IsWritten) throw Refuse(RefusalKind.SideEffect, "The method changes objects in an array, and puts others into it");
        if (source.Type is SequenceType) throw Refuse(RefusalKind.SideEffect, "The method changes the objects of a sequence");
        buffers.Add(new(InputBuffers.LayoutAt(source.Place, source.Type, store.Dimensions.ToEquatableArray(), true) with { ChangesObjects = true }, store.ElementType, [], changed));
    }

    /// <summary>Something that the method stored in a field or property.</summary>
    private void AddAssigned(MemberLocation member)
    {
        var name = member.Place.LastName;
        if (!member.IsSettable) throw Refuse(RefusalKind.Unsupported, $"The method stores into '{name}', which cannot be set from outside of its class");
        var value = member.Value!;
        if (ReferenceEquals(value, member.Initial)) return;
        AddStored(member.Place, member.Type, value, name);
    }

    private void AddStored(Place place, ProgramType type, Value value, string name)
    {
        if (Made(value) is { } made)
        {
            var known = buffers.FindIndex(b => b.Made == made.Made);
            if (known >= 0)
                buffers[known] = buffers[known] with { Layout = buffers[known].Layout with { AlsoIn = buffers[known].Layout.AlsoIn.Append(place).ToEquatableArray() } };
            else
                buffers.Add(made with { Layout = made.Layout with { Role = BufferRole.Member, Index = -1, Place = place, IsNew = true } });
            return;
        }

        if (Number(value) is not { } number || type is not (ScalarType or ComplexType))
            throw Refuse(RefusalKind.SideEffect, $"What the method stores in '{name}' is neither a new array nor a number");
        buffers.Add(Single(new BufferLayout(BufferRole.Member, -1, type, EquatableArray<int>.Empty, true) { Place = place, IsNew = true }, type, number));
    }

    /// <summary>What a parameter passed by reference holds in the end, where that is not what it held at first.</summary>
    private void AddPassedBack(VariableLocation argument, ProgramParameter parameter, int index)
    {
        if (argument.IsUntouched || argument.Value is not { } value || ReferenceEquals(value, argument.Initial)) return;
        if (parameter.Mode == PassingMode.Ref)
        {
            AddStored(Place.OfParameter(index), parameter.Type, value, "a parameter");
            return;
        }

        if (Made(value) is { } made && !buffers.Any(b => b.Made == made.Made) && parameter.Type is ArrayType)
            buffers.Add(made with { Layout = made.Layout with { Role = BufferRole.Parameter, Index = index } });
        else if (Number(value) is { } number && parameter.Type is ScalarType or ComplexType or StructType)
            buffers.Add(Single(new BufferLayout(BufferRole.Parameter, index, parameter.Type, EquatableArray<int>.Empty, true), parameter.Type, number));
        else
            AddStored(Place.OfParameter(index), parameter.Type, value, "a parameter");
    }

    /// <summary>The elements that the method added to a list that was there before.</summary>
    private void AddGrown(ListValue list)
    {
        var source = SourceOf(list.Outer!)!;
        var (store, count) = Interpreter.Contents(list, method.Body.Span);
        if (count == 0) throw Refuse(RefusalKind.SideEffect, "The method clears a list, and puts nothing into it");
        var growth = list.IsCleared ? ListGrowth.Replaced : ListGrowth.Appended;
        var layout = new BufferLayout(BufferRole.Member, -1, source.Type, ImmutableArray.Create(count), true) { Place = source.Place, IsNew = true, Growth = growth };
        buffers.Add(new(layout, store.ElementType, store.Writes, store.Elements.Where(e => e.Key < count).ToImmutableArray()));
    }

    private Source? SourceOf(ArrayStore store) => store.IsInput ? surroundings.Sources[store.Input] : null;

    /// <summary>What a reference to something from outside leads to.</summary>
    public static ArrayStore? HeldBy(Value value) => value switch
    {
        ArrayValue array => array.Store,
        ListValue list => list.Outer,
        RowsValue rows => rows.Store,
        _ => null,
    };

    /// <summary>The buffer of an array or list that the method made, its place still open; null for other values.</summary>
    private WrittenBuffer? Made(Value value)
    {
        switch (value)
        {
            case ArrayValue { Store: { IsInput: false, ElementType: ArrayType } rows }:
                return Rows(rows);
            case ArrayValue { Store: { IsInput: false } store }:
                return Made(new ArrayType(store.ElementType, store.Dimensions.Length), store.Dimensions, store);
            case ListValue { Outer: null } list:
                var (contents, count) = Interpreter.Contents(list, method.Body.Span);
                return Made(new ListType(ListType.List, contents.ElementType), ImmutableArray.Create(count), contents);
            default:
                return null;
        }
    }

    private static WrittenBuffer Made(ProgramType type, ImmutableArray<int> dimensions, ArrayStore store) =>
        new(new BufferLayout(BufferRole.ReturnValue, 0, type, dimensions.ToEquatableArray(), true), store.ElementType, store.Writes, store.Elements.ToImmutableArray()) { Made = store };

    /// <summary>An array of arrays of the same length, each made by the method and in one place only.</summary>
    private WrittenBuffer Rows(ArrayStore store)
    {
        var rows = store.Elements.Select(e => e.Value).OfType<ArrayValue>().Select(r => r.Store).ToList();
        if (store.Writes.Count > 0 || rows.Count != store.Count || rows.Distinct().Count() != rows.Count || rows.Any(r => r.IsInput || r.Count != rows[0].Count || r.ElementType is ArrayType || r.Dimensions.Length > 1))
            throw Refuse(RefusalKind.Unsupported, "The rows of the array of arrays that the method makes are not all there, or not all new and of the same length");
        if (rows.Any(r => r.Writes.Count > 0)) throw Refuse(RefusalKind.NotDerivable, "The rows of the array of arrays are too long to be read");
        var columns = rows[0].Count;
        var elements = rows.SelectMany((row, i) => row.Elements.Select(e => new KeyValuePair<long, Value>((long)i * columns + e.Key, e.Value)));
        var layout = new BufferLayout(BufferRole.ReturnValue, 0, new ArrayType(store.ElementType, 1), ImmutableArray.Create(rows.Count, columns), true);
        return new(layout, rows[0].ElementType, [], elements.ToImmutableArray()) { Made = store };
    }

    private static WrittenBuffer Single(BufferLayout layout, ProgramType type, Value number) => new(layout, type, [], ImmutableArray.Create(new KeyValuePair<long, Value>(0, number)));

    private static Value? Number(Value value) => value switch
    {
        FormValue or NonLinearValue or StructValue or ResidueValue => value,
        IntegerValue integer => new FormValue(Form.Of(integer.Polynomial)),
        _ => null,
    };

    private ReadingStopped Refuse(RefusalKind kind, string message) => new(new Refusal(kind, message, method.Body.Span));
}
