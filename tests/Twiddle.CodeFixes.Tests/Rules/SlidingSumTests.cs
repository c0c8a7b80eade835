using Twiddle.CodeFixes.Tests.Harness;
using Rule = Twiddle.CodeFixes.Tests.Harness.RuleTest<Twiddle.Generator.Analyzers.Recomputation.SlidingSum, Twiddle.CodeFixes.SlidingSumFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

public class SlidingSumTests
{
    [Fact]
    public Task OfIntegers() => Rule.Fixes(
        """
        public static int[] Counts(int[] x, int width)
        {
            var y = new int[x.Length];
            for (int i = 0; i + width <= x.Length; i++)
            {
                // The window.
                int sum = 0;
                for (int j = 0; j < width; j++) [|sum += x[i + j]|];
                y[i] = sum;
            }
            return y;
        }
        """.Replace("i + width <= x.Length", "i < x.Length - width"),
        """
        public static int[] Counts(int[] x, int width)
        {
            var y = new int[x.Length];
            int running = 0;
            for (int i = 0; i < x.Length - width; i++)
            {
                // The window.
                if (i == 0)
                    for (int j = 0; j < width; j++) running += x[i + j];
                else if (width > 0)
                    running += x[i + width - 1] - x[i - 1];
                int sum = running;
                y[i] = sum;
            }
            return y;
        }
        """);

    /// <summary>What the message says: an infinity, NaN or huge number stays in the sum. The data here are ordinary.</summary>
    [Fact]
    public Task OfReals() => Rule.Fixes(
        """
        public static double[] Averages(int[] data)
        {
            var x = new double[data.Length];
            for (int i = 0; i < x.Length; i++) x[i] = data[i] * 0.1;
            var y = new double[x.Length];
            for (int i = 0; i < x.Length - 8; i++)
            {
                double sum = 0.0;
                for (int j = 0; j < 8; j++)
                {
                    [|sum += x[j + i]|];
                }
                y[i] = sum / 8;
            }
            return y;
        }
        """,
        """
        public static double[] Averages(int[] data)
        {
            var x = new double[data.Length];
            for (int i = 0; i < x.Length; i++) x[i] = data[i] * 0.1;
            var y = new double[x.Length];
            double running = 0.0;
            for (int i = 0; i < x.Length - 8; i++)
            {
                if (i == 0)
                    for (int j = 0; j < 8; j++) running += x[j + i];
                else
                    running += x[i + 7] - x[i - 1];
                double sum = running;
                y[i] = sum / 8;
            }
            return y;
        }
        """,
        new Tolerance(1e-14));

    [Fact]
    public Task NotReported() => Rule.Reports(
        """
        static void F(double[] x, double[] y, double[] h, int width)
        {
            for (int i = 0; i < y.Length; i++)
            {
                double sum = 0;
                for (int j = 0; j < width; j++) sum += x[i + j];
                y[i] = sum;
            }
            var z = new double[x.Length];
            for (int i = 0; i < y.Length; i++)
            {
                double weighted = 0, start = 1;
                for (int j = 0; j < width; j++) weighted += x[i + j] * h[j];
                for (int j = 0; j < width; j++) start += x[i + j];
                double few = 0;
                for (int j = 0; j < 3; j++) few += x[i + j];
                double turned = 0;
                for (int j = 0; j < width; j++) turned += x[j - 2 * i];
                double growing = 0;
                for (int j = 0; j < i; j++) growing += x[i + j];
                z[i] = weighted + start + few + turned + growing;
            }
            for (int i = 0; i < y.Length; i++)
            {
                if (h[i] > 0) continue;
                double skipped = 0;
                for (int j = 0; j < width; j++) skipped += x[i + j];
                z[i] = skipped;
            }
        }
        """);
}
