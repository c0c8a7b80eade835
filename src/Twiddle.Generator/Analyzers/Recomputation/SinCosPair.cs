using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>Sine and cosine of the same value: <c>Math.SinCos</c> reduces the angle once for both.</summary>
public sealed class SinCosPair() : RecomputationRule(RecomputationRules.SinCosPair, OperationKind.Invocation)
{
    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        if (operation is not IInvocationOperation { TargetMethod.Name: "Sin" or "Cos", Arguments: [{ Value: var angle }] } first) return null;
        if (first.TargetMethod.ContainingType is not { } type || !PureFunctions.IsMathematics(type)) return null;
        return SharedValue.HasTwin(first, IsOther) && !angle.ConstantValue.HasValue ? Pair(first, type, angle, context) : null;
    }

    private static SinCosFinding? Pair(IInvocationOperation first, INamedTypeSymbol type, IOperation angle, RuleContext context)
    {
        if (!type.GetMembers("SinCos").OfType<IMethodSymbol>().Any(method => method.Parameters.Length == 1)) return null;
        if (SharedValue.IsComputedBefore(first, angle, IsSame) || PeriodicTwiddle.IsPeriodic(first, context)) return null;
        if (SharedValue.Of(first, angle, IsSame, context) is not { } shared) return null;

        var other = shared.Places.FirstOrDefault(place => NameOf(place) != NameOf(first) && shared.IsCertain(place));
        return other is null ? null : new SinCosFinding(first, shared, NameOf(first), NameOf(other));

        bool IsSame(IOperation place) =>
            place is IInvocationOperation { TargetMethod.Name: "Sin" or "Cos", Arguments: [{ Value: var argument }] } call
            && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, type)
            && OperationEquality.Same(argument, angle);
    }

    /// <summary>Whether a call is reported as part of a pair, so that nothing else needs to be said of it.</summary>
    internal static bool Covers(IInvocationOperation call, RuleContext context)
    {
        if (call is not { TargetMethod.Name: "Sin" or "Cos", Arguments: [{ Value: var angle }] }) return false;
        return SharedValue.HasTwin(call, IsOther) && IsInPair(call, angle, context);
    }

    private static bool IsInPair(IInvocationOperation call, IOperation angle, RuleContext context)
    {
        if (!call.TargetMethod.ContainingType.GetMembers("SinCos").OfType<IMethodSymbol>().Any(method => method.Parameters.Length == 1)) return false;
        return SharedValue.IsComputedBefore(call, angle, place => IsOther(call, place))
            || (SharedValue.Of(call, angle, place => IsOther(call, place), context) is { } shared && shared.Places.Any(shared.IsCertain));
    }

    /// <summary>The cosine to a sine, or the other way round.</summary>
    private static bool IsOther(IOperation first, IOperation place) =>
        place is IInvocationOperation { TargetMethod.Name: "Sin" or "Cos", Arguments: [{ Value: var argument }] } other
        && first is IInvocationOperation { Arguments: [{ Value: var angle }] } call
        && other.TargetMethod.Name != call.TargetMethod.Name
        && SymbolEqualityComparer.Default.Equals(other.TargetMethod.ContainingType, call.TargetMethod.ContainingType)
        && OperationEquality.Same(argument, angle);

    private static string NameOf(IOperation call) => ((IInvocationOperation)call).TargetMethod.Name;
}

/// <summary>The calls that one <c>SinCos</c> can stand for.</summary>
internal sealed record SinCosFinding(IOperation Place, SharedValue Shared, string Name, string Other) : Finding(Place, Name, Other);
