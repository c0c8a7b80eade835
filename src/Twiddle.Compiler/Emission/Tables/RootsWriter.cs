namespace Twiddle.Compiler.Emission.Tables;

/// <summary>Writes the class that makes tables of roots of unity at run time.</summary>
/// <remarks>
/// A product of two numbers of 53 bits is split exactly into two (Dekker, <i>A floating-point technique for extending the available
/// precision</i>, 1971), so additions and multiplications alone give some 100 bits, and the tables are rounded once at the end.
/// </remarks>
internal static class RootsWriter
{
    private const string Start = """
        private readonly int order;
        private readonly Wide[] cos;
        private readonly Wide[] sin;

        /// <summary>From the powers 1, 2, 4, … of the first root: cosine and sine, each as a sum of two numbers.</summary>
        internal @Name(int order, double[] powers)
        {
            this.order = order;
            cos = new Wide[order / 4];
            sin = new Wide[order / 4];
            cos[0] = new Wide(1.0, 0.0);
            for (int size = 1, i = 0; size < order / 4; size *= 2, i += 4)
            {
                Wide c = new Wide(powers[i], powers[i + 1]), s = new Wide(powers[i + 2], powers[i + 3]);
                for (int j = 0; j < size && size + j < order / 4; j++)
                {
                    cos[size + j] = cos[j] * c - sin[j] * s;
                    sin[size + j] = cos[j] * s + sin[j] * c;
                }
            }
        }
        """;

    private const string Lanes = """

        /// <summary>
        /// Root number step·p·v for groups of as many blocks p as there are lanes: for each v = 1 … radix − 1 the real parts of the
        /// group's blocks, then the imaginary parts. The last group ends with the last block. A lane stands for a block of its
        /// group; several may stand for the same.
        /// </summary>
        internal double[] Lanes(int blocks, int radix, int step, int together, int[] lanes)
        {
            int groups = (blocks + together - 1) / together;
            double[] table = new double[2 * groups * (radix - 1) * lanes.Length];
            int next = 0;
            for (int group = 0; group < groups; group++)
            {
                int first = global::System.Math.Min(group * together, blocks - together);
                for (int v = 1; v < radix; v++, next += 2 * lanes.Length)
                {
                    for (int lane = 0; lane < lanes.Length; lane++)
                    {
                        Wide re, im;
                        Root((int)((long)step * (first + lanes[lane]) % order * v % order), out re, out im);
                        table[next + lane] = re.High;
                        table[next + lanes.Length + lane] = im.High;
                    }
                }
            }

            return table;
        }
        """;

    private const string LanesInPieces = """

        /// <summary>The same in another order: the blocks are in runs, and first come some blocks of each run, then as many of each again.</summary>
        internal double[] LanesInPieces(int blocks, int radix, int step, int together, int[] lanes, int runs, int atATime)
        {
            double[] table = Lanes(blocks, radix, step, together, lanes), result = new double[table.Length];
            int pieces = blocks / runs / atATime, size = table.Length / runs / pieces;
            for (int piece = 0; piece < pieces; piece++)
                for (int run = 0; run < runs; run++)
                    global::System.Array.Copy(table, (run * pieces + piece) * size, result, (piece * runs + run) * size, size);
            return result;
        }
        """;

    private const string Sums = """

        /// <summary>
        /// The sums of coefficient · root number step·t, t = 0 … count − 1; coefficients are given like powers. Imaginary parts follow their
        /// real parts, or all real parts.
        /// </summary>
        internal double[] Sums(int count, bool isReal, bool isApart, int[] steps, double[] coefficients)
        {
            double[] table = new double[isReal ? count : 2 * count];
            for (int t = 0; t < count; t++)
            {
                Wide sumRe = new Wide(0.0, 0.0), sumIm = new Wide(0.0, 0.0);
                for (int i = 0; i < steps.Length; i++)
                {
                    Wide re, im;
                    Root((int)((long)steps[i] * t % order), out re, out im);
                    Wide a = new Wide(coefficients[4 * i], coefficients[4 * i + 1]), b = new Wide(coefficients[4 * i + 2], coefficients[4 * i + 3]);
                    sumRe = sumRe + (a * re - b * im);
                    sumIm = sumIm + (a * im + b * re);
                }

                table[isReal || isApart ? t : 2 * t] = sumRe.High;
                if (!isReal) table[isApart ? count + t : 2 * t + 1] = sumIm.High;
            }

            return table;
        }
        """;

    private const string Value = """

        /// <summary>Root number index, rounded.</summary>
        internal void Value(long index, out double re, out double im)
        {
            Wide wideRe, wideIm;
            Root((int)index, out wideRe, out wideIm);
            re = wideRe.High;
            im = wideIm.High;
        }
        """;

    private const string ToSingle = """

        internal static float[] ToSingle(double[] table)
        {
            float[] rounded = new float[table.Length];
            for (int i = 0; i < table.Length; i++) rounded[i] = (float)table[i];
            return rounded;
        }
        """;

    private const string End = """

        /// <summary>Root number index, from the first quadrant.</summary>
        private void Root(int index, out Wide re, out Wide im)
        {
            int quadrant = index / (order / 4);
            Wide c = cos[index % (order / 4)], s = sin[index % (order / 4)];
            re = quadrant == 0 ? c : quadrant == 1 ? -s : quadrant == 2 ? -c : s;
            im = quadrant == 0 ? s : quadrant == 1 ? c : quadrant == 2 ? -s : -c;
        }

        /// <summary>A number as the sum of two, the second below the last bit of the first.</summary>
        private struct Wide
        {
            internal readonly double High;
            private readonly double low;

            internal Wide(double high, double low)
            {
                High = high;
                this.low = low;
            }

            public static Wide operator -(Wide a)
            {
                return new Wide(-a.High, -a.low);
            }

            public static Wide operator +(Wide a, Wide b)
            {
                double sum = a.High + b.High;
                double part = sum - a.High;
                double error = (a.High - (sum - part)) + (b.High - part);
                return Normalized(sum, error + (a.low + b.low));
            }

            public static Wide operator -(Wide a, Wide b)
            {
                return a + -b;
            }

            public static Wide operator *(Wide a, Wide b)
            {
                double product = a.High * b.High;
                double aHigh = Upper(a.High), aLow = a.High - aHigh, bHigh = Upper(b.High), bLow = b.High - bHigh;
                double error = ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow;
                return Normalized(product, error + (a.High * b.low + a.low * b.High));
            }

            /// <summary>The upper 26 bits.</summary>
            private static double Upper(double a)
            {
                double scaled = 134217729.0 * a;
                return scaled - (scaled - a);
            }

            private static Wide Normalized(double a, double b)
            {
                double sum = a + b;
                return new Wide(sum, b - (sum - a));
            }
        }
        """;

    /// <summary>The members that only some tables need, by the name that they are called by.</summary>
    private static readonly (string Name, string Text)[] Members =
        [(nameof(Lanes), Lanes), (nameof(LanesInPieces), LanesInPieces), (nameof(Sums), Sums), (nameof(Value), Value), (nameof(ToSingle), ToSingle)];

    /// <summary>Writes the class, with what the text before it calls.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="name">The name of the class.</param>
    /// <param name="access">Who may see it.</param>
    public static void Write(CodeWriter writer, string name, string access = "private")
    {
        var text = writer.ToString();
        var body = Start + string.Concat(Members.Where(m => text.Contains($".{m.Name}(") || (m.Name == nameof(Lanes) && text.Contains($".{nameof(LanesInPieces)}("))).Select(m => "\n" + m.Text)) + "\n" + End;
        writer.Line("/// <summary>");
        writer.Line("/// Tables of roots of unity, by additions and multiplications alone in twice the precision of double (Dekker 1971), rounded once:");
        writer.Line("/// the same bits on every machine.");
        writer.Line("/// </summary>");
        writer.Line(Emitter.GeneratedCode);
        writer.Block($"{access} sealed class {name}", () =>
        {
            foreach (var line in body.Replace("@Name", name).Replace("\r", "").Split('\n')) writer.Line(line);
        });
    }
}
