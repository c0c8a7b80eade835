using Rule = Twiddle.CodeFixes.Tests.Harness.RuleTest<Twiddle.Generator.Analyzers.Recomputation.InvariantCall, Twiddle.CodeFixes.InvariantCallFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

public class InvariantCallTests
{
    /// <summary>One local for all; after an assignment to what it is made of, the value is another.</summary>
    [Fact]
    public Task AndAfterTheLoop() => Rule.Fixes(
        """
        public static double Goertzel(double[] x, double f)
        {
            double s1 = 0, s2 = 0;
            for (int n = 0; n < x.Length; n++)
            {
                var s = x[n] + 2 * [|Math.Cos(f)|] * s1 - s2;
                s2 = s1;
                s1 = s;
            }
            var power = s1 * s1 + s2 * s2 - 2 * Math.Cos(f) * s1 * s2;
            f = power;
            return power + Math.Cos(f);
        }
        """,
        """
        public static double Goertzel(double[] x, double f)
        {
            double s1 = 0, s2 = 0;
            var cos = Math.Cos(f);
            for (int n = 0; n < x.Length; n++)
            {
                var s = x[n] + 2 * cos * s1 - s2;
                s2 = s1;
                s1 = s;
            }
            var power = s1 * s1 + s2 * s2 - 2 * cos * s1 * s2;
            f = power;
            return power + Math.Cos(f);
        }
        """);

    [Fact]
    public Task BeforeTheOutermostLoopThatItSurvives() => Rule.Fixes(
        """
        public static double[] Scaled(double[] x, double gain)
        {
            var y = new double[x.Length];
            for (int k = 0; k < x.Length; k++)
            {
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * [|Math.Exp(gain)|] * [|Math.Cos(0.1 * k)|];
                y[k] *= Math.Exp(gain);
            }
            return y;
        }
        """,
        """
        public static double[] Scaled(double[] x, double gain)
        {
            var y = new double[x.Length];
            var exp = Math.Exp(gain);
            for (int k = 0; k < x.Length; k++)
            {
                var cos = Math.Cos(0.1 * k);
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * exp * cos;
                y[k] *= exp;
            }
            return y;
        }
        """);

    [Fact]
    public Task OfTheUsersOwn() => Rule.Fixes(
        """
        static double Gain(double level) => Math.Pow(10, level / 20);
        static double GetBessel(double x)
        {
            double sum = 1, term = 1;
            for (int i = 1; i < 20; i++)
            {
                term *= x / (2 * i) * x / (2 * i);
                sum += term;
            }
            return sum;
        }
        public static double[] Apply(double[] x, double level)
        {
            var y = new double[x.Length];
            int i = 0;
            while (i < x.Length)
            {
                y[i] = x[i] * [|Gain(level)|] / [|GetBessel(Math.Sqrt(level))|];
                i++;
            }
            foreach (var v in x)
                y[0] += v * [|Gain(level)|];
            return y;
        }
        public static double Count(int m)
        {
            double sum = 0;
            for (int i = 0; i < [|Math.Pow(1.5, m)|] && i < 20; i++) sum += i;
            return sum;
        }
        """,
        """
        static double Gain(double level) => Math.Pow(10, level / 20);
        static double GetBessel(double x)
        {
            double sum = 1, term = 1;
            for (int i = 1; i < 20; i++)
            {
                term *= x / (2 * i) * x / (2 * i);
                sum += term;
            }
            return sum;
        }
        public static double[] Apply(double[] x, double level)
        {
            var y = new double[x.Length];
            int i = 0;
            var gain = Gain(level);
            var bessel = GetBessel(Math.Sqrt(level));
            while (i < x.Length)
            {
                y[i] = x[i] * gain / bessel;
                i++;
            }
            var gain1 = Gain(level);
            foreach (var v in x)
                y[0] += v * gain1;
            return y;
        }
        public static double Count(int m)
        {
            double sum = 0;
            var pow = Math.Pow(1.5, m);
            for (int i = 0; i < pow && i < 20; i++) sum += i;
            return sum;
        }
        """);

    [Fact]
    public Task NotReported() => Rule.Reports(
        """
        static double state, level;
        static double Impure(double x) => state += Math.Exp(x);
        static double Recursive(double x) => x > 0 ? Math.Exp(Recursive(x - 1)) : 0;
        static double Cheap(double x) => x * x;
        static double Reads(double x) => Math.Exp(x) * level;
        static double Loops(double x) { while (x > 1) x = Math.Sqrt(x); return x; }

        static double F(double[] x, double a, double[] t, int k)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += Math.Cos(i) + Math.Abs(a) + Math.Exp(2) + Impure(a) + Recursive(a) + Cheap(a) + Reads(a) + Loops(a);
                if (x[i] > 0) sum += Math.Exp(a);
                sum += x[i] > 1 ? Math.Sin(a) : 0;
                sum += Math.Exp(t[k]);
                Func<double> later = () => Math.Exp(a);
                sum += later();
            }
            return sum;
        }

        static double G(double[] x, double a)
        {
            double sum = 0;
            foreach (var v in x) { sum += Math.Exp(a); a *= 0.5; }
            for (double w = Math.Exp(a), i = 0; i < 10; i++) sum += w;
            foreach (var v in Enumerable.Range(0, (int)Math.Exp(a))) sum += v;
            while (sum < 10) { sum += Math.Exp(level); Impure(1); }
            again: sum *= 2;
            if (sum < 100) goto again;
            return sum;
        }
        """);
}
