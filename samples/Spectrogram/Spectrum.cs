using Twiddle;

namespace Spectrograms;

internal static partial class Spectrum
{
    /// <summary>The frame lengths that a fast algorithm is derived for; every other length would run the definition.</summary>
    public static readonly int[] DerivedLengths = [512, 1024, 2048];

    /// <summary>
    /// The discrete Fourier transform of a real frame, straight from the definition:
    /// X[k] = Σ frame[n]·e^(−2πi·kn/N) for n = 0 … N − 1, N = the frame's length.
    /// </summary>
    /// <param name="frame">N real samples.</param>
    /// <param name="re">Receives the real parts of X[0] … X[N/2].</param>
    /// <param name="im">Receives the imaginary parts. The other half of the spectrum mirrors this one: X[N − k] is the conjugate of X[k].</param>
    [FastTransform(512, 1024, 2048)]
    public static void NaiveDft(double[] frame, double[] re, double[] im)
    {
        int N = frame.Length;
        for (int k = 0; k <= N / 2; k++)
        {
            double sumRe = 0, sumIm = 0;
            for (int n = 0; n < N; n++)
            {
                sumRe += frame[n] * Math.Cos(2 * Math.PI * k * n / N);
                sumIm -= frame[n] * Math.Sin(2 * Math.PI * k * n / N);
            }

            re[k] = sumRe;
            im[k] = sumIm;
        }
    }
}
