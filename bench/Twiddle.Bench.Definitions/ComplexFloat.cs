namespace Twiddle.Bench.Definitions;

/// <summary>The complex DFT in single precision.</summary>
public readonly partial struct ComplexFloat : ITransform<ComplexSingle, ComplexSingle>
{
    [FastTransform(
        2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536,
        48, 60, 96, 100, 120, 240, 360, 480, 1000, 1920,
        Name = "Fast")]
    public static ComplexSingle[] Naive(ComplexSingle[] x)
    {
        var y = new ComplexSingle[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
            {
                var angle = 2 * MathF.PI * k * n / x.Length;
                y[k].Re += x[n].Re * MathF.Cos(angle) + x[n].Im * MathF.Sin(angle);
                y[k].Im += x[n].Im * MathF.Cos(angle) - x[n].Re * MathF.Sin(angle);
            }

        return y;
    }
}
