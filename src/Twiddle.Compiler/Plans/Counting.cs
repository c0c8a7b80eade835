using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>Counts the real operations of algorithms and definitions.</summary>
public static class Counting
{
    /// <summary>The operations of straight-line code against those of its matrix.</summary>
    public static OperationCounts Of(FlowGraph graph, MatrixMap map)
    {
        long rows = map.Matrix.Rows, columns = map.Matrix.Columns;
        return map.Field switch
        {
            Field.Real => new(graph.Additions, graph.Multiplications, rows * (columns - 1), rows * columns, Depth(graph)),
            Field.RealToComplex => new(graph.Additions, graph.Multiplications, 2 * rows * (columns - 1), 2 * rows * columns, Depth(graph)),
            _ => new(graph.Additions, graph.Multiplications, rows * (4 * columns - 2), 4 * rows * columns, Depth(graph)),
        };
    }

    /// <summary>The operations of a plan against those of the sums that define the map.</summary>
    public static OperationCounts Of(PassPlan plan, HarmonicMap map)
    {
        var total = default(Cost);
        foreach (var core in plan.Cores)
        {
            total += Gather(core.Input, map);
            foreach (var pass in core.Passes) total += Of(pass, plan.Codelets[pass.Codelet].Graph) * (core.Convolution is null ? 1 : 2);
            total += Convolution(core);
        }

        foreach (var segment in plan.Segments)
            foreach (var sum in segment.Sums) total += Of(sum, segment.Count, map.Outputs[sum.Lane].IsComplex);

        var (additions, multiplications) = Definition(map);
        return new(total.Additions, total.Multiplications, additions, multiplications, Depth(plan));
    }

    /// <summary>The longest chain of roundings: an addition rounds once, a multiplication twice (its constant is rounded too).</summary>
    public static int Depth(FlowGraph graph)
    {
        var depth = new int[graph.Nodes.Length];
        for (var i = 0; i < depth.Length; i++)
        {
            depth[i] = graph.Nodes[i] switch
            {
                AddNode add => Math.Max(depth[add.Left], depth[add.Right]) + 1,
                ScaleNode scale => depth[scale.Operand] + 2,
                _ => 0,
            };
        }

        return graph.Outputs.Where(o => !o.IsZero).Select(o => depth[o.Node]).DefaultIfEmpty(0).Max();
    }

    private static int Depth(PassPlan plan)
    {
        var transforms = plan.Cores.Select(c => 3 + AccumulationDepth(c)
            + (c.Convolution is null ? 1 : 2) * c.Passes.Sum(p => Depth(plan.Codelets[p.Codelet].Graph) + (p.HasTwiddles ? 3 : 0))
            + (c.Convolution is null ? 0 : 9));
        var sums = plan.Segments.SelectMany(s => s.Sums).Select(s => 2 + s.Uses.Length);
        return transforms.DefaultIfEmpty(0).Max() + sums.DefaultIfEmpty(0).Max();
    }

    /// <summary>How often an element of the gathered vector is added to, at most.</summary>
    private static int AccumulationDepth(CoreTransform core) => core.Input.Sources.Sum(s => (s.Count + core.Input.Length - 1) / core.Input.Length);

    private static Cost Gather(CoreInput core, HarmonicMap map)
    {
        var total = default(Cost);
        long written = 0;
        foreach (var source in core.Sources)
        {
            var isComplex = map.Inputs[source.Lane].IsComplex;
            total += Product(source.Factor.Shape(source.Count), isComplex, takesRealPart: false) * source.Count;
            written += source.Count;
        }

        return total + new Cost(2 * Math.Max(0, written - core.Length), 0);
    }

    private static Cost Of(Pass pass, FlowGraph graph)
    {
        var twiddled = new Cost(2, 4) * ((long)(pass.Blocks - 1) * (pass.Radix - 1) * pass.Columns);
        return new Cost(graph.Additions, graph.Multiplications) * ((long)pass.Blocks * pass.Columns) + (pass.HasTwiddles ? twiddled : default);
    }

    /// <summary>The products with the spectrum and with the chirp, or the first and last elements apart.</summary>
    private static Cost Convolution(CoreTransform core) => core.Convolution switch
    {
        null => default,
        ChirpConvolution chirp => new Cost(2, 4) * (chirp.Length + 2L * core.Input.Length),
        var convolution => new Cost(2, 4) * convolution.Length + new Cost(4, 0),
    };

    private static Cost Of(LaneSum sum, int count, bool isComplex)
    {
        var each = new Cost((isComplex ? 2 : 1) * (sum.Uses.Length - 1), 0);
        foreach (var use in sum.Uses) each += Product(use.Factor.Shape(count), isComplex: true, takesRealPart: !isComplex);
        return each * count;
    }

    private static Cost Product(FactorShape shape, bool isComplex, bool takesRealPart) => shape switch
    {
        FactorShape.One or FactorShape.Unit => default,
        FactorShape.Real or FactorShape.Imaginary or FactorShape.RealTable => new(0, isComplex && !takesRealPart ? 2 : 1),
        _ when !isComplex => new(0, 2),
        _ => takesRealPart ? new(1, 2) : new(2, 4),
    };

    private static (long Additions, long Multiplications) Definition(HarmonicMap map)
    {
        var total = default(Cost);
        foreach (var pair in map.Terms.GroupBy(t => (t.InputLane, t.OutputLane)))
        {
            var (input, output) = (map.Inputs[pair.Key.InputLane], map.Outputs[pair.Key.OutputLane]);
            var entries = pair.GroupBy(t => (t.InputRange, t.OutputRange)).Max(g => (long)g.Key.InputRange.Count * g.Key.OutputRange.Count);
            var products = (input.IsComplex ? 2 : 1) * (output.IsComplex ? 2 : 1);
            total += new Cost(products, products) * entries;
        }

        return (total.Additions, total.Multiplications);
    }

    private readonly record struct Cost(long Additions, long Multiplications)
    {
        public static Cost operator +(Cost a, Cost b) => new(a.Additions + b.Additions, a.Multiplications + b.Multiplications);

        public static Cost operator *(Cost a, long times) => new(a.Additions * times, a.Multiplications * times);
    }
}
