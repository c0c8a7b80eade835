using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>Something outside of the method that data come from; a reading numbers them, parameters first.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Type">Its type.</param>
/// <param name="Store">The contents, for arrays.</param>
internal sealed record Source(Place Place, ProgramType Type, ArrayStore? Store);

/// <summary>
/// What a method finds outside of itself while it is read: arguments, and what fields and properties hold. Arrays are of unknown elements; integers
/// and flags have the values that are guessed for them, and become assumptions when the method looks at them.
/// </summary>
/// <param name="program">The method and what it calls.</param>
/// <param name="sizes">The sizes of the arrays.</param>
/// <param name="guesses">The values that are guessed.</param>
/// <param name="windows">The parts of arrays that arguments tell; null where such arguments have guessed values too.</param>
internal sealed class Surroundings(Program program, InputSizes sizes, Guesses guesses, Windows? windows = null)
{
    private const int LargestOutput = 1 << 22;

    private readonly List<Place> nonNull = [];

    private readonly List<Source> sources = [];
    private readonly List<Assumption> assumptions = [];
    private readonly ScalarUses uses = ScalarUses.Of(program);
    private readonly Dictionary<int, ArrayStore> wholes = [];
    private readonly Dictionary<Place, int> rowSteps = [];
    private int shapePosition;
    private int scalarPosition;

    public IReadOnlyList<Source> Sources => sources;

    /// <summary>The parts of arrays that arguments tell; null where such arguments have guessed values.</summary>
    public Windows? Windows => windows;

    /// <summary>The values that were looked at, in that order.</summary>
    public IReadOnlyList<Assumption> Assumptions => assumptions;

    /// <summary>The objects that were taken not to be null where the method asks.</summary>
    public IReadOnlyList<Place> NonNull => nonNull;

    public void TakeAsNonNull(Place place)
    {
        if (!nonNull.Contains(place)) nonNull.Add(place);
    }

    /// <summary>The locations of the entry method's parameters.</summary>
    public ImmutableArray<VariableLocation> BindParameters()
    {
        var locations = ImmutableArray.CreateBuilder<VariableLocation>();
        for (var i = 0; i < program.Entry.Parameters.Count; i++)
        {
            var parameter = program.Entry.Parameters[i];
            var place = Place.OfParameter(i);
            if (parameter.Mode == PassingMode.Out)
            {
                sources.Add(new(place, parameter.Type, null));
                locations.Add(new(parameter.Type));
            }
            else if (IsGuessed(parameter.Type))
            {
                sources.Add(new(place, parameter.Type, null));
                var key = ScalarUses.KeyOf(parameter.Variable);
                locations.Add(new(parameter.Type) { Unread = () => Offset(place, parameter) ?? Guess(place, (ScalarType)parameter.Type, key, parameter.Choices) });
            }
            else
            {
                var bound = Bind(place, parameter.Type, parameter.IsZeroed);
                locations.Add(new(parameter.Type) { Unread = () => bound });
            }
        }

        return locations.ToImmutable();
    }

    /// <summary>The location of a field or property.</summary>
    public MemberLocation BindMember(Place place, ProgramType type, string key, EquatableArray<long> choices, bool isReadable, bool isSettable) => new(type, place)
    {
        Unread = () =>
        {
            if (!isReadable) return new UnknownValue("'{0}' cannot be reached from outside of its class");
            return IsGuessed(type) ? Guess(place, (ScalarType)type, key, choices) : Bind(place, type);
        },
        IsSettable = isSettable,
    };

    private static bool IsGuessed(ProgramType type) => type is ScalarType scalar && !scalar.Kind.IsReal();

    private Value Bind(Place place, ProgramType type, bool isZeroed = false)
    {
        var number = sources.Count;
        if (type is SequenceType && place.Path.Length > 0) return new UnknownValue("'{0}' is a sequence kept in a field or property, which may be another at each call");
        if (InputSizes.Rank(type) is { } rank && ElementType(type) is { } element)
        {
            var dimensions = sizes.Dimensions(rank, ref shapePosition).ToImmutableArray();
            var store = new ArrayStore(element, dimensions, number, index => isZeroed ? Interpreter.Default(element) : Element(element, number, index))
            {
                IsZeroed = isZeroed,
                Capacity = rank == 1 && sizes.Shape.Count == 0 ? LargestOutput : dimensions.Aggregate(1, (product, size) => product * size),
                HasRowStep = windows is not null && RowStep(place) >= 0,
            };
            sources.Add(new(place, type, store));
            return Reference(type, store);
        }

        sources.Add(new(place, type, null));
        return type switch
        {
            ScalarType or ComplexType when place.Path.Length > 0 => new UnknownValue("'{0}' can change between calls, and its value is not known at compile time", RefusalKind.UnknownSize),
            ScalarType => Input(number, 0, Polynomial.Zero, isComplex: false),
            ComplexType => Input(number, 0, Polynomial.Zero, isComplex: true),
            ClassType @class => new ObjectValue(@class, place),
            ArrayType => new UnknownValue("'{0}' is an input of a type that cannot be read"),
            _ => Value.None,
        };
    }

    private static Value Reference(ProgramType type, ArrayStore store) => type switch
    {
        SpanType => new SpanValue(store, 0, store.Count),
        ArrayType { Element: ArrayType } => new RowsValue(store),
        ListType { IsMemory: false } => new ListValue(store, new ArrayStore(store.ElementType, ImmutableArray.Create(LargestOutput), -1, _ => Value.None), new VariableLocation(ProgramType.Int32) { Value = new IntegerValue(BigInteger.Zero) }),
        _ => new ArrayValue(store),
    };

    /// <summary>A place in an array, of a parameter that is used as one: whatever it is, the method does the same from there on.</summary>
    private OffsetValue? Offset(Place place, ProgramParameter parameter)
    {
        if (windows is null || !uses.IsOffset(parameter)) return null;
        // A loop may also start there, and end at a size from there on.
        return uses.IsSize(parameter) && guesses.Next(2) == 0 ? null : OffsetValue.OfParameter(place.Parameter);
    }

    /// <summary>The parameter that says how far apart the rows of a one-dimensional array are, or −1.</summary>
    private int RowStep(Place place)
    {
        if (place is not { Root: PlaceRoot.Parameter, Path: "" }) return -1;
        return rowSteps.TryGetValue(place, out var known) ? known : rowSteps[place] = uses.RowStep(program.Entry, program.Entry.Parameters[place.Parameter].Variable);
    }

    /// <summary>The part of an array from outside that the indices are in, and which element of it they tell; null where that cannot be read, or is another part than before.</summary>
    /// <param name="store">The array.</param>
    /// <param name="indices">The indices.</param>
    /// <param name="bounds">The bounds of what is known; null where nothing is yet.</param>
    public (ArrayStore Window, Polynomial Element)? WindowOf(ArrayStore store, IReadOnlyList<Value> indices, Func<Polynomial, (Rational Least, Rational Greatest)>? bounds)
    {
        var source = store.Input;
        if (windows is null || store.IsZeroed || store.ElementType is ClassType || (wholes.TryGetValue(source, out var whole) ? whole : sources[source].Store) != store) return null;
        var rowStep = RowStep(sources[source].Place);
        if (rowStep >= 0 && indices.Count > 1) return null;
        var starts = indices.Select(index => OffsetValue.TermsOf(index).Where(t => !IsRowStep(t)).Select(Fixed).ToList()).ToList();
        if (starts.Any(start => start.Any(t => t is null))) return null;
        var window = windows.At(source, starts.Select(start => start.Select(t => t!).ToEquatableArray()).ToEquatableArray(), rowStep, Part);
        var places = indices.Select(OffsetValue.RestOf);
        if (rowStep >= 0) places = places.Prepend(OffsetValue.TermsOf(indices[0]).Where(IsRowStep).Select(t => t.Factor).DefaultIfEmpty(Polynomial.Zero).First());
        return window?.ElementAt(places.ToList(), bounds) is { } element ? (window.Store, element) : null;

        bool IsRowStep(OffsetTerm term) => term.Parameters is [var only] && only == rowStep;

        ArrayStore Part(ImmutableArray<int> dimensions)
        {
            var part = new ArrayStore(store.ElementType, dimensions, source, index => Element(store.ElementType, source, index));
            wholes.Add(source, store);
            sources[source] = sources[source] with { Store = part };
            return part;
        }
    }

    /// <summary>A term of a start, which is the same for all elements.</summary>
    private static WindowTerm? Fixed(OffsetTerm term) =>
        term.Factor is { IsConstant: true, ConstantTerm: { Sign: > 0, AsSmallInteger: { } factor } } ? new WindowTerm(term.Parameters, factor) : null;

    /// <summary>Why the windows that were found are none, or not all that the method works on; null where all is well.</summary>
    public Refusal? ProblemOfWindows(SourceSpan method)
    {
        if (windows is null || windows.IsEmpty) return null;
        if (wholes.Values.Any(w => w.IsRead || w.IsWritten || w.SizeMatters))
            return new(RefusalKind.UnknownSize, "The method works on a part of an array that arguments tell, and on the whole array too", method);
        if (wholes.Keys.Any(source => windows.Of(source)!.ForEmission() is null || windows.Of(source)!.Sizes.Contains(0) || windows.Of(source)!.Store.IsSmall && !CanBeAskedWhetherSmall(source)))
            return new(RefusalKind.UnknownSize, "The method works on a part of an array that arguments tell, in a way that cannot be read", method);
        return windows.Overflow() is { } span
            ? new(RefusalKind.UnknownSize, "'{0}' depends on an argument, which is not known at compile time, and may overflow", span)
            : null;
    }

    private bool CanBeAskedWhetherSmall(int source) =>
        sources[source].Type is SpanType or ArrayType { Rank: 1 or 2, Element: not ArrayType } && RowStep(sources[source].Place) < 0;

    private Value Guess(Place place, ScalarType type, string key, EquatableArray<long> members)
    {
        var choices = uses.Choices(key, type.Kind, members, () => sizes.Shape.Count == 0 ? sizes.Length : sizes.Shape[scalarPosition++ % sizes.Shape.Count], place.Path.Length > 0);
        if (choices.Count == 0) return new UnknownValue("'{0}' can change between calls, and its value is not known at compile time", RefusalKind.UnknownSize);
        var value = choices[guesses.Next(choices.Count)];
        assumptions.Add(new(place, type, value) { IsEnumeration = members.Count > 0 });
        return type.Kind == ScalarKind.Boolean ? new BooleanValue(value != 0) : new IntegerValue(new BigInteger(value));
    }

    public static ProgramType? ElementType(ProgramType type) => type switch
    {
        ArrayType { Rank: 1, Element: ArrayType { Rank: 1 } row } => row.Element,
        ArrayType array => array.Element,
        SpanType span => span.Element,
        ListType list => list.Element,
        SequenceType sequence => sequence.Element,
        _ => null,
    };

    private static Value Element(ProgramType type, int source, Polynomial index) => type switch
    {
        // 64-bit integers are not all exact as doubles: as integers they are to stay.
        ScalarType { Kind: (ScalarKind.Int64 or ScalarKind.UInt64) and var kind } when index.IsConstant =>
            ResidueValue.Of(Input(source, 0, index, isComplex: false).Form, Interpreter.LimitsOf(kind)),
        ScalarType { Kind: not (ScalarKind.Boolean or ScalarKind.BigInteger) } => Input(source, 0, index, isComplex: false),
        ComplexType => Input(source, 0, index, isComplex: true),
        StructType @struct => new StructValue(@struct.Fields.Select<StructField, Value>((f, c) => f is { IsReadable: true, Type: ScalarType scalar } && scalar.Kind.IsReal()
            ? Input(source, c, index, isComplex: false)
            : new UnknownValue("'{0}' is a part of an input that cannot be read")).ToImmutableArray()),
        ClassType { IsNumber: true } number when number.Parts.All(p => p.Name is not null) => NumberObject(number, source, index),
        ScalarType { Kind: ScalarKind.BigInteger } when index.IsConstant => ResidueValue.Of(Input(source, 0, index, isComplex: false).Form, null),
        ScalarType { Kind: ScalarKind.BigInteger } => new UnknownValue(Interpreter.ModularMessage, RefusalKind.ModularArithmetic),
        _ => new UnknownValue("'{0}' is an input of a type that cannot be read"),
    };

    /// <summary>An object of a class whose objects are complex numbers, that an array or list from outside holds. That none of them is null, the generated code checks.</summary>
    private static ObjectValue NumberObject(ClassType type, int source, Polynomial index)
    {
        var number = new ObjectValue(type, null) { IsElement = true, IsFrozen = !index.IsConstant };
        for (var c = 0; c < type.Parts.Count; c++)
            number.Members.Add((type.Parts[c].Member, new MemberLocation(new ScalarType(type.Parts[c].Kind), Place.Receiver) { Value = Input(source, c, index, isComplex: false), IsFrozen = !index.IsConstant }));
        return number;
    }

    private static FormValue Input(int source, int component, Polynomial index, bool isComplex) =>
        new(Form.Of(Factor.OfAtom(new Atom(source, component, index, isComplex, false)), Cyclotomic.One));
}
