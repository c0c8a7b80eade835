namespace Twiddle.Generator.Tests;

/// <summary>Programs are equal when they mean the same: only then does the pipeline skip the derivation, and always then.</summary>
public class ProgramEqualityTests
{
    private const string Dft = """
        static partial class C
        {
            static Complex[] M(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Twiddle(k * n, x.Length);
                return y;
            }

            static Complex Twiddle(int e, int n) => Complex.Exp(new Complex(0, -2 * Math.PI * e / n));
        }
        """;

    [Theory]
    [InlineData("var y", "/* why */ var   y")]
    [InlineData("return y;", "// the spectrum\n return y;")]
    [InlineData("static Complex[] M", "\n\n\n    static Complex[] M")]
    [InlineData("int e, int n) => Complex.Exp(new Complex(0, -2 * Math.PI * e / n))", "int m, int size) => Complex.Exp(new Complex(0, -2 * Math.PI * m / size))")]
    [InlineData("static Complex[] M", "static int Other() => 3; static Complex[] M")]
    [InlineData("-2 * Math.PI", "-2 * System.Math.PI")]
    public void WhatMeansTheSameIsEqual(string before, string after)
    {
        var (first, second) = (Lowered.File(Dft).Program, Lowered.File(Dft.Replace(before, after)).Program);
        Assert.NotEqual(Dft, Dft.Replace(before, after));
        Assert.NotSame(first, second);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    [Theory]
    [InlineData("k < x.Length", "k < x.Length - 1")]
    [InlineData("-2 * Math.PI", "2 * Math.PI")]
    [InlineData("-2 * Math.PI", "-2 * 3.14159265358979")]
    [InlineData("+=", "-=")]
    [InlineData("k * n", "k + n")]
    [InlineData("Complex.Exp(", "Complex.Conjugate(")]
    [InlineData("int n = 0", "int n = 1")]
    public void WhatMeansAnotherThingIsNot(string before, string after) =>
        Assert.NotEqual(Lowered.File(Dft).Program, Lowered.File(Dft.Replace(before, after)).Program);

    [Fact]
    public void ALiteralIsTheNumberItSpells() => Assert.NotEqual(
        Lowered.Members("static double M() => 0.1;").Program,
        Lowered.Members("static double M() => 0.1000000000000000055511151231257827;").Program);
}
