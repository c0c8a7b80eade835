using System.Numerics;
using System.Runtime.InteropServices;
using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Twiddle.Bench.Speed.Contenders;

/// <summary>The transforms that MathNet.Numerics has.</summary>
internal static class MathNetTransforms
{
    static MathNetTransforms()
    {
        Control.UseManaged();
        Control.UseSingleThread();
    }

    public static Contender ComplexDouble(int length)
    {
        var (x, y) = (new Complex[length], new Complex[length]);
        return new MathNetContender(
            numbers => MemoryMarshal.Cast<double, Complex>(numbers).CopyTo(x),
            () =>
            {
                x.CopyTo(y, 0);
                Fourier.Forward(y, FourierOptions.NoScaling);
            },
            () => MemoryMarshal.Cast<Complex, double>(y).ToArray());
    }

    public static Contender ComplexFloat(int length)
    {
        var (x, y) = (new Complex32[length], new Complex32[length]);
        return new MathNetContender(
            numbers =>
            {
                for (var i = 0; i < length; i++) x[i] = new Complex32((float)numbers[2 * i], (float)numbers[2 * i + 1]);
            },
            () =>
            {
                x.CopyTo(y, 0);
                Fourier.Forward(y, FourierOptions.NoScaling);
            },
            () => [.. y.SelectMany(z => new double[] { z.Real, z.Imaginary })]);
    }

    public static Contender RealDouble(int length)
    {
        // One complex number more than half the samples: the result takes the place of the input.
        var (x, y) = (new double[length], new double[2 * (length / 2 + 1)]);
        return new MathNetContender(
            numbers => numbers.CopyTo(x, 0),
            () =>
            {
                x.CopyTo(y, 0);
                Fourier.ForwardReal(y, length, FourierOptions.NoScaling);
            },
            () => y);
    }

    public static Contender RealFloat(int length)
    {
        var (x, y) = (new float[length], new float[2 * (length / 2 + 1)]);
        return new MathNetContender(
            numbers =>
            {
                for (var i = 0; i < length; i++) x[i] = (float)numbers[i];
            },
            () =>
            {
                x.CopyTo(y, 0);
                Fourier.ForwardReal(y, length, FourierOptions.NoScaling);
            },
            () => [.. y.Select(v => (double)v)]);
    }
}
