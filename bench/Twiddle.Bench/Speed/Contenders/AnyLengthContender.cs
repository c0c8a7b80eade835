namespace Twiddle.Bench.Speed.Contenders;

/// <summary>A transform on spans.</summary>
internal delegate void OnSpans<TIn, TOut>(ReadOnlySpan<TIn> x, Span<TOut> y);

/// <summary>The generated method for any length, on spans.</summary>
internal sealed class AnyLengthContender<TIn, TOut>(OnSpans<TIn, TOut> transform, SampleBuffer<TIn> x, SampleBuffer<TOut> y) : Contender(TwiddleOfAnyLength)
    where TIn : unmanaged
    where TOut : unmanaged
{
    public override void Fill(ReadOnlySpan<double> numbers) => x.Fill(numbers);

    public override void Run(int calls)
    {
        var source = x.Span;
        var target = y.Span;
        for (var i = 0; i < calls; i++) transform(source, target);
    }

    public override double[] Result() => y.Numbers();
}
