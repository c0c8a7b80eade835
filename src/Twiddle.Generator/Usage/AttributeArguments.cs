using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Twiddle.Generator.Usage;

/// <summary>What the user wrote into the attribute.</summary>
internal sealed record AttributeArguments(ImmutableArray<int> Lengths, ImmutableArray<int> Shape, string? Name, string? Of, bool IsParallel)
{
    /// <summary>The arguments, or null where they do not compile.</summary>
    public static AttributeArguments? Read(AttributeData attribute)
    {
        if (attribute.AttributeConstructor is null || attribute.ConstructorArguments is not [var lengths]) return null;
        var named = attribute.NamedArguments.ToDictionary(argument => argument.Key, argument => argument.Value, StringComparer.Ordinal);
        if (Integers(lengths) is not { } read || Integers(Named("Shape")) is not { } shape) return null;
        if (Named("Name").Kind == TypedConstantKind.Error && named.ContainsKey("Name")) return null;
        if (Named("Of").Kind == TypedConstantKind.Error && named.ContainsKey("Of")) return null;
        return new(read, shape, Named("Name").Value as string, Named("Of").Value as string, Named("Parallel").Value is true);

        TypedConstant Named(string name) => named.TryGetValue(name, out var value) ? value : default;
    }

    private static ImmutableArray<int>? Integers(TypedConstant constant)
    {
        if (constant.Kind != TypedConstantKind.Array || constant.IsNull) return ImmutableArray<int>.Empty;
        return constant.Values.All(value => value.Value is int)
            ? constant.Values.Select(value => (int)value.Value!).ToImmutableArray()
            : null;
    }
}
