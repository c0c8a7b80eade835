using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Reading;

/// <summary>Inverses of cyclotomic numbers that are known, found for every rational multiple of such a number that is written in the same way.</summary>
internal sealed class Reciprocals
{
    private readonly Dictionary<Shape, Cyclotomic> inverses = [];

    public void Add(Cyclotomic number, Cyclotomic inverse) => inverses[new(number)] = inverse * Leading(number);

    public Cyclotomic? Find(Cyclotomic number) => inverses.TryGetValue(new(number), out var inverse) ? inverse * Leading(number).Reciprocal() : null;

    private static Rational Leading(Cyclotomic number) => number.Terms[0].Coefficient;

    /// <summary>The terms of a number, divided by the first coefficient.</summary>
    private readonly struct Shape : IEquatable<Shape>
    {
        private readonly ImmutableArray<Cyclotomic.Term> terms;
        private readonly int hash;

        public Shape(Cyclotomic number)
        {
            var scale = Leading(number).Reciprocal();
            terms = number.Terms.Select(t => t with { Coefficient = t.Coefficient * scale }).ToImmutableArray();
            hash = 17;
            foreach (var term in terms) hash = unchecked(hash * 31 + term.GetHashCode());
        }

        public bool Equals(Shape other) => hash == other.hash && terms.SequenceEqual(other.terms);

        public override bool Equals(object? obj) => obj is Shape other && Equals(other);

        public override int GetHashCode() => hash;
    }
}
