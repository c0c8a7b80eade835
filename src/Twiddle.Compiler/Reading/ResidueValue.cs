using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// An integer that is linear in integer data: exactly, or modulo the modulus that the method reduces by. Data are taken to be residues, 0 … p − 1; what the
/// integer itself can be is a <see cref="DataRange"/>.
/// </summary>
/// <param name="form">The integer, coefficients being any representatives of their residue classes.</param>
/// <param name="range">What it can be.</param>
/// <param name="origin">Where arithmetic on the data began; null for the data themselves.</param>
/// <param name="limits">What it can be for all data of their types, as long as nothing on the way overflowed or was reduced; else null.</param>
/// <param name="smallLimits">The same for data that are small (<see cref="SmallIntegers"/>).</param>
internal sealed class ResidueValue(Form form, DataRange range, SourceSpan? origin, IntegerLimits? limits, IntegerLimits? smallLimits) : Value
{
    public Form Form { get; } = form;

    public DataRange Range { get; } = range;

    public SourceSpan? Origin { get; } = origin;

    /// <summary>Not null: the integer is exactly the <see cref="Form"/> of the data, and a real number that is made of it is linear in them.</summary>
    public IntegerLimits? Limits { get; } = limits;

    /// <summary>Not null: the same, as long as all data of <c>int</c> are small.</summary>
    public IntegerLimits? SmallLimits { get; } = smallLimits;

    /// <summary>An element of the data.</summary>
    public static ResidueValue Of(Form data, IntegerLimits? limits) => new(data, DataRange.Data, null, limits, SmallIntegers.Of(limits));

    public static ResidueValue Of(BigInteger number) => new(Form.OfRational(number), DataRange.Number(number), null, new(number, number), new(number, number));

    public ResidueValue Plus(ResidueValue other) => new(
        Form + other.Form,
        Range.Plus(other.Range),
        Origin ?? other.Origin,
        Limits?.Plus(other.Limits),
        SmallLimits?.Plus(other.SmallLimits));

    public ResidueValue Times(BigInteger factor) => new(Form * (Rational)factor, Range.Times(factor), Origin, Limits?.Times(factor), SmallLimits?.Times(factor));

    public ResidueValue Since(SourceSpan span) => Origin is null ? new(Form, Range, span, Limits, SmallLimits) : this;

    /// <summary>What became of it in a type: known only where the type has all that it can be.</summary>
    public ResidueValue Within(IntegerLimits type) => new(Form, Range, Origin, Limits?.Within(type), SmallLimits?.Within(type));
}

/// <summary>The least and the greatest that an integer can be.</summary>
internal readonly record struct IntegerLimits(BigInteger Least, BigInteger Greatest)
{
    /// <summary>What a sum can be; null where one of the numbers is not known.</summary>
    public IntegerLimits? Plus(IntegerLimits? other) => other is { } known ? new(Least + known.Least, Greatest + known.Greatest) : null;

    /// <summary>The same where a type has all of it; else null.</summary>
    public IntegerLimits? Within(IntegerLimits type) => Least >= type.Least && Greatest <= type.Greatest ? this : null;

    public IntegerLimits Times(BigInteger factor) => factor.Sign >= 0 ? new(Least * factor, Greatest * factor) : new(Greatest * factor, Least * factor);
}

/// <summary>Bounds of an integer: each a constant and a multiple of p − 1, the largest datum, for a modulus p that may not be known yet.</summary>
internal readonly record struct DataRange(BigInteger LeastConstant, BigInteger LeastSlope, BigInteger GreatestConstant, BigInteger GreatestSlope)
{
    public static DataRange Data { get; } = new(0, 0, 0, 1);

    public static DataRange Number(BigInteger number) => new(number, 0, number, 0);

    public BigInteger Least(BigInteger modulus) => LeastConstant + LeastSlope * (modulus - 1);

    public BigInteger Greatest(BigInteger modulus) => GreatestConstant + GreatestSlope * (modulus - 1);

    public DataRange Plus(DataRange other) => new(
        LeastConstant + other.LeastConstant, LeastSlope + other.LeastSlope, GreatestConstant + other.GreatestConstant, GreatestSlope + other.GreatestSlope);

    public DataRange Times(BigInteger factor) => factor.Sign >= 0
        ? new(LeastConstant * factor, LeastSlope * factor, GreatestConstant * factor, GreatestSlope * factor)
        : new(GreatestConstant * factor, GreatestSlope * factor, LeastConstant * factor, LeastSlope * factor);

    /// <summary>A range that holds both.</summary>
    public DataRange Or(DataRange other) => new(
        BigInteger.Min(LeastConstant, other.LeastConstant),
        BigInteger.Min(LeastSlope, other.LeastSlope),
        BigInteger.Max(GreatestConstant, other.GreatestConstant),
        BigInteger.Max(GreatestSlope, other.GreatestSlope));
}
