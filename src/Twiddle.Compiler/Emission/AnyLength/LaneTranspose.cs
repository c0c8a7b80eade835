using System.Globalization;
using Twiddle.Compiler.Emission.Vectors;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>Transposes rows: what lies in the same lane of all of them comes to lie side by side.</summary>
internal static class LaneTranspose
{
    /// <summary>Any number of rows of doubles, eight of floats, or sixteen of vectors of sixteen: element e of the result is lane e / rows of row e mod rows.</summary>
    public static int[] Of(VectorCode code, int[] rows, VectorShape shape) => shape.Kind == ScalarKind.Single ? OfSingles(code, rows, shape.Lanes) : Of(code, rows, shape.Lanes);

    private static int[] Of(VectorCode code, int[] rows, int lanes) =>
        rows.Length == lanes ? OfSquare(code, rows) : Enumerable.Range(0, rows.Length).Select(j => Gathered(code, rows, lanes, j * lanes)).ToArray();

    /// <summary>One vector of the result, from the row of each of its elements, a row at a time.</summary>
    private static int Gathered(VectorCode code, int[] rows, int lanes, int first)
    {
        var places = Enumerable.Range(first, lanes).Select(e => (Row: e % rows.Length, Lane: e / rows.Length)).ToArray();
        var taken = places.Select(p => p.Row).Distinct().ToArray();
        var result = lanes == 8 ? rows[taken[0]] : Moved(code, rows[taken[0]], places, taken[0]);
        for (var i = 1; i < taken.Length; i++)
        {
            // Lanes 8 and up are those of the second operand. The first operand's are where they were in its row, until it has been in a permutation.
            var control = lanes == 8
                ? $"Simd512.Create({string.Join(", ", places.Select((p, e) => Text(p.Row == taken[i] ? 8 + p.Lane : i == 1 ? p.Lane : e) + (e == 0 ? "L" : "")))})"
                : "0x" + places.Select((p, e) => p.Row == taken[i] ? 1 << e : 0).Sum().ToString("X", CultureInfo.InvariantCulture);
            result = lanes == 8
                ? code.Apply($"SimdAvx512.PermuteVar8x64x2({{0}}, {control}, {{1}})", result, rows[taken[i]])
                : code.Apply($"SimdAvx.Blend({{0}}, {{1}}, {control})", result, Moved(code, rows[taken[i]], places, taken[i]));
        }

        return result;
    }

    /// <summary>Four lanes of a row, those that are needed in their places.</summary>
    private static int Moved(VectorCode code, int value, (int Row, int Lane)[] places, int row)
    {
        if (places.Select((p, e) => p.Row != row || p.Lane == e).All(isThere => isThere)) return value;
        var control = places.Select((p, e) => (p.Row == row ? p.Lane : e) << 2 * e).Sum();
        return code.Apply($"SimdAvx2.Permute4x64({{0}}, 0x{control.ToString("X2", CultureInfo.InvariantCulture)})", value);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>As many rows as lanes: neighbours within 128 bits first, then 128 bits as a whole.</summary>
    private static int[] OfSquare(VectorCode code, int[] rows)
    {
        var isWide = rows.Length == 8;
        var set = isWide ? "SimdAvx512" : "SimdAvx";
        var half = Enumerable.Range(0, rows.Length / 2).ToArray();
        var even = Pairs(code, half.Select(i => code.Apply(set + ".UnpackLow({0}, {1})", rows[2 * i], rows[2 * i + 1])).ToArray());
        var odd = Pairs(code, half.Select(i => code.Apply(set + ".UnpackHigh({0}, {1})", rows[2 * i], rows[2 * i + 1])).ToArray());
        return Enumerable.Range(0, rows.Length).Select(p => p % 2 == 0 ? even[p / 2] : odd[p / 2]).ToArray();
    }

    /// <summary>Elements of two vectors in turns: the first half of them, and the second.</summary>
    public static (int Low, int High) PairsOf(VectorCode code, VectorShape shape, int a, int b)
    {
        if (shape.Bits == 512)
        {
            var half = shape.Lanes / 2;
            return (code.Apply(Turns(0), a, b), code.Apply(Turns(half), a, b));

            string Turns(int first) => shape.Pick!(Enumerable.Range(0, shape.Lanes).Select(i => first + i / 2 + i % 2 * shape.Lanes));
        }

        var (first, second) = (code.Apply("SimdAvx.UnpackLow({0}, {1})", a, b), code.Apply("SimdAvx.UnpackHigh({0}, {1})", a, b));
        return (code.Apply("SimdAvx.Permute2x128({0}, {1}, 0x20)", first, second), code.Apply("SimdAvx.Permute2x128({0}, {1}, 0x31)", first, second));
    }

    /// <summary>The real parts of complex numbers in two vectors, in the order of <see cref="PlaceOf"/>.</summary>
    public static int RealOf(VectorCode code, VectorShape shape, int a, int b) => PartOf(code, shape, a, b, 0, "UnpackLow", "0x88");

    /// <summary>Their imaginary parts.</summary>
    public static int ImaginaryOf(VectorCode code, VectorShape shape, int a, int b) => PartOf(code, shape, a, b, 1, "UnpackHigh", "0xDD");

    private static int PartOf(VectorCode code, VectorShape shape, int a, int b, int part, string unpack, string control)
    {
        if (shape.Kind == ScalarKind.Single) return code.Apply($"{Set(shape.Lanes)}.Shuffle({{0}}, {{1}}, {control})", a, b);
        return shape.Lanes == 8
            ? code.Apply(shape.Pick!(Enumerable.Range(0, shape.Lanes).Select(i => 2 * i + part)), a, b)
            : code.Apply("SimdAvx2.Permute4x64({0}, 0xD8)", code.Apply($"SimdAvx.{unpack}({{0}}, {{1}})", a, b));
    }

    /// <summary>
    /// The number of the complex number whose parts are in a lane: of <c>float</c>, each 128 bits hold two of the first vector and two of the second; of <c>double</c>, they are in order.
    /// </summary>
    public static int PlaceOf(int lane, VectorShape shape) =>
        shape.Kind == ScalarKind.Double ? lane : (lane & 2) / 2 * (shape.Lanes / 2) + lane / 4 * 2 + (lane & 1);

    private static string Set(int lanes) => lanes == 16 ? "SimdAvx512" : "SimdAvx";

    /// <summary>Rows of floats: squares of four within 128 bits, of four rows each; then 128 bits as a whole.</summary>
    private static int[] OfSingles(VectorCode code, int[] rows, int lanes)
    {
        var set = Set(lanes);
        if (rows.Length == 16)
        {
            var squares = Enumerable.Range(0, 4).Select(i => Squares(4 * i)).ToArray();
            var columns = Enumerable.Range(0, 4).Select(c => Pairs(code, squares.Select(square => square[c]).ToArray())).ToArray();
            return Enumerable.Range(0, 16).Select(i => columns[i % 4][i / 4]).ToArray();
        }

        var upper = Squares(0);
        var lower = Squares(4);
        if (lanes == 8)
        {
            return Enumerable.Range(0, 8)
                .Select(i => code.Apply($"SimdAvx.Permute2x128({{0}}, {{1}}, {(i < 4 ? "0x20" : "0x31")})", upper[i % 4], lower[i % 4]))
                .ToArray();
        }

        var first = Pairs(code, [upper[0], lower[0], upper[1], lower[1]]);
        var second = Pairs(code, [upper[2], lower[2], upper[3], lower[3]]);
        return Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? first : second)[i / 2]).ToArray();

        // Square c has lanes c, 4 + c, 8 + c, … of four rows.
        int[] Squares(int row)
        {
            var low = new[] { 0, 2 }.Select(i => code.Apply(set + ".UnpackLow({0}, {1})", rows[row + i], rows[row + i + 1])).ToArray();
            var high = new[] { 0, 2 }.Select(i => code.Apply(set + ".UnpackHigh({0}, {1})", rows[row + i], rows[row + i + 1])).ToArray();
            return [Shuffled(low, "0x44"), Shuffled(low, "0xEE"), Shuffled(high, "0x44"), Shuffled(high, "0xEE")];
        }

        int Shuffled(int[] pair, string control) => code.Apply($"{set}.Shuffle({{0}}, {{1}}, {control})", pair[0], pair[1]);
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
