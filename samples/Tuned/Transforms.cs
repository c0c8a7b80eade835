using System;

namespace Tuned;

public static partial class Transforms
{
    [Twiddle.FastTransform(1024)]
    public static void NaiveDft(double[] re, double[] im, double[] outRe, double[] outIm)
    {
        var length = re.Length;
        for (var k = 0; k < length; k++)
        {
            double a = 0, b = 0;
            for (var n = 0; n < length; n++)
            {
                var angle = -2 * Math.PI * k * n / length;
                a += re[n] * Math.Cos(angle) - im[n] * Math.Sin(angle);
                b += re[n] * Math.Sin(angle) + im[n] * Math.Cos(angle);
            }
            outRe[k] = a;
            outIm[k] = b;
        }
    }
}
