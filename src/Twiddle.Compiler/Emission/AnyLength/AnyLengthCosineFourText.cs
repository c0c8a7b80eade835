namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>
/// The text of the DCT-IV. Of an even number of points, x[2n] + i·x[N − 1 − 2n] are half as many complex numbers: with a factor e^(−πi(8n + 1)/8N) before and after, their transform's
/// real parts are the even results, and the negatives of its imaginary parts the odd ones backwards. Of an odd number, 8 and N have no common factor: the
/// angle uv/8N, u = 2n + 1, v = 2k + 1, is one of eighths, whose cosine and sine are products of signs of N, u and v (the characters modulo 8), and one of N-ths; the sum is the spectrum of
/// N real numbers, each with signs of its own (Chan and Ho 1990).
/// </summary>
internal static class AnyLengthCosineFourText
{
    public static string Body(AnyLengthNumbers numbers) => Methods + "\n\n" + numbers.ForEach(Ends);

    private const string Methods = """
        /// <summary>e^(−πi(8n + 1)/8N), n = 0 … N/2 − 1, real parts first, where N is twice the length: made when first needed.</summary>
        private double[]? eighthTurn;

        /// <summary>
        /// target[k] = scale·Σ source[n]·cos(π(2n + 1)(2k + 1)/4N). All of the source is read before the target is written, so both may overlap.
        /// </summary>
        /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
        internal static void TransformCosineFour<T>(global::System.ReadOnlySpan<T> source, global::System.Span<T> target, double scale)
            where T : unmanaged
        {
            if (source.Length % 2 == 0) Of(source.Length / 2).CosineFour(source, target, scale);
            else Of(source.Length).OddCosineFour(source, target, scale);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private void CosineFour<T>(global::System.ReadOnlySpan<T> source, global::System.Span<T> target, double scale)
            where T : unmanaged
        {
            ref T x = ref SimdMemory.GetReference(source);
            ref T y = ref SimdMemory.GetReference(target.Slice(0, source.Length));
            ref double turns = ref SimdMemory.GetArrayDataReference(eighthTurn ?? (eighthTurn = FourierRoots.Section(32 * length, 1, 8, length)));
            nint plane = (convolution ?? this).plane;
            double[] scratch = Rent(4 * (int)plane + 8);
            ref double a = ref Aligned(scratch);
            ref double b = ref SimdUnsafe.Add(ref a, 2 * plane);
            if (typeof(T) == typeof(float)) SplitMirrored(ref SimdUnsafe.As<T, float>(ref x), ref a, plane, length);
            else SplitMirrored(ref SimdUnsafe.As<T, double>(ref x), ref a, plane, length);
            Multiply(ref a, plane, ref turns, length, length);
            bool isSecond = convolution is null ? Passes(ref a, ref b, plane, 1, radices.Length) : Convolve(ref a, ref b);
            ref double values = ref isSecond ? ref b : ref a;
            Multiply(ref values, plane, ref turns, length, length);
            if (typeof(T) == typeof(float)) JoinMirrored(ref values, plane, ref SimdUnsafe.As<T, float>(ref y), length, scale);
            else JoinMirrored(ref values, plane, ref SimdUnsafe.As<T, double>(ref y), length, scale);
            Return(scratch);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private void OddCosineFour<T>(global::System.ReadOnlySpan<T> source, global::System.Span<T> target, double scale)
            where T : unmanaged
        {
            ref T x = ref SimdMemory.GetReference(source);
            ref T y = ref SimdMemory.GetReference(target.Slice(0, source.Length));
            nint plane = (convolution ?? this).plane;
            double[] scratch = Rent(4 * (int)plane + 8);
            ref double a = ref Aligned(scratch);
            ref double b = ref SimdUnsafe.Add(ref a, 2 * plane);
            if (typeof(T) == typeof(float)) SignResidues(ref SimdUnsafe.As<T, float>(ref x), ref a, plane, length);
            else SignResidues(ref SimdUnsafe.As<T, double>(ref x), ref a, plane, length);
            bool isSecond = convolution is null ? Passes(ref a, ref b, plane, 1, radices.Length) : Convolve(ref a, ref b);
            ref double values = ref isSecond ? ref b : ref a;
            if (typeof(T) == typeof(float)) JoinResidues(ref values, plane, ref SimdUnsafe.As<T, float>(ref y), length, scale);
            else JoinResidues(ref values, plane, ref SimdUnsafe.As<T, double>(ref y), length, scale);
            Return(scratch);
        }

        /// <summary>√2·cos(πm/4), m odd: 1 or −1.</summary>
        private static double SignOfCosine(int m)
        {
            return (m & 7) == 1 || (m & 7) == 7 ? 1.0 : -1.0;
        }

        /// <summary>√2·sin(πm/4), m odd: 1 or −1.</summary>
        private static double SignOfSine(int m)
        {
            return (m & 7) < 4 ? 1.0 : -1.0;
        }
        """;

    private static string Ends => AnyLengthVectorText.WithLoops("""
        /// <summary>Even elements as real parts, odd ones from the last on as imaginary parts.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void SplitMirrored(ref @Number source, ref double re, nint plane, nint length)
        {
            nint i = 0;
            @Vectors
            for (; i <= length - @L; i += @L)
            {
                var a = Load@W(ref SimdUnsafe.Add(ref source, 2 * i));
                var b = Load@W(ref SimdUnsafe.Add(ref source, 2 * i + @L));
                Store@W(ref SimdUnsafe.Add(ref re, i), Even(a, b));
                Store@W(ref SimdUnsafe.Add(ref re, length - i - @L + plane), Reverse(Odd(a, b)));
            }
            @End

            for (; i < length; i++)
            {
                SimdUnsafe.Add(ref re, i) = SimdUnsafe.Add(ref source, 2 * i);
                SimdUnsafe.Add(ref re, length - 1 - i + plane) = SimdUnsafe.Add(ref source, 2 * i + 1);
            }
        }

        /// <summary>Real parts to even elements, negative imaginary parts to odd ones from the last on, each times a factor.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void JoinMirrored(ref double re, nint plane, ref @Number target, nint length, double scale)
        {
            nint i = 0;
            @Vectors
            for (; i <= length - @L; i += @L)
            {
                var a = Load@W(ref SimdUnsafe.Add(ref re, i)) * scale;
                var b = Reverse(Load@W(ref SimdUnsafe.Add(ref re, length - i - @L + plane))) * -scale;
                Store@W(ref SimdUnsafe.Add(ref target, 2 * i), ZipLow(a, b));
                Store@W(ref SimdUnsafe.Add(ref target, 2 * i + @L), ZipHigh(a, b));
            }
            @End

            for (; i < length; i++)
            {
                SimdUnsafe.Add(ref target, 2 * i) = (@Number)(SimdUnsafe.Add(ref re, i) * scale);
                SimdUnsafe.Add(ref target, 2 * i + 1) = (@Number)(SimdUnsafe.Add(ref re, length - 1 - i + plane) * -scale);
            }
        }

        /// <summary>
        /// Element n goes to place r = u mod length, u = 2n + 1; there p is it with the sign of a cosine, q with that of a sine. What is transformed is the even part of p and the odd
        /// part of q, twice.
        /// </summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void SignResidues(ref @Number source, ref double re, nint plane, int length)
        {
            for (int n = 0, place = 1; n < length; n++, place += 2)
            {
                if (place >= length) place -= length;
                double value = SimdUnsafe.Add(ref source, n);
                SimdUnsafe.Add(ref re, place) = SignOfCosine(2 * n + 1) * value;
                SimdUnsafe.Add(ref re, place + plane) = SignOfSine(2 * n + 1) * value;
            }

            re *= 2.0;
            for (int i = 1; 2 * i < length; i++)
            {
                double even = SimdUnsafe.Add(ref re, i) + SimdUnsafe.Add(ref re, length - i);
                double odd = SimdUnsafe.Add(ref re, i + plane) - SimdUnsafe.Add(ref re, length - i + plane);
                SimdUnsafe.Add(ref re, i) = even + odd;
                SimdUnsafe.Add(ref re, length - i) = even - odd;
            }

            SimdMemory.CreateSpan(ref SimdUnsafe.Add(ref re, plane), length).Clear();
        }

        /// <summary>y[k] is the sum of real and imaginary part, each with its sign, at place s = v/8 modulo length, v = 2k + 1.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void JoinResidues(ref double re, nint plane, ref @Number target, int length, double scale)
        {
            // One eighth modulo the length: that multiple of it and one which 8 divides, for the square of an odd number is one modulo 8.
            int eighth = (int)(((8 - length % 8) * (long)length + 1) / 8 % length);
            int step = 2 * eighth % length;
            double factor = scale * 0.3535533905932738;
            for (int k = 0, place = eighth; k < length; k++, place += step)
            {
                if (place >= length) place -= length;
                int turn = unchecked(length * (2 * k + 1));
                double value = SignOfCosine(turn) * SimdUnsafe.Add(ref re, place) + SignOfSine(turn) * SimdUnsafe.Add(ref re, place + plane);
                SimdUnsafe.Add(ref target, k) = (@Number)(value * factor);
            }
        }
        """);
}
