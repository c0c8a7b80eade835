using Twiddle.Compiler.Emission.Vectors;

namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>Transposes a square of doubles, as many vectors as there are lanes: neighbours within 128 bits first, then 128 bits as a whole.</summary>
internal static class LaneTranspose
{
    public static int[] Of(VectorCode code, int[] rows)
    {
        var isWide = rows.Length == 8;
        var set = isWide ? "SimdAvx512" : "SimdAvx";
        var half = Enumerable.Range(0, rows.Length / 2).ToArray();
        var even = Pairs(code, half.Select(i => code.Apply(set + ".UnpackLow({0}, {1})", rows[2 * i], rows[2 * i + 1])).ToArray());
        var odd = Pairs(code, half.Select(i => code.Apply(set + ".UnpackHigh({0}, {1})", rows[2 * i], rows[2 * i + 1])).ToArray());
        return Enumerable.Range(0, rows.Length).Select(p => p % 2 == 0 ? even[p / 2] : odd[p / 2]).ToArray();
    }

    /// <summary>The locals that <see cref="PairsOf"/> needs.</summary>
    public static IEnumerable<string> OrdersOfPairs(int lanes) => lanes == 8
        ? ["var low = Simd512.Create(0L, 8, 1, 9, 2, 10, 3, 11);", "var high = Simd512.Create(4L, 12, 5, 13, 6, 14, 7, 15);"]
        : [];

    /// <summary>Elements of two vectors in turns: the first half of them, and the second.</summary>
    public static (int Low, int High) PairsOf(VectorCode code, int lanes, int a, int b)
    {
        if (lanes == 8) return (code.Apply("SimdAvx512.PermuteVar8x64x2({0}, low, {1})", a, b), code.Apply("SimdAvx512.PermuteVar8x64x2({0}, high, {1})", a, b));
        var (first, second) = (code.Apply("SimdAvx.UnpackLow({0}, {1})", a, b), code.Apply("SimdAvx.UnpackHigh({0}, {1})", a, b));
        return (code.Apply("SimdAvx.Permute2x128({0}, {1}, 0x20)", first, second), code.Apply("SimdAvx.Permute2x128({0}, {1}, 0x31)", first, second));
    }

    private static int[] Pairs(VectorCode code, int[] rows)
    {
        if (rows.Length == 2) return [Halves(rows[0], rows[1], "0x20"), Halves(rows[0], rows[1], "0x31")];
        var (first, second) = (Quarters(rows[0], rows[1], "0x44"), Quarters(rows[2], rows[3], "0x44"));
        var (third, fourth) = (Quarters(rows[0], rows[1], "0xEE"), Quarters(rows[2], rows[3], "0xEE"));
        return [Quarters(first, second, "0x88"), Quarters(first, second, "0xDD"), Quarters(third, fourth, "0x88"), Quarters(third, fourth, "0xDD")];

        int Halves(int a, int b, string control) => code.Apply($"SimdAvx.Permute2x128({{0}}, {{1}}, {control})", a, b);

        int Quarters(int a, int b, string control) => code.Apply($"SimdAvx512.Shuffle4x128({{0}}, {{1}}, {control})", a, b);
    }
}
