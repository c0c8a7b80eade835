namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>The text of transforms whose real and imaginary parts are in arrays of their own, at one end or at both.</summary>
internal static class AnyLengthPartsText
{
    public const string Body = """
        /// <summary>
        /// The same transform of parts: real and imaginary parts in spans of their own, or, where the imaginary span is empty, in turns in the other one. All of the source
        /// is read before the target is written, so all may overlap, but for both spans of the target.
        /// </summary>
        /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        internal void TransformParts<T>(
            global::System.ReadOnlySpan<T> sourceRe, global::System.ReadOnlySpan<T> sourceIm, global::System.Span<T> targetRe, global::System.Span<T> targetIm, int direction, double scale)
            where T : unmanaged
        {
            nint plane = (convolution ?? this).plane;
            double[] scratch = Rent(4 * (int)plane + 8);
            ref double a = ref Aligned(scratch);
            ref double b = ref SimdUnsafe.Add(ref a, 2 * plane);
            if (sourceIm.IsEmpty)
            {
                Split<T>(ref SimdMemory.GetReference(sourceRe.Slice(0, 2 * length)), ref a, plane, length, -direction);
            }
            else
            {
                Copy<T>(ref SimdMemory.GetReference(sourceRe.Slice(0, length)), ref a, length, 1.0);
                Copy<T>(ref SimdMemory.GetReference(sourceIm.Slice(0, length)), ref SimdUnsafe.Add(ref a, plane), length, -direction);
            }

            bool isSecond = convolution is null ? Passes(ref a, ref b, plane, 1, radices.Length) : Convolve(ref a, ref b);
            ref double values = ref isSecond ? ref b : ref a;
            if (targetIm.IsEmpty)
            {
                Join<T>(ref values, plane, ref SimdMemory.GetReference(targetRe.Slice(0, 2 * length)), length, scale, -direction * scale);
            }
            else
            {
                // Both slices first: nothing is written where one is too short.
                targetIm = targetIm.Slice(0, length);
                CopyTo<T>(ref values, ref SimdMemory.GetReference(targetRe.Slice(0, length)), length, scale);
                CopyTo<T>(ref SimdUnsafe.Add(ref values, plane), ref SimdMemory.GetReference(targetIm), length, -direction * scale);
            }

            Return(scratch);
        }
        """;

    /// <summary>The ends by the type of a number.</summary>
    public const string Choice = """
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static void Split<T>(ref T source, ref double re, nint plane, nint count, double factor)
            where T : unmanaged
        {
            if (typeof(T) == typeof(float)) Split(ref SimdUnsafe.As<T, float>(ref source), ref re, plane, count, factor);
            else Split(ref SimdUnsafe.As<T, double>(ref source), ref re, plane, count, factor);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static void Join<T>(ref double re, nint plane, ref T target, nint count, double factorRe, double factorIm)
            where T : unmanaged
        {
            if (typeof(T) == typeof(float)) Join(ref re, plane, ref SimdUnsafe.As<T, float>(ref target), count, factorRe, factorIm);
            else Join(ref re, plane, ref SimdUnsafe.As<T, double>(ref target), count, factorRe, factorIm);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static void Copy<T>(ref T source, ref double target, nint count, double factor)
            where T : unmanaged
        {
            if (typeof(T) == typeof(float)) Copy(ref SimdUnsafe.As<T, float>(ref source), ref target, count, factor);
            else Copy(ref SimdUnsafe.As<T, double>(ref source), ref target, count, factor);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static void CopyTo<T>(ref double source, ref T target, nint count, double factor)
            where T : unmanaged
        {
            if (typeof(T) == typeof(float)) Copy(ref source, ref SimdUnsafe.As<T, float>(ref target), count, factor);
            else Copy(ref source, ref SimdUnsafe.As<T, double>(ref target), count, factor);
        }
        """;
}
