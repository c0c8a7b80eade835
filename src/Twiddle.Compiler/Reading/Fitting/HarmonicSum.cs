using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Reading.Fitting;

/// <summary>A sum of harmonics, evaluated exactly on the grid of angles that all of its angles are on.</summary>
internal sealed class HarmonicSum
{
    /// <summary>Angles at 1024 points are multiples of parts of a turn that are a few times as many; each harmonic has a table of this size.</summary>
    private const int LargestGrid = 1 << 16;

    private readonly List<(long Bilinear, long InputPhase, long OutputPhase, long Phase, Cyclotomic?[] Roots, Rational Coefficient)> terms = [];
    private readonly long grid;

    private HarmonicSum(IReadOnlyList<Harmonic> harmonics, long grid)
    {
        this.grid = grid;
        long On(Rational turns) => (long)(turns * (Rational)grid).Numerator;
        foreach (var h in harmonics) terms.Add((On(h.Bilinear), On(h.InputPhase), On(h.OutputPhase), On(h.Phase), new Cyclotomic?[grid], h.Coefficient));
    }

    /// <summary>The sum; null where the grid is too fine.</summary>
    public static HarmonicSum? Of(IReadOnlyList<Harmonic> harmonics)
    {
        long grid = 1;
        foreach (var turns in harmonics.SelectMany(h => new[] { h.Bilinear, h.InputPhase, h.OutputPhase, h.Phase }))
        {
            if (turns.SmallDenominator == 0) return null;
            grid = grid / (long)System.Numerics.BigInteger.GreatestCommonDivisor(grid, turns.SmallDenominator) * turns.SmallDenominator;
            if (grid > LargestGrid) return null;
        }

        return new(harmonics, grid);
    }

    public Cyclotomic At(int k, int j)
    {
        var sum = Cyclotomic.Zero;
        foreach (var (bilinear, inputPhase, outputPhase, phase, roots, coefficient) in terms)
        {
            var place = (bilinear * ((long)k * j % grid) + inputPhase * j + outputPhase * k + phase) % grid;
            sum += roots[place] ??= Cyclotomic.Root(new Rational(place, grid)) * coefficient;
        }

        return sum;
    }

    /// <summary>Whether an entry is this sum, decided exactly.</summary>
    public bool IsAt(int k, int j, Cyclotomic entry)
    {
        var sum = At(k, j);
        return sum.Terms.AsSpan().SequenceEqual(entry.Terms.AsSpan()) || sum.SameAs(entry);
    }
}
