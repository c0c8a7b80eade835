using System.Collections.Immutable;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>A product of arguments, and how many times it is taken.</summary>
/// <param name="Parameters">Their parameters, in ascending order: one, or two.</param>
/// <param name="Factor">An integer that may depend on loop counters.</param>
internal sealed record OffsetTerm(EquatableArray<int> Parameters, Polynomial Factor);

/// <summary>
/// An integer that only a call tells, because arguments are part of it: a place in an array, from a start on. It can be added to, compared with others from the same start, and
/// be an index; a number that data are multiplied by it cannot be.
/// </summary>
internal sealed class OffsetValue : Value
{
    private const int MostFactors = 2;

    private OffsetValue(EquatableArray<OffsetTerm> terms, Polynomial rest)
    {
        Terms = terms;
        Rest = rest;
    }

    /// <summary>The products of arguments, at least one, in the order of their parameters.</summary>
    public EquatableArray<OffsetTerm> Terms { get; }

    /// <summary>What is known.</summary>
    public Polynomial Rest { get; }

    public static OffsetValue OfParameter(int parameter) =>
        new(ImmutableArray.Create(new OffsetTerm(ImmutableArray.Create(parameter), Polynomial.Constant(1))), Polynomial.Zero);

    public static Value Sum(Value left, Value right)
    {
        if (right is IntegerValue more) return left is OffsetValue start ? start.At(start.Rest + more.Polynomial) : new IntegerValue(RestOf(left) + more.Polynomial);
        if (left is IntegerValue) return Sum(right, left);
        var terms = TermsOf(left).Concat(TermsOf(right))
            .GroupBy(t => t.Parameters)
            .Select(same => new OffsetTerm(same.Key, same.Aggregate(Polynomial.Zero, (sum, t) => sum + t.Factor)));
        return Of(terms, RestOf(left) + RestOf(right));
    }

    /// <summary>The difference; of places from the same start, what is between them.</summary>
    public static Value Difference(Value left, Value right)
    {
        if (right is IntegerValue less) return Sum(left, new IntegerValue(-less.Polynomial));
        return left is OffsetValue from && from.HasStartOf((OffsetValue)right) ? new IntegerValue(from.Rest - RestOf(right)) : Sum(left, Negated(right));
    }

    private static Value Negated(Value value) => Of(TermsOf(value).Select(t => t with { Factor = -t.Factor }), -RestOf(value));

    /// <summary>The product; null where more than two arguments would be multiplied.</summary>
    public static Value? Product(Value left, Value right)
    {
        var (first, second) = (TermsOf(left).ToList(), TermsOf(right).ToList());
        var products = first.SelectMany(_ => second, (a, b) => new OffsetTerm(a.Parameters.Concat(b.Parameters).OrderBy(p => p).ToEquatableArray(), a.Factor * b.Factor)).ToList();
        if (products.Any(p => p.Parameters.Count > MostFactors)) return null;
        var terms = products
            .Concat(first.Select(t => t with { Factor = t.Factor * RestOf(right) }))
            .Concat(second.Select(t => t with { Factor = t.Factor * RestOf(left) }))
            .GroupBy(t => t.Parameters)
            .Select(same => new OffsetTerm(same.Key, same.Aggregate(Polynomial.Zero, (sum, t) => sum + t.Factor)));
        return Of(terms, RestOf(left) * RestOf(right));
    }

    /// <summary>The value with every integer that is known changed; null where one of them cannot be.</summary>
    public Value? Map(Func<Polynomial, Polynomial?> change)
    {
        if (change(Rest) is not { } rest) return null;
        var terms = Terms.Select(t => change(t.Factor) is { } factor ? t with { Factor = factor } : null).ToList();
        return terms.Any(t => t is null) ? null : Of(terms.Select(t => t!), rest);
    }

    /// <summary>Another place from the same start.</summary>
    public OffsetValue At(Polynomial rest) => new(Terms, rest);

    public bool HasStartOf(OffsetValue other) => Terms == other.Terms;

    public static IEnumerable<OffsetTerm> TermsOf(Value value) => value is OffsetValue offset ? offset.Terms : [];

    public static Polynomial RestOf(Value value) => value is OffsetValue offset ? offset.Rest : ((IntegerValue)value).Polynomial;

    private static Value Of(IEnumerable<OffsetTerm> terms, Polynomial rest)
    {
        var left = terms.Where(t => !t.Factor.Terms.IsEmpty).OrderBy(t => t.Parameters.Count).ThenBy(t => t.Parameters[0]).ThenBy(t => t.Parameters[t.Parameters.Count - 1]).ToEquatableArray();
        return left.Count == 0 ? new IntegerValue(rest) : new OffsetValue(left, rest);
    }
}
