using System.Globalization;

namespace Twiddle.Compiler.Emission;

/// <summary>
/// The index (Stride·t + Offset) mod Length in a loop over t: a linear expression where it does not wrap around, else a variable that is
/// stepped and reduced, so that no remainder is taken in the loop.
/// </summary>
internal sealed class RunningIndex
{
    private readonly int stride;
    private readonly int length;
    private readonly int first;

    /// <param name="name">Gives the name of the variable, where one is needed.</param>
    /// <param name="variable">The loop variable.</param>
    /// <param name="stride">The stride, 0 ≤ stride &lt; length.</param>
    /// <param name="offset">The index at t = 0.</param>
    /// <param name="length">The length.</param>
    /// <param name="start">The first t.</param>
    /// <param name="count">The number of t.</param>
    public RunningIndex(Func<string> name, string variable, int stride, int offset, int length, int start, int count)
    {
        this.stride = stride;
        this.length = length;
        first = (int)(((long)stride * start + offset) % length);
        Expression = Linear(variable, start, count) is { } linear ? linear.Text : null;
        Name = Expression is null ? name() : "";
    }

    private string Name { get; }

    /// <summary>The linear expression, or null.</summary>
    private string? Expression { get; }

    public string Text => Expression ?? Name;

    public string? Declaration => Expression is null ? $"int {Name} = {Number(first)};" : null;

    /// <summary>The statements at the end of the loop body.</summary>
    public IEnumerable<string> Steps =>
        Expression is null ? [$"{Name} += {Number(stride)};", $"if ({Name} >= {Number(length)}) {Name} -= {Number(length)};"] : [];

    private IndexText? Linear(string variable, int start, int count)
    {
        if (count == 1) return IndexText.Of(first);
        foreach (var step in new[] { stride, stride - length })
        {
            var last = first + (long)step * (count - 1);
            if (last >= 0 && last < length) return new(first - step * start, step, variable);
        }

        return null;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
