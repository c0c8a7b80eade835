namespace Twiddle.Generator.Tests;

/// <summary>Which code for vectors a user's method gets, by the options that the generator itself derives with.</summary>
public class VectorCodeTests
{
    /// <summary>Short transforms with a large prime factor are dense sums on vectors, which are quicker than their sparse algorithm in scalar code.</summary>
    [Theory]
    [InlineData(19, "TransformFolded512(")]
    [InlineData(31, "TransformFolded256(")]
    [InlineData(15, "TransformFolded256(", false)]
    public void IsThatOfItsLength(int length, string method, bool isThere = true)
    {
        var text = Sources.Generate(Sources.Compile($$"""
            static partial class C
            {
                [FastTransform({{length}})]
                public static Complex[] NaiveDft(Complex[] x)
                {
                    var y = new Complex[x.Length];
                    for (int k = 0; k < x.Length; k++)
                        for (int n = 0; n < x.Length; n++)
                            y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                    return y;
                }
            }
            """), out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Equal(isThere, string.Concat(text).Contains(method));
    }
}
