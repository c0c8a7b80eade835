using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>The methods that are worth reading as if they had the attribute: with a nest of loops, and arrays of numbers to work on.</summary>
internal static class TransformCandidate
{
    /// <summary>The method whose body an operation is, or null.</summary>
    public static IMethodSymbol? Of(IOperation operation, CancellationToken cancellation)
    {
        // No more than this for methods without loops.
        if (!HasNest(((IMethodBodyOperation)operation).BlockBody, isInLoop: false) || operation.SemanticModel is not { Compilation: var compilation } model) return null;
        if (model.GetDeclaredSymbol(operation.Syntax, cancellation) is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsPartialDefinition: false } method) return null;
        if (!method.Parameters.Any(parameter => IsData(parameter.Type)) || method.Parameters.Any(parameter => parameter.Type is IArrayTypeSymbol { Rank: > 1 })) return null;
        return compilation.GetTypesByMetadataName(TransformUsage.AttributeName).IsEmpty || IsSpecified(method) ? null : method;
    }

    /// <summary>Whether a loop is in a loop, as statements go: expressions are not looked into.</summary>
    private static bool HasNest(IOperation? statement, bool isInLoop)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (statement)
        {
            case ILoopOperation loop:
                return isInLoop || HasNest(loop.Body, isInLoop: true);
            case IConditionalOperation choice:
                return HasNest(choice.WhenTrue, isInLoop) || HasNest(choice.WhenFalse, isInLoop);
            case IBlockOperation block:
                foreach (var part in block.Operations)
                    if (HasNest(part, isInLoop)) return true;
                return false;
            default:
                return false;
        }
    }

    private static bool IsData(ITypeSymbol type) => type is IArrayTypeSymbol { Rank: 1, ElementType.IsValueType: true } || Lowering.TypeLowering.IsSpan(type);

    /// <summary>Whether the method has the attribute, or another method names it as its specification.</summary>
    private static bool IsSpecified(IMethodSymbol method) =>
        Places.IsSpecification(method)
        || method.ContainingType.GetMembers().Any(member =>
            TransformUsage.AttributeOf(member) is { } attribute && AttributeArguments.Read(attribute)?.Of == method.Name);
}

/// <summary>A method to put the attribute on.</summary>
/// <param name="Place">Its body.</param>
/// <param name="Method">The method.</param>
/// <param name="Length">The length that the attribute needs, or null.</param>
/// <param name="Arguments">What to put into the message.</param>
internal abstract record TransformFinding(IOperation Place, IMethodSymbol Method, int? Length, params object[] Arguments) : Finding(Place, Arguments)
{
    /// <summary>The name of the method, rather than its loops.</summary>
    public override Location Location => Method.Locations[0];
}
