using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Twiddle.Compiler.Programs;
using Twiddle.Generator.Analyzers;
using Twiddle.Generator.Targets;

namespace Twiddle.Generator.Usage;

/// <summary>
/// Decides whether a use of the attribute is in order. The generator and the analyzer both ask here: so the one generates exactly where the
/// other has nothing to say.
/// </summary>
internal static class UsageCheck
{
    private static readonly UsageResult DoesNotCompile = new(null, ImmutableArray<UsageProblem>.Empty);

    public static UsageResult Check(IMethodSymbol method, AttributeData attribute, CancellationToken cancellation)
    {
        if (AttributeArguments.Read(attribute) is not { } arguments) return DoesNotCompile;

        var problems = LengthRules.Check(method, arguments).ToImmutableArray();
        var (specification, problem) = MethodForms.WhyNot(method, cancellation) is { } reason
            ? (null, new UsageProblem(Rules.MethodForm, method.Name, reason))
            : Specifications.Find(method, arguments);
        if (problem is not null) return new(null, problems.Add(problem));

        var name = arguments.Of is not null ? method.Name : arguments.Name ?? GeneratedName.For(method.Name);
        problems = problems.AddRange(Placement(method, specification!, name, arguments, cancellation));
        return problems.IsEmpty
            ? new(new(method, specification!, name, arguments.Lengths.OrderBy(length => length).ToEquatableArray(), arguments.Shape) { IsParallel = arguments.IsParallel }, problems)
            : new(null, problems);
    }

    /// <summary>What is wrong with the place where the generated method would stand.</summary>
    private static IEnumerable<UsageProblem> Placement(
        IMethodSymbol method,
        IMethodSymbol specification,
        string name,
        AttributeArguments arguments,
        CancellationToken cancellation)
    {
        foreach (var type in NotPartial(method.ContainingType, cancellation)) yield return new(Rules.TypeNotPartial, type.Name, name);
        foreach (var part in new[] { method, specification }.Distinct<IMethodSymbol>(SymbolEqualityComparer.Default))
            if (MethodForms.IsGeneric(part)) yield return new(Rules.GenericMethod, part.Name);

        var isPartial = arguments.Of is not null;
        if (isPartial && MethodForms.WhyNot(specification, cancellation) is { } reason)
            yield return new(Rules.SpecificationNotFound, specification.Name, method.Name, reason);
        if (!isPartial && NameRules.Check(method, name) is { } taken) yield return taken;
    }

    private static IEnumerable<INamedTypeSymbol> NotPartial(INamedTypeSymbol? type, CancellationToken cancellation)
    {
        for (; type is not null; type = type.ContainingType)
        {
            var isPartial = type.DeclaringSyntaxReferences
                .Where(declaration => !GeneratedFiles.Contains(declaration.SyntaxTree))
                .Any(declaration => declaration.GetSyntax(cancellation) is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));
            if (!isPartial) yield return type;
        }
    }
}
