namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>
/// The text of the DCT-II and of the DCT-III, its transpose: the even elements and then the odd ones backwards, v[n] = x[2n] and v[N − 1 − n] = x[2n + 1], have a spectrum V of which
/// y[k] is the real part of e^(−πik/2N)·V[k], and y[N − k] the negative of its imaginary part (Narasimha and Peterson 1978, Makhoul 1980).
/// </summary>
internal static class AnyLengthCosineText
{
    public static string Two(AnyLengthNumbers numbers) => MethodsOfTwo + "\n\n" + numbers.ForEach(Gather);

    public static string Three(AnyLengthNumbers numbers) => MethodsOfThree + "\n\n" + numbers.ForEach(Scatter);

    public const string Tables = """
        /// <summary>e^(−πi·k/2N), k = 0 … N/2, real parts first, where N is twice the length: made when first needed.</summary>
        private double[]? quarterTurn;

        /// <summary>The same where N is the length, and odd.</summary>
        private double[]? oddQuarterTurn;

        private double[] QuarterTurn(bool isEven)
        {
            return isEven
                ? quarterTurn ?? (quarterTurn = FourierRoots.Section(8 * length, 0, 1, length + 1))
                : oddQuarterTurn ?? (oddQuarterTurn = FourierRoots.Section(4 * length, 0, 1, length / 2 + 1));
        }
        """;

    private const string MethodsOfTwo = """
        /// <summary>
        /// target[k] = scale·Σ source[n]·cos(π(2n + 1)k/2N), but for target[0], whose scale is first. All of the source is read before the target is written, so both may overlap.
        /// </summary>
        /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
        internal static void TransformCosineTwo<T>(global::System.ReadOnlySpan<T> source, global::System.Span<T> target, double first, double scale)
            where T : unmanaged
        {
            bool isEven = source.Length % 2 == 0;
            Of(isEven ? source.Length / 2 : source.Length).CosineTwo(source, isEven, target, first, scale);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private void CosineTwo<T>(global::System.ReadOnlySpan<T> source, bool isEven, global::System.Span<T> target, double first, double scale)
            where T : unmanaged
        {
            ref T x = ref SimdMemory.GetReference(source);
            ref T y = ref SimdMemory.GetReference(target.Slice(0, source.Length));
            double[] turns = QuarterTurn(isEven);
            nint plane = (convolution ?? this).plane;
            double[] scratch = Rent(4 * (int)plane + 8);
            ref double a = ref Aligned(scratch);
            ref double b = ref SimdUnsafe.Add(ref a, 2 * plane);
            if (typeof(T) == typeof(float)) Gather(ref SimdUnsafe.As<T, float>(ref x), ref a, plane, length, isEven);
            else Gather(ref SimdUnsafe.As<T, double>(ref x), ref a, plane, length, isEven);
            ref double values = ref Spectrum(ref a, ref b, isEven);
            ref double factors = ref SimdMemory.GetArrayDataReference(turns);
            if (typeof(T) == typeof(float)) JoinCosines(ref values, plane, ref factors, turns.Length / 2, ref SimdUnsafe.As<T, float>(ref y), source.Length, first, scale);
            else JoinCosines(ref values, plane, ref factors, turns.Length / 2, ref SimdUnsafe.As<T, double>(ref y), source.Length, first, scale);
            Return(scratch);
        }
        """;

    private static string Gather => AnyLengthVectorText.WithLoops("""
        /// <summary>Even elements, and odd ones backwards: where their number is even, in turns as parts of complex numbers.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void Gather(ref @Number source, ref double re, nint plane, nint length, bool isEven)
        {
            nint i = 0;
            if (!isEven)
            {
                for (; i < length / 2; i++)
                {
                    SimdUnsafe.Add(ref re, i) = SimdUnsafe.Add(ref source, 2 * i);
                    SimdUnsafe.Add(ref re, length - 1 - i) = SimdUnsafe.Add(ref source, 2 * i + 1);
                }

                SimdUnsafe.Add(ref re, i) = SimdUnsafe.Add(ref source, 2 * i);
                SimdMemory.CreateSpan(ref SimdUnsafe.Add(ref re, plane), (int)length).Clear();
                return;
            }

            @Vectors
            for (; i <= length / 2 - @L; i += @L)
            {
                ref @Number from = ref SimdUnsafe.Add(ref source, 4 * i);
                var a = Load@W(ref from);
                var b = Load@W(ref SimdUnsafe.Add(ref from, @L));
                var c = Load@W(ref SimdUnsafe.Add(ref from, 2 * @L));
                var d = Load@W(ref SimdUnsafe.Add(ref from, 3 * @L));
                var even = Even(a, b);
                var odd = Odd(a, b);
                var evenNext = Even(c, d);
                var oddNext = Odd(c, d);
                Store@W(ref SimdUnsafe.Add(ref re, i), Even(even, evenNext));
                Store@W(ref SimdUnsafe.Add(ref re, i + plane), Odd(even, evenNext));
                Store@W(ref SimdUnsafe.Add(ref re, length - i - @L), Reverse(Odd(odd, oddNext)));
                Store@W(ref SimdUnsafe.Add(ref re, length - i - @L + plane), Reverse(Even(odd, oddNext)));
            }
            @End

            for (; i < length / 2; i++)
            {
                ref @Number from = ref SimdUnsafe.Add(ref source, 4 * i);
                SimdUnsafe.Add(ref re, i) = from;
                SimdUnsafe.Add(ref re, i + plane) = SimdUnsafe.Add(ref from, 2);
                SimdUnsafe.Add(ref re, length - 1 - i) = SimdUnsafe.Add(ref from, 3);
                SimdUnsafe.Add(ref re, length - 1 - i + plane) = SimdUnsafe.Add(ref from, 1);
            }

            if (length % 2 == 0) return;
            SimdUnsafe.Add(ref re, i) = SimdUnsafe.Add(ref source, 4 * i);
            SimdUnsafe.Add(ref re, i + plane) = SimdUnsafe.Add(ref source, 4 * i + 1);
        }

        /// <summary>y[k] = Re(w^k·V[k]), y[N − k] = −Im(w^k·V[k]), each times a factor.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void JoinCosines(ref double re, nint plane, ref double factors, nint factorPlane, ref @Number target, nint count, double first, double scale)
        {
            target = (@Number)(re * first);
            nint k = 1;
            @Vectors
            for (; 2 * (k + @L - 1) < count; k += @L)
            {
                var a = Load@W(ref SimdUnsafe.Add(ref re, k)) * scale;
                var b = Load@W(ref SimdUnsafe.Add(ref re, k + plane)) * scale;
                var cos = Load@W(ref SimdUnsafe.Add(ref factors, k));
                var sin = Load@W(ref SimdUnsafe.Add(ref factors, k + factorPlane));
                Store@W(ref SimdUnsafe.Add(ref target, k), a * cos - b * sin);
                Store@W(ref SimdUnsafe.Add(ref target, count - k - @L + 1), Reverse(-(a * sin) - b * cos));
            }
            @End

            for (; 2 * k <= count; k++)
            {
                double a = SimdUnsafe.Add(ref re, k) * scale, b = SimdUnsafe.Add(ref re, k + plane) * scale;
                double cos = SimdUnsafe.Add(ref factors, k), sin = SimdUnsafe.Add(ref factors, k + factorPlane);
                SimdUnsafe.Add(ref target, count - k) = (@Number)(-(a * sin) - b * cos);
                SimdUnsafe.Add(ref target, k) = (@Number)(a * cos - b * sin);
            }
        }
        """);

    private const string MethodsOfThree = """
        /// <summary>
        /// target[k] = scale·Σ source[n]·cos(πn(2k + 1)/2N), but for source[0], whose factor is first. All of the source is read before the target is written, so both may overlap.
        /// </summary>
        /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
        internal static void TransformCosineThree<T>(global::System.ReadOnlySpan<T> source, global::System.Span<T> target, double first, double scale)
            where T : unmanaged
        {
            bool isEven = source.Length % 2 == 0;
            Of(isEven ? source.Length / 2 : source.Length).CosineThree(source, isEven, target, first, scale);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private void CosineThree<T>(global::System.ReadOnlySpan<T> source, bool isEven, global::System.Span<T> target, double first, double scale)
            where T : unmanaged
        {
            ref T x = ref SimdMemory.GetReference(source);
            ref T y = ref SimdMemory.GetReference(target.Slice(0, source.Length));
            double[] turns = QuarterTurn(isEven);
            nint plane = (convolution ?? this).plane;
            double[] scratch = Rent(4 * (int)plane + 8);
            ref double a = ref Aligned(scratch);
            ref double b = ref SimdUnsafe.Add(ref a, 2 * plane);
            ref double factors = ref SimdMemory.GetArrayDataReference(turns);
            if (typeof(T) == typeof(float)) SplitCosines(ref SimdUnsafe.As<T, float>(ref x), ref a, plane, ref factors, turns.Length / 2, source.Length, first, 0.5 * scale);
            else SplitCosines(ref SimdUnsafe.As<T, double>(ref x), ref a, plane, ref factors, turns.Length / 2, source.Length, first, 0.5 * scale);
            if (!isEven) MirrorConjugates(ref a, plane, length);
            bool isSecond = !isEven && (convolution is null ? Passes(ref a, ref b, plane, 1, radices.Length) : Convolve(ref a, ref b));
            ref double values = ref isEven ? ref FromHalf(ref a, ref b) : ref isSecond ? ref b : ref a;
            if (typeof(T) == typeof(float)) Scatter(ref values, plane, ref SimdUnsafe.As<T, float>(ref y), length, isEven);
            else Scatter(ref values, plane, ref SimdUnsafe.As<T, double>(ref y), length, isEven);
            Return(scratch);
        }

        /// <summary>The second half of an odd number of values that are their own conjugates mirrored.</summary>
        private static void MirrorConjugates(ref double re, nint plane, nint count)
        {
            for (nint k = 1; 2 * k < count; k++)
            {
                SimdUnsafe.Add(ref re, count - k) = SimdUnsafe.Add(ref re, k);
                SimdUnsafe.Add(ref re, count - k + plane) = -SimdUnsafe.Add(ref re, k + plane);
            }
        }
        """;

    private static string Scatter => AnyLengthVectorText.WithLoops("""
        /// <summary>The conjugate of V[k] = w^(−k)·(x[k] − i·x[N − k]), k = 0 … N/2, times a factor.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void SplitCosines(ref @Number source, ref double re, nint plane, ref double factors, nint factorPlane, nint count, double first, double scale)
        {
            re = source * first;
            SimdUnsafe.Add(ref re, plane) = 0.0;
            nint k = 1;
            @Vectors
            for (; 2 * (k + @L - 1) <= count; k += @L)
            {
                var a = Load@W(ref SimdUnsafe.Add(ref source, k)) * scale;
                var b = Reverse(Load@W(ref SimdUnsafe.Add(ref source, count - k - @L + 1))) * scale;
                var cos = Load@W(ref SimdUnsafe.Add(ref factors, k));
                var sin = Load@W(ref SimdUnsafe.Add(ref factors, k + factorPlane));
                Store@W(ref SimdUnsafe.Add(ref re, k), a * cos - b * sin);
                Store@W(ref SimdUnsafe.Add(ref re, k + plane), a * sin + b * cos);
            }
            @End

            for (; 2 * k <= count; k++)
            {
                double a = SimdUnsafe.Add(ref source, k) * scale, b = SimdUnsafe.Add(ref source, count - k) * scale;
                double cos = SimdUnsafe.Add(ref factors, k), sin = SimdUnsafe.Add(ref factors, k + factorPlane);
                SimdUnsafe.Add(ref re, k) = a * cos - b * sin;
                SimdUnsafe.Add(ref re, k + plane) = a * sin + b * cos;
            }
        }

        /// <summary>Even elements from the front and odd ones from the back, of conjugates: parts of complex numbers in turns where their number is even.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void Scatter(ref double re, nint plane, ref @Number target, nint length, bool isEven)
        {
            nint i = 0;
            if (!isEven)
            {
                for (; i < length / 2; i++)
                {
                    SimdUnsafe.Add(ref target, 2 * i) = (@Number)SimdUnsafe.Add(ref re, i);
                    SimdUnsafe.Add(ref target, 2 * i + 1) = (@Number)SimdUnsafe.Add(ref re, length - 1 - i);
                }

                SimdUnsafe.Add(ref target, 2 * i) = (@Number)SimdUnsafe.Add(ref re, i);
                return;
            }

            @Vectors
            for (; i <= length / 2 - @L; i += @L)
            {
                var a = Load@W(ref SimdUnsafe.Add(ref re, i));
                var b = -Reverse(Load@W(ref SimdUnsafe.Add(ref re, length - i - @L + plane)));
                var c = -Load@W(ref SimdUnsafe.Add(ref re, i + plane));
                var d = Reverse(Load@W(ref SimdUnsafe.Add(ref re, length - i - @L)));
                var even = ZipLow(a, c);
                var odd = ZipLow(b, d);
                var evenNext = ZipHigh(a, c);
                var oddNext = ZipHigh(b, d);
                ref @Number to = ref SimdUnsafe.Add(ref target, 4 * i);
                Store@W(ref to, ZipLow(even, odd));
                Store@W(ref SimdUnsafe.Add(ref to, @L), ZipHigh(even, odd));
                Store@W(ref SimdUnsafe.Add(ref to, 2 * @L), ZipLow(evenNext, oddNext));
                Store@W(ref SimdUnsafe.Add(ref to, 3 * @L), ZipHigh(evenNext, oddNext));
            }
            @End

            for (; i < length / 2; i++)
            {
                ref @Number to = ref SimdUnsafe.Add(ref target, 4 * i);
                to = (@Number)SimdUnsafe.Add(ref re, i);
                SimdUnsafe.Add(ref to, 1) = (@Number)(-SimdUnsafe.Add(ref re, length - 1 - i + plane));
                SimdUnsafe.Add(ref to, 2) = (@Number)(-SimdUnsafe.Add(ref re, i + plane));
                SimdUnsafe.Add(ref to, 3) = (@Number)SimdUnsafe.Add(ref re, length - 1 - i);
            }

            if (length % 2 == 0) return;
            SimdUnsafe.Add(ref target, 4 * i) = (@Number)SimdUnsafe.Add(ref re, i);
            SimdUnsafe.Add(ref target, 4 * i + 1) = (@Number)(-SimdUnsafe.Add(ref re, i + plane));
        }
        """);
}
