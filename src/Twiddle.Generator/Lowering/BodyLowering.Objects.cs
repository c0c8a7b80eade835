using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>New values of structs and new objects: constructors, initializers and <c>with</c>.</summary>
internal sealed partial class BodyLowering
{
    private Expression ObjectCreation(IObjectCreationOperation creation)
    {
        var created = Created(creation);
        if (creation.Initializer is { } items && created.Type is ListType) return Filled(created, items, creation);
        return creation.Initializer is { } initializer && created is not UnsupportedExpression
            ? Initialized(created, initializer, creation)
            : created;
    }

    private Expression Created(IObjectCreationOperation creation)
    {
        var type = program.Types[creation.Type];
        var arguments = creation.Constructor is { } constructor ? Arguments(creation.Arguments, constructor) : EquatableArray<Expression>.Empty;
        return type switch
        {
            ComplexType when arguments.Count == 2 => new IntrinsicCall(Intrinsic.ComplexCreate, arguments, type, Span(creation)),
            ComplexType or ScalarType when arguments.Count == 0 => new DefaultValue(type, Span(creation)),
            ScalarType { Kind: ScalarKind.BigInteger } when arguments is [{ Type: ScalarType { Kind: not ScalarKind.Boolean } } number] => new Conversion(number, type, Span(creation)),
            SpanType span => NewSpan(span, arguments, creation),
            ListType { Name: ListType.List } list => NewList(list, arguments, creation),
            StructType when creation.Constructor is { } known && PlaneVectorCall(known, arguments, creation) is { } vector => vector,
            StructType or ClassType => NewStruct(creation.Constructor, arguments, type, creation),
            _ => Unsupported(creation, $"an object of type '{creation.Type?.Name}'"),
        };
    }

    /// <summary>A new list: empty (a capacity is only a hint), or of the elements of another.</summary>
    private Expression NewList(ListType type, EquatableArray<Expression> arguments, IOperation creation)
    {
        if (arguments.Count == 0 || arguments[0].Type == ProgramType.Int32)
            return new IntrinsicCall(Intrinsic.ListCreate, arguments, type, Span(creation));
        return arguments[0].Type is ArrayType { Rank: 1 } or ListType or SequenceType
            ? new IntrinsicCall(Intrinsic.ListFrom, arguments, type, Span(creation))
            : Unsupported(creation, "this form of list");
    }

    /// <summary><c>new List&lt;T&gt; { a, b, … }</c>.</summary>
    private Expression Filled(Expression list, IObjectOrCollectionInitializerOperation initializer, IOperation creation)
    {
        var items = initializer.Initializers.Select(i => i is IInvocationOperation { Arguments: [{ } item] } ? Expression(item.Value) : null).ToList();
        if (program.IsFull || items.Any(i => i is null)) return Unsupported(creation, "this kind of initializer");
        return WithItems(list, Span(creation), items.Select(i => i!).ToList());
    }

    private Expression WithItems(Expression list, SourceSpan span, List<Expression> items)
    {
        var variable = program.NewVariable();
        var arguments = new List<(int, Expression)> { (variable, list) };
        var body = new List<Statement>();
        foreach (var item in items)
        {
            var element = program.NewVariable();
            arguments.Add((element, item));
            var added = Elements(new VariableReference(variable, list.Type, span), new VariableReference(element, item.Type, span));
            body.Add(new ExpressionStatement(new IntrinsicCall(Intrinsic.ListAdd, added, ProgramType.Void, span), span));
        }

        body.Add(new Return(new VariableReference(variable, list.Type, span), span));
        return Synthesized(arguments, list.Type, body, span);
    }

    /// <summary><c>new Span&lt;T&gt;(array)</c> and <c>new Span&lt;T&gt;(array, start, length)</c>.</summary>
    private Expression NewSpan(SpanType type, EquatableArray<Expression> arguments, IOperation creation)
    {
        if (arguments.Count is not (1 or 3) || arguments[0].Type is not ArrayType { Rank: 1 }) return Unsupported(creation, "this form of span");
        var whole = new Conversion(arguments[0], type, Span(creation));
        return arguments.Count == 1
            ? whole
            : new IntrinsicCall(Intrinsic.SliceRange, Elements(whole, arguments[1], arguments[2]), type, Span(creation));
    }

    private Expression NewStruct(IMethodSymbol? constructor, EquatableArray<Expression> arguments, ProgramType type, IOperation creation)
    {
        if (type is ClassType && constructor is { ContainingType.BaseType.SpecialType: not SpecialType.System_Object })
            return Unsupported(creation, $"an object of type '{creation.Type?.Name}', which has a base class");
        if (constructor is null || (constructor.IsImplicitlyDeclared && constructor.Parameters.IsEmpty && !TypeLowering.InstanceFields(constructor.ContainingType).Any(HasInitializer)))
            return New(-1, EquatableArray<Expression>.Empty, type, Span(creation));
        if (program.IsFull) return Unsupported(creation, "a program of so many parts");
        var index = program.Method(constructor);
        return index < 0
            ? Unsupported(creation, $"the constructor of '{constructor.ContainingType.Name}', whose body is not in this project")
            : New(index, arguments, type, Span(creation));
    }

    private static Expression New(int constructor, EquatableArray<Expression> arguments, ProgramType type, SourceSpan span) =>
        type is ClassType ? new ObjectCreation(constructor, arguments, type, span) : new StructCreation(constructor, arguments, type, span);

    private Expression With(IWithOperation with) => program.Types[with.Type] is StructType
        ? Initialized(Expression(with.Operand), with.Initializer, with)
        : Unsupported(with, "'with'");

    /// <summary>A value with some fields set anew: a copy is made, its fields are set one by one, and it is the result.</summary>
    private Expression Initialized(Expression value, IObjectOrCollectionInitializerOperation initializer, IOperation site)
    {
        if (program.IsFull || value.Type is not (StructType or ClassType)) return Unsupported(site, "an initializer in braces");

        var copy = program.NewVariable();
        var arguments = new List<(int Variable, Expression Argument)>();
        var body = new List<Statement>();
        arguments.Add((copy, value));
        foreach (var member in initializer.Initializers)
        {
            if (member is not ISimpleAssignmentOperation assignment || MemberField(assignment.Target) is not { } field)
                return Unsupported(member, "this kind of initializer");
            var span = Span(member);
            var set = Expression(assignment.Value);
            var variable = program.NewVariable();
            arguments.Add((variable, set));
            var target = FieldOf(new VariableReference(copy, value.Type, span), field, span);
            body.Add(new ExpressionStatement(new Assignment(target, new VariableReference(variable, set.Type, span), target.Type, span), span));
        }

        body.Add(new Return(new VariableReference(copy, value.Type, Span(site)), Span(site)));
        return Synthesized(arguments, value.Type, body, Span(site));
    }

    /// <summary>The instance field that a member reference stores into: the field itself, or the one behind an automatic property.</summary>
    private static IFieldSymbol? MemberField(IOperation target) => target switch
    {
        IFieldReferenceOperation { Field: { IsStatic: false } field } => field,
        IPropertyReferenceOperation { Property: { IsStatic: false } property } => AutomaticField(property),
        _ => null,
    };

    /// <summary>What runs before a constructor's own body: <c>: this(…)</c>, or the fields' initializers. <c>object</c>'s own constructor does nothing.</summary>
    private void AddConstructorPrologue(List<Statement> statements)
    {
        var type = source.Symbol.ContainingType;
        var self = program.Types[type];
        if (source.Body is IConstructorBodyOperation { Initializer: { } initializer }
            && initializer.DescendantsAndSelf().OfType<IInvocationOperation>().First() is { TargetMethod.ContainingType.SpecialType: not SpecialType.System_Object } chained)
        {
            var span = Span(initializer);
            if (self is ClassType)
            {
                statements.Add(new ExpressionStatement(SourceCall(chained.TargetMethod, chained.Instance, Arguments(chained.Arguments, chained.TargetMethod), chained), span));
                return;
            }

            var created = NewStruct(chained.TargetMethod, Arguments(chained.Arguments, chained.TargetMethod), self, chained);
            statements.Add(new ExpressionStatement(new Assignment(new VariableReference(receiver, self, span), created, self, span), span));
            return;
        }

        foreach (var field in TypeLowering.InstanceFields(type))
            if (FieldInitializer(field) is { } value)
                statements.Add(new ExpressionStatement(FieldStore(field, self, value), value.Span));
    }

    private Expression FieldOf(Expression instance, IFieldSymbol field, SourceSpan span) => instance.Type is ClassType
        ? new MemberAccess(instance, TypeLowering.NameOf(field), program.Types[field.Type], span) { Accessor = program.Types.Accessor(field)?.Name, IsSettable = program.Types.Accessor(field) is { IsSettable: true } }
        : new FieldAccess(instance, TypeLowering.FieldIndex(field), program.Types[field.Type], span);

    private bool HasInitializer(IFieldSymbol field) =>
        (field.AssociatedSymbol ?? field).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(program.Cancellation)
            is VariableDeclaratorSyntax { Initializer: not null } or PropertyDeclarationSyntax { Initializer: not null };

    private Assignment FieldStore(IFieldSymbol field, ProgramType self, Expression value)
    {
        var target = FieldOf(new VariableReference(receiver, self, value.Span), field, value.Span);
        return new(target, value, target.Type, value.Span);
    }

    /// <summary>The initializer of an instance field; of a record's positional property, the constructor's parameter of that name.</summary>
    private Expression? FieldInitializer(IFieldSymbol field)
    {
        var span = new SourceSpan(method, 0, 0);
        var syntax = (field.AssociatedSymbol ?? field).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(program.Cancellation);
        if (syntax is ParameterSyntax && source.Symbol.Parameters.FirstOrDefault(parameter => parameter.Name == field.AssociatedSymbol?.Name) is { } positional)
            return new VariableReference(program.Variable(positional), program.Types[positional.Type], span);

        var clause = syntax switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer,
            PropertyDeclarationSyntax property => property.Initializer,
            _ => null,
        };
        if (clause is null || program.Operation(clause) is not ISymbolInitializerOperation { Value: { } value }) return null;
        if (clause.SyntaxTree == origin.Tree) return Expression(value);
        borrowedSpan = span;
        var lowered = Expression(value);
        borrowedSpan = null;
        return lowered;
    }
}
