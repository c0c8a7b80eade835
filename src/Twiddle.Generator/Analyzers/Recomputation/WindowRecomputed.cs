using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// An expensive expression of the inner loop's counter alone, like <c>0.54 - 0.46 * Math.Cos(2 * Math.PI * n / (N - 1))</c>, evaluated again in every
/// round of an outer loop: each value is computed once, in a table before the outer loop.
/// </summary>
public sealed class WindowRecomputed() : RecomputationRule(RecomputationRules.WindowRecomputed, OperationKind.Invocation)
{
    private const int ShortestTable = 8;

    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        var call = (IInvocationOperation)operation;
        return !Places.IsInLoop(call) || !IsExpensive(call, context) || PowerAsSign.IsSign(call) ? null : InLoops(call, context);
    }

    private static WindowFinding? InLoops(IInvocationOperation call, RuleContext context)
    {
        if (Inner(call) is not { } inner || IsShort(inner) || WidestLoop(call, inner, context) is not { } outer) return null;
        IOperation window = call;
        while (window.Parent is IBinaryOperation or IConversionOperation or IUnaryOperation or IInvocationOperation or IArgumentOperation
            && WidestLoop(window.Parent is IArgumentOperation argument ? argument.Parent! : window.Parent, inner, context) == outer)
            window = window.Parent is IArgumentOperation passed ? passed.Parent! : window.Parent;
        while (window is IConversionOperation { IsImplicit: true } conversion) window = conversion.Operand;
        if (!IsNumber(window.Type)) return null;

        // One report for equal windows, at the first call in the first of them.
        var places = SharedValue.OutsideOfFunctions(inner.Loop.Body).Where(place => OperationEquality.Same(place, window)).ToImmutableArray();
        if (places[0] != window || window.DescendantsAndSelf().First(part => IsExpensive(part, context)) != call) return null;
        return new WindowFinding(window, call, inner, outer, places);
    }

    /// <summary>The loop directly around, if it counts from 0 up to a length.</summary>
    private static CountedLoop? Inner(IOperation call) =>
        Places.LoopsAround(call).FirstOrDefault() is IForLoopOperation loop && Places.IsCertainIn(call, loop)
        && CountedLoop.Of(loop) is { } counted && counted.StartsAtLeastAt(0) && Lengths.IsLength(counted.Limit)
            ? counted
            : null;

    /// <summary>A few rounds are not worth a table.</summary>
    private static bool IsShort(CountedLoop inner) => inner.Limit.ConstantValue is { HasValue: true, Value: int limit } && limit + (inner.IsInclusive ? 1 : 0) < ShortestTable;

    /// <summary>The outermost loop around the inner one in which the value depends on the inner counter alone.</summary>
    private static ILoopOperation? WidestLoop(IOperation value, CountedLoop inner, RuleContext context)
    {
        if (!value.Descendants().Any(part => part is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, inner.Counter))) return null;
        ILoopOperation? widest = null;
        foreach (var outer in Places.LoopsAround(inner.Loop))
        {
            var expressions = new ExpressionTraits(context.Methods, outer);
            if (((expressions.Of(value) | expressions.Of(inner.Limit)) & (Traits.MayThrow | Traits.Impure)) != 0 || (expressions.Of(value) & Traits.Expensive) == 0) break;
            var facts = BodyFacts.Of(outer);
            if (facts.HasLabels || !Places.IsCertainIn(inner.Loop.Condition!, inner.Loop) || !facts.IsUnchanged(inner.Limit, outer.Syntax.Span)) break;
            if (!facts.IsUnchanged(value, outer.Syntax.Span, inner.Counter)) break;
            widest = outer;
        }

        return widest;
    }

    private static bool IsExpensive(IOperation part, RuleContext context) =>
        part is IInvocationOperation call && ((PureFunctions.Of(call.TargetMethod) ?? context.Methods.Of(call.TargetMethod)) & Traits.Expensive) != 0;

    private static bool IsNumber(ITypeSymbol? type) => PureFunctions.IsFloating(type) || TypeLowering.IsComplex(type);
}

/// <summary>A window to be kept in a table.</summary>
/// <param name="Window">The whole expression of the counter.</param>
/// <param name="Place">The expensive call in it.</param>
/// <param name="Inner">The loop over the window.</param>
/// <param name="Outer">The loop to build the table before.</param>
/// <param name="Places">All places in the inner loop that compute the window.</param>
internal sealed record WindowFinding(IOperation Window, IOperation Place, CountedLoop Inner, ILoopOperation Outer, ImmutableArray<IOperation> Places)
    : Finding(Place, Quotation.Of(Window), Inner.Counter.Name);
