using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>
/// The annotated method as an iterator: what it yields, it adds to a list, and that is what it gives. It is not followed as an iterator that another method goes through:
/// the two would take turns.
/// </summary>
internal sealed partial class BodyLowering
{
    /// <summary>The list of what was yielded so far; null in methods that are no iterators.</summary>
    private VariableReference? yielded;

    private void AddYielded(List<Statement> statements, SourceSpan span)
    {
        var type = new ListType(ListType.List, ((SequenceType)program.Types[source.Symbol.ReturnType]).Element);
        yielded = new VariableReference(program.NewVariable(), type, span);
        statements.Add(new VariableDeclaration(yielded.Variable, type, new IntrinsicCall(Intrinsic.ListCreate, EquatableArray<Expression>.Empty, type, span), span));
    }

    private Statement Yield(IReturnOperation operation)
    {
        if (yielded is null) return UnsupportedStatement(operation);
        var span = Span(operation);
        return operation is { Kind: OperationKind.YieldReturn, ReturnedValue: { } value }
            ? new ExpressionStatement(new IntrinsicCall(Intrinsic.ListAdd, Elements(yielded, Expression(value)), ProgramType.Void, span), span)
            : new Return(yielded, span);
    }
}
