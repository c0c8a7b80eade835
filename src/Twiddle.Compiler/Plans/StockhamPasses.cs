using System.Collections.Immutable;

namespace Twiddle.Compiler.Plans;

/// <summary>
/// Splits a transform of length L = r₁·r₂⋯ into passes that leave their results in natural order.
/// </summary>
/// <remarks>
/// <para>
/// With n = r·m points at stride s, write j = p + m·u and k = v + r·k': columns whose indices differ by m have the ratio ω^(m·k), which depends
/// on v = k mod r alone, so
/// X[v + r·k'] = Σ_p ω_m^(p·k') · ( ω_n^(p·v) · Σ_u x[p + m·u]·ω_r^(u·v) ).
/// The inner sum is an r-point transform, the bracket its result with a twiddle factor, the outer sum a transform of m points at stride s·r.
/// </para>
/// <para>Cooley and Tukey, 1965; the ordering that needs no bit reversal: Stockham, <i>High-speed convolution and correlation</i>, 1966.</para>
/// </remarks>
internal static class StockhamPasses
{
    /// <param name="radices">The factors of the length, in the order of the passes.</param>
    /// <param name="codelets">The index of the codelet of each pass.</param>
    public static ImmutableArray<Pass> Split(ImmutableArray<int> radices, ImmutableArray<int> codelets)
    {
        var passes = ImmutableArray.CreateBuilder<Pass>();
        var remaining = radices.Aggregate(1, (product, radix) => product * radix);
        var stride = 1;
        for (var i = 0; i < radices.Length; i++)
        {
            var radix = radices[i];
            var blocks = remaining / radix;
            passes.Add(new(
                codelets[i],
                radix,
                blocks,
                stride,
                Source: new(Block: stride, Column: 1, Lane: stride * blocks),
                Target: new(Block: stride * radix, Column: 1, Lane: stride),
                TwiddleStep: stride));
            remaining = blocks;
            stride *= radix;
        }

        return passes.ToImmutable();
    }
}
