using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission;

/// <summary>C# text for types, and the real components of elements.</summary>
internal static class ElementShape
{
    public const string Complex = "global::System.Numerics.Complex";

    /// <param name="Path">How the component is reached from the element: empty, <c>.Real</c>, <c>.Re</c>, …</param>
    /// <param name="Kind">Its type.</param>
    public readonly record struct Component(string Path, ScalarKind Kind);

    /// <summary>The components in the order in which slots number them.</summary>
    public static IEnumerable<Component> Components(ProgramType element) => element switch
    {
        ScalarType scalar => [new("", scalar.Kind)],
        ComplexType => [new(".Real", ScalarKind.Double), new(".Imaginary", ScalarKind.Double)],
        StructType type => type.Fields.SelectMany(f => Components(f.Type).Select(c => c with { Path = "." + f.Name + c.Path })),
        _ => throw new ArgumentException("Not an element type.", nameof(element)),
    };

    public static ProgramType ElementOf(ProgramType buffer) => buffer switch
    {
        ArrayType { Rank: 1, Element: ArrayType row } => row.Element,
        ArrayType array => array.Element,
        SpanType span => span.Element,
        ListType list => list.Element,
        SequenceType sequence => sequence.Element,
        _ => buffer,
    };

    /// <summary>What kernels take for an element: for an object that is a complex number, the number.</summary>
    public static ProgramType KernelElementOf(ProgramType buffer) => ElementOf(buffer) is ClassType { IsNumber: true } ? ProgramType.Complex : ElementOf(buffer);

    public static int Rank(ProgramType buffer) => buffer switch
    {
        ArrayType array => array.Rank,
        SpanType or ListType or SequenceType => 1,
        _ => 0,
    };

    public static string Text(ScalarKind kind) => kind switch
    {
        ScalarKind.Boolean => "bool",
        ScalarKind.SByte => "sbyte",
        ScalarKind.Byte => "byte",
        ScalarKind.Int16 => "short",
        ScalarKind.UInt16 => "ushort",
        ScalarKind.Int32 => "int",
        ScalarKind.UInt32 => "uint",
        ScalarKind.Int64 => "long",
        ScalarKind.UInt64 => "ulong",
        ScalarKind.BigInteger => "global::System.Numerics.BigInteger",
        ScalarKind.Single => "float",
        _ => "double",
    };

    public static string Text(ProgramType type) => type switch
    {
        ScalarType scalar => Text(scalar.Kind),
        ComplexType => Complex,
        StructType structure => structure.Name,
        ClassType @class => @class.Name,
        ArrayType array => ArrayText(array, ""),
        ListType list => $"{list.Name}<{Text(list.Element)}>",
        SpanType span => SpanText(span.Element, span.IsReadOnly),
        _ => throw new ArgumentException("Not a type of data.", nameof(type)),
    };

    /// <summary>The brackets of an array of arrays stand in their order, the outermost first.</summary>
    private static string ArrayText(ArrayType array, string outer)
    {
        var brackets = outer + "[" + new string(',', array.Rank - 1) + "]";
        return array.Element is ArrayType inner ? ArrayText(inner, brackets) : Text(array.Element) + brackets;
    }

    public static string SpanText(ProgramType element, bool isReadOnly) => $"global::System.{(isReadOnly ? "ReadOnly" : "")}Span<{Text(element)}>";

    /// <summary>Whether an element can be written: its fields assigned, or a new value constructed.</summary>
    public static bool IsWritable(ProgramType element) => element is not StructType type
        || (type.Fields.All(f => IsWritable(f.Type)) && (type.HasFieldConstructor || type.Fields.All(f => f.IsSettable)));

    /// <summary>Statements that write an element.</summary>
    /// <param name="place">The element: <c>y[3]</c>.</param>
    /// <param name="type">Its type.</param>
    /// <param name="values">Component values; null where the component keeps what it has.</param>
    public static IEnumerable<string> Assignments(string place, ProgramType type, IReadOnlyList<string?> values)
    {
        if (type is not StructType structure || structure.HasFieldConstructor) return [$"{place} = {Construction(place, type, values)};"];
        var statements = new List<string>();
        var first = 0;
        foreach (var field in structure.Fields)
        {
            var count = Components(field.Type).Count();
            var part = values.Skip(first).Take(count).ToList();
            first += count;
            if (part.Any(v => v is not null)) statements.AddRange(Assignments(place + "." + field.Name, field.Type, part));
        }

        return statements;
    }

    private static string Construction(string place, ProgramType type, IReadOnlyList<string?> values)
    {
        if (type is ScalarType) return values[0]!;
        if (type is ComplexType) return $"new {Complex}({values[0] ?? place + ".Real"}, {values[1] ?? place + ".Imaginary"})";
        var arguments = new List<string>();
        var first = 0;
        foreach (var field in ((StructType)type).Fields)
        {
            var count = Components(field.Type).Count();
            var part = values.Skip(first).Take(count).ToList();
            first += count;
            arguments.Add(part.All(v => v is null) ? place + "." + field.Name : Construction(place + "." + field.Name, field.Type, part));
        }

        return $"new {Text(type)}({string.Join(", ", arguments)})";
    }
}
