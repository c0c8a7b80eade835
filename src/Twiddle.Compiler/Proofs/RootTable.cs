using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Proofs;

/// <summary>The roots of unity of an order in machine precision, and the tape's exact numbers on them.</summary>
internal sealed class RootTable
{
    private readonly double[] cos;
    private readonly Dictionary<int, (int Exponent, double Coefficient)[]> harmonics = [];

    /// <param name="order">The order m, a multiple of 4.</param>
    public RootTable(int order)
    {
        Order = order;
        cos = new double[order];
        for (var k = 0; k <= order / 4; k++)
        {
            // cos(π − x) = −cos x and cos(−x) = cos x: one quadrant gives the circle.
            var value = Cosine(k);
            cos[k] = value;
            cos[order / 2 - k] = -value;
            cos[order / 2 + k] = -value;
            cos[(order - k) % order] = value;
        }
    }

    public int Order { get; }

    /// <summary>e^(2πi·k/order), 0 ≤ k &lt; order, each coordinate within two units in the last place.</summary>
    public (double Cos, double Sin) this[int k] => (cos[k], cos[k >= Order / 4 ? k - Order / 4 : k + 3 * Order / 4]);

    /// <summary>An exact number as a sum of coefficients times powers of the primitive root.</summary>
    public (int Exponent, double Coefficient)[] Harmonics(int index, Cyclotomic value)
    {
        if (harmonics.TryGetValue(index, out var known)) return known;
        var terms = value.Terms.Select(t => ((int)(t.Turns * Order).Numerator, Rounding.ToDouble(t.Coefficient))).ToArray();
        harmonics.Add(index, terms);
        return terms;
    }

    private double Cosine(int k)
    {
        const int bits = 62;
        var (cosine, _) = RootOfUnity.Evaluate(new Rational(k, Order), bits);
        return (double)(long)cosine / (1L << bits);
    }
}
