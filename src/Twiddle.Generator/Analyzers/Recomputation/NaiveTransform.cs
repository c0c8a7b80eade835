using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// A method, or a nest of loops in one, that the reader understands as a linear transform with an algorithm of far fewer operations: found by reading it, as if it
/// had the attribute. Only code with loops in loops, or lambdas, and arrays of numbers to work on is read at all.
/// </summary>
public sealed class NaiveTransform() : RecomputationRule(RecomputationRules.NaiveTransform, OperationKind.MethodBody, OperationKind.Loop)
{
    private const int Length = 1024;

    /// <summary>What has been read already: a nest is asked about by itself, by the loops inside it, and by other rules.</summary>
    private static readonly ConditionalWeakTable<IOperation, Answer> Known = new();

    private protected override Finding? Find(IOperation operation, RuleContext context) => operation switch
    {
        // No more than this for methods without loops.
        IMethodBodyOperation => TransformCandidate.HasNest(operation) ? Remembered(operation, context) : null,
        ILoopOperation loop => TransformCandidate.HasNest(loop) && loop.Parent is IBlockOperation && !IsReadAsMethod(loop, context) && !IsPartOfFinding(loop, context) ? Remembered(loop, context) : null,
        _ => null,
    };

    /// <summary>Whether the nest is all there is in a method that has been read already: it would be read as the same.</summary>
    private static bool IsReadAsMethod(ILoopOperation loop, RuleContext context) =>
        loop.Parent is IBlockOperation { Operations.Length: 1, Parent: IMethodBodyOperation body }
        && TransformCandidate.Of(body, context.Cancellation) is { } method && TransformCandidate.Lower(body, method, context.Cancellation) is not null;

    /// <summary>Whether the code is a part of what is reported: then that says all.</summary>
    private static bool IsPartOfFinding(IOperation code, RuleContext context)
    {
        for (var outer = code.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILoopOperation { Parent: IBlockOperation } && TransformCandidate.HasNest(outer) && Remembered(outer, context) is not null) return true;
            if (outer is IMethodBodyOperation && Remembered(outer, context) is not null) return true;
        }

        return false;
    }

    private static NaiveTransformFinding? Remembered(IOperation code, RuleContext context)
    {
        var wanted = (context.Option(RuleIds.NaiveTransform, "length", Length), context.Option(RuleIds.NaiveTransform, "minimum_points", TransformFigures.LeastPoints));
        if (Known.TryGetValue(code, out var known) && known.Wanted == wanted) return known.Finding;
        var finding = code is ILoopOperation loop ? OfNest(loop, wanted, context) : OfMethod((IMethodBodyOperation)code, wanted, context);
        Known.Remove(code);
        Known.GetValue(code, _ => new(wanted, finding));
        return finding;
    }

    private static NaiveTransformFinding? OfMethod(IMethodBodyOperation body, (int, int) wanted, RuleContext context)
    {
        if (TransformCandidate.Of(body, context.Cancellation) is not { } method) return null;
        return TransformFigures.Of(method, body, body.SemanticModel!.Compilation, wanted, context.Cancellation) is { } figures ? new NaiveTransformFinding(body, method, figures, method.Name) : null;
    }

    private static NaiveTransformFinding? OfNest(ILoopOperation loop, (int, int) wanted, RuleContext context)
    {
        if (loop.SemanticModel is not { Compilation: var compilation } || !TransformCandidate.HasAttribute(compilation) || LoopNest.Of(loop, context.Cancellation) is not { } nest) return null;
        if (TransformCandidate.IsSpecified(nest.Method) || nest.Lower(compilation, context.Cancellation) is not { } program) return null;
        return TransformFigures.Of(program, loop, wanted, context.Cancellation) is { } figures ? new NaiveTransformFinding(loop, nest.Method, figures, Quotation.Of(nest.Head)) { Nest = nest } : null;
    }

    private sealed record Answer((int, int) Wanted, NaiveTransformFinding? Finding);
}

/// <summary>A transform to derive.</summary>
/// <param name="Place">The body of the method, or the outermost loop of the nest.</param>
/// <param name="Method">The method.</param>
/// <param name="Figures">What would be gained.</param>
/// <param name="Name">What the message is about.</param>
internal sealed record NaiveTransformFinding(IOperation Place, IMethodSymbol Method, TransformFigures Figures, string Name)
    : TransformFinding(Place, Method, Figures.IsForAnyLength ? null : Figures.Sizes, Name, Figures.Points, Number(Figures.Definition), Number(Figures.Operations))
{
    /// <summary>The name of the method, or the head of the outermost loop, rather than all of it.</summary>
    public override Location Location => Nest is null ? base.Location : Nest.HeadLocation;

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
