using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>
/// The symmetry of the transform of real data: conj(F[m]) = F[−m − κ], for a vector z of real numbers (κ = 0), or of real numbers
/// times e^(πi·q/L), q the index (κ = 1).
/// </summary>
internal static class Mirror
{
    /// <summary>κ, or null where the vector has no such symmetry.</summary>
    public static int? Of(CoreInput core, HarmonicMap map)
    {
        if (core.Sources.All(s => IsRealAfterShift(s, core, map, 0))) return 0;
        return core.Sources.All(s => IsRealAfterShift(s, core, map, 1)) ? 1 : null;
    }

    private static bool IsRealAfterShift(Source source, CoreInput core, HarmonicMap map, int shift)
    {
        if (map.Inputs[source.Lane].IsComplex) return false;
        // The index grows without bound here; each turn around the vector changes the sign of e^(πi·q/L) alone.
        var unit = new Rational(-shift * core.Sign, 2 * (long)core.Length);
        var half = HarmonicFactor.Of(Cyclotomic.Root(unit * source.Offset), unit * source.Stride);
        return (source.Factor * half).IsReal();
    }
}
