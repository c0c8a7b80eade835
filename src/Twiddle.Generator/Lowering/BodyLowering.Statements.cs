using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;
using Conversion = Twiddle.Compiler.Programs.Conversion;

namespace Twiddle.Generator.Lowering;

/// <summary>Statements.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>Appends a statement, after the declarations that stood inside its expressions.</summary>
    private void AddStatement(List<Statement> statements, IOperation operation)
    {
        program.Cancellation.ThrowIfCancellationRequested();
        var outer = hoisted;
        hoisted = [];
        var lowered = new List<Statement>();
        if (depth >= MaximumDepth)
        {
            lowered.Add(new UnsupportedStatement("statements nested this deeply", Span(operation)));
        }
        else
        {
            depth++;
            AddLowered(lowered, operation);
            depth--;
        }

        statements.AddRange(hoisted);
        statements.AddRange(lowered);
        hoisted = outer;
    }

    private Statement Nested(IOperation operation)
    {
        var statements = new List<Statement>();
        AddStatement(statements, operation);
        return statements is [var only] ? only : new Block(statements.ToEquatableArray(), Span(operation));
    }

    private void AddLowered(List<Statement> statements, IOperation operation)
    {
        switch (operation)
        {
            case IEmptyOperation or ILocalFunctionOperation:
                break;
            case IVariableDeclarationGroupOperation group:
                foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators)) AddDeclaration(statements, declarator);
                break;
            case IExpressionStatementOperation { Operation: IInvocationOperation guard } when IsGuard(guard):
                AddGuard(statements, guard);
                break;
            default:
                statements.Add(Single(operation));
                break;
        }
    }

    private Statement Single(IOperation operation) => operation switch
    {
        IBlockOperation block => Block(block),
        IExpressionStatementOperation { Operation: IThrowOperation } or IThrowOperation => new Throw(Span(operation)),
        IExpressionStatementOperation expression => new ExpressionStatement(Expression(expression.Operation), Span(operation)),
        IConditionalOperation conditional => new If(
            Expression(conditional.Condition),
            Nested(conditional.WhenTrue),
            conditional.WhenFalse is { } otherwise ? Nested(otherwise) : null,
            Span(operation)),
        IForLoopOperation loop => For(loop),
        IWhileLoopOperation { Condition: { } condition } loop => new Loop(
            EquatableArray<Statement>.Empty,
            Expression(condition),
            EquatableArray<Expression>.Empty,
            Nested(loop.Body),
            !loop.ConditionIsTop,
            Span(operation)),
        IForEachLoopOperation loop => ForEach(loop),
        ISwitchOperation @switch => Switch(@switch),
        IReturnOperation { Kind: OperationKind.Return } @return => new Return(
            @return.ReturnedValue is { } value ? Expression(value) : null,
            Span(operation)),
        IReturnOperation yielding => Yield(yielding),
        IBranchOperation { BranchKind: BranchKind.Break } => new Break(Span(operation)),
        IBranchOperation { BranchKind: BranchKind.Continue } => new Continue(Span(operation)),
        _ => UnsupportedStatement(operation),
    };

    private UnsupportedStatement UnsupportedStatement(IOperation operation)
    {
        if (operation is IInvalidOperation) program.HasErrors = true;
        return new(ConstructNames.Of(operation), Span(operation));
    }

    private Block Block(IBlockOperation block)
    {
        var statements = new List<Statement>();
        foreach (var statement in block.Operations) AddStatement(statements, statement);
        return new(statements.ToEquatableArray(), Span(block));
    }

    private void AddDeclaration(List<Statement> statements, IVariableDeclaratorOperation declarator)
    {
        var local = declarator.Symbol;
        var initializer = declarator.GetVariableInitializer()?.Value;
        var span = Span(declarator);
        if (local.IsConst) return;
        if (local.IsRef)
        {
            statements.Add(new UnsupportedStatement($"the reference '{local.Name}' to another variable", span));
            return;
        }

        var value = initializer is null ? null : Expression(initializer);
        statements.Add(new VariableDeclaration(program.Variable(local), program.Types[local.Type], value, span));
    }

    /// <summary>Calls that only check an argument: <c>ArgumentNullException.ThrowIfNull</c> and <c>Debug.Assert</c>.</summary>
    private static bool IsGuard(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "ThrowIfNull", ContainingType: var type } => TypeLowering.IsFramework(type, "System", "ArgumentNullException"),
        { Name: "Assert", ContainingType: var type } => TypeLowering.IsFramework(type, "System.Diagnostics", "Debug"),
        _ => false,
    };

    private void AddGuard(List<Statement> statements, IInvocationOperation guard)
    {
        if (guard.TargetMethod.Name == "Assert")
        {
            if (!Arguments(guard.Arguments, guard.TargetMethod).Take(1).All(IsWithoutEffect))
                statements.Add(new UnsupportedStatement("an assertion that does something", Span(guard)));
            return;
        }

        var isNull = NullTest(guard.Arguments[0].Value, Span(guard));
        statements.Add(new If(isNull, new Throw(Span(guard)), null, Span(guard)));
    }

    private Loop For(IForLoopOperation loop)
    {
        var before = new List<Statement>();
        foreach (var statement in loop.Before) AddStatement(before, statement);
        var condition = loop.Condition is { } test ? Expression(test) : null;
        var step = loop.AtLoopBottom.Select(operation => operation is IExpressionStatementOperation statement ? statement.Operation : operation);
        return new(before.ToEquatableArray(), condition, Expressions(step), Nested(loop.Body), false, Span(loop));
    }

    private Statement ForEach(IForEachLoopOperation loop)
    {
        var collection = Expression(loop.Collection);
        var element = collection.Type switch
        {
            ArrayType array => array.Element,
            SpanType view => view.Element,
            SequenceType sequence => sequence.Element,
            ListType { IsMemory: false } list => list.Element,
            _ => null,
        };
        if (element is null) return UnsupportedLoop(loop, $"a 'foreach' over '{loop.Collection.Type?.ToDisplayString()}'");
        if (loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: { IsRef: false } local })
            return loop.LoopControlVariable is IDeclarationExpressionOperation or ITupleOperation ? ForEachTuple(loop, collection, element) : UnsupportedLoop(loop, "this kind of 'foreach'");

        var type = program.Types[local.Type];
        var span = Span(loop);
        if (type == element) return new ForEach(program.Variable(local), collection, Nested(loop.Body), span);
        if (!IsConversion(element, type)) return UnsupportedLoop(loop, "this kind of 'foreach'");

        var raw = program.NewVariable();
        var converted = new Conversion(new VariableReference(raw, element, span), type, span);
        var body = new Statement[] { new VariableDeclaration(program.Variable(local), type, converted, span), Nested(loop.Body) };
        return new ForEach(raw, collection, new Block(body.ToEquatableArray(), span), span);
    }

    /// <summary><c>foreach (var (n, value) in …)</c>.</summary>
    private Statement ForEachTuple(IForEachLoopOperation loop, Expression collection, ProgramType element)
    {
        var pattern = loop.LoopControlVariable is IDeclarationExpressionOperation declaration ? declaration.Expression : loop.LoopControlVariable;
        if (pattern is not ITupleOperation targets || element is not TupleType tuple || tuple.Elements.Count != targets.Elements.Length)
            return UnsupportedLoop(loop, "this kind of 'foreach'");

        var span = Span(loop);
        var raw = program.NewVariable();
        var outer = hoisted;
        hoisted = [];
        var places = targets.Elements.Select(Target).ToEquatableArray();
        var statements = new List<Statement>(hoisted);
        hoisted = outer;
        if (!places.Select(place => place.Type).SequenceEqual(tuple.Elements)) return UnsupportedLoop(loop, "this kind of 'foreach'");
        statements.Add(new ExpressionStatement(new Deconstruction(places, new VariableReference(raw, element, span), span), span));
        statements.Add(Nested(loop.Body));
        return new ForEach(raw, collection, new Block(statements.ToEquatableArray(), span), span);
    }

    private UnsupportedStatement UnsupportedLoop(IOperation loop, string reason) => new(reason, Span(loop));
}
