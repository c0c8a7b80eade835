using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// <c>Math.Pow(x, 2)</c> and its like: a product. The power function is accurate to about a unit in the last place, and so is a product of few
/// factors; the two may differ by that much. The option <c>maximum_exponent</c> (3) says how far to go.
/// </summary>
public sealed class IntegerPower() : RecomputationRule(RecomputationRules.IntegerPower, OperationKind.Invocation)
{
    private const int LargestExponent = 8;

    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        if (operation is not IInvocationOperation { TargetMethod: { Name: "Pow", Parameters.Length: 2 } power } call) return null;
        if (!PureFunctions.IsMathematics(power.ContainingType)) return null;
        if (Powers.Exponent(call).ConstantValue is not { HasValue: true, Value: double or float } constant) return null;
        var exponent = constant.Value is float single ? single : (double)constant.Value;
        return Product(call, exponent, context);
    }

    private static IntegerPowerFinding? Product(IInvocationOperation call, double exponent, RuleContext context)
    {
        var power = call.TargetMethod;
        var maximum = Math.Min(context.Option(RuleIds.IntegerPower, "maximum_exponent", 3), LargestExponent);
        if (exponent != Math.Floor(exponent) || exponent < 2 || exponent > maximum) return null;

        var factor = Powers.Base(call);
        if (factor.ConstantValue.HasValue) return null;

        // The base of the product, in the type of the power: an integer would overflow.
        var isConverted = factor is IConversionOperation { IsImplicit: true } conversion && !SymbolEqualityComparer.Default.Equals(conversion.Operand.Type, power.ReturnType);
        if (IsSimple(factor)) return new IntegerPowerFinding(call, factor, (int)exponent, isConverted, IsVariable: true, null);
        var shared = SharedValue.Of(factor, factor, place => place == factor, context);
        return new IntegerPowerFinding(call, factor, (int)exponent, isConverted, IsVariable: false, shared?.Statement);
    }

    /// <summary>A variable: to write it twice costs nothing, and changes nothing.</summary>
    private static bool IsSimple(IOperation factor) => factor switch
    {
        IConversionOperation { OperatorMethod: null, IsImplicit: true } conversion => IsSimple(conversion.Operand),
        ILocalReferenceOperation or IParameterReferenceOperation => true,
        IFieldReferenceOperation { Field.IsVolatile: false, Instance: null or IInstanceReferenceOperation } => true,
        IFieldReferenceOperation { Instance: { Type.IsValueType: true } instance } => IsSimple(instance),
        IPropertyReferenceOperation { Instance: { Type.IsValueType: true } instance } property => PureFunctions.Of(property.Property) == Traits.None && IsSimple(instance),
        _ => false,
    };
}

/// <summary>A power that is a product.</summary>
/// <param name="Place">The power.</param>
/// <param name="Factor">Its base.</param>
/// <param name="Exponent">The number of factors.</param>
/// <param name="IsConverted">Whether the base is of another type than the power.</param>
/// <param name="IsVariable">Whether the base can be written twice at no cost.</param>
/// <param name="Statement">The statement before which another base can be computed; null where there is none.</param>
internal sealed record IntegerPowerFinding(IOperation Place, IOperation Factor, int Exponent, bool IsConverted, bool IsVariable, IOperation? Statement)
    : Finding(Place, Quotation.Of(Place), Exponent);
