namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>
/// The text of the MDCT and of its transpose. The angle (2n + 1 + N)(2k + 1)/8N of a turn, n &lt; 2N, has the cosine of an angle of the DCT-IV where N is even, and of the DCT-III where it is odd:
/// the 2N numbers fold to N (Princen and Bradley 1986), or the N results unfold.
/// </summary>
internal static class AnyLengthLappedText
{
    public static string Lapped(AnyLengthNumbers numbers) => MethodOfLapped + "\n\n" + numbers.ForEach(Fold);

    public static string Overlapping(AnyLengthNumbers numbers) => MethodOfOverlapping + "\n\n" + numbers.ForEach(Unfold);

    private const string MethodOfLapped = """
        /// <summary>
        /// target[k] = scale·Σ source[n]·cos(π(2n + 1 + N)(2k + 1)/4N), n = 0 … 2N − 1, k = 0 … N − 1. All of the source is read before the target is written, so both may overlap.
        /// </summary>
        /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        internal static void TransformLapped<T>(global::System.ReadOnlySpan<T> source, global::System.Span<T> target, double scale)
            where T : unmanaged
        {
            int length = source.Length / 2;
            ref T x = ref SimdMemory.GetReference(source.Slice(0, 2 * length));
            ref T y = ref SimdMemory.GetReference(target.Slice(0, length));
            double[] memory = global::System.Buffers.ArrayPool<double>.Shared.Rent(length);
            ref double values = ref SimdMemory.GetArrayDataReference(memory);
            if (typeof(T) == typeof(float)) Fold(ref SimdUnsafe.As<T, float>(ref x), ref values, length);
            else Fold(ref SimdUnsafe.As<T, double>(ref x), ref values, length);
            global::System.Span<double> folded = new global::System.Span<double>(memory, 0, length);
            if (length % 2 == 0) TransformCosineFour<double>(folded, folded, scale);
            else TransformCosineThree<double>(folded, folded, scale, scale);
            CopyTo<T>(ref values, ref y, length, 1.0);
            global::System.Buffers.ArrayPool<double>.Shared.Return(memory);
        }
        """;

    private static string Fold => AnyLengthVectorText.WithLoops("""
        /// <summary>Sums of the elements whose cosines are the same but for a sign.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void Fold(ref @Number source, ref double target, int length)
        {
            if (length % 2 != 0)
            {
                FoldOdd(ref source, ref target, length);
                return;
            }

            // The quarters a, b, c, d: −d − c backwards, and a − b backwards.
            nint half = length / 2, i = 0;
            @Vectors
            for (; i <= half - @L; i += @L)
            {
                var c = Load@W(ref SimdUnsafe.Add(ref source, 3 * half - i - @L));
                var d = Load@W(ref SimdUnsafe.Add(ref source, 3 * half + i));
                Store@W(ref SimdUnsafe.Add(ref target, i), -Reverse(c) - d);
                var a = Load@W(ref SimdUnsafe.Add(ref source, i));
                var b = Load@W(ref SimdUnsafe.Add(ref source, 2 * half - i - @L));
                Store@W(ref SimdUnsafe.Add(ref target, half + i), a - Reverse(b));
            }
            @End

            for (; i < half; i++)
            {
                SimdUnsafe.Add(ref target, i) = -(double)SimdUnsafe.Add(ref source, 3 * half - 1 - i) - SimdUnsafe.Add(ref source, 3 * half + i);
                SimdUnsafe.Add(ref target, half + i) = (double)SimdUnsafe.Add(ref source, i) - SimdUnsafe.Add(ref source, 2 * half - 1 - i);
            }
        }

        /// <summary>Element n has the cosine of m = n + (length + 1)/2: that of 2·length − m is its negative, as that of m − 2·length; that of length is zero.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void FoldOdd(ref @Number source, ref double target, int length)
        {
            SimdMemory.CreateSpan(ref target, length).Clear();
            for (int n = 0, m = (length + 1) / 2; n < 2 * length; n++, m++)
            {
                if (m < length) SimdUnsafe.Add(ref target, m) += SimdUnsafe.Add(ref source, n);
                else if (m > length) SimdUnsafe.Add(ref target, m <= 2 * length ? 2 * length - m : m - 2 * length) -= SimdUnsafe.Add(ref source, n);
            }
        }
        """);

    private const string MethodOfOverlapping = """
        /// <summary>
        /// target[n] = scale·Σ source[k]·cos(π(2n + 1 + N)(2k + 1)/4N), k = 0 … N − 1, n = 0 … 2N − 1. All of the source is read before the target is written, so both may overlap.
        /// </summary>
        /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        internal static void TransformOverlapping<T>(global::System.ReadOnlySpan<T> source, global::System.Span<T> target, double scale)
            where T : unmanaged
        {
            int length = source.Length;
            ref T y = ref SimdMemory.GetReference(target.Slice(0, 2 * length));
            double[] memory = global::System.Buffers.ArrayPool<double>.Shared.Rent(length);
            ref double values = ref SimdMemory.GetArrayDataReference(memory);
            Copy<T>(ref SimdMemory.GetReference(source), ref values, length, 1.0);
            global::System.Span<double> folded = new global::System.Span<double>(memory, 0, length);
            if (length % 2 == 0) TransformCosineFour<double>(folded, folded, scale);
            else TransformCosineTwo<double>(folded, folded, scale, scale);
            if (typeof(T) == typeof(float)) Unfold(ref values, ref SimdUnsafe.As<T, float>(ref y), length);
            else Unfold(ref values, ref SimdUnsafe.As<T, double>(ref y), length);
            global::System.Buffers.ArrayPool<double>.Shared.Return(memory);
        }
        """;

    private static string Unfold => AnyLengthVectorText.WithLoops("""
        /// <summary>Each number goes to the elements whose cosine it is, but for a sign.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void Unfold(ref double source, ref @Number target, int length)
        {
            if (length % 2 != 0)
            {
                for (int n = 0, m = (length + 1) / 2; n < 2 * length; n++, m++)
                {
                    double value = m < length ? SimdUnsafe.Add(ref source, m) : m == length ? 0.0 : -SimdUnsafe.Add(ref source, m <= 2 * length ? 2 * length - m : m - 2 * length);
                    SimdUnsafe.Add(ref target, n) = (@Number)value;
                }

                return;
            }

            nint half = length / 2, i = 0;
            @Vectors
            for (; i <= half - @L; i += @L)
            {
                var first = -Load@W(ref SimdUnsafe.Add(ref source, i));
                var second = Load@W(ref SimdUnsafe.Add(ref source, half + i));
                Store@W(ref SimdUnsafe.Add(ref target, i), second);
                Store@W(ref SimdUnsafe.Add(ref target, 2 * half - i - @L), Reverse(-second));
                Store@W(ref SimdUnsafe.Add(ref target, 3 * half - i - @L), Reverse(first));
                Store@W(ref SimdUnsafe.Add(ref target, 3 * half + i), first);
            }
            @End

            for (; i < half; i++)
            {
                @Number first = (@Number)(-SimdUnsafe.Add(ref source, i)), second = (@Number)SimdUnsafe.Add(ref source, half + i);
                SimdUnsafe.Add(ref target, i) = second;
                SimdUnsafe.Add(ref target, 2 * half - 1 - i) = -second;
                SimdUnsafe.Add(ref target, 3 * half - 1 - i) = first;
                SimdUnsafe.Add(ref target, 3 * half + i) = first;
            }
        }
        """);
}
