using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// An exact number that may depend linearly on inputs: Σ coefficient · factor, with complex cyclotomic coefficients. Real values are the forms
/// that equal their conjugate.
/// </summary>
internal sealed class Form
{
    private const int LongSum = 8;
    private const int ShortSum = 4;
    private const int Cached = 256;

    private static readonly Form[] small = new Form[Cached];

    /// <summary>The sum that <see cref="own"/> is added to; null once the terms are collected.</summary>
    private Form? head;
    private ImmutableArray<(Factor Factor, Cyclotomic Coefficient)> own;

    private Form(ImmutableArray<(Factor Factor, Cyclotomic Coefficient)> terms)
        : this(terms, IsFree(terms))
    {
    }

    private Form(ImmutableArray<(Factor Factor, Cyclotomic Coefficient)> terms, bool isFreeOfData)
    {
        own = terms;
        IsFreeOfData = isFreeOfData;
    }

    /// <summary>A long sum and a few more terms, to be collected when somebody looks: accumulating n terms takes n steps, not n².</summary>
    private Form(Form head, ImmutableArray<(Factor Factor, Cyclotomic Coefficient)> terms)
    {
        this.head = head;
        own = terms;
        IsFreeOfData = head.IsFreeOfData && IsFree(terms);
    }

    public static Form Zero { get; } = new(ImmutableArray<(Factor, Cyclotomic)>.Empty);

    public static Form One { get; } = Constant(Cyclotomic.One);

    /// <summary>The terms in order of first appearance, factors distinct.</summary>
    public ImmutableArray<(Factor Factor, Cyclotomic Coefficient)> Terms
    {
        get
        {
            if (head is not null) Collect();
            return own;
        }
    }

    /// <summary>The terms added last, or all of them: enough to see whether coefficients grow.</summary>
    public ImmutableArray<(Factor Factor, Cyclotomic Coefficient)> LatestTerms => own;

    /// <summary>Whether more than one input occurs, as far as can be seen without collecting terms.</summary>
    public bool HasSeveralInputs => !IsFreeOfData && (head is not null || own.Count(t => t.Factor.Atom is not null) > 1);

    /// <summary>Whether no input (and no carried value) occurs.</summary>
    public bool IsFreeOfData { get; }

    /// <summary>The number, where neither data nor symbols nor π occur; null otherwise.</summary>
    public Cyclotomic? AsConstant => !IsFreeOfData ? null : Terms.Length switch
    {
        0 => Cyclotomic.Zero,
        1 when Terms[0].Factor.IsConstant && Terms[0].Factor.PiPower == 0 => Terms[0].Coefficient,
        _ => null,
    };

    public Rational? AsRational => AsConstant is { } constant ? RationalOf(constant) : null;

    /// <summary>A rational number; small integers, which counters are, are made once.</summary>
    public static Form OfRational(Rational value)
    {
        if (value.AsSmallInteger is >= 0 and < Cached and { } number) return small[number] ??= Constant(Cyclotomic.FromRational(value));
        return Constant(Cyclotomic.FromRational(value));
    }

    public static Form Constant(Cyclotomic value) => value.Terms.IsEmpty ? Zero : Of(Factor.One, value);

    public static Form Of(Factor factor, Cyclotomic coefficient) => new(ImmutableArray.Create((factor, coefficient)));

    public static Form Of(Polynomial polynomial) => polynomial.IsConstant ? OfRational(polynomial.ConstantTerm) :
        new(polynomial.Terms.Select(t => (t.Monomial.IsOne ? Factor.One : new Factor(null, Polynomial.Zero, t.Monomial, 0, ImmutableArray<Symbol>.Empty), Cyclotomic.FromRational(t.Coefficient)))
            .ToImmutableArray());

    /// <summary>e^(2πi·turns).</summary>
    public static Form Harmonic(Polynomial turns)
    {
        var coefficient = Cyclotomic.Root(turns.ConstantTerm);
        var phase = turns.WithoutConstant().ModuloOne();
        return phase.Terms.IsEmpty ? Constant(coefficient) : Of(new Factor(null, phase, Monomial.One, 0, ImmutableArray<Symbol>.Empty), coefficient);
    }

    public bool DependsOn(Symbol symbol) => Terms.Any(t => t.Factor.DependsOn(symbol));

    public Form Conjugate() => Sum(Terms.Select(t => (t.Factor.Conjugate(), t.Coefficient.Conjugate())));

    public Form RealPart() => (this + Conjugate()) * Rational.Half;

    public Form ImaginaryPart() => (this - Conjugate()).Scale(Cyclotomic.Root(new Rational(3, 4)) * Rational.Half);

    /// <summary>The terms with the factors the predicate accepts.</summary>
    public Form Where(Func<Factor, bool> accepts) => new(Terms.Where(t => accepts(t.Factor)).ToImmutableArray());

    public Form Scale(Cyclotomic by)
    {
        if (by.Terms.IsEmpty) return Zero;
        if (by.AsRational is { IsOne: true }) return this;
        var terms = Terms;
        if (terms.Length == 1) return new(ImmutableArray.Create((terms[0].Factor, terms[0].Coefficient * by)), IsFreeOfData);
        var scaled = ImmutableArray.CreateBuilder<(Factor, Cyclotomic)>(terms.Length);
        foreach (var (factor, coefficient) in terms) scaled.Add((factor, coefficient * by));
        return new(scaled.MoveToImmutable(), IsFreeOfData);
    }

    /// <summary>Replaces a symbol everywhere but where it is bound.</summary>
    public Form Substitute(Symbol symbol, Polynomial value) => DependsOn(symbol) ? Sum(Terms.Select(t => Substitute(t, symbol, value)).SelectMany(f => f.Terms)) : this;

    /// <summary>Σ over the symbol's range.</summary>
    public Form SumOver(Symbol symbol) =>
        Sum(Terms.Select(t => t.Factor.DependsOn(symbol) ? (t.Factor.BoundBy(symbol), t.Coefficient) : (t.Factor, t.Coefficient * (Rational)symbol.Count)));

    /// <summary>Drops the terms whose coefficient is zero, decided exactly.</summary>
    public Form Normalise() => Terms.Any(t => t.Coefficient.IsZero()) ? new(Terms.Where(t => !t.Coefficient.IsZero()).ToImmutableArray()) : this;

    public bool SameAs(Form other) => ReferenceEquals(this, other) || (this - other).Normalise().Terms.IsEmpty;

    public static Form operator +(Form a, Form b)
    {
        if (a.head is null && a.own.IsEmpty) return b;
        if (b.Terms.IsEmpty) return a;
        if ((a.head is not null || a.own.Length >= LongSum) && b.own.Length <= ShortSum) return new(a, b.own);
        return AddInOrder(a.Terms, b.own) ?? new Form(a, b.own).Collected();
    }

    /// <summary>
    /// The sum of two sums whose common factors come in the same order, as what iterations hand on to each other has them: each is found next to the one before. Null
    /// where that takes too long.
    /// </summary>
    private static Form? AddInOrder(ImmutableArray<(Factor Factor, Cyclotomic Coefficient)> a, ImmutableArray<(Factor Factor, Cyclotomic Coefficient)> b)
    {
        var sum = ImmutableArray.CreateBuilder<(Factor Factor, Cyclotomic Coefficient)>(a.Length + b.Length);
        sum.AddRange(a);
        var (at, patience, hasCancelled) = (0, 4 * (a.Length + b.Length), false);
        foreach (var term in b)
        {
            var skipped = 0;
            for (; skipped < sum.Count && !sum[at].Factor.Equals(term.Factor); skipped++) at = at + 1 < sum.Count ? at + 1 : 0;
            if ((patience -= skipped) < 0) return null;
            if (skipped == sum.Count)
            {
                sum.Add(term);
                continue;
            }

            var coefficient = sum[at].Coefficient + term.Coefficient;
            hasCancelled |= coefficient.Terms.IsEmpty;
            sum[at] = (term.Factor, coefficient);
        }

        if (hasCancelled) sum.RemoveAll(t => t.Coefficient.Terms.IsEmpty);
        return new(sum.ToImmutable());
    }

    public static Form operator -(Form a)
    {
        var terms = a.Terms;
        var negated = ImmutableArray.CreateBuilder<(Factor, Cyclotomic)>(terms.Length);
        foreach (var (factor, coefficient) in terms) negated.Add((factor, -coefficient));
        return new(negated.MoveToImmutable(), a.IsFreeOfData);
    }

    public static Form operator -(Form a, Form b) => a + -b;

    public static Form operator *(Form a, Rational b) => a.Scale(Cyclotomic.FromRational(b));

    /// <summary>The product, where one operand at least is free of data; null otherwise.</summary>
    public static Form? TryMultiply(Form a, Form b)
    {
        if (b.AsConstant is { } right) return a.Scale(right);
        if (a.AsConstant is { } left) return b.Scale(left);
        if (!a.IsFreeOfData && !b.IsFreeOfData) return null;
        if (a.Terms.Length == 1 && b.Terms.Length == 1 && Multiply(a.own[0], b.own[0]) is var single && !single.own[0].Coefficient.Terms.IsEmpty) return single;
        return Sum(
            from s in a.Terms
            from t in b.Terms
            from term in Multiply(s, t).Terms
            select term);
    }

    private static Form Multiply((Factor Factor, Cyclotomic Coefficient) s, (Factor Factor, Cyclotomic Coefficient) t)
    {
        var factor = new Factor(
            s.Factor.Atom ?? t.Factor.Atom,
            (s.Factor.Phase + t.Factor.Phase).ModuloOne(),
            s.Factor.Power * t.Factor.Power,
            s.Factor.PiPower + t.Factor.PiPower,
            s.Factor.Bound.AddRange(t.Factor.Bound));
        return Of(factor, s.Coefficient * t.Coefficient);
    }

    private static Form Substitute((Factor Factor, Cyclotomic Coefficient) term, Symbol symbol, Polynomial value)
    {
        var (factor, coefficient) = term;
        var phase = factor.Phase.Substitute(symbol, value);
        var atom = factor.Atom is { } a ? a with { Index = a.Index.Substitute(symbol, value) } : null;
        var rest = new Factor(atom, phase.WithoutConstant().ModuloOne(), Monomial.One, factor.PiPower, factor.Bound);
        var form = Of(rest, coefficient * Cyclotomic.Root(phase.ConstantTerm));
        var power = Polynomial.Of(factor.Power, Rational.One).Substitute(symbol, value);
        return factor.Power.IsOne ? form : TryMultiply(form, Of(power))!;
    }

    private static Form Sum(IEnumerable<(Factor Factor, Cyclotomic Coefficient)> terms)
    {
        var list = terms.ToImmutableArray();
        if (list.Length > LongSum) return new Form(Zero, list).Collected();
        var sum = ImmutableArray.CreateBuilder<(Factor, Cyclotomic)>();
        foreach (var term in list) Accumulate(sum, term);
        return new(sum.ToImmutable());
    }

    private static bool IsFree(ImmutableArray<(Factor Factor, Cyclotomic Coefficient)> terms)
    {
        foreach (var (factor, _) in terms)
            if (factor.Atom is not null) return false;
        return true;
    }

    /// <summary>The same sum, its data looked for once more: they may have cancelled.</summary>
    private Form Collected() => new(Terms);

    private void Collect()
    {
        var parts = new Stack<ImmutableArray<(Factor Factor, Cyclotomic Coefficient)>>();
        Form? at = this;
        for (; at is not null; at = at.head) parts.Push(at.own);
        var positions = new Dictionary<Factor, int>();
        var terms = new List<(Factor Factor, Cyclotomic Coefficient)>();
        foreach (var part in parts)
        {
            foreach (var term in part)
            {
                if (positions.TryGetValue(term.Factor, out var position))
                {
                    terms[position] = (term.Factor, terms[position].Coefficient + term.Coefficient);
                    continue;
                }

                positions.Add(term.Factor, terms.Count);
                terms.Add(term);
            }
        }

        own = terms.Where(t => !t.Coefficient.Terms.IsEmpty).ToImmutableArray();
        head = null;
    }

    private static void Accumulate(ImmutableArray<(Factor Factor, Cyclotomic Coefficient)>.Builder terms, (Factor Factor, Cyclotomic Coefficient) term)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            if (!terms[i].Factor.Equals(term.Factor)) continue;
            var sum = terms[i].Coefficient + term.Coefficient;
            if (sum.Terms.IsEmpty) terms.RemoveAt(i);
            else terms[i] = (term.Factor, sum);
            return;
        }

        if (!term.Coefficient.Terms.IsEmpty) terms.Add(term);
    }

    /// <summary>The number, where it is rational, however it is written.</summary>
    public static Rational? RationalOf(Cyclotomic constant) => constant.AsRational ?? ReducedRational(constant);

    /// <summary>√2·√2/2 is written as a sum of roots, and yet is 1.</summary>
    private static Rational? ReducedRational(Cyclotomic constant) =>
        constant.Terms.Length == 1 || !constant.IsReal() ? null : CyclotomicBasis.AsRational(constant);
}
