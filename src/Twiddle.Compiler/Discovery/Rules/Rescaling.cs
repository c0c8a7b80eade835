using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Rules;

/// <summary>Another choice of scales inside an algorithm that has been found: see <see cref="FreeScales"/>.</summary>
internal static class Rescaling
{
    public static Rescaled? TryPropose(ScaledNetwork network, NumberTable numbers, CancellationToken cancellation)
    {
        if (FreeScales.TryImprove(network, numbers, cancellation) is not { } better) return null;
        var saved = network.Multiplications(numbers) - better.Multiplications(numbers);
        return new(better, new(better.Sums.Count, better.Multiplications(numbers)), $"scales between the stages, {saved} multiplications fewer (tangents)");
    }
}
