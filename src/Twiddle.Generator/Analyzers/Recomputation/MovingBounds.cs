using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>One bound of a window: the position and something fixed, which may be kept from going beyond a border.</summary>
/// <param name="Moving">The part that moves with the position by one each round: <c>i - radius</c>.</param>
/// <param name="Border">What it does not go beyond, as in <c>Math.Max(0, i - radius)</c>; or null.</param>
internal sealed record MovingBound(IOperation Moving, IOperation? Border);

/// <summary>
/// <c>for (j = Math.Max(0, i - r); j &lt;= Math.Min(n - 1, i + r); j++) sum += x[j]</c>: a window whose bounds move with the position i, and whose terms depend on the
/// place j alone.
/// </summary>
/// <param name="Positions">The loop over positions.</param>
/// <param name="Window">The loop over the window.</param>
/// <param name="Lower">Its first place.</param>
/// <param name="Upper">Its last, or the one after it.</param>
/// <param name="Accumulators">What is summed up.</param>
/// <param name="Sums">The operations that add to them: all that the window does.</param>
internal sealed record MovingBounds(
    CountedLoop Positions, CountedLoop Window, MovingBound Lower, MovingBound Upper, ImmutableArray<Accumulator> Accumulators, ImmutableArray<IOperation> Sums)
{
    public IOperation Low => Window.Start;

    public IOperation High => Window.Limit;

    public static MovingBounds? Of(IForLoopOperation loop, RuleContext context)
    {
        if (loop.Parent is not IBlockOperation { Parent: IForLoopOperation around } block || around.Body != block || !SlidingWindow.AddsUp(loop.Body, 1)) return null;
        if (CountedLoop.Of(loop) is not { } window || CountedLoop.Of(around) is not { } positions || !Mentions(window.Start, positions.Counter)) return null;
        if (Bound(window.Start, positions, "Max", context) is not { } lower || Bound(window.Limit, positions, "Min", context) is not { } upper) return null;
        if (!StaysInside(positions, lower, upper, window.IsInclusive)) return null;
        var body = new WindowBody([window.Counter]);
        if (!body.Gather(loop.Body) || body.Center is not null || body.Locals.Count > 0 || !IsSumsOnly(loop.Body)) return null;
        if (SlidingWindow.Declarations(body.Variables, block, loop) is not { } accumulators) return null;
        var facts = BodyFacts.Of(loop);
        if (facts.HasLabels || block.Operations.TakeWhile(statement => statement != loop).Any(SlidingWindow.LeavesRound)) return null;
        var expressions = new ExpressionTraits(context.Methods, positions.Loop);
        var isSteady = body.Expressions.All(part => !Mentions(part, positions.Counter) && facts.IsUnchanged(part, around.Syntax.Span, window.Counter) && (expressions.Of(part) & Traits.Impure) == 0);
        if (!isSteady || !body.Expressions.Any(part => Mentions(part, window.Counter)) || !facts.IsUnchanged(positions.Start, around.Syntax.Span)) return null;
        return new(positions, window, lower, upper, accumulators, body.Sums);
    }

    /// <summary>
    /// Whether a window with borders has the position itself in it, so that it is never beyond one of them: positions begin at the lower border or above, and
    /// end at the upper. That the window is not turned inside out is left to be asked at run time.
    /// </summary>
    private static bool StaysInside(CountedLoop positions, MovingBound lower, MovingBound upper, bool isInclusive)
    {
        if (lower.Border is { } least && !(least.ConstantValue is { HasValue: true, Value: int border } && positions.StartsAtLeastAt(border))) return false;
        if (upper.Border is not { } most) return true;
        if (isInclusive && positions.IsInclusive || !isInclusive && !positions.IsInclusive) return Lengths.Same(most, positions.Limit);
        return isInclusive && most is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, RightOperand.ConstantValue: { HasValue: true, Value: 1 }, LeftOperand: var length } && Lengths.Same(length, positions.Limit);
    }

    private static MovingBound? Bound(IOperation bound, CountedLoop positions, string border, RuleContext context)
    {
        if (IsMoving(bound, positions, context)) return new(bound, null);
        if (bound is not IInvocationOperation { TargetMethod: { Parameters.Length: 2 } method, Arguments: [{ Value: var first }, { Value: var second }] } || method.Name != border || !PureFunctions.IsMathematics(method.ContainingType)) return null;
        if (IsMoving(first, positions, context) && IsFixed(second, positions, context)) return new(first, second);
        return IsMoving(second, positions, context) && IsFixed(first, positions, context) ? new(second, first) : null;
    }

    /// <summary>The position, once, and what is fixed.</summary>
    private static bool IsMoving(IOperation value, CountedLoop positions, RuleContext context) => value switch
    {
        ILocalReferenceOperation { Local: var local } => SymbolEqualityComparer.Default.Equals(local, positions.Counter),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, IsChecked: false, Type.SpecialType: SpecialType.System_Int32 } sum =>
            IsMoving(sum.LeftOperand, positions, context) && IsFixed(sum.RightOperand, positions, context) || IsMoving(sum.RightOperand, positions, context) && IsFixed(sum.LeftOperand, positions, context),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, IsChecked: false, Type.SpecialType: SpecialType.System_Int32 } difference =>
            IsMoving(difference.LeftOperand, positions, context) && IsFixed(difference.RightOperand, positions, context),
        _ => false,
    };

    private static bool IsFixed(IOperation value, CountedLoop positions, RuleContext context) =>
        !Mentions(value, positions.Counter) && BodyFacts.Of(value).IsUnchanged(value, positions.Loop.Syntax.Span)
        && (new ExpressionTraits(context.Methods, positions.Loop).Of(value) & (Traits.MayThrow | Traits.Impure)) == 0;

    private static bool IsSumsOnly(IOperation body) => body is IExpressionStatementOperation || body is IBlockOperation block && block.Operations.All(part => part is IExpressionStatementOperation);

    private static bool Mentions(IOperation value, ILocalSymbol local) =>
        value.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local));
}
