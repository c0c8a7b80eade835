namespace Twiddle.Bench.Definitions;

/// <summary>A complex number of single precision, as users write it; the framework has none.</summary>
public struct ComplexSingle(float re, float im)
{
    public float Re = re;
    public float Im = im;
}
