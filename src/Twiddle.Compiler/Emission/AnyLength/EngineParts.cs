using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Reading.AnyLength;

namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>What of the engine for any length is written: no more than the methods of a compilation use.</summary>
[Flags]
public enum EngineParts
{
    /// <summary>Nothing, not even what all have in common.</summary>
    None = 0,

    /// <summary>Transforms of complex numbers.</summary>
    Complex = 1,

    /// <summary>Of many vectors at once.</summary>
    Many = 1 << 1,

    /// <summary>Of many vectors on several threads.</summary>
    Shared = 1 << 2,

    /// <summary>Transforms whose real and imaginary parts are in arrays of their own.</summary>
    Parts = 1 << 3,

    /// <summary>Spectra of real data.</summary>
    Spectra = 1 << 4,

    /// <summary>Numbers of <c>float</c>.</summary>
    Singles = 1 << 5,

    /// <summary>Real results of spectra.</summary>
    RealResults = 1 << 6,

    Hartley = 1 << 7,
    CosineTwo = 1 << 8,
    CosineThree = 1 << 9,
    CosineFour = 1 << 10,
    SineTwo = 1 << 11,
    SineThree = 1 << 12,
    SineFour = 1 << 13,
    Lapped = 1 << 14,
    Overlapping = 1 << 15,

    /// <summary>Convolutions and correlations of two arrays of data.</summary>
    Convolutions = 1 << 16,

    /// <summary>Everything.</summary>
    All = (1 << 17) - 1,
}

/// <summary>Which parts a method uses, and which others these use.</summary>
internal static class EnginePartsOf
{
    /// <summary>What the methods written for a transform call.</summary>
    public static EngineParts Method(EmissionTarget target, AnyLengthTransform transform)
    {
        var layout = KernelLayout.Of(target, transform.Sample);
        var input = layout.OfInput(transform.Source.Real.Buffer);
        var singles = ElementShape.Components(input.Element).First().Kind == ScalarKind.Single ? EngineParts.Singles : EngineParts.None;
        return singles | (transform.Real is { } real ? Kernel(real.Kernel)
            : transform.Source.IsReal ? EngineParts.Spectra
            : transform.Source.IsSplit || transform.Target.IsSplit ? EngineParts.Parts
            : target.Partial is not null ? EngineParts.Complex
            : EngineParts.Complex | EngineParts.Many | (AnyLengthMethodWriter.SharesMany(target) ? EngineParts.Shared : EngineParts.None));
    }

    /// <summary>All that has to be written where some parts are used.</summary>
    public static EngineParts WithNeeded(EngineParts parts)
    {
        if (parts.HasFlag(EngineParts.Lapped)) parts |= EngineParts.CosineThree | EngineParts.CosineFour;
        if (parts.HasFlag(EngineParts.Overlapping)) parts |= EngineParts.CosineTwo | EngineParts.CosineFour;
        if (parts.HasFlag(EngineParts.Convolutions)) parts |= EngineParts.Complex | EngineParts.Spectra;
        if (parts.HasFlag(EngineParts.SineTwo)) parts |= EngineParts.CosineTwo;
        if (parts.HasFlag(EngineParts.SineThree)) parts |= EngineParts.CosineThree;
        if (parts.HasFlag(EngineParts.SineFour)) parts |= EngineParts.CosineFour;
        if (parts.HasFlag(EngineParts.Shared)) parts |= EngineParts.Many;
        if (parts.HasFlag(EngineParts.Many)) parts |= EngineParts.Complex;
        return parts;
    }

    private static EngineParts Kernel(RealKernel kernel) => kernel switch
    {
        RealKernel.Hartley => EngineParts.Hartley,
        RealKernel.CosineTwo => EngineParts.CosineTwo,
        RealKernel.CosineThree => EngineParts.CosineThree,
        RealKernel.CosineFour => EngineParts.CosineFour,
        RealKernel.SineTwo => EngineParts.SineTwo,
        RealKernel.SineThree => EngineParts.SineThree,
        RealKernel.SineFour => EngineParts.SineFour,
        RealKernel.Lapped => EngineParts.Lapped,
        RealKernel.Overlapping => EngineParts.Overlapping,
        _ => EngineParts.RealResults,
    };
}
