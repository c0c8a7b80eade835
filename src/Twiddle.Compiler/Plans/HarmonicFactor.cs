using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Plans;

/// <summary>A complex function of an index t that is a sum of harmonics: f(t) = Σ cᵢ·e^(2πi·φᵢ·t).</summary>
public sealed class HarmonicFactor
{
    private HarmonicFactor(ImmutableArray<Harmonic> harmonics) => Harmonics = harmonics;

    /// <summary>c·e^(2πi·<see cref="Phase"/>·t), the phase in [0, 1).</summary>
    public readonly record struct Harmonic(Rational Phase, Cyclotomic Coefficient);

    /// <summary>By ascending phase; no phase occurs twice, no coefficient is zero.</summary>
    public ImmutableArray<Harmonic> Harmonics { get; }

    public static HarmonicFactor One { get; } = Constant(Cyclotomic.One);

    public bool IsZero => Harmonics.IsEmpty;

    /// <summary>Whether f(t) is the same for all t.</summary>
    public bool IsConstant => Harmonics.All(h => h.Phase.IsZero);

    /// <summary>f(0): the value of a constant factor.</summary>
    public Cyclotomic AtZero => Harmonics.Aggregate(Cyclotomic.Zero, (sum, h) => sum + h.Coefficient);

    public static HarmonicFactor Constant(Cyclotomic value) => Of(value, Rational.Zero);

    public static HarmonicFactor Of(Cyclotomic coefficient, Rational phase) => Collect(new[] { new Harmonic(phase, coefficient) });

    public Cyclotomic At(long t) => Harmonics.Aggregate(Cyclotomic.Zero, (sum, h) => sum + h.Coefficient * Cyclotomic.Root(h.Phase * t));

    /// <summary>t ↦ f(step·t + first).</summary>
    public HarmonicFactor Substitute(int first, int step) =>
        Collect(Harmonics.Select(h => new Harmonic(h.Phase * step, h.Coefficient * Cyclotomic.Root(h.Phase * first))));

    public HarmonicFactor Conjugate() => Collect(Harmonics.Select(h => new Harmonic(-h.Phase, h.Coefficient.Conjugate())));

    /// <summary>Whether both are the same function.</summary>
    public bool SameAs(HarmonicFactor other) => (this + other * -Cyclotomic.One).IsZero;

    /// <summary>Whether f(t) is real for every t.</summary>
    public bool IsReal() => SameAs(Conjugate());

    public static HarmonicFactor operator +(HarmonicFactor a, HarmonicFactor b) => Collect(a.Harmonics.Concat(b.Harmonics));

    public static HarmonicFactor operator *(HarmonicFactor a, Cyclotomic b) =>
        Collect(a.Harmonics.Select(h => h with { Coefficient = h.Coefficient * b }));

    public static HarmonicFactor operator *(HarmonicFactor a, HarmonicFactor b) =>
        Collect(
            from s in a.Harmonics
            from t in b.Harmonics
            select new Harmonic(s.Phase + t.Phase, s.Coefficient * t.Coefficient));

    private static HarmonicFactor Collect(IEnumerable<Harmonic> harmonics) => new(
        harmonics
            .GroupBy(h => h.Phase.Fraction())
            .Select(g => new Harmonic(g.Key, g.Aggregate(Cyclotomic.Zero, (sum, h) => sum + h.Coefficient)))
            .Where(h => !h.Coefficient.IsZero())
            .OrderBy(h => h.Phase)
            .ToImmutableArray());
}
