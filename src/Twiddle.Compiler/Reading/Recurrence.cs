using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Reading;

/// <summary>Closed forms of what a loop does to a variable v in each iteration.</summary>
internal static class Recurrence
{
    /// <summary>v ↦ v unchanged, v + c (then v₀ + n·c), or v·ρ with a root of unity ρ (then v₀·ρⁿ).</summary>
    public static Func<Polynomial, Form>? Solve(Form start, Form next, Atom unknown, Symbol counter)
    {
        var carried = next.Where(f => f.Atom is { } atom && atom.Source == unknown.Source);
        var rest = next - carried;
        if (carried.Terms.Length != 1 || carried.Terms[0] is not { Factor: { Phase: var phase, Power.IsOne: true, PiPower: 0, Bound.Length: 0 } factor, Coefficient: var ratio }) return null;
        if (factor.Atom!.IsConjugate || factor.DependsOn(counter)) return null;
        if (ratio.AsRational is { IsOne: true } && phase.Terms.IsEmpty)
        {
            // Sums over the data, or of something that changes, are no closed forms; they are found when the loop ends.
            if (!rest.IsFreeOfData || rest.DependsOn(counter) || rest.Terms.Any(t => !t.Factor.Bound.IsEmpty)) return null;
            return n => start + Form.TryMultiply(rest, Form.Of(n))!;
        }

        if (!rest.Terms.IsEmpty || Turns(ratio) is not { } turns) return null;
        return n => Form.TryMultiply(start, Form.Harmonic((phase + Polynomial.Constant(turns)) * n))!;
    }

    /// <summary>(x, y) ↦ (x·c − y·s, x·s + y·c) with c + i·s a root of unity: what a user's own complex type does in <c>w *= w1</c>.</summary>
    public static Func<Polynomial, (Form Real, Form Imaginary)>? SolveRotation(Form re, Form im, Form nextRe, Form nextIm, int source, Symbol counter)
    {
        return SolveRotation((re, source, 0), (im, source, 1), nextRe, nextIm, counter);
    }

    /// <summary>The same where the two parts are variables of their own, each with the carried value and component that stand for it.</summary>
    public static Func<Polynomial, (Form Real, Form Imaginary)>? SolveRotation((Form Start, int Source, int Component) x, (Form Start, int Source, int Component) y, Form nextRe, Form nextIm, Symbol counter)
    {
        bool IsOther(Factor factor) => factor.Atom is not { } atom || !(atom.Source == x.Source && atom.Component == x.Component || atom.Source == y.Source && atom.Component == y.Component);
        if (nextRe.Terms.Concat(nextIm.Terms).Any(t => IsOther(t.Factor))) return null;
        var (re, im) = (x.Start, y.Start);
        var (c, s) = (Coefficient(nextRe, x.Source, x.Component), Coefficient(nextIm, x.Source, x.Component));
        if (!Coefficient(nextRe, y.Source, y.Component).SameAs(-s) || !Coefficient(nextIm, y.Source, y.Component).SameAs(c)) return null;
        var ratio = (c + s.Scale(Cyclotomic.ImaginaryOne)).Normalise();
        if (ratio.Terms.Length != 1 || ratio.Terms[0] is not { Factor: { Power.IsOne: true, PiPower: 0, Bound.Length: 0 } factor, Coefficient: var root }) return null;
        if (factor.DependsOn(counter) || Turns(root) is not { } turns) return null;
        return n =>
        {
            var turn = (factor.Phase + Polynomial.Constant(turns)) * n;
            var (cos, sin) = (Form.Harmonic(turn).RealPart(), Form.Harmonic(turn).ImaginaryPart());
            return (Form.TryMultiply(re, cos)! - Form.TryMultiply(im, sin)!, Form.TryMultiply(re, sin)! + Form.TryMultiply(im, cos)!);
        };
    }

    /// <summary>
    /// (now, before) ↦ (2·cos(φ)·now − before, now), by which sines and cosines of multiples of an angle are often computed: now = α·e^(iφn) + β·e^(−iφn), where α and β
    /// can be told from the terms of the starts.
    /// </summary>
    public static Func<Polynomial, (Form Now, Form Before)>? SolveThreeTerms((Form Start, int Source) now, (Form Start, int Source) before, Form nextNow, Form nextBefore, Symbol counter)
    {
        if (nextNow.Terms.Concat(nextBefore.Terms).Any(t => t.Factor.Atom is not { } atom || (atom.Source != now.Source && atom.Source != before.Source))) return null;
        if (!Coefficient(nextBefore, now.Source, 0).SameAs(Form.One) || !Coefficient(nextBefore, before.Source, 0).SameAs(Form.Zero) || !Coefficient(nextNow, before.Source, 0).SameAs(-Form.One)) return null;
        if (TurnsOfDoubledCosine(Coefficient(nextNow, now.Source, 0)) is not { } turns || turns.DependsOn(counter)) return null;
        var (step, back) = (Form.Harmonic(turns), Form.Harmonic(-turns));
        foreach (var (alpha, beta) in Splits(now.Start, before.Start, step, back))
        {
            if (!(alpha + beta).SameAs(now.Start) || !(Form.TryMultiply(alpha, back)! + Form.TryMultiply(beta, step)!).SameAs(before.Start)) continue;
            return n => (At(n), At(n - Polynomial.Constant(Rational.One)));

            Form At(Polynomial n) => Form.TryMultiply(alpha, Form.Harmonic(turns * n))! + Form.TryMultiply(beta, Form.Harmonic(-turns * n))!;
        }

        return null;
    }

    private static IEnumerable<(Form Alpha, Form Beta)> Splits(Form now, Form before, Form step, Form back)
    {
        yield return (now * Rational.Half, now * Rational.Half);
        foreach (var term in Roots(now)) yield return (term, now - term);
        foreach (var term in Roots(before)) yield return (Form.TryMultiply(term, step)!, Form.TryMultiply(before - term, back)!);
    }

    private static IEnumerable<Form> Roots(Form form) =>
        form.Terms.SelectMany(t => t.Coefficient.Terms.Select(root => Form.Of(t.Factor, Cyclotomic.Root(root.Turns) * root.Coefficient)));

    /// <summary>φ/2π, where a form is 2·cos(φ).</summary>
    public static Polynomial? TurnsOfDoubledCosine(Form form)
    {
        if (!form.IsFreeOfData) return null;
        var phases = form.Terms.Where(t => t.Factor is { Power.IsOne: true, PiPower: 0, Bound.Length: 0 }).SelectMany(t => t.Coefficient.Terms.SelectMany(root =>
            new[] { root.Turns, root.Turns + Rational.Half }.Select(turns => t.Factor.Phase + Polynomial.Constant(turns))));
        var quarters = new[] { new Rational(1, 4), new Rational(1, 6), new Rational(1, 3), Rational.Zero, Rational.Half }.Select(Polynomial.Constant);
        return phases.Concat(quarters).FirstOrDefault(turns => (Form.Harmonic(turns) + Form.Harmonic(-turns)).SameAs(form));
    }

    public static Form Coefficient(Form form, int source, int component) => form.Terms
        .Where(t => t.Factor.Atom is { } atom && atom.Source == source && atom.Component == component)
        .Aggregate(Form.Zero, (sum, t) => sum + Form.Of(new Factor(null, t.Factor.Phase, t.Factor.Power, t.Factor.PiPower, t.Factor.Bound), t.Coefficient));

    /// <summary>Horner's rule: v ↦ v·ρ + E(s) with a root of unity ρ, which after all N iterations is v₀·ρᴺ + Σ E(s)·ρᴺ⁻¹⁻ˢ; null where it is not of this form.</summary>
    public static Form? SumOfPowers(Form start, Form next, Atom unknown, Symbol counter)
    {
        var carried = next.Where(f => f.Atom is { } atom && atom.Source == unknown.Source);
        if (carried.Terms.Length != 1 || carried.Terms[0] is not { Factor: { Power.IsOne: true, PiPower: 0, Bound.Length: 0, Atom: { IsConjugate: false } own } factor, Coefficient: var ratio }) return null;
        if (!own.Equals(unknown) || factor.Phase.DependsOn(counter) || Turns(ratio) is not { } constant) return null;
        var turns = factor.Phase + Polynomial.Constant(constant);
        var left = Polynomial.Constant(counter.Count - 1) - Polynomial.Of(counter);
        if (Form.TryMultiply(start, Form.Harmonic(turns * (Rational)counter.Count)) is not { } first || Form.TryMultiply(next - carried, Form.Harmonic(turns * left)) is not { } rest) return null;
        return first + rest.SumOver(counter);
    }

    private static Rational? Turns(Cyclotomic root)
    {
        if (root.Terms.Length != 1) return null;
        var (turns, coefficient) = root.Terms[0];
        if (coefficient.IsOne) return turns;
        return (-coefficient).IsOne ? turns + Rational.Half : null;
    }
}
