using Rule = Twiddle.CodeFixes.Tests.Harness.RuleTest<Twiddle.Generator.Analyzers.Recomputation.WindowRecomputed, Twiddle.CodeFixes.WindowRecomputedFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

public class WindowRecomputedTests
{
    [Fact]
    public Task ATable() => Rule.Fixes(
        """
        public static double[] Frames(double[] x, double alpha)
        {
            const int Size = 8;
            var y = new double[x.Length];
            for (int start = 0; start + Size <= x.Length; start += 4)
            {
                for (int n = 0; n < Size; n++)
                    y[start + n] += x[start + n] * (0.54 - 0.46 * [|Math.Cos(2 * Math.PI * n / (Size - 1))|]);
                for (int n = 0; n <= 7; ++n)
                    y[start + n] *= (float)[|Math.Exp(-alpha * n)|];
            }
            return y;
        }

        static double Hann(int n, int size) => 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / size);

        public static double[] Windowed(double[] x)
        {
            var y = new double[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * [|Hann(n, x.Length)|] * (k - n) + Hann(n, x.Length);
            return y;
        }
        """,
        """
        public static double[] Frames(double[] x, double alpha)
        {
            const int Size = 8;
            var y = new double[x.Length];
            var window = new double[Size];
            for (int n = 0; n < Size; n++)
                window[n] = 0.54 - 0.46 * Math.Cos(2 * Math.PI * n / (Size - 1));
            var window1 = new float[7 + 1];
            for (int n = 0; n <= 7; ++n)
                window1[n] = (float)Math.Exp(-alpha * n);
            for (int start = 0; start + Size <= x.Length; start += 4)
            {
                for (int n = 0; n < Size; n++)
                    y[start + n] += x[start + n] * window[n];
                for (int n = 0; n <= 7; ++n)
                    y[start + n] *= window1[n];
            }
            return y;
        }

        static double Hann(int n, int size) => 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / size);

        public static double[] Windowed(double[] x)
        {
            var y = new double[x.Length];
            var window = new double[x.Length];
            for (int n = 0; n < x.Length; n++)
                window[n] = Hann(n, x.Length);
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * window[n] * (k - n) + window[n];
            return y;
        }
        """);

    [Fact]
    public Task NotReported() => Rule.Reports(
        """
        static double F(double[] x, int size, double a)
        {
            double sum = 0;
            for (int n = 0; n < x.Length; n++) sum += Math.Cos(0.1 * n);
            for (int k = 0; k < x.Length; k++)
            {
                for (int n = 0; n < k; n++) sum += Math.Cos(0.1 * n);
                for (int n = 0; n < size; n++) sum += Math.Cos(0.1 * n);
                for (int n = 0; n < 4; n++) sum += Math.Cos(0.1 * n);
                for (int n = k; n < x.Length; n++) sum += Math.Cos(0.1 * n);
                for (int n = 0; n < x.Length; n++) sum += Math.Cos(0.1 * n * k) + Math.Abs(n) + Math.Cos(a * n);
                for (int n = 0; n < x.Length; n++) if (x[n] > 0) sum += Math.Cos(0.1 * n);
                for (int n = 0; n < x.Length; n++) sum += Math.Cos(x[n]);
                a *= 2;
            }
            return sum;
        }
        """);
}
