using System.Collections.Immutable;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// A pair of shuffles of two vectors a and b, told apart by a bit: seen as a permutation of index bits, it puts that bit among the bits of the lane's
/// number, and one of these tells the two results apart instead. (Unpacking doubles: a₀b₀… and a₁b₁…)
/// </summary>
/// <param name="Low">The result for 0, with operands <c>{0}</c> and <c>{1}</c>.</param>
/// <param name="High">The result for 1.</param>
/// <param name="Lanes">For each bit of the lane's number: the bit it was before, or −1 for the bit that told a from b.</param>
/// <param name="Leaving">The bit of the lane's number that tells the results apart.</param>
internal sealed record LaneExchange(string Low, string High, ImmutableArray<int> Lanes, int Leaving)
{
    private const int FromVectors = -1;

    /// <summary>Those of an instruction set.</summary>
    /// <param name="instructions">The class of the instructions.</param>
    /// <param name="inner">The bits of a lane's number within 128 bits.</param>
    /// <param name="bits">The size of the vectors.</param>
    /// <param name="isCommon">Whether to write them without any instruction set.</param>
    public static ImmutableArray<LaneExchange> Of(string instructions, int inner, int bits, bool isCommon)
    {
        var outer = bits == 512 ? 2 : bits == 256 ? 1 : 0;
        var exchanges = ImmutableArray.CreateBuilder<LaneExchange>();
        if (inner == 1)
        {
            exchanges.Add(isCommon ? Halves([FromVectors], 0) : Unpack([FromVectors], 0));
        }
        else
        {
            exchanges.Add(isCommon ? CommonUnpack() : Unpack([FromVectors, 0], 1));
            exchanges.Add(isCommon ? CommonEveryOther() : Of("Shuffle", "0x88", "0xDD", [1, FromVectors], 0));
            exchanges.Add(isCommon ? Halves([0, FromVectors], 1) : Of("Shuffle", "0x44", "0xEE", [0, FromVectors], 1));
        }

        if (outer == 1) exchanges.Add(Across("Permute2x128", "0x20", "0x31", [FromVectors], 0));
        if (outer < 2) return exchanges.ToImmutable();
        exchanges.Add(Across("Shuffle4x128", "0x44", "0xEE", [0, FromVectors], 1));
        exchanges.Add(Across("Shuffle4x128", "0x88", "0xDD", [1, FromVectors], 0));
        return exchanges.ToImmutable();

        // Within each 128 bits; the bits above stay.
        LaneExchange Within(string low, string high, int[] lanes, int leaving) =>
            new(low, high, lanes.Concat(Enumerable.Range(inner, outer)).ToImmutableArray(), leaving);

        LaneExchange Unpack(int[] lanes, int leaving) => Within($"{instructions}.UnpackLow({{0}}, {{1}})", $"{instructions}.UnpackHigh({{0}}, {{1}})", lanes, leaving);

        LaneExchange Of(string name, string low, string high, int[] lanes, int leaving) =>
            Within($"{instructions}.{name}({{0}}, {{1}}, {low})", $"{instructions}.{name}({{0}}, {{1}}, {high})", lanes, leaving);

        // Of groups of 128 bits; the bits below stay.
        LaneExchange Across(string name, string low, string high, int[] lanes, int leaving) => new(
            $"{instructions}.{name}({{0}}, {{1}}, {low})",
            $"{instructions}.{name}({{0}}, {{1}}, {high})",
            Enumerable.Range(0, inner).Concat(lanes.Select(l => l < 0 ? l : l + inner)).ToImmutableArray(),
            leaving + inner);
    }

    private static LaneExchange Halves(int[] lanes, int leaving)
    {
        var isSingle = lanes.Length > 1;
        return new(Joined("{0}", "{1}", 0, isSingle), Joined("{0}", "{1}", 1, isSingle), lanes.ToImmutableArray(), leaving);
    }

    private static LaneExchange CommonUnpack() => new(
        Sorted(Joined("{0}", "{1}", 0, isSingle: true)), Sorted(Joined("{0}", "{1}", 1, isSingle: true)), ImmutableArray.Create(FromVectors, 0), 1);

    private static LaneExchange CommonEveryOther() => new(
        Joined(Sorted("{0}"), Sorted("{1}"), 0, isSingle: true), Joined(Sorted("{0}"), Sorted("{1}"), 1, isSingle: true), ImmutableArray.Create(1, FromVectors), 0);

    private static string Sorted(string operand) => $"Simd128.Shuffle({operand}, Simd128.Create(0, 2, 1, 3))";

    /// <summary>The lower or upper halves of two vectors.</summary>
    private static string Joined(string a, string b, int half, bool isSingle)
    {
        string Half(string operand)
        {
            var value = isSingle ? $"Simd128.AsDouble({operand})" : operand;
            return half == 0 ? $"Simd128.ToScalar({value})" : $"Simd128.GetElement({value}, 1)";
        }

        var joined = $"Simd128.Create({Half(a)}, {Half(b)})";
        return isSingle ? $"Simd128.AsSingle({joined})" : joined;
    }
}
