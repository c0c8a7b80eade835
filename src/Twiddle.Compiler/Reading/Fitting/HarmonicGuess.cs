using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Reading.Fitting;

/// <summary>Guesses the harmonics that entries are sums of, from neighbours among them: differences of angles tell how fast they turn. Nothing is known before all entries are compared.</summary>
/// <param name="at">The entries.</param>
/// <param name="rows">How many rows there are.</param>
/// <param name="columns">How many columns there are.</param>
internal sealed class HarmonicGuess(Func<int, int, Cyclotomic> at, int rows, int columns)
{
    private const int MostTerms = 8;
    private const int Samples = 12;

    /// <summary>The harmonics, or null where entries have too many terms, or different numbers of them.</summary>
    public List<Harmonic>? Make()
    {
        var (k, j) = (rows / 3, columns / 3);
        var (nextK, nextJ) = (rows > 1 ? k + 1 : k, columns > 1 ? j + 1 : j);
        var (here, below, right, beyond) = (at(k, j).Terms, at(nextK, j).Terms, at(k, nextJ).Terms, at(nextK, nextJ).Terms);
        if (here.IsEmpty || here.Length > MostTerms || below.Length != here.Length || right.Length != here.Length || beyond.Length != here.Length) return null;
        var harmonics = new List<Harmonic>();
        foreach (var term in here)
        {
            var best = (Harmonic: default(Harmonic), Hits: 0);
            foreach (var u in below.Select(t => TurnsOf(t, term.Coefficient)).OfType<Rational>())
            {
                foreach (var v in right.Select(t => TurnsOf(t, term.Coefficient)).OfType<Rational>())
                {
                    foreach (var w in beyond.Select(t => TurnsOf(t, term.Coefficient)).OfType<Rational>())
                    {
                        var bilinear = nextK > k && nextJ > j ? (w - u - v + term.Turns).Fraction() : Rational.Zero;
                        var inputPhase = nextJ > j ? (v - term.Turns - bilinear * k).Fraction() : Rational.Zero;
                        var outputPhase = nextK > k ? (u - term.Turns - bilinear * j).Fraction() : Rational.Zero;
                        var phase = (term.Turns - bilinear * (Rational)((long)k * j) - inputPhase * j - outputPhase * k).Fraction();
                        var harmonic = new Harmonic(term.Coefficient, bilinear, inputPhase, outputPhase, phase);
                        if (Hits(harmonic) is var hits && hits > best.Hits) best = (harmonic, hits);
                    }
                }
            }

            if (best.Hits == 0) return null;
            harmonics.Add(best.Harmonic);
        }

        return harmonics;
    }

    /// <summary>The angle of a term, where it has this coefficient; c·ζ and (−c)·(−ζ) are the same.</summary>
    private static Rational? TurnsOf(Cyclotomic.Term term, Rational coefficient) =>
        term.Coefficient == coefficient ? term.Turns : term.Coefficient == -coefficient ? (term.Turns + Rational.Half).Fraction() : null;

    /// <summary>At how many of some entries the harmonic is a term.</summary>
    private int Hits(Harmonic harmonic)
    {
        var hits = 0;
        for (var s = 1; s <= Samples; s++)
        {
            var (k, j) = ((int)((long)rows * s * 5 / (Samples * 6)) % rows, (int)((long)columns * s * 7 / (Samples * 9 + 1)) % columns);
            var turns = harmonic.TurnsAt(k, j);
            foreach (var term in at(k, j).Terms)
            {
                if (TurnsOf(term, harmonic.Coefficient) is not { } found || found != turns) continue;
                hits++;
                break;
            }
        }

        return hits;
    }
}
