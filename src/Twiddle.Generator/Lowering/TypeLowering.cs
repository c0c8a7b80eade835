using Microsoft.CodeAnalysis;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>Maps C# types to program types. What only names a type the reader cannot look into becomes <see cref="OpaqueType"/>.</summary>
/// <param name="compilation">The compilation that is asked about accessibility.</param>
/// <param name="viewer">The type from which struct fields are looked at: the annotated method's.</param>
internal sealed class TypeLowering(Compilation compilation, INamedTypeSymbol viewer)
{
    private readonly Dictionary<ITypeSymbol, ProgramType> cache = new(SymbolEqualityComparer.Default);

    /// <summary>Structs on the way down: one that contains itself through an array has no finite description.</summary>
    private readonly HashSet<ITypeSymbol> open = new(SymbolEqualityComparer.Default);

    public ProgramType this[ITypeSymbol? type]
    {
        get
        {
            if (type is null) return ProgramType.Void;
            if (cache.TryGetValue(type, out var known)) return known;
            var lowered = Lower(type);
            if (open.Count == 0) cache[type] = lowered;
            return lowered;
        }
    }

    public static bool IsComplex(ITypeSymbol? type) => IsFramework(type, "System.Numerics", "Complex");

    /// <summary>Whether this is <c>System.Numerics.Vector2</c>, as the frameworks have it: two <c>float</c>s, and nothing else.</summary>
    public static bool IsPlaneVector(ITypeSymbol? type) =>
        IsFramework(type, "System.Numerics", "Vector2")
        && InstanceFields((INamedTypeSymbol)type!).Select(field => (field.Name, field.Type.SpecialType)).SequenceEqual([("X", SpecialType.System_Single), ("Y", SpecialType.System_Single)]);

    public static bool IsBigInteger(ITypeSymbol? type) => IsFramework(type, "System.Numerics", "BigInteger");

    public static bool IsSpan(ITypeSymbol? type) => IsFramework(type, "System", "Span") || IsFramework(type, "System", "ReadOnlySpan");

    /// <summary>Whether this is <c>List&lt;T&gt;</c>, an interface by which one is handed on, or <c>Memory&lt;T&gt;</c>.</summary>
    public static bool IsList(ITypeSymbol? type) => type is INamedTypeSymbol { TypeArguments.Length: 1 } && (type.Name switch
    {
        "List" or "IList" or "ICollection" or "IReadOnlyList" or "IReadOnlyCollection" => IsFramework(type, "System.Collections.Generic", type.Name),
        "Memory" or "ReadOnlyMemory" => IsFramework(type, "System", type.Name),
        _ => false,
    });

    /// <summary>Whether this is the framework's type of that name, rather than one that the user declared.</summary>
    public static bool IsFramework(ITypeSymbol? type, string @namespace, string name) =>
        type is INamedTypeSymbol { ContainingType: null } named
        && named.Name == name
        && named.DeclaringSyntaxReferences.IsEmpty
        && IsNamed(named.ContainingNamespace, @namespace);

    /// <summary>Whether a namespace has that full name, which is compared part by part from its end: asked at every call, it must not allocate.</summary>
    private static bool IsNamed(INamespaceSymbol? @namespace, string name)
    {
        var end = name.Length;
        for (var space = @namespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            var start = end - space.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, space.Name, 0, space.Name.Length) != 0) return false;
            if (start == 0) return space.ContainingNamespace is { IsGlobalNamespace: true };
            if (name[start - 1] != '.') return false;
            end = start - 1;
        }

        return false;
    }

    /// <summary>The instance fields of a struct in the order of their numbers, those behind automatic properties included.</summary>
    public static IEnumerable<IFieldSymbol> InstanceFields(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst);

    /// <summary>The properties of an anonymous type, in order: it is never changed, so it is as good as a tuple.</summary>
    public static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol anonymous) => anonymous.GetMembers().OfType<IPropertySymbol>();

    /// <summary>The number of a field among its struct's, or −1.</summary>
    public static int FieldIndex(IFieldSymbol field)
    {
        var index = 0;
        foreach (var candidate in InstanceFields(field.ContainingType))
        {
            if (SymbolEqualityComparer.Default.Equals(candidate, field)) return index;
            index++;
        }

        return -1;
    }

    private ProgramType Lower(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Void } => ProgramType.Void,
        _ when ScalarKindOf(type.SpecialType) is { } kind => new ScalarType(kind),
        INamedTypeSymbol { EnumUnderlyingType: { } underlying } => this[underlying],
        IArrayTypeSymbol array => new ArrayType(this[array.ElementType], array.Rank),
        INamedTypeSymbol { IsTupleType: true } tuple =>
            new TupleType(tuple.TupleElements.Select(element => this[element.Type]).ToEquatableArray()),
        INamedTypeSymbol list when IsList(list) => new ListType($"global::{list.ContainingNamespace.ToDisplayString()}.{list.Name}", this[list.TypeArguments[0]]),
        INamedTypeSymbol span when IsSpan(span) => new SpanType(this[span.TypeArguments[0]], span.Name == "ReadOnlySpan"),
        _ when IsComplex(type) => ProgramType.Complex,
        _ when IsBigInteger(type) => new ScalarType(ScalarKind.BigInteger),
        INamedTypeSymbol { TypeKind: TypeKind.Delegate } => new DelegateType(),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } sequence =>
            new SequenceType(this[sequence.TypeArguments[0]]),
        INamedTypeSymbol { IsAnonymousType: true } anonymous => new TupleType(Properties(anonymous).Select(property => this[property.Type]).ToEquatableArray()),
        INamedTypeSymbol { TypeKind: TypeKind.Struct } named when IsPlainStruct(named) || IsPlaneVector(named) => LowerStruct(named),
        INamedTypeSymbol { TypeKind: TypeKind.Class } named when IsPlainClass(named) => LowerClass(named),
        _ => Opaque(type),
    };

    private ProgramType LowerStruct(INamedTypeSymbol type)
    {
        if (!open.Add(type)) return Opaque(type);
        var fields = InstanceFields(type).Select(LowerField).ToEquatableArray();
        open.Remove(type);
        return new StructType(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), fields);
    }

    private ClassType LowerClass(INamedTypeSymbol type)
    {
        var @class = new ClassType(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
        return NumberClass.PartsOf(type, this, IsVisible) is { } parts
            ? @class with { Parts = parts, Construction = new NumberClass(compilation, IsVisible).Construction(type, parts) }
            : @class;
    }

    private StructField LowerField(IFieldSymbol field)
    {
        var accessor = FieldAccessors.Of(field, IsVisible);
        return new(accessor?.Name ?? NameOf(field), this[field.Type], accessor is { IsSettable: true }) { IsReadable = accessor is not null };
    }

    private bool IsVisible(ISymbol member) => compilation.IsSymbolAccessibleWithin(member, viewer);

    /// <summary>A struct of this project whose value is its fields, each in a place of its own.</summary>
    private static bool IsPlainStruct(INamedTypeSymbol type) =>
        !type.IsGenericType
        && !type.IsRefLikeType
        && !type.DeclaringSyntaxReferences.IsEmpty
        && InstanceFields(type).All(field => field.RefKind == RefKind.None && !field.IsFixedSizeBuffer)
        && !type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "StructLayoutAttribute" or "InlineArrayAttribute");

    /// <summary>A class of this project, down to <c>object</c>: all its fields are in sight, no two of the same name.</summary>
    private static bool IsPlainClass(INamedTypeSymbol type)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var at = type; at is { SpecialType: not SpecialType.System_Object }; at = at.BaseType!)
        {
            if (at.IsGenericType || at.IsStatic || at.TypeKind != TypeKind.Class || at.DeclaringSyntaxReferences.IsEmpty) return false;
            if (InstanceFields(at).Any(field => !names.Add(NameOf(field)))) return false;
            if (at.GetMembers().OfType<IPropertySymbol>().Any(p => p is { IsStatic: false, IsIndexer: false, IsOverride: false } && BodyLowering.AutomaticField(p) is null && !names.Add(p.Name))) return false;
        }

        return true;
    }

    /// <summary>The name of a field, or of the property that it is behind.</summary>
    public static string NameOf(IFieldSymbol field) => field.AssociatedSymbol?.Name ?? field.Name;

    /// <summary>How code in the annotated method's class names a field, and whether it may set it; null where it cannot be reached.</summary>
    public (string Name, bool IsSettable)? Accessor(IFieldSymbol field) => FieldAccessors.Of(field, IsVisible);

    /// <summary>Whether code in the annotated method's class may read and write a static field, or the property that it is behind.</summary>
    public bool IsReachable(IFieldSymbol field) => IsVisible(field.AssociatedSymbol ?? field);

    /// <summary>The values of an enumeration's members, without repetition; none for other types.</summary>
    public static EquatableArray<long> EnumerationValues(ITypeSymbol type) => type.TypeKind != TypeKind.Enum
        ? EquatableArray<long>.Empty
        : type.GetMembers().OfType<IFieldSymbol>()
            .Where(field => field.HasConstantValue && field.ConstantValue is not ulong)
            .Select(field => Convert.ToInt64(field.ConstantValue, System.Globalization.CultureInfo.InvariantCulture))
            .Distinct()
            .ToEquatableArray();

    private static OpaqueType Opaque(ITypeSymbol type) => new(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));

    private static ScalarKind? ScalarKindOf(SpecialType type) => type switch
    {
        SpecialType.System_Boolean => ScalarKind.Boolean,
        SpecialType.System_SByte => ScalarKind.SByte,
        SpecialType.System_Byte => ScalarKind.Byte,
        SpecialType.System_Int16 => ScalarKind.Int16,
        SpecialType.System_UInt16 or SpecialType.System_Char => ScalarKind.UInt16,
        SpecialType.System_Int32 => ScalarKind.Int32,
        SpecialType.System_UInt32 => ScalarKind.UInt32,
        SpecialType.System_Int64 => ScalarKind.Int64,
        SpecialType.System_UInt64 => ScalarKind.UInt64,
        SpecialType.System_Single => ScalarKind.Single,
        SpecialType.System_Double => ScalarKind.Double,
        _ => null,
    };
}
