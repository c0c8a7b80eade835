using System.Collections.Immutable;
using System.Globalization;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>The loads, stores and transpositions of a core's passes.</summary>
internal sealed class VectorMoves(VectorCode code, VectorCore core)
{
    // Labels of index bits: of a column, of a block within its group, of a result of a butterfly, and the part of a complex number.
    private const int Column = 0, Block = 32, Result = 64, Part = 96;

    private readonly VectorShape shape = core.Shape;

    private int Lanes => shape.Lanes;

    /// <summary>Real and imaginary parts of a vector of elements of the source; where there are fewer than lanes, the last one fills the others.</summary>
    public (int Re, int Im) LoadComplex(string from, int element, int count)
    {
        if (count < Lanes)
        {
            // The second vector ends with the last of them.
            var (low, high) = (code.Load(Place(from, 2 * element)), code.Load(Place(from, 2 * (element + count) - Lanes)));
            var lanes = VectorShape.Elements(core.SourceBits).Select(e => 2 * Math.Min(e, count - 1)).ToList();
            int Part(int part) => code.Apply(shape.Pick!(lanes.Select(n => n + part < Lanes ? n + part : n + part - 2 * count + 2 * Lanes)), low, high);
            return (Part(0), Part(1));
        }

        if (!core.HasInterleavedSource) return (code.Load(Place(from + "Re", element)), code.Load(Place(from + "Im", element)));
        var parts = Apart(code.Load(Place(from, 2 * element)), code.Load(Place(from, 2 * element + Lanes)));
        return (parts[0], parts[1]);
    }

    /// <summary>Stores a vector of results, or the first lanes of it, times a constant where there is one, at an element of the target.</summary>
    public void StoreComplex(int element, int count, SignedVector signedRe, SignedVector signedIm, string? scale)
    {
        var (re, im) = (code.Plain(signedRe), code.Plain(signedIm));
        if (scale is not null) (re, im) = (code.Scale(scale, re), code.Scale(scale, im));
        if (count < Lanes)
        {
            StoreShort(element, count, re, im);
            return;
        }

        if (!core.HasInterleavedTarget)
        {
            code.Store(Place("targetRe", element), re);
            code.Store(Place("targetIm", element), im);
            return;
        }

        var pairs = Together(re, im);
        code.Store(Place("target", 2 * element), pairs[0]);
        code.Store(Place("target", 2 * element + Lanes), pairs[1]);
    }

    /// <summary>Stores in two parts, of which the second ends with the last element.</summary>
    private void StoreShort(int element, int count, int re, int im)
    {
        if (core.HasInterleavedTarget && shape.Pick is null)
        {
            // One and a half vectors.
            var pairs = Together(re, im);
            code.Store(Place("target", 2 * element), pairs[0]);
            code.Do(shape.StoreLower(Place("target", 2 * element + Lanes)), pairs[1]);
            return;
        }

        if (core.HasInterleavedTarget)
        {
            var isWide = 2 * count >= Lanes;
            foreach (var first in new[] { 0, 2 * count - (isWide ? Lanes : Lanes / 2) }.Distinct())
            {
                var pairs = code.Apply(shape.Pick!(Enumerable.Range(first, Lanes).Select(n => n % 2 * Lanes + n / 2)), re, im);
                if (isWide) code.Store(Place("target", 2 * element + first), pairs);
                else code.Do(shape.StoreLower(Place("target", 2 * element + first)), pairs);
            }

            return;
        }

        foreach (var (reference, value) in new[] { ("targetRe", re), ("targetIm", im) })
        {
            foreach (var first in new[] { 0, count - Lanes / 2 }.Distinct())
            {
                var lanes = first == 0 ? value : code.Apply(shape.Reorder(Enumerable.Range(0, Lanes).Select(n => (n + first) % Lanes).ToList()), value);
                code.Do(shape.StoreLower(Place(reference, element + first)), lanes);
            }
        }
    }

    /// <summary>The real and the imaginary parts of the complex numbers in two vectors.</summary>
    public int[] Apart(int low, int high)
    {
        if (shape.IsScalar) return [low, high];
        var memory = Interleaved(Column);
        var rows = ShuffleNetwork.Arrange(
            code, shape, new(memory.RemoveAt(memory.Length - 1), ImmutableArray.Create(memory[memory.Length - 1]), [low, high]), shape.OrderBits);
        return [rows.At(_ => 0), rows.At(_ => 1)];
    }

    /// <summary>The complex numbers with these real and imaginary parts, in two vectors.</summary>
    public int[] Together(int re, int im)
    {
        if (shape.IsScalar) return [re, im];
        var memory = Interleaved(Column);
        var rows = ShuffleNetwork.Arrange(code, shape, new(core.InnerBits, ImmutableArray.Create(Part), [re, im]), memory.RemoveAt(memory.Length - 1));
        return [rows.At(_ => 0), rows.At(_ => 1)];
    }

    /// <summary>For a pass over groups of blocks: the block of the group that each lane works on.</summary>
    public static ImmutableArray<int> BlockOfLane(VectorCore core, Pass pass)
    {
        if (pass.Columns == 1) return VectorShape.Elements(core.SourceBits);
        return VectorShape.Elements(core.InnerBits).Select(e => e / pass.Columns).ToImmutableArray();
    }

    /// <summary>How many results of a pass over groups of blocks are brought into place together.</summary>
    public static int ResultsTogether(VectorCore core, Pass pass) => Math.Min(pass.Radix, VectorCore.BlocksTogether(pass, core.Shape));

    /// <summary>
    /// From vectors over the blocks of a group (and their columns), one for each of some consecutive results, to vectors as they lie in memory: over the results of a
    /// block, or of several blocks. Gives each with its first element, counted from the group's first result.
    /// </summary>
    /// <param name="pass">The pass.</param>
    /// <param name="first">The number of the first of the results.</param>
    /// <param name="results">The vectors, one for each result.</param>
    public IEnumerable<(int Element, int Value)> Transpose(Pass pass, int first, int[] results)
    {
        // Where an uneven core has fewer results than lanes, any other vector takes their place.
        if (core.IsUneven && results.Length < Lanes) results = results.Concat(Enumerable.Repeat(results[0], Lanes - results.Length)).ToArray();
        var columns = VectorShape.BitCount(pass.Columns);
        var perVector = VectorShape.BitCount(results.Length);
        var lanes = pass.Columns == 1
            ? core.SourceBits.Select(b => Block + b)
            : core.InnerBits.Select(b => b < columns ? Column + b : Block + b - columns);
        var target = core.InnerBits.Select(b => b < columns ? Column + b : b < columns + perVector ? Result + b - columns : Block + b - columns - perVector);
        var rows = ShuffleNetwork.Arrange(
            code, shape, new(lanes.ToImmutableArray(), Enumerable.Range(Result, perVector).ToImmutableArray(), results), target.ToImmutableArray());

        var together = Math.Min(pass.Blocks, VectorCore.BlocksTogether(pass, shape));
        var blocksPerVector = core.IsUneven ? 1 : Math.Max(1, together / pass.Radix);
        for (var block = 0; block < together; block += blocksPerVector)
            yield return (pass.Columns * (pass.Radix * block + first), rows.At(label => block >> (label - Block) & 1));
    }

    /// <summary>The index bits of numbers as they lie in memory, parts in turn.</summary>
    private ImmutableArray<int> Interleaved(int element) =>
        Enumerable.Range(element, shape.LaneBits).Prepend(Part).ToImmutableArray();

    /// <summary>The vector that starts with a number after a reference.</summary>
    private string Place(string reference, int number) => number % Lanes == 0
        ? VectorCode.At(reference, number / Lanes)
        : $"SimdUnsafe.AddByteOffset(ref {reference}, {(shape.ElementSize * number).ToString(CultureInfo.InvariantCulture)})";
}
