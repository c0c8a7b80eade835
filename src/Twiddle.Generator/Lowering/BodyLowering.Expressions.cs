using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>Expressions: what kind of thing each one is.</summary>
internal sealed partial class BodyLowering
{
    private Expression Expression(IOperation operation)
    {
        program.Cancellation.ThrowIfCancellationRequested();
        if (depth >= MaximumDepth) return Unsupported(operation, "an expression nested this deeply");

        depth++;
        var lowered = FoldedConstant(operation) ?? UnfoldedExpression(operation);
        depth--;
        return lowered;
    }

    private Expression UnfoldedExpression(IOperation operation) => operation switch
    {
        ILiteralOperation literal => Literal(literal),
        ILocalReferenceOperation local => Local(local),
        IParameterReferenceOperation parameter => Parameter(parameter),
        IInstanceReferenceOperation instance => Instance(instance),
        IFieldReferenceOperation field => Field(field),
        IPropertyReferenceOperation property => Property(property),
        IArrayElementReferenceOperation element => ArrayElement(element),
        IImplicitIndexerReferenceOperation element => ImplicitIndexer(element),
        IConversionOperation conversion => Conversion(conversion),
        IUnaryOperation unary => Unary(unary),
        IBinaryOperation binary => Binary(binary),
        IConditionalOperation { WhenFalse: { } whenFalse, IsRef: false } conditional => new Conditional(
            Expression(conditional.Condition),
            Expression(conditional.WhenTrue),
            Expression(whenFalse),
            program.Types[conditional.Type],
            Span(conditional)),
        ICoalesceOperation coalesce => Coalesce(coalesce),
        ISimpleAssignmentOperation { IsRef: false } assignment => Assignment(assignment),
        ICompoundAssignmentOperation compound => CompoundAssignment(compound),
        IIncrementOrDecrementOperation increment => Increment(increment),
        IDeconstructionAssignmentOperation deconstruction => Deconstruction(deconstruction),
        IDeclarationExpressionOperation declaration => DeclaredTarget(declaration.Expression),
        IDiscardOperation discard => new VariableReference(Hoist(program.NewVariable(), discard), program.Types[discard.Type], Span(discard)),
        IInvocationOperation invocation => Invocation(invocation),
        IDelegateCreationOperation creation => DelegateOf(creation.Target, creation),
        ITranslatedQueryOperation query => Expression(query.Operation),
        IAnonymousObjectCreationOperation creation => AnonymousObject(creation),
        IObjectCreationOperation creation => ObjectCreation(creation),
        IWithOperation with => With(with),
        IArrayCreationOperation creation => ArrayCreation(creation),
        ITupleOperation tuple => new TupleCreation(Expressions(tuple.Elements), program.Types[tuple.Type], Span(tuple)),
        IDefaultValueOperation value => new DefaultValue(program.Types[value.Type], Span(value)),
        IIsPatternOperation pattern => IsPattern(pattern),
        ISwitchExpressionOperation @switch => SwitchExpression(@switch),
        IThrowOperation @throw => ThrowExpression(@throw),
        _ when operation.Syntax is CollectionExpressionSyntax collection => CollectionExpression(operation, collection),
        _ when operation.Syntax is StackAllocArrayCreationExpressionSyntax allocation => StackAllocation(operation, allocation),
        _ => Unsupported(operation, ConstructNames.Of(operation)),
    };

    private EquatableArray<Expression> Expressions(IEnumerable<IOperation> operations) => operations.Select(Expression).ToEquatableArray();

    private Expression Local(ILocalReferenceOperation reference)
    {
        var local = reference.Local;
        if (local.IsRef) return Unsupported(reference, $"the reference '{local.Name}' to another variable");
        if (local.IsConst) return ConstantLocal(reference);
        if (reference.IsDeclaration) Hoist(program.Variable(local), reference);
        return new VariableReference(program.Variable(local), program.Types[local.Type], Span(reference));
    }

    /// <summary>A real constant stands for its initializer, so that <c>const double step = 2 * Math.PI</c> keeps its π.</summary>
    private Expression ConstantLocal(ILocalReferenceOperation reference)
    {
        var declarator = reference.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(program.Cancellation) as VariableDeclaratorSyntax;
        return declarator?.Initializer is { } initializer && program.Operation(initializer) is IVariableInitializerOperation { Value: { } value }
            ? Expression(value)
            : Unsupported(reference, $"the constant '{reference.Local.Name}'");
    }

    private Expression Parameter(IParameterReferenceOperation reference)
    {
        var parameter = reference.Parameter;
        var isCaptured = parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            && !SymbolEqualityComparer.Default.Equals(constructor, source.Symbol)
            && constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(program.Cancellation) is not ConstructorDeclarationSyntax;
        return isCaptured
            ? Unsupported(reference, $"the constructor's parameter '{parameter.Name}', kept in the object")
            : new VariableReference(program.Variable(parameter), program.Types[parameter.Type], Span(reference));
    }

    private Expression Instance(IInstanceReferenceOperation reference) =>
        receiver >= 0 && reference.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance
            ? new VariableReference(receiver, program.Types[reference.Type], Span(reference))
            : Unsupported(reference, "'this': what the object holds can change between calls");

    /// <summary>Declares a variable in front of the statement at hand.</summary>
    private int Hoist(int variable, IOperation declaration)
    {
        hoisted.Add(new VariableDeclaration(variable, program.Types[declaration.Type], null, Span(declaration)));
        return variable;
    }

    /// <summary>
    /// <c>let variable = value in body</c>: evaluates <paramref name="value"/> once for a body that mentions it several times, by a call of a
    /// method of one parameter. A literal or a variable needs no such detour.
    /// </summary>
    private Expression Let(Expression value, SourceSpan span, Func<Expression, Expression> body)
    {
        if (value is VariableReference or IntegerLiteral or BooleanLiteral) return body(value);
        if (program.IsFull) return new UnsupportedExpression("a program of so many parts", value.Type, span);

        var variable = program.NewVariable();
        var result = body(new VariableReference(variable, value.Type, span));
        return Synthesized([(variable, value)], result.Type, [new Return(result, span)], span);
    }

    /// <summary>A call of a method that stands nowhere in the source: <paramref name="body"/> with variables bound to arguments.</summary>
    private Expression Synthesized(
        IReadOnlyList<(int Variable, Expression Argument)> arguments,
        ProgramType type,
        IEnumerable<Statement> body,
        SourceSpan span)
    {
        var parameters = arguments
            .Select(argument => new ProgramParameter(argument.Variable, argument.Argument.Type, PassingMode.Value))
            .ToEquatableArray();
        var index = program.AddSynthesized(new(-1, parameters, type, new(body.ToEquatableArray(), span)), origin);
        return new Call(index, null, arguments.Select(argument => argument.Argument).ToEquatableArray(), type, span);
    }

    private Expression ThrowExpression(IThrowOperation @throw) =>
        program.IsFull
            ? Unsupported(@throw, "a program of so many parts")
            : Synthesized([], program.Types[@throw.Type], [new Throw(Span(@throw))], Span(@throw));
}
