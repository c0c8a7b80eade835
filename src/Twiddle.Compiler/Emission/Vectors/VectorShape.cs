using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>A size of vectors, and the names of its operations.</summary>
/// <remarks>
/// Unpacking takes complex numbers apart, and puts them together, within each 128 bits of a vector. So it leaves the elements of a block in an order of
/// their own: with 2h elements, h complex numbers in one vector and h in the next, the lanes hold elements 0, h, 1, h + 1, … All passes keep to it.
/// </remarks>
internal sealed class VectorShape
{
    public static VectorShape Of256 { get; } = new(4, "global::System.Runtime.Intrinsics.X86.Avx2.IsSupported && SimdFma.IsSupported");

    public static VectorShape Of512 { get; } = new(8, "Simd512.IsHardwareAccelerated && SimdAvx512.IsSupported");

    private VectorShape(int lanes, string condition, bool isPlanar = false)
    {
        Lanes = lanes;
        Condition = condition;
        IsPlanar = isPlanar;
        LaneOrder = Enumerable.Range(0, lanes).Select(i => isPlanar ? i : i / 2 + i % 2 * (lanes / 2)).ToImmutableArray();
    }

    /// <summary>All of them, the widest first.</summary>
    public static ImmutableArray<VectorShape> All { get; } = ImmutableArray.Create(Of512, Of256);

    /// <summary>Those between separate arrays of real and imaginary parts, with their elements in natural order.</summary>
    public static ImmutableArray<VectorShape> Planar { get; } =
        ImmutableArray.Create(new VectorShape(8, Of512.Condition, isPlanar: true), new VectorShape(4, Of256.Condition, isPlanar: true));

    /// <summary>Whether real and imaginary parts come from, and go to, arrays of their own.</summary>
    public bool IsPlanar { get; }

    /// <summary>Elements per vector.</summary>
    public int Lanes { get; }

    /// <summary>The element of a block that each lane holds.</summary>
    public ImmutableArray<int> LaneOrder { get; }

    /// <summary>The condition, known to the just-in-time compiler, under which code on such vectors may run.</summary>
    public string Condition { get; }

    public string Bits => Lanes == 4 ? "256" : "512";

    public string Class => "Simd" + Bits;

    public string Vector => Class + "Vector";

    /// <summary>Short names for what vector code uses, for the head of the file; no user's code has such names.</summary>
    public static void WriteAliases(CodeWriter writer, string code)
    {
        var used = Aliases.Where(alias => Regex.IsMatch(code, $@"\b{alias.Name}\b", RegexOptions.CultureInvariant)).ToList();
        foreach (var (name, type) in used) writer.Line($"using {name} = global::System.Runtime.{type};");
        if (used.Count > 0) writer.Line();
    }

    private static readonly (string Name, string Type)[] Aliases =
    [
        ("Simd256", "Intrinsics.Vector256"),
        ("Simd256Vector", "Intrinsics.Vector256<double>"),
        ("Simd512", "Intrinsics.Vector512"),
        ("Simd512Vector", "Intrinsics.Vector512<double>"),
        ("SimdAvx", "Intrinsics.X86.Avx"),
        ("SimdAvx512", "Intrinsics.X86.Avx512F"),
        ("SimdFma", "Intrinsics.X86.Fma"),
        ("SimdMemory", "InteropServices.MemoryMarshal"),
        ("SimdUnsafe", "CompilerServices.Unsafe"),
    ];

    /// <summary>±a·b ± c.</summary>
    public string Fused(bool negatesProduct, bool negatesAddend)
    {
        var name = (negatesProduct, negatesAddend) switch
        {
            (false, false) => "MultiplyAdd",
            (false, true) => "MultiplySubtract",
            (true, false) => "MultiplyAddNegated",
            _ => "MultiplySubtractNegated",
        };
        return Lanes == 4 ? "SimdFma." + name : "SimdAvx512.Fused" + name;
    }

    /// <summary>Unpacks the even (low) or odd (high) elements of two vectors, in turn.</summary>
    public string Unpack(bool high) => (Lanes == 4 ? "SimdAvx." : "SimdAvx512.") + (high ? "UnpackHigh" : "UnpackLow") + "({0}, {1})";

    /// <summary>
    /// From a square of results over blocks to the vectors of each block over the results, lanes in lane order on both sides: unpacking brings
    /// results i and i + h of a block together into 128 bits, which are then moved as a whole.
    /// </summary>
    public int[] Transpose(VectorCode code, int[] rows)
    {
        var half = Lanes / 2;
        if (IsPlanar)
        {
            // Results 2i and 2i + 1 of even blocks, then of odd blocks.
            var even = TransposePairs(code, Enumerable.Range(0, half).Select(i => code.UnpackLow(rows[2 * i], rows[2 * i + 1])).ToArray());
            var odd = TransposePairs(code, Enumerable.Range(0, half).Select(i => code.UnpackHigh(rows[2 * i], rows[2 * i + 1])).ToArray());
            return Enumerable.Range(0, Lanes).Select(p => p % 2 == 0 ? even[p / 2] : odd[p / 2]).ToArray();
        }

        var low = Enumerable.Range(0, half).Select(i => code.UnpackLow(rows[i], rows[i + half])).ToArray();
        var high = Enumerable.Range(0, half).Select(i => code.UnpackHigh(rows[i], rows[i + half])).ToArray();
        return [.. TransposePairs(code, low), .. TransposePairs(code, high)];
    }

    private static int[] TransposePairs(VectorCode code, int[] rows)
    {
        if (rows.Length == 2)
            return [code.Apply("SimdAvx.Permute2x128({0}, {1}, 0x20)", rows[0], rows[1]), code.Apply("SimdAvx.Permute2x128({0}, {1}, 0x31)", rows[0], rows[1])];

        int Shuffle(int a, int b, string control) => code.Apply($"SimdAvx512.Shuffle4x128({{0}}, {{1}}, {control})", a, b);
        var (first, second) = (Shuffle(rows[0], rows[1], "0x44"), Shuffle(rows[2], rows[3], "0x44"));
        var (third, fourth) = (Shuffle(rows[0], rows[1], "0xEE"), Shuffle(rows[2], rows[3], "0xEE"));
        return [Shuffle(first, second, "0x88"), Shuffle(first, second, "0xDD"), Shuffle(third, fourth, "0x88"), Shuffle(third, fourth, "0xDD")];
    }
}
