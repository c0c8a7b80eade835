namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>
/// Writes a loop of the engine once for vectors of eight and of four numbers: <c>@V</c> stands for the vector, <c>@L</c> for its lanes and <c>@W</c> for its bits. What moves
/// numbers between lanes has a name of its own, of which there is a method for each.
/// </summary>
internal static class AnyLengthVectorText
{
    /// <summary>The loop for the widest vectors that the machine has; what is left over, and machines without vectors, are the caller's.</summary>
    public static string Loop(string loop) => $$"""
        if (@Condition512)
        {
        {{Indented(Of(loop, "Simd512Doubles", "8", "512"))}}
        }
        else if (@Condition256)
        {
        {{Indented(Of(loop, "Simd256Doubles", "4", "256"))}}
        }
        """;

    /// <summary>A text with loops in it: each between lines that are <c>@Vectors</c> and <c>@End</c>.</summary>
    public static string WithLoops(string text)
    {
        var lines = new List<string>();
        List<string>? loop = null;
        foreach (var line in text.Replace("\r", "").Split('\n'))
        {
            if (line.Trim() == "@Vectors") loop = [];
            else if (line.Trim() == "@End")
            {
                var indent = loop![0].Length - loop[0].TrimStart().Length;
                var written = Loop(string.Join("\n", loop.Select(l => l.Length > indent ? l.Substring(indent) : l.TrimStart())));
                lines.AddRange(written.Replace("\r", "").Split('\n').Select(l => l.Length == 0 ? l : new string(' ', indent) + l));
                loop = null;
            }
            else (loop ?? lines).Add(line);
        }

        return string.Join("\n", lines);
    }

    private static string Of(string loop, string vector, string lanes, string bits) => loop.Replace("@V", vector).Replace("@L", lanes).Replace("@W", bits);

    private static string Indented(string text) => string.Join("\n", text.Split('\n').Select(line => line.Length == 0 ? line : "    " + line));

    public const string Lanes = """
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static Simd512Doubles Even(Simd512Doubles a, Simd512Doubles b)
        {
            return SimdAvx512.PermuteVar8x64x2(a, Simd512.Create(0L, 2, 4, 6, 8, 10, 12, 14), b);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static Simd512Doubles Odd(Simd512Doubles a, Simd512Doubles b)
        {
            return SimdAvx512.PermuteVar8x64x2(a, Simd512.Create(1L, 3, 5, 7, 9, 11, 13, 15), b);
        }

        /// <summary>Elements in turns, of the first halves.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static Simd512Doubles ZipLow(Simd512Doubles a, Simd512Doubles b)
        {
            return SimdAvx512.PermuteVar8x64x2(a, Simd512.Create(0L, 8, 1, 9, 2, 10, 3, 11), b);
        }

        /// <summary>Elements in turns, of the second halves.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static Simd512Doubles ZipHigh(Simd512Doubles a, Simd512Doubles b)
        {
            return SimdAvx512.PermuteVar8x64x2(a, Simd512.Create(4L, 12, 5, 13, 6, 14, 7, 15), b);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static Simd512Doubles Reverse(Simd512Doubles a)
        {
            return SimdAvx512.PermuteVar8x64(a, Simd512.Create(7L, 6, 5, 4, 3, 2, 1, 0));
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static Simd256Doubles Even(Simd256Doubles a, Simd256Doubles b)
        {
            return SimdAvx.UnpackLow(SimdAvx.Permute2x128(a, b, 0x20), SimdAvx.Permute2x128(a, b, 0x31));
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static Simd256Doubles Odd(Simd256Doubles a, Simd256Doubles b)
        {
            return SimdAvx.UnpackHigh(SimdAvx.Permute2x128(a, b, 0x20), SimdAvx.Permute2x128(a, b, 0x31));
        }

        /// <summary>Elements in turns, of the first halves.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static Simd256Doubles ZipLow(Simd256Doubles a, Simd256Doubles b)
        {
            return SimdAvx.Permute2x128(SimdAvx.UnpackLow(a, b), SimdAvx.UnpackHigh(a, b), 0x20);
        }

        /// <summary>Elements in turns, of the second halves.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static Simd256Doubles ZipHigh(Simd256Doubles a, Simd256Doubles b)
        {
            return SimdAvx.Permute2x128(SimdAvx.UnpackLow(a, b), SimdAvx.UnpackHigh(a, b), 0x31);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static Simd256Doubles Reverse(Simd256Doubles a)
        {
            return SimdAvx2.Permute4x64(a, 0x1B);
        }
        """;
}
