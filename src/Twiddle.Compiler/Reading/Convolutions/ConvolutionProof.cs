using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading.Convolutions;

/// <summary>
/// Proves that what a method stores is a convolution: each product x[i]·h[j] reaches the element that it should, once, and none is missing. The products are
/// points (i, j) of polyhedra, whose union is compared with the points of the convolution for all lengths at once.
/// </summary>
internal sealed class ConvolutionProof
{
    private const string NoConvolution = "The products of data are not all those of a convolution or correlation, each once";

    /// <summary>How many parts of a set of products are looked at before it is given up.</summary>
    private const int MostQuestions = 500;

    /// <summary>The largest constant factor, and the inverse of the smallest: with the range that data may have, no result overflows or vanishes.</summary>
    private static readonly Rational LargestFactor = new(BigInteger.One << 60, 1);

    private readonly BilinearReading reading;
    private readonly SourceSpan span;
    private readonly ImmutableArray<Affine> facts;
    private readonly int target;
    private readonly int i;
    private readonly int j;

    private ConvolutionProof(Program program, BilinearReading reading)
    {
        this.reading = reading;
        span = program.Entry.Body.Span;
        facts = reading.Facts.AddRange(reading.Requirements);
        target = Target(program);
        (i, j) = (reading.Unknowns.Count, reading.Unknowns.Count + 1);
    }

    /// <summary>The convolution.</summary>
    /// <exception cref="ReadingStopped">It is none, or it cannot be proved.</exception>
    public static DataConvolution Prove(Program program, BilinearReading reading, IEnumerable<Affine> assumptions) => new ConvolutionProof(program, reading).Prove(assumptions);

    private ReadingStopped Fails(string message, RefusalKind kind = RefusalKind.NonLinear) => new(new Refusal(kind, message, span));

    private int Target(Program program)
    {
        var array = (program.Entry.ReturnType, reading.Result) switch
        {
            (VoidType, _) when reading.Written.Count == 1 => reading.Written.Single(),
            (ArrayType { Rank: 1 }, ArrayReference result) when reading.Arrays[result.Array].Parameter < 0 => result.Array,
            _ => throw Fails("Only one new array, or one that is given, can be the result of a convolution"),
        };
        return reading.Stores.All(s => s.Array == array) && (program.Entry.ReturnType is not VoidType || reading.Arrays[array].Parameter >= 0) ? array : throw Fails("More than one array is written");
    }

    private DataConvolution Prove(IEnumerable<Affine> assumptions)
    {
        CheckOrder();
        var count = Count();
        var products = reading.Stores.SelectMany(s => s.Value.Terms.Select(t => ProductOf(s, t))).ToList();
        if (products.Count == 0) throw Fails("There are no products of data", RefusalKind.NotDerivable);
        var (first, second, slopes) = (products[0].First, products[0].Second, products[0].Slopes);
        if (products.Any(p => (p.First.Array, p.First.IsConjugate, p.Second.Array, p.Second.IsConjugate) != (first.Array, first.IsConjugate, second.Array, second.IsConjugate) || p.Slopes != slopes)) throw Fails(NoConvolution);
        var (a, b, y) = (reading.Arrays[first.Array], reading.Arrays[second.Array], reading.Arrays[target]);
        if (a.Parameter < 0 || b.Parameter < 0 || reading.Written.Contains(first.Array) || reading.Written.Contains(second.Array)) throw Fails(NoConvolution);
        if (!a.Element.Equals(b.Element) || !a.Element.Equals(y.Element)) throw Fails("The elements of all arrays of a convolution have to be of the same type", RefusalKind.NotDerivable);

        var windows = ImmutableArray.CreateBuilder<ConvolutionWindow>();
        foreach (var window in products.GroupBy(p => (p.Constant, p.Factor)))
        {
            var constant = window.Key.Constant;
            var element = Affine.OfUnknown(i).Times(slopes.First) + Affine.OfUnknown(j).Times(slopes.Second) + constant;
            var all = ImmutableArray.Create(Affine.OfUnknown(i), a.Length - 1 - Affine.OfUnknown(i), Affine.OfUnknown(j), b.Length - 1 - Affine.OfUnknown(j), element, count - 1 - element);
            CheckProducts(window.Select(p => p.Where).ToImmutableArray(), all);
            var offset = constant.Times(-1);
            if (slopes.First < 0) offset += a.Length - 1;
            if (slopes.Second < 0) offset += b.Length - 1;
            windows.Add(new(offset, window.Key.Factor));
        }

        // A quotient is rounded down only where nothing is negative, and what is divided by must not be zero.
        var requirements = assumptions.Concat(reading.Requirements)
            .Concat(reading.Unknowns.Select(u => u.DividendOfQuotient).OfType<Affine>())
            .Concat(windows.SelectMany(w => w.Scale.Divisors.Select(d => d - 1)))
            .Distinct().Where(r => !r.IsConstant).ToEquatableArray();
        CheckFactors(windows);
        CheckSizes(requirements.Concat(windows.Select(w => w.Offset)).Concat(windows.SelectMany(w => w.Scale.Multipliers.Concat(w.Scale.Divisors))).Append(count));
        return new(
            new(a.Parameter, slopes.First < 0, first.IsConjugate),
            new(b.Parameter, slopes.Second < 0, second.IsConjugate),
            y.Parameter,
            a.Element,
            count,
            windows.ToImmutable(),
            requirements,
            reading.IsSingle,
            reading.Unknowns.ToEquatableArray());
    }

    private void CheckFactors(IEnumerable<ConvolutionWindow> windows)
    {
        foreach (var scale in windows.Select(w => w.Scale))
        {
            var size = scale.Number.Sign < 0 ? -scale.Number : scale.Number;
            if (size.IsZero || size.CompareTo(LargestFactor) > 0 || size.Reciprocal().CompareTo(LargestFactor) > 0 || scale.Multipliers.Count > 1 || scale.Divisors.Count > 1)
                throw Fails("The constant factor is too large or too small", RefusalKind.NotDerivable);
        }
    }

    /// <summary>That the generated method can compute what it asks for in 32 bits.</summary>
    private void CheckSizes(IEnumerable<Affine> functions)
    {
        foreach (var function in functions)
            if (function.Terms.Aggregate(BigInteger.Abs(function.Constant), (sum, t) => sum + BigInteger.Abs(t.Coefficient) * BilinearReader.LargestLength) > int.MaxValue)
                throw Fails("The lengths are multiplied by too large a number", RefusalKind.NotDerivable);
    }

    /// <summary>That nothing is lost: what replaces an element comes before all that is added to it, and replaces nothing but zeros.</summary>
    private void CheckOrder()
    {
        for (var later = 0; later < reading.Stores.Count; later++)
        {
            var store = reading.Stores[later];
            if (!store.Replaces) continue;
            foreach (var earlier in reading.Stores.Take(later).Where(e => !e.Value.Terms.IsEmpty))
            {
                if (store.Index is null || earlier.Index is null) throw Fails("Results are overwritten");
                var difference = store.Index - earlier.Index;
                if (!Inequalities.AreContradictory(facts.Concat(store.Where).Concat(earlier.Where).Append(difference).Append(difference.Times(-1)))) throw Fails("Results are overwritten");
            }
        }
    }

    /// <summary>How many elements are written: all of a new array, those that something replaces of a given one.</summary>
    private Affine Count()
    {
        var array = reading.Arrays[target];
        if (array.Parameter < 0 || reading.Stores.Any(s => s.Replaces && s.Index is null)) return array.Length;
        foreach (var store in reading.Stores.Where(s => s.Replaces))
        {
            var counter = store.Counters[0];
            var slope = store.Index!.CoefficientOf(counter);
            if (store.Counters.Count != 1 || !BigInteger.Abs(slope).IsOne) continue;
            var element = Affine.OfUnknown(i);
            var iteration = (element - store.Index.With(counter, Affine.Zero)).Times(slope);
            var where = store.Where.Select(w => w.With(counter, iteration)).ToImmutableArray();
            var ends = where.Where(w => w.CoefficientOf(i) == -1).Select(w => w + element + 1).Prepend(array.Length);
            foreach (var count in ends.Where(e => e.CoefficientOf(i).IsZero))
            {
                var range = facts.Add(element).Add(count - 1 - element);
                if (where.All(w => Inequalities.Imply(range, w)) && Inequalities.Imply(facts.AddRange(where), element) && Inequalities.Imply(facts.AddRange(where), count - 1 - element)) return count;
            }
        }

        throw Fails("Elements of the result keep, or are added to, what they held before", RefusalKind.NotDerivable);
    }

    /// <summary>A product as points (i, j): which elements are multiplied where, and the element c + ±i ± j that it is added to.</summary>
    private sealed record Product(DataElement First, DataElement Second, (int First, int Second) Slopes, Affine Constant, ConstantFactor Factor, ImmutableArray<Affine> Where);

    private Product ProductOf(ElementStore store, BilinearTerm term)
    {
        if (term.Data.Count != 2) throw Fails("Beside the products of data there is something else in the result");
        var (first, second) = term.Data[0].Array <= term.Data[1].Array ? (term.Data[0], term.Data[1]) : (term.Data[1], term.Data[0]);
        if (first.Array == second.Array && first.IsConjugate && !second.IsConjugate) (first, second) = (second, first);
        if (store.Counters.Concat(term.Counters).ToList() is not [var c, var d] || store.Index is not { } index) throw Fails(NoConvolution);
        var (a, b) = (first.Index.CoefficientOf(c), first.Index.CoefficientOf(d));
        var (p, q) = (second.Index.CoefficientOf(c), second.Index.CoefficientOf(d));
        var determinant = a * q - b * p;
        if (!BigInteger.Abs(determinant).IsOne) throw Fails(NoConvolution);
        var fromI = Affine.OfUnknown(i) - first.Index.With(c, Affine.Zero).With(d, Affine.Zero);
        var fromJ = Affine.OfUnknown(j) - second.Index.With(c, Affine.Zero).With(d, Affine.Zero);
        var counter = (fromI.Times(q) - fromJ.Times(b)).Times(determinant);
        var other = (fromJ.Times(a) - fromI.Times(p)).Times(determinant);
        Affine Map(Affine function) => function.With(c, counter).With(d, other);
        var element = Map(index);
        var slopes = (element.CoefficientOf(i), element.CoefficientOf(j));
        if (!BigInteger.Abs(slopes.Item1).IsOne || !BigInteger.Abs(slopes.Item2).IsOne) throw Fails(NoConvolution);
        var constant = element.With(i, Affine.Zero).With(j, Affine.Zero);
        return new(first, second, ((int)slopes.Item1, (int)slopes.Item2), constant, term.Factor, store.Where.Concat(term.Where).Select(Map).ToImmutableArray());
    }

    /// <summary>That parts have no point in common, and that together they are a set.</summary>
    private void CheckProducts(ImmutableArray<ImmutableArray<Affine>> parts, ImmutableArray<Affine> all)
    {
        for (var p = 0; p < parts.Length; p++)
        {
            if (!all.All(inequality => Inequalities.Imply(facts.AddRange(parts[p]), inequality))) throw Fails(NoConvolution);
            for (var other = p + 1; other < parts.Length; other++)
                if (!Inequalities.AreContradictory(facts.AddRange(parts[p]).AddRange(parts[other]))) throw Fails(NoConvolution);
        }

        var questions = MostQuestions;
        if (!Inequalities.AreCovered(facts.AddRange(all), parts, ref questions)) throw Fails(NoConvolution);
    }
}
