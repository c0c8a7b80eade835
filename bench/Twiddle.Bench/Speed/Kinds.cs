using System.Numerics;
using Twiddle.Bench.Accuracy;
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
            Exact = ExactDefinitions.Complex,
        },
        new Kind<ComplexFloat, ComplexSingle, ComplexSingle>
        {
            Name = "complex-float",
            NominalFactor = 5,
            Plan = (library, n, x, y, effort) => library.PlanComplex(n, x, y, effort),
            MathNet = MathNetTransforms.ComplexFloat,
            Exact = ExactDefinitions.Complex,
        },
        new Kind<RealDouble, double, Complex>
        {
            Name = "real-double",
            Outputs = n => n / 2 + 1,
            Plan = (library, n, x, y, effort) => library.PlanRealToComplex(n, x, y, effort),
            MathNet = MathNetTransforms.RealDouble,
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
        RealToReal<CosineTwo>("dct2", FftwRealKind.CosineTwo, 2, ExactDefinitions.CosineTwo),
        RealToReal<CosineThree>("dct3", FftwRealKind.CosineThree, 2, ExactDefinitions.CosineThree),
        RealToReal<CosineFour>("dct4", FftwRealKind.CosineFour, 2, ExactDefinitions.CosineFour),
        RealToReal<SineTwo>("dst2", FftwRealKind.SineTwo, 2, ExactDefinitions.SineTwo),
        RealToReal<Hartley>("dht", FftwRealKind.Hartley, 1, ExactDefinitions.Hartley),
        new Kind<ModifiedCosine, double, double>
        {
            Name = "mdct",
            Outputs = n => n / 2,
            IsFolded = true,
            Plan = (library, n, x, y, effort) => library.PlanRealToReal(n, x, y, FftwRealKind.CosineFour, effort),
            Exact = ExactDefinitions.ModifiedCosine,
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
        string name, FftwRealKind kind, double factor, Func<DoubleDouble[], DoubleDouble[]> exact)
        where TTransform : ITransform<double, double> => new()
    {
        Name = name,
        FftwFactor = factor,
        Plan = (library, n, x, y, effort) => library.PlanRealToReal(n, x, y, kind, effort),
        Exact = exact,
    };
}
