using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using Microsoft.CodeAnalysis.CSharp;
using Twiddle.Compiler.Emission;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;
using static Twiddle.Execution.Tests.Emission.SampleSpecs;

namespace Twiddle.Execution.Tests.Emission;

/// <summary>The signatures that users write: structs, tuples, out parameters, single values, flags, partial methods, instance methods.</summary>
public sealed class SurfaceEmissionTests
{
    private delegate void ComplexSpans(ReadOnlySpan<Complex> x, Span<Complex> y);

    private delegate void ComplexesInPlace(Span<Complex> x, Span<Complex> y);

    private delegate void OutArrays(double[] x, out double[] re, out double[] im);

    private delegate void Spectra(ReadOnlySpan<double> x, Span<double> re, Span<double> im);

    private delegate (double, double) BinOfSpan(ReadOnlySpan<double> x);

    private delegate void MagnitudesOfSpan(ReadOnlySpan<short> x, Span<double> result);

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, true, true)]
    public void UsersStructsAreAssignedOrConstructed(bool isSettable, bool hasConstructor, bool isPlan)
    {
        var type = new StructType("global::Cx", List(new StructField("Re", ProgramType.Double, isSettable), new StructField("Im", ProgramType.Double, isSettable)))
        {
            HasFieldConstructor = hasConstructor,
        };
        var array = new ArrayType(type, 1);
        var spec = isPlan ? ComplexDft(12, -1, 1) : ComplexDftMatrix(12);
        spec = spec with { Inputs = List(SampleSpecs.Parameter(0, array, true, 12)), Outputs = List(Result(array, 12)) };
        var naive = Samples.Signature("Dft", "global::Cx[]", array, Samples.Parameter("t0", array, "global::Cx[]"));
        var source = "public struct Cx { public " + (isSettable ? "" : "readonly ") + "double Re, Im; public Cx(double re, double im) { Re = re; Im = im; } "
            + "public Cx[] Run(Cx[] x) { return T.Fast(x); } } public static partial class T { public static Cx[] Dft(Cx[] t0) { return null; } }";
        using var compiled = CompiledTransform.Compile(source, Samples.Emit(Samples.Target(naive, "Fast", Samples.Old), spec));

        var x = Data.Complexes(12);
        var cx = compiled.Type("Cx");
        var inputs = Array.CreateInstance(cx, 12);
        foreach (var i in Enumerable.Range(0, 12)) inputs.SetValue(Activator.CreateInstance(cx, x[i].Real, x[i].Imaginary), i);
        var outputs = (Array)compiled.Method("Fast", 1).Invoke(null, [inputs])!;
        Fourier.Forward(x, FourierOptions.Matlab);
        var actual = outputs.Cast<object>().Select(c => new Complex((double)cx.GetField("Re")!.GetValue(c)!, (double)cx.GetField("Im")!.GetValue(c)!)).ToArray();
        Close.Equal(x, actual, 1e-13);
    }

    [Fact]
    public void StructsThatCannotBeWrittenAreNamed()
    {
        var type = new StructType("global::Cx", List(new StructField("Re", ProgramType.Double, false)));
        var array = new ArrayType(type, 1);
        var naive = Samples.Signature("Dft", "global::Cx[]", array, Samples.Parameter("x", array, "global::Cx[]"));
        var spec = ComplexDft(12, -1, 1) with { Outputs = List(Result(array, 12)), Inputs = List(SampleSpecs.Parameter(0, array, true, 12)) };
        Assert.Contains("global::Cx", Emitter.Problem(Samples.Target(naive, "Fast", Samples.Old), spec));
    }

    [Fact]
    public void ATupleOfArraysIsReturned()
    {
        var half = HalfSpectrum(24);
        var tuple = new TupleType(List(Doubles, Doubles));
        var spec = half with
        {
            Outputs = List(half.Outputs[0] with { Role = BufferRole.ReturnTupleElement, Index = 0 }, half.Outputs[1] with { Role = BufferRole.ReturnTupleElement, Index = 1 }),
        };
        var naive = Samples.Signature("Naive", "(double[] Cosines, double[] Sines)", tuple, Samples.X);
        const string source = "public static partial class T { public static (double[] Cosines, double[] Sines) Naive(double[] x) { return (new double[2], new double[3]); } }";
        using var compiled = CompiledTransform.Compile(source, Samples.Emit(Samples.Target(naive, "Fast", Samples.Old), spec));
        var x = Data.Doubles(24);
        var (re, im) = compiled.Method<Func<double[], (double[], double[])>>("Fast")(x);
        AssertHalfSpectrum(x, re, im);

        var (spanRe, spanIm) = (new double[13], new double[13]);
        compiled.Method<Spectra>("Fast")(x, spanRe, spanIm);
        Assert.Equal(re, spanRe);
        Assert.Equal(im, spanIm);
        Assert.Equal("resultSines", Assert.Throws<ArgumentException>(() => compiled.Method<Spectra>("Fast")(x, spanRe, new double[12])).ParamName);
        Assert.Equal("resultSines", Assert.Throws<ArgumentException>(() => compiled.Method<Spectra>("Fast")(new double[3], new double[2], new double[2])).ParamName);
    }

    [Fact]
    public void OutParametersAreAllocated()
    {
        var half = HalfSpectrum(24);
        var naive = Samples.Signature(
            "Naive",
            "void",
            ProgramType.Void,
            Samples.X,
            Samples.Parameter("re", Doubles, "double[]", PassingMode.Out),
            Samples.Parameter("im", Doubles, "double[]", PassingMode.Out));
        const string source = "public static partial class T { public static void Naive(double[] x, out double[] re, out double[] im) { re = new[] { 4.0 }; im = new[] { 5.0, 6.0 }; } }";
        using var compiled = CompiledTransform.Compile(source, Samples.Emit(Samples.Target(naive, "Fast", Samples.Old), half));
        var x = Data.Doubles(24);
        compiled.Method<OutArrays>("Fast")(x, out var re, out var im);
        Assert.Equal(13, re.Length);
        AssertHalfSpectrum(x, re, im);
        var (spanRe, spanIm) = (new double[13], new double[13]);
        compiled.Method<Spectra>("Fast")(x, spanRe, spanIm);
        Assert.Equal(re, spanRe);
        compiled.Method<Spectra>("Fast")(new double[1], spanRe, spanIm);
        Assert.Equal([4, 5, 6], [spanRe[0], spanIm[0], spanIm[1]]);
    }

    [Fact]
    public void SingleValuesAreReturnedAsATuple()
    {
        var tuple = new TupleType(List(ProgramType.Double, ProgramType.Double));
        var matrix = ExactMatrix.Define(1, 10, (_, j) => Cyclotomic.Root(new Rational(-3 * j, 10)));
        var spec = new TransformSpec(
            List(SampleSpecs.Parameter(0, Doubles, true, 10)),
            List(
                new BufferLayout(BufferRole.ReturnTupleElement, 0, ProgramType.Double, EquatableArray<int>.Empty, false),
                new BufferLayout(BufferRole.ReturnTupleElement, 1, ProgramType.Double, EquatableArray<int>.Empty, false)),
            new MatrixMap(Field.RealToComplex, matrix, Enumerable.Range(0, 10).Select(j => new InputValue(new(0, j, 0), null)).ToEquatableArray()),
            List(
                new Store(new(0, 0, 0, 0), new(0, 1), new LinearValue(0)),
                new Store(new(1, 0, 0, 0), new(0, 1), new LinearValue(1))),
            ScalarKind.Double);
        var naive = Samples.Signature("Bin", "(double, double)", tuple, Samples.X);
        const string source = "public static partial class T { public static (double, double) Bin(double[] x) { return (1, 2); } }";
        using var compiled = CompiledTransform.Compile(source, Samples.Emit(Samples.Target(naive, "Fast", Samples.Old), spec));
        var x = Data.Doubles(10);
        var (re, im) = compiled.Method<Func<double[], (double, double)>>("Fast")(x);
        Assert.Equal(x.Select((v, j) => v * Math.Cos(0.6 * Math.PI * j)).Sum(), re, 1e-13);
        Assert.Equal(-x.Select((v, j) => v * Math.Sin(0.6 * Math.PI * j)).Sum(), im, 1e-13);
        Assert.Equal((re, im), compiled.Method<BinOfSpan>("Fast")(x));
        Assert.Equal((1, 2), compiled.Method<BinOfSpan>("Fast")(new double[3]));
    }

    /// <summary>Integers in, magnitudes in decibels out, the upper half of the result left zero, in a destination full of other things.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void IntegersInAndMagnitudesOut(bool hasMathF)
    {
        const int n = 48;
        var shorts = new ArrayType(new ScalarType(ScalarKind.Int16), 1);
        var map = (HarmonicMap)ComplexDft(n, -1, 1).Map;
        map = map with { Inputs = List(RealLane(n, 0)), Outputs = List(ComplexLane(n, -1)) };
        var magnitude = new EpilogueCall(EpilogueOperator.Magnitude, ScalarKind.Double, List<Epilogue>(new LinearValue(0), new LinearValue(1)));
        var shifted = new EpilogueCall(EpilogueOperator.Add, ScalarKind.Double, List<Epilogue>(magnitude, new ConstantValue(Constant.Of(Cyclotomic.One))));
        var logarithm = new EpilogueCall(EpilogueOperator.Log10, ScalarKind.Single, List<Epilogue>(new EpilogueCast(ScalarKind.Single, shifted)));
        var scaled = new EpilogueCall(
            EpilogueOperator.Multiply, ScalarKind.Double, List<Epilogue>(new ConstantValue(Constant.Of(Cyclotomic.FromRational(-20))), new EpilogueCast(ScalarKind.Double, logarithm)));
        var spec = new TransformSpec(
            List(SampleSpecs.Parameter(0, shorts, true, n)), List(Result(Doubles, n)), map, List(Store(0, 0, n / 2, scaled)), ScalarKind.Double);
        var naive = Samples.Signature("Naive", "double[]", Doubles, Samples.Parameter("samples", shorts, "short[]"));
        const string source = "public static partial class T { public static double[] Naive(short[] samples) { return new double[samples.Length]; } }";
        var language = Samples.Old with { HasMathF = hasMathF };
        using var compiled = CompiledTransform.Compile(source, Samples.Emit(Samples.Target(naive, "Fast", language), spec));

        var x = Enumerable.Range(0, n).Select(i => (short)(i * i % 101 - 50)).ToArray();
        var complex = x.Select(v => new Complex(v, 0)).ToArray();
        Fourier.Forward(complex, FourierOptions.Matlab);
        var expected = complex.Select((c, k) => k < n / 2 ? -20 * Math.Log10(c.Magnitude + 1) : 0).ToArray();
        Close.Equal(expected, compiled.Method<Func<short[], double[]>>("Fast")(x), 1e-4);
        var destination = Enumerable.Repeat(7.0, n + 1).ToArray();
        compiled.Method<MagnitudesOfSpan>("Fast")(x, destination);
        Close.Equal([.. expected, 7], destination, 1e-4);
    }

    [Fact]
    public void FlagsChooseTheDerivation()
    {
        var flag = Samples.Parameter("inverse", ProgramType.Boolean, "bool") with { DefaultText = "false" };
        var naive = Samples.Signature("Naive", "global::System.Numerics.Complex[]", Complexes, Samples.Z, flag);
        var forward = Samples.Derive(ComplexDft(20, -1, 1) with { Assumptions = List(new Assumption(Place.OfParameter(1), ProgramType.Boolean, 0)) });
        var inverse = Samples.Derive(ComplexDft(20, 1, new Rational(1, 20)) with { Assumptions = List(new Assumption(Place.OfParameter(1), ProgramType.Boolean, 1)) });
        const string source = "using System.Numerics; public static partial class T { public static Complex[] Naive(Complex[] x, bool inverse = false) { return null; } }";
        using var compiled = CompiledTransform.Compile(
            source, Samples.Text(Emitter.Emit(Samples.Target(naive, "Fast", Samples.Old), [forward, inverse], CancellationToken.None)));
        var fast = compiled.Method<Func<Complex[], bool, Complex[]>>("Fast");
        var x = Data.Complexes(20);
        var y = fast(x, false);
        Close.Equal(x, fast(y, true), 1e-13);
        Fourier.Forward(x, FourierOptions.Matlab);
        Close.Equal(x, y, 1e-13);
    }

    [Theory]
    [InlineData("public static partial void Fft(System.ReadOnlySpan<System.Numerics.Complex> x, System.Span<System.Numerics.Complex> y);", true, true)]
    [InlineData("public static partial void Fft(System.Numerics.Complex[] x, System.Numerics.Complex[] y);", true, false)]
    [InlineData("public static partial System.Numerics.Complex[] Fft(System.Numerics.Complex[] x);", false, false)]
    public void PartialMethodsAreImplemented(string declaration, bool hasDestination, bool isSpan)
    {
        var input = isSpan ? Samples.Parameter("x", new SpanType(ProgramType.Complex, true), "global::System.ReadOnlySpan<global::System.Numerics.Complex>") : Samples.Z;
        var output = isSpan
            ? Samples.Parameter("y", new SpanType(ProgramType.Complex, false), "global::System.Span<global::System.Numerics.Complex>")
            : Samples.Parameter("y", Complexes, "global::System.Numerics.Complex[]");
        var partial = hasDestination
            ? Samples.Signature("Fft", "void", ProgramType.Void, input, output)
            : Samples.Signature("Fft", "global::System.Numerics.Complex[]", Complexes, input);
        var target = Samples.Target(Samples.Dft, "Fft", Samples.Modern, partial);
        var source = Samples.DftSource.Replace("public static Complex[] NaiveDft", declaration + " public static Complex[] NaiveDft", StringComparison.Ordinal);
        using var compiled = CompiledTransform.Compile(source, Samples.Emit(target, ComplexDft(30, -1, 1)), LanguageVersion.Latest);

        foreach (var length in new[] { 30, 7 })
        {
            var x = Data.Complexes(length);
            var y = new Complex[length];
            if (isSpan) compiled.Method<ComplexSpans>("Fft")(x, y);
            else if (hasDestination) compiled.Method<Action<Complex[], Complex[]>>("Fft")(x, y);
            else y = compiled.Method<Func<Complex[], Complex[]>>("Fft")(x);
            Fourier.Forward(x, FourierOptions.Matlab);
            Close.Equal(x, y, 1e-13);
        }

        if (hasDestination && !isSpan) Assert.Throws<ArgumentException>(() => compiled.Method<Action<Complex[], Complex[]>>("Fft")(new Complex[30], new Complex[29]));
    }

    /// <summary>A naive method on spans needs no overload; a writable span that is only read stays what it is.</summary>
    [Fact]
    public void SpansStaySpans()
    {
        var x = Samples.Parameter("x", new SpanType(ProgramType.Complex, false), "global::System.Span<global::System.Numerics.Complex>");
        var y = Samples.Parameter("y", new SpanType(ProgramType.Complex, false), "global::System.Span<global::System.Numerics.Complex>");
        var spec = ComplexDft(30, -1, 1);
        spec = spec with { Inputs = List(SampleSpecs.Parameter(0, x.Type, true, 30)), Outputs = List(SampleSpecs.Parameter(1, y.Type, false, 30)) };
        const string source = """
            using System; using System.Numerics;
            public static partial class T
            {
                public static void Naive(Span<Complex> x, Span<Complex> y) { y[0] = 9; }
                public static Complex[] Naive(Span<Complex> x) { return new Complex[] { 8 }; }
            }
            """;
        var text = Samples.Emit(Samples.Target(Samples.Signature("Naive", "void", ProgramType.Void, x, y), "Fast", Samples.Old), spec);
        Assert.Single(text.Split(" void Fast("), part => part.Contains("Not a size", StringComparison.Ordinal));
        var returning = Samples.Signature("Naive", "global::System.Numerics.Complex[]", Complexes, x);
        var second = Samples.Emit(Samples.Target(returning, "Quick", Samples.Old), spec with { Outputs = List(Result(Complexes, 30)) });
        using var compiled = CompiledTransform.Compile(source + second.Replace("// <auto-generated/>", "", StringComparison.Ordinal), text);

        var (data, result) = (Data.Complexes(30), new Complex[30]);
        compiled.Method<ComplexesInPlace>("Fast")(data, result);
        var (other, small) = (new Complex[30], new Complex[1]);
        compiled.Method<ComplexesInPlace>("Quick")(data, other);
        Assert.Equal(result, other);
        compiled.Method<ComplexesInPlace>("Quick")(small, small);
        Assert.Equal(8, small[0]);
        Fourier.Forward(data, FourierOptions.Matlab);
        Close.Equal(data, result, 1e-13);
    }

    /// <summary>Two overloads with the same generated name in one nested, generic, instance setting: their kernels must not collide.</summary>
    [Fact]
    public void OverloadsInNestedGenericTypesLiveSideBySide()
    {
        const string source = """
            namespace A.B
            {
                public partial struct Outer<TItem>
                {
                    internal sealed partial class Inner
                    {
                        public System.Numerics.Complex[] NaiveDft(System.Numerics.Complex[] x) { return null; }
                        public double[] NaiveDft(double[] x) { return null; }
                    }
                }
            }
            public static partial class T
            {
                public static System.Numerics.Complex[] Run(System.Numerics.Complex[] x) { return new A.B.Outer<int>.Inner().FastDft(x); }
            }
            """;
        var containers = List(new ContainingType("partial struct Outer<TItem>"), new ContainingType("partial class Inner"));
        var complex = new EmissionTarget("A.B", containers, Samples.Dft with { Modifiers = "public" }, null, "FastDft", Samples.Old);
        var real = complex with { Naive = Samples.Signature("NaiveDft", "double[]", Doubles, Samples.X) with { Modifiers = "public" } };
        var second = Samples.Emit(real, Dct2(16));
        using var compiled = CompiledTransform.Compile(source + second.Replace("// <auto-generated/>", "", StringComparison.Ordinal), Samples.Emit(complex, ComplexDft(16, -1, 1)));
        var x = Data.Complexes(16);
        var y = compiled.Method<Func<Complex[], Complex[]>>("Run")(x);
        Fourier.Forward(x, FourierOptions.Matlab);
        Close.Equal(x, y, 1e-13);
    }

    private static void AssertHalfSpectrum(double[] x, double[] re, double[] im)
    {
        for (var k = 0; k <= x.Length / 2; k++)
        {
            Assert.Equal(x.Select((v, j) => v * Math.Cos(2 * Math.PI * j * k / x.Length)).Sum(), re[k], 1e-12);
            Assert.Equal(-x.Select((v, j) => v * Math.Sin(2 * Math.PI * j * k / x.Length)).Sum(), im[k], 1e-12);
        }
    }
}
