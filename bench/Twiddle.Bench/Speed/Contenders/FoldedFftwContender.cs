using System.Runtime.CompilerServices;
using Twiddle.Bench.Fftw;

namespace Twiddle.Bench.Speed.Contenders;

/// <summary>The MDCT by FFTW, which has none: the input folded to half its length by hand, then the DCT-IV.</summary>
internal sealed class FoldedFftwContender(string name, FftwPlan plan, SampleBuffer<double> x, SampleBuffer<double> folded, SampleBuffer<double> y)
    : FftwContender<double, double>(name, plan, x, y, factor: 2)
{
    private readonly FftwPlan plan = plan;
    private readonly SampleBuffer<double> x = x;

    // Else the loop may still be in code that is not optimised when it is timed, which adds two nanoseconds to a call.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            Fold(x.Span, folded.Span);
            plan.Run(1);
        }
    }

    /// <summary>Quarters (a, b, c, d) of the samples become (−c reversed − d, a − b reversed).</summary>
    private static void Fold(ReadOnlySpan<double> x, Span<double> target)
    {
        var half = target.Length / 2;
        for (var i = 0; i < half; i++)
        {
            target[i] = -x[3 * half - 1 - i] - x[3 * half + i];
            target[half + i] = x[i] - x[2 * half - 1 - i];
        }
    }
}
