using System.Numerics;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Proofs;

/// <summary>
/// A number of ℚ(ζ_m) modulo two primes above p: its image for ζ → g and for ζ → g⁻¹, so that conjugation is a swap and a real number has both
/// equal.
/// </summary>
internal readonly record struct ResiduePair(uint Value, uint Conjugate);

/// <summary>The tape's exact numbers as integers over a common denominator: what is needed of them in every prime field.</summary>
internal sealed class IntegerHarmonics
{
    private readonly (int Exponent, BigInteger Coefficient)[] terms;

    public IntegerHarmonics(Cyclotomic value, int order)
    {
        Denominator = Proofs.Denominator.Of(value).Whole;
        terms = Array.ConvertAll(value.Terms.ToArray(), t => ((int)(t.Turns * order).Numerator, (t.Coefficient * Denominator).Numerator));
    }

    public BigInteger Denominator { get; }

    /// <summary>Denominator times the number, at ζ = g, from the powers of g.</summary>
    public uint NumeratorAt(ResidueField field, uint[] powers, bool isConjugate)
    {
        uint sum = 0;
        foreach (var (exponent, coefficient) in terms)
        {
            var power = powers[isConjugate && exponent != 0 ? powers.Length - exponent : exponent];
            var product = coefficient.IsOne ? power : field.Multiply(field.Reduce(coefficient), power);
            sum = field.Add(sum, product);
        }

        return sum;
    }
}

/// <summary>Evaluates constants modulo p; notes a division by zero, which makes p useless, and goes on with zero.</summary>
internal sealed class ResidueArithmetic(ResidueField field, uint[] powers, IReadOnlyList<IntegerHarmonics> exacts) : IConstantArithmetic<ResiduePair>
{
    public bool HasDividedByZero { get; private set; }

    public ResiduePair Exact(int index, Cyclotomic value)
    {
        var number = exacts[index];
        var pair = new ResiduePair(number.NumeratorAt(field, powers, false), number.NumeratorAt(field, powers, true));
        if (number.Denominator.IsOne) return pair;
        var inverse = Inverse(field.Reduce(number.Denominator));
        return new(field.Multiply(pair.Value, inverse), field.Multiply(pair.Conjugate, inverse));
    }

    public ResiduePair Add(ResiduePair left, ResiduePair right) =>
        new(field.Add(left.Value, right.Value), field.Add(left.Conjugate, right.Conjugate));

    public ResiduePair Multiply(ResiduePair left, ResiduePair right) =>
        new(field.Multiply(left.Value, right.Value), field.Multiply(left.Conjugate, right.Conjugate));

    public ResiduePair Divide(ResiduePair left, ResiduePair right) =>
        new(field.Multiply(left.Value, Inverse(right.Value)), field.Multiply(left.Conjugate, Inverse(right.Conjugate)));

    public ResiduePair Conjugate(ResiduePair operand) => new(operand.Conjugate, operand.Value);

    private uint Inverse(uint value)
    {
        if (value != 0) return field.Inverse(value);
        HasDividedByZero = true;
        return 0;
    }
}
