namespace Twiddle.Bench.Definitions;

/// <summary>The DFT of real data in single precision, bins 0 to n/2.</summary>
public readonly partial struct RealFloat : ITransform<float, ComplexSingle>
{
    [FastTransform(
        2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536,
        Name = "Fast")]
    public static ComplexSingle[] Naive(float[] x)
    {
        var y = new ComplexSingle[x.Length / 2 + 1];
        for (int k = 0; k <= x.Length / 2; k++)
            for (int n = 0; n < x.Length; n++)
            {
                y[k].Re += x[n] * MathF.Cos(2 * MathF.PI * k * n / x.Length);
                y[k].Im -= x[n] * MathF.Sin(2 * MathF.PI * k * n / x.Length);
            }

        return y;
    }
}
