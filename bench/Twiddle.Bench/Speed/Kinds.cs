using System.Numerics;
using System.Runtime.InteropServices;
using Twiddle.Bench.Accuracy;
using Twiddle.Bench.AnyLength;
using Twiddle.Bench.Definitions;
using Twiddle.Bench.Fftw;
using Twiddle.Bench.Speed.Contenders;

namespace Twiddle.Bench.Speed;

/// <summary>The transforms that are measured.</summary>
internal static unsafe class Kinds
{
    public static IReadOnlyList<Kind> All { get; } =
    [
        new Kind<ComplexDouble, Complex, Complex>
        {
            Name = "complex-double",
            Wanted = [1 << 19],
            NominalFactor = 5,
            Plan = (library, n, x, y, effort) => library.PlanComplex(n, x, y, effort),
            MathNet = MathNetTransforms.ComplexDouble,
            OfAnyLength = (x, y) => FourierTransform.Fast(x, y),
            Exact = ExactDefinitions.Complex,
        },
        new Kind<ComplexFloat, ComplexSingle, ComplexSingle>
        {
            Name = "complex-float",
            NominalFactor = 5,
            Plan = (library, n, x, y, effort) => library.PlanComplex(n, x, y, effort),
            MathNet = MathNetTransforms.ComplexFloat,
            OfAnyLength = (x, y) => FourierTransform.Fast(MemoryMarshal.Cast<ComplexSingle, FourierTransform.Single>(x), MemoryMarshal.Cast<ComplexSingle, FourierTransform.Single>(y)),
            Exact = ExactDefinitions.Complex,
        },
        new Kind<RealDouble, double, Complex>
        {
            Name = "real-double",
            Outputs = n => n / 2 + 1,
            Plan = (library, n, x, y, effort) => library.PlanRealToComplex(n, x, y, effort),
            MathNet = MathNetTransforms.RealDouble,
            OfAnyLength = (x, y) => FourierTransform.Fast(x, y),
            Exact = ExactDefinitions.Real,
        },
        new Kind<RealFloat, float, ComplexSingle>
        {
            Name = "real-float",
            Outputs = n => n / 2 + 1,
            Plan = (library, n, x, y, effort) => library.PlanRealToComplex(n, x, y, effort),
            MathNet = MathNetTransforms.RealFloat,
            Exact = ExactDefinitions.Real,
        },
        RealToReal<CosineTwo>("dct2", FftwRealKind.CosineTwo, 2, ExactDefinitions.CosineTwo, (x, y) => RealTransforms.FastCosineTwo(x, y)),
        RealToReal<CosineThree>("dct3", FftwRealKind.CosineThree, 2, ExactDefinitions.CosineThree, (x, y) => RealTransforms.FastCosineThree(x, y)),
        RealToReal<CosineFour>("dct4", FftwRealKind.CosineFour, 2, ExactDefinitions.CosineFour, (x, y) => RealTransforms.FastCosineFour(x, y)),
        RealToReal<SineTwo>("dst2", FftwRealKind.SineTwo, 2, ExactDefinitions.SineTwo, (x, y) => RealTransforms.FastSineTwo(x, y)),
        RealToReal<Hartley>("dht", FftwRealKind.Hartley, 1, ExactDefinitions.Hartley, (x, y) => RealTransforms.FastHartley(x, y)),
        new Kind<ModifiedCosine, double, double>
        {
            Name = "mdct",
            Outputs = n => n / 2,
            IsFolded = true,
            OfAnyLength = (x, y) => RealTransforms.FastLapped(x, y),
            Plan = (library, n, x, y, effort) => library.PlanRealToReal(n, x, y, FftwRealKind.CosineFour, effort),
            Exact = ExactDefinitions.ModifiedCosine,
        },
        new Kind<SquareFourier, Complex, Complex>
        {
            Name = "dft2d",
            NominalFactor = 5,
            Plan = (library, n, x, y, effort) => library.PlanSquare((int)Math.Sqrt(n), x, y, effort),
            Exact = ExactDefinitions.SquareFourier,
        },
        new Kind<CosineBlock, double, double>
        {
            Name = "dct2d",
            FftwFactor = 4,
            Plan = (library, n, x, y, effort) => library.PlanBlock((int)Math.Sqrt(n), x, y, FftwRealKind.CosineTwo, effort),
            Exact = ExactDefinitions.CosineBlock,
        },
    ];

    private static Kind<TTransform, double, double> RealToReal<TTransform>(
        string name, FftwRealKind kind, double factor, Func<DoubleDouble[], DoubleDouble[]> exact, OnSpans<double, double> ofAnyLength)
        where TTransform : ITransform<double, double> => new()
    {
        Name = name,
        FftwFactor = factor,
        Plan = (library, n, x, y, effort) => library.PlanRealToReal(n, x, y, kind, effort),
        Exact = exact,
        OfAnyLength = ofAnyLength,
    };
}
