using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Reading;

/// <summary>Something a linear form is linear in: an element of an input, or the value a variable had before the current iteration of a loop.</summary>
/// <param name="Source">The input buffer's index; or, below 0, the number of a carried value, −1 − number.</param>
/// <param name="Component">The component of the element: 0, or the field of a struct.</param>
/// <param name="Index">The element, in row-major order.</param>
/// <param name="IsComplex">Whether it is a complex number, so that its conjugate is another.</param>
/// <param name="IsConjugate">Whether the conjugate is meant.</param>
internal sealed record Atom(int Source, int Component, Polynomial Index, bool IsComplex, bool IsConjugate)
{
    public bool IsCarried => Source < 0;

    public Atom Conjugate() => IsComplex ? this with { IsConjugate = !IsConjugate } : this;
}

/// <summary>
/// What a coefficient of a <see cref="Form"/> multiplies: π^<see cref="PiPower"/> · <see cref="Power"/> · e^(2πi·<see cref="Phase"/>) ·
/// <see cref="Atom"/>, summed over the ranges of the symbols in <see cref="Bound"/>.
/// </summary>
internal sealed class Factor : IEquatable<Factor>
{
    private readonly int hash;

    public Factor(Atom? atom, Polynomial phase, Monomial power, int piPower, ImmutableArray<Symbol> bound)
    {
        Atom = atom;
        Phase = phase;
        Power = power;
        PiPower = piPower;
        Bound = bound;
        hash = unchecked((((atom?.GetHashCode() ?? 0) * 31 + phase.GetHashCode()) * 31 + power.GetHashCode()) * 31 + piPower);
        foreach (var symbol in bound) hash = unchecked(hash * 31 + symbol.Id);
    }

    public static Factor One { get; } = new(null, Polynomial.Zero, Monomial.One, 0, ImmutableArray<Symbol>.Empty);

    public static Factor Pi { get; } = new(null, Polynomial.Zero, Monomial.One, 1, ImmutableArray<Symbol>.Empty);

    public Atom? Atom { get; }

    /// <summary>The phase in turns, without constant term (that is part of the coefficient), its coefficients in [0, 1).</summary>
    public Polynomial Phase { get; }

    public Monomial Power { get; }

    public int PiPower { get; }

    public ImmutableArray<Symbol> Bound { get; }

    /// <summary>Whether the factor is the same at every iteration of every loop, and no input: a plain number.</summary>
    public bool IsConstant => Atom is null && Power.IsOne && Phase.Terms.IsEmpty && Bound.IsEmpty;

    /// <summary>Whether a quotient occurs: it changes with loop counters, though it does not say so.</summary>
    public bool HasQuotient => HasQuotientBut([]);

    /// <summary>Whether a quotient occurs that is none of these.</summary>
    public bool HasQuotientBut(IReadOnlyCollection<Symbol> known)
    {
        bool IsOther(Symbol symbol) => symbol.IsQuotient && !known.Contains(symbol);
        return Phase.Symbols.Any(IsOther) || Power.Symbols.Any(IsOther) || (Atom is { } atom && atom.Index.Symbols.Any(IsOther));
    }

    public static Factor OfAtom(Atom atom) => new(atom, Polynomial.Zero, Monomial.One, 0, ImmutableArray<Symbol>.Empty);

    public Factor Conjugate() => new(Atom?.Conjugate(), (-Phase).ModuloOne(), Power, PiPower, Bound);

    public bool DependsOn(Symbol symbol) => Phase.DependsOn(symbol) || Power.Degree(symbol) > 0 || (Atom is { } atom && atom.Index.DependsOn(symbol));

    public Factor BoundBy(Symbol symbol) => new(Atom, Phase, Power, PiPower, Bound.Add(symbol));

    public bool Equals(Factor? other)
    {
        if (ReferenceEquals(this, other)) return true;
        return other is not null && hash == other.hash && PiPower == other.PiPower && Equals(Atom, other.Atom) && Phase.Equals(other.Phase)
            && Power.Equals(other.Power) && Bound.SequenceEqual(other.Bound);
    }

    public override bool Equals(object? obj) => Equals(obj as Factor);

    public override int GetHashCode() => hash;
}
