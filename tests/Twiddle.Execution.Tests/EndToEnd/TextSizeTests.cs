using System.Text;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>The generated text stays small enough to be read, and quick to compile.</summary>
public sealed class TextSizeTests
{
    private const string Definition = """
        using System;
        using System.Numerics;
        using Twiddle;

        namespace Users;

        public static partial class Spectrum
        {
            [FastTransform(@Length)]
            public static Complex[] NaiveDft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }
        }
        """;

    /// <summary>All files for one method, in bytes.</summary>
    [Theory]
    [InlineData(256)]
    [InlineData(1024)]
    [InlineData(4096)]
    public void ComplexTransformTakesLessThan60Kilobytes(int length)
    {
        var source = Definition.Replace("@Length", length.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var (_, generated, _) = GeneratedAssembly.Generate(source);
        Assert.Contains("<Simd512Doubles, Vectors512>", generated, StringComparison.Ordinal);
        Assert.Contains("<Simd256Doubles, Vectors256>", generated, StringComparison.Ordinal);
        Assert.Contains("<Simd128Doubles, Vectors128Common>", generated, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(generated), 1, 60_000);
        Assert.All(generated.Split('\n'), line => Assert.InRange(line.Length, 0, 150));
    }
}
