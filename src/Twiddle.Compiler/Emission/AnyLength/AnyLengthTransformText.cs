namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>The text that runs a plan: the ends, where complex numbers are taken apart and put together, and the passes between.</summary>
/// <remarks>
/// Only the transform with a minus sign in the exponent is written: the other is the conjugate of the transform of the conjugate. The conjugates, and a
/// scale, are factors of the imaginary parts at the ends. A complex number is any struct of two <c>double</c>s or two <c>float</c>s, the real part in front:
/// the just-in-time compiler makes code for each.
/// </remarks>
internal static class AnyLengthTransformText
{
    /// <summary>A transform of complex numbers; where there are passes of <c>float</c>, by these.</summary>
    public static string OneWith(bool hasSinglePasses) => One.Replace("\r", "").Replace("    @Singles\n", hasSinglePasses ? SingleChoice.Replace("\r", "") : "");

    private const string SingleChoice = """
            if (IsSingle<T>() && HasSinglePasses)
            {
                TransformSingles(ref SimdUnsafe.As<T, float>(ref x), ref SimdUnsafe.As<T, float>(ref y), direction, scale);
                return;
            }


        """;

    /// <summary>A transform of complex numbers.</summary>
    private const string One = """
        /// <summary>
        /// target[k] = scale·Σ source[n]·e^(direction·2πi·n·k/length), direction 1 or −1. All of the source is read before the target is written, so both may overlap.
        /// </summary>
        /// <typeparam name="T">A complex number: two <c>double</c>s or two <c>float</c>s.</typeparam>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        internal void Transform<T>(global::System.ReadOnlySpan<T> source, global::System.Span<T> target, int direction, double scale)
            where T : unmanaged
        {
            // Slices, so that a span too short is noticed here: the passes do not check.
            ref T x = ref SimdMemory.GetReference(source.Slice(0, length));
            ref T y = ref SimdMemory.GetReference(target.Slice(0, length));
            @Singles
            FourierPlan plan = convolution ?? this;
            int size = 4 * plan.plane + 8;
            double[] scratch = Rent(size);
            ref double a = ref Aligned(scratch);
            ref double b = ref SimdUnsafe.Add(ref a, 2 * plan.plane);
            double scaleIm = -direction * scale;
            int before = radices.Length - 1;
            // A first pass of eight on vectors takes complex numbers apart itself.
            int begin = before > 0 && radices[0] == 8 && !IsSingle<T>() && LanesFor(length / 8) > 1 ? 1 : 0;
            if (begin == 0) TakeApart(ref x, ref a, plan.plane, length, -direction);
            else if (LanesFor(length / 8) == 8) FirstOfPairs8<Simd512Doubles, Doubles512>(ref SimdUnsafe.As<T, double>(ref x), ref a, length / 8, plane, ref SimdMemory.GetArrayDataReference(Twiddles()[0]), -direction);
            else FirstOfPairs8<Simd256Doubles, Doubles256>(ref SimdUnsafe.As<T, double>(ref x), ref a, length / 8, plane, ref SimdMemory.GetArrayDataReference(Twiddles()[0]), -direction);
            // What the last pass puts together itself is of double.
            int last = convolution is null && before > 0 && !IsSingle<T>() ? radices[before] : 0;
            int columns = last == 0 ? 0 : length / last;
            if (last >= 4 && last != 5 && last != 7 && LanesFor(columns) > 1)
            {
                ref double values = ref Passes(ref a, ref b, plane, 1, before, begin) ? ref b : ref a;
                if (LanesFor(columns) == 8) LastOn512(last, ref values, columns, plane, ref SimdUnsafe.As<T, double>(ref y), scale, scaleIm);
                else LastOn256(last, ref values, columns, plane, ref SimdUnsafe.As<T, double>(ref y), scale, scaleIm);
            }
            else
            {
                bool isSecond = convolution is null ? Passes(ref a, ref b, plane, 1, radices.Length, begin) : Convolve(ref a, ref b);
                PutTogether(ref isSecond ? ref b : ref a, plan.plane, ref y, length, scale, scaleIm);
            }

            Return(scratch);
        }
        """;

    /// <summary>The passes, and scratch memory.</summary>
    public const string Core = """
        /// <summary>The transform of real and imaginary parts, from the first memory into it or into the second: true for the second.</summary>
        /// <param name="a">The data: elements one after the other, of each as many as there are transforms.</param>
        /// <param name="b">Room for as many.</param>
        /// <param name="plane">How far imaginary parts lie behind real parts.</param>
        /// <param name="many">The number of transforms at once.</param>
        /// <param name="count">The number of passes to do.</param>
        /// <param name="begin">How many of them have been done: the first one, or none.</param>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private bool Passes(ref double a, ref double b, nint plane, nint many, int count, int begin = 0)
        {
            double[][] tables = Twiddles();
            nint columns = begin == 0 ? many : many * radices[0], blocks = begin == 0 ? length : length / radices[0];
            for (int i = begin; i < count; i++)
            {
                blocks /= radices[i];
                if (blocks == 1) Plain(radices[i], ref a, columns, plane, ref b, columns, plane, columns);
                else if (columns > 1 || LanesFor((int)blocks) == 1) Middle(radices[i], ref a, ref b, blocks, columns, plane, ref SimdMemory.GetArrayDataReference(many > 1 ? TwiddlesByBlock(i) : tables[i]));
                else First(radices[i], ref a, ref b, blocks, plane, ref SimdMemory.GetArrayDataReference(tables[i]));
                columns *= radices[i];
                ref double other = ref a;
                a = ref b;
                b = ref other;
            }

            return (count - begin) % 2 == 1;
        }

        /// <summary>Transforms with twiddle factors, for few columns, or without vectors.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void MiddleScalar(int radix, ref double source, ref double target, nint blocks, nint columns, nint plane, ref double twiddles)
        {
            nint lane = blocks * columns;
            for (nint block = 0; block < blocks; block++)
            {
                Plain(radix, ref source, lane, plane, ref target, columns, plane, columns);
                source = ref SimdUnsafe.Add(ref source, columns);
                target = ref SimdUnsafe.Add(ref target, columns);
                for (int v = 1; v < radix; v++)
                {
                    double c = twiddles, d = SimdUnsafe.Add(ref twiddles, 1);
                    twiddles = ref SimdUnsafe.Add(ref twiddles, 2);
                    for (nint i = 0; i < columns; i++)
                    {
                        double re = SimdUnsafe.Add(ref target, i), im = SimdUnsafe.Add(ref target, i + plane);
                        SimdUnsafe.Add(ref target, i) = re * c - im * d;
                        SimdUnsafe.Add(ref target, i + plane) = re * d + im * c;
                    }

                    target = ref SimdUnsafe.Add(ref target, columns);
                }
            }
        }

        /// <summary>Multiplies complex numbers by others, in place.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void Multiply(ref double values, nint plane, ref double factors, nint factorPlane, nint count)
        {
            nint i = 0;
            for (; i <= count - global::System.Numerics.Vector<double>.Count; i += global::System.Numerics.Vector<double>.Count)
            {
                ref var re = ref SimdUnsafe.As<double, global::System.Numerics.Vector<double>>(ref SimdUnsafe.Add(ref values, i));
                ref var im = ref SimdUnsafe.As<double, global::System.Numerics.Vector<double>>(ref SimdUnsafe.Add(ref values, i + plane));
                var c = SimdUnsafe.As<double, global::System.Numerics.Vector<double>>(ref SimdUnsafe.Add(ref factors, i));
                var d = SimdUnsafe.As<double, global::System.Numerics.Vector<double>>(ref SimdUnsafe.Add(ref factors, i + factorPlane));
                var product = re * c - im * d;
                im = re * d + im * c;
                re = product;
            }

            for (; i < count; i++)
            {
                double re = SimdUnsafe.Add(ref values, i), im = SimdUnsafe.Add(ref values, i + plane);
                double c = SimdUnsafe.Add(ref factors, i), d = SimdUnsafe.Add(ref factors, i + factorPlane);
                SimdUnsafe.Add(ref values, i) = re * c - im * d;
                SimdUnsafe.Add(ref values, i + plane) = re * d + im * c;
            }
        }

        /// <summary>The transform as a convolution with the chirp: true where the result is in the second memory.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private bool Convolve(ref double a, ref double b)
        {
            FourierPlan plan = convolution!;
            nint plane = plan.plane;
            Multiply(ref a, plane, ref SimdMemory.GetArrayDataReference(chirp), length, length);
            SimdMemory.CreateSpan(ref SimdUnsafe.Add(ref a, length), plan.length - length).Clear();
            SimdMemory.CreateSpan(ref SimdUnsafe.Add(ref a, length + plane), plan.length - length).Clear();
            bool isSecond = plan.Passes(ref a, ref b, plane, 1, plan.radices.Length);
            ref double values = ref isSecond ? ref b : ref a;
            ref double other = ref isSecond ? ref a : ref b;
            Multiply(ref values, plane, ref SimdMemory.GetArrayDataReference(spectrum), plan.length, plan.length);
            // The inverse transform: real and imaginary parts change places before and after.
            bool isOther = plan.Passes(ref SimdUnsafe.Add(ref values, plane), ref SimdUnsafe.Add(ref other, plane), -plane, 1, plan.radices.Length);
            Multiply(ref isOther ? ref other : ref values, plane, ref SimdMemory.GetArrayDataReference(chirp), length, length);
            return isSecond ^ isOther;
        }

        /// <summary>Scratch memory for the next call of each thread, the quickest to get; longer ones come from the pool.</summary>
        [global::System.ThreadStatic]
        private static double[]? spare;

        private const int LargestSpare = 1 << 15;

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static double[] Rent(int size)
        {
            ref double[]? place = ref spare;
            double[]? memory = place;
            if (memory is null || memory.Length < size) return global::System.Buffers.ArrayPool<double>.Shared.Rent(size);
            place = null;
            return memory;
        }

        /// <summary>Keeps the longer of two for the thread: else all that need it would go to the pool from now on.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static void Return(double[] memory)
        {
            ref double[]? place = ref spare;
            double[]? other = place;
            if (memory.Length > LargestSpare || (other is not null && other.Length >= memory.Length)) other = memory;
            else place = memory;
            if (other is not null) global::System.Buffers.ArrayPool<double>.Shared.Return(other);
        }

        /// <summary>The first number at a multiple of 64 bytes.</summary>
        private static ref double Aligned(double[] memory)
        {
            ref double first = ref SimdMemory.GetArrayDataReference(memory);
            int address = unchecked((int)SimdUnsafe.ByteOffset(ref SimdUnsafe.NullRef<double>(), ref first));
            return ref SimdUnsafe.Add(ref first, (64 - (address & 63)) / 8);
        }
        """;

    /// <summary>Many vectors at once.</summary>
    public const string Many = """
        /// <summary>
        /// Transforms count vectors, element n of vector i at n·stride + i·distance in both spans, each as <see cref="Transform"/> does: side by side where they
        /// lie side by side. Where the spans overlap, they have to be the same.
        /// </summary>
        internal void TransformMany<T>(global::System.ReadOnlySpan<T> source, global::System.Span<T> target, int count, int stride, int distance, int direction, double scale)
            where T : unmanaged
        {
            if (count <= 0) return;
            if (stride < 1 || distance < 1) throw new global::System.ArgumentOutOfRangeException(stride < 1 ? nameof(stride) : nameof(distance));
            int size = checked((length - 1) * stride + (count - 1) * distance + 1);
            source = source.Slice(0, size);
            target = target.Slice(0, size);
            int i = 0;
            if (stride == 1)
            {
                for (; i < count; i++) Transform(source.Slice(i * distance, length), target.Slice(i * distance, length), direction, scale);
                return;
            }

            if (distance == 1 && convolution is null)
            {
                int most = global::System.Math.Max(SideBySide, global::System.Math.Min(MostSideBySide, NumbersSideBySide / length));
                for (int side; i < count; i += side)
                {
                    side = global::System.Math.Min(most, count - i);
                    TransformSideBySide(source.Slice(i), target.Slice(i), side, stride, direction, scale);
                }

                return;
            }

            T[] vector = global::System.Buffers.ArrayPool<T>.Shared.Rent(length);
            for (; i < count; i++)
            {
                for (int n = 0; n < length; n++) vector[n] = source[n * stride + i * distance];
                Transform<T>(vector, vector, direction, scale);
                for (int n = 0; n < length; n++) target[n * stride + i * distance] = vector[n];
            }

            global::System.Buffers.ArrayPool<T>.Shared.Return(vector);
        }

        /// <summary>The vectors that are transformed side by side: two cache lines of each row, and up to eight where they all fit into a cache.</summary>
        private const int SideBySide = 8, MostSideBySide = 32, NumbersSideBySide = 1 << 16;

        /// <summary>Transforms neighbouring columns of a matrix: every pass has them as further columns.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private void TransformSideBySide<T>(global::System.ReadOnlySpan<T> source, global::System.Span<T> target, int many, int stride, int direction, double scale)
            where T : unmanaged
        {
            int last = (length - 1) * stride + many;
            ref T x = ref SimdMemory.GetReference(source.Slice(0, last));
            ref T y = ref SimdMemory.GetReference(target.Slice(0, last));
            nint side = (nint)length * many + 32;
            int size = checked(4 * (int)side + 8);
            double[] scratch = Rent(size);
            ref double a = ref Aligned(scratch);
            ref double b = ref SimdUnsafe.Add(ref a, 2 * side);
            for (int n = 0; n < length; n++) TakeApart(ref SimdUnsafe.Add(ref x, (nint)n * stride), ref SimdUnsafe.Add(ref a, (nint)n * many), side, many, -direction);
            ref double result = ref Passes(ref a, ref b, side, many, radices.Length) ? ref b : ref a;
            for (int n = 0; n < length; n++)
                PutTogether(ref SimdUnsafe.Add(ref result, (nint)n * many), side, ref SimdUnsafe.Add(ref y, (nint)n * stride), many, scale, -direction * scale);
            Return(scratch);
        }
        """;

    /// <summary>Many vectors on several threads.</summary>
    public const string Shared = """
        /// <summary>Fewer numbers than this are transformed before other threads have woken up.</summary>
        private const int LeastShared = 1 << 15;

        /// <summary>The same on several threads. The data, given by their addresses, stay where they are meanwhile.</summary>
        internal void ShareMany<T>(nint source, int sourceLength, nint target, int targetLength, int count, int stride, int distance, int direction, double scale)
            where T : unmanaged
        {
            if (count < 2 || stride < 1 || distance < 1 || FourierTeam.IsAlone || (long)count * length < LeastShared)
            {
                TransformMany<T>(Pinned<T>(source, sourceLength), Pinned<T>(target, targetLength), count, stride, distance, direction, scale);
                return;
            }

            // All of both spans is checked here, before any thread begins.
            int size = checked((length - 1) * stride + (count - 1) * distance + 1);
            Pinned<T>(source, sourceLength).Slice(0, size);
            Pinned<T>(target, targetLength).Slice(0, size);
            int side = stride > 1 && distance == 1 && convolution is null ? SideBySide : 1;
            FourierTeam.Run(1, (stage, part, parts) =>
            {
                int groups = (count + side - 1) / side;
                int begin = side * FourierTeam.Share(groups, part, parts);
                int end = global::System.Math.Min(count, side * FourierTeam.Share(groups, part + 1, parts));
                if (begin >= end) return;
                int first = begin * distance;
                TransformMany<T>(Pinned<T>(source, size).Slice(first), Pinned<T>(target, size).Slice(first), end - begin, stride, distance, direction, scale);
            });
        }

        private static global::System.Span<T> Pinned<T>(nint address, int length)
            where T : unmanaged
        {
            return SimdMemory.CreateSpan(ref SimdUnsafe.AddByteOffset(ref SimdUnsafe.NullRef<T>(), address), length);
        }
        """;
}
