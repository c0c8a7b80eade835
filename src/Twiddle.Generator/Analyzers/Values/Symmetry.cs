namespace Twiddle.Generator.Analyzers.Values;

/// <summary>How a value changes where an index k becomes N − k.</summary>
internal enum Symmetry
{
    /// <summary>In no way that is known.</summary>
    None,

    /// <summary>A real number that stays: cos(2πkn/N), or what does not depend on k.</summary>
    Even,

    /// <summary>A real number that changes its sign: sin(2πkn/N).</summary>
    Odd,

    /// <summary>A complex number that becomes its conjugate: an even real part, and an odd imaginary one.</summary>
    Hermitian,

    /// <summary>Zero, which is all of these.</summary>
    Zero,
}

/// <summary>What sums and products keep of it: the even and odd functions are a graded algebra, and the Hermitian ones are closed.</summary>
internal static class Symmetries
{
    /// <summary>Of a sum or difference, or of a variable that has either value.</summary>
    public static Symmetry Sum(Symmetry left, Symmetry right) => (left, right) switch
    {
        _ when left == right => left,
        (Symmetry.Zero, _) => right,
        (_, Symmetry.Zero) => left,
        _ => Symmetry.None,
    };

    /// <summary>Of a product or quotient of real numbers; or of complex numbers.</summary>
    public static Symmetry Product(Symmetry left, Symmetry right) => (left, right) switch
    {
        (Symmetry.None, _) or (_, Symmetry.None) => Symmetry.None,
        (Symmetry.Zero, _) => Symmetry.Zero,
        (Symmetry.Hermitian, Symmetry.Hermitian) => Symmetry.Hermitian,
        (Symmetry.Hermitian, _) or (_, Symmetry.Hermitian) => Symmetry.None,
        (_, Symmetry.Zero) => Symmetry.Zero,
        _ => left == right ? Symmetry.Even : Symmetry.Odd,
    };

    /// <summary>Of a real number as a complex one.</summary>
    public static Symmetry AsComplex(Symmetry real) => real switch
    {
        Symmetry.Even => Symmetry.Hermitian,
        Symmetry.Odd => Symmetry.None,
        _ => real,
    };
}
