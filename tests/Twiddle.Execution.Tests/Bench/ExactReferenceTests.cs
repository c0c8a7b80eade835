using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using Twiddle.Bench.Accuracy;

namespace Twiddle.Execution.Tests.Bench;

/// <summary>The results of 30 digits that accuracy is measured against.</summary>
public class ExactReferenceTests
{
    private const double ThirtyDigits = 1e-29;

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(60)]
    [InlineData(128)]
    public void The_definition_agrees_with_MathNet(int length)
    {
        var x = Numbers(2 * length);
        var expected = Enumerable.Range(0, length).Select(i => new Complex(x[2 * i].Hi, x[2 * i + 1].Hi)).ToArray();
        Fourier.Forward(expected, FourierOptions.NoScaling);
        Assert.True(RelativeError.RootMeanSquare([.. expected.SelectMany(z => new[] { z.Real, z.Imaginary })], ExactFourier.Definition(x)) < 1e-12);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(90)]
    public void Mixed_radix_and_definition_agree_to_thirty_digits(int length)
    {
        var x = Numbers(2 * length);
        AssertSame(ExactFourier.Definition(x), ExactFourier.MixedRadix(x), length * ThirtyDigits);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(8192)]
    public void Twice_the_transform_is_the_input_in_reverse_to_thirty_digits(int length)
    {
        var x = Numbers(2 * length);
        var twice = ExactFourier.Transform(ExactFourier.Transform(x));
        var reversed = Enumerable.Range(0, 2 * length).Select(i => twice[2 * ((length - i / 2) % length) + i % 2] / length).ToArray();
        AssertSame(x, reversed, ThirtyDigits);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    public void Real_transforms_agree_with_their_definitions(int length)
    {
        var x = Numbers(2 * length);
        Compare(ExactDefinitions.CosineTwo, (k, n) => Math.Cos(Math.PI * k * (n + 0.5) / x.Length));
        Compare(ExactDefinitions.CosineThree, (k, n) => (n == 0 ? 0.5 : 1) * Math.Cos(Math.PI * n * (k + 0.5) / x.Length));
        Compare(ExactDefinitions.CosineFour, (k, n) => Math.Cos(Math.PI * (n + 0.5) * (k + 0.5) / x.Length));
        Compare(ExactDefinitions.SineTwo, (k, n) => Math.Sin(Math.PI * (k + 1) * (n + 0.5) / x.Length));
        Compare(ExactDefinitions.Hartley, (k, n) => Math.Cos(2 * Math.PI * k * n / x.Length) + Math.Sin(2 * Math.PI * k * n / x.Length));
        Compare(ExactDefinitions.ModifiedCosine, (k, n) => Math.Cos(Math.PI / length * (n + 0.5 + length / 2.0) * (k + 0.5)));

        void Compare(Func<DoubleDouble[], DoubleDouble[]> exact, Func<int, int, double> entry)
        {
            var actual = exact(x);
            for (var k = 0; k < actual.Length; k++)
                Assert.Equal(x.Select((value, n) => value.Hi * entry(k, n)).Sum(), actual[k].Hi, 1e-13 * x.Length);
        }
    }

    [Fact]
    public void A_two_dimensional_block_is_the_product_of_its_cosines()
    {
        var x = new DoubleDouble[16];
        x[1 * 4 + 2] = 1;
        var y = ExactDefinitions.CosineBlock(x);
        for (var u = 0; u < 4; u++)
            for (var v = 0; v < 4; v++)
                Assert.Equal(Math.Cos(Math.PI * u * 1.5 / 4) * Math.Cos(Math.PI * v * 2.5 / 4), y[4 * u + v].Hi, 1e-15);
    }

    [Fact]
    public void Products_and_quotients_keep_what_a_double_loses()
    {
        DoubleDouble third = (DoubleDouble)1 / 3;
        Assert.True(Math.Abs((double)(third * 3 - 1)) < 1e-31);
        Assert.True(Math.Abs((double)(third * third - (DoubleDouble)1 / 9)) < 1e-31);
        Assert.Equal(1e-20, (double)((DoubleDouble)1 + 1e-20 - 1), 1e-35);
    }

    private static DoubleDouble[] Numbers(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (DoubleDouble)(random.NextDouble() - 0.5))];
    }

    private static void AssertSame(DoubleDouble[] expected, DoubleDouble[] actual, double tolerance)
    {
        for (var i = 0; i < expected.Length; i++) Assert.True(Math.Abs((double)(expected[i] - actual[i])) < tolerance, $"number {i}: {expected[i] - actual[i]}");
    }
}
