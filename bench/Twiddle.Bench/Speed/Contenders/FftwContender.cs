using Twiddle.Bench.Fftw;

namespace Twiddle.Bench.Speed.Contenders;

/// <summary>FFTW with one plan.</summary>
/// <param name="name">By the effort of planning.</param>
/// <param name="plan">Bound to the buffers.</param>
/// <param name="x">The input.</param>
/// <param name="y">The output.</param>
/// <param name="factor">How many times the transform FFTW's is.</param>
internal class FftwContender<TIn, TOut>(string name, FftwPlan plan, SampleBuffer<TIn> x, SampleBuffer<TOut> y, double factor) : Contender(name)
    where TIn : unmanaged
    where TOut : unmanaged
{
    public override void Fill(ReadOnlySpan<double> numbers) => x.Fill(numbers);

    public override void Run(int calls) => plan.Run(calls);

    public override double[] Result() => [.. y.Numbers().Select(v => v / factor)];

    public override void Dispose() => plan.Dispose();
}
