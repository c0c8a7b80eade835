using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// <c>Math.Pow(-1, n)</c> for an integer n of at most 32 bits: the sign that its lowest bit tells. A longer integer is rounded on its way to
/// <c>double</c>, and an odd one may become even.
/// </summary>
public sealed class PowerAsSign() : RecomputationRule(RecomputationRules.PowerAsSign, OperationKind.Invocation)
{
    private protected override Finding? Find(IOperation operation, RuleContext context) => Of(operation);

    /// <summary>Whether a call is reported.</summary>
    internal static bool IsSign(IOperation operation) => Of(operation) is not null;

    private static PowerFinding? Of(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod: { Name: "Pow", Parameters.Length: 2 } power } call) return null;
        if (!PureFunctions.IsMathematics(power.ContainingType)) return null;
        if (Powers.Base(call).ConstantValue is not { HasValue: true, Value: -1.0 or -1f }) return null;
        var exponent = Powers.Exponent(call);
        if (exponent.ConstantValue.HasValue || exponent is not IConversionOperation { OperatorMethod: null, Operand: { } integer }) return null;
        return integer.Type?.SpecialType switch
        {
            SpecialType.System_Int32 or SpecialType.System_UInt32 when power.ReturnType.SpecialType == SpecialType.System_Double => new PowerFinding(call, integer),

            // A float holds integers of 24 bits.
            SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Byte or SpecialType.System_SByte => new PowerFinding(call, integer),
            _ => null,
        };
    }
}

/// <summary>A power of −1 with an integer exponent.</summary>
internal sealed record PowerFinding(IOperation Place, IOperation Exponent) : Finding(Place, Quotation.Of(Place));

/// <summary>The arguments of a power, by their meaning rather than their order in the text.</summary>
internal static class Powers
{
    public static IOperation Base(IInvocationOperation call) => Argument(call, 0);

    public static IOperation Exponent(IInvocationOperation call) => Argument(call, 1);

    private static IOperation Argument(IInvocationOperation call, int ordinal)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter!.Ordinal == ordinal) return argument.Value;
        throw new InvalidOperationException("A call has an argument for each parameter.");
    }
}
