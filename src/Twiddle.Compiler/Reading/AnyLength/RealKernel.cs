using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Reading.AnyLength;

/// <summary>The transforms with real results that there are plans of any length for, by the angles of their entries, as fractions of a turn. N is the number of points.</summary>
public enum RealKernel
{
    /// <summary>jk/N, cosines and sines in any proportion, of real data: the Hartley transform among them.</summary>
    Hartley,

    /// <summary>(2j + 1)k/4N, cosines: the DCT-II.</summary>
    CosineTwo,

    /// <summary>j(2k + 1)/4N, cosines: the DCT-III.</summary>
    CosineThree,

    /// <summary>(2j + 1)(2k + 1)/8N, cosines: the DCT-IV.</summary>
    CosineFour,

    /// <summary>(2j + 1)(k + 1)/4N, sines: the DST-II.</summary>
    SineTwo,

    /// <summary>(j + 1)(2k + 1)/4N, sines: the DST-III.</summary>
    SineThree,

    /// <summary>(2j + 1)(2k + 1)/8N, sines: the DST-IV.</summary>
    SineFour,

    /// <summary>(2j + 1 + N)(2k + 1)/8N, cosines, of 2N numbers: the MDCT.</summary>
    Lapped,

    /// <summary>(2j + 1)(2k + 1 + N)/8N, cosines, to 2N numbers: the inverse MDCT, which overlaps.</summary>
    Overlapping,

    /// <summary>jk/N of N complex numbers: the real part of an inverse Fourier transform.</summary>
    RealPart,

    /// <summary>−jk/N of N complex numbers: the real part of a Fourier transform.</summary>
    RealPartForward,

    /// <summary>jk/N of the N/2 + 1 complex numbers that are half of a spectrum, N even: the inverse of the Fourier transform of real data.</summary>
    HalfSpectrum,
}

/// <summary>The number of elements at both ends of a kernel, and the angles of its entries.</summary>
internal static class RealKernels
{
    public static IEnumerable<RealKernel> All => Enum.GetValues(typeof(RealKernel)).Cast<RealKernel>();

    public static bool IsOfComplexNumbers(RealKernel kernel) => kernel >= RealKernel.RealPart;

    /// <summary>The number of points N that size number 1, 2, … has: every one, or every even one.</summary>
    public static int Points(RealKernel kernel, int size) => kernel == RealKernel.HalfSpectrum ? 2 * size : size;

    public static int Inputs(RealKernel kernel, int size) => kernel switch
    {
        RealKernel.Lapped => 2 * size,
        RealKernel.HalfSpectrum => size + 1,
        _ => size,
    };

    public static int Outputs(RealKernel kernel, int size) => kernel is RealKernel.Overlapping or RealKernel.HalfSpectrum ? 2 * size : size;

    /// <summary>
    /// Whether there are plans for a form: which ends may have factors of their own. None may be zero: what is not read at all, and is not a number, must not show.
    /// </summary>
    public static bool Allows(RealForm form) =>
        Allows(form.Kernel, form.Scale)
        && IsEnd(form, form.FirstRow, RealKernel.CosineTwo)
        && IsEnd(form, form.LastRow, RealKernel.SineTwo)
        && IsEnd(form, form.FirstColumn, RealKernel.CosineThree, RealKernel.HalfSpectrum)
        && IsEnd(form, form.LastColumn, RealKernel.SineThree, RealKernel.HalfSpectrum);

    private static bool IsEnd(RealForm form, Cyclotomic? factor, params RealKernel[] kernels) =>
        factor is null || (kernels.Contains(form.Kernel) && !factor.IsZero() && Allows(form.Kernel, factor));

    /// <summary>The factors that a scale may have: of the sines it is imaginary, for Re(−i·e^(iθ)) = sin θ.</summary>
    private static bool Allows(RealKernel kernel, Cyclotomic scale) => kernel switch
    {
        RealKernel.Hartley => true,
        RealKernel.SineTwo or RealKernel.SineThree or RealKernel.SineFour => (scale * Cyclotomic.ImaginaryOne).IsReal(),
        _ => scale.IsReal(),
    };

    /// <summary>A factor that is allowed.</summary>
    public static Cyclotomic Unit(RealKernel kernel) => kernel is RealKernel.SineTwo or RealKernel.SineThree or RealKernel.SineFour ? -Cyclotomic.ImaginaryOne : Cyclotomic.One;

    public static Turns Turns(RealKernel kernel, int points)
    {
        Rational n = points;
        var (half, quarter) = ((2 * n).Reciprocal(), (4 * n).Reciprocal());
        return kernel switch
        {
            RealKernel.CosineTwo => new(half, 0, quarter, 0),
            RealKernel.CosineThree => new(half, quarter, 0, 0),
            RealKernel.CosineFour or RealKernel.SineFour => new(half, quarter, quarter, quarter * Rational.Half),
            RealKernel.SineTwo => new(half, half, quarter, quarter),
            RealKernel.SineThree => new(half, quarter, half, quarter),
            RealKernel.Lapped => new(half, quarter, (n + 1) * quarter, (n + 1) * quarter * Rational.Half),
            RealKernel.Overlapping => new(half, (n + 1) * quarter, quarter, (n + 1) * quarter * Rational.Half),
            RealKernel.RealPartForward => new(-n.Reciprocal(), 0, 0, 0),
            _ => new(n.Reciprocal(), 0, 0, 0),
        };
    }
}

/// <summary>The angle Bilinear·jk + Input·j + Output·k + Constant, in turns.</summary>
internal readonly record struct Turns(Rational Bilinear, Rational Input, Rational Output, Rational Constant);
