namespace Twiddle.Generator.Tests;

/// <summary>What each expression becomes.</summary>
public class LoweringExpressionTests
{
    [Theory]
    [InlineData("0.1", "1/10d")]
    [InlineData("1e-3", "1/1000d")]
    [InlineData("1_000.5", "2001/2d")]
    [InlineData("2.5E2", "250d")]
    [InlineData("1d", "1d")]
    [InlineData("0.5f", "double(1/2s)")]
    [InlineData("(double)0.25m", "double(1/4?)")]
    [InlineData("3", "double(3)")]
    [InlineData("'a' + 1", "double(98)")]
    [InlineData("2 * Math.PI", "(double(2) * π)")]
    [InlineData("Math.Tau / 4", "(2π / double(4))")]
    [InlineData("MathF.PI", "double(π)")]
    [InlineData("double.Pi", "π")]
    [InlineData("Math.E", "6121026514868073/2251799813685248d")]
    [InlineData("-0.5", "Negate(1/2d)")]
    [InlineData("+n", "double(v0)")]
    [InlineData("n / 2 * x", "(double((v0 / 2)) * v1)")]
    [InlineData("(float)x", "double(single(v1))")]
    [InlineData("(int)x % 3", "double((int32(v1) % 3))")]
    [InlineData("n << 1 | 1", "double(((v0 << 1) | 1))")]
    [InlineData("(uint)n >>> 1", "double((uint32(v0) >> 1))")]
    [InlineData("n == 0 && x > 1 ? x : 2", "(((v0 == 0) && (v1 > double(1))) ? v1 : double(2))")]
    [InlineData("(double)(Day)n", "double(v0)")]
    [InlineData("(int)Day.Second", "double(1)")]
    [InlineData("Math.Cos(x) * Math.Sin(2 * x)", "(Cos(v1) * Sin((double(2) * v1)))")]
    [InlineData("MathF.Sqrt((float)x)", "double(Sqrt(single(v1)))")]
    [InlineData("Math.Min(n, 3)", "double(Min(v0, 3))")]
    [InlineData("Math.SinCos(x).Cos", "SinCos(v1).1")]
    [InlineData("double.CosPi(x)", "CosPi(v1)")]
    [InlineData("(n, x).Item2", "(v0, v1).1")]
    [InlineData("default", "default(double)")]
    [InlineData("n switch { 0 => 0.5, 1 or 2 => x, _ => 1 }", "((v0 == 0) ? 1/2d : (((v0 == 1) || (v0 == 2)) ? v1 : double(1)))")]
    [InlineData("n is > 1 and not 4 ? 1 : x", "(((v0 > 1) && Not((v0 == 4))) ? double(1) : v1)")]
    [InlineData("(n, n) switch { (0, 0) => 1, (0, _) => 2, _ => 3 }", null)]
    [InlineData("Helper(x)", "m1(v1)")]
    [InlineData("Scale", "m1()")]
    [InlineData("Swapped(b: n, a: x)", "m1(v1, v0)")]
    [InlineData("Optional(x)", "m1(v1, Negate(1/10d))")]
    [InlineData("Math.Cbrt(x)", "«a call to 'Math.Cbrt', whose body is not in this project»")]
    [InlineData("double.Parse(\"1\")", "«a call to 'Double.Parse', whose body is not in this project»")]
    public void Numbers(string expression, string? expected)
    {
        const string Members = """
            enum Day { First, Second }
            static double Helper(double a) => a + 1;
            static double Scale => 0.5;
            static double Swapped(double a, int b) => a * b;
            static double Optional(double a, double b = -0.1) => a * b;
            """;
        var actual = Lowered.Expression("int n, double x", expression, members: Members);
        if (expected is null) Assert.DoesNotContain("«", actual);
        else Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData("z * x", "(v0 * complex(v1))")]
    [InlineData("x * z", "(complex(v1) * v0)")]
    [InlineData("z + z", "(v0 + v0)")]
    [InlineData("-z", "Negate(v0)")]
    [InlineData("z / n", "(v0 / complex(double(v2)))")]
    [InlineData("x", "complex(v1)")]
    [InlineData("n", "complex(v2)")]
    [InlineData("Complex.Exp(-Complex.ImaginaryOne * x)", "ComplexExp((Negate(ComplexImaginaryOne()) * complex(v1)))")]
    [InlineData("new Complex(Math.Cos(x), 0)", "ComplexCreate(Cos(v1), double(0))")]
    [InlineData("new Complex()", "default(complex)")]
    [InlineData("Complex.FromPolarCoordinates(1, x)", "ComplexFromPolar(double(1), v1)")]
    [InlineData("Complex.Multiply(z, z)", "(v0 * v0)")]
    [InlineData("Complex.Conjugate(z) * z.Real", "(ComplexConjugate(v0) * complex(ComplexReal(v0)))")]
    [InlineData("Complex.Pow(z, 2)", "ComplexPow(v0, double(2))")]
    [InlineData("Complex.Abs(z) + z.Magnitude + z.Phase", "complex(((ComplexMagnitude(v0) + ComplexMagnitude(v0)) + ComplexPhase(v0)))")]
    [InlineData("Complex.Zero", "ComplexZero()")]
    [InlineData("z == Complex.One ? z : x", "((v0 == ComplexOne()) ? v0 : complex(v1))")]
    public void ComplexNumbers(string expression, string expected) =>
        Assert.Equal(expected, Lowered.Expression("Complex z, double x, int n", expression, "Complex"));

    [Theory]
    [InlineData("x[0]", "v0[0]")]
    [InlineData("x[^1]", "v0[(v0.Length - 1)]")]
    [InlineData("g[1, x.Length]", "v1[1, v0.Length]")]
    [InlineData("g.GetLength(1)", "double(v1.Length1)")]
    [InlineData("g.GetUpperBound(0)", "double((v1.Length0 - 1))")]
    [InlineData("x.LongLength", "double(int64(v0.Length))")]
    [InlineData("s[2] + s.Length", "(v2[2] + double(v2.Length))")]
    [InlineData("s[^2]", "v2[(v2.Length - 2)]")]
    [InlineData("s.Slice(1)[0]", "SliceFrom(v2, 1)[0]")]
    [InlineData("s[1..3][0]", "SliceRange(v2, 1, (3 - 1))[0]")]
    [InlineData("s[1..][0]", "SliceRange(v2, 1, (v2.Length - 1))[0]")]
    [InlineData("x.AsSpan()[1]", "span<double>(v0)[1]")]
    [InlineData("x.AsSpan(2, 4)[1]", "SliceRange(span<double>(v0), 2, 4)[1]")]
    [InlineData("(new double[8])[0]", "new double[][8][0]")]
    [InlineData("new[] { 1.0, 2 }[0]", "new double[][2]{1d, double(2)}[0]")]
    [InlineData("new double[,] { { 1, 2 }, { 3, 4 } }[0, 1]", "new double[,][2, 2]{double(1), double(2), double(3), double(4)}[0, 1]")]
    [InlineData("((double[])x.Clone())[0]", "ArrayClone(v0)[0]")]
    [InlineData("x.ToArray()[0]", "ArrayClone(v0)[0]")]
    [InlineData("s.ToArray()[0]", "ArrayClone(v2)[0]")]
    [InlineData("j[1][2]", "v3[1][2]")]
    [InlineData("x.Sum()", "SequenceSum(v0)")]
    [InlineData("x == null ? 0 : x[0]", "((v0 == default(double[])) ? double(0) : v0[0])")]
    [InlineData("x is not null ? x[0] : 0", "(Not((v0 == default(double[]))) ? v0[0] : double(0))")]
    [InlineData("(x ?? throw new Exception())[0]", "((v0 == default(double[])) ? m1() : v0)[0]")]
    public void Arrays(string expression, string expected) =>
        Assert.Equal(expected, Lowered.Expression("double[] x, double[,] g, ReadOnlySpan<double> s, double[][] j", expression));

    [Theory]
    [InlineData("a + b", "m1(v0, v1)")]
    [InlineData("a with { Im = 1 }", "m1(v0, double(1))")]
    [InlineData("new V(1, 2)", "new m1(double(1), double(2))")]
    [InlineData("new V { Re = 3 }", "m1(new zero(), double(3))")]
    [InlineData("new V()", "new zero()")]
    [InlineData("default(V)", "default(V)")]
    [InlineData("a.Conjugate()", "m1(this v0; )")]
    [InlineData("V.Polar(1, a.Re)", "m1(double(1), v0.#0)")]
    [InlineData("a * a.Abs2", "m2(v0, m1(this v0; ))")]
    [InlineData("(V)2.0", "m1(2d)")]
    public void OwnStructs(string expression, string expected)
    {
        const string Struct = """
            public struct V {
                public double Re; public double Im { get; set; }
                public V(double re, double im) { Re = re; Im = im; }
                public static V operator +(V a, V b) => new V(a.Re + b.Re, a.Im + b.Im);
                public static V operator *(V a, double b) => new V(a.Re * b, a.Im * b);
                public static explicit operator V(double a) => new V(a, 0);
                public V Conjugate() => new V(Re, -Im);
                public double Abs2 => Re * Re + Im * Im;
                public static V Polar(double r, double t) => new V(r * Math.Cos(t), r * Math.Sin(t));
            }
            """;
        Assert.Equal(expected, Lowered.Expression("V a, V b", expression, "V", elsewhere: Struct));
    }

    [Theory]
    [InlineData("x.OrderBy(v => v).First()", "a call to 'Enumerable.OrderBy', whose body is not in this project")]
    [InlineData("new Dictionary<int, double>()[0]", "an element of a 'Dictionary'")]
    [InlineData("d.Foo", "'dynamic' code")]
    [InlineData("Shared[0]", "the elements of 'Shared', which code elsewhere can change: it is not 'private'")]
    [InlineData("Generic(1.0)", "a call to the generic 'C.Generic'")]
    [InlineData("new K<int>().Value", "the field 'Value' of 'K', a type that is not looked into")]
    [InlineData("double.NaN", "the constant 'Double.NaN', which is no number")]
    [InlineData("(double)(1m + (decimal)x[0])", "an operator on 'decimal'")]
    public void WhatHasNoWord(string expression, string reason)
    {
        const string Members = """
            public static readonly double[] Shared = { 1 };
            static double Generic<T>(T value) => 1;
            """;
        Assert.Contains("«" + reason + "»", Lowered.Expression("double[] x, Func<double, double> f, dynamic d", expression, members: Members, elsewhere: "class K<T> { public double Value; }"));
    }
}
