using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// A product of two or more loop counters in 32 bits that becomes an angle, or is reduced by a remainder: nothing keeps it small, as the size of an
/// array keeps an index into it. Counters with constant limits are left alone unless their product is too large.
/// </summary>
public sealed class IndexOverflow() : RecomputationRule(RecomputationRules.IndexOverflow, OperationKind.Binary)
{
    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        if (!IsIntProduct(operation) || IsIntProduct(operation.Parent) || !Places.IsInLoop(operation)) return null;
        if (Destination(operation) is not { } destination) return null;
        var scale = 1L;
        var counters = new List<CountedLoop>();
        foreach (var factor in Factors(operation))
            if (!Gather(factor, counters, ref scale)) return null;
        if (counters.Count < 2 || scale is < 1 or > int.MaxValue) return null;

        // A limit that is a constant bounds the product; all of them must be open, or the constants too large together.
        var constants = counters.Select(counter => counter.Limit.ConstantValue).Where(limit => limit.HasValue).Select(limit => Convert.ToDouble(limit.Value)).ToImmutableArray();
        if (constants.Length == counters.Count ? constants.Aggregate((double)scale, (all, one) => all * one) <= int.MaxValue : constants.Length > 0) return null;
        if (IsBoundedByArray(operation, counters)) return null;
        var reach = (long)Math.Ceiling(Math.Pow(2147483648.0 / scale, 1.0 / counters.Count));
        return new IndexOverflowFinding(operation, Factors(operation).First(), destination, reach);
    }

    /// <summary>
    /// Whether the loop also uses the counters together as the index of an array, as in <c>matrix[k, n]</c> or <c>y[k * width + n]</c>: then there are as many
    /// elements as products, and both fit.
    /// </summary>
    private static bool IsBoundedByArray(IOperation product, List<CountedLoop> counters) =>
        Places.LoopsAround(product).First().Body.DescendantsAndSelf().Any(part => IndicesOf(part) is { } indices
            && !indices.Any(index => index.DescendantsAndSelf().Any(inner => inner is IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder or BinaryOperatorKind.And }))
            && counters.All(counter => indices.Any(index => index.DescendantsAndSelf().Any(inner =>
                inner is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, counter.Counter)))));

    private static IReadOnlyList<IOperation>? IndicesOf(IOperation part) => part switch
    {
        IArrayElementReferenceOperation element => element.Indices,
        IPropertyReferenceOperation { Arguments: { Length: > 0 } arguments } => arguments,
        _ => null,
    };

    private static bool IsIntProduct(IOperation? operation) =>
        operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply, Type.SpecialType: SpecialType.System_Int32, IsChecked: false, ConstantValue.HasValue: false };

    private static IEnumerable<IOperation> Factors(IOperation product)
    {
        while (product is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } binary && IsIntProduct(binary))
        {
            if (IsIntProduct(binary.LeftOperand)) foreach (var factor in Factors(binary.LeftOperand)) yield return factor;
            else yield return binary.LeftOperand;
            product = binary.RightOperand;
            if (!IsIntProduct(product)) yield return product;
        }
    }

    /// <summary>The counters of a factor such as <c>2 * n + 1</c>, and how fast it grows with them.</summary>
    private static bool Gather(IOperation factor, List<CountedLoop> counters, ref long scale)
    {
        switch (factor)
        {
            case { ConstantValue: { HasValue: true, Value: int constant } }:
                scale *= Math.Abs((long)constant);
                return true;
            case ILocalReferenceOperation { Local: var local }:
                if (CounterOf(local, factor) is not { } counter) return false;
                counters.Add(counter);
                return true;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, RightOperand.ConstantValue.HasValue: true } sum:
                return Gather(sum.LeftOperand, counters, ref scale);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product:
                return Gather(product.LeftOperand, counters, ref scale) && Gather(product.RightOperand, counters, ref scale);
            default:
                return false;
        }
    }

    private static CountedLoop? CounterOf(ILocalSymbol local, IOperation place)
    {
        foreach (var loop in Places.LoopsAround(place).OfType<IForLoopOperation>())
            if (CountedLoop.Of(loop) is { } counted && SymbolEqualityComparer.Default.Equals(counted.Counter, local)) return counted;
        return null;
    }

    /// <summary>The remainder that reduces the product, or the conversion to floating point; null where it goes elsewhere.</summary>
    private static IOperation? Destination(IOperation product)
    {
        for (var inner = product; inner.Parent is { } outer; inner = outer)
        {
            switch (outer)
            {
                case IConversionOperation { OperatorMethod: null } conversion when PureFunctions.IsFloating(conversion.Type):
                    return conversion;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder, IsChecked: false, Type.SpecialType: SpecialType.System_Int32 } remainder:
                    return remainder.LeftOperand == inner ? remainder : null;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, IsChecked: false, Type.SpecialType: SpecialType.System_Int32 }:
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, IsChecked: false }:
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }
}

/// <summary>A product that overflows.</summary>
/// <param name="Place">The product.</param>
/// <param name="First">Its first factor.</param>
/// <param name="Destination">The remainder or conversion that it goes into.</param>
/// <param name="Reach">The value of the indices from which it overflows.</param>
internal sealed record IndexOverflowFinding(IOperation Place, IOperation First, IOperation Destination, long Reach) : Finding(Place, Quotation.Of(Place), Reach);
