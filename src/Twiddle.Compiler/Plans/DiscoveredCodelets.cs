using Twiddle.Compiler.Discovery;

namespace Twiddle.Compiler.Plans;

/// <summary>Straight-line code found by the discovery engine.</summary>
public static class DiscoveredCodelets
{
    public static CodeletSource With(DiscoveryOptions options) => (matrix, field, cancellation) =>
    {
        var result = DiscoveryEngine.Discover(matrix, field, options, cancellation);
        return new(result.Graph, result.Steps);
    };
}
