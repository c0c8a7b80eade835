using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>An angle π · (Numerator/Denominator) · Π indices / length, as products and quotients of floating point spell it.</summary>
internal sealed class AngleForm
{
    private readonly List<IOperation> indices = [];
    private int pi;
    private double coefficient = 1;
    private IOperation? length;

    /// <summary>A number below the line, which is the length where nothing else is: <c>2 * Math.PI * k * n / 16</c>.</summary>
    private (IOperation Divisor, int Value)? number;

    private AngleForm()
    {
    }

    /// <summary>The factors that are integers.</summary>
    public IReadOnlyList<IOperation> Indices => indices;

    /// <summary>The integer that divides.</summary>
    public IOperation Length => length!;

    /// <summary>Whether the angle turns backwards.</summary>
    public bool IsNegative => coefficient < 0;

    /// <summary>The angle is periodic in the product of the indices with this many lengths: 1 for 2π·kn/N, 2 for π·kn/N.</summary>
    public int PeriodInLengths { get; private set; }

    /// <summary>The form of an angle, or null where it has another.</summary>
    public static AngleForm? Of(IOperation angle)
    {
        var form = new AngleForm();
        if (!form.Take(angle, inverse: false) || form.pi != 1 || !form.HasLength() || form.indices.Count == 0) return null;
        var period = 2 / Math.Abs(form.coefficient);
        if (period != Math.Floor(period) || period is < 1 or > 64) return null;
        form.PeriodInLengths = (int)period;
        return form;
    }

    private bool HasLength()
    {
        if (length is not null || number is not { } divisor) return length is not null;
        length = divisor.Divisor;
        coefficient *= divisor.Value;
        return true;
    }

    private bool Take(IOperation part, bool inverse)
    {
        switch (part)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply, Type.SpecialType: SpecialType.System_Double } product:
                return Take(product.LeftOperand, inverse) && Take(product.RightOperand, inverse);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide, Type.SpecialType: SpecialType.System_Double } quotient:
                return Take(quotient.LeftOperand, inverse) && Take(quotient.RightOperand, !inverse);

            // A named constant below the line is a length; so may a number be, if it is more than a part of the coefficient.
            case IConversionOperation { OperatorMethod: null, Operand: { Type.SpecialType: SpecialType.System_Int32, ConstantValue: { HasValue: true, Value: int divisor } } integer }
                when inverse && divisor > 2 && length is null:
                if (integer is IFieldReferenceOperation or ILocalReferenceOperation) return TakeInteger(integer, inverse);
                if (number is null) number = (integer, divisor);
                return TakeConstant(divisor, inverse);
            case { ConstantValue: { HasValue: true, Value: double or int } constant }:
                return TakeConstant(constant.Value is int whole ? whole : (double)constant.Value, inverse);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, Type.SpecialType: SpecialType.System_Double } negation:
                coefficient = -coefficient;
                return Take(negation.Operand, inverse);
            case IConversionOperation { OperatorMethod: null, Operand: { Type.SpecialType: SpecialType.System_Int32 } integer }:
                return TakeInteger(integer, inverse);
            // A local that keeps its value: w = 2 * Math.PI * k / N, and then w * n. Its counters are those of the loops around it.
            case ILocalReferenceOperation { Local: { IsConst: false } local } when Lengths.InitialValue(local, part) is { } initial:
                return Take(initial, inverse);
            default:
                return false;
        }
    }

    private bool TakeInteger(IOperation integer, bool inverse)
    {
        if (!inverse)
        {
            indices.Add(integer);
            return true;
        }

        // 2 * N below the line: a constant and the length.
        if (integer is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply, LeftOperand.ConstantValue: { HasValue: true, Value: int factor }, RightOperand: var rest })
        {
            coefficient /= factor;
            integer = rest;
        }

        if (length is not null) return false;
        length = integer;
        return true;
    }

    private bool TakeConstant(double value, bool inverse)
    {
        var turns = value / Math.PI;
        if (value != Math.Floor(value) && turns * 4 == Math.Floor(turns * 4) && turns != 0)
        {
            pi += inverse ? -1 : 1;
            value = turns;
        }

        if (value == 0 || double.IsNaN(value) || double.IsInfinity(value)) return false;
        coefficient = inverse ? coefficient / value : coefficient * value;
        return true;
    }
}
