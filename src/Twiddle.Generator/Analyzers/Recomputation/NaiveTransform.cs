using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// A method that the reader understands as a linear transform with an algorithm of far fewer operations: found by reading it, as if it had the
/// attribute. Only methods with a nest of loops and arrays of numbers to work on are read at all.
/// </summary>
public sealed class NaiveTransform() : RecomputationRule(RecomputationRules.NaiveTransform, OperationKind.MethodBody)
{
    private const int Length = 1024;

    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        // No more than this for methods without loops.
        if (!HasNest(((IMethodBodyOperation)operation).BlockBody, isInLoop: false) || operation.SemanticModel is not { Compilation: var compilation } model) return null;
        if (model.GetDeclaredSymbol(operation.Syntax, context.Cancellation) is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsPartialDefinition: false } method) return null;
        if (!method.Parameters.Any(parameter => IsData(parameter.Type)) || method.Parameters.Any(parameter => parameter.Type is IArrayTypeSymbol { Rank: > 1 })) return null;
        if (compilation.GetTypesByMetadataName(TransformUsage.AttributeName).IsEmpty || IsSpecified(method)) return null;

        var length = context.Option(RuleIds.NaiveTransform, "length", Length);
        return TransformFigures.Of(method, compilation, length, context.Cancellation) is { } figures ? new NaiveTransformFinding(operation, method, figures) : null;
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

/// <summary>A transform to derive.</summary>
internal sealed record NaiveTransformFinding(IOperation Place, IMethodSymbol Method, TransformFigures Figures)
    : Finding(Place, Method.Name, Figures.Length, Number(Figures.Definition), Number(Figures.Operations))
{
    /// <summary>The name of the method, rather than its loops.</summary>
    public override Location Location => Method.Locations[0];

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
