using CsCheck;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Numbers;

public class NumberTableTests
{
    private const int Order = 120;

    private static readonly Gen<Cyclotomic> Number =
        Gen.Select(Gen.Int[0, Order - 1], Gen.Int[-6, 6], Gen.Int[1, 5], (t, n, d) => Cyclotomic.Root(new Rational(t, Order)) * new Rational(n, d))
            .Array[1, 3].Select(terms => terms.Aggregate(Cyclotomic.Zero, (sum, term) => sum + term));

    [Fact]
    public void Equal_numbers_have_one_id_and_others_have_not() =>
        Gen.Select(Number, Number).Sample((a, b) =>
        {
            var table = Table();
            var (x, y) = (table.Intern(a), table.Intern(b));
            Assert.Equal(a.SameAs(b), x == y);
            Assert.Equal(table.Intern(a + b), table.Add(x, y));
            Assert.Equal(table.Intern(a - b), table.Subtract(x, y));
            Assert.Equal(table.Intern(a * b), table.Multiply(x, y));
            Assert.Equal(table.Intern(a.Conjugate()), table.Conjugate(x));
            Assert.Equal(table.Intern(a.RealPart()), table.RealPart(x));
            Assert.Equal(table.Intern(a.ImaginaryPart()), table.ImaginaryPart(x));
            Assert.Equal(a.IsReal(), table.IsReal(x));
            if (y != NumberTable.Zero) Assert.Equal(x, table.Multiply(table.Divide(x, y), y));
        });

    [Fact]
    public void The_roots_of_a_prime_order_sum_to_zero()
    {
        var table = Table();
        var sum = Enumerable.Range(0, 5).Aggregate(NumberTable.Zero, (s, j) => table.Add(s, table.Intern(Cyclotomic.Root(new Rational(j, 5)))));
        Assert.Equal(NumberTable.Zero, sum);
    }

    [Fact]
    public void A_number_is_a_unit_times_one_of_the_first_quadrant() =>
        Number.Where(a => !a.IsZero()).Sample(a =>
        {
            var table = Table();
            var x = table.Intern(a);
            var w = table.Canonical(x);
            Assert.Equal(x, table.TimesUnit(w, table.UnitOf(x)));
            for (var t = 0; t < 4; t++) Assert.Equal(w, table.Canonical(table.TimesUnit(x, t)));
            var value = RoughValue.Of(a * Cyclotomic.Root(new Rational(-table.UnitOf(x), 4)));
            Assert.True(value.Real > -1e-9 && value.Imaginary > -1e-9);
        });

    [Fact]
    public void Constants_are_the_numbers_they_stand_for() =>
        Gen.Select(Number, Number, Number).Sample((a, b, c) =>
        {
            var table = Table();
            var (x, y, z) = (table.Intern(a), table.Intern(b), table.Intern(c));
            if (z == NumberTable.Zero) return;
            var id = table.RealPart(table.Divide(table.Subtract(table.Multiply(x, y), table.Conjugate(y)), z));
            var (va, vb, vc) = (RoughValue.Of(a), RoughValue.Of(b), RoughValue.Of(c));
            var expected = ((va * vb - System.Numerics.Complex.Conjugate(vb)) / vc).Real;
            var actual = RoughValue.Of(table.ConstantOf(id));
            Assert.InRange(System.Numerics.Complex.Abs(actual - expected), 0, 1e-9 * (1 + Math.Abs(expected)));
        });

    [Fact]
    public void A_computed_cosine_is_known_as_one()
    {
        var table = Table();
        var root = table.Intern(Cyclotomic.Root(new Rational(7, Order)));
        // (ζ² + 1)/(2ζ) = cos
        var cosine = table.Divide(table.Multiply(table.Add(table.Multiply(root, root), NumberTable.One), table.Half), root);
        var constant = Assert.IsType<ExactConstant>(table.ConstantOf(cosine));
        Assert.Equal(2, constant.Value.Terms.Length);
        Assert.True(constant.Value.SameAs(Cyclotomic.Cos(new Rational(7, Order))));
    }

    [Fact]
    public void A_computed_fraction_is_known_as_one()
    {
        var table = Table();
        var number = table.Divide(table.Intern(Cyclotomic.FromRational(22)), table.Intern(Cyclotomic.FromRational(-91)));
        Assert.Equal(new Rational(-22, 91), Assert.IsType<ExactConstant>(table.ConstantOf(number)).Value.AsRational);
    }

    private static NumberTable Table() =>
        NumberTable.For(ExactMatrix.Define(1, 1, (_, _) => Cyclotomic.Root(new Rational(1, Order))));
}
