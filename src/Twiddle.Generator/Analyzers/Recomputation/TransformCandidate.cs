using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Reading;
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
        return method.Parameters.Any(parameter => IsData(parameter.Type)) && HasAttribute(compilation) && !IsSpecified(method) ? method : null;
    }

    /// <summary>Whether the attribute is there to be used.</summary>
    public static bool HasAttribute(Compilation compilation) => !compilation.GetTypesByMetadataName(TransformUsage.AttributeName).IsEmpty;

    /// <summary>Whether a loop is in a loop, as statements go: expressions are not looked into.</summary>
    public static bool HasNest(IOperation? statement, bool isInLoop = false)
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

    /// <summary>Arrays of numbers, in rows or as they are, and spans.</summary>
    private static bool IsData(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: IArrayTypeSymbol { Rank: 1, ElementType.IsValueType: true } } => true,
        IArrayTypeSymbol { Rank: 1 or 2, ElementType.IsValueType: true } => true,
        _ => Lowering.TypeLowering.IsSpan(type),
    };

    /// <summary>Whether the method has the attribute, or another method names it as its specification.</summary>
    public static bool IsSpecified(IMethodSymbol method) =>
        Places.IsSpecification(method)
        || method.ContainingType.GetMembers().Any(member =>
            TransformUsage.AttributeOf(member) is { } attribute && AttributeArguments.Read(attribute)?.Of == method.Name);
}

/// <summary>A method to put the attribute on.</summary>
/// <param name="Place">Its body, or a nest of loops in it.</param>
/// <param name="Method">The method.</param>
/// <param name="Sizes">The length or shape that the attribute needs, or null.</param>
/// <param name="Arguments">What to put into the message.</param>
internal abstract record TransformFinding(IOperation Place, IMethodSymbol Method, InputSizes? Sizes, params object[] Arguments) : Finding(Place, Arguments)
{
    /// <summary>The nest of loops that is to become a method first; null where the whole method is meant.</summary>
    public LoopNest? Nest { get; init; }

    /// <summary>The name of the method, rather than its loops.</summary>
    public override Location Location => Method.Locations[0];
}
