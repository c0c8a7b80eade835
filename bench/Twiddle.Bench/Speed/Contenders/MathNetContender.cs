namespace Twiddle.Bench.Speed.Contenders;

/// <summary>MathNet.Numerics in managed code on one thread. It works in place, so the input is copied first, as a user has to.</summary>
/// <param name="fill">Takes the input.</param>
/// <param name="transform">Copies the input and transforms the copy.</param>
/// <param name="result">Reads the copy.</param>
internal sealed class MathNetContender(Action<double[]> fill, Action transform, Func<double[]> result) : Contender(MathNet)
{
    public override void Fill(ReadOnlySpan<double> numbers) => fill(numbers.ToArray());

    public override void Run(int calls)
    {
        for (var i = 0; i < calls; i++) transform();
    }

    public override double[] Result() => result();
}
