namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>
/// The text of the DST-II, III and IV: cosine transforms of the same kind, of data with alternating signs or backwards, whose results are then backwards or have alternating signs.
/// </summary>
internal static class AnyLengthSineText
{
    /// <summary>sin(π(2n + 1)(k + 1)/2N) is (−1)ⁿ·cos(π(2n + 1)(N − 1 − k)/2N).</summary>
    public static string Two => Method(
        "Two",
        "target[k] = scale·Σ source[n]·sin(π(2n + 1)(k + 1)/2N), but for the last, whose scale is last.",
        "double last, double scale",
        "last, scale",
        "Alternate",
        "TurnAround");

    /// <summary>sin(π(n + 1)(2k + 1)/2N) is (−1)ᵏ·cos(π(N − 1 − n)(2k + 1)/2N).</summary>
    public static string Three => Method(
        "Three",
        "target[k] = scale·Σ source[n]·sin(π(n + 1)(2k + 1)/2N), but for the last of the source, whose factor is last.",
        "double last, double scale",
        "last, scale",
        "TurnAround",
        "Alternate");

    /// <summary>sin(π(2n + 1)(2k + 1)/4N) is (−1)ᵏ·cos(π(2N − 1 − 2n)(2k + 1)/4N).</summary>
    public static string Four => Method("Four", "target[k] = scale·Σ source[n]·sin(π(2n + 1)(2k + 1)/4N).", "double scale", "scale", "TurnAround", "Alternate");

    /// <summary>Copies in another order or with other signs, from and to numbers of each type.</summary>
    public static string Core(AnyLengthNumbers numbers) =>
        string.Join("\n\n", [Of("double", "double"), .. numbers.HasSingles ? new[] { Of("float", "double"), Of("double", "float") } : []]);

    private static string Method(string number, string meaning, string factors, string arguments, string before, string after) => $$"""
        /// <summary>
        /// {{meaning}} All of the source is read before the target is written, so both may overlap.
        /// </summary>
        /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        internal static void TransformSine{{number}}<T>(global::System.ReadOnlySpan<T> source, global::System.Span<T> target, {{factors}})
            where T : unmanaged
        {
            int length = source.Length;
            ref T x = ref SimdMemory.GetReference(source);
            ref T y = ref SimdMemory.GetReference(target.Slice(0, length));
            double[] memory = global::System.Buffers.ArrayPool<double>.Shared.Rent(length);
            ref double values = ref SimdMemory.GetArrayDataReference(memory);
            if (typeof(T) == typeof(float)) {{before}}(ref SimdUnsafe.As<T, float>(ref x), ref values, length);
            else {{before}}(ref SimdUnsafe.As<T, double>(ref x), ref values, length);
            TransformCosine{{number}}<double>(new global::System.ReadOnlySpan<double>(memory, 0, length), new global::System.Span<double>(memory, 0, length), {{arguments}});
            if (typeof(T) == typeof(float)) {{after}}(ref values, ref SimdUnsafe.As<T, float>(ref y), length);
            else {{after}}(ref values, ref SimdUnsafe.As<T, double>(ref y), length);
            global::System.Buffers.ArrayPool<double>.Shared.Return(memory);
        }
        """;

    private static string Of(string from, string to) => AnyLengthVectorText.WithLoops("""
        /// <summary>Copies numbers, every second one negative.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void Alternate(ref @From source, ref @To target, nint count)
        {
            nint i = 0;
            @Vectors
            var signs = Alternating@W();
            for (; i <= count - @L; i += @L) Store@W(ref SimdUnsafe.Add(ref target, i), Load@W(ref SimdUnsafe.Add(ref source, i)) * signs);
            @End

            for (; i < count; i++) SimdUnsafe.Add(ref target, i) = (@To)(i % 2 == 0 ? SimdUnsafe.Add(ref source, i) : -SimdUnsafe.Add(ref source, i));
        }

        /// <summary>Copies numbers, the last one to the front.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void TurnAround(ref @From source, ref @To target, nint count)
        {
            nint i = 0;
            @Vectors
            for (; i <= count - @L; i += @L) Store@W(ref SimdUnsafe.Add(ref target, i), Reverse(Load@W(ref SimdUnsafe.Add(ref source, count - i - @L))));
            @End

            for (; i < count; i++) SimdUnsafe.Add(ref target, i) = (@To)SimdUnsafe.Add(ref source, count - 1 - i);
        }
        """).Replace("@From", from).Replace("@To", to).Replace("Alternating512()", "Simd512.Create(1.0, -1, 1, -1, 1, -1, 1, -1)").Replace("Alternating256()", "Simd256.Create(1.0, -1, 1, -1)");
}
