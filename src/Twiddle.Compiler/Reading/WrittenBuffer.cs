using System.Collections.Immutable;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>A buffer that the method writes or returns, and what it holds in the end.</summary>
internal sealed record WrittenBuffer(BufferLayout Layout, ProgramType ElementType, IReadOnlyList<ArrayWrite> Writes, ImmutableArray<KeyValuePair<long, Value>> Elements);

/// <summary>Finds the outputs of a method that has been read.</summary>
internal static class WrittenBuffers
{
    public static ImmutableArray<WrittenBuffer> Collect(ProgramMethod method, Arguments arguments, Value result)
    {
        var buffers = ImmutableArray.CreateBuilder<WrittenBuffer>();
        if (result is TupleValue tuple)
        {
            var types = ((TupleType)method.ReturnType).Elements;
            for (var i = 0; i < tuple.Elements.Length; i++) buffers.Add(Returned(tuple.Elements[i], types[i], BufferRole.ReturnTupleElement, i, method));
        }
        else if (method.ReturnType is not VoidType)
        {
            buffers.Add(Returned(result, method.ReturnType, BufferRole.ReturnValue, 0, method));
        }

        for (var i = 0; i < arguments.Stores.Length; i++)
            if (arguments.Stores[i] is { IsWritten: true } store) buffers.Add(Caller(store, method.Parameters[i].Type, i, method));
        if (buffers.Count == 0) throw Refuse(RefusalKind.Unsupported, "The method neither returns nor writes anything", method);
        return buffers.ToImmutable();
    }

    private static WrittenBuffer Returned(Value value, ProgramType type, BufferRole role, int index, ProgramMethod method)
    {
        if (value is ArrayValue { Store: { IsInput: false } store })
            return new(new BufferLayout(role, index, type, store.Dimensions.ToEquatableArray(), true), store.ElementType, store.Writes, store.Elements.ToImmutableArray());
        if (value is ArrayValue or SpanValue)
            throw Refuse(RefusalKind.Unsupported, "The method returns one of its own arguments (or a span), not a new array", method);
        if (value is not (FormValue or NonLinearValue or StructValue or IntegerValue))
            throw Refuse(RefusalKind.Unsupported, "What the method returns cannot be read", method);
        var number = value is IntegerValue integer ? new FormValue(Form.Of(integer.Polynomial)) : value;
        return new(new BufferLayout(role, index, type, EquatableArray<int>.Empty, true), type, [], ImmutableArray.Create(new KeyValuePair<long, Value>(0, number)));
    }

    /// <summary>A caller's buffer: its size matters where the method looks at it or reads the contents; else it only has to be large enough.</summary>
    private static WrittenBuffer Caller(ArrayStore store, ProgramType type, int index, ProgramMethod method)
    {
        var isExact = store.IsRead || store.SizeMatters || store.Dimensions.Length > 1;
        var elements = store.Elements.ToImmutableArray();
        var end = elements.Select(e => e.Key + 1).Concat(store.Writes.Select(w => (long)w.Index.Bounds().Greatest.Numerator + 1)).DefaultIfEmpty(0).Max();
        if (isExact && end > store.Count)
            throw Refuse(RefusalKind.IndexOutOfRange, $"The method writes {end} elements into an array of {store.Count}", method);
        var dimensions = isExact ? store.Dimensions.ToEquatableArray() : ImmutableArray.Create((int)end);
        return new(new BufferLayout(BufferRole.Parameter, index, type, dimensions, isExact), store.ElementType, store.Writes, elements);
    }

    private static ReadingStopped Refuse(RefusalKind kind, string message, ProgramMethod method) => new(new Refusal(kind, message, method.Body.Span));
}
