using System.Globalization;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Reading.AnyLength;

namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>Writes the call of the engine for a form with real results: its factors are numbers, over the root of the number of points or over itself.</summary>
internal sealed class RealCallWriter(RealForm form)
{
    private static readonly Arithmetic Doubles = new(ScalarKind.Double);

    /// <summary>The call, without the class.</summary>
    /// <param name="numbers">The type of numbers.</param>
    /// <param name="points">An expression for the number of points.</param>
    public string Call(string numbers, string source, string target, string points) => $"Transform{Suffix}<{numbers}>({source}, {target}, {Arguments(points)})";

    private string Suffix => form.Kernel is RealKernel.RealPartForward ? nameof(RealKernel.RealPart) : form.Kernel.ToString();

    private string Arguments(string points)
    {
        return form.Kernel switch
        {
            RealKernel.Hartley => $"{Factor(form.Scale.RealPart())}, {Factor(-form.Scale.ImaginaryPart())}",
            RealKernel.CosineTwo => $"{Factor(form.FirstRow ?? form.Scale)}, {Factor(form.Scale)}",
            RealKernel.CosineThree => $"{Factor(form.FirstColumn ?? form.Scale)}, {Factor(form.Scale)}",
            RealKernel.SineTwo => $"{Sine(form.LastRow ?? form.Scale)}, {Sine(form.Scale)}",
            RealKernel.SineThree => $"{Sine(form.LastColumn ?? form.Scale)}, {Sine(form.Scale)}",
            RealKernel.SineFour => Sine(form.Scale),
            RealKernel.RealPart => "1, " + Factor(form.Scale),
            RealKernel.RealPartForward => "-1, " + Factor(form.Scale),
            RealKernel.HalfSpectrum => $"{Factor(form.FirstColumn ?? form.Scale)}, {Factor(form.LastColumn ?? form.Scale)}, {Factor(form.Scale)}",
            _ => Factor(form.Scale),
        };

        string Sine(Cyclotomic factor) => Factor(factor * Cyclotomic.ImaginaryOne);

        string Factor(Cyclotomic factor) => form.HalfPowers switch
        {
            0 => Doubles.Literal(factor),
            1 => $"{Doubles.Literal(factor)} / global::System.Math.Sqrt({points})",
            _ => $"{Doubles.Literal(factor)} / {points}",
        };
    }

    /// <summary>What a kernel is called.</summary>
    public static string Name(RealKernel kernel) => kernel switch
    {
        RealKernel.Hartley => "a Hartley transform",
        RealKernel.CosineTwo => "a DCT-II",
        RealKernel.CosineThree => "a DCT-III",
        RealKernel.CosineFour => "a DCT-IV",
        RealKernel.SineTwo => "a DST-II",
        RealKernel.SineThree => "a DST-III",
        RealKernel.SineFour => "a DST-IV",
        RealKernel.Lapped => "an MDCT",
        RealKernel.Overlapping => "an inverse MDCT",
        RealKernel.RealPart or RealKernel.RealPartForward => "the real part of a discrete Fourier transform",
        _ => "the inverse Fourier transform of half a spectrum",
    };

    /// <summary>How it is computed.</summary>
    public static string Method(RealKernel kernel) => kernel switch
    {
        RealKernel.Hartley => "Sums and differences of the real and imaginary parts of a Fourier transform of real data.",
        RealKernel.CosineTwo or RealKernel.SineTwo => "Even elements and then the odd ones backwards have a Fourier transform whose elements, turned by an angle each, have the results as their parts.",
        RealKernel.CosineThree or RealKernel.SineThree => "Elements from both ends are the parts of a spectrum, turned by an angle each; the data it belongs to are the even results and then the odd ones backwards.",
        RealKernel.CosineFour or RealKernel.SineFour =>
            "An even number of elements from both ends are the parts of half as many complex numbers, turned by an angle before and after their Fourier transform. An odd number take signs and another order, and are real data of a Fourier transform.",
        RealKernel.Lapped => "The data fold to half as many, of which a DCT-IV is taken, or a DCT-III where they are odd in number.",
        RealKernel.Overlapping => "A DCT-IV, or a DCT-II of an odd number, unfolds to twice as many results.",
        _ => "The results are the parts of half as many complex numbers where they are even in number; a butterfly makes their spectrum from the one given.",
    };
}
