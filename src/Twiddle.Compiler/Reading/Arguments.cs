using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>What a method is called with while it is read: arrays of unknown elements.</summary>
/// <param name="Values">The arguments.</param>
/// <param name="Stores">The contents of array arguments; null for others.</param>
internal sealed record Arguments(ImmutableArray<Value> Values, ImmutableArray<ArrayStore?> Stores)
{
    private const int LargestOutput = 1 << 22;

    public static Arguments Bind(ProgramMethod method, InputSizes sizes)
    {
        var values = ImmutableArray.CreateBuilder<Value>();
        var stores = ImmutableArray.CreateBuilder<ArrayStore?>();
        var position = 0;
        for (var i = 0; i < method.Parameters.Count; i++)
        {
            var type = method.Parameters[i].Type;
            if (InputSizes.Rank(type) is not { } rank || ElementType(type) is not { } element)
            {
                values.Add(Scalar(method.Parameters[i], i));
                stores.Add(null);
                continue;
            }

            var parameter = i;
            var dimensions = sizes.Dimensions(rank, ref position).ToImmutableArray();
            var store = new ArrayStore(element, dimensions, i, index => Element(element, parameter, index))
            {
                Capacity = rank == 1 && sizes.Shape.Count == 0 ? LargestOutput : dimensions.Aggregate(1, (product, size) => product * size),
            };
            stores.Add(store);
            values.Add(type is SpanType ? new SpanValue(store, 0, store.Count) : new ArrayValue(store));
        }

        return new(values.ToImmutable(), stores.ToImmutable());
    }

    private static ProgramType? ElementType(ProgramType type) => type switch
    {
        ArrayType array => array.Element,
        SpanType span => span.Element,
        _ => null,
    };

    private static Value Element(ProgramType type, int parameter, Polynomial index) => type switch
    {
        // 64-bit integers are not all exact as doubles.
        ScalarType { Kind: not (ScalarKind.Boolean or ScalarKind.Int64 or ScalarKind.UInt64) } => Input(parameter, 0, index, isComplex: false),
        ComplexType => Input(parameter, 0, index, isComplex: true),
        StructType @struct => new StructValue(@struct.Fields.Select<StructField, Value>((f, c) => f is { IsReadable: true, Type: ScalarType scalar } && scalar.Kind.IsReal()
            ? Input(parameter, c, index, isComplex: false)
            : new UnknownValue("'{0}' is a part of an input that cannot be read")).ToImmutableArray()),
        _ => new UnknownValue("'{0}' is an input of a type that cannot be read"),
    };

    private static Value Scalar(ProgramParameter parameter, int index) => parameter.Type switch
    {
        _ when parameter.Mode != PassingMode.Value && parameter.Mode != PassingMode.In => new UnknownValue("'{0}' is passed by reference, which cannot be read yet"),
        ScalarType scalar when scalar.Kind.IsReal() => Input(index, 0, Polynomial.Zero, isComplex: false),
        ComplexType => Input(index, 0, Polynomial.Zero, isComplex: true),
        ScalarType => new UnknownValue("'{0}' is a parameter, whose value is not known at compile time: give it as a constant, in a method of its own", RefusalKind.UnknownSize),
        _ => Value.None,
    };

    private static FormValue Input(int parameter, int component, Polynomial index, bool isComplex) =>
        new(Form.Of(Factor.OfAtom(new Atom(parameter, component, index, isComplex, false)), Cyclotomic.One));
}
