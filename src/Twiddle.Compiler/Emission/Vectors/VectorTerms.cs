using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>A vector, or the product of two, with a sign.</summary>
/// <param name="IsNegative">The sign.</param>
/// <param name="Value">The value.</param>
/// <param name="Factor">What it is multiplied with, or null.</param>
internal readonly record struct VectorTerm(bool IsNegative, int Value, int? Factor)
{
    public VectorTerm Negate() => this with { IsNegative = !IsNegative };
}

/// <summary>The terms of a real and an imaginary part, as <see cref="ComplexTerms"/> on vectors.</summary>
internal sealed record VectorTerms(VectorTerm[] Real, VectorTerm[] Imaginary)
{
    public static VectorTerms Empty { get; } = new([], []);

    /// <summary>A value; without imaginary part, real.</summary>
    public static VectorTerms Of(int real, int? imaginary) => new([new(false, real, null)], imaginary is { } im ? [new(false, im, null)] : []);

    public VectorTerms Conjugate() => this with { Imaginary = Negate(Imaginary) };

    public VectorTerms Plus(VectorTerms other) => new([.. Real, .. other.Real], [.. Imaginary, .. other.Imaginary]);

    /// <summary>The product of plain terms with a factor.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="count">The number of indices it is used at.</param>
    /// <param name="table">Loads the vectors of real and imaginary parts of a factor that depends on the index.</param>
    /// <param name="constant">A real constant in all lanes.</param>
    public VectorTerms Times(HarmonicFactor factor, int count, Func<HarmonicFactor, (int Re, int? Im)> table, Func<Cyclotomic, (bool IsNegative, int Value)> constant)
    {
        var value = factor.AtZero;
        switch (factor.Shape(count))
        {
            case FactorShape.One: return this;
            case FactorShape.Unit when value.IsReal(): return Negated();
            case FactorShape.Unit: return value.SameAs(Cyclotomic.ImaginaryOne) ? TimesI() : TimesI().Negated();
            case FactorShape.Real: return Times(constant(value));
            case FactorShape.Imaginary: return Times(constant(value.ImaginaryPart())).TimesI();
            case FactorShape.Complex: return Times(constant(value.RealPart())).Plus(Times(constant(value.ImaginaryPart())).TimesI());
            default:
                var (re, im) = table(factor);
                var product = Times((false, re));
                return im is { } part ? product.Plus(Times((false, part)).TimesI()) : product;
        }
    }

    /// <summary>The sum of terms, products in one rounding with it; null where there are none.</summary>
    public static int? Sum(VectorCode code, VectorTerm[] terms)
    {
        if (terms.Length == 0) return null;
        // Plain terms first, a positive one before all.
        var ordered = terms.OrderBy(t => t.Factor is null ? 0 : 1).ThenBy(t => t.IsNegative).ToList();
        var first = ordered[0];
        var sum = new SignedVector(first.Factor is { } factor ? code.Multiply(factor, first.Value) : first.Value, first.IsNegative);
        foreach (var term in ordered.Skip(1))
        {
            if (term.Factor is { } by) sum = new(code.MultiplyAdd(by, term.Value, term.IsNegative, sum.Value, sum.IsNegated), false);
            else if (term.IsNegative == sum.IsNegated) sum = new(code.Add(sum.Value, term.Value), sum.IsNegated);
            else sum = new(sum.IsNegated ? code.Subtract(term.Value, sum.Value) : code.Subtract(sum.Value, term.Value), false);
        }

        return code.Plain(sum);
    }

    public VectorTerms Negated() => new(Negate(Real), Negate(Imaginary));

    private VectorTerms TimesI() => new(Negate(Imaginary), Real);

    private VectorTerms Times((bool IsNegative, int Value) factor)
    {
        VectorTerm By(VectorTerm term) => new(term.IsNegative != factor.IsNegative, term.Value, factor.Value);
        return new(Array.ConvertAll(Real, By), Array.ConvertAll(Imaginary, By));
    }

    private static VectorTerm[] Negate(VectorTerm[] terms) => Array.ConvertAll(terms, t => t.Negate());
}
