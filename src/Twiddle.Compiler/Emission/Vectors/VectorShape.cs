using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>A size of vectors, the type of their elements, and the names of their operations.</summary>
internal sealed class VectorShape : IVectorWords
{
    private readonly Family family;

    /// <summary>The instructions that operations are written in.</summary>
    private enum Family
    {
        /// <summary>None: a vector of one lane is a number.</summary>
        Scalar,

        /// <summary>What every machine with vectors of 128 bits has, by names that belong to none of them.</summary>
        Common,
        Sse,
        Avx,
        Avx512,
    }

    private VectorShape(ScalarKind kind, int bits, Family family)
    {
        this.family = family;
        Kind = kind;
        Bits = bits;
        Exchanges = IsScalar ? ImmutableArray<LaneExchange>.Empty : LaneExchange.Of(Instructions, kind == ScalarKind.Single ? 2 : 1, bits, isCommon: family == Family.Common);
        OrderBits = InterleavedOrder();
    }

    /// <summary>All with elements of one type, the widest first.</summary>
    public static ImmutableArray<VectorShape> Of(ScalarKind kind) => kind switch
    {
        ScalarKind.Double => Doubles,
        ScalarKind.Single => Singles,
        _ => ImmutableArray<VectorShape>.Empty,
    };

    private static readonly ImmutableArray<VectorShape> Doubles = ImmutableArray.Create(
        new VectorShape(ScalarKind.Double, 512, Family.Avx512),
        new VectorShape(ScalarKind.Double, 256, Family.Avx),
        new VectorShape(ScalarKind.Double, 128, Family.Common));

    private static readonly ImmutableArray<VectorShape> Singles = ImmutableArray.Create(
        new VectorShape(ScalarKind.Single, 512, Family.Avx512),
        new VectorShape(ScalarKind.Single, 256, Family.Avx),
        new VectorShape(ScalarKind.Single, 128, Family.Sse),
        new VectorShape(ScalarKind.Single, 128, Family.Common));

    /// <summary>One number, for machines without vectors.</summary>
    public static VectorShape ScalarOf(ScalarKind kind) => kind == ScalarKind.Single ? SingleScalar : DoubleScalar;

    private static readonly VectorShape DoubleScalar = new(ScalarKind.Double, 64, Family.Scalar);

    private static readonly VectorShape SingleScalar = new(ScalarKind.Single, 32, Family.Scalar);

    /// <summary>Those of 128 bits, for code on one complex number at a time.</summary>
    public static ImmutableArray<VectorShape> Pairs(ScalarKind kind) => kind switch
    {
        ScalarKind.Double => DoublePairs,
        ScalarKind.Single => Singles.RemoveRange(0, 2),
        _ => ImmutableArray<VectorShape>.Empty,
    };

    private static readonly ImmutableArray<VectorShape> DoublePairs = ImmutableArray.Create(new VectorShape(ScalarKind.Double, 128, Family.Sse), Doubles[2]);

    /// <summary>Whether shapes of more lanes make it superfluous where one of them can be used.</summary>
    public bool IsOnlyForShort => family == Family.Sse;

    /// <summary>Whether there is a single lane.</summary>
    public bool IsScalar => family == Family.Scalar;

    /// <summary>The type of an element.</summary>
    public ScalarKind Kind { get; }

    public int Bits { get; }

    /// <summary>The bytes of an element.</summary>
    public int ElementSize => Kind == ScalarKind.Single ? 4 : 8;

    public string Scalar => ElementShape.Text(Kind);

    /// <summary>Elements per vector, a power of two.</summary>
    public int Lanes => Bits / 8 / ElementSize;

    /// <summary>The number of bits of a lane's number.</summary>
    public int LaneBits => BitCount(Lanes);

    /// <summary>The shuffles of two vectors.</summary>
    public ImmutableArray<LaneExchange> Exchanges { get; }

    /// <summary>
    /// The element that each lane holds after one shuffle has taken a vector's worth of complex numbers apart: its bits, by bits of the lane's number. Most
    /// shuffles work within 128 bits, so this is not the natural order.
    /// </summary>
    public ImmutableArray<int> OrderBits { get; }

    /// <summary>The elements in their own order, in the same form.</summary>
    public ImmutableArray<int> NaturalBits => Enumerable.Range(0, LaneBits).ToImmutableArray();

    /// <summary>The condition, known to the just-in-time compiler, under which code on such vectors may run.</summary>
    public string Condition => family switch
    {
        Family.Avx512 => "Simd512.IsHardwareAccelerated && SimdAvx512.IsSupported",
        Family.Avx => "SimdAvx2.IsSupported && SimdFma.IsSupported",
        Family.Sse => "SimdFma.IsSupported",
        Family.Scalar => "true",
        _ => "Simd128.IsHardwareAccelerated",
    };

    /// <summary>Whether a product and a sum are one instruction.</summary>
    public bool HasFusedMultiplyAdd => family is not (Family.Common or Family.Scalar);

    public string Class => "Simd" + Bits.ToString(CultureInfo.InvariantCulture);

    public string Vector => IsScalar ? Scalar : Class + (Kind == ScalarKind.Single ? "Singles" : "Doubles");

    /// <summary>Tells the methods of each shape apart.</summary>
    public string Suffix => Bits.ToString(CultureInfo.InvariantCulture) + (family == Family.Common ? "Common" : "");

    /// <summary>A name for what works on it.</summary>
    public string Name => IsScalar ? "Scalars" : "Vectors" + Suffix;

    private string Instructions => family switch
    {
        Family.Avx512 => "SimdAvx512",
        Family.Avx => "SimdAvx",
        _ => Kind == ScalarKind.Single ? "SimdSse" : "SimdSse2",
    };

    /// <summary>Short names for what vector code uses, for the head of the file; no user's code has such names.</summary>
    public static void WriteAliases(CodeWriter writer, string code)
    {
        var used = Aliases.Where(alias => Regex.IsMatch(code, $@"\b{alias.Name}\b", RegexOptions.CultureInvariant)).ToList();
        foreach (var (name, type) in used) writer.Line($"using {name} = global::System.Runtime.{type};");
        if (used.Count > 0) writer.Line();
    }

    private static readonly (string Name, string Type)[] Aliases =
    [
        ("Simd128", "Intrinsics.Vector128"),
        ("Simd128Doubles", "Intrinsics.Vector128<double>"),
        ("Simd128Singles", "Intrinsics.Vector128<float>"),
        ("Simd256", "Intrinsics.Vector256"),
        ("Simd256Doubles", "Intrinsics.Vector256<double>"),
        ("Simd256Singles", "Intrinsics.Vector256<float>"),
        ("Simd512", "Intrinsics.Vector512"),
        ("Simd512Doubles", "Intrinsics.Vector512<double>"),
        ("Simd512Singles", "Intrinsics.Vector512<float>"),
        ("SimdAvx", "Intrinsics.X86.Avx"),
        ("SimdAvx2", "Intrinsics.X86.Avx2"),
        ("SimdAvx512", "Intrinsics.X86.Avx512F"),
        ("SimdFma", "Intrinsics.X86.Fma"),
        ("SimdMethodImpl", "CompilerServices.MethodImplAttribute"),
        ("SimdMethodOptions", "CompilerServices.MethodImplOptions"),
        ("SimdMemory", "InteropServices.MemoryMarshal"),
        ("SimdSse", "Intrinsics.X86.Sse"),
        ("SimdSse2", "Intrinsics.X86.Sse2"),
        ("SimdUnsafe", "CompilerServices.Unsafe"),
    ];

    /// <summary>The types of values vary: each is declared by itself.</summary>
    public string? DeclaredType => null;

    public string Sum(string a, string b) => $"{a} + {b}";

    public string Difference(string a, string b) => $"{a} - {b}";

    public string Product(string a, string b) => $"{a} * {b}";

    public string Negative(string a) => "-" + a;

    /// <summary>A scalar in all lanes.</summary>
    public string Broadcast(string scalar) => IsScalar ? scalar : $"{Class}.Create({scalar})";

    /// <summary>±a·b ± c, in one rounding where the machine can.</summary>
    public string Fused(bool negatesProduct, bool negatesAddend, string a, string b, string c)
    {
        if (!HasFusedMultiplyAdd)
        {
            return (negatesProduct, negatesAddend) switch
            {
                (false, false) => $"{a} * {b} + {c}",
                (false, true) => $"{a} * {b} - {c}",
                (true, false) => $"{c} - {a} * {b}",
                _ => $"-({a} * {b} + {c})",
            };
        }

        var name = LaneWords.FusedName(negatesProduct, negatesAddend);
        return $"{(family == Family.Avx512 ? "SimdAvx512.Fused" : "SimdFma.")}{name}({a}, {b}, {c})";
    }

    /// <summary>A vector from any lanes of two others, those of the second counted on from the first's: its text, by the lanes; null where that is no one instruction.</summary>
    public Func<IEnumerable<int>, string>? Pick => family != Family.Avx512 ? null : lanes =>
        $"{Instructions}.PermuteVar{(Kind == ScalarKind.Single ? "16x32" : "8x64")}x2({{0}}, {Class}.Create({string.Join(", ", lanes.Select(i => i.ToString(CultureInfo.InvariantCulture) + (Kind == ScalarKind.Single ? "" : "L")))}), {{1}})";

    /// <summary>Stores the lower half of a vector.</summary>
    public string StoreLower(string place)
    {
        // Two numbers of float are as long as one of double.
        if (Bits == 128) return $"SimdUnsafe.As<{Vector}, double>(ref {place}) = Simd128.ToScalar(Simd128.AsDouble({{0}}));";
        var half = $"Simd{(Bits / 2).ToString(CultureInfo.InvariantCulture)}{(Kind == ScalarKind.Single ? "Singles" : "Doubles")}";
        return $"SimdUnsafe.As<{Vector}, {half}>(ref {place}) = {Class}.GetLower({{0}});";
    }

    /// <summary>Brings the lanes of one vector into another order: lane i gets lane <paramref name="from"/>[i].</summary>
    public string Reorder(IReadOnlyList<int> from)
    {
        var suffix = Kind == ScalarKind.Single ? "" : "L";
        return $"{Class}.Shuffle({{0}}, {Class}.Create({string.Join(", ", from.Select(i => i.ToString(CultureInfo.InvariantCulture) + suffix))}))";
    }

    /// <summary>The element of each lane, for bits of elements by bits of the lane's number.</summary>
    public static ImmutableArray<int> Elements(IReadOnlyList<int> bits) =>
        Enumerable.Range(0, 1 << bits.Count).Select(lane => Enumerable.Range(0, bits.Count).Sum(i => (lane >> i & 1) << bits[i])).ToImmutableArray();

    /// <summary>The base-2 logarithm of a power of two.</summary>
    public static int BitCount(int power)
    {
        var bits = 0;
        for (; power > 1; power >>= 1) bits++;
        return bits;
    }

    private ImmutableArray<int> InterleavedOrder()
    {
        if (IsScalar) return ImmutableArray<int>.Empty;
        // In memory, bit 0 of a place tells imaginary from real parts; the element's bits follow, the highest by the vector's number.
        var apart = Exchanges.First(e => e.Leaving == 0);
        return apart.Lanes.Select(old => (old < 0 ? LaneBits : old) - 1).ToImmutableArray();
    }
}
