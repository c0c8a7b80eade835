using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Analyzers.Values;

/// <summary>Where in its method an expression stands.</summary>
internal static class Places
{
    /// <summary>The member or local function whose code this is.</summary>
    public static ISymbol? ContainingMember(IOperation operation)
    {
        var model = operation.SemanticModel;
        return model?.GetEnclosingSymbol(operation.Syntax.SpanStart);
    }

    /// <summary>Whether the code is the specification of a transform: it is meant to stay as it is, and is not what runs.</summary>
    public static bool IsSpecification(ISymbol member)
    {
        for (ISymbol? symbol = member; symbol is IMethodSymbol; symbol = symbol.ContainingSymbol)
            if (TransformUsage.AttributeOf(symbol) is not null) return true;
        return false;
    }

    /// <summary>Whether the code is in a lambda that becomes an expression tree: data for others to read, and no code.</summary>
    public static bool IsInExpressionTree(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
            if (outer is IAnonymousFunctionOperation { Parent: IConversionOperation { Type: { Name: "Expression", ContainingNamespace: { Name: "Expressions" } } } }) return true;
        return false;
    }

    /// <summary>Whether there is a loop around an operation, in its function: most code has none, and this allocates nothing to say so.</summary>
    public static bool IsInLoop(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); outer = outer.Parent)
            if (outer is ILoopOperation) return true;
        return false;
    }

    /// <summary>The loops around an operation whose rounds evaluate it anew, the innermost first, up to the function it is in.</summary>
    public static IEnumerable<ILoopOperation> LoopsAround(IOperation operation)
    {
        for (var inner = operation; inner.Parent is { } outer; inner = outer)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation) yield break;
            if (outer is ILoopOperation loop && IsRepeated(loop, inner)) yield return loop;
        }
    }

    /// <summary>
    /// The statement of a block that evaluates the expression exactly once whenever it runs (unless something else in it throws), or null where it
    /// may be skipped or repeated within its statement.
    /// </summary>
    public static IOperation? CertainStatement(IOperation expression)
    {
        for (var inner = expression; inner.Parent is { } outer; inner = outer)
        {
            switch (outer)
            {
                case IBlockOperation or ISwitchCaseOperation:
                    return inner is ILoopOperation or ILocalFunctionOperation ? null : inner;
                case ILoopOperation loop:
                    return loop.Body == inner && inner is IExpressionStatementOperation or IReturnOperation ? inner : null;
                case IConditionalOperation choice when choice.Condition != inner:
                    return inner is IExpressionStatementOperation or IReturnOperation ? inner : null;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both when both.LeftOperand != inner:
                case ICoalesceOperation coalesce when coalesce.Value != inner:
                case ICoalesceAssignmentOperation or IConditionalAccessOperation or ISwitchExpressionArmOperation or IAnonymousFunctionOperation:
                case ILocalFunctionOperation or ITryOperation or ICatchClauseOperation or IUsingOperation or ILockOperation or IWithOperation:
                case ICaseClauseOperation or ISwitchExpressionOperation or ILabeledOperation or IFieldInitializerOperation:
                case ITranslatedQueryOperation or IPropertyInitializerOperation or IParameterInitializerOperation or IInterpolatedStringHandlerCreationOperation:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Whether each round of the loop evaluates the expression, where inner loops are taken to run at least once.</summary>
    public static bool IsCertainIn(IOperation expression, ILoopOperation loop)
    {
        var around = CertainStatement(expression) is { } statement ? Around(statement) : TestedBy(expression);
        while (around is not null && around != loop) around = Around(around);
        return around is not null;
    }

    /// <summary>The loop that the statement is directly in, with nothing but blocks between.</summary>
    private static ILoopOperation? Around(IOperation statement)
    {
        var inner = statement;
        while (inner.Parent is IBlockOperation block) inner = block;
        return inner.Parent is ILoopOperation loop && loop.Body == inner ? loop : null;
    }

    /// <summary>The loop whose condition always evaluates the expression.</summary>
    private static ILoopOperation? TestedBy(IOperation expression)
    {
        for (var inner = expression; inner.Parent is { } outer; inner = outer)
        {
            if (outer is IForLoopOperation { Condition: var test } && test == inner) return (ILoopOperation)outer;
            if (outer is IWhileLoopOperation { Condition: var condition } && condition == inner) return (ILoopOperation)outer;
            var isPlain = outer is IBinaryOperation binary && (binary.LeftOperand == inner || binary.OperatorKind is not (BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr))
                || outer is IUnaryOperation or IConversionOperation or IInvocationOperation or IArgumentOperation;
            if (!isPlain) return null;
        }

        return null;
    }

    private static bool IsRepeated(ILoopOperation loop, IOperation part) => loop switch
    {
        IForLoopOperation counted => !counted.Before.Contains(part),
        IForEachLoopOperation forEach => forEach.Collection != part,
        _ => true,
    };
}
