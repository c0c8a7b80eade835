namespace Twiddle.Compiler.Discovery;

/// <summary>A block of a block layer: the outputs that it computes from inputs.</summary>
internal sealed record Block(int[] Inputs, int[] Outputs, NumberMatrix Matrix);

/// <summary>A direct sum of matrices.</summary>
internal sealed record BlockLayer(int InputCount, int OutputCount, IReadOnlyList<Block> Blocks);

/// <summary>
/// A product of direct sums, the first layer applied first. It makes transposition free: a factorisation of Mᵀ, its layers reversed and its blocks
/// transposed, is one of M; so every rule on columns is also one on rows.
/// </summary>
internal sealed record LayeredProduct(IReadOnlyList<BlockLayer> Layers)
{
    public LayeredProduct Transpose() => new(Layers.Reverse().Select(Transpose).ToArray());

    public Factorisation ToFactorisation(string step) => new Composition(Layers.Select(ToDirectSum).ToArray(), step);

    private static BlockLayer Transpose(BlockLayer layer) =>
        new(layer.OutputCount, layer.InputCount, layer.Blocks.Select(b => new Block(b.Outputs, b.Inputs, b.Matrix.Transpose())).ToArray());

    private static Factorisation ToDirectSum(BlockLayer layer) =>
        new DirectSum(layer.Blocks.Select(b => new Part(b.Inputs, b.Outputs, new Subproblem(b.Matrix))).ToArray(), layer.OutputCount);
}
