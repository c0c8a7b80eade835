using System.Collections.Immutable;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Plans;

/// <summary>Harmonic maps written by hand.</summary>
internal static class SampleMaps
{
    public static readonly CodeletSource Codelets = DiscoveredCodelets.With(new DiscoveryOptions(CostModel.Flops, Effort.Quick));

    public static PassPlan Plan(HarmonicMap map)
    {
        var (plan, problem) = new PlanDerivation(map, new(Codelets) { HasVectors = true }, CancellationToken.None).Derive();
        Assert.True(plan is not null, problem);
        return plan;
    }

    /// <summary>y[k] = Σ x[n]·e^(2πi·sign·k·n/N).</summary>
    public static HarmonicMap ComplexDft(int n, int sign = -1) =>
        Map([Complex(n)], [Complex(n)], Term(n, n, Cyclotomic.One, new(sign, n), Rational.Zero, Rational.Zero));

    /// <summary>y[k] = Σ x[n]·cos(2π·(bilinear·n·k + inputPhase·n + outputPhase·k + phase)) on real data.</summary>
    public static HarmonicMap Cosine(int inputs, int outputs, Rational bilinear, Rational inputPhase, Rational outputPhase, Rational phase) =>
        Map([Real(inputs)], [Real(outputs)], Term(inputs, outputs, Cyclotomic.Root(phase), bilinear, inputPhase, outputPhase));

    public static HarmonicMap Dct2(int n) => Cosine(n, n, new(1, 2 * n), Rational.Zero, new(1, 4 * n), Rational.Zero);

    public static HarmonicMap Dct3(int n) => Cosine(n, n, new(1, 2 * n), new(1, 4 * n), Rational.Zero, Rational.Zero);

    public static HarmonicMap Dct4(int n) => Cosine(n, n, new(1, 2 * n), new(1, 4 * n), new(1, 4 * n), new(1, 8 * n));

    public static Lane Complex(int count) => new(count, true, new(0, 0, 1, 0), new LaneComponent(0, 0, 1, 1));

    public static Lane Real(int count) => new(count, false, new(0, 0, 1, 0), null);

    public static HarmonicTerm Term(int inputs, int outputs, Cyclotomic coefficient, Rational bilinear, Rational inputPhase, Rational outputPhase) =>
        new(0, false, new(0, inputs), 0, new(0, outputs), coefficient, bilinear, inputPhase, outputPhase);

    public static HarmonicMap Map(Lane[] inputs, Lane[] outputs, params HarmonicTerm[] terms) => new(
        inputs.ToImmutableArray(), outputs.ToImmutableArray(), terms.ToImmutableArray());
}
