using System.Runtime.CompilerServices;
using Twiddle.Bench.Definitions;

namespace Twiddle.Bench.Speed.Contenders;

/// <summary>The generated method, called on spans as a user calls it.</summary>
internal sealed class GeneratedContender<TTransform, TIn, TOut>(string name, SampleBuffer<TIn> x, SampleBuffer<TOut> y) : Contender(name)
    where TTransform : ITransform<TIn, TOut>
    where TIn : unmanaged
    where TOut : unmanaged
{
    public override void Fill(ReadOnlySpan<double> numbers) => x.Fill(numbers);

    // Else the loop may still be in code that is not optimised when it is timed, which adds two nanoseconds to a call.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int calls)
    {
        var source = x.Span;
        var target = y.Span;
        for (var i = 0; i < calls; i++) TTransform.Fast(source, target);
    }

    public override double[] Result() => y.Numbers();
}
