using System.Collections.Immutable;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>What is added to elements First + j of a core's vector, 0 ≤ j &lt; Count: Factor(j) times a number of an input lane.</summary>
/// <param name="First">The first element.</param>
/// <param name="Count">The number of elements.</param>
/// <param name="Lane">The input lane.</param>
/// <param name="Conjugates">Whether its conjugate is taken.</param>
/// <param name="Start">The index in the lane at j = 0.</param>
/// <param name="Step">How far it is to the next.</param>
/// <param name="Factor">The factor.</param>
internal sealed record CorePiece(int First, int Count, int Lane, bool Conjugates, int Start, int Step, HarmonicFactor Factor)
{
    public int End => First + Count;

    /// <summary>The piece on a range of elements within its own.</summary>
    public CorePiece Within(int first, int end) => this with
    {
        First = first,
        Count = end - first,
        Start = Start + Step * (first - First),
        Factor = Factor.Substitute(first - First, 1),
    };
}

/// <summary>
/// The vector of a core seen from its elements: the sources of <see cref="CoreInput"/>, which may run downwards and around, cut into pieces that run
/// upwards; and for each range of elements the pieces that are added there.
/// </summary>
internal static class CorePieces
{
    private const int MostPieces = 64;

    /// <summary>Ranges of elements, in order and without gaps, with what is added there; null where a source leaves elements out.</summary>
    public static ImmutableArray<(int First, int Count, ImmutableArray<CorePiece> Pieces)>? Of(CoreInput core)
    {
        var pieces = new List<CorePiece>();
        foreach (var source in core.Sources)
        {
            if (source.Count > 1 && source.Stride != 1 && (core.Length == 1 || source.Stride != core.Length - 1)) return null;
            pieces.AddRange(Cut(source, core.Length).Take(MostPieces));
            if (pieces.Count >= MostPieces) return null;
        }

        var cuts = pieces.SelectMany(p => new[] { p.First, p.End }).Append(0).Append(core.Length).Distinct().OrderBy(c => c).ToList();
        var ranges = ImmutableArray.CreateBuilder<(int, int, ImmutableArray<CorePiece>)>();
        for (var i = 0; i + 1 < cuts.Count; i++)
        {
            var (first, end) = (cuts[i], cuts[i + 1]);
            ranges.Add((first, end - first, pieces.Where(p => p.First <= first && end <= p.End).Select(p => p.Within(first, end)).ToImmutableArray()));
        }

        return ranges.ToImmutable();
    }

    private static IEnumerable<CorePiece> Cut(Source source, int length)
    {
        var isDownwards = source.Stride != 1 % length && length > 1 && source.Count > 1;
        for (var t = 0; t < source.Count;)
        {
            var element = (int)(((long)source.Stride * t + source.Offset) % length);
            var count = Math.Min(source.Count - t, isDownwards ? element + 1 : length - element);
            // The index of the source at the lowest element.
            var (lowest, step) = isDownwards ? (t + count - 1, -1) : (t, 1);
            yield return new(
                isDownwards ? element - count + 1 : element,
                count,
                source.Lane,
                source.ConjugatesInput,
                source.First + source.Step * lowest,
                source.Step * step,
                source.Factor.Substitute(lowest, step));
            t += count;
        }
    }
}
