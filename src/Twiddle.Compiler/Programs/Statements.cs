namespace Twiddle.Compiler.Programs;

public abstract record Statement(SourceSpan Span);

public sealed record Block(EquatableArray<Statement> Statements, SourceSpan Span) : Statement(Span);

/// <summary>Declares a variable; without initializer it is unassigned.</summary>
public sealed record VariableDeclaration(int Variable, ProgramType Type, Expression? Initializer, SourceSpan Span) : Statement(Span);

public sealed record ExpressionStatement(Expression Expression, SourceSpan Span) : Statement(Span);

public sealed record If(Expression Condition, Statement Then, Statement? Else, SourceSpan Span) : Statement(Span);

/// <summary><c>for</c> and <c>while</c> (and <c>do</c>, when the condition is tested after the body).</summary>
public sealed record Loop(
    EquatableArray<Statement> Before,
    Expression? Condition,
    EquatableArray<Expression> Step,
    Statement Body,
    bool TestsAfterBody,
    SourceSpan Span) : Statement(Span);

/// <summary><c>foreach</c> over an array or span.</summary>
public sealed record ForEach(int Variable, Expression Collection, Statement Body, SourceSpan Span) : Statement(Span);

public sealed record Return(Expression? Value, SourceSpan Span) : Statement(Span);

public sealed record Break(SourceSpan Span) : Statement(Span);

public sealed record Continue(SourceSpan Span) : Statement(Span);

public sealed record Throw(SourceSpan Span) : Statement(Span);

/// <summary>A statement that lowering has no word for; reaching it while reading is a refusal.</summary>
public sealed record UnsupportedStatement(string Reason, SourceSpan Span) : Statement(Span);
