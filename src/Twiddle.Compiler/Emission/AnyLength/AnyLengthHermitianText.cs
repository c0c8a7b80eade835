namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>
/// The text of transforms with real results of spectra that are their own conjugates mirrored. An even number of results are the parts of half as many complex numbers,
/// as in <see cref="AnyLengthRealText"/>, whose steps are done backwards; an odd number go through the complex transform. What is transformed is the conjugate of the spectrum, since
/// the plans have a minus sign in the exponent.
/// </summary>
internal static class AnyLengthHermitianText
{
    public static string Core => AnyLengthVectorText.WithLoops("""
        /// <summary>
        /// The transform of W[k], k = 0 … length, the conjugate of half a spectrum of twice the length: y[2j] − i·y[2j + 1] = Σ U[k]·e^(−2πi·jk/length).
        /// </summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private ref double FromHalf(ref double a, ref double b)
        {
            nint plane = (convolution ?? this).plane;
            SplitHalves(ref a, ref SimdUnsafe.Add(ref a, plane), ref HalfTurn(), length / 2 + 1, length);
            bool isSecond = convolution is null ? Passes(ref a, ref b, plane, 1, radices.Length) : Convolve(ref a, ref b);
            return ref isSecond ? ref b : ref a;
        }

        /// <summary>
        /// U[k] = E[k] + F[k] and U[half − k] = conj(E[k] − F[k]), where E = W[k] + conj W[half − k] and F = −i·w^k·(W[k] − conj W[half − k]); in place.
        /// </summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void SplitHalves(ref double re, ref double im, ref double factors, nint factorPlane, nint half)
        {
            nint k = 0;
            @Vectors
            for (; 2 * (k + @L - 1) < half; k += @L)
            {
                nint mirror = half - k - @L + 1;
                var a = Load@W(ref SimdUnsafe.Add(ref re, k));
                var b = Load@W(ref SimdUnsafe.Add(ref im, k));
                var c = Reverse(Load@W(ref SimdUnsafe.Add(ref re, mirror)));
                var d = Reverse(Load@W(ref SimdUnsafe.Add(ref im, mirror)));
                var cos = Load@W(ref SimdUnsafe.Add(ref factors, k));
                var sin = Load@W(ref SimdUnsafe.Add(ref factors, k + factorPlane));
                var sumRe = a + c;
                var sumIm = b - d;
                var turnedRe = cos * (b + d) + sin * (a - c);
                var turnedIm = sin * (b + d) - cos * (a - c);
                Store@W(ref SimdUnsafe.Add(ref re, k), sumRe + turnedRe);
                Store@W(ref SimdUnsafe.Add(ref im, k), sumIm + turnedIm);
                Store@W(ref SimdUnsafe.Add(ref re, mirror), Reverse(sumRe - turnedRe));
                Store@W(ref SimdUnsafe.Add(ref im, mirror), Reverse(turnedIm - sumIm));
            }
            @End

            for (; 2 * k <= half; k++)
            {
                double a = SimdUnsafe.Add(ref re, k), b = SimdUnsafe.Add(ref im, k);
                double c = SimdUnsafe.Add(ref re, half - k), d = SimdUnsafe.Add(ref im, half - k);
                double cos = SimdUnsafe.Add(ref factors, k), sin = SimdUnsafe.Add(ref factors, k + factorPlane);
                double turnedRe = cos * (b + d) + sin * (a - c), turnedIm = sin * (b + d) - cos * (a - c);
                SimdUnsafe.Add(ref re, half - k) = a + c - turnedRe;
                SimdUnsafe.Add(ref im, half - k) = turnedIm - (b - d);
                SimdUnsafe.Add(ref re, k) = a + c + turnedRe;
                SimdUnsafe.Add(ref im, k) = b - d + turnedIm;
            }
        }
        """);

    public static string Body(AnyLengthNumbers numbers) => Methods + "\n\n" + numbers.ForEach(Fold);

    private const string Methods = """
        /// <summary>
        /// target[n] = Σ factor[k]·Re(source[k]·e^(2πi·nk/N)), k = 0 … N/2, N even: the inverse of a transform of real data, of the half of its spectrum. The factors are first at k = 0,
        /// last at N/2, and scale between. The source's complex numbers are real and imaginary parts in turns. All of it is read before the target is written, so both may overlap.
        /// </summary>
        /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
        internal static void TransformHalfSpectrum<T>(global::System.ReadOnlySpan<T> source, global::System.Span<T> target, double first, double last, double scale)
            where T : unmanaged
        {
            Of(source.Length / 2 - 1).FromHalfSpectrum(source, target, first, last, scale);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private void FromHalfSpectrum<T>(global::System.ReadOnlySpan<T> source, global::System.Span<T> target, double first, double last, double scale)
            where T : unmanaged
        {
            ref T x = ref SimdMemory.GetReference(source.Slice(0, 2 * length + 2));
            ref T y = ref SimdMemory.GetReference(target.Slice(0, 2 * length));
            nint plane = (convolution ?? this).plane;
            double[] scratch = Rent(4 * (int)plane + 8);
            ref double a = ref Aligned(scratch);
            ref double b = ref SimdUnsafe.Add(ref a, 2 * plane);
            Split<T>(ref x, ref a, plane, length + 1, -1.0);
            // Of the numbers between, the halves are meant: twice the real part is the sum of both conjugates.
            double factor = 0.5 * scale;
            a *= first / factor;
            SimdUnsafe.Add(ref a, plane) = 0.0;
            SimdUnsafe.Add(ref a, length) *= last / factor;
            SimdUnsafe.Add(ref a, length + plane) = 0.0;
            Join<T>(ref FromHalf(ref a, ref b), plane, ref y, length, factor, -factor);
            Return(scratch);
        }

        /// <summary>
        /// target[n] = scale·Σ Re(source[k]·e^(direction·2πi·nk/N)), k = 0 … N − 1, direction 1 or −1. The source's complex numbers are real and imaginary parts in turns. All of it is
        /// read before the target is written, so both may overlap.
        /// </summary>
        /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
        internal static void TransformRealPart<T>(global::System.ReadOnlySpan<T> source, global::System.Span<T> target, int direction, double scale)
            where T : unmanaged
        {
            int count = source.Length / 2;
            Of(count % 2 == 0 ? count / 2 : count).RealPart(source, count % 2 == 0, target, direction, scale);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private void RealPart<T>(global::System.ReadOnlySpan<T> source, bool isEven, global::System.Span<T> target, int direction, double scale)
            where T : unmanaged
        {
            int count = isEven ? 2 * length : length;
            ref T x = ref SimdMemory.GetReference(source.Slice(0, 2 * count));
            ref T y = ref SimdMemory.GetReference(target.Slice(0, count));
            nint plane = (convolution ?? this).plane;
            double[] scratch = Rent(4 * (int)plane + 8);
            ref double a = ref Aligned(scratch);
            ref double b = ref SimdUnsafe.Add(ref a, 2 * plane);
            if (isEven)
            {
                if (typeof(T) == typeof(float)) FoldSpectrum(ref SimdUnsafe.As<T, float>(ref x), ref a, plane, length, -direction);
                else FoldSpectrum(ref SimdUnsafe.As<T, double>(ref x), ref a, plane, length, -direction);
                Join<T>(ref FromHalf(ref a, ref b), plane, ref y, length, 0.5 * scale, -0.5 * scale);
            }
            else
            {
                Split<T>(ref x, ref a, plane, count, -direction);
                bool isSecond = convolution is null ? Passes(ref a, ref b, plane, 1, radices.Length) : Convolve(ref a, ref b);
                CopyTo<T>(ref isSecond ? ref b : ref a, ref y, count, scale);
            }

            Return(scratch);
        }
        """;

    private static string Fold => AnyLengthVectorText.WithLoops("""
        /// <summary>W[k] = x[k] + conj x[N − k], k = 0 … half = N/2: twice the part of a spectrum that real results come from, conjugated by the factor.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void FoldSpectrum(ref @Number source, ref double re, nint plane, nint half, double factor)
        {
            re = 2.0 * source;
            SimdUnsafe.Add(ref re, plane) = 0.0;
            nint k = 1;
            @Vectors
            for (; k <= half - @L + 1; k += @L)
            {
                ref @Number from = ref SimdUnsafe.Add(ref source, 2 * k);
                ref @Number back = ref SimdUnsafe.Add(ref source, 2 * (2 * half - k - @L + 1));
                var a = Load@W(ref from);
                var b = Load@W(ref SimdUnsafe.Add(ref from, @L));
                var c = Load@W(ref back);
                var d = Load@W(ref SimdUnsafe.Add(ref back, @L));
                Store@W(ref SimdUnsafe.Add(ref re, k), Even(a, b) + Reverse(Even(c, d)));
                Store@W(ref SimdUnsafe.Add(ref re, k + plane), (Odd(a, b) - Reverse(Odd(c, d))) * factor);
            }
            @End

            for (; k <= half; k++)
            {
                nint mirror = 2 * half - k;
                SimdUnsafe.Add(ref re, k) = (double)SimdUnsafe.Add(ref source, 2 * k) + SimdUnsafe.Add(ref source, 2 * mirror);
                SimdUnsafe.Add(ref re, k + plane) = ((double)SimdUnsafe.Add(ref source, 2 * k + 1) - SimdUnsafe.Add(ref source, 2 * mirror + 1)) * factor;
            }
        }
        """);
}
