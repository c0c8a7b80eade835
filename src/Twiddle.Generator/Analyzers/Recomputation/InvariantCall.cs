using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>A pure and expensive call whose arguments do not change in a loop, and which every round makes.</summary>
public sealed class InvariantCall() : RecomputationRule(RecomputationRules.InvariantCall, OperationKind.Invocation)
{
    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        var call = (IInvocationOperation)operation;
        if (!Places.IsInLoop(call) || PowerAsSign.IsSign(call)) return null;
        return Hoisted(call, context);
    }

    private static InvariantCallFinding? Hoisted(IInvocationOperation call, RuleContext context)
    {
        if (LoopOf(call, context) is not { } loop || IsPartOfInvariantCall(call, context)) return null;
        var calls = SharedValue.OutsideOfFunctions(loop).Where(place => OperationEquality.Same(place, call)).ToImmutableArray();

        // All equal calls are one finding, at the first that each round is certain to make.
        var first = calls.First(place => LoopOf((IInvocationOperation)place, context) == loop);
        return first == call ? new InvariantCallFinding(call, loop, calls.AddRange(After(loop, call))) : null;
    }

    /// <summary>Equal calls in the statements after the loop, which the local before it can stand for as well; those in other loops are findings of their own.</summary>
    private static IEnumerable<IOperation> After(ILoopOperation loop, IInvocationOperation call)
    {
        if (loop.Parent is not IBlockOperation block) yield break;
        var facts = BodyFacts.Of(loop);
        foreach (var statement in block.Operations.SkipWhile(part => part != loop).Skip(1))
        {
            if (!facts.IsUnchanged(call, TextSpan.FromBounds(loop.Syntax.SpanStart, statement.Syntax.Span.End))) yield break;
            foreach (var place in SharedValue.OutsideOfFunctions(statement))
                if (OperationEquality.Same(place, call) && !Places.LoopsAround(place).Any(other => statement.Syntax.Span.Contains(other.Syntax.Span))) yield return place;
        }
    }

    /// <summary>Whether the call is reported, alone or as a part of one that is.</summary>
    internal static bool IsInvariant(IOperation operation, RuleContext context) => operation is IInvocationOperation call && Places.IsInLoop(call) && LoopOf(call, context) is not null;

    /// <summary>The outermost loop that the call can be moved before, or null.</summary>
    private static ILoopOperation? LoopOf(IInvocationOperation call, RuleContext context)
    {
        ILoopOperation? outermost = null;
        foreach (var loop in Places.LoopsAround(call))
        {
            // Compilers fold what is constant.
            if (outermost is null && (call.Arguments.Length == 0 || call.Arguments.All(argument => argument.Value.ConstantValue.HasValue))) return null;
            if (!Places.IsCertainIn(call, loop)) break;
            var traits = new ExpressionTraits(context.Methods, loop).Of(call);
            if ((traits & Traits.Expensive) == 0 || (traits & (Traits.Impure | Traits.MayThrow)) != 0) break;
            var facts = BodyFacts.Of(loop);
            if (facts.HasLabels || !facts.IsUnchanged(call, loop.Syntax.Span)) break;
            outermost = loop;
        }

        return outermost;
    }

    private static bool IsPartOfInvariantCall(IOperation call, RuleContext context)
    {
        for (var outer = call.Parent; outer is IArgumentOperation or IInvocationOperation or IBinaryOperation or IUnaryOperation or IConversionOperation; outer = outer.Parent)
            if (IsInvariant(outer, context)) return true;
        return false;
    }
}

/// <summary>Equal calls in a loop, and after it, that one call before the loop can stand for.</summary>
internal sealed record InvariantCallFinding(IOperation Place, ILoopOperation Loop, ImmutableArray<IOperation> Calls) : Finding(Place, Quotation.Of(Place));
