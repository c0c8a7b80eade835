using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Lowering;

/// <summary>Calls: of what the framework's members mean, and of methods with a body in source.</summary>
internal sealed partial class BodyLowering
{
    private Expression Invocation(IInvocationOperation invocation)
    {
        var target = invocation.TargetMethod;
        if (target.MethodKind == MethodKind.DelegateInvoke) return DelegateCall(invocation);
        if (KnownMembers.Function(target) is { } function)
            return KnownCall(function, Arguments(invocation.Arguments, target), invocation);
        if (ComplexMethod(invocation) is { } complex) return complex;
        if (BigIntegerMethod(invocation) is { } big) return big;
        if (ArrayMethod(invocation) is { } array) return array;
        if (TypeLowering.IsPlaneVector(target.ContainingType) && PlaneVectorCall(target, Arguments(invocation.Arguments, target), invocation) is { } vector) return vector;
        if (SequenceMethod(invocation) is { } sequence) return sequence;
        if (ParallelMethod(invocation) is { } parallel) return parallel;
        if (target.MethodKind != MethodKind.LocalFunction && target.DeclaringSyntaxReferences.IsEmpty) return Unseen(target, invocation);
        return SourceCall(target, invocation.Instance, Arguments(invocation.Arguments, target), invocation);
    }

    private static string Unknown(IMethodSymbol target) => $"a call to '{NameOf(target)}', whose body is not in this project";

    /// <summary>A call that returns nothing is there for what it does.</summary>
    private UnsupportedExpression Unseen(IMethodSymbol target, IOperation site) =>
        TypeLowering.IsBigInteger(target.ContainingType)
            ? Unsupported(site, $"'{NameOf(target)}', which is not looked into") with { Kind = UnsupportedKind.ModularArithmetic }
            : Unsupported(site, Unknown(target)) with { Kind = target.ReturnsVoid ? UnsupportedKind.SideEffect : UnsupportedKind.Construct };

    private static string NameOf(IMethodSymbol target) => target.MethodKind == MethodKind.LocalFunction || target.ContainingType is null
        ? target.Name
        : $"{target.ContainingType.Name}.{target.Name}";

    private Expression KnownCall(Intrinsic function, EquatableArray<Expression> arguments, IOperation site) =>
        arguments.All(argument => argument.Type is ScalarType or ComplexType)
            ? new IntrinsicCall(function, arguments, program.Types[site.Type], Span(site))
            : Unsupported(site, "arithmetic on a type that is not looked into");

    private Expression? ComplexMethod(IInvocationOperation invocation)
    {
        var target = invocation.TargetMethod;
        if (KnownMembers.ComplexOperator(target) is { } @operator)
        {
            var operands = Arguments(invocation.Arguments, target);
            return new Binary(@operator, ToComplex(operands[0]), ToComplex(operands[1]), ProgramType.Complex, Span(invocation));
        }

        return target is { IsStatic: true, Name: "Negate", Parameters.Length: 1 } && TypeLowering.IsComplex(target.ContainingType)
            ? new Unary(UnaryOperator.Negate, Arguments(invocation.Arguments, target)[0], ProgramType.Complex, Span(invocation))
            : null;
    }

    /// <summary>A call of a method, accessor or operator that the project has the body of.</summary>
    private Expression SourceCall(IMethodSymbol target, IOperation? instance, EquatableArray<Expression> arguments, IOperation site)
    {
        if (WhyNotFollowed(target, instance) is { } reason) return Unsupported(site, reason);
        var index = program.Method(target);
        if (index < 0) return Unseen(target, site);

        var onValue = HasReceiver(target) && instance is not null ? CallReceiver(instance, target) : null;
        var type = target.MethodKind == MethodKind.PropertySet ? ProgramType.Void : program.Types[target.ReturnType];
        return new Call(index, onValue, arguments, type, Span(site));
    }

    /// <summary>
    /// The value that a struct's method works on. A method that may change it gets a copy where the place is read-only, as in C#.
    /// </summary>
    private Expression CallReceiver(IOperation instance, IMethodSymbol target)
    {
        var value = Expression(instance);
        if (!target.ContainingType.IsValueType) return value;
        if (target.IsReadOnly || target.ContainingType.IsReadOnly || !IsReadOnlyPlace(instance) || program.IsFull) return value;
        var copy = program.NewVariable();
        var span = Span(instance);
        return Synthesized([(copy, value)], value.Type, [new Return(new VariableReference(copy, value.Type, span), span)], span);
    }

    private bool IsReadOnlyPlace(IOperation place) => place switch
    {
        IPropertyReferenceOperation property => !property.Property.ReturnsByRef,
        IParameterReferenceOperation parameter => Mode(parameter.Parameter.RefKind) == PassingMode.In,
        ILocalReferenceOperation local => local.Local.IsForEach || local.Local.IsUsing,
        IFieldReferenceOperation { Field.IsReadOnly: true } => source.Symbol.MethodKind != MethodKind.Constructor,
        IFieldReferenceOperation { Instance: { } instance } => IsReadOnlyPlace(instance),
        IInstanceReferenceOperation => source.Symbol.IsReadOnly,
        _ => false,
    };

    private string? WhyNotFollowed(IMethodSymbol target, IOperation? instance)
    {
        var name = NameOf(target);
        if (program.IsFull) return "a program of so many parts";
        if (GeneratedFiles.Declare(target.PartialImplementationPart ?? target)) return $"a call to '{name}', which is generated: call its naive method";
        if (Overriding.IsPossible(target, program.Compilation, program.Cancellation))
            return $"a call to '{name}', which can be overridden";
        if (target.IsGenericMethod || (target.ContainingType is { } type && !SymbolEqualityComparer.Default.Equals(type, type.OriginalDefinition)))
            return $"a call to the generic '{name}'";
        if (target.ReturnsByRef || target.ReturnsByRefReadonly) return $"a call to '{name}', which returns a reference";
        if (MethodForms.IsIterator(target, program.Cancellation)) return $"a call to '{name}', an iterator, which takes turns with whoever goes through it";
        if (target.IsAsync) return $"a call to the asynchronous '{name}'";
        if (target.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ConditionalAttribute"))
            return $"a call to '{name}', which is compiled only under a condition";
        return instance is null or IInstanceReferenceOperation || target.ContainingType.IsValueType || program.Types[target.ContainingType] is ClassType
            ? null
            : $"a call to '{name}' on another object";
    }

    /// <summary>The arguments in the order of the parameters.</summary>
    private EquatableArray<Expression> Arguments(ImmutableArray<IArgumentOperation> arguments, IMethodSymbol target)
    {
        var lowered = new Expression?[Math.Max(target.Parameters.Length, arguments.Length)];
        var isInOrder = true;
        for (var i = 0; i < arguments.Length; i++)
        {
            var ordinal = arguments[i].Parameter?.Ordinal ?? i;
            isInOrder &= ordinal >= i || arguments[i].ArgumentKind == ArgumentKind.DefaultValue;
            lowered[ordinal] = Argument(arguments[i]);
        }

        var complete = lowered.OfType<Expression>().ToImmutableArray();
        if (isInOrder || complete.All(IsWithoutEffect)) return complete;
        return complete.SetItem(0, Unsupported(arguments[0], "named arguments whose order of evaluation matters"));
    }

    private Expression Argument(IArgumentOperation argument)
    {
        if (argument.ArgumentKind != ArgumentKind.DefaultValue) return Expression(argument.Value);

        var declaration = argument.Parameter?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(program.Cancellation) as ParameterSyntax;
        var outer = borrowedSpan;
        borrowedSpan = Span(argument);
        var value = declaration?.Default is { } clause && program.Operation(clause) is IParameterInitializerOperation { Value: { } spelled }
            ? Expression(spelled)
            : Expression(argument.Value);
        borrowedSpan = outer;
        return value;
    }

    /// <summary>Whether an expression can be evaluated at another time, or not at all, and nobody sees the difference.</summary>
    private static bool IsWithoutEffect(Expression expression) => expression switch
    {
        IntegerLiteral or RealLiteral or PiLiteral or BooleanLiteral or DefaultValue or VariableReference or StaticFieldReference => true,
        Unary unary => IsWithoutEffect(unary.Operand),
        Binary binary => IsWithoutEffect(binary.Left) && IsWithoutEffect(binary.Right),
        Conversion conversion => IsWithoutEffect(conversion.Operand),
        FieldAccess access => IsWithoutEffect(access.Instance),
        LengthOf length => IsWithoutEffect(length.Array),
        ElementAccess element => IsWithoutEffect(element.Array) && element.Indices.All(IsWithoutEffect),
        IntrinsicCall { Intrinsic: < Intrinsic.ArrayCopy } call => call.Arguments.All(IsWithoutEffect),
        _ => false,
    };
}
