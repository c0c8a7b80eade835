using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Execution.Tests.Emission;

/// <summary>Specifications written by hand: what reading gives for well-known transforms.</summary>
internal static class SampleSpecs
{
    public static readonly ProgramType Complexes = new ArrayType(ProgramType.Complex, 1);
    public static readonly ProgramType Doubles = new ArrayType(ProgramType.Double, 1);
    public static readonly ProgramType Singles = new ArrayType(ProgramType.Single, 1);

    public static EquatableArray<T> List<T>(params T[] items)
        where T : IEquatable<T> => items.ToImmutableArray();

    public static BufferLayout Parameter(int index, ProgramType type, bool isExact, params int[] sizes) =>
        new(BufferRole.Parameter, index, type, List(sizes), isExact);

    public static BufferLayout Result(ProgramType type, params int[] sizes) => new(BufferRole.ReturnValue, 0, type, List(sizes), false);

    public static Lane ComplexLane(int count, int buffer) => new(count, true, new(buffer, 0, 1, 0), new LaneComponent(buffer, 0, 1, 1));

    public static Lane RealLane(int count, int buffer, int stride = 1) => new(count, false, new(buffer, 0, stride, 0), null);

    public static Store Store(int buffer, int component, int count, Epilogue value) => new(new(buffer, 0, 1, component), new(0, count), value);

    public static HarmonicTerm Term(
        int input, int inputs, int output, int outputs, Cyclotomic coefficient, Rational bilinear, Rational inputPhase = default, Rational outputPhase = default) =>
        new(input, false, new(0, inputs), output, new(0, outputs), coefficient, bilinear, inputPhase, outputPhase);

    /// <summary>y[k] = scale·Σ x[n]·e^(2πi·sign·k·n/N) from one complex array to another.</summary>
    public static TransformSpec ComplexDft(int n, int sign, Rational scale) => new(
        List(Parameter(0, Complexes, true, n)),
        List(Result(Complexes, n)),
        new HarmonicMap(
            List(ComplexLane(n, 0)),
            List(ComplexLane(n, 0)),
            List(Term(0, n, 0, n, Cyclotomic.FromRational(scale), new Rational(sign, n)))),
        List(Store(0, 0, n, new LinearValue(0)), Store(0, 1, n, new LinearValue(1))),
        ScalarKind.Double);

    /// <summary>The same as a matrix.</summary>
    public static TransformSpec ComplexDftMatrix(int n) => ComplexDft(n, -1, 1) with
    {
        Map = new MatrixMap(
            Field.Complex,
            ExactMatrix.Define(n, n, (k, j) => Cyclotomic.Root(new Rational(-k * j, n))),
            Enumerable.Range(0, n).Select(j => new InputValue(new(0, j, 0), new Slot(0, j, 1))).ToEquatableArray()),
        Stores = Enumerable.Range(0, 2 * n).Select(v => new Store(new(0, v / 2, 0, v % 2), new(0, 1), new LinearValue(v))).ToEquatableArray(),
    };

    /// <summary>re[k] = Σ x[n]·cos(2πkn/N), im[k] = −Σ x[n]·sin(2πkn/N), 0 ≤ k ≤ N/2, into two arrays of the caller.</summary>
    public static TransformSpec HalfSpectrum(int n)
    {
        var half = n / 2 + 1;
        var cos = Cyclotomic.FromRational(Rational.Half);
        var sin = Cyclotomic.ImaginaryOne * Rational.Half;
        return new(
            List(Parameter(0, Doubles, true, n)),
            List(Parameter(1, Doubles, false, half), Parameter(2, Doubles, false, half)),
            new HarmonicMap(
                List(RealLane(n, 0)),
                List(RealLane(half, 0), RealLane(half, 1)),
                List(
                    Term(0, n, 0, half, cos, new Rational(1, n)),
                    Term(0, n, 0, half, cos, new Rational(-1, n)),
                    Term(0, n, 1, half, sin, new Rational(1, n)),
                    Term(0, n, 1, half, -sin, new Rational(-1, n)))),
            List(Store(0, 0, half, new LinearValue(0)), Store(1, 0, half, new LinearValue(2))),
            ScalarKind.Double);
    }

    /// <summary>The complex transform in place on two real arrays, as sums of real parts.</summary>
    public static TransformSpec InPlace(int n, ProgramType type, ScalarKind precision)
    {
        var forward = new Rational(-1, n);
        return new(
            List(Parameter(0, type, true, n), Parameter(1, type, true, n)),
            List(Parameter(0, type, true, n), Parameter(1, type, true, n)),
            new HarmonicMap(
                List(RealLane(n, 0), RealLane(n, 1)),
                List(RealLane(n, 0), RealLane(n, 1)),
                List(
                    Term(0, n, 0, n, Cyclotomic.One, forward),
                    Term(1, n, 0, n, Cyclotomic.ImaginaryOne, forward),
                    Term(0, n, 1, n, -Cyclotomic.ImaginaryOne, forward),
                    Term(1, n, 1, n, Cyclotomic.One, forward))),
            List(Store(0, 0, n, new LinearValue(0)), Store(1, 0, n, new LinearValue(2))),
            precision);
    }

    /// <summary>y[k] = Σ x[n]·cos(2π·(a·n·k + b·n + c·k + d)), a real transform with half-sample shifts.</summary>
    public static TransformSpec Cosine(int inputs, int outputs, Rational bilinear, Rational inputPhase, Rational outputPhase, Rational phase) => new(
        List(Parameter(0, Doubles, true, inputs)),
        List(Result(Doubles, outputs)),
        new HarmonicMap(
            List(RealLane(inputs, 0)),
            List(RealLane(outputs, 0)),
            List(Term(0, inputs, 0, outputs, Cyclotomic.Root(phase), bilinear, inputPhase, outputPhase))),
        List(Store(0, 0, outputs, new LinearValue(0))),
        ScalarKind.Double);

    public static TransformSpec Dct2(int n) => Cosine(n, n, new(1, 2 * n), Rational.Zero, new(1, 4 * n), Rational.Zero);

    public static TransformSpec Dct4(int n) => Cosine(n, n, new(1, 2 * n), new(1, 4 * n), new(1, 4 * n), new(1, 8 * n));

    /// <summary>y[k] = Σ x[n]·cos(π/N·(n + ½ + N/2)·(k + ½)), 0 ≤ n &lt; 2N.</summary>
    public static TransformSpec Mdct(int n) =>
        Cosine(2 * n, n, new(1, 2 * n), new(1, 4 * n), new(n + 1, 4 * n), new(n + 1, 8 * n));

    /// <summary>y[n] = x[0]/2 + Σ_(k ≥ 1) x[k]·cos(π·(2n + 1)·k/2N).</summary>
    public static TransformSpec Dct3(int n)
    {
        var spec = Cosine(n, n, new(1, 2 * n), new(1, 4 * n), Rational.Zero, Rational.Zero);
        var map = (HarmonicMap)spec.Map;
        var rest = map.Terms[0] with { InputRange = new(1, n) };
        var first = map.Terms[0] with { InputRange = new(0, 1), Coefficient = Cyclotomic.FromRational(Rational.Half) };
        return spec with { Map = map with { Terms = List(first, rest) } };
    }

    /// <summary>The two-dimensional cosine transform of 8 × 8 values, from one array to another.</summary>
    public static TransformSpec Dct8By8()
    {
        var type = new ArrayType(ProgramType.Double, 2);
        return new(
            List(Parameter(0, type, true, 8, 8)),
            List(Result(type, 8, 8)),
            new MatrixMap(
                Field.Real,
                ExactMatrix.Define(64, 64, (k, j) => Cosine(k / 8, j / 8) * Cosine(k % 8, j % 8)),
                Enumerable.Range(0, 64).Select(j => new InputValue(new(0, j, 0), null)).ToEquatableArray()),
            Enumerable.Range(0, 64).Select(v => new Store(new(0, v, 0, 0), new(0, 1), new LinearValue(v))).ToEquatableArray(),
            ScalarKind.Double);

        static Cyclotomic Cosine(int u, int x) => Cyclotomic.Cos(new Rational((2 * x + 1) * u, 32));
    }
}
