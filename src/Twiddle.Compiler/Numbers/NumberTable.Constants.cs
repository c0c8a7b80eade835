using System.Numerics;

namespace Twiddle.Compiler.Numbers;

/// <content>From ids back to exact constants.</content>
internal sealed partial class NumberTable
{
    /// <summary>An exact sum with more terms than this stays a tree of operations.</summary>
    private const int MostTerms = 32;

    /// <summary>Numerators and denominators up to this are recognised.</summary>
    private const int LargestSmallInteger = 4096;

    /// <summary>Above this order no table of cosines is made.</summary>
    private const long LargestTabulatedOrder = 1 << 14;

    private readonly BigInteger order;

    /// <summary>The order of the roots of unity that the given numbers are made of, where it fits.</summary>
    public int? SmallOrder => order <= int.MaxValue ? (int)order : null;

    private readonly Dictionary<int, Constant> constants = new();
    private Dictionary<(uint P, uint Q), long>? cosines;

    /// <summary>
    /// The constant of an id: a small rational number or a simple multiple of a cosine of this table's order where it is one,
    /// else the expression by which it was computed.
    /// </summary>
    public Constant ConstantOf(int a)
    {
        if (constants.TryGetValue(a, out var known)) return known;
        var constant = IsModular ? Residue(a) : TryRational(a) ?? TryCosine(a) ?? Expression(a);
        constants[a] = constant;
        return constant;
    }

    private Constant Residue(int a) => Constant.Of(Cyclotomic.FromRational(numbers[a].P));

    private Constant Expression(int a)
    {
        var number = numbers[a];
        return number.Operation switch
        {
            Operation.Given => Constant.Of(given[number.Left]),
            Operation.Sum => Sum(ConstantOf(number.Left), ConstantOf(number.Right)),
            Operation.Difference => Sum(ConstantOf(number.Left), Product(Constant.Of(Cyclotomic.FromRational(-1)), ConstantOf(number.Right))),
            Operation.Product => Product(ConstantOf(number.Left), ConstantOf(number.Right)),
            Operation.Quotient => Quotient(ConstantOf(number.Left), ConstantOf(number.Right)),
            _ => ConstantOf(number.Left) is ExactConstant exact ? Constant.Of(exact.Value.Conjugate()) : new ConjugateConstant(ConstantOf(number.Left)),
        };
    }

    private static Constant Sum(Constant a, Constant b) =>
        a is ExactConstant x && b is ExactConstant y && x.Value.Terms.Length + y.Value.Terms.Length <= MostTerms
            ? Constant.Of(x.Value + y.Value)
            : new SumConstant(a, b);

    private static Constant Product(Constant a, Constant b) =>
        a is ExactConstant x && b is ExactConstant y && x.Value.Terms.Length * y.Value.Terms.Length <= MostTerms
            ? Constant.Of(x.Value * y.Value)
            : new ProductConstant(a, b);

    private static Constant Quotient(Constant a, Constant b) =>
        b is ExactConstant divisor && divisor.Value.TryInvert() is { } inverse
            ? Product(a, Constant.Of(inverse))
            : new QuotientConstant(a, b);

    /// <summary>
    /// The fraction of smallest terms with these residues, by the extended Euclidean algorithm on the product of both primes
    /// (Wang's rational reconstruction), where its terms are small and its value is the rough one.
    /// </summary>
    private Constant? TryRational(int a)
    {
        if (!IsReal(a)) return null;
        var modulus = (BigInteger)p.Modulus * q.Modulus;
        var lifted = numbers[a].P + (BigInteger)p.Modulus * q.Multiply(
            q.Subtract(numbers[a].Q, numbers[a].P % q.Modulus),
            q.Invert(p.Modulus % q.Modulus));
        BigInteger previous = modulus, remainder = lifted, previousFactor = 0, factor = 1;
        while (remainder > LargestSmallInteger)
        {
            var quotient = previous / remainder;
            (previous, remainder) = (remainder, previous - quotient * remainder);
            (previousFactor, factor) = (factor, previousFactor - quotient * factor);
        }

        if (BigInteger.Abs(factor) > LargestSmallInteger) return null;
        var fraction = new Rational(remainder, factor);
        return IsRoughly(a, RoughValue.Of(fraction)) ? Constant.Of(Cyclotomic.FromRational(fraction)) : null;
    }

    /// <summary>The number as r·cos(2πk/m), r a power of two or its inverse.</summary>
    private Constant? TryCosine(int a)
    {
        if (!IsReal(a) || order > LargestTabulatedOrder) return null;
        cosines ??= TabulateCosines();
        foreach (var multiplier in new Rational[] { 1, Rational.Half, 2, new Rational(1, 4), 4 })
        {
            var scaled = Multiply(a, Intern(Cyclotomic.FromRational(multiplier.Reciprocal())));
            if (!cosines.TryGetValue((numbers[scaled].P, numbers[scaled].Q), out var k)) continue;
            var cosine = Cyclotomic.Cos(new Rational(k, order));
            if (IsRoughly(scaled, RoughValue.Of(cosine).Real)) return Constant.Of(cosine * multiplier);
        }

        return null;
    }

    private Dictionary<(uint P, uint Q), long> TabulateCosines()
    {
        var table = new Dictionary<(uint P, uint Q), long>();
        var root = Intern(Cyclotomic.Root(new Rational(1, order)));
        var power = One;
        for (long k = 0; k < order; k++)
        {
            var cosine = RealPart(power);
            table[(numbers[cosine].P, numbers[cosine].Q)] = k;
            power = Multiply(power, root);
        }

        return table;
    }

    private bool IsRoughly(int a, double value) => Math.Abs(numbers[a].RoughReal - value) <= 1e-6 * (1 + Math.Abs(value));
}
