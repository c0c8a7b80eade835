using System.Globalization;
using Microsoft.CodeAnalysis;

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
        if (TransformCandidate.Of(operation, context.Cancellation) is not { } method) return null;
        var length = context.Option(RuleIds.NaiveTransform, "length", Length);
        return TransformFigures.Of(method, operation.SemanticModel!.Compilation, length, context.Cancellation) is { } figures ? new NaiveTransformFinding(operation, method, figures) : null;
    }
}

/// <summary>A transform to derive.</summary>
internal sealed record NaiveTransformFinding(IOperation Place, IMethodSymbol Method, TransformFigures Figures)
    : TransformFinding(Place, Method, Figures.IsForAnyLength ? null : Figures.Length, Method.Name, Figures.Length, Number(Figures.Definition), Number(Figures.Operations))
{
    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
