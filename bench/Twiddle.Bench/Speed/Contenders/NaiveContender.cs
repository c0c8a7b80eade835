using Twiddle.Bench.Definitions;

namespace Twiddle.Bench.Speed.Contenders;

/// <summary>The definition.</summary>
internal sealed class NaiveContender<TTransform, TIn, TOut>(SampleBuffer<TIn> x) : Contender(Naive)
    where TTransform : ITransform<TIn, TOut>
    where TIn : unmanaged
    where TOut : unmanaged
{
    private TIn[] source = [];
    private TOut[] target = [];

    public override void Fill(ReadOnlySpan<double> numbers)
    {
        x.Fill(numbers);
        source = x.Span.ToArray();
    }

    public override void Run(int calls)
    {
        for (var i = 0; i < calls; i++) target = TTransform.Naive(source);
    }

    public override double[] Result() => SampleBuffer<TOut>.NumbersOf(target);
}
