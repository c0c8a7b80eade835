using Twiddle.CodeFixes.Tests.Harness;
using Twiddle.Generator.Analyzers.Recomputation;
using Rule = Twiddle.CodeFixes.Tests.Harness.RuleTest<Twiddle.Generator.Analyzers.Recomputation.SinCosPair, Twiddle.CodeFixes.SinCosPairFixer>;

namespace Twiddle.CodeFixes.Tests.Rules;

public class SinCosPairTests
{
    [Fact]
    public Task InALoopWithoutBraces() => Rule.Fixes(
        """
        public static (double[] Re, double[] Im) Dft(double[] x, int size)
        {
            int N = x.Length;
            var re = new double[N];
            var im = new double[N];
            for (int k = 0; k < N; k++)
                for (int n = 0; n < N; n++)
                {
                    // The definition.
                    re[k] += x[n] * [|Math.Cos(2 * Math.PI * k * n / size)|];   // even
                    im[k] -= x[n] * Math.Sin(2 * Math.PI * k * n / size);
                }
            return (re, im);
        }

        public static double Sum(double[] x)
        {
            double sum = 0;
            for (int n = 0; n < x.Length; n++)
                sum += x[n] * ([|Math.Sin(0.1 * n)|] + Math.Cos(0.1 * n));
            return sum;
        }
        """,
        """
        public static (double[] Re, double[] Im) Dft(double[] x, int size)
        {
            int N = x.Length;
            var re = new double[N];
            var im = new double[N];
            for (int k = 0; k < N; k++)
                for (int n = 0; n < N; n++)
                {
                    // The definition.
                    var (sin, cos) = Math.SinCos(2 * Math.PI * k * n / size);
                    re[k] += x[n] * cos;   // even
                    im[k] -= x[n] * sin;
                }
            return (re, im);
        }

        public static double Sum(double[] x)
        {
            double sum = 0;
            for (int n = 0; n < x.Length; n++)
            {
                var (sin, cos) = Math.SinCos(0.1 * n);
                sum += x[n] * (sin + cos);
            }

            return sum;
        }
        """);

    [Fact]
    public Task InOtherHomes() => Rule.Fixes(
        """
        public static Complex Root(double angle) => new Complex([|Math.Cos(angle)|], Math.Sin(angle));

        public static float Single(float a, bool early)
        {
            int sin = 1;
            switch (sin)
            {
                case 1:
                    var s = [|MathF.Sin(a)|];
                    var c = MathF.Cos(a);
                    var s2 = MathF.Sin(a);
                    return s * c + s2;
            }
            if (early) return 0;
            return [|MathF.Sin(a)|] - MathF.Cos(a);
        }

        public static double[] Map(double[] x) => x.Select(v => [|Math.Sin(v)|] * Math.Cos(v)).ToArray();

        public static double Two(double a, double b)
        {
            var first = [|Math.Sin(a)|] * Math.Cos(a);
            var second = [|Math.Sin(b)|] * Math.Cos(b);
            return first - second;
        }
        """,
        """
        public static Complex Root(double angle)
        {
            var (sin, cos) = Math.SinCos(angle);
            return new Complex(cos, sin);
        }

        public static float Single(float a, bool early)
        {
            int sin = 1;
            switch (sin)
            {
                case 1:
                    var (sin1, cos) = MathF.SinCos(a);
                    var s = sin1;
                    var c = cos;
                    var s2 = sin1;
                    return s * c + s2;
            }
            if (early) return 0;
            var (sin2, cos1) = MathF.SinCos(a);
            return sin2 - cos1;
        }

        public static double[] Map(double[] x) => x.Select(v =>
        {
            var (sin, cos) = Math.SinCos(v);
            return sin * cos;
        }).ToArray();

        public static double Two(double a, double b)
        {
            var (sin, cos) = Math.SinCos(a);
            var first = sin * cos;
            var (sin1, cos1) = Math.SinCos(b);
            var second = sin1 * cos1;
            return first - second;
        }
        """);

    [Fact]
    public Task NotReported() => Rule.Reports(
        """
        static double phase;
        static double Next() => phase += 0.1;
        static void Step() => phase += 0.1;

        static double Changed(double a) { var s = Math.Sin(a); a += 1; return s + Math.Cos(a); }
        static double Different(double a, double b) => Math.Sin(a) + Math.Cos(b);
        static double Effect() => Math.Sin(Next()) + Math.Cos(Next());
        static double ByCall() { var s = Math.Sin(phase); Step(); return s + Math.Cos(phase); }
        static double Either(double a, bool odd) => odd ? Math.Sin(a) : Math.Cos(a);
        static double Constant() => Math.Sin(0.5) + Math.Cos(0.5);
        static double Rare(double a, bool rare) { var s = Math.Sin(a); if (rare) s += Math.Cos(a); return s; }
        static double Sign(double z) => Math.Sin(z * 0.0) + Math.Cos(z * -0.0);
        static void Aliased(double[] re, double[] im, double[] angles)
        {
            for (int i = 0; i < angles.Length; i++) { re[i] = Math.Cos(angles[i]); im[i] = Math.Sin(angles[i]); }
        }
        static double Captured(double a)
        {
            Action move = () => a += 1;
            var s = Math.Sin(a);
            move();
            return s + Math.Cos(a);
        }
        static double Order(double[] x, int[] y) { var i = y[0] + (int)(Math.Sin(x[0]) + Math.Cos(x[0])); return i; }
        static double ByReference(ref double a, ref double b) { var s = Math.Sin(a); b = 3; return s + Math.Cos(a); }

        [FastTransform(8)]
        static double[] Specification(double[] x)
        {
            var y = new double[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++) y[k] += x[n] * (Math.Cos(2 * Math.PI * k * n / x.Length) + Math.Sin(2 * Math.PI * k * n / x.Length));
            return y;
        }
        """);

    [Fact]
    public Task InTopLevelStatements() => Rule.Verify(
        """
        using System;

        double a = args.Length;
        // Both.
        Console.WriteLine([|Math.Sin(a)|] + Math.Cos(a));
        """,
        """
        using System;

        double a = args.Length;
        // Both.
        var (sin, cos) = Math.SinCos(a);
        Console.WriteLine(sin + cos);
        """,
        kind: Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);

    [Fact]
    public Task NotInGeneratedCode() => Rule.Verify(
        "// <auto-generated/>\nclass D { double F(double a) => System.Math.Sin(a) + System.Math.Cos(a); }",
        "// <auto-generated/>\nclass D { double F(double a) => System.Math.Sin(a) + System.Math.Cos(a); }");
}
