using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// The windows of a reading (<see cref="Window"/>). How large they are shows only in the end, so a first reading surveys them, with room for all; the second one knows.
/// </summary>
internal sealed class Windows
{
    private const int LeastNumber = -(1 << 20);

    /// <summary>Room in a survey, a quarter of it for indices before the start, by the number of dimensions; all together have less than 2^31 elements.</summary>
    private static readonly ImmutableArray<ImmutableArray<int>> Room = ImmutableArray.Create(
        ImmutableArray<int>.Empty, ImmutableArray.Create(1 << 24), ImmutableArray.Create(1 << 13, 1 << 13), ImmutableArray.Create(1 << 8, 1 << 8, 1 << 8));

    private static readonly Rational TooLarge = new(long.MaxValue, 1);

    private readonly Dictionary<int, Window> windows = [];
    private readonly Dictionary<EquatableArray<OffsetTerm>, (Rational Greatest, SourceSpan Span)> sums = [];
    private readonly Windows? survey;

    public Windows()
    {
    }

    private Windows(Windows survey) => this.survey = survey;

    public bool IsEmpty => windows.Count == 0;

    /// <summary>The same windows, as large as they turned out to be.</summary>
    public Windows Surveyed() => new(this);

    public Window? Of(int source) => windows.TryGetValue(source, out var window) ? window : null;

    /// <summary>The window of a source, made when it is first looked at; null where it cannot be, or is another than before.</summary>
    /// <param name="source">The number of the source.</param>
    /// <param name="starts">Where it starts, for each dimension of the array, but for a constant.</param>
    /// <param name="rowStep">The parameter that says how far apart rows are, in an array of one dimension; −1 for all others.</param>
    /// <param name="make">Makes the elements of a window of such sizes.</param>
    public Window? At(int source, EquatableArray<EquatableArray<WindowTerm>> starts, int rowStep, Func<ImmutableArray<int>, ArrayStore> make)
    {
        if (windows.TryGetValue(source, out var known)) return known.IsAt(starts, rowStep) ? known : null;
        var rank = rowStep < 0 ? starts.Count : 2;
        if (rank >= Room.Length) return null;
        var (origin, sizes) = survey?.Of(source) is { } before ? (before.Least, before.Sizes) : (Room[rank].Select(r => -r / 4L).ToImmutableArray(), Room[rank]);
        var window = new Window(starts, rowStep, origin, make(sizes));
        windows.Add(source, window);
        return window;
    }

    /// <summary>Notes an integer that the method calculates: it may not overflow where all windows are inside of their arrays.</summary>
    /// <param name="value">The integer.</param>
    /// <param name="bounds">The bounds of what is known.</param>
    /// <param name="span">Where it is.</param>
    public void NoteSum(OffsetValue value, Func<Polynomial, (Rational Least, Rational Greatest)> bounds, SourceSpan span)
    {
        var (least, greatest) = bounds(value.Rest);
        if (least < LeastNumber) greatest = TooLarge;
        var terms = value.Terms;
        foreach (var term in value.Terms)
        {
            if (term.Factor is { IsConstant: true, ConstantTerm.Sign: > 0 }) continue;
            terms = value.Terms.Select(t => t with { Factor = Polynomial.Constant(bounds(t.Factor) is var (low, high) && low.Sign >= 0 ? high : TooLarge) }).ToEquatableArray();
            break;
        }

        if (!sums.TryGetValue(terms, out var known) || known.Greatest < greatest) sums[terms] = (greatest, span);
    }

    /// <summary>Where something is calculated that is not sure to be small where all windows are inside of their arrays; null where nothing is.</summary>
    public SourceSpan? Overflow()
    {
        foreach (var sum in sums)
            if (!windows.Values.Any(w => w.Reaches(sum.Key, sum.Value.Greatest))) return sum.Value.Span;
        return null;
    }
}
