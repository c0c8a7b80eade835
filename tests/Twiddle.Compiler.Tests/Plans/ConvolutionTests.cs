using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Proofs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Plans;

/// <summary>Lengths with large prime factors: which convolution is found, that it is proved, and that nothing else is.</summary>
public sealed class ConvolutionTests
{
    [Theory]
    [InlineData(257, 256)]
    [InlineData(1009, 1008)]
    [InlineData(65537, 65536)]
    public void APrimeAfterASmoothNumberIsAConvolutionByPowers(int prime, int length) =>
        Assert.Equal(length, Assert.IsType<GeneratorConvolution>(Choose(prime)).Length);

    [Theory]
    [InlineData(67)]
    [InlineData(2 * 127)]
    [InlineData(10007)]
    [InlineData(1 << 10 | 3)]
    public void OtherLengthsWithLargePrimesAreConvolutionsWithAChirp(int length) =>
        Assert.InRange(Assert.IsType<ChirpConvolution>(Choose(length)).Length, 2 * length - 1, 4 * length);

    [Theory]
    [InlineData(1024)]
    [InlineData(44100)]
    [InlineData(17 * 64)]
    [InlineData(11 * 13)]
    public void SmallPrimesStayPasses(int length) => Assert.Null(Choose(length));

    /// <summary>Both convolutions, in both directions, on complex and on real data.</summary>
    [Fact]
    public void WhateverIsDerivedIsProved()
    {
        foreach (var map in new[] { SampleMaps.ComplexDft(67), SampleMaps.ComplexDft(67, 1), SampleMaps.ComplexDft(257), SampleMaps.ComplexDft(257, 1), SampleMaps.Dct2(127), SampleMaps.Dct3(134) })
        {
            var plan = SampleMaps.Plan(map);
            Assert.Contains(plan.Cores, c => c.Convolution is not null);
            Assert.IsType<PlanProved>(PlanProof.Verify(plan, map, CancellationToken.None));
        }
    }

    [Fact]
    public void AConvolutionTooShortIsRefuted()
    {
        var map = SampleMaps.ComplexDft(67);
        var plan = SampleMaps.Plan(map);
        // The passes of 128 points are right, but 133 differences of indices do not fit.
        var shorter = SampleMaps.Plan(SampleMaps.ComplexDft(128, plan.Cores[0].Input.Sign));
        var core = plan.Cores[0] with { Passes = shorter.Cores[0].Passes, Convolution = new ChirpConvolution(128) };
        var changed = plan with { Cores = [core], Codelets = shorter.Codelets };
        Assert.Contains("too short", Assert.IsType<PlanRefuted>(PlanProof.Verify(changed, map, CancellationToken.None)).Reason);
    }

    [Fact]
    public void PowersOfANumberThatIsNoGeneratorAreRefuted()
    {
        var map = SampleMaps.ComplexDft(257);
        var plan = SampleMaps.Plan(map);
        var changed = plan with { Cores = [plan.Cores[0] with { Convolution = new GeneratorConvolution(256, 9) }] };
        Assert.Contains("generator", Assert.IsType<PlanRefuted>(PlanProof.Verify(changed, map, CancellationToken.None)).Reason);
    }

    [Fact]
    public void AConvolutionOfAnotherMapIsRefuted()
    {
        foreach (var length in new[] { 67, 257 })
        {
            var plan = SampleMaps.Plan(SampleMaps.ComplexDft(length));
            Assert.IsType<PlanRefuted>(PlanProof.Verify(plan, SampleMaps.ComplexDft(length, 1), CancellationToken.None));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(100)]
    public void ExactConvolutionsAgreeWithTheDefinition(int length)
    {
        var field = new ResidueField(1_000_003);
        var random = new Random(length);
        var x = Enumerable.Range(0, length).Select(_ => (uint)random.Next((int)field.Prime)).ToArray();
        var y = Enumerable.Range(0, length).Select(_ => (uint)random.Next((int)field.Prime)).ToArray();
        var expected = Enumerable.Range(0, length)
            .Select(a => Enumerable.Range(0, length).Aggregate(0u, (sum, b) => field.Add(sum, field.Multiply(x[b], y[(a - b + length) % length]))));
        Assert.Equal(expected, ResidueConvolution.Cyclic(field, x, y, CancellationToken.None));
    }

    private static Convolution? Choose(int length) => new ConvolutionChoice(new PassCosts(true)).Of(length);
}
