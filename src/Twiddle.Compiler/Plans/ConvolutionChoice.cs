using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Plans;

/// <summary>Chooses between passes and the two convolutions by their costs.</summary>
/// <param name="costs">What passes cost.</param>
internal sealed class ConvolutionChoice(PassCosts costs)
{
    /// <summary>All lengths of chirp convolutions are multiples of this, so that all their passes run on whole vectors.</summary>
    private const int Granularity = 64;

    /// <summary>The odd parts of the lengths of chirp convolutions.</summary>
    private static readonly int[] OddParts = [1, 3, 5, 9, 15, 25, 27, 45];

    /// <summary>Passes are kept unless a convolution is faster by this factor: they are shorter code, and exacter.</summary>
    private const double Advantage = 0.6;

    /// <summary>The convolution for a transform of a length, or null where passes are the better.</summary>
    public Convolution? Of(int length)
    {
        var largest = Radices.PrimeFactors(length).LastOrDefault();
        if (largest <= Radices.LargestPass) return null;
        var (chirp, cost) = Chirp(length);
        Convolution best = new ChirpConvolution(chirp);
        if (largest == length && OfGenerator(length) is { } generator && generator < cost)
            (best, cost) = (new GeneratorConvolution(length - 1, SmallestGenerator(length)), generator);
        return largest > Radices.LargestPrime || cost < Advantage * costs.Of(length) ? best : null;
    }

    private (int Length, double Cost) Chirp(int length)
    {
        var best = (Length: 0, Cost: double.PositiveInfinity);
        foreach (var odd in OddParts)
        {
            var candidate = (long)odd * Granularity;
            while (candidate < 2L * length - 1) candidate *= 2;
            if (candidate > int.MaxValue / 4) continue;
            var cost = 2 * costs.Of((int)candidate) + candidate + 2.0 * length;
            if (cost < best.Cost) best = ((int)candidate, cost);
        }

        return best;
    }

    /// <summary>The cost with p − 1 points, whose prime factors must be small; the permutations are the dearer, the less they fit the cache.</summary>
    private double? OfGenerator(int prime) => Radices.PrimeFactors(prime - 1).Last() > Radices.LargestPass
        ? null
        : 2 * costs.Of(prime - 1) + (prime > 1 << 14 ? 6.0 : 3.0) * prime;

    /// <summary>The smallest number whose powers are 1 … p − 1 modulo p.</summary>
    private static int SmallestGenerator(int prime)
    {
        var factors = Primes.FactorsOf(prime - 1);
        for (uint g = 2; ; g++)
            if (factors.All(q => ResidueField.Power(g, (uint)((prime - 1) / q), (uint)prime) != 1)) return (int)g;
    }
}
