using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Proofs;

/// <summary>Checks that a transform is the convolution it is computed by: identities of exponents, and room for all differences of indices.</summary>
internal static class PlanProofConvolutions
{
    public static string? Problem(CoreTransform core) => core.Convolution switch
    {
        null => null,
        ChirpConvolution chirp => Problem(chirp, core.Input.Length),
        GeneratorConvolution generator => Problem(generator, core.Input.Length),
        _ => "a convolution of unknown kind",
    };

    /// <summary>
    /// 2·n·k = n² + k² − (k − n)² holds for all integers; (k − n) mod M tells apart all −L &lt; k − n &lt; L where M ≥ 2L − 1, and w^(d²), w² = ω, is a function of d.
    /// </summary>
    private static string? Problem(ChirpConvolution chirp, int length) =>
        length >= 1 && chirp.Length >= 2L * length - 1 ? null : "the convolution is too short for all differences of indices";

    /// <summary>g^(−b) and g^a run through 1 … p − 1, and the exponent of ω at n = g^(−b), k = g^a is n·k = g^(a − b).</summary>
    private static string? Problem(GeneratorConvolution convolution, int prime)
    {
        if (convolution.Length != prime - 1 || prime < 3) return "the convolution has not one point for each index but 0";
        var seen = new bool[prime];
        foreach (var power in GeneratorConvolution.Powers(convolution.Generator, prime))
        {
            if (power is < 1 || power >= prime || seen[power]) return "two powers of the generator are the same";
            seen[power] = true;
        }

        return null;
    }
}
