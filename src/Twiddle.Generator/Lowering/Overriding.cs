using Microsoft.CodeAnalysis;

namespace Twiddle.Generator.Lowering;

/// <summary>Whether a virtual member may be another when it runs than the one that the call names.</summary>
internal static class Overriding
{
    /// <summary>
    /// Whether something may override the method. Nothing does where the method, or its type, is sealed; nor where nobody outside of the project can derive from the type,
    /// and nothing in it overrides the method.
    /// </summary>
    public static bool IsPossible(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        if (method.IsAbstract) return true;
        if (!(method.IsVirtual || method.IsOverride) || method.IsSealed || method.ContainingType is { IsSealed: true } or { IsValueType: true }) return false;
        return !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)
            || IsSeenOutside(method.ContainingType, compilation)
            || IsOverridden(method, compilation, cancellation);
    }

    private static bool IsSeenOutside(INamedTypeSymbol type, Compilation compilation)
    {
        if (compilation.Assembly.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "InternalsVisibleToAttribute")) return true;
        for (var outer = type; outer is not null; outer = outer.ContainingType)
            if (outer.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal) return false;
        return true;
    }

    private static bool IsOverridden(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        var name = (method.AssociatedSymbol ?? method).Name;
        foreach (var member in compilation.GetSymbolsWithName(name, SymbolFilter.Member, cancellation))
            if (Accessors(member).Any(accessor => Overrides(accessor, method))) return true;
        return false;
    }

    private static IEnumerable<IMethodSymbol> Accessors(ISymbol member) => member switch
    {
        IMethodSymbol method => [method],
        IPropertySymbol property => new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>(),
        _ => [],
    };

    private static bool Overrides(IMethodSymbol candidate, IMethodSymbol method)
    {
        for (var overridden = candidate.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            if (SymbolEqualityComparer.Default.Equals(overridden, method)) return true;
        return false;
    }
}
