using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Twiddle.Generator.Analyzers.Values;

/// <summary>
/// Finds arrays that cannot be null at a place, since they were created by <c>new</c>, or since the way there has used them before, or does so first
/// of all: moving another use to the place then fails no earlier than the code did.
/// </summary>
internal static class NullChecks
{
    public static bool IsNotNull(IOperation array, IOperation place)
    {
        ISymbol? variable = array switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IFieldReferenceOperation { Field.IsReadOnly: true, Instance: null or IInstanceReferenceOperation } field => field.Field,
            _ => null,
        };
        if (variable is null) return false;
        if (variable is not IFieldSymbol && BodyFacts.Of(place).IsAssigned(variable)) return false;

        // A loop at the place itself: its first test comes before anything else it does.
        if (place is ILoopOperation loop && Uses(FirstTest(loop), variable)) return true;
        for (var inner = place; inner.Parent is { } outer; inner = outer)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation) return false;
            if (outer is ILoopOperation around && around.Body == inner && Uses(FirstTest(around), variable)) return true;
            if (outer is not IBlockOperation block) continue;
            foreach (var earlier in block.Operations)
            {
                if (earlier == inner) break;
                if (Creates(earlier, variable) || Uses(earlier, variable)) return true;
            }
        }

        return false;
    }

    private static IOperation? FirstTest(ILoopOperation loop) => loop switch
    {
        IForLoopOperation { Condition: { } condition } => condition,
        IWhileLoopOperation { ConditionIsTop: true, Condition: { } condition } => condition,
        IForEachLoopOperation forEach => forEach,
        _ => null,
    };

    private static bool Creates(IOperation statement, ISymbol variable) =>
        statement is IVariableDeclarationGroupOperation group
        && group.Declarations.Any(declaration => declaration.Declarators.Any(declarator =>
            SymbolEqualityComparer.Default.Equals(declarator.Symbol, variable) && declarator.Initializer?.Value is IArrayCreationOperation));

    /// <summary>Whether evaluating the operation uses the array for certain: outside of branches, inner bodies and lambdas.</summary>
    private static bool Uses(IOperation? operation, ISymbol variable)
    {
        switch (operation)
        {
            case null or IAnonymousFunctionOperation or ILocalFunctionOperation or IConditionalAccessOperation:
            case ITryOperation or ISwitchOperation or ISwitchExpressionOperation or IUsingOperation or ILockOperation:
                return false;
            case IConditionalOperation choice:
                return Uses(choice.Condition, variable);
            case ICoalesceOperation coalesce:
                return Uses(coalesce.Value, variable);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary:
                return Uses(binary.LeftOperand, variable);
            case IWhileLoopOperation { ConditionIsTop: true } loop:
                return Uses(loop.Condition, variable);
            case IWhileLoopOperation:
                return false;
            case IForLoopOperation loop:
                return loop.Before.Any(part => Uses(part, variable)) || Uses(loop.Condition, variable);
            case IForEachLoopOperation loop:
                return IsVariable(Unconverted(loop.Collection), variable) || Uses(loop.Collection, variable);
            case IArrayElementReferenceOperation element when IsVariable(element.ArrayReference, variable):
                return true;
            case IMemberReferenceOperation { Instance: { } instance } when IsVariable(instance, variable):
                return true;
            case IInvocationOperation { Instance: { } instance } when IsVariable(instance, variable):
                return true;
        }

        foreach (var child in operation.ChildOperations)
            if (Uses(child, variable)) return true;
        return false;
    }

    private static IOperation Unconverted(IOperation operation) => operation is IConversionOperation conversion ? conversion.Operand : operation;

    private static bool IsVariable(IOperation operation, ISymbol variable) => operation switch
    {
        ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, variable),
        IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, variable),
        IFieldReferenceOperation field => SymbolEqualityComparer.Default.Equals(field.Field, variable),
        _ => false,
    };
}
