using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>Both forms of the attribute, in a user's own code that calls what is generated.</summary>
public class AttributeFormTests
{
    private const string Naive = """
        public static Complex[] NaiveDft(Complex[] x)
        {
            var y = new Complex[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
            return y;
        }
        """;

    [Theory]
    [InlineData(16)]
    [InlineData(60)]
    [InlineData(1000)]
    [InlineData(1024)]
    [InlineData(7)]
    public void A_partial_method_on_spans_is_implemented(int length)
    {
        var source = $$"""
            using System; using System.Numerics; using Twiddle;
            namespace App.Deep;
            public partial class Outer
            {
                public static partial class Spectrum
                {
                    {{Naive}}
                    [FastTransform(16, 60, 1000, 1024, Of = nameof(NaiveDft))]
                    public static partial void Fft(ReadOnlySpan<Complex> x, Span<Complex> y);
                    public static Complex[] Use(Complex[] x) { var y = new Complex[x.Length + 3]; Fft(x, y); Array.Resize(ref y, x.Length); return y; }
                    public static Complex[] InPlace(Complex[] x) { var z = (Complex[])x.Clone(); Fft(z, z); return z; }
                    public static Complex[] Overlapping(Complex[] x)
                    {
                        var z = new Complex[x.Length + 5];
                        x.CopyTo(z, 0);
                        Fft(z.AsSpan(0, x.Length), z.AsSpan(5));
                        return z.AsSpan(5).ToArray();
                    }
                }
            }
            """;
        var (assembly, _) = GeneratedAssembly.Load(source);
        var type = assembly.GetType("App.Deep.Outer+Spectrum")!;
        var random = new Random(length);
        var x = Enumerable.Range(0, length).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5)).ToArray();
        var expected = (Complex[])x.Clone();
        Fourier.Forward(expected, FourierOptions.AsymmetricScaling);
        foreach (var use in new[] { "Use", "InPlace", "Overlapping" })
        {
            var actual = (Complex[])type.GetMethod(use)!.Invoke(null, [x])!;
            // MathNet's Bluestein loses digits at lengths that are no power of two.
            for (var k = 0; k < length; k++) Assert.True((expected[k] - actual[k]).Magnitude < 1e-10 * length, $"{use}, bin {k}");
        }
    }

    [Fact]
    public void A_name_can_be_given_and_no_reference_to_Twiddle_stays()
    {
        var source = $"using System; using System.Numerics;\ninternal partial class C\n{{\n[Twiddle.FastTransform(8, Name = \"Quick\")] {Naive}\n}}";
        var (assembly, _) = GeneratedAssembly.Load(source);
        Assert.NotNull(assembly.GetType("C")!.GetMethod("Quick", [typeof(Complex[])]));
        Assert.DoesNotContain(assembly.GetReferencedAssemblies(), name => name.Name == "Twiddle");
    }

    [Fact]
    public void An_instance_method_of_a_struct_in_the_global_namespace_has_a_sibling()
    {
        var source = $"using System; using System.Numerics;\npublic partial struct S\n{{\n[Twiddle.FastTransform(8)] {Naive.Replace("public static", "public")}\n}}";
        var (assembly, _) = GeneratedAssembly.Load(source);
        Assert.NotNull(assembly.GetType("S")!.GetMethod("FastDft", [typeof(Complex[])]));
    }

    [Fact]
    public void Several_methods_live_in_one_type()
    {
        var inverse = Naive.Replace("-2 * Math.PI", "2 * Math.PI").Replace("NaiveDft", "SlowInverse");
        var source = $"using System; using System.Numerics;\npublic static partial class C\n{{\n[Twiddle.FastTransform(8, 128)] {Naive}\n[Twiddle.FastTransform(8, 128)] {inverse}\n}}";
        var (assembly, _) = GeneratedAssembly.Load(source);
        var type = assembly.GetType("C")!;
        foreach (var length in new[] { 8, 128 })
        {
            var x = Enumerable.Range(0, length).Select(i => new Complex(i, -i * i)).ToArray();
            var y = type.GetMethod("FastDft", [typeof(Complex[])])!.Invoke(null, [x]);
            var z = (Complex[])type.GetMethod("FastInverse", [typeof(Complex[])])!.Invoke(null, [y])!;
            for (var i = 0; i < length; i++) Assert.True((z[i] / length - x[i]).Magnitude < 1e-9);
        }
    }
}
