using Rule = Twiddle.CodeFixes.Tests.Harness.RuleTest<Twiddle.Generator.Analyzers.Recomputation.DriftingRecurrence, Twiddle.CodeFixes.DriftingRecurrenceFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

public class DriftingRecurrenceTests
{
    [Fact]
    public Task FromTheCounter() => Rule.Fixes(
        """
        public static double[] Tone(int length)
        {
            var y = new double[Math.Max(length, 0)];
            double step = 0.1, phase = 0, start = 0.25;
            for (int i = 0; i < y.Length; i++)
            {
                y[i] = Math.Sin(phase);
                [|phase += step|];
            }
            double other = start;
            for (int i = 0; i < y.Length; i++)
            {
                y[i] += Math.Cos(2 * other);
                [|other -= 0.1|];   // backwards
            }
            return y;
        }

        public static Complex[] Roots(int length)
        {
            var y = new Complex[Math.Max(length, 0) * 20];
            var w1 = Complex.FromPolarCoordinates(1, 0.1);
            var w = Complex.One;
            for (int i = 0; i < y.Length; i++)
            {
                y[i] = w;
                [|w *= w1|];
            }
            return y;
        }
        """,
        """
        public static double[] Tone(int length)
        {
            var y = new double[Math.Max(length, 0)];
            double step = 0.1, phase = 0, start = 0.25;
            for (int i = 0; i < y.Length; i++)
            {
                y[i] = Math.Sin(phase);
                phase = (i + 1) * step;
            }
            double other = start;
            for (int i = 0; i < y.Length; i++)
            {
                y[i] += Math.Cos(2 * other);
                other = start - (i + 1) * 0.1;   // backwards
            }
            return y;
        }

        public static Complex[] Roots(int length)
        {
            var y = new Complex[Math.Max(length, 0) * 20];
            var w1 = Complex.FromPolarCoordinates(1, 0.1);
            var w = Complex.One;
            for (int i = 0; i < y.Length; i++)
            {
                y[i] = w;
                w = (i & 63) == 63 ? Complex.FromPolarCoordinates(1, (i + 1) * 0.1) : w * w1;
            }
            return y;
        }
        """,
        1e-12);

    [Fact]
    public Task NotReported() => Rule.Reports(
        """
        static double field;
        static double F(double[] x, double step, Complex z, double decay)
        {
            double phase = 0, sum = 0, envelope = 1, wrapped = 0, exact = 0, few = 0;
            Complex power = 1;
            for (int i = 0; i < x.Length; i++)
            {
                sum += step;
                phase += x[i];
                envelope *= decay;
                power *= z;
                field += step;
                exact += 0.25;
                wrapped += step;
                if (wrapped > Math.PI) wrapped -= 2 * Math.PI;
                x[i] += Math.Sin(phase) + Math.Sin(field) + Math.Sin(exact) + Math.Sin(wrapped) * envelope + power.Real;
            }
            for (int i = 0; i < 8; i++) { x[i] = Math.Sin(few); few += step; }
            return sum;
        }
        """);

    [Fact]
    public Task WithoutAFix() => Rule.Reports(
        """
        static double F(double[] x, double step)
        {
            double phase = 0;
            for (int i = 0; i < x.Length; i++)
            {
                [|phase += step|];
                x[i] = Math.Sin(phase);
            }
            return phase;
        }
        """);
}
