namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>
/// The text of transforms of complex numbers of <c>float</c> in <c>float</c> throughout: of lengths that 8 divides and that have small prime factors, with vectors of 8 or 16 numbers. All others
/// go through the passes of <c>double</c>, among them convolutions, which would lose digits.
/// </summary>
internal static class AnyLengthSinglesText
{
    public const string Body = """
        /// <summary>The factors of each pass but the last, rounded: made when numbers of float are first transformed.</summary>
        private float[][]? singleTwiddles;

        /// <summary>Whether there are passes of float: a first one of radix 8 whose blocks fill the lanes.</summary>
        private bool HasSinglePasses
        {
            get { return radices.Length > 1 && radices[0] == 8 && SinglesFor(length / 8) > 1; }
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
            nint plane = (length + 15) / 16 * 16 + 64;
            double[] scratch = Rent(2 * (int)plane + 8);
            ref float a = ref SimdUnsafe.As<double, float>(ref Aligned(scratch));
            ref float b = ref SimdUnsafe.Add(ref a, 2 * plane);
            Split(ref x, ref a, plane, length, (float)-direction);
            float factorRe = (float)scale, factorIm = (float)(-direction * scale);
            int before = radices.Length - 1, last = radices[before], columns = length / last;
            if (last >= 4 && last != 5 && last != 7)
            {
                // There are as many columns as the first radix at least, and so many lanes are filled.
                ref float values = ref SinglePasses(ref a, ref b, plane, before) ? ref b : ref a;
                if (SinglesFor(columns) == 16) LastOn512(last, ref values, columns, plane, ref y, factorRe, factorIm);
                else LastOn256(last, ref values, columns, plane, ref y, factorRe, factorIm);
            }
            else
            {
                Join(ref SinglePasses(ref a, ref b, plane, before + 1) ? ref b : ref a, plane, ref y, length, factorRe, factorIm);
            }

            Return(scratch);
        }

        /// <summary>The first passes, as many as are asked for, from the first memory into it or into the second: true for the second.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private bool SinglePasses(ref float a, ref float b, nint plane, int count)
        {
            float[][] tables = singleTwiddles ?? (singleTwiddles = MakeSingleTwiddles());
            nint columns = 1, blocks = length;
            for (int i = 0; i < count; i++)
            {
                blocks /= radices[i];
                if (blocks == 1) Plain(radices[i], ref a, columns, plane, ref b, columns, plane, columns);
                else if (columns > 1) Middle(radices[i], ref a, ref b, blocks, columns, plane, ref SimdMemory.GetArrayDataReference(tables[i]));
                else First(radices[i], ref a, ref b, blocks, plane, ref SimdMemory.GetArrayDataReference(tables[i]));
                columns *= radices[i];
                ref float other = ref a;
                a = ref b;
                b = ref other;
            }

            return count % 2 == 1;
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private float[][] MakeSingleTwiddles()
        {
            float[][] tables = new float[radices.Length - 1][];
            double[] roots = Rent(2 * length);
            FourierRoots.Fill(roots, length);
            int stride = 1, blocks = length;
            for (int i = 0; i < tables.Length; i++)
            {
                blocks /= radices[i];
                tables[i] = MakeSingleTwiddles(roots, radices[i], blocks, stride, i == 0 ? SinglesFor(blocks) : 1);
                stride *= radices[i];
            }

            Return(roots);
            return tables;
        }

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static float[] MakeSingleTwiddles(double[] roots, int radix, int blocks, int stride, int lanes)
        {
            int groups = (blocks + lanes - 1) / lanes;
            float[] table = global::System.GC.AllocateUninitializedArray<float>(2 * groups * (radix - 1) * lanes);
            for (int group = 0, next = 0; group < groups; group++)
            {
                int first = global::System.Math.Min(group * lanes, blocks - lanes);
                for (int v = 1; v < radix; v++, next += 2 * lanes)
                {
                    for (int lane = 0, index = 2 * stride * first * v; lane < lanes; lane++, index += 2 * stride * v)
                    {
                        table[next + lane] = (float)roots[index];
                        table[next + lanes + lane] = (float)roots[index + 1];
                    }
                }
            }

            return table;
        }

        /// <summary>Takes complex numbers apart; imaginary parts times a factor.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void Split(ref float source, ref float re, nint plane, nint count, float factor)
        {
            nint i = 0;
            if (@Condition512)
            {
                var even = Simd512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
                var odd = Simd512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
                for (; i <= count - 16; i += 16)
                {
                    var low = SimdUnsafe.As<float, Simd512Singles>(ref SimdUnsafe.Add(ref source, 2 * i));
                    var high = SimdUnsafe.As<float, Simd512Singles>(ref SimdUnsafe.Add(ref source, 2 * i + 16));
                    SimdUnsafe.As<float, Simd512Singles>(ref SimdUnsafe.Add(ref re, i)) = SimdAvx512.PermuteVar16x32x2(low, even, high);
                    SimdUnsafe.As<float, Simd512Singles>(ref SimdUnsafe.Add(ref re, i + plane)) = SimdAvx512.PermuteVar16x32x2(low, odd, high) * factor;
                }
            }
            else if (@Condition256)
            {
                for (; i <= count - 8; i += 8)
                {
                    var first = SimdUnsafe.As<float, Simd256Singles>(ref SimdUnsafe.Add(ref source, 2 * i));
                    var second = SimdUnsafe.As<float, Simd256Singles>(ref SimdUnsafe.Add(ref source, 2 * i + 8));
                    var low = SimdAvx.Permute2x128(first, second, 0x20);
                    var high = SimdAvx.Permute2x128(first, second, 0x31);
                    SimdUnsafe.As<float, Simd256Singles>(ref SimdUnsafe.Add(ref re, i)) = SimdAvx.Shuffle(low, high, 0x88);
                    SimdUnsafe.As<float, Simd256Singles>(ref SimdUnsafe.Add(ref re, i + plane)) = SimdAvx.Shuffle(low, high, 0xDD) * factor;
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
