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

        private static FourierPlan? recent;

        private readonly int length;
        private readonly int[] radices;
        private readonly double[][] twiddles;

        /// <summary>The factors of the first pass for one block after the other: for many transforms at once, made when they are first asked for.</summary>
        private double[]? firstByBlock;

        /// <summary>How far the imaginary parts lie behind the real parts: a few cache lines more than it needs, lest both fall into the same places of the cache.</summary>
        private readonly int plane;

        /// <summary>The plan of the convolution for lengths with large prime factors, the chirp, and the spectrum of its conjugate.</summary>
        private readonly FourierPlan? convolution;
        private readonly double[] chirp;
        private readonly double[] spectrum;

        private FourierPlan(int length)
        {
            this.length = length;
            plane = (length + 7) / 8 * 8 + 32;
            radices = Factor(length);
            chirp = spectrum = global::System.Array.Empty<double>();
            if (radices.Length > 0 || length == 1)
            {
                twiddles = MakeTwiddles();
                return;
            }

            twiddles = global::System.Array.Empty<double[]>();
            convolution = Of(ConvolutionLength(length));
            chirp = new double[2 * length];
            spectrum = convolution.MakeSpectrum(length, chirp);
        }

        /// <summary>The plan for a length, made when it is first asked for.</summary>
        internal static FourierPlan Of(int length)
        {
            FourierPlan? plan = recent;
            if (plan is not null && plan.length == length) return plan;
            if (!Plans.TryGetValue(length, out plan))
            {
                if (Plans.Count >= MostPlans) Plans.Clear();
                plan = Plans.GetOrAdd(length, new FourierPlan(length));
            }

            recent = plan;
            return plan;
        }

        /// <summary>The radices of the passes, eights in front; none where a prime factor is too large.</summary>
        private static int[] Factor(int length)
        {
            var odd = new global::System.Collections.Generic.List<int>();
            int rest = length, twos = 0;
            for (; rest % 2 == 0 && rest > 0; rest /= 2) twos++;
            foreach (int prime in new int[] { 7, 5, 3 })
                for (; rest % prime == 0; rest /= prime) odd.Add(prime);
            if (rest != 1) return global::System.Array.Empty<int>();

            int last = twos % 3 == 0 ? 0 : twos % 3 == 2 ? 4 : twos > 4 ? 16 : 2;
            var radices = new global::System.Collections.Generic.List<int>();
            for (int left = last == 0 ? twos : last == 4 ? twos - 2 : last == 16 ? twos - 4 : twos - 1; left > 0; left -= 3) radices.Add(8);
            radices.InsertRange(global::System.Math.Min(radices.Count, 1), odd);
            if (last > 0) radices.Insert(radices.Count > 0 && radices[0] < last && last < 16 ? 0 : radices.Count, last);
            return radices.ToArray();
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

        /// <summary>The factors of each pass but the last: for each block, or for as many blocks as there are lanes in the first one.</summary>
        private double[][] MakeTwiddles()
        {
            double[][] tables = new double[radices.Length][];
            var roots = new FourierRoots(length);
            int stride = 1, blocks = length;
            for (int i = 0; i < radices.Length; i++)
            {
                blocks /= radices[i];
                tables[i] = MakeTwiddles(roots, radices[i], blocks, stride, i == 0 ? FirstLanes(blocks) : 1);
                stride *= radices[i];
            }

            return tables;
        }

        private static double[] MakeTwiddles(FourierRoots roots, int radix, int blocks, int stride, int lanes)
        {
            int groups = (blocks + lanes - 1) / lanes;
            double[] table = new double[blocks == 1 ? 0 : 2 * groups * (radix - 1) * lanes];
            for (int group = 0, next = 0; next < table.Length; group++)
            {
                int first = global::System.Math.Min(group * lanes, blocks - lanes);
                for (int v = 1; v < radix; v++, next += 2 * lanes)
                    for (int lane = 0; lane < lanes; lane++)
                        roots.Conjugate((long)stride * (first + lane) * v, out table[next + lane], out table[next + lanes + lane]);
            }

            return table;
        }

        /// <summary>The factors of a pass for many transforms at once.</summary>
        private double[] TwiddlesByBlock(int pass)
        {
            int blocks = length / radices[0];
            if (pass > 0 || FirstLanes(blocks) == 1) return twiddles[pass];
            return firstByBlock ?? (firstByBlock = MakeTwiddles(new FourierRoots(length), radices[0], blocks, 1, 1));
        }

        /// <summary>The lanes of the first pass, whose vectors go over blocks.</summary>
        private static int FirstLanes(int blocks)
        {
            if (@Condition512 && blocks >= 8) return 8;
            return @Condition256 && blocks >= 4 ? 4 : 1;
        }

        /// <summary>Fills the chirp e^(−πi·n²/points), real parts first, and gives the spectrum of its conjugate over the number of points of this plan.</summary>
        private double[] MakeSpectrum(int points, double[] chirp)
        {
            double[] values = new double[4 * plane];
            var roots = new FourierRoots(2 * points);
            for (int n = 0; n < points; n++)
            {
                roots.Conjugate((long)n * n, out chirp[n], out chirp[points + n]);
                values[n] = values[(length - n) % length] = chirp[n] / length;
                values[plane + n] = values[plane + (length - n) % length] = -chirp[points + n] / length;
            }

            bool isSecond = Passes(ref values[0], ref values[2 * plane], plane, 1, radices.Length);
            double[] result = new double[2 * length];
            int from = isSecond ? 2 * plane : 0;
            for (int i = 0; i < length; i++)
            {
                result[i] = values[from + i];
                result[length + i] = values[from + plane + i];
            }

            return result;
        }
        """;

    public const string Roots = """
        /// <summary>Roots of unity of any order, from products of two tables of its square root's size, in twice the precision of double.</summary>
        internal readonly struct FourierRoots
        {
            private readonly int order;
            private readonly int shift;
            private readonly Wide[] coarse;
            private readonly Wide[] fine;

            internal FourierRoots(int order)
            {
                this.order = order;
                shift = 1;
                while ((long)1 << 2 * shift < order) shift++;
                fine = Powers(First(order), 1 << shift);
                coarse = Powers(Product(fine[fine.Length - 2], fine[fine.Length - 1], fine[2], fine[3]), (order >> shift) + 1);
            }

            /// <summary>e^(−2πi·index/order), index ≥ 0.</summary>
            internal void Conjugate(long index, out double re, out double im)
            {
                int reduced = index < order ? (int)index : (int)(index % order);
                int high = 2 * (reduced >> shift), low = 2 * (reduced & ((1 << shift) - 1));
                Wide a = coarse[high], b = coarse[high + 1], c = fine[low], d = fine[low + 1];
                re = (a * c - b * d).High;
                im = -(a * d + b * c).High;
            }

            private static Wide[] Product(Wide a, Wide b, Wide c, Wide d)
            {
                return new Wide[] { a * c - b * d, a * d + b * c };
            }

            private static Wide[] Powers(Wide[] root, int count)
            {
                Wide[] powers = new Wide[2 * global::System.Math.Max(count, 2)];
                powers[0] = new Wide(1.0, 0.0);
                for (int i = 2; i < powers.Length; i += 2)
                {
                    powers[i] = powers[i - 2] * root[0] - powers[i - 1] * root[1];
                    powers[i + 1] = powers[i - 2] * root[1] + powers[i - 1] * root[0];
                }

                return powers;
            }

            /// <summary>Cosine and sine of 2π/order, by their power series.</summary>
            private static Wide[] First(int order)
            {
                Wide angle = new Wide(6.283185307179586, 2.4492935982947064E-16) / order;
                Wide cos = new Wide(1.0, 0.0), sin = angle, term = angle;
                for (int i = 2; global::System.Math.Abs(term.High) > 1e-35; i++)
                {
                    term = term * angle / (i % 2 == 0 ? -i : i);
                    if (i % 2 == 0) cos = cos + term;
                    else sin = sin + term;
                }

                return new Wide[] { cos, sin };
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

                public static Wide operator +(Wide a, Wide b)
                {
                    double sum = a.High + b.High;
                    double part = sum - a.High;
                    return Normalized(sum, (a.High - (sum - part)) + (b.High - part) + (a.low + b.low));
                }

                public static Wide operator -(Wide a, Wide b)
                {
                    return a + new Wide(-b.High, -b.low);
                }

                public static Wide operator *(Wide a, Wide b)
                {
                    double product = a.High * b.High;
                    double error = global::System.Math.FusedMultiplyAdd(a.High, b.High, -product);
                    return Normalized(product, error + (a.High * b.low + a.low * b.High));
                }

                public static Wide operator /(Wide a, int divisor)
                {
                    double quotient = a.High / divisor;
                    double rest = global::System.Math.FusedMultiplyAdd(-quotient, divisor, a.High) + a.low;
                    return Normalized(quotient, rest / divisor);
                }

                private static Wide Normalized(double a, double b)
                {
                    double sum = a + b;
                    return new Wide(sum, b - (sum - a));
                }
            }
        }
        """;
}
