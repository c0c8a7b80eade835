using System.Collections.Immutable;
using System.Numerics;

namespace Twiddle.Compiler.Reading;

/// <summary>A product of symbols, with repetition: k·n, n².</summary>
internal sealed class Monomial : IEquatable<Monomial>, IComparable<Monomial>
{
    private readonly int hash;

    private Monomial(ImmutableArray<Symbol> symbols)
    {
        Symbols = symbols;
        foreach (var symbol in symbols) hash = unchecked(hash * 31 + symbol.Id + 1);
    }

    /// <summary>The empty product.</summary>
    public static Monomial One { get; } = new(ImmutableArray<Symbol>.Empty);

    /// <summary>The factors, by ascending id.</summary>
    public ImmutableArray<Symbol> Symbols { get; }

    public bool IsOne => Symbols.IsEmpty;

    /// <summary>The largest value; the smallest is 0 (1 for the empty product).</summary>
    public BigInteger Maximum => Symbols.Aggregate(BigInteger.One, (product, symbol) => product * (symbol.Count - 1));

    public static Monomial Of(Symbol symbol) => new(ImmutableArray.Create(symbol));

    public int Degree(Symbol symbol) => Symbols.Count(s => s == symbol);

    public Monomial Without(Symbol symbol) => new(Symbols.RemoveAll(s => s == symbol));

    public static Monomial operator *(Monomial a, Monomial b) =>
        a.IsOne ? b : b.IsOne ? a : new(a.Symbols.AddRange(b.Symbols).Sort());

    public bool Equals(Monomial? other) => other is not null && (ReferenceEquals(this, other) || hash == other.hash && Symbols.SequenceEqual(other.Symbols));

    public override bool Equals(object? obj) => Equals(obj as Monomial);

    public override int GetHashCode() => hash;

    public int CompareTo(Monomial? other)
    {
        if (other is null) return 1;
        for (var i = 0; i < Symbols.Length && i < other.Symbols.Length; i++)
        {
            var order = Symbols[i].CompareTo(other.Symbols[i]);
            if (order != 0) return order;
        }

        return Symbols.Length.CompareTo(other.Symbols.Length);
    }
}
