using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Proofs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>Finds and proves straight-line code for a map modulo a prime.</summary>
internal static class ModularDerivation
{
    private static readonly DiscoveryOptions Options = new(CostModel.Flops, Effort.Full);

    public static DerivationResult Derive(ModularMap map, CancellationToken cancellation)
    {
        var matrix = new long[map.Matrix.Rows, map.Matrix.Columns];
        for (var k = 0; k < map.Matrix.Rows; k++)
            for (var j = 0; j < map.Matrix.Columns; j++)
                matrix[k, j] = (long)map.Matrix[k, j].AsRational!.Value.Numerator;
        var found = DiscoveryEngine.DiscoverModular(matrix, map.Modulus, Options, cancellation);
        return ModularProof.Verify(found.Graph, matrix, map.Modulus, cancellation) switch
        {
            Equal equal => new Derived(new Codelet(found.Graph, found.Steps), equal.Certificate.Statement, Count(found.Graph, map), found.Steps),
            Unproved unproved => new NotDerived($"the algorithm found could not be proved: {unproved.Reason}"),
            var other => new NotDerived($"the algorithm found is not equal to the definition ({(other as Different)?.Message}), so it is not used"),
        };
    }

    /// <summary>Nothing is rounded.</summary>
    private static OperationCounts Count(FlowGraph graph, ModularMap map)
    {
        long rows = map.Matrix.Rows, columns = map.Matrix.Columns;
        return new(graph.Additions, graph.Multiplications, rows * (columns - 1), rows * columns, 0);
    }
}
