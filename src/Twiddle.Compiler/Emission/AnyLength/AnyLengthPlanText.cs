namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>The text of a plan for one length: what is known before the data are. It is the same for all methods, so it is written once per compilation.</summary>
/// <remarks>
/// Lengths with prime factors up to 7 are split as the plans of fixed lengths are, in passes in the order of Stockham; the exponents compose to n·k for any
/// radices (<see cref="Proofs.PlanProofExponents"/>). All others are convolutions with a chirp (<see cref="Plans.ChirpConvolution"/>).
/// </remarks>
internal static class AnyLengthPlanText
{
    public const string Body = """
        /// <summary>Plans that have been made, by length.</summary>
        private static readonly global::System.Collections.Concurrent.ConcurrentDictionary<int, FourierPlan> Plans =
            new global::System.Collections.Concurrent.ConcurrentDictionary<int, FourierPlan>();

        /// <summary>More plans than this are not kept at the same time: each holds a table as large as its data.</summary>
        private const int MostPlans = 1024;

        /// <summary>Who makes a plan holds one of these, by the length: another thread that wants the same waits for it, rather than make it as well.</summary>
        private static readonly object[] Gates = NewGates(16);

        private static FourierPlan? recent;

        private readonly int length;
        private readonly int[] radices;
        private double[][]? twiddles;

        /// <summary>The factors of the first pass for one block after the other: for many transforms at once, made when they are first asked for.</summary>
        private double[]? firstByBlock;

        /// <summary>How far the imaginary parts lie behind the real parts: a few cache lines more than it needs, lest both fall into the same places of the cache.</summary>
        private readonly int plane;

        /// <summary>The plan of the convolution for lengths with large prime factors, the chirp, and the spectrum of its conjugate.</summary>
        private readonly FourierPlan? convolution;
        private readonly double[] chirp;
        private readonly double[] spectrum;

        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private FourierPlan(int length)
        {
            this.length = length;
            plane = (length + 7) / 8 * 8 + 32;
            radices = Factor(length);
            chirp = spectrum = global::System.Array.Empty<double>();
            if (radices.Length > 0 || length == 1) return;
            convolution = Of(ConvolutionLength(length));
            chirp = new double[2 * length];
            spectrum = convolution.MakeSpectrum(length, chirp);
        }

        /// <summary>The plan for a length, made when it is first asked for.</summary>
        internal static FourierPlan Of(int length)
        {
            FourierPlan? plan = recent;
            if (plan is not null && plan.length == length) return plan;
            if (!Plans.TryGetValue(length, out plan)) plan = Make(length);
            recent = plan;
            return plan;
        }

        /// <summary>
        /// Makes a plan, and keeps it. A plan may need another for its convolution, whose length is a multiple of 64: that gate is the last that a thread takes, so none
        /// waits for another in a circle.
        /// </summary>
        private static FourierPlan Make(int length)
        {
            lock (Gates[length % Gates.Length])
            {
                if (Plans.TryGetValue(length, out FourierPlan? plan)) return plan;
                if (Plans.Count >= MostPlans) Plans.Clear();
                return Plans.GetOrAdd(length, new FourierPlan(length));
            }
        }

        private static object[] NewGates(int count)
        {
            object[] gates = new object[count];
            for (int i = 0; i < count; i++) gates[i] = new object();
            return gates;
        }

        /// <summary>The radices of the passes, an eight or a four in front, a two never; none where a prime factor is too large.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static int[] Factor(int length)
        {
            // Four blocks fill vectors; an eight would leave two.
            if (length == 16) return new int[] { 4, 4 };
            int twos = global::System.Numerics.BitOperations.TrailingZeroCount(length), rest = length >> twos;
            int last = twos % 3 == 0 ? 0 : twos % 3 == 2 ? 4 : twos > 4 ? 16 : 2;
            int eights = last == 16 ? twos / 3 - 1 : twos / 3;
            int count = 0;
            global::System.Span<int> found = stackalloc int[32];
            if (eights > 0) found[count++] = 8;
            for (int prime = 7; prime > 1; prime -= 2)
                for (; rest % prime == 0; rest /= prime) found[count++] = prime;
            if (rest != 1) return global::System.Array.Empty<int>();

            for (int i = 1; i < eights; i++) found[count++] = 8;
            if (last == 4 && eights == 0)
            {
                found.Slice(0, count++).CopyTo(found.Slice(1));
                found[0] = last;
            }
            else if (last > 0)
            {
                found[count++] = last;
            }

            return found.Slice(0, count).ToArray();
        }

        /// <summary>The shortest length of whole vectors with few and small radices that holds all differences of indices.</summary>
        private static int ConvolutionLength(int length)
        {
            int best = int.MaxValue;
            foreach (int odd in new int[] { 1, 3, 5, 9, 15 })
            {
                long candidate = 64 * odd;
                while (candidate < 2L * length - 1) candidate *= 2;
                best = (int)global::System.Math.Min(best, candidate);
            }

            return best;
        }

        /// <summary>The factors of the passes, made when they are first needed: one thread makes them, the others wait.</summary>
        private double[][] Twiddles()
        {
            double[][]? tables = global::System.Threading.Volatile.Read(ref twiddles);
            if (tables is not null) return tables;
            lock (radices)
            {
                if (twiddles is null) global::System.Threading.Volatile.Write(ref twiddles, MakeTwiddles());
                return twiddles!;
            }
        }

        /// <summary>The factors of each pass but the last: for each block, or for as many blocks as there are lanes in the first one.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private double[][] MakeTwiddles()
        {
            if (radices.Length < 2) return global::System.Array.Empty<double[]>();
            double[][] tables = new double[radices.Length - 1][];
            double[] roots = Rent(2 * length);
            FourierRoots.Fill(roots, length);
            int stride = 1, blocks = length;
            for (int i = 0; i < tables.Length; i++)
            {
                blocks /= radices[i];
                tables[i] = MakeTwiddles(roots, radices[i], blocks, stride, i == 0 ? LanesFor(blocks) : 1);
                stride *= radices[i];
            }

            Return(roots);
            return tables;
        }

        /// <summary>Root number stride·block·v, which is less than their order stride·blocks·radix.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private static double[] MakeTwiddles(double[] roots, int radix, int blocks, int stride, int lanes)
        {
            int groups = (blocks + lanes - 1) / lanes;
            double[] table = global::System.GC.AllocateUninitializedArray<double>(2 * groups * (radix - 1) * lanes);
            for (int group = 0, next = 0; group < groups; group++)
            {
                int first = global::System.Math.Min(group * lanes, blocks - lanes);
                for (int v = 1; v < radix; v++, next += 2 * lanes)
                {
                    for (int lane = 0, index = 2 * stride * first * v; lane < lanes; lane++, index += 2 * stride * v)
                    {
                        table[next + lane] = roots[index];
                        table[next + lanes + lane] = roots[index + 1];
                    }
                }
            }

            return table;
        }

        /// <summary>The factors of a pass for many transforms at once.</summary>
        private double[] TwiddlesByBlock(int pass)
        {
            int blocks = length / radices[0];
            if (pass > 0 || LanesFor(blocks) == 1) return Twiddles()[pass];
            return firstByBlock ?? (firstByBlock = MakeFirstByBlock(blocks));
        }

        private double[] MakeFirstByBlock(int blocks)
        {
            double[] roots = Rent(2 * length);
            FourierRoots.Fill(roots, length);
            double[] table = MakeTwiddles(roots, radices[0], blocks, 1, 1);
            Return(roots);
            return table;
        }

        /// <summary>The lanes of the widest vectors that so many numbers fill.</summary>
        private static int LanesFor(int count)
        {
            if (@Condition512 && count >= 8) return 8;
            return @Condition256 && count >= 4 ? 4 : 1;
        }

        /// <summary>Fills the chirp e^(−πi·n²/points), real parts first, and gives the spectrum of its conjugate over the number of points of this plan.</summary>
        [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        private double[] MakeSpectrum(int points, double[] chirp)
        {
            double[] values = new double[4 * plane];
            double[] roots = Rent(4 * points);
            FourierRoots.Fill(roots, 2 * points);
            for (int n = 0, square = 0; n < points; n++)
            {
                double re = roots[2 * square], im = roots[2 * square + 1];
                chirp[n] = re;
                chirp[points + n] = im;
                int mirror = n == 0 ? 0 : length - n;
                values[n] = values[mirror] = re / length;
                values[plane + n] = values[plane + mirror] = -im / length;
                // (n + 1)² = n² + 2n + 1, modulo 2·points.
                square += 2 * n + 1;
                if (square >= 2 * points) square -= 2 * points;
            }

            Return(roots);
            bool isSecond = Passes(ref values[0], ref values[2 * plane], plane, 1, radices.Length);
            double[] result = global::System.GC.AllocateUninitializedArray<double>(2 * length);
            int from = isSecond ? 2 * plane : 0;
            global::System.Array.Copy(values, from, result, 0, length);
            global::System.Array.Copy(values, from + plane, result, length, length);
            return result;
        }
        """;

    public const string Roots = """
        /// <summary>Roots of unity of any order, from products of two tables of its square root's size, in twice the precision of double.</summary>
        internal static class FourierRoots
        {
            /// <summary>Fills the front of a table with e^(−2πi·index/order) for every index below the order: real and imaginary parts in turn.</summary>
            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            internal static void Fill(double[] table, int order)
            {
                // Half a turn, a quarter or an eighth: the others are its images.
                int last = order % 4 == 0 ? order / 8 : order % 2 == 0 ? order / 4 : order / 2;
                int shift = Tables(order, last, out Wide[] fine, out Wide[] coarse);
                for (int index = 0; index <= last; index++)
                {
                    Multiply(coarse, 2 * (index >> shift), fine, 2 * (index & ((1 << shift) - 1)), out Wide cos, out Wide sin);
                    PlaceImages(table, order, index, cos.High, sin.High);
                }
            }

            /// <summary>
            /// The roots e^(−2πi·index/order) at index = first, first + step, …, none beyond a quarter of a turn: real parts first. The order is a multiple of 4.
            /// </summary>
            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            internal static double[] Section(int order, int first, int step, int count)
            {
                int last = order / 8;
                int shift = Tables(order, last, out Wide[] fine, out Wide[] coarse);
                double[] table = global::System.GC.AllocateUninitializedArray<double>(2 * count);
                for (int i = 0, index = first; i < count; i++, index += step)
                {
                    bool isBeyond = index > last;
                    int near = isBeyond ? order / 4 - index : index;
                    Multiply(coarse, 2 * (near >> shift), fine, 2 * (near & ((1 << shift) - 1)), out Wide cos, out Wide sin);
                    table[i] = isBeyond ? sin.High : cos.High;
                    table[count + i] = isBeyond ? -cos.High : -sin.High;
                }

                return table;
            }

            /// <summary>Powers of the first root, and powers of the last of these, whose products are all roots up to the last; how many bits of an index are of the first table.</summary>
            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            private static int Tables(int order, int last, out Wide[] fine, out Wide[] coarse)
            {
                int shift = 1;
                while (1 << 2 * shift <= last) shift++;
                fine = new Wide[2 << shift];
                coarse = new Wide[2 * (last >> shift) + 2];
                First(order, out fine[2], out fine[3]);
                Powers(fine);
                if (coarse.Length > 2) Multiply(fine, fine.Length - 2, fine, 2, out coarse[2], out coarse[3]);
                Powers(coarse);
                return shift;
            }

            /// <summary>The roots at one angle from each of the axes, as far as they are of the order.</summary>
            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            private static void PlaceImages(double[] table, int order, int index, double cos, double sin)
            {
                Place(table, index, cos, sin);
                if (index > 0) Place(table, order - index, cos, -sin);
                if (order % 2 != 0) return;
                Place(table, order / 2 - index, -cos, sin);
                Place(table, order / 2 + index, -cos, -sin);
                if (order % 4 != 0) return;
                Place(table, order / 4 - index, sin, cos);
                Place(table, order / 4 + index, -sin, cos);
                Place(table, 3 * (order / 4) - index, -sin, -cos);
                Place(table, 3 * (order / 4) + index, sin, -cos);
            }

            private static void Place(double[] table, int index, double cos, double sin)
            {
                table[2 * index] = cos;
                table[2 * index + 1] = -sin;
            }

            /// <summary>Fills a table with the powers of its element 1, cosines and sines in turn.</summary>
            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            private static void Powers(Wide[] powers)
            {
                powers[0] = new Wide(1.0, 0.0);
                powers[1] = new Wide(0.0, 0.0);
                for (int i = 4; i < powers.Length; i += 2) Multiply(powers, i - 2, powers, 2, out powers[i], out powers[i + 1]);
            }

            /// <summary>The product of two roots. A method of its own, for not more than this many operations of <see cref="Wide"/> are inlined into one.</summary>
            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            private static void Multiply(Wide[] x, int i, Wide[] y, int j, out Wide cos, out Wide sin)
            {
                Wide a = x[i], b = x[i + 1], c = y[j], d = y[j + 1];
                cos = a * c - b * d;
                sin = a * d + b * c;
            }

            /// <summary>Cosine and sine of 2π/order, by their power series.</summary>
            [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
            private static void First(int order, out Wide cos, out Wide sin)
            {
                Wide angle = new Wide(6.283185307179586, 2.4492935982947064E-16) / order;
                Wide even = new Wide(1.0, 0.0), odd = angle, term = angle;
                for (int i = 2; global::System.Math.Abs(term.High) > 1e-35; i++)
                {
                    term = term * angle / (i % 2 == 0 ? -i : i);
                    if (i % 2 == 0) even = even + term;
                    else odd = odd + term;
                }

                cos = even;
                sin = odd;
            }

            /// <summary>A number as the sum of two, the second below the last bit of the first (Dekker 1971).</summary>
            private readonly struct Wide
            {
                internal readonly double High;
                private readonly double low;

                internal Wide(double high, double low)
                {
                    High = high;
                    this.low = low;
                }

                [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
                public static Wide operator +(Wide a, Wide b)
                {
                    double sum = a.High + b.High;
                    double part = sum - a.High;
                    return Normalized(sum, (a.High - (sum - part)) + (b.High - part) + (a.low + b.low));
                }

                [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
                public static Wide operator -(Wide a, Wide b)
                {
                    return a + new Wide(-b.High, -b.low);
                }

                [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
                public static Wide operator *(Wide a, Wide b)
                {
                    double product = a.High * b.High;
                    double error = global::System.Math.FusedMultiplyAdd(a.High, b.High, -product);
                    return Normalized(product, error + (a.High * b.low + a.low * b.High));
                }

                [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
                public static Wide operator /(Wide a, int divisor)
                {
                    double quotient = a.High / divisor;
                    double rest = global::System.Math.FusedMultiplyAdd(-quotient, divisor, a.High) + a.low;
                    return Normalized(quotient, rest / divisor);
                }

                [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
                private static Wide Normalized(double a, double b)
                {
                    double sum = a + b;
                    return new Wide(sum, b - (sum - a));
                }
            }
        }
        """;
}
