using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// A loop whose variable runs from its value at the start by a constant step up (or down) to a bound that the loop leaves alone.
/// </summary>
/// <param name="Variable">The loop variable.</param>
/// <param name="Comparison">How the variable compares with the bound while the loop goes on.</param>
/// <param name="Bound">The bound.</param>
/// <param name="Delta">What is added to the variable at each iteration.</param>
/// <param name="Body">The iteration without the step: the body, then the other step expressions.</param>
internal sealed record CountedLoop(int Variable, BinaryOperator Comparison, Expression Bound, Expression Delta, Statement Body)
{
    /// <summary>Whether the delta is subtracted.</summary>
    public bool CountsDown { get; private init; }

    /// <summary>Whether the condition itself makes the step: the body finds the variable one step further on.</summary>
    public bool StepsFirst { get; private init; }

    /// <summary>Whether it does so before it compares.</summary>
    public bool ComparesStepped { get; private init; }

    /// <summary>
    /// The loop as one that counts; null where it is none. One that tests after its body is the same as one that tests before, as long as that has an iteration.
    /// </summary>
    public static CountedLoop? Recognise(Program program, Loop loop)
    {
        if (loop.Condition is null or BooleanLiteral { Value: true } && WithLeadingBreak(loop) is { } tested) return Recognise(program, tested);
        if (loop.Condition is not Binary condition) return null;
        if (condition.Left is Increment inside) return loop.TestsAfterBody ? null : StepsInCondition(program, loop, condition with { Left = inside.Target }, inside);
        if (AsComparison(condition) is not var (variable, comparison, bound)) return null;
        var (step, body) = SplitStep(loop, variable);
        if (step is null) return null;
        var assigned = AssignedVariables.In(program, body);
        if (assigned.Contains(variable) || !IsInvariant(bound, assigned, variable)) return null;
        return step switch
        {
            Increment increment => new(variable, comparison, bound, One, body) { CountsDown = increment.Delta < 0 },
            CompoundAssignment { BuiltIn: BinaryOperator.Add or BinaryOperator.Subtract, Operator: < 0 } compound when IsInvariant(compound.Value, assigned, variable) =>
                new(variable, comparison, bound, compound.Value, body) { CountsDown = compound.BuiltIn == BinaryOperator.Subtract },
            Assignment { Value: Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract, Left: VariableReference left } sum }
                when left.Variable == variable && IsInvariant(sum.Right, assigned, variable) =>
                new(variable, comparison, bound, sum.Right, body) { CountsDown = sum.Operator == BinaryOperator.Subtract },
            _ => null,
        };
    }

    /// <summary><c>while (true) { if (n == N) break; … }</c> as <c>while (n != N) { … }</c>.</summary>
    private static Loop? WithLeadingBreak(Loop loop)
    {
        if (loop.TestsAfterBody || loop.Body is not Block { Statements: { Count: > 0 } statements } || statements[0] is not If { Condition: Binary condition, Else: null, Then: var then }) return null;
        if (then is not (Break or Block { Statements: [Break] }) || Negated(condition.Operator) is not { } negated) return null;
        return loop with { Condition = condition with { Operator = negated }, Body = new Block(statements.Skip(1).ToEquatableArray(), loop.Body.Span) };
    }

    private static BinaryOperator? Negated(BinaryOperator comparison) => comparison switch
    {
        BinaryOperator.Equal => BinaryOperator.NotEqual,
        BinaryOperator.Less => BinaryOperator.GreaterOrEqual,
        BinaryOperator.LessOrEqual => BinaryOperator.Greater,
        BinaryOperator.Greater => BinaryOperator.LessOrEqual,
        BinaryOperator.GreaterOrEqual => BinaryOperator.Less,
        _ => null,
    };

    /// <summary><c>while (n-- > 0)</c>, <c>while (--n >= 0)</c>.</summary>
    private static CountedLoop? StepsInCondition(Program program, Loop loop, Binary condition, Increment step)
    {
        if (loop.Step.Count > 0 || AsComparison(condition) is not var (variable, comparison, bound)) return null;
        var assigned = AssignedVariables.In(program, loop.Body);
        return assigned.Contains(variable) || !IsInvariant(bound, assigned, variable)
            ? null
            : new(variable, comparison, bound, One, loop.Body) { CountsDown = step.Delta < 0, StepsFirst = true, ComparesStepped = step.IsPrefix };
    }

    private static Expression One { get; } = new IntegerLiteral(1, ProgramType.Int32, default);

    private static (int Variable, BinaryOperator Comparison, Expression Bound)? AsComparison(Binary condition)
    {
        if (condition.Operator is < BinaryOperator.NotEqual or > BinaryOperator.GreaterOrEqual) return null;
        if (Unconverted(condition.Left) is VariableReference left) return (left.Variable, condition.Operator, condition.Right);
        if (Unconverted(condition.Right) is not VariableReference right) return null;
        var mirrored = condition.Operator switch
        {
            BinaryOperator.Less => BinaryOperator.Greater,
            BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
            BinaryOperator.Greater => BinaryOperator.Less,
            BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
            _ => condition.Operator,
        };
        return (right.Variable, mirrored, condition.Left);
    }

    private static Expression Unconverted(Expression expression) =>
        expression is Conversion { Type: ScalarType } conversion ? Unconverted(conversion.Operand) : expression;

    /// <summary>Takes the expression that steps the variable out of the step list of a <c>for</c>, or off the end of a <c>while</c>'s body.</summary>
    private static (Expression? Step, Statement Body) SplitStep(Loop loop, int variable)
    {
        var own = loop.Step.Where(s => Steps(s, variable)).ToList();
        if (own.Count == 1)
        {
            var others = loop.Step.Where(s => s != own[0]).Select(s => (Statement)new ExpressionStatement(s, s.Span));
            return (own[0], new Block(((IEnumerable<Statement>)[loop.Body, .. others]).ToEquatableArray(), loop.Body.Span));
        }

        if (loop.Step.Count > 0 || loop.Body is not Block { Statements: { Count: > 0 } statements }) return (null, loop.Body);
        if (statements[statements.Count - 1] is not ExpressionStatement { Expression: var last } || !Steps(last, variable)) return (null, loop.Body);
        // A 'continue' would jump over a step at the end of the body.
        if (HasContinue(loop.Body)) return (null, loop.Body);
        return (last, new Block(statements.Take(statements.Count - 1).ToEquatableArray(), loop.Body.Span));
    }

    private static bool Steps(Expression expression, int variable) => expression switch
    {
        Increment { Target: VariableReference v } => v.Variable == variable,
        CompoundAssignment { Target: VariableReference v } => v.Variable == variable,
        Assignment { Target: VariableReference v } => v.Variable == variable,
        _ => false,
    };

    private static bool HasContinue(Statement statement) => statement switch
    {
        Continue => true,
        Block block => block.Statements.Any(HasContinue),
        If @if => HasContinue(@if.Then) || (@if.Else is { } otherwise && HasContinue(otherwise)),
        _ => false,
    };

    private static bool IsInvariant(Expression expression, ISet<int> assigned, int loopVariable) => expression switch
    {
        VariableReference variable => variable.Variable != loopVariable && !assigned.Contains(variable.Variable),
        IntegerLiteral or RealLiteral or LengthOf or StaticFieldReference => true,
        Binary or Unary or Conversion or FieldAccess or IntrinsicCall => expression.Operands().All(o => IsInvariant(o, assigned, loopVariable)),
        _ => false,
    };
}
