using System.Collections.Immutable;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// Values in vectors whose places are described by index bits: each bit of a lane's number and of a vector's number stands for a bit of some index, by a
/// label of the caller's choice.
/// </summary>
/// <param name="Lanes">The label of each bit of the lane's number, the lowest first.</param>
/// <param name="Rows">The label of each bit of the vector's number, the lowest first.</param>
/// <param name="Values">The vectors, by their numbers.</param>
internal sealed record VectorRows(ImmutableArray<int> Lanes, ImmutableArray<int> Rows, int[] Values)
{
    /// <summary>The vector for values of the row labels.</summary>
    public int At(Func<int, int> bit)
    {
        var number = 0;
        for (var i = 0; i < Rows.Length; i++) number |= bit(Rows[i]) << i;
        return Values[number];
    }
}

/// <summary>
/// Moves values between the lanes of vectors by the fewest stages of shuffles: transpositions, taking complex numbers apart and putting them together are all
/// permutations of index bits, and so are the shuffles (<see cref="LaneExchange"/>).
/// </summary>
internal static class ShuffleNetwork
{
    /// <summary>A stage: an exchange with the row label that it brings into the lanes.</summary>
    private readonly record struct Stage(LaneExchange Exchange, int Label);

    /// <summary>Brings the lanes into the order of <paramref name="target"/>; rows are then told apart by the labels that are left.</summary>
    /// <param name="code">Where the shuffles go.</param>
    /// <param name="shape">The vectors.</param>
    /// <param name="rows">The values.</param>
    /// <param name="target">The labels wanted in the lanes.</param>
    /// <param name="isReversed">Whether the lanes are to count downwards.</param>
    public static VectorRows Arrange(VectorCode code, VectorShape shape, VectorRows rows, ImmutableArray<int> target, bool isReversed = false)
    {
        var stages = Stages(shape, rows, target, isReversed);
        // One stage and a permutation within each vector are two steps as well.
        var isOneStep = stages.Count == 0 || (stages.Count == 1 && !isReversed && After(rows.Lanes, stages[0]).SequenceEqual(target));
        if (shape.Pick is { } pick && rows.Rows.Length == 1 && !isOneStep) return Picked(code, shape, rows, target, isReversed, pick);
        foreach (var stage in stages) rows = Apply(code, rows, stage);
        if (rows.Lanes.SequenceEqual(target) && !isReversed) return rows;

        // What is left is a permutation within each vector.
        var elements = VectorShape.Elements(rows.Lanes.Select(label => target.IndexOf(label)).ToArray());
        var from = Enumerable.Range(0, shape.Lanes).Select(lane => elements.IndexOf(isReversed ? shape.Lanes - 1 - lane : lane)).ToArray();
        var format = shape.Reorder(from);
        return rows with { Lanes = target, Values = Array.ConvertAll(rows.Values, v => code.Apply(format, v)) };
    }

    /// <summary>Each of two vectors in one step, from any lanes of two others.</summary>
    private static VectorRows Picked(VectorCode code, VectorShape shape, VectorRows rows, ImmutableArray<int> target, bool isReversed, Func<IEnumerable<int>, string> pick)
    {
        var label = rows.Lanes.Concat(rows.Rows).Single(l => !target.Contains(l));
        var values = new int[2];
        for (var row = 0; row < 2; row++)
        {
            var bits = Enumerable.Range(0, shape.Lanes).Select(lane => isReversed ? shape.Lanes - 1 - lane : lane).Select(From);
            values[row] = code.Apply(pick(bits), rows.Values);

            int From(int element)
            {
                int Bit(int l) => l == label ? row : element >> target.IndexOf(l) & 1;
                return Bit(rows.Rows[0]) * shape.Lanes + Enumerable.Range(0, shape.LaneBits).Sum(i => Bit(rows.Lanes[i]) << i);
            }
        }

        return new(target, ImmutableArray.Create(label), values);
    }

    private static VectorRows Apply(VectorCode code, VectorRows rows, Stage stage)
    {
        var bit = 1 << rows.Rows.IndexOf(stage.Label);
        var values = new int[rows.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if ((i & bit) != 0) continue;
            values[i] = code.Apply(stage.Exchange.Low, rows.Values[i], rows.Values[i | bit]);
            values[i | bit] = code.Apply(stage.Exchange.High, rows.Values[i], rows.Values[i | bit]);
        }

        var leaving = rows.Lanes[stage.Exchange.Leaving];
        return new(After(rows.Lanes, stage), rows.Rows.Replace(stage.Label, leaving), values);
    }

    private static ImmutableArray<int> After(ImmutableArray<int> lanes, Stage stage) =>
        stage.Exchange.Lanes.Select(old => old < 0 ? stage.Label : lanes[old]).ToImmutableArray();

    /// <summary>The shortest way, breadth first. A permutation within vectors at the end counts as a stage, where it is not needed anyway.</summary>
    private static IReadOnlyList<Stage> Stages(VectorShape shape, VectorRows rows, ImmutableArray<int> target, bool isReversed)
    {
        var labels = rows.Lanes.Concat(rows.Rows).ToArray();
        var known = new HashSet<string>();
        var level = new List<(ImmutableArray<int> Lanes, ImmutableArray<Stage> Path)> { (rows.Lanes, ImmutableArray<Stage>.Empty) };
        IReadOnlyList<Stage>? unordered = null;
        while (level.Count > 0)
        {
            if (!isReversed && level.FirstOrDefault(s => s.Lanes.SequenceEqual(target)).Path is { IsDefault: false } exact) return exact;
            if (unordered is not null) return unordered;
            if (level.FirstOrDefault(s => s.Lanes.All(l => target.Contains(l))).Path is { IsDefault: false } path) unordered = path;
            if (isReversed && unordered is not null) return unordered;
            var next = new List<(ImmutableArray<int> Lanes, ImmutableArray<Stage> Path)>();
            foreach (var (lanes, path1) in level)
            {
                foreach (var exchange in shape.Exchanges)
                {
                    foreach (var label in labels.Where(l => !lanes.Contains(l)))
                    {
                        var stage = new Stage(exchange, label);
                        var after = After(lanes, stage);
                        if (known.Add(string.Join(",", after))) next.Add((after, path1.Add(stage)));
                    }
                }
            }

            level = next;
        }

        return unordered ?? throw new InvalidOperationException("These lanes cannot be brought into this order.");
    }
}
