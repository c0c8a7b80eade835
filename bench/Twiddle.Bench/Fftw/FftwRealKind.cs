namespace Twiddle.Bench.Fftw;

/// <summary>FFTW's transforms of real data to real data, by its own numbers and names.</summary>
internal enum FftwRealKind
{
    /// <summary>The discrete Hartley transform.</summary>
    Hartley = 2,

    /// <summary>REDFT01: twice the DCT-III.</summary>
    CosineThree = 4,

    /// <summary>REDFT10: twice the DCT-II.</summary>
    CosineTwo = 5,

    /// <summary>REDFT11: twice the DCT-IV.</summary>
    CosineFour = 6,

    /// <summary>RODFT10: twice the DST-II.</summary>
    SineTwo = 9,
}
