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
        Form Coefficient(Form form, int component) => form.Terms
            .Where(t => t.Factor.Atom is { } atom && atom.Source == source && atom.Component == component)
            .Aggregate(Form.Zero, (sum, t) => sum + Form.Of(new Factor(null, t.Factor.Phase, t.Factor.Power, t.Factor.PiPower, t.Factor.Bound), t.Coefficient));
        if (nextRe.Terms.Any(t => t.Factor.Atom?.Source != source) || nextIm.Terms.Any(t => t.Factor.Atom?.Source != source)) return null;
        var (c, s) = (Coefficient(nextRe, 0), Coefficient(nextIm, 0));
        if (!Coefficient(nextRe, 1).SameAs(-s) || !Coefficient(nextIm, 1).SameAs(c)) return null;
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

    private static Rational? Turns(Cyclotomic root)
    {
        if (root.Terms.Length != 1) return null;
        var (turns, coefficient) = root.Terms[0];
        if (coefficient.IsOne) return turns;
        return (-coefficient).IsOne ? turns + Rational.Half : null;
    }
}
