using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>A variable that sums up over the window: declared as zero before the loops.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Declaration">The statement that declares it.</param>
internal sealed record Accumulator(ILocalSymbol Variable, IVariableDeclaratorOperation Declarator, IOperation Declaration);

/// <summary>
/// Loops over a window inside a loop over positions, whose terms depend on the position i and the place j in the window only through i + j, or only through i − j: the
/// windows of two positions next to each other have all terms in common but the first and the last.
/// </summary>
/// <param name="Positions">The loop over positions.</param>
/// <param name="Outer">The outermost loop of the window.</param>
/// <param name="Along">The loop of the window that moves with the positions: the outermost, or the one inside it.</param>
/// <param name="Across">The other one, of a window with rows and columns; or null.</param>
/// <param name="IsBackwards">Whether the terms depend on i − j.</param>
/// <param name="Accumulators">What is summed up.</param>
/// <param name="Sums">The operations that add to them.</param>
/// <param name="Center">What leaves out the place in the middle, or null.</param>
internal sealed record SlidingWindow(
    CountedLoop Positions,
    CountedLoop Outer,
    CountedLoop Along,
    CountedLoop? Across,
    bool IsBackwards,
    ImmutableArray<Accumulator> Accumulators,
    ImmutableArray<IOperation> Sums,
    WindowCenter? Center)
{
    /// <summary>The window that a loop runs over, or null.</summary>
    public static SlidingWindow? Of(IForLoopOperation loop, RuleContext context)
    {
        if (loop.Parent is not IBlockOperation { Parent: IForLoopOperation around } block || around.Body != block) return null;
        if (!AddsUp(loop.Body, 0) || CountedLoop.Of(loop) is not { } outer || CountedLoop.Of(around) is not { } positions) return null;
        var inner = InnerLoop(loop.Body) is { } nested ? CountedLoop.Of(nested) : null;
        if (inner is null && HasLoop(loop.Body)) return null;
        var facts = BodyFacts.Of(loop);
        if (facts.HasLabels || block.Operations.TakeWhile(statement => statement != loop).Any(LeavesRound)) return null;

        var body = new WindowBody(new[] { outer.Counter, inner?.Counter });
        if (!body.Gather(loop.Body) || body.Sums.IsEmpty || Declarations(body.Variables, block, loop) is not { } accumulators) return null;
        foreach (var along in inner is null ? new[] { outer } : [outer, inner])
        {
            var across = inner is null ? null : along == outer ? inner : outer;
            var terms = new SlidingTerms(positions.Counter, along.Counter);
            if (!body.Expressions.All(terms.IsFunction) || !terms.IsUsed) continue;
            if (!IsSteady(positions, outer, inner, body, facts, context)) return null;
            return new(positions, outer, along, across, terms.IsBackwards, accumulators, body.Sums, body.Center);
        }

        return null;
    }

    /// <summary>Bounds and data are the same for all positions, and nothing but the sums is written.</summary>
    private static bool IsSteady(CountedLoop positions, CountedLoop outer, CountedLoop? inner, WindowBody body, BodyFacts facts, RuleContext context)
    {
        var region = positions.Loop.Syntax.Span;
        var changing = body.Locals.Append(positions.Counter).Append(outer.Counter).ToList();
        if (inner is not null) changing.Add(inner.Counter);
        var expressions = new ExpressionTraits(context.Methods, positions.Loop);
        var terms = new SteadyTerms(facts, region, changing.ToArray<ISymbol>(), expressions, context);
        foreach (var bound in new[] { positions.Start, outer.Start, outer.Limit, inner?.Start, inner?.Limit })
            if (bound is not null && (!facts.IsUnchanged(bound, region) || (expressions.Of(bound) & (Traits.MayThrow | Traits.Impure)) != 0)) return false;
        return body.Expressions.All(terms.AreSteady);
    }

    /// <summary>The declarations of the accumulators: nothing but such comes between the first of them and the loop.</summary>
    internal static ImmutableArray<Accumulator>? Declarations(IReadOnlyList<ILocalSymbol> variables, IBlockOperation block, IForLoopOperation loop)
    {
        var found = ImmutableArray.CreateBuilder<Accumulator>();
        for (var i = block.Operations.IndexOf(loop) - 1; i >= 0 && found.Count < variables.Count; i--)
        {
            if (block.Operations[i] is not IVariableDeclarationGroupOperation { Declarations: [{ Declarators: var declarators }] } statement || statement.Syntax is not LocalDeclarationStatementSyntax) return null;
            foreach (var declarator in declarators)
            {
                if (declarator.Initializer?.Value is not { } zero || !IsZero(zero)) return null;
                if (variables.Contains(declarator.Symbol, SymbolEqualityComparer.Default)) found.Add(new(declarator.Symbol, declarator, statement));
            }
        }

        return found.Count == variables.Count ? found.ToImmutable() : null;
    }

    private static bool IsZero(IOperation value) => value.ConstantValue is { HasValue: true, Value: 0 or 0L or 0.0 or 0f };

    internal static bool LeavesRound(IOperation statement) => statement.DescendantsAndSelf().Any(part => part is IBranchOperation or IReturnOperation);

    /// <summary>The loop that a loop consists of, after declarations and conditions.</summary>
    private static IForLoopOperation? InnerLoop(IOperation body) => body switch
    {
        IForLoopOperation loop => loop,
        IBlockOperation { Operations: { Length: > 0 } statements } => statements[statements.Length - 1] as IForLoopOperation,
        _ => null,
    };

    private static bool HasLoop(IOperation body) => body.DescendantsAndSelf().Any(part => part is ILoopOperation);

    /// <summary>The question to begin with, which allocates nothing: whether the statements add to a local.</summary>
    internal static bool AddsUp(IOperation? statement, int depth)
    {
        switch (statement)
        {
            case IExpressionStatementOperation { Operation: ICompoundAssignmentOperation { Target: ILocalReferenceOperation } or IIncrementOrDecrementOperation { Target: ILocalReferenceOperation } }:
                return true;
            case IBlockOperation block:
                foreach (var part in block.Operations)
                    if (AddsUp(part, depth)) return true;
                return false;
            case IForLoopOperation loop:
                return depth == 0 && AddsUp(loop.Body, 1);
            case IConditionalOperation choice:
                return AddsUp(choice.WhenTrue, depth) || AddsUp(choice.WhenFalse, depth);
            default:
                return false;
        }
    }
}

/// <summary>The expressions of a window's terms: functions of i + j, or of i − j, in which i and j occur in no other way.</summary>
/// <param name="position">The position i.</param>
/// <param name="place">The place j in the window.</param>
internal sealed class SlidingTerms(ILocalSymbol position, ILocalSymbol place)
{
    /// <summary>Whether i and j were met at all.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Whether it is their difference that counts.</summary>
    public bool IsBackwards { get; private set; }

    public bool IsFunction(IOperation expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (expression.ConstantValue.HasValue) return true;
        if (expression is ILocalReferenceOperation { Local: var local }) return !Is(local, position) && !Is(local, place);
        if (!IsSum(expression)) return expression.ChildOperations.All(IsFunction);
        var (i, j) = (0, 0);
        var others = new List<IOperation>();
        Add(expression, 1, ref i, ref j, others);
        if (!others.All(IsFunction)) return false;
        if (i == 0 && j == 0) return true;
        if (Math.Abs(i) != 1 || Math.Abs(j) != 1 || IsUsed && IsBackwards != (i != j)) return false;
        IsUsed = true;
        IsBackwards = i != j;
        return true;
    }

    private static bool IsSum(IOperation expression) => expression switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, Type.SpecialType: SpecialType.System_Int32, IsChecked: false } => true,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, Type.SpecialType: SpecialType.System_Int32, IsChecked: false } => true,
        _ => false,
    };

    private void Add(IOperation term, int sign, ref int i, ref int j, List<IOperation> others)
    {
        switch (term)
        {
            case IBinaryOperation sum when IsSum(sum):
                Add(sum.LeftOperand, sign, ref i, ref j, others);
                Add(sum.RightOperand, sum.OperatorKind == BinaryOperatorKind.Add ? sign : -sign, ref i, ref j, others);
                break;
            case IUnaryOperation negation when IsSum(negation):
                Add(negation.Operand, -sign, ref i, ref j, others);
                break;
            case ILocalReferenceOperation { Local: var local } when Is(local, position):
                i += sign;
                break;
            case ILocalReferenceOperation { Local: var local } when Is(local, place):
                j += sign;
                break;
            default:
                others.Add(term);
                break;
        }
    }

    private static bool Is(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
