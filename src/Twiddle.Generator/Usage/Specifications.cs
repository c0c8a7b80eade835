using Microsoft.CodeAnalysis;
using Twiddle.Generator.Analyzers;

namespace Twiddle.Generator.Usage;

/// <summary>Finds the naive method of a use: the annotated method itself, or the one that <c>Of</c> names.</summary>
internal static class Specifications
{
    public static (IMethodSymbol? Method, UsageProblem? Problem) Find(IMethodSymbol method, AttributeArguments arguments)
    {
        var of = arguments.Of;
        var hasOwnBody = method.PartialImplementationPart is { } part && !GeneratedFiles.Declare(part);
        if (of is null)
            return method.IsPartialDefinition && !hasOwnBody
                ? (null, new(Rules.PartialMethodExpected, method.Name, "is a partial method without a body: name its specification with 'Of = nameof(…)'"))
                : (method, null);

        if (!method.IsPartialDefinition)
            return (null, new(Rules.PartialMethodExpected, method.Name, "has a body of its own: 'Of' is for partial methods, which are generated"));
        if (hasOwnBody)
            return (null, new(Rules.PartialMethodExpected, method.Name, "is implemented already: 'Of' is for partial methods without a body"));
        if (arguments.Name is not null)
            return (null, new(Rules.PartialMethodExpected, method.Name, "has its name already: 'Name' is for methods that are generated beside their specification"));
        return Named(method, of);
    }

    private static (IMethodSymbol? Method, UsageProblem? Problem) Named(IMethodSymbol method, string name)
    {
        var candidates = method.ContainingType.GetMembers(name)
            .OfType<IMethodSymbol>()
            .Where(candidate => !SymbolEqualityComparer.Default.Equals(candidate, method) && !GeneratedFiles.Declare(candidate))
            .ToList();
        var problem = candidates switch
        {
            [] when name == method.Name => "a method is not its own specification",
            [] => $"'{method.ContainingType.Name}' has no method of that name",
            [_, _, ..] => "there are several methods of that name",
            [{ IsStatic: false }] when method.IsStatic => $"it needs an object, and '{method.Name}' is static",
            [{ IsPartialDefinition: true, PartialImplementationPart: null }] => "it has no body",
            [var only] when TransformUsage.AttributeOf(only)?.NamedArguments.Any(argument => argument.Key == "Of") == true => "it is generated itself",
            _ => null,
        };
        return problem is null ? (candidates[0], null) : (null, new(Rules.SpecificationNotFound, name, method.Name, problem));
    }
}
