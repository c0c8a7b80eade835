using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// An expensive expression of the inner loop's counter alone, like <c>0.54 - 0.46 * Math.Cos(2 * Math.PI * n / (N - 1))</c>, evaluated again in every
/// round of an outer loop: each value is computed once, in a table before the outer loop. Where nothing but constants and the counter is in it, and it meets data from
/// elsewhere, the table serves all calls.
/// </summary>
public sealed class WindowRecomputed() : RecomputationRule(RecomputationRules.WindowRecomputed, OperationKind.Invocation)
{
    private const int ShortestTable = 8;
    private const int LongestTable = 65536;

    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        var call = (IInvocationOperation)operation;
        if (!Places.IsInLoop(call) || !IsExpensive(call, context) || PowerAsSign.IsSign(call) || Inner(call) is not { } inner || IsShort(inner, context)) return null;
        return InLoops(call, inner, context) ?? (WindowTables.IsRoomFor(call) ? ForAllCalls(call, inner, context) : null);
    }

    private static WindowFinding? InLoops(IInvocationOperation call, CountedLoop inner, RuleContext context)
    {
        if (WidestLoop(call, inner, context) is not { } outer) return null;
        var window = Widest(call, part => WidestLoop(part, inner, context) == outer);
        return IsFirst(window, call, inner, context) is { } places ? new WindowFinding(window, call, inner, outer, places) : null;
    }

    private static WindowFinding? ForAllCalls(IInvocationOperation call, CountedLoop inner, RuleContext context)
    {
        if (inner.Limit.ConstantValue is not { HasValue: true, Value: int limit } || limit > context.Option(RuleIds.WindowRecomputed, "maximum_length", LongestTable)) return null;
        if (!WindowTables.IsOfConstants(call, inner.Counter, context)) return null;
        var window = Widest(call, part => WindowTables.IsOfConstants(part, inner.Counter, context));
        return WindowTables.MeetsData(window) && WindowTables.AreInitialisersQuiet(call, context) && IsFirst(window, call, inner, context) is { } places ? new WindowFinding(window, call, inner, null, places) : null;
    }

    /// <summary>As much of the expression around a call as still is a window.</summary>
    private static IOperation Widest(IOperation call, Func<IOperation, bool> isWindow)
    {
        var window = call;
        while (window.Parent is IBinaryOperation or IConversionOperation or IUnaryOperation or IInvocationOperation or IArgumentOperation
            && isWindow(window.Parent is IArgumentOperation argument ? argument.Parent! : window.Parent))
            window = window.Parent is IArgumentOperation passed ? passed.Parent! : window.Parent;
        while (window is IConversionOperation { IsImplicit: true } conversion) window = conversion.Operand;
        return window;
    }

    /// <summary>One report for equal windows, at the first call in the first of them: all of them, or null.</summary>
    private static ImmutableArray<IOperation>? IsFirst(IOperation window, IInvocationOperation call, CountedLoop inner, RuleContext context)
    {
        if (!IsNumber(window.Type)) return null;
        var places = SharedValue.OutsideOfFunctions(inner.Loop.Body).Where(place => OperationEquality.Same(place, window)).ToImmutableArray();
        return places[0] == window && window.DescendantsAndSelf().First(part => IsExpensive(part, context)) == call ? places : null;
    }

    /// <summary>The loop directly around, if it counts from 0 up to a length.</summary>
    private static CountedLoop? Inner(IOperation call) =>
        Places.LoopsAround(call).FirstOrDefault() is IForLoopOperation loop && Places.IsCertainIn(call, loop)
        && CountedLoop.Of(loop) is { } counted && counted.StartsAtLeastAt(0) && Lengths.IsLength(counted.Limit)
            ? counted
            : null;

    /// <summary>A few rounds are not worth a table.</summary>
    private static bool IsShort(CountedLoop inner, RuleContext context) => inner.Limit.ConstantValue is { HasValue: true, Value: int limit }
        && limit + (inner.IsInclusive ? 1 : 0) < context.Option(RuleIds.WindowRecomputed, "minimum_length", ShortestTable);

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
/// <param name="Outer">The loop to build the table before; null where one table serves all calls.</param>
/// <param name="Places">All places in the inner loop that compute the window.</param>
internal sealed record WindowFinding(IOperation Window, IOperation Place, CountedLoop Inner, ILoopOperation? Outer, ImmutableArray<IOperation> Places)
    : Finding(Place, Quotation.Of(Window), Inner.Counter.Name, Outer is null ? "at every call" : "in every round of the outer loop");
