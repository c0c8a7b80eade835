namespace Twiddle.Compiler.Programs;

/// <summary>Walks the tree of a program.</summary>
public static class ProgramTree
{
    /// <summary>The direct operands of an expression.</summary>
    public static IEnumerable<Expression> Operands(this Expression expression) => expression switch
    {
        FieldAccess e => [e.Instance],
        MemberAccess e => [e.Instance],
        TupleElement e => [e.Tuple],
        TupleCreation e => e.Elements,
        Unary e => [e.Operand],
        Binary e => [e.Left, e.Right],
        ShortCircuit e => [e.Left, e.Right],
        Conversion e => [e.Operand],
        Conditional e => [e.Condition, e.Then, e.Else],
        ElementAccess e => [e.Array, .. e.Indices],
        ArrayCreation e => e.Elements is { } elements ? [.. e.Sizes, .. elements] : e.Sizes,
        LengthOf e => [e.Array],
        Call e => e.Receiver is null ? e.Arguments : [e.Receiver, .. e.Arguments],
        StructCreation e => e.Arguments,
        DelegateCall e => [e.Delegate, .. e.Arguments],
        ObjectCreation e => e.Arguments,
        IntrinsicCall e => e.Arguments,
        Assignment e => [e.Target, e.Value],
        CompoundAssignment e => [e.Target, e.Value],
        Deconstruction e => [.. e.Targets, e.Value],
        Increment e => [e.Target],
        _ => [],
    };

    /// <summary>All expressions in a statement, outer ones before their operands.</summary>
    public static IEnumerable<Expression> Expressions(this Statement statement) => statement switch
    {
        Block s => s.Statements.SelectMany(Expressions),
        VariableDeclaration s => s.Initializer.AndOperands(),
        ExpressionStatement s => s.Expression.AndOperands(),
        If s => [.. s.Condition.AndOperands(), .. s.Then.Expressions(), .. s.Else?.Expressions() ?? []],
        Loop s => [.. s.Before.SelectMany(Expressions), .. s.Condition.AndOperands(), .. s.Body.Expressions(), .. s.Step.SelectMany(AndOperands)],
        ForEach s => [.. s.Collection.AndOperands(), .. s.Body.Expressions()],
        Return s => s.Value.AndOperands(),
        _ => [],
    };

    /// <summary>The variables that a statement declares, for itself and what is in it.</summary>
    public static IEnumerable<int> Declared(this Statement statement) => statement switch
    {
        Block s => s.Statements.SelectMany(Declared),
        VariableDeclaration s => [s.Variable],
        If s => [.. s.Then.Declared(), .. s.Else?.Declared() ?? []],
        Loop s => [.. s.Before.SelectMany(Declared), .. s.Body.Declared()],
        ForEach s => [s.Variable, .. s.Body.Declared()],
        _ => [],
    };

    /// <summary>The lambdas and methods that a program makes delegates of.</summary>
    public static IEnumerable<int> DelegateMethods(this Program program) => program.Methods.SelectMany(method => method.Body.Expressions())
        .Concat(program.Fields.SelectMany(field => field.Initializer.AndOperands()))
        .OfType<DelegateCreation>()
        .Select(creation => creation.Method)
        .Distinct();

    /// <summary>An expression and everything in it.</summary>
    public static IEnumerable<Expression> All(Expression expression) => expression.AndOperands();

    private static IEnumerable<Expression> AndOperands(this Expression? expression)
    {
        if (expression is null) yield break;
        yield return expression;
        foreach (var operand in expression.Operands())
            foreach (var inner in operand.AndOperands())
                yield return inner;
    }
}
