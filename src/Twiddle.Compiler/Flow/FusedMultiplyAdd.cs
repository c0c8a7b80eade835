using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Flow;

/// <summary>
/// The instructions that a flow graph takes on hardware with fused multiply-add. Every value is kept as scale·core: a multiplication
/// changes the scale alone, the sum of two scaled values is one addition or fused multiply-add with the ratio of the scales, and a scale
/// surfaces as a multiplication only at an output.
/// </summary>
public static class FusedMultiplyAdd
{
    private const double Tolerance = 1e-12;

    public static int Count(FlowGraph graph)
    {
        var values = new (double Scale, int Core)[graph.Nodes.Length];
        var instructions = new List<Instruction>();
        var index = new Dictionary<Instruction, int>();
        var ratios = new ToleranceTable(Tolerance);
        for (var i = 0; i < values.Length; i++)
            values[i] = graph.Nodes[i] switch
            {
                ScaleNode scale => (RoughValue.Of(scale.Factor).Real * values[scale.Operand].Scale, values[scale.Operand].Core),
                AddNode add => Sum(values[add.Left], values[add.Right], add.IsSubtraction),
                _ => (1, Emit(new(-1, i, 0))),
            };

        var used = new Stack<int>();
        var surfaced = new HashSet<(int Core, int Scale)>();
        foreach (var output in graph.Outputs)
        {
            if (output.IsZero) continue;
            var (scale, core) = values[output.Node];
            used.Push(core);
            if (!IsOne(Math.Abs(scale))) surfaced.Add((core, ratios.IdOf(Math.Abs(scale))));
        }

        return CountLive(instructions, used) + surfaced.Count;

        (double Scale, int Core) Sum((double Scale, int Core) a, (double Scale, int Core) b, bool isSubtraction)
        {
            if (isSubtraction) b.Scale = -b.Scale;
            // The pivot keeps its scale; one of scale ±1 leaves nothing to surface.
            var isFirst = IsOne(Math.Abs(a.Scale)) || (!IsOne(Math.Abs(b.Scale)) && Math.Abs(a.Scale) >= Math.Abs(b.Scale));
            var (pivot, other) = isFirst ? (a, b) : (b, a);
            return (pivot.Scale, Emit(new(pivot.Core, other.Core, ratios.IdOf(other.Scale / pivot.Scale))));
        }

        int Emit(Instruction instruction)
        {
            if (index.TryGetValue(instruction, out var known)) return known;
            index.Add(instruction, instructions.Count);
            instructions.Add(instruction);
            return instructions.Count - 1;
        }
    }

    private static int CountLive(List<Instruction> instructions, Stack<int> used)
    {
        var live = new HashSet<int>();
        var count = 0;
        while (used.Count > 0)
        {
            var i = used.Pop();
            if (!live.Add(i) || instructions[i].IsInput) continue;
            count++;
            used.Push(instructions[i].Pivot);
            used.Push(instructions[i].Other);
        }

        return count;
    }

    private static bool IsOne(double value) => Math.Abs(value - 1) < Tolerance;

    /// <summary>Pivot + ratio·Other; an input has pivot −1.</summary>
    private readonly record struct Instruction(int Pivot, int Other, int Ratio)
    {
        public bool IsInput => Pivot < 0;
    }

    /// <summary>Numbers by relative closeness.</summary>
    private sealed class ToleranceTable
    {
        private readonly double tolerance;
        private readonly List<double> values = new();

        public ToleranceTable(double tolerance) => this.tolerance = tolerance;

        public int IdOf(double value)
        {
            var id = values.FindIndex(v => Math.Abs(v - value) <= tolerance * Math.Abs(value));
            if (id >= 0) return id;
            values.Add(value);
            return values.Count - 1;
        }
    }
}
