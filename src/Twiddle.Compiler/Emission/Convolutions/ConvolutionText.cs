using System.Globalization;
using Twiddle.Compiler.Reading.Convolutions;

namespace Twiddle.Compiler.Emission.Convolutions;

/// <summary>The text of convolutions by transforms: the same for all methods, so it is written once per compilation.</summary>
/// <remarks>
/// Blocks of the longer factor are transformed, multiplied by the spectrum of the shorter one, and transformed back; of each block those results are kept that nothing wraps
/// round into (overlap-save; Stockham 1966). Everything is one block where that costs less. A spectrum of real data goes back by the same transform of real data: what is
/// transformed is its sum of cosine and sine parts, which is that transform's own inverse (Hartley; Bracewell 1983).
/// </remarks>
internal static class ConvolutionText
{
    /// <summary>The text with all constants.</summary>
    public static string Filled => Body
        .Replace("@GeneratedCode", Emitter.GeneratedCode)
        .Replace("@LargestLength", Number(BilinearReader.LargestLength))
        .Replace("@LeastShorter", Number(BreakEven.LeastShorter))
        .Replace("@LeastLonger", Number(BreakEven.LeastLonger));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private const string Body = """
        /// <summary>Convolutions of two arrays by transforms: sums of products of real or of complex numbers.</summary>
        @GeneratedCode
        internal static class FourierConvolution
        {
            /// <summary>The longest array.</summary>
            internal const int LargestLength = @LargestLength;

            /// <summary>Whether transforms take less time than the products of the definition.</summary>
            internal static bool IsWorth(int first, int second, int count)
            {
                // Of all products no more are needed than the two smaller sizes have.
                int shorter = global::System.Math.Min(first, second), longer = global::System.Math.Max(first, second);
                return global::System.Math.Min(shorter, count) >= @LeastShorter && global::System.Math.Min(longer, global::System.Math.Max(shorter, count)) >= @LeastLonger;
            }

            /// <summary>
            /// Whether all numbers are finite, and neither so large that a sum could overflow nor all so small that products vanish: what the definition then computes is not
            /// a matter of rounding alone.
            /// </summary>
            /// <param name="first">A factor.</param>
            /// <param name="second">The other one.</param>
            /// <param name="isSingle">Whether the definition calculates in float.</param>
            /// <param name="excess">The power of two that constants make results larger by.</param>
            internal static bool IsInRange<T>(global::System.ReadOnlySpan<T> first, global::System.ReadOnlySpan<T> second, bool isSingle, int excess)
                where T : unmanaged
            {
                int a = Exponent(first), b = Exponent(second);
                if (a == int.MinValue || b == int.MinValue) return true;
                int terms = global::System.Numerics.BitOperations.Log2((uint)global::System.Math.Min(first.Length, second.Length)) + 1;
                if (isSingle) return a >= -40 && b >= -40 && a < 128 && b < 128 && a + b + 2 + terms + excess <= 126;
                return a >= -450 && b >= -450 && a <= 450 && b <= 450;
            }

            /// <summary>The exponent of the largest number; the least integer for zeros, 1024 for what is not finite.</summary>
            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            private static int Exponent<T>(global::System.ReadOnlySpan<T> data)
                where T : unmanaged
            {
                if (typeof(T) == typeof(float))
                {
                    int largest = 0;
                    foreach (int bits in SimdMemory.Cast<T, int>(data)) largest = global::System.Math.Max(largest, bits & int.MaxValue);
                    return largest == 0 ? int.MinValue : largest >= 0x7F800000 ? 1024 : (largest >> 23) - 127;
                }
                else
                {
                    long largest = 0;
                    foreach (long bits in SimdMemory.Cast<T, long>(data)) largest = global::System.Math.Max(largest, bits & long.MaxValue);
                    return largest == 0 ? int.MinValue : (int)(largest >> 52) - 1023;
                }
            }

            /// <summary>target[k] = scale·(first ∗ second)[k + offset], or that added to it. The target is other memory than the factors.</summary>
            /// <typeparam name="T"><c>double</c>, <c>float</c> or <c>System.Numerics.Complex</c>.</typeparam>
            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            internal static void Convolve<T>(
                global::System.ReadOnlySpan<T> first, bool isFirstReversed, bool isFirstConjugate,
                global::System.ReadOnlySpan<T> second, bool isSecondReversed, bool isSecondConjugate,
                global::System.Span<T> target, long offset, double scale, bool isAdded)
                where T : unmanaged
            {
                // The first is the longer one.
                if (first.Length < second.Length)
                {
                    global::System.ReadOnlySpan<T> other = first;
                    first = second;
                    second = other;
                    (isFirstReversed, isSecondReversed, isFirstConjugate, isSecondConjugate) = (isSecondReversed, isFirstReversed, isSecondConjugate, isFirstConjugate);
                }

                long begin = global::System.Math.Max(0L, -offset);
                long end = global::System.Math.Min(target.Length, (long)first.Length + second.Length - 1 - offset);
                if (begin >= end)
                {
                    if (!isAdded) target.Clear();
                    return;
                }

                if (!isAdded)
                {
                    target.Slice(0, (int)begin).Clear();
                    target.Slice((int)end).Clear();
                }

                global::System.Span<T> results = target.Slice((int)begin, (int)(end - begin));
                long start = begin + offset;
                int size = BlockLength(first.Length, second.Length, start, results.Length, out int step);
                if (typeof(T) == typeof(global::System.Numerics.Complex))
                {
                    ConvolveComplex(SimdMemory.Cast<T, global::System.Numerics.Complex>(first), isFirstReversed, isFirstConjugate, SimdMemory.Cast<T, global::System.Numerics.Complex>(second), isSecondReversed, isSecondConjugate,
                        SimdMemory.Cast<T, global::System.Numerics.Complex>(results), start, scale, isAdded, size, step);
                }
                else
                {
                    ConvolveReal(first, isFirstReversed, second, isSecondReversed, results, start, scale, isAdded, size, step);
                }
            }

            /// <summary>The length of the transforms that takes the fewest operations, and how many results each block gives.</summary>
            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            private static int BlockLength(int longer, int shorter, long start, int count, out int step)
            {
                // All at once: what wraps round must not reach the results.
                long from = global::System.Math.Max(0, start - shorter + 1), to = global::System.Math.Min(longer, start + count);
                int best = TransformLength(global::System.Math.Max(start + count - from, to - start + shorter - 1));
                step = count;
                double least = best * (double)global::System.Numerics.BitOperations.Log2((uint)best);
                for (int size = 64; size <= LargestBlock && size < best; size *= 2)
                {
                    int results = size - shorter + 1;
                    if (results < size / 4) continue;
                    double cost = global::System.Math.Ceiling(count / (double)results) * size * (global::System.Numerics.BitOperations.Log2((uint)size) + 2);
                    // One more transform of the shorter factor, beside two for each block.
                    cost += 0.5 * size * global::System.Numerics.BitOperations.Log2((uint)size);
                    if (cost >= 1.5 * least) continue;
                    least = cost / 1.5;
                    best = size;
                    step = results;
                }

                return best;
            }

            /// <summary>Longer blocks do not fit the caches.</summary>
            private const int LargestBlock = 1 << 16;

            /// <summary>The shortest length with few and small prime factors that is not below another.</summary>
            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            private static int TransformLength(long least)
            {
                long best = long.MaxValue;
                for (int odd = 1; odd <= 15; odd += 2)
                {
                    if (odd == 7 || odd == 11 || odd == 13) continue;
                    long candidate = 32 * odd;
                    while (candidate < least) candidate *= 2;
                    best = global::System.Math.Min(best, candidate);
                }

                return checked((int)best);
            }

            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            private static void ConvolveReal<T>(
                global::System.ReadOnlySpan<T> longer, bool isLongerReversed, global::System.ReadOnlySpan<T> shorter, bool isShorterReversed,
                global::System.Span<T> target, long start, double scale, bool isAdded, int size, int step)
                where T : unmanaged
            {
                int half = size / 2 + 1;
                double[] memory = global::System.Buffers.ArrayPool<double>.Shared.Rent(size + 4 * half);
                global::System.Span<double> values = global::System.MemoryExtensions.AsSpan(memory, 0, size);
                global::System.Span<double> factorRe = global::System.MemoryExtensions.AsSpan(memory, size, half);
                global::System.Span<double> factorIm = global::System.MemoryExtensions.AsSpan(memory, size + half, half);
                global::System.Span<double> re = global::System.MemoryExtensions.AsSpan(memory, size + 2 * half, half);
                global::System.Span<double> im = global::System.MemoryExtensions.AsSpan(memory, size + 3 * half, half);
                Take(shorter, isShorterReversed, 0, shorter.Length, values);
                FourierPlan.TransformReal<double>(values, factorRe, factorIm, half, -1, 1.0);
                for (int done = 0; done < target.Length; done += step)
                {
                    int count = global::System.Math.Min(step, target.Length - done);
                    long first = start + done;
                    int from = (int)global::System.Math.Max(0L, first - shorter.Length + 1), to = (int)global::System.Math.Min(longer.Length, first + count);
                    Take(longer, isLongerReversed, from, to, values);
                    FourierPlan.TransformReal<double>(values, re, im, half, -1, 1.0);
                    values[0] = re[0] * factorRe[0];
                    for (int k = 1; k < half; k++)
                    {
                        double productRe = re[k] * factorRe[k] - im[k] * factorIm[k], productIm = re[k] * factorIm[k] + im[k] * factorRe[k];
                        values[size - k] = productRe + productIm;
                        values[k] = productRe - productIm;
                    }

                    // The middle is its own mirror, and real.
                    values[half - 1] = re[half - 1] * factorRe[half - 1];
                    FourierPlan.TransformReal<double>(values, re, im, half, -1, scale / size);
                    int shift = (int)(first - from);
                    global::System.Span<T> results = target.Slice(done, count);
                    for (int i = 0; i < results.Length; i++)
                    {
                        int k = i + shift;
                        double value = k < half ? re[k] - im[k] : re[size - k] + im[size - k];
                        Give(ref results[i], value, isAdded);
                    }
                }

                global::System.Buffers.ArrayPool<double>.Shared.Return(memory);
            }

            private static void Give<T>(ref T target, double value, bool isAdded)
                where T : unmanaged
            {
                if (typeof(T) == typeof(float))
                {
                    ref float number = ref SimdUnsafe.As<T, float>(ref target);
                    number = (float)(isAdded ? number + value : value);
                }
                else
                {
                    ref double number = ref SimdUnsafe.As<T, double>(ref target);
                    number = isAdded ? number + value : value;
                }
            }

            /// <summary>Elements of a factor, and zeros behind them.</summary>
            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            private static void Take<T>(global::System.ReadOnlySpan<T> source, bool isReversed, int from, int to, global::System.Span<double> target)
                where T : unmanaged
            {
                int count = to - from;
                if (isReversed) from = source.Length - to;
                global::System.Span<double> front = target.Slice(0, count);
                if (typeof(T) == typeof(float))
                {
                    global::System.ReadOnlySpan<float> numbers = SimdMemory.Cast<T, float>(source).Slice(from, count);
                    for (int i = 0; i < front.Length; i++) front[i] = numbers[i];
                }
                else
                {
                    SimdMemory.Cast<T, double>(source).Slice(from, count).CopyTo(front);
                }

                if (isReversed) global::System.MemoryExtensions.Reverse(front);
                target.Slice(count).Clear();
            }

            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            private static void ConvolveComplex(
                global::System.ReadOnlySpan<global::System.Numerics.Complex> longer, bool isLongerReversed, bool isLongerConjugate,
                global::System.ReadOnlySpan<global::System.Numerics.Complex> shorter, bool isShorterReversed, bool isShorterConjugate,
                global::System.Span<global::System.Numerics.Complex> target, long start, double scale, bool isAdded, int size, int step)
            {
                global::System.Numerics.Complex[] memory = global::System.Buffers.ArrayPool<global::System.Numerics.Complex>.Shared.Rent(2 * size);
                global::System.Span<global::System.Numerics.Complex> values = global::System.MemoryExtensions.AsSpan(memory, 0, size);
                global::System.Span<global::System.Numerics.Complex> factor = global::System.MemoryExtensions.AsSpan(memory, size, size);
                FourierPlan plan = FourierPlan.Of(size);
                TakeComplex(shorter, isShorterReversed, isShorterConjugate, 0, shorter.Length, factor);
                plan.Transform<global::System.Numerics.Complex>(factor, factor, -1, 1.0);
                for (int done = 0; done < target.Length; done += step)
                {
                    int count = global::System.Math.Min(step, target.Length - done);
                    long first = start + done;
                    int from = (int)global::System.Math.Max(0L, first - shorter.Length + 1), to = (int)global::System.Math.Min(longer.Length, first + count);
                    TakeComplex(longer, isLongerReversed, isLongerConjugate, from, to, values);
                    plan.Transform<global::System.Numerics.Complex>(values, values, -1, 1.0);
                    for (int k = 0; k < values.Length; k++)
                    {
                        double re = values[k].Real, im = values[k].Imaginary, c = factor[k].Real, d = factor[k].Imaginary;
                        values[k] = new global::System.Numerics.Complex(re * c - im * d, re * d + im * c);
                    }

                    plan.Transform<global::System.Numerics.Complex>(values, values, 1, scale / size);
                    global::System.Span<global::System.Numerics.Complex> results = target.Slice(done, count);
                    values = values.Slice((int)(first - from), count);
                    if (isAdded)
                    {
                        for (int i = 0; i < results.Length; i++) results[i] += values[i];
                    }
                    else
                    {
                        values.CopyTo(results);
                    }

                    values = global::System.MemoryExtensions.AsSpan(memory, 0, size);
                }

                global::System.Buffers.ArrayPool<global::System.Numerics.Complex>.Shared.Return(memory);
            }

            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            private static void TakeComplex(
                global::System.ReadOnlySpan<global::System.Numerics.Complex> source, bool isReversed, bool isConjugate, int from, int to, global::System.Span<global::System.Numerics.Complex> target)
            {
                int count = to - from;
                if (isReversed) from = source.Length - to;
                global::System.Span<global::System.Numerics.Complex> front = target.Slice(0, count);
                source.Slice(from, count).CopyTo(front);
                if (isReversed) global::System.MemoryExtensions.Reverse(front);
                if (isConjugate)
                {
                    for (int i = 0; i < front.Length; i++) front[i] = global::System.Numerics.Complex.Conjugate(front[i]);
                }

                target.Slice(count).Clear();
            }
        }
        """;
}
