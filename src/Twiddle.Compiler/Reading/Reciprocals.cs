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

    /// <summary>A number but for a rational factor.</summary>
    private readonly struct Shape(Cyclotomic number) : IEquatable<Shape>
    {
        private readonly ImmutableArray<Cyclotomic.Term> terms = number.Terms;

        public bool Equals(Shape other)
        {
            if (terms.Length != other.terms.Length) return false;
            var (mine, others) = (terms[0].Coefficient, other.terms[0].Coefficient);
            for (var i = 0; i < terms.Length; i++)
                if (terms[i].Turns != other.terms[i].Turns || terms[i].Coefficient * others != other.terms[i].Coefficient * mine) return false;
            return true;
        }

        public override bool Equals(object? obj) => obj is Shape other && Equals(other);

        public override int GetHashCode()
        {
            var hash = 17;
            foreach (var term in terms) hash = unchecked(hash * 31 + term.Turns.GetHashCode());
            return hash;
        }
    }
}
