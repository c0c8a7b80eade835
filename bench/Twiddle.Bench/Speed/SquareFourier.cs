using System.Numerics;
using Twiddle.Bench.AnyLength;
using Twiddle.Bench.Definitions;

namespace Twiddle.Bench.Speed;

/// <summary>The two-dimensional DFT of a square of complex numbers in row-major order, as a user writes it: all rows, then all columns in place, by the overload for many vectors.</summary>
internal readonly struct SquareFourier : ITransform<Complex, Complex>
{
    /// <summary>256 × 256 and 1024 × 1024.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [1 << 16, 1 << 20];

    public static Complex[] Naive(Complex[] x)
    {
        var side = (int)Math.Sqrt(x.Length);
        var y = new Complex[x.Length];
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < x.Length; j++)
                y[i] += x[j] * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((i / side * (j / side) + i % side * (j % side)) % side) / side);
        return y;
    }

    public static void Fast(ReadOnlySpan<Complex> x, Span<Complex> y)
    {
        var side = (int)Math.Sqrt(x.Length);
        FourierTransform.Fast(x, y, length: side, count: side, stride: 1, distance: side);
        FourierTransform.Fast(y, y, length: side, count: side, stride: side, distance: 1);
    }
}
