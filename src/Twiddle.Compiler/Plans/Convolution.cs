namespace Twiddle.Compiler.Plans;

/// <summary>
/// A transform of L points as a cyclic convolution, for lengths with large prime factors. The convolution is two transforms of <see cref="Length"/>
/// points with the passes of its <see cref="CoreTransform"/>, and a product in between.
/// </summary>
/// <param name="Length">The number of points of the convolution.</param>
public abstract record Convolution(int Length);

/// <summary>
/// Observes that exponents n·k = (n² + k² − (k − n)²)/2 depend, but for a factor of each input and of each output, on the difference of the indices: with
/// w = e^(±πi/L), F[k] = w^(k²)·Σ_n (z[n]·w^(n²))·w^(−(k − n)²). A cyclic convolution holds all differences −L &lt; d &lt; L where it has at least 2L − 1 points.
/// </summary>
/// <remarks>The chirp transform of Bluestein, <i>A linear filtering approach to the computation of the discrete Fourier transform</i>, 1970.</remarks>
public sealed record ChirpConvolution(int Length) : Convolution(Length);

/// <summary>
/// Observes that the indices 1 … p − 1 modulo a prime p are the powers of one of them, g: F[g^a] = z[0] + Σ_b z[g^(−b)]·ω^(g^(a − b)), whose exponents depend on
/// a − b alone. Length = p − 1.
/// </summary>
/// <remarks>Rader, <i>Discrete Fourier transforms when the number of data samples is prime</i>, 1968.</remarks>
/// <param name="Length">p − 1.</param>
/// <param name="Generator">g.</param>
public sealed record GeneratorConvolution(int Length, int Generator) : Convolution(Length)
{
    /// <summary>The powers g^0 … g^(p − 2) modulo p of a number.</summary>
    public static IEnumerable<int> Powers(int number, int prime)
    {
        long power = 1;
        for (var i = 0; i < prime - 1; i++, power = power * number % prime) yield return (int)power;
    }
}
