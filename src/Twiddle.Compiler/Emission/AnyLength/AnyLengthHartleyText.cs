namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>The text of Hartley transforms: cosines and sines of whole periods, in any proportion, from the spectrum of real data.</summary>
internal static class AnyLengthHartleyText
{
    public static string Body(AnyLengthNumbers numbers) => Methods + "\n\n" + numbers.ForEach(Combine);

    private const string Methods = """
        /// <summary>
        /// target[k] = Σ source[n]·(cosines·cos(2πnk/N) + sines·sin(2πnk/N)). All of the source is read before the target is written, so both may overlap.
        /// </summary>
        /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
        internal static void TransformHartley<T>(global::System.ReadOnlySpan<T> source, global::System.Span<T> target, double cosines, double sines)
            where T : unmanaged
        {
            bool isEven = source.Length % 2 == 0;
            Of(isEven ? source.Length / 2 : source.Length).Hartley(source, isEven, target, cosines, sines);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private void Hartley<T>(global::System.ReadOnlySpan<T> source, bool isEven, global::System.Span<T> target, double cosines, double sines)
            where T : unmanaged
        {
            ref T y = ref SimdMemory.GetReference(target.Slice(0, source.Length));
            nint plane = (convolution ?? this).plane;
            double[] scratch = Rent(4 * (int)plane + 8);
            ref double a = ref Aligned(scratch);
            ref double b = ref SimdUnsafe.Add(ref a, 2 * plane);
            Pack(ref SimdMemory.GetReference(source), ref a, plane, isEven);
            ref double values = ref Spectrum(ref a, ref b, isEven);
            if (typeof(T) == typeof(float)) JoinHartley(ref values, plane, ref SimdUnsafe.As<T, float>(ref y), source.Length, cosines, sines);
            else JoinHartley(ref values, plane, ref SimdUnsafe.As<T, double>(ref y), source.Length, cosines, sines);
            Return(scratch);
        }
        """;

    private static string Combine => AnyLengthVectorText.WithLoops("""
        /// <summary>y[k] = cosines·Re X[k] − sines·Im X[k] and y[N − k] = cosines·Re X[k] + sines·Im X[k].</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void JoinHartley(ref double re, nint plane, ref @Number target, nint count, double cosines, double sines)
        {
            target = (@Number)(re * cosines);
            nint k = 1;
            @Vectors
            for (; 2 * (k + @L - 1) < count; k += @L)
            {
                var a = Load@W(ref SimdUnsafe.Add(ref re, k)) * cosines;
                var b = Load@W(ref SimdUnsafe.Add(ref re, k + plane)) * sines;
                Store@W(ref SimdUnsafe.Add(ref target, k), a - b);
                Store@W(ref SimdUnsafe.Add(ref target, count - k - @L + 1), Reverse(a + b));
            }
            @End

            for (; 2 * k <= count; k++)
            {
                double a = SimdUnsafe.Add(ref re, k) * cosines, b = SimdUnsafe.Add(ref re, k + plane) * sines;
                SimdUnsafe.Add(ref target, count - k) = (@Number)(a + b);
                SimdUnsafe.Add(ref target, k) = (@Number)(a - b);
            }
        }
        """);
}
