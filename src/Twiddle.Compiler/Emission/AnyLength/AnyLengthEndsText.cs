using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>
/// The text of the ends of a transform: complex numbers are taken apart into real and imaginary parts, and put together; parts that are in arrays of their own are
/// copied. The passes between calculate in <c>double</c>; numbers of <c>float</c> are converted on the way in, and rounded on the way out.
/// </summary>
internal static class AnyLengthEndsText
{
    /// <summary>The ends for numbers of all types that are used.</summary>
    public static string Of(AnyLengthNumbers numbers) => string.Join("\n\n", [numbers.ForEach(Ends), AccessToDoubles, .. numbers.HasSingles ? new[] { Rounding, AccessToSingles } : []]);

    /// <summary>The choice between them by the type of a complex number.</summary>
    public const string Choice = """
        /// <summary>Whether a complex number is two of <c>float</c>, rather than of <c>double</c>: known to the just-in-time compiler.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static bool IsSingle<T>()
            where T : unmanaged
        {
            return SimdUnsafe.SizeOf<T>() == 2 * sizeof(float);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static void TakeApart<T>(ref T source, ref double re, nint plane, nint count, double factor)
            where T : unmanaged
        {
            if (IsSingle<T>()) Split(ref SimdUnsafe.As<T, float>(ref source), ref re, plane, count, factor);
            else Split(ref SimdUnsafe.As<T, double>(ref source), ref re, plane, count, factor);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static void PutTogether<T>(ref double re, nint plane, ref T target, nint count, double factorRe, double factorIm)
            where T : unmanaged
        {
            if (IsSingle<T>()) Join(ref re, plane, ref SimdUnsafe.As<T, float>(ref target), count, factorRe, factorIm);
            else Join(ref re, plane, ref SimdUnsafe.As<T, double>(ref target), count, factorRe, factorIm);
        }
        """;

    private const string Ends = """
        /// <summary>Takes complex numbers apart; imaginary parts times a factor.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void Split(ref @Number source, ref double re, nint plane, nint count, double factor)
        {
            nint i = 0;
            if (@Condition512)
            {
                var even = Simd512.Create(0L, 2, 4, 6, 8, 10, 12, 14);
                var odd = Simd512.Create(1L, 3, 5, 7, 9, 11, 13, 15);
                for (; i <= count - 8; i += 8)
                {
                    var low = Load512(ref SimdUnsafe.Add(ref source, 2 * i));
                    var high = Load512(ref SimdUnsafe.Add(ref source, 2 * i + 8));
                    SimdUnsafe.As<double, Simd512Doubles>(ref SimdUnsafe.Add(ref re, i)) = SimdAvx512.PermuteVar8x64x2(low, even, high);
                    SimdUnsafe.As<double, Simd512Doubles>(ref SimdUnsafe.Add(ref re, i + plane)) = SimdAvx512.PermuteVar8x64x2(low, odd, high) * factor;
                }
            }
            else if (@Condition256)
            {
                for (; i <= count - 4; i += 4)
                {
                    var first = Load256(ref SimdUnsafe.Add(ref source, 2 * i));
                    var second = Load256(ref SimdUnsafe.Add(ref source, 2 * i + 4));
                    var low = SimdAvx.Permute2x128(first, second, 0x20);
                    var high = SimdAvx.Permute2x128(first, second, 0x31);
                    SimdUnsafe.As<double, Simd256Doubles>(ref SimdUnsafe.Add(ref re, i)) = SimdAvx.UnpackLow(low, high);
                    SimdUnsafe.As<double, Simd256Doubles>(ref SimdUnsafe.Add(ref re, i + plane)) = SimdAvx.UnpackHigh(low, high) * factor;
                }
            }

            for (; i < count; i++)
            {
                SimdUnsafe.Add(ref re, i) = SimdUnsafe.Add(ref source, 2 * i);
                SimdUnsafe.Add(ref re, i + plane) = SimdUnsafe.Add(ref source, 2 * i + 1) * factor;
            }
        }

        /// <summary>Puts complex numbers together: real and imaginary parts each times a factor.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void Join(ref double re, nint plane, ref @Number target, nint count, double factorRe, double factorIm)
        {
            nint i = 0;
            if (@Condition512)
            {
                var low = Simd512.Create(0L, 8, 1, 9, 2, 10, 3, 11);
                var high = Simd512.Create(4L, 12, 5, 13, 6, 14, 7, 15);
                for (; i <= count - 8; i += 8)
                {
                    var a = SimdUnsafe.As<double, Simd512Doubles>(ref SimdUnsafe.Add(ref re, i)) * factorRe;
                    var b = SimdUnsafe.As<double, Simd512Doubles>(ref SimdUnsafe.Add(ref re, i + plane)) * factorIm;
                    Store512(ref SimdUnsafe.Add(ref target, 2 * i), SimdAvx512.PermuteVar8x64x2(a, low, b));
                    Store512(ref SimdUnsafe.Add(ref target, 2 * i + 8), SimdAvx512.PermuteVar8x64x2(a, high, b));
                }
            }
            else if (@Condition256)
            {
                for (; i <= count - 4; i += 4)
                {
                    var a = SimdUnsafe.As<double, Simd256Doubles>(ref SimdUnsafe.Add(ref re, i)) * factorRe;
                    var b = SimdUnsafe.As<double, Simd256Doubles>(ref SimdUnsafe.Add(ref re, i + plane)) * factorIm;
                    var first = SimdAvx.UnpackLow(a, b);
                    var second = SimdAvx.UnpackHigh(a, b);
                    Store256(ref SimdUnsafe.Add(ref target, 2 * i), SimdAvx.Permute2x128(first, second, 0x20));
                    Store256(ref SimdUnsafe.Add(ref target, 2 * i + 4), SimdAvx.Permute2x128(first, second, 0x31));
                }
            }

            for (; i < count; i++)
            {
                SimdUnsafe.Add(ref target, 2 * i) = (@Number)(SimdUnsafe.Add(ref re, i) * factorRe);
                SimdUnsafe.Add(ref target, 2 * i + 1) = (@Number)(SimdUnsafe.Add(ref re, i + plane) * factorIm);
            }
        }

        /// <summary>Copies numbers, each times a factor.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void Copy(ref @Number source, ref double target, nint count, double factor)
        {
            nint i = 0;
            if (@Condition512)
            {
                for (; i <= count - 8; i += 8) Store512(ref SimdUnsafe.Add(ref target, i), Load512(ref SimdUnsafe.Add(ref source, i)) * factor);
            }
            else if (@Condition256)
            {
                for (; i <= count - 4; i += 4) Store256(ref SimdUnsafe.Add(ref target, i), Load256(ref SimdUnsafe.Add(ref source, i)) * factor);
            }

            for (; i < count; i++) SimdUnsafe.Add(ref target, i) = SimdUnsafe.Add(ref source, i) * factor;
        }
        """;

    private const string Rounding = """
        /// <summary>Copies numbers, each times a factor, and rounds them.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void Copy(ref double source, ref float target, nint count, double factor)
        {
            nint i = 0;
            if (@Condition512)
            {
                for (; i <= count - 8; i += 8) Store512(ref SimdUnsafe.Add(ref target, i), Load512(ref SimdUnsafe.Add(ref source, i)) * factor);
            }
            else if (@Condition256)
            {
                for (; i <= count - 4; i += 4) Store256(ref SimdUnsafe.Add(ref target, i), Load256(ref SimdUnsafe.Add(ref source, i)) * factor);
            }

            for (; i < count; i++) SimdUnsafe.Add(ref target, i) = (float)(SimdUnsafe.Add(ref source, i) * factor);
        }
        """;

    private const string AccessToDoubles = """
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static Simd512Doubles Load512(ref double from)
        {
            return SimdUnsafe.As<double, Simd512Doubles>(ref from);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static void Store512(ref double to, Simd512Doubles values)
        {
            SimdUnsafe.As<double, Simd512Doubles>(ref to) = values;
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static Simd256Doubles Load256(ref double from)
        {
            return SimdUnsafe.As<double, Simd256Doubles>(ref from);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static void Store256(ref double to, Simd256Doubles values)
        {
            SimdUnsafe.As<double, Simd256Doubles>(ref to) = values;
        }
        """;

    private const string AccessToSingles = """
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static Simd512Doubles Load512(ref float from)
        {
            return SimdAvx512.ConvertToVector512Double(SimdUnsafe.As<float, Simd256Singles>(ref from));
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static void Store512(ref float to, Simd512Doubles values)
        {
            SimdUnsafe.As<float, Simd256Singles>(ref to) = SimdAvx512.ConvertToVector256Single(values);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static Simd256Doubles Load256(ref float from)
        {
            return SimdAvx.ConvertToVector256Double(SimdUnsafe.As<float, Simd128Singles>(ref from));
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private static void Store256(ref float to, Simd256Doubles values)
        {
            SimdUnsafe.As<float, Simd128Singles>(ref to) = SimdAvx.ConvertToVector128Single(values);
        }
        """;
}
