using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// What Goertzel's recurrence leaves in its two variables: s ↦ x + 2·cos(φ)·s − r, r ↦ s. Either is a sum of x with sines divided by sin φ; but p = s − e^(−iφ)·r and q = s − e^(iφ)·r are sums of
/// harmonics, since p ↦ x + e^(iφ)·p. So the variables stand for themselves until something is made of both that is a sum of p and q.
/// </summary>
internal sealed class Resonator
{
    private const int LargestPower = 4;

    private readonly int now;
    private readonly bool isComplex;
    private readonly Polynomial turns;
    private readonly Form forward;
    private readonly Form backward;

    private Resonator(int now, bool isComplex, Polynomial turns, Form forward, Form backward)
    {
        this.now = now;
        this.isComplex = isComplex;
        this.turns = turns;
        this.forward = forward;
        this.backward = backward;
    }

    /// <summary>The sources of what stands for such variables are below all others.</summary>
    private const int FirstSource = -(1 << 24);

    /// <summary>What stands for s after the loop.</summary>
    public Form Now => Unknown(now, isComplex);

    /// <summary>What stands for r after the loop.</summary>
    public Form Before => Unknown(now - 1, isComplex);

    public static bool IsOpen(Form form) => form.Terms.Any(t => t.Factor.Atom is { Source: <= FirstSource });

    /// <param name="number">How many resonators there are before this one.</param>
    /// <param name="isComplex">Whether they are complex numbers.</param>
    /// <param name="starts">What the variables hold at first.</param>
    /// <param name="sources">What stands for them in an iteration.</param>
    /// <param name="nexts">What an iteration makes of them.</param>
    /// <param name="counter">The loop's counter.</param>
    /// <returns>Null where they are no such variables; what is added to them may hold nothing else that iterations hand on, which the caller has to see to.</returns>
    public static Resonator? Of(int number, bool isComplex, (Form Now, Form Before) starts, (int Now, int Before) sources, (Form Now, Form Before) nexts, Symbol counter)
    {
        if (HasConjugateOf(nexts.Now, sources.Now, sources.Before)) return null;
        if (!nexts.Before.SameAs(Unknown(sources.Now, isComplex))) return null;
        if (!Recurrence.Coefficient(nexts.Now, sources.Before, 0).SameAs(-Form.One)) return null;
        if (Recurrence.TurnsOfDoubledCosine(Recurrence.Coefficient(nexts.Now, sources.Now, 0)) is not { } turns || turns.DependsOn(counter)) return null;
        var added = nexts.Now.Where(f => f.Atom is not { } atom || atom.Source != sources.Now && atom.Source != sources.Before);
        if (IsOpen(added) || IsOpen(starts.Now) || IsOpen(starts.Before)) return null;
        return new(FirstSource - (2 * number), isComplex, turns, Sum(turns), Sum(-turns));

        Form Sum(Polynomial angle)
        {
            var left = Polynomial.Constant(counter.Count - 1) - Polynomial.Of(counter);
            var first = starts.Now - Form.TryMultiply(starts.Before, Form.Harmonic(-angle))!;
            return Form.TryMultiply(added, Form.Harmonic(angle * left))!.SumOver(counter) + Form.TryMultiply(first, Form.Harmonic(angle * (Rational)counter.Count))!;
        }
    }

    /// <summary>The number as sums of the data, where it is a sum of p and q; else as it is.</summary>
    public Form Resolved(Form form)
    {
        var (s, r) = (Recurrence.Coefficient(form, now, 0), Recurrence.Coefficient(form, now - 1, 0));
        if (s.Terms.IsEmpty && r.Terms.IsEmpty || HasConjugateOf(form, now, now - 1)) return form;
        if (Powers(s) is not { } ofNow || Powers(r) is not { } ofBefore) return form;
        var rest = form.Where(f => f.Atom is not { } atom || atom.Source != now && atom.Source != now - 1);
        // Where E² = 1, there is one sum only.
        if (turns.IsConstant && (turns.ConstantTerm * 2).IsInteger) return Divided(Sum(Shifted(ofNow, -1), ofBefore, 1)) is { Count: 0 } ? Added(rest, ofNow, forward) : form;
        // s·α + r·β = a·p + b·q, where a + b = α and −(a/E + b·E) = β, E = e^(iφ): a·(E − 1/E) = α·E + β, b·(1/E − E) = α/E + β.
        if (Divided(Sum(Shifted(ofNow, 1), ofBefore, 1)) is not { } a || Divided(Sum(Shifted(ofNow, -1), ofBefore, -1)) is not { } b) return form;
        return Added(Added(rest, a, forward), b, backward);
    }

    private static bool HasConjugateOf(Form form, int first, int second) => form.Terms.Any(t => t.Factor.Atom is { IsConjugate: true } atom && (atom.Source == first || atom.Source == second));

    private Form Added(Form sum, Dictionary<int, Cyclotomic> coefficients, Form part)
    {
        foreach (var (power, coefficient) in coefficients.Select(c => (c.Key, c.Value))) sum += Form.TryMultiply(part, Form.Harmonic(turns * (Rational)power))!.Scale(coefficient);
        return sum;
    }

    /// <summary>A coefficient as a sum of powers of E; null where it is none.</summary>
    private Dictionary<int, Cyclotomic>? Powers(Form coefficient)
    {
        var powers = new Dictionary<int, Cyclotomic>();
        foreach (var (factor, number) in coefficient.Terms)
        {
            if (factor is not { Atom: null, Power.IsOne: true, PiPower: 0, Bound.Length: 0 }) return null;
            var found = turns.IsConstant ? factor.Phase.Terms.IsEmpty ? 0 : (int?)null
                : Enumerable.Range(0, 2 * LargestPower + 1).Select(i => (int?)((i + 1) / 2 * (i % 2 == 0 ? 1 : -1))).FirstOrDefault(m => (factor.Phase - turns.WithoutConstant() * (Rational)m!.Value).ModuloOne().Terms.IsEmpty);
            if (found is not { } power) return null;
            powers.TryGetValue(power, out var sum);
            powers[power] = (sum ?? Cyclotomic.Zero) + number * Cyclotomic.Root(-(turns.ConstantTerm * (Rational)power));
        }

        return powers;
    }

    private Dictionary<int, Cyclotomic> Shifted(Dictionary<int, Cyclotomic> powers, int by) => turns.IsConstant
        ? powers.ToDictionary(p => p.Key, p => p.Value * Cyclotomic.Root(turns.ConstantTerm * by))
        : powers.ToDictionary(p => p.Key + by, p => p.Value);

    private static Dictionary<int, Cyclotomic> Sum(Dictionary<int, Cyclotomic> left, Dictionary<int, Cyclotomic> right, int sign) => left.Concat(right)
        .GroupBy(p => p.Key)
        .ToDictionary(same => same.Key, same => same.Aggregate(Cyclotomic.Zero, (sum, p) => sum + p.Value) * (Rational)sign);

    /// <summary>The quotient by E − 1/E; null where there is a remainder.</summary>
    private Dictionary<int, Cyclotomic>? Divided(Dictionary<int, Cyclotomic> powers)
    {
        var left = powers.Where(p => !p.Value.IsZero()).ToDictionary(p => p.Key, p => p.Value);
        if (left.Count == 0) return left;
        if (turns.IsConstant)
        {
            var divisor = Cyclotomic.Root(turns.ConstantTerm) - Cyclotomic.Root(-turns.ConstantTerm);
            return !divisor.IsZero() && (divisor.TryInvert() ?? divisor.TryInvertPair()) is { } inverse ? left.ToDictionary(p => p.Key, p => p.Value * inverse) : null;
        }

        var quotient = new Dictionary<int, Cyclotomic>();
        for (var lowest = left.Keys.Min(); left.Count > 0;)
        {
            var highest = left.Keys.Max();
            if (highest - 2 < lowest) return null;
            var coefficient = left[highest];
            quotient[highest - 1] = coefficient;
            left.Remove(highest);
            left.TryGetValue(highest - 2, out var below);
            var sum = (below ?? Cyclotomic.Zero) + coefficient;
            if (sum.IsZero()) left.Remove(highest - 2);
            else left[highest - 2] = sum;
        }

        return quotient;
    }

    private static Form Unknown(int source, bool isComplex) => Form.Of(Factor.OfAtom(new Atom(source, 0, Polynomial.Zero, isComplex, false)), Cyclotomic.One);
}
