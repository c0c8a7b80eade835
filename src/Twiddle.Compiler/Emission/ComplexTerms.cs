using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission;

/// <summary>The terms of a real and an imaginary part.</summary>
/// <param name="Real">The terms of the real part.</param>
/// <param name="Imaginary">The terms of the imaginary part.</param>
internal sealed record ComplexTerms(SignedTerm[] Real, SignedTerm[] Imaginary)
{
    public static ComplexTerms Empty { get; } = new([], []);

    /// <summary>A value in two locals; without imaginary part, real.</summary>
    public static ComplexTerms Of(string real, string? imaginary) => new([new(false, real)], imaginary is null ? [] : [new(false, imaginary)]);

    public ComplexTerms Conjugate() => this with { Imaginary = Negate(Imaginary) };

    public ComplexTerms Plus(ComplexTerms other) => new([.. Real, .. other.Real], [.. Imaginary, .. other.Imaginary]);

    /// <summary>The product with a factor.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="count">The number of indices it is used at.</param>
    /// <param name="table">The locals (or the one local of a real table) that hold its value where it depends on the index.</param>
    /// <param name="arithmetic">How constants are written.</param>
    public ComplexTerms Times(HarmonicFactor factor, int count, (string Real, string Imaginary) table, Arithmetic arithmetic)
    {
        var value = factor.AtZero;
        return factor.Shape(count) switch
        {
            FactorShape.One => this,
            FactorShape.Unit => TimesUnit(value),
            FactorShape.Real => Times(arithmetic.Literal(value)),
            FactorShape.Imaginary => Times(arithmetic.Literal(value.ImaginaryPart())).TimesI(),
            FactorShape.Complex => Times(arithmetic.Literal(value.RealPart())).Plus(Times(arithmetic.Literal(value.ImaginaryPart())).TimesI()),
            FactorShape.RealTable => Times(table.Real),
            _ => Times(table.Real).Plus(Times(table.Imaginary).TimesI()),
        };
    }

    private ComplexTerms TimesUnit(Cyclotomic unit)
    {
        if (unit.IsReal()) return Negated();
        return unit.SameAs(Cyclotomic.ImaginaryOne) ? TimesI() : TimesI().Negated();
    }

    private ComplexTerms TimesI() => new(Negate(Imaginary), Real);

    private ComplexTerms Negated() => new(Negate(Real), Negate(Imaginary));

    private ComplexTerms Times(string factor) => new(Array.ConvertAll(Real, t => t.Times(factor)), Array.ConvertAll(Imaginary, t => t.Times(factor)));

    private static SignedTerm[] Negate(SignedTerm[] terms) => Array.ConvertAll(terms, t => t.Negate());
}
