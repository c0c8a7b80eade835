using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// <c>for i … { sum = 0; for j &lt; W: sum += x[i + j]; … }</c>: s(i+1) = s(i) + x[i+W] − x[i], and the same for any terms that depend on i + j, or i − j, alone
/// (<see cref="SlidingWindow"/>), for bounds that move with i (<see cref="MovingBounds"/>), and for windows of rows and columns, whose columns are summed once. Integers
/// give the same sums; in floating point the rounding errors of all steps stay in the sum, and so does an infinity.
/// </summary>
public sealed class SlidingSum() : RecomputationRule(RecomputationRules.SlidingSum, OperationKind.Loop)
{
    private const string Consequence = "; the rounding errors of all steps, and any infinity or NaN, stay in it";

    /// <summary>Few elements are quicker to add than to keep.</summary>
    private const int LeastWidth = 4;

    /// <summary>Of a block of rows and columns, this many columns suffice: each stands for as many elements as there are rows.</summary>
    private const int LeastColumns = 3;

    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        if (operation is not IForLoopOperation loop) return null;
        if (SlidingWindow.Of(loop, context) is { } window) return OfWindow(window, context);
        if (MovingBounds.Of(loop, context) is { } bounds) return new MovingBoundsFinding(loop, bounds, Reals(bounds.Accumulators.Select(sum => sum.Variable)));
        return SlidingTransform.Of(loop, context) is { } term ? new SlidingTransformFinding(loop, term) : null;
    }

    private static SlidingSumFinding? OfWindow(SlidingWindow window, RuleContext context)
    {
        if (Width(window.Along) is { } width && width < (window.Across is null ? context.Option(RuleIds.SlidingSum, "minimum_width", LeastWidth) : LeastColumns)) return null;
        if (window.Across is { } across && Width(across) is < LeastColumns) return null;

        // The place in the middle has to be in the window for certain.
        if (window.Center is not null && !(HasCenter(window.Along) && (window.Across is null || HasCenter(window.Across)))) return null;
        return new SlidingSumFinding(window.Outer.Loop, window, Reals(window.Accumulators.Select(sum => sum.Variable)));
    }

    /// <summary>The number of rounds, where constants tell.</summary>
    internal static long? Width(CountedLoop loop) =>
        loop is { Start.ConstantValue: { HasValue: true, Value: int start }, Limit.ConstantValue: { HasValue: true, Value: int limit } } ? (long)limit - start + (loop.IsInclusive ? 1 : 0) : null;

    private static bool HasCenter(CountedLoop loop) =>
        loop is { Start.ConstantValue: { HasValue: true, Value: int and <= 0 }, Limit.ConstantValue: { HasValue: true, Value: int limit } } && limit >= (loop.IsInclusive ? 0 : 1);

    private static string Reals(IEnumerable<ILocalSymbol> sums) => sums.Any(sum => PureFunctions.IsFloating(sum.Type)) ? Consequence : "";
}

/// <summary>A sum over a sliding window.</summary>
/// <param name="Place">The outermost loop of the window.</param>
/// <param name="Window">The window.</param>
/// <param name="Consequence">What the message adds.</param>
internal sealed record SlidingSumFinding(IOperation Place, SlidingWindow Window, string Consequence)
    : Finding(Place, Sums.NameOf(Window.Sums[0]), What(Window) + Consequence)
{
    /// <summary>The sum itself, rather than the whole loop.</summary>
    public override Location Location => Window.Sums[0].Syntax.GetLocation();

    private static string What(SlidingWindow window)
    {
        if (window.Across is not null) return "is summed anew over rows and columns for each position, though the windows overlap: sums of columns can be kept for the positions that share them";
        var (start, limit) = (window.Along.Start, window.Along.Limit.Syntax.ToString());
        var elements = start.ConstantValue is { HasValue: true, Value: 0 } && !window.Along.IsInclusive ? $"'{limit}'" : $"'{start.Syntax}' to '{limit}'";
        return $"is summed anew over {elements} elements for each position, though all but two are the same: a running sum needs one addition and one subtraction";
    }
}

/// <summary>A sum over a window whose bounds move with the position.</summary>
internal sealed record MovingBoundsFinding(IOperation Place, MovingBounds Bounds, string Consequence)
    : Finding(Place, Sums.NameOf(Bounds.Sums[0]), $"is summed anew from '{Bounds.Low.Syntax}' to '{Bounds.High.Syntax}' for each position, though at most two elements differ: a running sum needs one addition and one subtraction" + Consequence)
{
    public override Location Location => Bounds.Sums[0].Syntax.GetLocation();
}

/// <summary>A Fourier transform of a window that moves by one sample: which recurrence replaces it, and how its rounding errors are kept in bounds, is left to the author.</summary>
internal sealed record SlidingTransformFinding(IOperation Place, IOperation Term) : Finding(
    Place,
    Quotation.Of(Term),
    "is a term of a Fourier transform that is computed anew for each position, though the windows share all samples but one: a recurrence X(k) = (X(k) + x(new) - x(old)) · e^(2πik/N) needs one multiplication for each bin; its rounding errors grow with the number of positions")
{
    public override Location Location => Term.Syntax.GetLocation();
}

/// <summary>The operations that add something to a variable.</summary>
internal static class Sums
{
    /// <summary>The name of the variable.</summary>
    public static string NameOf(IOperation sum) => sum switch
    {
        ICompoundAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => local.Name,
        IIncrementOrDecrementOperation { Target: ILocalReferenceOperation { Local: var local } } => local.Name,
        _ => sum.Syntax.ToString(),
    };
}
