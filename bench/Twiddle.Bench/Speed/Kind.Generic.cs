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

    /// <summary>The method for any length.</summary>
    public OnSpans<TIn, TOut>? OfAnyLength { get; init; }

    public override bool IsSingle => typeof(TIn) == typeof(float) || typeof(TIn) == typeof(ComplexSingle);

    public override IReadOnlyList<int> Lengths { get; } = LengthsOf<TTransform>();

    public override Problem Open(int length, FftwPlanning planning)
    {
        var problem = new Problem(this, length, SampleBuffer<TIn>.NumbersIn(length));
        var x = problem.Own(new AlignedBuffer<TIn>(length));
        var y = problem.Own(new AlignedBuffer<TOut>(Outputs(length), SampleBuffer<TIn>.PlaceBehind(length)));
        problem.Add(new GeneratedContender<TTransform, TIn, TOut>(Contender.Twiddle, x, y));
        problem.Add(new GeneratedContender<TTransform, TIn, TOut>(
            Contender.TwiddleOnArrays, problem.Own(new ArrayBuffer<TIn>(length)), problem.Own(new ArrayBuffer<TOut>(Outputs(length), SampleBuffer<TIn>.PlaceBehind(length)))));
        if (OfAnyLength is not null) problem.Add(new AnyLengthContender<TIn, TOut>(OfAnyLength, x, y));
        AddFftw(problem, planning, x, y);
        if (MathNet is not null) problem.Add(MathNet(length));
        if (length <= LongestNaive) problem.Add(new NaiveContender<TTransform, TIn, TOut>(x));
        return problem;
    }

    private unsafe void AddFftw(Problem problem, FftwPlanning planning, AlignedBuffer<TIn> x, AlignedBuffer<TOut> y)
    {
        if (FftwLibrary.Get(IsSingle) is not { } library) return;
        var length = problem.Length;
        var name = length <= FftwPlanning.LongestPatient ? Contender.FftwPatient : Contender.FftwMeasure;
        if (x is AlignedBuffer<double> samples && y is AlignedBuffer<double> bins && IsFolded)
        {
            var folded = problem.Own(new AlignedBuffer<double>(length / 2));
            foreach (var plan in planning.Find(library, length, effort => Plan(library, length / 2, folded.Pointer, bins.Pointer, effort)))
                problem.Add(new FoldedFftwContender(name, plan, samples, folded, bins));
            return;
        }

        foreach (var plan in planning.Find(library, length, effort => Plan(library, length, x.Pointer, y.Pointer, effort)))
            problem.Add(new FftwContender<TIn, TOut>(name, plan, x, y, FftwFactor));
    }
}
