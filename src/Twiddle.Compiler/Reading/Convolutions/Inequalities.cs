using System.Collections.Immutable;
using System.Numerics;

namespace Twiddle.Compiler.Reading.Convolutions;

/// <summary>
/// Decides about sets of integers that are given by inequalities, each an affine function that is not negative: by Fourier–Motzkin elimination, every inequality
/// tightened to integers. That no number is left is a proof; that none was found not to be is not one of the contrary.
/// </summary>
internal static class Inequalities
{
    /// <summary>More inequalities than this are given up: nothing is proved.</summary>
    private const int MostInequalities = 300;

    /// <summary>Whether it is certain that no integers fulfil all inequalities.</summary>
    public static bool AreContradictory(IEnumerable<Affine> inequalities)
    {
        var current = new Dictionary<Affine, BigInteger>(SameTerms.Instance);
        foreach (var inequality in inequalities)
            if (!Add(current, inequality)) return true;
        while (current.Count > 0)
        {
            var unknown = Cheapest(current.Keys);
            var (positive, negative) = (new List<Affine>(), new List<Affine>());
            var next = new Dictionary<Affine, BigInteger>(SameTerms.Instance);
            foreach (var entry in current)
            {
                var sign = entry.Key.CoefficientOf(unknown).Sign;
                if (sign == 0) next.Add(entry.Key, entry.Value);
                else (sign > 0 ? positive : negative).Add(Inequality(entry));
            }

            foreach (var lower in positive)
            {
                foreach (var upper in negative)
                {
                    if (!Add(next, lower.Times(-upper.CoefficientOf(unknown)) + upper.Times(lower.CoefficientOf(unknown)))) return true;
                    if (next.Count > MostInequalities) return false;
                }
            }

            current = next;
        }

        return false;
    }

    /// <summary>Whether it is certain that a function is not negative where the inequalities hold.</summary>
    public static bool Imply(ImmutableArray<Affine> inequalities, Affine function) => AreContradictory(inequalities.Add(Negated(function)));

    /// <summary>Where an inequality does not hold.</summary>
    public static Affine Negated(Affine inequality) => inequality.Times(-1) - 1;

    /// <summary>Whether it is certain that a set is within the union of others: what is left of it, inequality by inequality, is nothing.</summary>
    /// <param name="set">The set.</param>
    /// <param name="union">The others.</param>
    /// <param name="questions">How many parts of the set may be looked at; less those that were.</param>
    public static bool AreCovered(ImmutableArray<Affine> set, ImmutableArray<ImmutableArray<Affine>> union, ref int questions)
    {
        if (--questions < 0) return false;
        if (AreContradictory(set)) return true;
        if (union.IsEmpty) return false;
        var (inside, rest) = (set, union.RemoveAt(0));
        foreach (var inequality in union[0])
        {
            if (!AreCovered(inside.Add(Negated(inequality)), rest, ref questions)) return false;
            inside = inside.Add(inequality);
        }

        return true;
    }

    /// <summary>Adds an inequality, the tighter of two alike kept; false where it never holds.</summary>
    private static bool Add(Dictionary<Affine, BigInteger> inequalities, Affine inequality)
    {
        var tight = inequality.Tightened();
        if (tight.IsConstant) return tight.Constant.Sign >= 0;
        if (!inequalities.TryGetValue(tight, out var constant) || tight.Constant < constant) inequalities[tight] = tight.Constant;
        return true;
    }

    private static Affine Inequality(KeyValuePair<Affine, BigInteger> entry) => entry.Key + Affine.Of(entry.Value - entry.Key.Constant);

    /// <summary>The unknown whose elimination makes the fewest inequalities, the first of several.</summary>
    private static int Cheapest(Dictionary<Affine, BigInteger>.KeyCollection inequalities)
    {
        var unknowns = 0;
        foreach (var inequality in inequalities) unknowns = Math.Max(unknowns, inequality.Terms[^1].Unknown + 1);
        var (positive, negative) = (new int[unknowns], new int[unknowns]);
        foreach (var inequality in inequalities)
            foreach (var (unknown, coefficient) in inequality.Terms)
                (coefficient.Sign > 0 ? positive : negative)[unknown]++;

        var (cheapest, least) = (-1, int.MaxValue);
        for (var unknown = 0; unknown < unknowns; unknown++)
        {
            if (positive[unknown] + negative[unknown] == 0) continue;
            var more = positive[unknown] * negative[unknown] - positive[unknown] - negative[unknown];
            if (more < least) (cheapest, least) = (unknown, more);
        }

        return cheapest;
    }

    /// <summary>Inequalities that differ in their constants only.</summary>
    private sealed class SameTerms : IEqualityComparer<Affine>
    {
        public static SameTerms Instance { get; } = new();

        public bool Equals(Affine? x, Affine? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.HasSameTerms(y));

        public int GetHashCode(Affine affine) => affine.TermsHash();
    }
}
