using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// What the loops over a window consist of: locals of their own, conditions, <c>continue</c>, and sums. Nothing else is written, so that the terms can be added in
/// another order.
/// </summary>
/// <param name="counters">The counters of the loops; null where there is only one.</param>
internal sealed class WindowBody(ILocalSymbol?[] counters)
{
    private readonly List<IOperation> expressions = [];
    private readonly List<ILocalSymbol> locals = [];
    private readonly List<ILocalSymbol> variables = [];
    private readonly List<IOperation> sums = [];

    /// <summary>All values and conditions.</summary>
    public IReadOnlyList<IOperation> Expressions => expressions;

    /// <summary>The variables declared in the loops.</summary>
    public IReadOnlyList<ILocalSymbol> Locals => locals;

    /// <summary>The variables that are added to.</summary>
    public IReadOnlyList<ILocalSymbol> Variables => variables;

    public ImmutableArray<IOperation> Sums => sums.ToImmutableArray();

    /// <summary><c>if (dx == 0 &amp;&amp; dy == 0) continue;</c>, or <c>if (dx != 0 || dy != 0) …</c>: the place in the middle does not count.</summary>
    public WindowCenter? Center { get; private set; }

    /// <summary>Takes a statement in; false where it is of another kind.</summary>
    public bool Gather(IOperation? statement)
    {
        switch (statement)
        {
            case null or IEmptyOperation or IBranchOperation { BranchKind: BranchKind.Continue }:
                return true;
            case IBlockOperation block:
                return block.Operations.All(Gather);
            case IForLoopOperation loop:
                return Gather(loop.Body);
            case IConditionalOperation { WhenFalse: null, WhenTrue: var skip } center when Center is null && IsContinue(skip) && IsCenter(center.Condition):
                Center = new(center, null, IsSkip: true);
                return true;
            case IConditionalOperation { WhenFalse: null } guarded when Center is null && IsNotCenter(guarded.Condition):
                Center = new(guarded, null, IsSkip: false);
                return Gather(guarded.WhenTrue);
            case IConditionalOperation { WhenFalse: null, Condition: IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both } guarded when Center is null && IsNotCenter(both.LeftOperand):
                Center = new(guarded, both.RightOperand, IsSkip: false);
                expressions.Add(both.RightOperand);
                return Gather(guarded.WhenTrue);
            case IConditionalOperation choice:
                expressions.Add(choice.Condition);
                return Gather(choice.WhenTrue) && Gather(choice.WhenFalse);
            case IVariableDeclarationGroupOperation { Declarations: [{ Declarators: var declarators }] }:
                return declarators.All(Declare);
            case IExpressionStatementOperation { Operation: var operation }:
                return Sum(operation);
            default:
                return false;
        }
    }

    private bool Declare(IVariableDeclaratorOperation declarator)
    {
        if (declarator.Initializer?.Value is not { } value || declarator.Symbol.RefKind != RefKind.None || !declarator.Symbol.Type.IsUnmanagedType) return false;
        locals.Add(declarator.Symbol);
        expressions.Add(value);
        return true;
    }

    private bool Sum(IOperation operation)
    {
        var target = operation switch
        {
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, IsChecked: false, OperatorMethod: null } sum => sum.Target,
            IIncrementOrDecrementOperation { IsChecked: false, OperatorMethod: null, IsLifted: false } count => count.Target,
            _ => null,
        };
        if (target is not ILocalReferenceOperation { Local: var variable } || locals.Contains(variable, SymbolEqualityComparer.Default) || !IsNumber(variable.Type)) return false;
        if (counters.Contains(variable, SymbolEqualityComparer.Default)) return false;
        if (!variables.Contains(variable, SymbolEqualityComparer.Default)) variables.Add(variable);
        if (operation is ICompoundAssignmentOperation { Value: var value }) expressions.Add(value);
        sums.Add(operation);
        return true;
    }

    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Int32 or SpecialType.System_Int64;

    private static bool IsContinue(IOperation statement) =>
        statement is IBranchOperation { BranchKind: BranchKind.Continue } or IBlockOperation { Operations: [IBranchOperation { BranchKind: BranchKind.Continue }] };

    /// <summary>Whether a condition says that all counters are zero.</summary>
    private bool IsCenter(IOperation condition) => AreAll(condition, BinaryOperatorKind.ConditionalAnd, BinaryOperatorKind.Equals);

    /// <summary>Whether a condition says that not all counters are zero.</summary>
    private bool IsNotCenter(IOperation condition) =>
        condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not ? IsCenter(not.Operand) : AreAll(condition, BinaryOperatorKind.ConditionalOr, BinaryOperatorKind.NotEquals);

    private bool AreAll(IOperation condition, BinaryOperatorKind between, BinaryOperatorKind comparison)
    {
        var compared = new List<ILocalSymbol>();
        return Compare(condition) && counters.All(counter => counter is null || compared.Contains(counter, SymbolEqualityComparer.Default));

        bool Compare(IOperation part)
        {
            if (part is not IBinaryOperation binary) return false;
            if (binary.OperatorKind == between) return Compare(binary.LeftOperand) && Compare(binary.RightOperand);
            if (binary is not { LeftOperand: ILocalReferenceOperation { Local: var counter }, RightOperand.ConstantValue: { HasValue: true, Value: 0 } } || binary.OperatorKind != comparison) return false;
            compared.Add(counter);
            return counters.Contains(counter, SymbolEqualityComparer.Default);
        }
    }
}

/// <summary>What leaves out the place in the middle of a window.</summary>
/// <param name="Statement">The statement with the condition.</param>
/// <param name="Rest">What else the condition asks for; or null.</param>
/// <param name="IsSkip">Whether the statement goes on to the next place; else it is what is done at all other places.</param>
internal sealed record WindowCenter(IConditionalOperation Statement, IOperation? Rest, bool IsSkip);
