namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>
/// The text of transforms of complex numbers of <c>float</c> in <c>float</c> throughout: of lengths that 8 divides and that have small prime factors, with vectors of 8 or 16 numbers. All others
/// go through the passes of <c>double</c>, among them convolutions, which would lose digits.
/// </summary>
internal static class AnyLengthSinglesText
{
    public const string Body = """
        /// <summary>The passes of numbers of float: made when such are first transformed.</summary>
        private SinglePlan? singlePlan;

        /// <summary>The radices of passes, and the factors of each but the last, rounded.</summary>
        private sealed class SinglePlan
        {
            internal readonly int[] Radices;
            internal readonly float[][] Twiddles;

            internal SinglePlan(int[] radices, float[][] twiddles)
            {
                Radices = radices;
                Twiddles = twiddles;
            }
        }

        /// <summary>Whether there are passes of float: a first one of radix 8 or 16 whose blocks fill the lanes.</summary>
        private bool HasSinglePasses
        {
            get { return radices.Length > 1 && radices[0] == 8 && SinglesFor(length / 8) > 1; }
        }

        /// <summary>The radices: a sixteen in front where what it leaves fills vectors of sixteen, so that the columns of the next pass fill them too.</summary>
        private int[] FactorSingles()
        {
            if (length % 16 != 0 || SinglesFor(length / 16) < 16) return radices;
            int rest = length / 16, twos = global::System.Numerics.BitOperations.TrailingZeroCount(rest);
            int last = twos % 3 == 0 ? 1 : twos % 3 == 2 ? 4 : twos >= 4 ? 16 : 2;
            var found = new global::System.Collections.Generic.List<int> { 16 };
            foreach (int radix in radices)
            {
                if (radix % 2 != 0) found.Add(radix);
            }

            for (int power = 1 << twos; power > last; power /= 8) found.Add(8);
            if (last > 1) found.Add(last);
            return found.ToArray();
        }

        /// <summary>The lanes of the widest vectors that so many numbers fill.</summary>
        private static int SinglesFor(int count)
        {
            if (@Condition512 && count >= 16) return 16;
            return @Condition256 && count >= 8 ? 8 : 1;
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private void TransformSingles(ref float x, ref float y, int direction, double scale)
        {
            SinglePlan plan = singlePlan ?? (singlePlan = MakeSinglePlan());
            nint plane = (length + 15) / 16 * 16 + 64;
            double[] scratch = Rent(2 * (int)plane + 8);
            ref float a = ref SimdUnsafe.As<double, float>(ref Aligned(scratch));
            ref float b = ref SimdUnsafe.Add(ref a, 2 * plane);
            float factorRe = (float)scale, factorIm = (float)(-direction * scale);
            int before = plan.Radices.Length - 1, last = plan.Radices[before], columns = length / last;
            First(plan.Radices[0], ref x, ref a, length / plan.Radices[0], plane, ref Aligned(plan.Twiddles[0]), (float)-direction);
            if (last >= 4 && last != 5 && last != 7)
            {
                // There are as many columns as the first radix at least, and so many lanes are filled.
                ref float values = ref SinglePasses(plan, ref a, ref b, plane, before) ? ref b : ref a;
                if (SinglesFor(columns) == 16) LastOn512(last, ref values, columns, plane, ref y, factorRe, factorIm);
                else LastOn256(last, ref values, columns, plane, ref y, factorRe, factorIm);
            }
            else
            {
                Join(ref SinglePasses(plan, ref a, ref b, plane, before + 1) ? ref b : ref a, plane, ref y, length, factorRe, factorIm);
            }

            Return(scratch);
        }

        /// <summary>The passes behind the first one, up to a number, from the first memory into it or into the second: true for the second.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private bool SinglePasses(SinglePlan plan, ref float a, ref float b, nint plane, int end)
        {
            int[] factors = plan.Radices;
            nint columns = factors[0], blocks = length / columns;
            for (int i = 1; i < end; i++)
            {
                blocks /= factors[i];
                if (blocks == 1) Plain(factors[i], ref a, columns, plane, ref b, columns, plane, columns);
                else Middle(factors[i], ref a, ref b, blocks, columns, plane, ref Aligned(plan.Twiddles[i]));
                columns *= factors[i];
                ref float other = ref a;
                a = ref b;
                b = ref other;
            }

            return end % 2 == 0;
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private SinglePlan MakeSinglePlan()
        {
            int[] factors = FactorSingles();
            float[][] tables = new float[factors.Length - 1][];
            double[] roots = Rent(2 * length);
            FourierRoots.Fill(roots, length);
            int stride = 1, blocks = length;
            for (int i = 0; i < tables.Length; i++)
            {
                blocks /= factors[i];
                tables[i] = MakeSingleTwiddles(roots, factors[i], blocks, stride, i == 0 ? SinglesFor(blocks) : 1);
                stride *= factors[i];
            }

            Return(roots);
            return new SinglePlan(factors, tables);
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static float[] MakeSingleTwiddles(double[] roots, int radix, int blocks, int stride, int lanes)
        {
            int groups = (blocks + lanes - 1) / lanes;
            float[] table = global::System.GC.AllocateUninitializedArray<float>(2 * groups * (radix - 1) * lanes + 15, pinned: true);
            for (int group = 0, next = StartOf(table); group < groups; group++)
            {
                int first = global::System.Math.Min(group * lanes, blocks - lanes);
                for (int v = 1; v < radix; v++, next += 2 * lanes)
                {
                    for (int lane = 0; lane < lanes; lane++)
                    {
                        // What takes complex numbers apart leaves them in an order of its own: in each 128 bits two of the first half, and two of the second.
                        int place = (lane & 2) / 2 * (lanes / 2) + lane / 4 * 2 + (lane & 1);
                        int index = 2 * stride * (first + place) * v;
                        table[next + lane] = (float)roots[index];
                        table[next + lanes + lane] = (float)roots[index + 1];
                    }
                }
            }

            return table;
        }

        /// <summary>Where a table begins, which stays where it is: at a cache line, so that no vector lies in two of them.</summary>
        private static int StartOf(float[] table)
        {
            int address = unchecked((int)SimdUnsafe.ByteOffset(ref SimdUnsafe.NullRef<float>(), ref SimdMemory.GetArrayDataReference(table)));
            return (-address & 63) / 4;
        }

        private static ref float Aligned(float[] table)
        {
            return ref SimdUnsafe.Add(ref SimdMemory.GetArrayDataReference(table), StartOf(table));
        }

        /// <summary>Puts complex numbers together: real and imaginary parts each times a factor.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void Join(ref float re, nint plane, ref float target, nint count, float factorRe, float factorIm)
        {
            nint i = 0;
            if (@Condition512)
            {
                var low = Simd512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
                var high = Simd512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
                for (; i <= count - 16; i += 16)
                {
                    var a = SimdUnsafe.As<float, Simd512Singles>(ref SimdUnsafe.Add(ref re, i)) * factorRe;
                    var b = SimdUnsafe.As<float, Simd512Singles>(ref SimdUnsafe.Add(ref re, i + plane)) * factorIm;
                    SimdUnsafe.As<float, Simd512Singles>(ref SimdUnsafe.Add(ref target, 2 * i)) = SimdAvx512.PermuteVar16x32x2(a, low, b);
                    SimdUnsafe.As<float, Simd512Singles>(ref SimdUnsafe.Add(ref target, 2 * i + 16)) = SimdAvx512.PermuteVar16x32x2(a, high, b);
                }
            }
            else if (@Condition256)
            {
                for (; i <= count - 8; i += 8)
                {
                    var a = SimdUnsafe.As<float, Simd256Singles>(ref SimdUnsafe.Add(ref re, i)) * factorRe;
                    var b = SimdUnsafe.As<float, Simd256Singles>(ref SimdUnsafe.Add(ref re, i + plane)) * factorIm;
                    var first = SimdAvx.UnpackLow(a, b);
                    var second = SimdAvx.UnpackHigh(a, b);
                    SimdUnsafe.As<float, Simd256Singles>(ref SimdUnsafe.Add(ref target, 2 * i)) = SimdAvx.Permute2x128(first, second, 0x20);
                    SimdUnsafe.As<float, Simd256Singles>(ref SimdUnsafe.Add(ref target, 2 * i + 8)) = SimdAvx.Permute2x128(first, second, 0x31);
                }
            }

            for (; i < count; i++)
            {
                SimdUnsafe.Add(ref target, 2 * i) = SimdUnsafe.Add(ref re, i) * factorRe;
                SimdUnsafe.Add(ref target, 2 * i + 1) = SimdUnsafe.Add(ref re, i + plane) * factorIm;
            }
        }
        """;
}
