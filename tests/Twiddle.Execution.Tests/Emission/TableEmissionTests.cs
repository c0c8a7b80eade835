using System.Reflection;
using System.Runtime.CompilerServices;
using Twiddle.Compiler.Emission;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Execution.Tests.Emission;

/// <summary>Tables computed at run time hold the nearest numbers, though no sine or cosine was ever called.</summary>
public sealed class TableEmissionTests
{
    [Fact]
    public void TwiddleFactorsAreTheNearestNumbers()
    {
        var text = Samples.Emit(Samples.Target(Samples.Dft, "FastDft", Samples.Old), SampleSpecs.ComplexDft(1024, -1, 1));
        Assert.DoesNotContain("Math.Sin", text);
        Assert.DoesNotContain("Math.Cos", text);
        using var compiled = CompiledTransform.Compile(Samples.DftSource, text);
        var table = Table(compiled, "Twiddles128By8");

        // radix 8: entry 7·p + v − 1 is e^(−2πi·p·v/1024)
        Assert.Equal(2 * 128 * 7, table.Length);
        for (var p = 0; p < 128; p++)
        {
            for (var v = 1; v < 8; v++)
            {
                var root = Cyclotomic.Root(new Rational(-p * v, 1024));
                Assert.Equal(Rounding.ToDouble(root.RealPart()), table[2 * (7 * p + v - 1)]);
                Assert.Equal(Rounding.ToDouble(root.ImaginaryPart()), table[2 * (7 * p + v - 1) + 1]);
            }
        }
    }

    [Fact]
    public void FactorsThatAreSumsAreTheNearestNumbers()
    {
        // Real data: F[k] = G[k]·(1 − i·ω^k)/2 + conj(G[−k])·(1 + i·ω^k)/2
        var naive = Samples.Signature(
            "NaiveHalf", "void", ProgramType.Void, Samples.X, Samples.Parameter("re", SampleSpecs.Doubles, "double[]"), Samples.Parameter("im", SampleSpecs.Doubles, "double[]"));
        const string source = "public static partial class T { public static void NaiveHalf(double[] x, double[] re, double[] im) { } }";
        using var compiled = CompiledTransform.Compile(source, Samples.Emit(Samples.Target(naive, "Fast", Samples.Old), SampleSpecs.HalfSpectrum(256)));
        var table = Table(compiled, "Factors129_");
        Assert.Equal(2 * 129, table.Length);
        var signs = new[] { 1, -1 };
        var candidates = from conjugate in signs from sign in signs select (conjugate, sign);
        Assert.Contains(candidates, c => Enumerable.Range(0, 129).All(k => Matches(k, c.conjugate, c.sign)));

        bool Matches(int k, int conjugate, int sign)
        {
            var value = (Cyclotomic.One + Cyclotomic.ImaginaryOne * Cyclotomic.Root(new Rational(conjugate * k, 256)) * sign) * Rational.Half;
            return Rounding.ToDouble(value.RealPart()) == table[2 * k] && Rounding.ToDouble(value.ImaginaryPart()) == table[2 * k + 1];
        }
    }

    private static double[] Table(CompiledTransform compiled, string name)
    {
        var table = compiled.Type("Twiddle.Generated.TransformTables").GetNestedTypes(BindingFlags.NonPublic).First(t => t.Name.StartsWith(name, StringComparison.Ordinal));
        RuntimeHelpers.RunClassConstructor(table.TypeHandle);
        return (double[])table.GetField("Values", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
    }
}
