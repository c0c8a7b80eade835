namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>
/// The text of transforms of real data. An even number of them are the parts of half as many complex numbers, z[j] = x[2j] + i·x[2j + 1]; the spectra of the
/// even and of the odd elements are what in Z is, and is not, its own conjugate mirrored, and a last butterfly joins them (the packing algorithm: Cooley, Lewis and Welch
/// 1970). An odd number goes through the complex transform with imaginary parts of zero.
/// </summary>
internal static class AnyLengthRealText
{
    /// <summary>Transforms to spectra.</summary>
    public static string Body(AnyLengthNumbers numbers) => Methods + "\n\n" + numbers.ForEach(Mirror);

    private const string Methods = """
        /// <summary>
        /// target[k] = scale·Σ source[n]·e^(direction·2πi·n·k/N) for the first of k = 0 … N − 1. Real and imaginary parts are in spans of their own, or in turns where the imaginary
        /// span is empty. All of the source is read before the target is written, so all may overlap, but for both spans of the target.
        /// </summary>
        /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
        internal static void TransformReal<T>(
            global::System.ReadOnlySpan<T> source, global::System.Span<T> targetRe, global::System.Span<T> targetIm, int count, int direction, double scale)
            where T : unmanaged
        {
            bool isEven = source.Length % 2 == 0;
            Of(isEven ? source.Length / 2 : source.Length).TransformReal(source, isEven, targetRe, targetIm, count, direction, scale);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private void TransformReal<T>(
            global::System.ReadOnlySpan<T> source, bool isEven, global::System.Span<T> targetRe, global::System.Span<T> targetIm, int count, int direction, double scale)
            where T : unmanaged
        {
            int step = targetIm.IsEmpty ? 2 : 1;
            // Slices, so that a span too short is noticed here: the passes do not check.
            ref T y = ref SimdMemory.GetReference(targetRe.Slice(0, step * count));
            ref T z = ref step == 2 ? ref SimdUnsafe.Add(ref y, 1) : ref SimdMemory.GetReference(targetIm.Slice(0, count));
            nint plane = (convolution ?? this).plane;
            double[] scratch = Rent(4 * (int)plane + 8);
            ref double a = ref Aligned(scratch);
            ref double b = ref SimdUnsafe.Add(ref a, 2 * plane);
            Pack(ref SimdMemory.GetReference(source), ref a, plane, isEven);
            ref double values = ref Spectrum(ref a, ref b, isEven);
            int known = global::System.Math.Min(count, isEven ? length + 1 : length);
            if (step == 2)
            {
                Join<T>(ref values, plane, ref y, known, scale, -direction * scale);
            }
            else
            {
                CopyTo<T>(ref values, ref y, known, scale);
                CopyTo<T>(ref SimdUnsafe.Add(ref values, plane), ref z, known, -direction * scale);
            }

            Return(scratch);
            if (typeof(T) == typeof(float)) Mirror(ref SimdUnsafe.As<T, float>(ref y), ref SimdUnsafe.As<T, float>(ref z), step, known, count);
            else Mirror(ref SimdUnsafe.As<T, double>(ref y), ref SimdUnsafe.As<T, double>(ref z), step, known, count);
        }
        """;

    /// <summary>The factors of the butterfly that joins two spectra, or splits one.</summary>
    public const string HalfTurn = """
        /// <summary>e^(−πi·k/length), k = 0 … length/2, real parts first: made when data of twice the length are first transformed.</summary>
        private double[]? halfTurn;

        private ref double HalfTurn()
        {
            return ref SimdMemory.GetArrayDataReference(halfTurn ?? (halfTurn = MakeHalfTurn()));
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private double[] MakeHalfTurn()
        {
            double[] roots = Rent(4 * length);
            FourierRoots.Fill(roots, 2 * length);
            int count = length / 2 + 1;
            double[] table = new double[2 * count];
            for (int k = 0; k < count; k++)
            {
                table[k] = roots[2 * k];
                table[count + k] = roots[2 * k + 1];
            }

            Return(roots);
            return table;
        }
        """;

    private const string Mirror = """
        /// <summary>The rest of a spectrum of real data: element total − k is the conjugate of element k.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void Mirror(ref @Number re, ref @Number im, nint step, nint known, nint total)
        {
            for (nint k = known; k < total; k++)
            {
                SimdUnsafe.Add(ref re, step * k) = SimdUnsafe.Add(ref re, step * (total - k));
                SimdUnsafe.Add(ref im, step * k) = -SimdUnsafe.Add(ref im, step * (total - k));
            }
        }
        """;

    /// <summary>The spectrum of real data in memory, for these and for all other transforms of real data.</summary>
    public const string Core = """
        /// <summary>The spectrum of real data, which are the parts of half as many complex numbers where their number is even: k = 0 … half of it at least.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private ref double Spectrum(ref double a, ref double b, bool isEven)
        {
            nint plane = (convolution ?? this).plane;
            bool isSecond = convolution is null ? Passes(ref a, ref b, plane, 1, radices.Length) : Convolve(ref a, ref b);
            ref double values = ref isSecond ? ref b : ref a;
            if (isEven) JoinHalves(ref values, ref SimdUnsafe.Add(ref values, plane), ref HalfTurn(), length / 2 + 1, length);
            return ref values;
        }

        /// <summary>Takes real data in: as parts of complex numbers where their number is even, with imaginary parts of zero where it is odd.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        private void Pack<T>(ref T source, ref double re, nint plane, bool isEven)
            where T : unmanaged
        {
            if (isEven)
            {
                Split<T>(ref source, ref re, plane, length, 1.0);
                return;
            }

            Copy<T>(ref source, ref re, length, 1.0);
            SimdMemory.CreateSpan(ref SimdUnsafe.Add(ref re, plane), length).Clear();
        }

        /// <summary>
        /// X[k] = E[k] + w^k·O[k] and X[half − k] = conj(E[k] − w^k·O[k]), where E = (Z[k] + conj Z[half − k])/2, O = (Z[k] − conj Z[half − k])/2i, and Z[half] is Z[0];
        /// in place, and one element longer.
        /// </summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void JoinHalves(ref double re, ref double im, ref double factors, nint factorPlane, nint half)
        {
            SimdUnsafe.Add(ref re, half) = re;
            SimdUnsafe.Add(ref im, half) = im;
            nint k = 0;
            if (@Condition512)
            {
                var backwards = Simd512.Create(7L, 6, 5, 4, 3, 2, 1, 0);
                for (; 2 * (k + 7) < half; k += 8)
                {
                    nint mirror = half - k - 7;
                    var a = SimdUnsafe.As<double, Simd512Doubles>(ref SimdUnsafe.Add(ref re, k)) * 0.5;
                    var b = SimdUnsafe.As<double, Simd512Doubles>(ref SimdUnsafe.Add(ref im, k)) * 0.5;
                    var c = SimdAvx512.PermuteVar8x64(SimdUnsafe.As<double, Simd512Doubles>(ref SimdUnsafe.Add(ref re, mirror)), backwards) * 0.5;
                    var d = SimdAvx512.PermuteVar8x64(SimdUnsafe.As<double, Simd512Doubles>(ref SimdUnsafe.Add(ref im, mirror)), backwards) * 0.5;
                    var cos = SimdUnsafe.As<double, Simd512Doubles>(ref SimdUnsafe.Add(ref factors, k));
                    var sin = SimdUnsafe.As<double, Simd512Doubles>(ref SimdUnsafe.Add(ref factors, k + factorPlane));
                    var evenRe = a + c;
                    var evenIm = b - d;
                    var oddRe = cos * (b + d) - sin * (c - a);
                    var oddIm = cos * (c - a) + sin * (b + d);
                    SimdUnsafe.As<double, Simd512Doubles>(ref SimdUnsafe.Add(ref re, k)) = evenRe + oddRe;
                    SimdUnsafe.As<double, Simd512Doubles>(ref SimdUnsafe.Add(ref im, k)) = evenIm + oddIm;
                    SimdUnsafe.As<double, Simd512Doubles>(ref SimdUnsafe.Add(ref re, mirror)) = SimdAvx512.PermuteVar8x64((evenRe - oddRe), backwards);
                    SimdUnsafe.As<double, Simd512Doubles>(ref SimdUnsafe.Add(ref im, mirror)) = SimdAvx512.PermuteVar8x64((oddIm - evenIm), backwards);
                }
            }
            else if (@Condition256)
            {
                for (; 2 * (k + 3) < half; k += 4)
                {
                    nint mirror = half - k - 3;
                    var a = SimdUnsafe.As<double, Simd256Doubles>(ref SimdUnsafe.Add(ref re, k)) * 0.5;
                    var b = SimdUnsafe.As<double, Simd256Doubles>(ref SimdUnsafe.Add(ref im, k)) * 0.5;
                    var c = SimdAvx2.Permute4x64(SimdUnsafe.As<double, Simd256Doubles>(ref SimdUnsafe.Add(ref re, mirror)), 0x1B) * 0.5;
                    var d = SimdAvx2.Permute4x64(SimdUnsafe.As<double, Simd256Doubles>(ref SimdUnsafe.Add(ref im, mirror)), 0x1B) * 0.5;
                    var cos = SimdUnsafe.As<double, Simd256Doubles>(ref SimdUnsafe.Add(ref factors, k));
                    var sin = SimdUnsafe.As<double, Simd256Doubles>(ref SimdUnsafe.Add(ref factors, k + factorPlane));
                    var evenRe = a + c;
                    var evenIm = b - d;
                    var oddRe = cos * (b + d) - sin * (c - a);
                    var oddIm = cos * (c - a) + sin * (b + d);
                    SimdUnsafe.As<double, Simd256Doubles>(ref SimdUnsafe.Add(ref re, k)) = evenRe + oddRe;
                    SimdUnsafe.As<double, Simd256Doubles>(ref SimdUnsafe.Add(ref im, k)) = evenIm + oddIm;
                    SimdUnsafe.As<double, Simd256Doubles>(ref SimdUnsafe.Add(ref re, mirror)) = SimdAvx2.Permute4x64((evenRe - oddRe), 0x1B);
                    SimdUnsafe.As<double, Simd256Doubles>(ref SimdUnsafe.Add(ref im, mirror)) = SimdAvx2.Permute4x64((oddIm - evenIm), 0x1B);
                }
            }

            for (; 2 * k <= half; k++)
            {
                double a = SimdUnsafe.Add(ref re, k) * 0.5, b = SimdUnsafe.Add(ref im, k) * 0.5;
                double c = SimdUnsafe.Add(ref re, half - k) * 0.5, d = SimdUnsafe.Add(ref im, half - k) * 0.5;
                double cos = SimdUnsafe.Add(ref factors, k), sin = SimdUnsafe.Add(ref factors, k + factorPlane);
                double oddRe = cos * (b + d) - sin * (c - a), oddIm = cos * (c - a) + sin * (b + d);
                SimdUnsafe.Add(ref re, k) = a + c + oddRe;
                SimdUnsafe.Add(ref im, k) = b - d + oddIm;
                SimdUnsafe.Add(ref re, half - k) = a + c - oddRe;
                SimdUnsafe.Add(ref im, half - k) = oddIm - (b - d);
            }
        }
        """;
}
