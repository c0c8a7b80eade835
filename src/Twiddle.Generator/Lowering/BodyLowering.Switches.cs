using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary><c>switch</c> and patterns, as chains of comparisons.</summary>
internal sealed partial class BodyLowering
{
    private Statement Switch(ISwitchOperation @switch)
    {
        var isLeftEarly = @switch.Cases.Any(section => LeavesEarly(section, @switch.ExitLabel));
        if (isLeftEarly && @switch.Descendants().Any(IsOuterContinue))
            return new UnsupportedStatement("a 'switch' that mixes an early 'break' with 'continue'", Span(@switch));

        var value = Expression(@switch.Value);
        var statements = new List<Statement>();
        if (value is not VariableReference)
        {
            var held = program.NewVariable();
            statements.Add(new VariableDeclaration(held, value.Type, value, Span(@switch.Value)));
            value = new VariableReference(held, value.Type, Span(@switch.Value));
        }

        statements.Add(Chain(@switch, value));
        var chain = new Block(statements.ToEquatableArray(), Span(@switch));

        // A 'break' in the middle of a section leaves the switch: so it leaves a loop that runs once.
        return isLeftEarly
            ? new Loop(EquatableArray<Statement>.Empty, new BooleanLiteral(false, Span(@switch)), EquatableArray<Expression>.Empty, chain, true, Span(@switch))
            : chain;
    }

    private Statement Chain(ISwitchOperation @switch, Expression value)
    {
        Statement? chain = null;
        foreach (var section in @switch.Cases.Where(HasDefault)) chain = Section(section, @switch.ExitLabel);
        foreach (var section in @switch.Cases.Where(section => !HasDefault(section)).Reverse())
        {
            var matches = section.Clauses.Select(clause => Clause(clause, value)).Aggregate((left, right) => Or(left, right));
            chain = new If(matches, Section(section, @switch.ExitLabel), chain, Span(section));
        }

        return chain ?? new Block(EquatableArray<Statement>.Empty, Span(@switch));
    }

    private static bool HasDefault(ISwitchCaseOperation section) => section.Clauses.Any(clause => clause.CaseKind == CaseKind.Default);

    private Expression Clause(ICaseClauseOperation clause, Expression value) => clause switch
    {
        ISingleValueCaseClauseOperation single => Equal(value, Expression(single.Value), Span(clause)),
        IPatternCaseClauseOperation { Guard: null } pattern => Matches(pattern.Pattern, value),
        IPatternCaseClauseOperation { Guard: { } guard } pattern => new ShortCircuit(false, Matches(pattern.Pattern, value), Expression(guard), Span(clause)),
        _ => Unsupported(clause, "this kind of 'case'"),
    };

    /// <summary>The statements of a section, without the <c>break</c> that ends it.</summary>
    private Block Section(ISwitchCaseOperation section, ILabelSymbol exit)
    {
        var statements = new List<Statement>();
        foreach (var operation in section.Body)
        {
            if (IsExit(operation, exit)) break;
            if (operation is IBlockOperation block && block.Operations is [.. var inner, var last] && IsExit(last, exit))
                foreach (var statement in inner) AddStatement(statements, statement);
            else AddStatement(statements, operation);
        }

        return new(statements.ToEquatableArray(), Span(section));
    }

    private static bool IsExit(IOperation operation, ILabelSymbol exit) =>
        operation is IBranchOperation { BranchKind: BranchKind.Break } branch && SymbolEqualityComparer.Default.Equals(branch.Target, exit);

    /// <summary>Whether a section leaves the switch from anywhere but its own end.</summary>
    private static bool LeavesEarly(ISwitchCaseOperation section, ILabelSymbol exit)
    {
        var ends = section.Body.Concat(section.Body.OfType<IBlockOperation>().SelectMany(block => block.Operations.Skip(block.Operations.Length - 1)));
        return section.Descendants().Where(operation => IsExit(operation, exit)).Except(ends).Any();
    }

    private static bool IsOuterContinue(IOperation operation) => operation is IBranchOperation { BranchKind: BranchKind.Continue };

    private Expression SwitchExpression(ISwitchExpressionOperation @switch) => Let(Expression(@switch.Value), Span(@switch), value =>
    {
        var type = program.Types[@switch.Type];
        if (program.IsFull) return Unsupported(@switch, "a program of so many parts");
        var chain = Synthesized([], type, [new Throw(Span(@switch))], Span(@switch));
        foreach (var arm in @switch.Arms.Reverse())
        {
            var matches = Matches(arm.Pattern, value);
            if (arm.Guard is { } guard) matches = And(matches, Expression(guard));
            chain = matches is BooleanLiteral { Value: true }
                ? Expression(arm.Value)
                : new Conditional(matches, Expression(arm.Value), chain, type, Span(arm));
        }

        return chain;
    });

    private Expression IsPattern(IIsPatternOperation pattern) => pattern.Pattern switch
    {
        IConstantPatternOperation constant when IsNull(constant.Value) => NullTest(pattern.Value, Span(pattern)),
        INegatedPatternOperation { Pattern: IConstantPatternOperation constant } when IsNull(constant.Value) => Negation(NullTest(pattern.Value, Span(pattern))),
        _ => Let(Expression(pattern.Value), Span(pattern), value => Matches(pattern.Pattern, value)),
    };

    /// <summary>Whether a value, which is evaluated already, matches a pattern.</summary>
    private Expression Matches(IPatternOperation pattern, Expression value) => pattern switch
    {
        IDiscardPatternOperation => new BooleanLiteral(true, Span(pattern)),
        IConstantPatternOperation constant when value.Type is ScalarType => Equal(value, Expression(constant.Value), Span(pattern)),
        IRelationalPatternOperation relational when value.Type is ScalarType && OperatorOf(relational.OperatorKind, value.Type) is { } comparison =>
            new Binary(comparison, value, Expression(relational.Value), ProgramType.Boolean, Span(pattern)),
        INegatedPatternOperation negated => Negation(Matches(negated.Pattern, value)),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or => Or(Matches(or.LeftPattern, value), Matches(or.RightPattern, value)),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } and => And(Matches(and.LeftPattern, value), Matches(and.RightPattern, value)),
        IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeclaredSymbol: null } tuple
            when value.Type is TupleType type && type.Elements.Count == tuple.DeconstructionSubpatterns.Length =>
            tuple.DeconstructionSubpatterns
                .Select((element, i) => Matches(element, new TupleElement(value, i, type.Elements[i], Span(pattern))))
                .Aggregate(And),
        _ => Unsupported(pattern, "this kind of pattern") with { Type = ProgramType.Boolean },
    };

    private static Expression Equal(Expression left, Expression right, SourceSpan span) =>
        left.Type is ScalarType && left.Type == right.Type
            ? new Binary(BinaryOperator.Equal, left, right, ProgramType.Boolean, span)
            : new UnsupportedExpression("a comparison of this kind", ProgramType.Boolean, span);

    private static Expression And(Expression left, Expression right) => (left, right) switch
    {
        (BooleanLiteral { Value: true }, _) => right,
        (_, BooleanLiteral { Value: true }) => left,
        _ => new ShortCircuit(false, left, right, left.Span),
    };

    private static Expression Or(Expression left, Expression right) => new ShortCircuit(true, left, right, left.Span);
}
