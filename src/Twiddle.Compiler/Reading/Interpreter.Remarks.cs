using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>What is noticed while reading: code that does what it says, and perhaps not what was meant.</summary>
internal sealed partial class Interpreter
{
    public const string ModularMessage = "'{0}' is exact integer arithmetic on the data, as in a number-theoretic transform: that is linear modulo a number, not over the real numbers, and is derived up to 64 points where everything is reduced modulo one prime";

    private const string IntegerMessage = "'{0}' is integer arithmetic on the data, which rounds or wraps round";

    private readonly List<Remark> remarks = [];
    private readonly HashSet<(RemarkKind Kind, int Method, int Start)> remarked = [];
    private int droppedRemainders;

    /// <summary>In the order in which they were met, each once.</summary>
    public IReadOnlyList<Remark> Remarks => remarks;

    /// <summary>Whether values that depend on several inputs were computed at all.</summary>
    public bool HasSums { get; private set; }

    private void Note(RemarkKind kind, string message, SourceSpan span)
    {
        if (remarked.Add((kind, span.Method, span.Start))) remarks.Add(new(kind, message, span));
    }

    private Value EvaluateConversion(Conversion conversion)
    {
        var before = droppedRemainders;
        var operand = Evaluate(conversion.Operand);
        if (droppedRemainders > before && !IsIntegerType(conversion.Type) && DivisionIn(conversion.Operand) is { } division)
            Note(RemarkKind.IntegerDivision, "'{0}' divides integers, so the remainder is dropped before a real number is made of it, and 1/N is 0: the transform is derived as it stands", division.Span);
        if (conversion is { Type: ScalarType { Kind: ScalarKind.Single }, Operand.Type: ScalarType { Kind: ScalarKind.Double } } && operand is FormValue { Form.IsFreeOfData: true, IsRounded: true })
            Note(RemarkKind.RoundedCoefficient, "'{0}' rounds a coefficient to 'float' in a method that calculates in 'double': the naive results are good to seven digits, the generated ones use the exact coefficient", conversion.Span);
        return Convert(operand, conversion.Operand.Type, conversion.Type, conversion.Span);
    }

    /// <summary>The division of integers that an expression is, or is made of without a detour.</summary>
    private static Binary? DivisionIn(Expression expression) => expression switch
    {
        Binary { Operator: BinaryOperator.Divide } division when IsIntegerType(division.Type) => division,
        Binary or Unary or Conversion when IsIntegerType(expression.Type) => expression.Operands().Select(DivisionIn).FirstOrDefault(division => division is not null),
        _ => null,
    };

    /// <summary>The refusal of an angle that is no rational multiple of π: with a reason of its own where somebody spelled π with a few digits.</summary>
    private ReadingStopped OffGridAngle(Form angle, SourceSpan span)
    {
        if (angle.Terms.All(t => t.Factor.PiPower == 0) && ApproximatePi() is { } literal)
            return Refuse(
                RefusalKind.ApproximatePi,
                $"The angle of '{{0}}' is built with {literal} in place of π: its cosines and sines are no roots of unity, so the naive method is off by more and more towards the high indices; with Math.PI it can be derived",
                span);
        return Refuse(RefusalKind.OffGrid, "The angle of '{0}' is not a rational multiple of π, so its cosine and sine are no exact numbers", span);
    }

    /// <summary>A literal in the program that is near π or 2π, as it is spelled.</summary>
    private string? ApproximatePi()
    {
        foreach (var literal in program.Methods.SelectMany(m => m.Body.Expressions()).Concat(program.Fields.SelectMany(f => f.Initializer is { } value ? ProgramTree.All(value) : [])).OfType<RealLiteral>())
        {
            if (literal.Value.Sign <= 0) continue;
            // 3.1 … 3.2, and twice that.
            var half = literal.Value > new Rational(5, 1) ? literal.Value * Rational.Half : literal.Value;
            if (half > new Rational(313, 100) && half < new Rational(315, 100)) return literal.Value.IsInteger ? literal.Value.ToString() : Decimal(literal.Value);
        }

        return null;
    }

    /// <summary>A decimal fraction with its digits, at most a dozen of them.</summary>
    private static string Decimal(Rational value)
    {
        var digits = "";
        var rest = value - (Rational)value.Floor();
        for (var i = 0; i < 12 && !rest.IsZero; i++)
        {
            rest *= (Rational)10;
            digits += rest.Floor().ToString(System.Globalization.CultureInfo.InvariantCulture);
            rest -= (Rational)rest.Floor();
        }

        return value.Floor().ToString(System.Globalization.CultureInfo.InvariantCulture) + "." + digits;
    }
}
