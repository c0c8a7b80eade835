using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Twiddle.Generator.Analyzers.Values;

/// <summary><c>for (int i = start; i &lt; limit; i++)</c>, whose counter nothing else writes: it takes each value from start to the limit once.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Counter">The counter, declared by the loop, of type <c>int</c>.</param>
/// <param name="Start">Its first value.</param>
/// <param name="Limit">The value it is compared with.</param>
/// <param name="IsInclusive">Whether it reaches the limit.</param>
internal sealed record CountedLoop(IForLoopOperation Loop, ILocalSymbol Counter, IOperation Start, IOperation Limit, bool IsInclusive)
{
    /// <summary>The loop as a counted one, or null where it is of another form.</summary>
    public static CountedLoop? Of(IForLoopOperation loop)
    {
        if (loop.Before is not [IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [var declarator] }] }]) return null;
        if (declarator.Initializer?.Value is not { } start || declarator.Symbol.Type.SpecialType != SpecialType.System_Int32) return null;
        if (loop.AtLoopBottom is not [IExpressionStatementOperation { Operation: var step }] || !IsIncrement(step, declarator.Symbol)) return null;
        if (loop.Condition is not IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } condition) return null;
        if (condition.LeftOperand is not ILocalReferenceOperation { Local: var compared } || !Is(compared, declarator.Symbol)) return null;
        if (WritesCounter(loop.Body, declarator.Symbol)) return null;
        return new(loop, declarator.Symbol, start, condition.RightOperand, condition.OperatorKind == BinaryOperatorKind.LessThanOrEqual);
    }

    /// <summary>Whether the counter is never negative.</summary>
    public bool StartsAtLeastAt(int least) => Start.ConstantValue is { HasValue: true, Value: int first } && first >= least;

    private static bool Is(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    private static bool IsIncrement(IOperation step, ILocalSymbol counter) => step switch
    {
        IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: ILocalReferenceOperation { Local: var local } } => Is(local, counter),
        ICompoundAssignmentOperation
        {
            OperatorKind: BinaryOperatorKind.Add,
            Target: ILocalReferenceOperation { Local: var local },
            Value.ConstantValue: { HasValue: true, Value: 1 },
        } => Is(local, counter),
        _ => false,
    };

    private static bool WritesCounter(IOperation body, ILocalSymbol counter)
    {
        foreach (var operation in body.Descendants())
            if (operation is ILocalReferenceOperation { Local: var local } && Is(local, counter) && BodyFacts.IsWritten(operation)) return true;
        return false;
    }
}
