namespace Twiddle.Compiler.Discovery;

/// <summary>The rules of the search, by the names that the field has for what they find. Each is a file, named for what it observes.</summary>
[Flags]
public enum DiscoveryRules
{
    None = 0,

    /// <summary><see cref="Discovery.Cleaning"/>, <see cref="Rules.SharedValues"/>: collinearity up to a unit, direct sums, real matrices on real parts. All else rests on it: it is always on.</summary>
    Cleaning = 1 << 0,

    /// <summary><see cref="Rules.Proportional"/>: collinear columns or rows.</summary>
    Collinear = 1 << 1,

    /// <summary><see cref="Rules.Scaling"/> and <see cref="Rules.BalancedScaling"/>: a window or a normalisation.</summary>
    Window = 1 << 2,

    /// <summary><see cref="Rules.RealFold"/> and <see cref="Rules.ComplexFold"/>: radix 2, split radix, even and odd symmetry.</summary>
    Butterfly = 1 << 3,

    /// <summary><see cref="Rules.FewValuedRatio"/> in complex matrices: any radix, with Good–Thomas.</summary>
    CooleyTukey = 1 << 4,

    /// <summary><see cref="Rules.FewValuedRatio"/> in real matrices: rotations and butterflies of any coefficients.</summary>
    Rotation = 1 << 5,

    /// <summary><see cref="Rules.Normalise"/>.</summary>
    TwiddleFactors = 1 << 6,

    /// <summary><see cref="Rules.Realify"/>, where a complex matrix is not real already; <see cref="Rules.ConjugateRows"/>.</summary>
    RealParts = 1 << 7,

    /// <summary><see cref="Rules.Complexify"/>: a real transform by a complex one of half the size.</summary>
    HalfSizeComplex = 1 << 8,

    /// <summary><see cref="Rules.Involution"/>: conjugate symmetry, circular structure.</summary>
    Involution = 1 << 9,

    /// <summary><see cref="Rules.TwistedInvolution"/>: convolution modulo x² − i.</summary>
    TwistedInvolution = 1 << 10,

    /// <summary><see cref="Rules.OddOrder"/>.</summary>
    RaderWinograd = 1 << 11,

    /// <summary><see cref="Rules.Karatsuba"/>, in the order found by <see cref="Rules.ToeplitzOrder"/>.</summary>
    Karatsuba = 1 << 12,

    /// <summary><see cref="Rules.Gauss"/>.</summary>
    Gauss = 1 << 13,

    /// <summary><see cref="RealInputSearch"/>: Cooley–Tukey on real inputs, up to conjugate outputs; <see cref="Rules.PhaseRows"/>.</summary>
    ConjugateOutputs = 1 << 14,

    /// <summary><see cref="Rules.ToeplitzOrder"/>: Toeplitz and Hankel matrices with rows and columns shuffled.</summary>
    ToeplitzOrder = 1 << 15,

    /// <summary><see cref="Rules.BlockToeplitz"/>: Karatsuba on Toeplitz matrices of odd sizes and on rectangles.</summary>
    BlockToeplitz = 1 << 16,

    /// <summary><see cref="Rules.FastFilter"/>: filter banks, products of polynomials.</summary>
    FastFilter = 1 << 17,

    /// <summary><see cref="Rules.ToomCook"/>.</summary>
    ToomCook = 1 << 18,

    /// <summary><see cref="Rules.ScaledToeplitz"/>: chirps.</summary>
    Chirp = 1 << 19,

    /// <summary><see cref="Rules.KroneckerProduct"/>, in real matrices: in complex ones it is a case of <see cref="CooleyTukey"/>.</summary>
    Kronecker = 1 << 20,

    /// <summary><see cref="Rules.Rescaling"/>: tangent transforms.</summary>
    FreeScales = 1 << 21,

    All = (1 << 22) - 1,
}
