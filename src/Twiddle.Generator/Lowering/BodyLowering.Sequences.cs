using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>LINQ's methods, and loops that take their body as a delegate.</summary>
internal sealed partial class BodyLowering
{
    private static readonly Dictionary<(string Name, int Arguments), Intrinsic> SequenceMethods = new()
    {
        [("Range", 2)] = Intrinsic.SequenceRange,
        [("Repeat", 2)] = Intrinsic.SequenceRepeat,
        [("Select", 2)] = Intrinsic.SequenceSelect,
        [("SelectMany", 2)] = Intrinsic.SequenceSelectMany,
        [("SelectMany", 3)] = Intrinsic.SequenceSelectMany,
        [("Where", 2)] = Intrinsic.SequenceWhere,
        [("Zip", 2)] = Intrinsic.SequenceZip,
        [("Zip", 3)] = Intrinsic.SequenceZip,
        [("Skip", 2)] = Intrinsic.SequenceSkip,
        [("Take", 2)] = Intrinsic.SequenceTake,
        [("Concat", 2)] = Intrinsic.SequenceConcat,
        [("Append", 2)] = Intrinsic.SequenceAppend,
        [("Prepend", 2)] = Intrinsic.SequencePrepend,
        [("Reverse", 1)] = Intrinsic.SequenceReverse,
        [("Sum", 1)] = Intrinsic.SequenceSum,
        [("Sum", 2)] = Intrinsic.SequenceSum,
        [("Average", 1)] = Intrinsic.SequenceAverage,
        [("Average", 2)] = Intrinsic.SequenceAverage,
        [("Aggregate", 2)] = Intrinsic.SequenceAggregate,
        [("Aggregate", 3)] = Intrinsic.SequenceAggregate,
        [("Aggregate", 4)] = Intrinsic.SequenceAggregate,
        [("Count", 1)] = Intrinsic.SequenceCount,
        [("Count", 2)] = Intrinsic.SequenceCount,
        [("First", 1)] = Intrinsic.SequenceFirst,
        [("Last", 1)] = Intrinsic.SequenceLast,
        [("ElementAt", 2)] = Intrinsic.SequenceElementAt,
        [("ToArray", 1)] = Intrinsic.SequenceToArray,
    };

    /// <summary>The meaning of a method of <c>Enumerable</c>, or of one of <c>Array</c> that takes a delegate; null where it has none.</summary>
    private Expression? SequenceMethod(IInvocationOperation invocation)
    {
        var target = invocation.TargetMethod;
        if (target.ContainingType.SpecialType == SpecialType.System_Array && invocation.Instance is null) return ArrayLoop(invocation);
        if (!TypeLowering.IsFramework(target.ContainingType, "System.Linq", "Enumerable")) return null;

        var arguments = Arguments(invocation.Arguments, target);
        var type = program.Types[invocation.Type];
        if (target.Name is "AsEnumerable" && arguments.Count == 1) return arguments[0];
        if (!SequenceMethods.TryGetValue((target.Name, arguments.Count), out var known)) return null;
        if (arguments.OfType<UnsupportedExpression>().FirstOrDefault() is { } unsupported) return unsupported with { Type = type };
        var isFolded = known is Intrinsic.SequenceSum or Intrinsic.SequenceAverage;
        if (isFolded && type is not ScalarType) return null;
        if (target.Name is "Take" or "ElementAt" && arguments[1].Type is not ScalarType) return null;
        return HasSource(known, arguments) ? new IntrinsicCall(known, arguments, type, Span(invocation)) : null;
    }

    private static bool HasSource(Intrinsic known, EquatableArray<Expression> arguments) =>
        known is Intrinsic.SequenceRange or Intrinsic.SequenceRepeat || IsSequence(arguments[0].Type);

    private static bool IsSequence(ProgramType type) => type is ListType { IsMemory: false } or ArrayType { Rank: 1 };

    /// <summary><c>Array.ForEach</c> and <c>Array.ConvertAll</c>.</summary>
    private Expression? ArrayLoop(IInvocationOperation invocation)
    {
        var arguments = Arguments(invocation.Arguments, invocation.TargetMethod);
        if (arguments is not [{ Type: ArrayType { Rank: 1 } }, { Type: DelegateType }]) return null;
        var (type, span) = (program.Types[invocation.Type], Span(invocation));
        return invocation.TargetMethod.Name switch
        {
            "ForEach" => Known(Intrinsic.ForEachElement, arguments, type, span),
            "ConvertAll" when type is ArrayType array => Known(
                Intrinsic.SequenceToArray,
                Elements(Known(Intrinsic.SequenceSelect, arguments, new ListType(ListType.Sequence, array.Element), span)),
                type,
                span),
            _ => null,
        };
    }

    /// <summary><c>Parallel.For</c> and <c>Parallel.ForEach</c>, where a body of one parameter is all there is to them.</summary>
    private Expression? ParallelMethod(IInvocationOperation invocation)
    {
        var target = invocation.TargetMethod;
        if (!TypeLowering.IsFramework(target.ContainingType, "System.Threading.Tasks", "Parallel")) return null;
        var operands = invocation.Arguments.Where(argument => !IsHarmlessOptions(argument)).ToList();
        if (operands[operands.Count - 1].Parameter?.Type is not INamedTypeSymbol { DelegateInvokeMethod.Parameters.Length: 1 }) return null;

        var arguments = operands.Select(Argument).ToEquatableArray();
        return (target.Name, arguments.Count) switch
        {
            ("For", 3) => Known(Intrinsic.ParallelFor, arguments, program.Types[invocation.Type], Span(invocation)),
            ("ForEach", 2) when IsSequence(arguments[0].Type) => Known(Intrinsic.ParallelForEach, arguments, program.Types[invocation.Type], Span(invocation)),
            _ => null,
        };
    }

    /// <summary><c>new ParallelOptions { MaxDegreeOfParallelism = … }</c>: how many threads there are does not matter where iterations are independent.</summary>
    private static bool IsHarmlessOptions(IArgumentOperation argument) =>
        TypeLowering.IsFramework(argument.Parameter?.Type, "System.Threading.Tasks", "ParallelOptions")
        && argument.Value is IObjectCreationOperation creation
        && (creation.Initializer?.Initializers.All(member => member is ISimpleAssignmentOperation
        {
            Target: IPropertyReferenceOperation { Property.Name: "MaxDegreeOfParallelism" },
            Value: { ConstantValue.HasValue: true } or IPropertyReferenceOperation { Property.Name: "ProcessorCount" },
        }) ?? true);
}
