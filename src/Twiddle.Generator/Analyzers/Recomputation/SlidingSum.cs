using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// <c>for i … { sum = 0; for j &lt; W: sum += x[i + j]; … }</c>: s(i+1) = s(i) + x[i+W] − x[i]. Integers give the same sums; in floating point the
/// rounding errors of all steps stay in the sum, and so does an infinity.
/// </summary>
public sealed class SlidingSum() : RecomputationRule(RecomputationRules.SlidingSum, OperationKind.Loop)
{
    private const string Consequence = "; the rounding errors of all steps, and any infinity or NaN, stay in it";

    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        if (operation is not IForLoopOperation loop || CountedLoop.Of(loop) is not { IsInclusive: false } inner || !IsZero(inner.Start)) return null;
        if (loop.Parent is not IBlockOperation { Parent: IForLoopOperation around } block || CountedLoop.Of(around) is not { } outer || !IsZero(outer.Start)) return null;
        if (OnlyStatement(loop.Body) is not ICompoundAssignmentOperation
            {
                OperatorKind: BinaryOperatorKind.Add, IsChecked: false, OperatorMethod: null, Target: ILocalReferenceOperation { Local: var sum }, Value: IArrayElementReferenceOperation { Indices: [var index] } element,
            } || !IsNumber(sum.Type, element.Type)) return null;
        if (!IsSumOf(index, outer.Counter, inner.Counter)) return null;

        // The sum starts at zero right before, and nothing leaves the round before it is reached.
        var position = block.Operations.IndexOf(loop);
        if (position < 1 || ZeroOf(block.Operations[position - 1], sum) is not { } start) return null;
        if (block.Operations.Take(position).Any(statement => statement.DescendantsAndSelf().Any(part => part is IBranchOperation))) return null;

        var facts = BodyFacts.Of(loop);
        var region = around.Syntax.Span;
        if (facts.HasLabels || !facts.IsUnchanged(element.ArrayReference, region) || !facts.IsUnchanged(inner.Limit, region)) return null;
        if (!facts.IsUnchanged(element, region, inner.Counter, outer.Counter)) return null;
        if ((new ExpressionTraits(context.Methods, around).Of(inner.Limit) & (Traits.MayThrow | Traits.Impure)) != 0) return null;

        // Few elements are quicker to add than to keep.
        if (inner.Limit.ConstantValue is { HasValue: true, Value: int width } && width < 4) return null;
        return new SlidingSumFinding(loop, inner, outer, element, start, sum, PureFunctions.IsFloating(sum.Type) ? Consequence : "");
    }

    private static bool IsZero(IOperation value) => value.ConstantValue is { HasValue: true, Value: 0 or 0L or 0.0 or 0f };

    private static bool IsNumber(ITypeSymbol sum, ITypeSymbol? element) =>
        SymbolEqualityComparer.Default.Equals(sum, element) && sum.SpecialType is SpecialType.System_Double or SpecialType.System_Int32 or SpecialType.System_Int64;

    private static IOperation? OnlyStatement(IOperation body)
    {
        if (body is IBlockOperation { Operations: [var only] }) body = only;
        return (body as IExpressionStatementOperation)?.Operation;
    }

    private static bool IsSumOf(IOperation index, ILocalSymbol first, ILocalSymbol second) =>
        index is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, IsChecked: false, LeftOperand: ILocalReferenceOperation { Local: var left }, RightOperand: ILocalReferenceOperation { Local: var right } }
        && (Is(left, first) && Is(right, second) || Is(left, second) && Is(right, first));

    private static bool Is(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    /// <summary>The statement that declares the sum as zero, in the round.</summary>
    private static IOperation? ZeroOf(IOperation statement, ILocalSymbol sum) =>
        statement is IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [var declarator] }] } && Is(declarator.Symbol, sum)
        && declarator.Initializer?.Value is { } zero && IsZero(zero)
            ? statement
            : null;
}

/// <summary>A sum over a sliding window.</summary>
/// <param name="Place">The inner loop.</param>
/// <param name="Inner">The inner loop, over the window.</param>
/// <param name="Outer">The outer loop, over the positions.</param>
/// <param name="Element">The element summed.</param>
/// <param name="Start">The declaration of the sum.</param>
/// <param name="Sum">The sum.</param>
/// <param name="Consequence">What the message adds.</param>
internal sealed record SlidingSumFinding(
    IOperation Place, CountedLoop Inner, CountedLoop Outer, IArrayElementReferenceOperation Element, IOperation Start, ILocalSymbol Sum, string Consequence)
    : Finding(Place, Sum.Name, Inner.Limit.Syntax.ToString(), Consequence)
{
    /// <summary>The sum itself, rather than the whole loop.</summary>
    public override Location Location => Element.Parent!.Syntax.GetLocation();
}
