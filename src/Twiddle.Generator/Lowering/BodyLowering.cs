using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Lowering;

/// <summary>Lowers one method body. The parts of this class each hold one kind of construct.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>
    /// Deeper nesting than any transform needs, and shallow enough for every later recursion over the tree to fit a small stack.
    /// </summary>
    private const int MaximumDepth = 300;

    private readonly ProgramBuilder program;
    private readonly int method;
    private readonly MethodSource source;
    private readonly MethodOrigin origin;

    /// <summary>The variable that holds <c>this</c> (in a local function, that of the method around it), or −1.</summary>
    private readonly int receiver;

    /// <summary>Variables that were declared inside expressions of the statement at hand; their declarations go before it.</summary>
    private List<Statement> hoisted = [];

    /// <summary>What code outside of this body (a field's initializer) reports as its place.</summary>
    private SourceSpan? borrowedSpan;

    private int depth;

    public BodyLowering(ProgramBuilder program, int method, MethodSource source)
    {
        this.program = program;
        this.method = method;
        this.source = source;
        origin = source.Origin;
        receiver = HasReceiver(source.Symbol) ? program.NewReceiver(source.Symbol) : program.ReceiverAround(source.Symbol);
    }

    public ProgramMethod Lower()
    {
        var symbol = source.Symbol;
        var parameters = symbol.Parameters
            .Select(parameter => new ProgramParameter(program.Variable(parameter), program.Types[parameter.Type], Mode(parameter.RefKind))
            {
                Choices = TypeLowering.EnumerationValues(parameter.Type),
            })
            .ToEquatableArray();
        var statements = new List<Statement>();
        var span = new SourceSpan(method, 0, source.Declaration.Span.Length);
        if (symbol.MethodKind == MethodKind.Constructor) AddConstructorPrologue(statements);
        var isIterator = method == 0 && program.Types[symbol.ReturnType] is SequenceType && MethodForms.IsIterator(symbol, program.Cancellation);
        if (isIterator) AddYielded(statements, span);
        foreach (var statement in source.Statements()) AddStatement(statements, statement);
        if (isIterator) statements.Add(new Return(yielded, span));

        var returnType = symbol.MethodKind == MethodKind.Constructor ? ProgramType.Void : program.Types[symbol.ReturnType];
        return HasReceiver(symbol)
            ? new(receiver, parameters, returnType, new(statements.ToEquatableArray(), span)) { ReceiverType = program.Types[symbol.ContainingType], IsIterator = isIterator }
            : new(-1, parameters, returnType, new(statements.ToEquatableArray(), span)) { IsIterator = isIterator };
    }

    /// <summary>Lowers one statement as a method of the variables that it uses.</summary>
    public ProgramMethod LowerLoops(LoopVariables variables, StatementSyntax loops)
    {
        var parameters = variables.Parameters.Select(variable => new ProgramParameter(program.Variable(variable.Symbol), program.Types[LoopVariables.TypeOf(variable.Symbol)], variable.Mode)
        {
            Choices = TypeLowering.EnumerationValues(LoopVariables.TypeOf(variable.Symbol)),
            IsZeroed = variable.IsZeroed,
        }).ToEquatableArray();
        var span = new SourceSpan(method, loops.SpanStart - origin.Start, loops.Span.Length);
        var statements = new List<Statement>();
        foreach (var variable in variables.Own)
            statements.Add(new VariableDeclaration(program.Variable(variable), program.Types[LoopVariables.TypeOf(variable)], null, span));
        foreach (var definition in variables.Definitions)
            if (program.Operation(definition) is IVariableDeclaratorOperation declarator) AddDeclaration(statements, declarator);
        if (program.Operation(loops) is { } operation) AddStatement(statements, operation);
        return new(receiver, parameters, ProgramType.Void, new(statements.ToEquatableArray(), span)) { ReceiverType = receiver < 0 ? null : program.Types[source.Symbol.ContainingType] };
    }

    public static PassingMode Mode(RefKind kind) => kind switch
    {
        RefKind.None => PassingMode.Value,
        RefKind.Ref => PassingMode.Ref,
        RefKind.Out => PassingMode.Out,
        _ => PassingMode.In,
    };

    /// <summary>
    /// Whether a method works on a <c>this</c> of its own: those of structs and of plain classes do. The annotated method of a struct does not,
    /// for its object belongs to the caller and may be another at each call.
    /// </summary>
    private bool HasReceiver(IMethodSymbol symbol)
    {
        if (symbol.IsStatic || symbol.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction) return false;
        if (symbol.ContainingType is not { TypeKind: TypeKind.Struct } type) return program.Types[symbol.ContainingType] is ClassType;
        return type is not null && !SymbolEqualityComparer.Default.Equals(symbol, program.Entry.PartialImplementationPart ?? program.Entry);
    }

    private SourceSpan Span(IOperation operation)
    {
        if (borrowedSpan is { } borrowed) return borrowed;
        var syntax = operation.Syntax;
        return syntax.SyntaxTree == origin.Tree
            ? new(method, syntax.SpanStart - origin.Start, syntax.Span.Length)
            : new(method, 0, source.Declaration.Span.Length);
    }

    private UnsupportedExpression Unsupported(IOperation operation, string reason)
    {
        if (operation is IInvalidOperation) program.HasErrors = true;
        return new(reason, program.Types[operation.Type], Span(operation));
    }
}
