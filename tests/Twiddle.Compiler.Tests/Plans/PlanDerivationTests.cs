using CsCheck;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Proofs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Plans;

/// <summary>What the exponents give away, and that everything derived is proved.</summary>
public sealed class PlanDerivationTests
{
    private static readonly DerivationOptions Options = new(SampleMaps.Codelets);

    [Fact]
    public void SizesOfTheCoreTransforms()
    {
        Assert.Equal([1024], Cores(SampleMaps.ComplexDft(1024)));
        // Half the length for real data, for real results, and half of that for exponents with half-sample shifts
        Assert.Equal([64], Cores(SampleMaps.Cosine(128, 65, new(1, 128), Rational.Zero, Rational.Zero, Rational.Zero)));
        Assert.Equal([32], Cores(SampleMaps.Dct2(64)));
        Assert.Equal([32], Cores(SampleMaps.Dct3(64)));
        Assert.Equal([32], Cores(SampleMaps.Dct4(64)));
    }

    [Fact]
    public void TwoRealLanesAreFoundToBeOneComplexTransform()
    {
        var forward = new Rational(-1, 45);
        var terms = new[]
        {
            Term(0, 0, Cyclotomic.One), Term(1, 0, Cyclotomic.ImaginaryOne), Term(0, 1, -Cyclotomic.ImaginaryOne), Term(1, 1, Cyclotomic.One),
        };
        var lanes = new[] { SampleMaps.Real(45), SampleMaps.Real(45) };
        Assert.Equal([45], Cores(SampleMaps.Map(lanes, lanes, terms)));

        HarmonicTerm Term(int input, int output, Cyclotomic coefficient) =>
            SampleMaps.Term(45, 45, coefficient, forward, Rational.Zero, Rational.Zero) with { InputLane = input, OutputLane = output };
    }

    [Fact]
    public void UnrelatedRealVectorsShareATransform()
    {
        var lanes = new[] { SampleMaps.Real(45), SampleMaps.Real(45) };
        var outputs = new[] { SampleMaps.Complex(45), SampleMaps.Complex(45) };
        var term = SampleMaps.Term(45, 45, Cyclotomic.One, new(1, 45), Rational.Zero, Rational.Zero);
        Assert.Equal([45], Cores(SampleMaps.Map(lanes, outputs, term, term with { InputLane = 1, OutputLane = 1 })));
    }

    [Fact]
    public void FarFewerOperationsThanTheDefinition()
    {
        var counts = Assert.IsType<Derived>(Derive(SampleMaps.ComplexDft(1024))).Counts;
        Assert.Equal(2 * 4L * 1024 * 1024, counts.DefinitionTotal);
        Assert.InRange(counts.Total, 1, 40_000);
        Assert.InRange(counts.Depth, 10, 50);
    }

    /// <summary>Sums of random harmonics, with shifts, ranges and conjugates, on real and complex lanes: whatever is derived, is proved.</summary>
    [Fact]
    public void WhateverIsDerivedIsProved()
    {
        var rational = Gen.Select(Gen.Int[-6, 6], Gen.Int[1, 12], (n, d) => new Rational(n, d));
        var root = Gen.Select(rational, Gen.Int[1, 3], (turns, scale) => Cyclotomic.Root(turns) * scale);
        var term = Gen.Select(Gen.Bool, Gen.Int[0, 1], Gen.Int[0, 1], Gen.Int[0, 3], root, Gen.Select(rational, rational, rational), Gen.Int[0, 2])
            .Select((conjugates, input, output, start, coefficient, phases, end) => new HarmonicTerm(
                input, conjugates, new(start, 12 - end), output, new(end, 11 - start), coefficient, phases.Item1, phases.Item2, phases.Item3));
        Gen.Select(term.Array[1, 5], Gen.Bool, Gen.Bool, Gen.Bool).Sample(
            (terms, a, b, c) =>
            {
                var map = SampleMaps.Map([Lane(a), Lane(b)], [Lane(c), Lane(true)], terms);
                var plan = SampleMaps.Plan(map);
                return PlanProof.Verify(plan, map, CancellationToken.None) is PlanProved;
            },
            iter: 60,
            threads: 1);

        static Lane Lane(bool isComplex) => isComplex ? SampleMaps.Complex(12) : SampleMaps.Real(12);
    }

    private static DerivationResult Derive(HarmonicMap map) =>
        Deriver.Derive(
            new TransformSpec(EquatableArray<BufferLayout>.Empty, EquatableArray<BufferLayout>.Empty, map, EquatableArray<Store>.Empty, ScalarKind.Double),
            Options,
            CancellationToken.None);

    private static int[] Cores(HarmonicMap map)
    {
        var plan = Assert.IsType<PassPlan>(Assert.IsType<Derived>(Derive(map)).Algorithm);
        return plan.Cores.Select(c => c.Input.Length).ToArray();
    }
}
