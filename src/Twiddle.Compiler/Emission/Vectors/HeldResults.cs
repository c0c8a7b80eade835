using System.Globalization;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// The results of a straight line that stay in locals: what is put together from them takes its lanes from there. Stored and loaded again in other groups, they would be waited for: a
/// load gets what several stores before it have written only from the cache.
/// </summary>
/// <param name="code">Where the operations go.</param>
/// <param name="shape">The vectors.</param>
internal sealed class HeldResults(VectorCode code, VectorShape shape)
{
    private readonly List<Row> rows = [];
    private readonly Dictionary<string, int> known = [];

    /// <summary>A vector of real parts and one of imaginary parts.</summary>
    /// <param name="First">The element in the first lane; the next ones follow.</param>
    /// <param name="Count">The number of lanes that hold one.</param>
    /// <param name="Re">The real parts.</param>
    /// <param name="Im">The imaginary parts.</param>
    private sealed record Row(int First, int Count, int Re, int Im)
    {
        public bool Has(int element) => element >= First && element < First + Count;
    }

    public void Add(int first, int count, int re, int im) => rows.Add(new(first, count, re, im));

    /// <summary>One part of some elements, one in each lane.</summary>
    public int Load(IReadOnlyList<int> elements, bool isImaginary)
    {
        var key = (isImaginary ? "i" : "r") + string.Join(",", elements.Select(Text));
        return known.TryGetValue(key, out var value) ? value : known[key] = Picked(elements, isImaginary);
    }

    /// <summary>Declares locals for both parts of one element.</summary>
    public void Declare(string type, int element, string re, string im)
    {
        var row = rows.First(r => r.Has(element));
        code.Do($"{type} {re} = {Element(row, element)};", row.Re);
        code.Do($"{type} {im} = {Element(row, element)};", row.Im);
    }

    private string Element(Row row, int element) =>
        element == row.First ? $"{shape.Class}.ToScalar({{0}})" : $"{shape.Class}.GetElement({{0}}, {Text(element - row.First)})";

    private int Picked(IReadOnlyList<int> elements, bool isImaginary)
    {
        var missing = Enumerable.Range(0, elements.Count).ToList();
        var result = -1;
        var lanes = new int[elements.Count];
        while (missing.Count > 0)
        {
            // The vector that has most of what is missing.
            var row = rows.OrderByDescending(r => missing.Count(lane => r.Has(elements[lane]))).First();
            var value = isImaginary ? row.Im : row.Re;
            var found = missing.Where(lane => row.Has(elements[lane])).ToList();
            var isFirst = result < 0;
            foreach (var lane in found) lanes[lane] = elements[lane] - row.First + (isFirst ? 0 : elements.Count);
            missing.RemoveAll(found.Contains);
            if (isFirst)
            {
                result = value;
                if (missing.Count > 0) continue;
                if (lanes.Where((from, lane) => from != lane).Any()) result = code.Apply(shape.Reorder(lanes), value);
                continue;
            }

            result = code.Apply(shape.Pick!(lanes), result, value);
            // What has been picked is in its lane.
            for (var lane = 0; lane < lanes.Length; lane++) lanes[lane] = missing.Contains(lane) ? 0 : lane;
        }

        return result;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
