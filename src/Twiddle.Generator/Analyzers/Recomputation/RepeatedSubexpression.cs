using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// The same expensive value computed twice on every path: a call, or a remainder in the index of an array, with as much around it as all places
/// have in common.
/// </summary>
public sealed class RepeatedSubexpression() : RecomputationRule(RecomputationRules.RepeatedSubexpression, OperationKind.Invocation, OperationKind.Binary)
{
    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        if (!CouldBeExpensive(operation) || !SharedValue.HasTwin(operation, static (first, other) => OperationEquality.Same(first, other))) return null;
        if (!IsExpensive(operation, context) || operation.ConstantValue.HasValue || InvariantCall.IsInvariant(operation, context)) return null;
        if (operation is IInvocationOperation call
            && (call.Arguments.All(argument => argument.Value.ConstantValue.HasValue) || PeriodicTwiddle.IsPeriodic(call, context) || SinCosPair.Covers(call, context))) return null;
        if (Shared(operation, context) is not { } shared) return null;
        while (Shared(shared.Places[0].Parent, context) is { } wider && wider.Places.Length == shared.Places.Length && !IsComputedBefore(wider.Places[0])) shared = wider;

        // Reported once, at the innermost expensive part of the first place.
        if (IsComputedBefore(operation) || ContainsExpensive(operation, shared.Places.Length, context)) return null;
        return new RepeatedFinding(operation, shared, Quotation.Of(shared.Places[0]), shared.CertainCount);
    }

    /// <summary>The value with the places that compute it again, if at least two are certain.</summary>
    private static SharedValue? Shared(IOperation? value, RuleContext context)
    {
        if (value is not (IInvocationOperation or IBinaryOperation or IUnaryOperation) || value.ConstantValue.HasValue) return null;
        return SharedValue.Of(value, value, place => OperationEquality.Same(place, value), context) is { CertainCount: >= 2 } shared ? shared : null;
    }

    private static bool IsComputedBefore(IOperation value) => SharedValue.IsComputedBefore(value, value, place => OperationEquality.Same(place, value));

    /// <summary>What can be said of the operation alone, before any method is read or any other place looked at.</summary>
    private static bool CouldBeExpensive(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } => PureFunctions.Of(method) is { } known ? (known & Traits.Expensive) != 0 : PureMethods.CouldBePure(method),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } remainder => IsInIndex(remainder),
        _ => false,
    };

    private static bool IsExpensive(IOperation operation, RuleContext context) => operation switch
    {
        IInvocationOperation call => ((PureFunctions.Of(call.TargetMethod) ?? context.Methods.Of(call.TargetMethod)) & (Traits.Expensive | Traits.Impure)) == Traits.Expensive,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder, OperatorMethod: null, Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } remainder =>
            IsInIndex(remainder) && !remainder.RightOperand.ConstantValue.HasValue,
        _ => false,
    };

    private static bool IsInIndex(IOperation operation)
    {
        for (var inner = operation; inner.Parent is { } outer; inner = outer)
        {
            if (outer is IArrayElementReferenceOperation element) return element.ArrayReference != inner;
            if (outer is not (IBinaryOperation or IConversionOperation)) return false;
        }

        return false;
    }

    /// <summary>Whether an inner part, as often repeated, is reported for this one.</summary>
    private static bool ContainsExpensive(IOperation operation, int count, RuleContext context) =>
        operation.Descendants().Any(part => IsExpensive(part, context) && Shared(part, context)?.Places.Length == count && !IsComputedBefore(part));
}

/// <summary>Places that one local can stand for.</summary>
internal sealed record RepeatedFinding(IOperation Place, SharedValue Shared, string Text, int Count) : Finding(Place, Text, Count);
