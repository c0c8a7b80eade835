using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>Delegates: lambdas, methods as values, and calls of them.</summary>
internal sealed partial class BodyLowering
{
    private Expression DelegateCall(IInvocationOperation invocation) => new DelegateCall(
        Expression(invocation.Instance!),
        Arguments(invocation.Arguments, invocation.TargetMethod),
        program.Types[invocation.Type],
        Span(invocation));

    private Expression DelegateOf(IOperation target, IDelegateCreationOperation creation)
    {
        if (program.IsFull) return Unsupported(creation, "a program of so many parts");
        return target switch
        {
            IAnonymousFunctionOperation { Symbol.IsAsync: false } lambda => Delegate(program.Method(lambda.Symbol, new(lambda.Symbol, lambda.Syntax, lambda)), creation),
            IMethodReferenceOperation { Method: var method } when KnownMembers.Function(method) is { } function => Delegate(Wrapper(method, function, creation), creation),
            IMethodReferenceOperation { Instance: null or IInstanceReferenceOperation } reference => MethodAsDelegate(reference, creation),
            // A copy of a delegate is as good as the delegate.
            _ when program.Types[target.Type] is DelegateType => Expression(target),
            _ => Unsupported(creation, "a delegate"),
        };
    }

    /// <summary>A method that the project has the body of; one that works on a <c>this</c> of its own would have to keep that.</summary>
    private Expression MethodAsDelegate(IMethodReferenceOperation reference, IOperation creation)
    {
        if (HasReceiver(reference.Method) || WhyNotFollowed(reference.Method, reference.Instance) is not null) return Unsupported(creation, $"the method '{reference.Method.Name}' as a delegate");
        var index = program.Method(reference.Method);
        return index < 0 ? Unsupported(creation, $"the method '{NameOf(reference.Method)}', whose body is not in this project, as a delegate") : Delegate(index, creation);
    }

    private Expression Delegate(int method, IOperation creation) => new DelegateCreation(method, new DelegateType(), Span(creation));

    /// <summary>A method that calls a function of the framework.</summary>
    private int Wrapper(IMethodSymbol function, Intrinsic intrinsic, IOperation creation)
    {
        var span = Span(creation);
        var parameters = function.Parameters
            .Select(parameter => new ProgramParameter(program.NewVariable(), program.Types[parameter.Type], PassingMode.Value))
            .ToEquatableArray();
        var arguments = parameters.Select(parameter => (Expression)new VariableReference(parameter.Variable, parameter.Type, span)).ToEquatableArray();
        var type = program.Types[function.ReturnType];
        Statement[] body = [new Return(new IntrinsicCall(intrinsic, arguments, type, span), span)];
        return program.AddSynthesized(new(-1, parameters, type, new(body.ToEquatableArray(), span)), origin);
    }

    private Expression AnonymousObject(IAnonymousObjectCreationOperation creation) =>
        creation.Type is INamedTypeSymbol && program.Types[creation.Type] is TupleType type
        && creation.Initializers.All(initializer => initializer is ISimpleAssignmentOperation) && creation.Initializers.Length == type.Elements.Count
            ? new TupleCreation(Expressions(creation.Initializers.Select(initializer => ((ISimpleAssignmentOperation)initializer).Value)), type, Span(creation))
            : Unsupported(creation, ConstructNames.Of(creation));

    private Expression AnonymousProperty(IPropertySymbol property, IOperation instance, IOperation reference)
    {
        var index = TypeLowering.Properties(property.ContainingType).Select(candidate => candidate.Name).ToList().IndexOf(property.Name);
        return new TupleElement(Expression(instance), index, program.Types[property.Type], Span(reference));
    }
}
