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
        ProgramMethod method, Surroundings surroundings, IEnumerable<MemberLocation> members, Value result)
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

        foreach (var source in surroundings.Sources)
            if (source.Store is { IsWritten: true } store) outputs.AddWritten(store, source);
        foreach (var member in members.Where(m => m.IsAssigned)) outputs.AddAssigned(member);
        if (outputs.buffers.Count == 0) throw outputs.Refuse(RefusalKind.Unsupported, "The method neither returns nor writes anything");
        return (outputs.buffers.ToImmutableArray(), outputs.returned.ToEquatableArray());
    }

    private void AddReturned(Value value, ProgramType type, BufferRole role, int index)
    {
        if (value is ArrayValue { Store: var held } && SourceOf(held) is { } source && Equals(source.Type, type))
        {
            returned.Add(new(index, source.Place));
            return;
        }

        if (value is ArrayValue { Store: { IsInput: false } store })
        {
            if (buffers.Any(b => b.Made == store)) throw Refuse(RefusalKind.Unsupported, "The method returns the same array twice");
            buffers.Add(Made(new BufferLayout(role, index, type, store.Dimensions.ToEquatableArray(), true), store));
            return;
        }

        if (value is ArrayValue or SpanValue)
            throw Refuse(RefusalKind.Unsupported, "The method returns one of its own arguments (or a span), not a new array");
        if (Number(value) is not { } number) throw Refuse(RefusalKind.Unsupported, "What the method returns cannot be read");
        buffers.Add(Single(new BufferLayout(role, index, type, EquatableArray<int>.Empty, true), type, number));
    }

    /// <summary>A caller's buffer: its size matters where the method looks at it or reads the contents; else it only has to be large enough.</summary>
    private void AddWritten(ArrayStore store, Source source)
    {
        var isExact = store.IsRead || store.SizeMatters || store.Dimensions.Length > 1;
        var elements = store.Elements.ToImmutableArray();
        var end = elements.Select(e => e.Key + 1).Concat(store.Writes.Select(w => (long)w.Index.Bounds().Greatest.Numerator + 1)).DefaultIfEmpty(0).Max();
        if (isExact && end > store.Count)
            throw Refuse(RefusalKind.IndexOutOfRange, $"The method writes {end} elements into an array of {store.Count}");
        var dimensions = isExact ? store.Dimensions.ToEquatableArray() : ImmutableArray.Create((int)end);
        buffers.Add(new(InputBuffers.LayoutAt(source.Place, source.Type, dimensions, isExact), store.ElementType, store.Writes, elements));
    }

    /// <summary>Something that the method stored in a field or property.</summary>
    private void AddAssigned(MemberLocation member)
    {
        var name = member.Place.LastName;
        if (!member.IsVisible) throw Refuse(RefusalKind.Unsupported, $"The method stores into '{name}', which cannot be reached from outside of its class");
        var value = member.Value!;
        if (ReferenceEquals(value, member.Initial)) return;
        if (value is ArrayValue { Store: { IsInput: false } store })
        {
            var known = buffers.FindIndex(b => b.Made == store);
            if (known >= 0)
                buffers[known] = buffers[known] with { Layout = buffers[known].Layout with { AlsoIn = buffers[known].Layout.AlsoIn.Append(member.Place).ToEquatableArray() } };
            else
                buffers.Add(Made(new BufferLayout(BufferRole.Member, -1, member.Type, store.Dimensions.ToEquatableArray(), true) { Place = member.Place, IsNew = true }, store));
            return;
        }

        if (Number(value) is not { } number || member.Type is not (ScalarType or ComplexType))
            throw Refuse(RefusalKind.SideEffect, $"What the method stores in '{name}' is neither a new array nor a number");
        buffers.Add(Single(new BufferLayout(BufferRole.Member, -1, member.Type, EquatableArray<int>.Empty, true) { Place = member.Place, IsNew = true }, member.Type, number));
    }

    private Source? SourceOf(ArrayStore store) => surroundings.Sources.FirstOrDefault(s => s.Store == store);

    private static WrittenBuffer Made(BufferLayout layout, ArrayStore store) => new(layout, store.ElementType, store.Writes, store.Elements.ToImmutableArray()) { Made = store };

    private static WrittenBuffer Single(BufferLayout layout, ProgramType type, Value number) => new(layout, type, [], ImmutableArray.Create(new KeyValuePair<long, Value>(0, number)));

    private static Value? Number(Value value) => value switch
    {
        FormValue or NonLinearValue or StructValue => value,
        IntegerValue integer => new FormValue(Form.Of(integer.Polynomial)),
        _ => null,
    };

    private ReadingStopped Refuse(RefusalKind kind, string message) => new(new Refusal(kind, message, method.Body.Span));
}
