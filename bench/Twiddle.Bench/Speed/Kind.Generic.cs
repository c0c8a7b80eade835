using Twiddle.Bench.Definitions;
using Twiddle.Bench.Fftw;
using Twiddle.Bench.Speed.Contenders;

namespace Twiddle.Bench.Speed;

/// <summary>Plans FFTW's form of a transform from one buffer to another.</summary>
internal unsafe delegate nint PlanFunction(FftwLibrary library, int length, void* x, void* y, uint effort);

/// <summary>A transform that is measured, by its generated method.</summary>
internal sealed class Kind<TTransform, TIn, TOut> : Kind
    where TTransform : ITransform<TIn, TOut>
    where TIn : unmanaged
    where TOut : unmanaged
{
    /// <summary>The longest length for which the definition is timed.</summary>
    private const int LongestNaive = 4096;

    /// <summary>The number of output elements for a number of input elements.</summary>
    public Func<int, int> Outputs { get; init; } = n => n;

    public required PlanFunction Plan { get; init; }

    /// <summary>How many times the definition FFTW's form is.</summary>
    public double FftwFactor { get; init; } = 1;

    /// <summary>FFTW has only a DCT-IV of half the length, for which the input is folded.</summary>
    public bool IsFolded { get; init; }

    /// <summary>MathNet's form, where it has one.</summary>
    public Func<int, Contender>? MathNet { get; init; }

    public override bool IsSingle => typeof(TIn) == typeof(float) || typeof(TIn) == typeof(ComplexSingle);

    public override IReadOnlyList<int> Lengths { get; } = LengthsOf(typeof(TTransform));

    public override Problem Open(int length, FftwPlanning planning)
    {
        var (x, y) = (new AlignedBuffer<TIn>(length), new AlignedBuffer<TOut>(Outputs(length)));
        var (xs, ys) = (new ArrayBuffer<TIn>(length), new ArrayBuffer<TOut>(Outputs(length)));
        var problem = new Problem(this, length, SampleBuffer<TIn>.NumbersIn(length), [x, y, xs, ys])
        {
            new GeneratedContender<TTransform, TIn, TOut>(Contender.Twiddle, x, y),
            new GeneratedContender<TTransform, TIn, TOut>(Contender.TwiddleOnArrays, xs, ys),
        };
        foreach (var contender in Fftw(length, planning, x, y)) problem.Add(contender);
        if (MathNet is not null) problem.Add(MathNet(length));
        if (length <= LongestNaive) problem.Add(new NaiveContender<TTransform, TIn, TOut>(x));
        return problem;
    }

    private unsafe IReadOnlyList<Contender> Fftw(int length, FftwPlanning planning, AlignedBuffer<TIn> x, AlignedBuffer<TOut> y)
    {
        if (FftwLibrary.Get(IsSingle) is not { } library) return [];
        var name = length <= FftwPlanning.LongestPatient ? Contender.FftwPatient : Contender.FftwMeasure;
        if (IsFolded) return Folded();
        var plans = planning.Find(library, length, effort => Plan(library, length, x.Pointer, y.Pointer, effort));
        return [.. plans.Select(plan => new FftwContender<TIn, TOut>(name, plan, x, y, FftwFactor))];

        IReadOnlyList<Contender> Folded()
        {
            var (samples, bins, folded) = ((SampleBuffer<double>)(object)x, (SampleBuffer<double>)(object)y, new AlignedBuffer<double>(length / 2));
            var halves = planning.Find(library, length, effort => Plan(library, length / 2, folded.Pointer, y.Pointer, effort));
            return [.. halves.Select(plan => new FoldedFftwContender(name, plan, samples, folded, bins))];
        }
    }
}
