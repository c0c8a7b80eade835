using System.Globalization;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// The passes of a long transform in two groups, each of which is done for a piece of the data that fits into a cache, piece after piece: so the data come from
/// memory twice, rather than once in each pass; and threads that share the pieces wait for each other once.
/// </summary>
/// <remarks>
/// <para>
/// Let R be the product of the first group's radices, and N = R·M. Behind it, result q &lt; R of block p &lt; M lies at q + R·p. It depends on the elements p + M·t, t &lt; R, alone: so these
/// passes are done for a run of blocks, whose results lie in a row. What the other passes make of column q depends on the elements q + R·p, p &lt; M, alone, and these are
/// the places of its results too: so they are done for a run of columns, in place. Within a piece, the passes are those of a shorter transform, with the twiddle factors of the whole.
/// </para>
/// <para>Gentleman and Sande, <i>Fast Fourier transforms, for fun and profit</i>, 1966; Bailey, <i>FFTs in external or hierarchical memory</i>, 1990. Here nothing is transposed.</para>
/// </remarks>
/// <param name="Count">The number of passes in the first group.</param>
/// <param name="Results">R.</param>
/// <param name="AllBlocks">M.</param>
/// <param name="Blocks">The blocks of a piece of the first group.</param>
/// <param name="Columns">The columns of a piece of the second.</param>
internal sealed record PassGroups(int Count, int Results, int AllBlocks, int Blocks, int Columns)
{
    /// <summary>Shorter data than this many bytes are in a cache anyway.</summary>
    private const int LeastBytes = 1 << 20;

    /// <summary>What a piece reads and writes in a row: whole cache lines, and enough of them for the machine to fetch the next ones in advance.</summary>
    private const int BytesOfBlocks = 128, BytesOfColumns = 512;

    /// <summary>What fits into a first-level cache and a second-level one; and what no cache holds, so that larger pieces cost no more.</summary>
    private const int FirstCache = 1 << 16, SecondCache = 1 << 19, AllCaches = 1 << 24;

    /// <summary>The elements of a piece, of either group at most.</summary>
    public int PieceLength => Math.Max(Results * Blocks, AllBlocks * Columns);

    /// <summary>The groups of a core that gain by them; null for others.</summary>
    public static PassGroups? Of(VectorCore core)
    {
        var passes = core.Core.Passes;
        if (core.IsUneven || core.WorkLength * core.Shape.ElementSize < LeastBytes || passes.Any(p => !LanePassWriter.CanWrite(p, core.Shape))) return null;
        var groups = Enumerable.Range(2, Math.Max(0, passes.Length - 3)).Select(count => At(core, count)).OfType<PassGroups>();
        return groups.OrderBy(g => g.Cost(core)).ThenByDescending(g => g.Count).FirstOrDefault();
    }

    /// <summary>Whether passes within a group go back and forth between two buffers.</summary>
    public bool NeedsTwoBuffers(VectorCore core) => Count > 2 || core.Core.Passes.Length - Count > 2;

    /// <summary>Where a pass between the first and the last of all finds its operands.</summary>
    public PassPlaces PlacesOf(VectorCore core, int number)
    {
        var pass = core.Core.Passes[number];
        if (number < Count) return new(pass.Columns, Results * Blocks / pass.Radix, 0);
        return number == Count
            ? new(Columns, pass.Source.Lane, Results - Columns)
            : new(pass.Columns / Results * Columns, AllBlocks * Columns / pass.Radix, 0);
    }

    /// <summary>The order in which the first pass comes to its blocks.</summary>
    public PieceOrder OrderOfFirst(Pass first) => new(Results / first.Radix, Blocks);

    private static PassGroups? At(VectorCore core, int count)
    {
        var results = core.Core.Passes.Take(count).Aggregate(1, (product, p) => product * p.Radix);
        var size = 2 * core.Shape.ElementSize;
        var groups = new PassGroups(count, results, core.Length / results, BytesOfBlocks / size, BytesOfColumns / size);
        return groups.AllBlocks % groups.Blocks == 0 && results % groups.Columns == 0 && groups.Blocks % core.Shape.Lanes == 0 && groups.Columns % core.Shape.Lanes == 0 ? groups : null;
    }

    /// <summary>How far away the data of the passes are within their pieces.</summary>
    private int Cost(VectorCore core)
    {
        return OfGroup(Count, Results * Blocks) + OfGroup(core.Core.Passes.Length - Count, AllBlocks * Columns);

        int OfGroup(int passes, int elements)
        {
            var bytes = (long)elements * 2 * core.Shape.ElementSize * (passes > 2 ? 2 : 1);
            return passes * (bytes <= FirstCache ? 0 : bytes <= SecondCache || core.WorkLength * core.Shape.ElementSize >= AllCaches ? 1 : 4);
        }
    }
}

/// <summary>Where a pass of a group finds its operands.</summary>
/// <param name="Columns">The columns of a block, side by side.</param>
/// <param name="Lane">The elements from one operand of a column to the next.</param>
/// <param name="Gap">The elements between the columns of a block and those of the next.</param>
internal readonly record struct PassPlaces(int Columns, int Lane, int Gap)
{
    /// <summary>The name of the type that tells them.</summary>
    public string Name => FormattableString.Invariant($"Columns{Columns}Lane{Lane}") + (Gap == 0 ? "" : "Gap" + Gap.ToString(CultureInfo.InvariantCulture));
}
