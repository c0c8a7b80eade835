using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Plans;

/// <summary>How a factor is multiplied with.</summary>
public enum FactorShape
{
    /// <summary>1: nothing to do.</summary>
    One,

    /// <summary>−1, i or −i: signs and an exchange of real and imaginary part.</summary>
    Unit,

    /// <summary>A real constant.</summary>
    Real,

    /// <summary>A purely imaginary constant.</summary>
    Imaginary,

    /// <summary>A complex constant.</summary>
    Complex,

    /// <summary>Real numbers that depend on the index.</summary>
    RealTable,

    /// <summary>Complex numbers that depend on the index.</summary>
    Table,
}

public static class FactorShapes
{
    /// <param name="factor">A factor.</param>
    /// <param name="count">The number of indices it is used at.</param>
    public static FactorShape Shape(this HarmonicFactor factor, int count)
    {
        if (!factor.IsConstant && count > 1) return factor.IsReal() ? FactorShape.RealTable : FactorShape.Table;
        var value = factor.AtZero;
        if (value.SameAs(Cyclotomic.One)) return FactorShape.One;
        if (IsUnit(value)) return FactorShape.Unit;
        if (value.IsReal()) return FactorShape.Real;
        return (value * Cyclotomic.ImaginaryOne).IsReal() ? FactorShape.Imaginary : FactorShape.Complex;
    }

    private static bool IsUnit(Cyclotomic value) =>
        value.SameAs(-Cyclotomic.One) || value.SameAs(Cyclotomic.ImaginaryOne) || value.SameAs(-Cyclotomic.ImaginaryOne);
}
