using Microsoft.CodeAnalysis.Text;

namespace Twiddle.Bench.Lint.Cost;

/// <summary>One habit that a rule is about, and the same code without it: bodies of <c>void M(double[] x, double[] y, double a, int count)</c>.</summary>
internal sealed record Habit(string Rule, string Recomputed, string Mended)
{
    public static IReadOnlyList<Habit> All { get; } =
    [
        new("TWD102",
            "for (var n = 0; n < count; n++) y[n] = x[n] / Math.Sqrt(a);",
            "var root = Math.Sqrt(a); for (var n = 0; n < count; n++) y[n] = x[n] / root;"),
        new("TWD103",
            "for (var n = 0; n < count; n++) y[n] = Math.Exp(x[n]) / (1 + Math.Exp(x[n]));",
            "for (var n = 0; n < count; n++) { var e = Math.Exp(x[n]); y[n] = e / (1 + e); }"),
        new("TWD104",
            "for (var n = 0; n < count; n++) y[n] = x[n] * Math.Cos(a * n) + Math.Sin(a * n);",
            "for (var n = 0; n < count; n++) { var (sin, cos) = Math.SinCos(a * n); y[n] = x[n] * cos + sin; }"),
        new("TWD105",
            "for (var k = 0; k < x.Length; k++) for (var n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);",
            "for (var k = 0; k < x.Length; k++) for (var n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(a * k * n / x.Length);"),
        new("TWD106",
            "for (var s = 0; s + 64 <= count; s += 32) for (var n = 0; n < 64; n++) y[s + n] += x[s + n] * (0.5 - 0.5 * Math.Cos(2 * Math.PI * n / 63));",
            "for (var s = 0; s + 64 <= count; s += 32) for (var n = 0; n < 64; n++) y[s + n] += x[s + n] * (0.5 - 0.5 * Math.Cos(x[s] * n / 63));"),
        new("TWD107",
            "var b = new System.Numerics.Complex[x.Length]; for (var k = 0; k < x.Length; k++) for (var n = 0; n < x.Length; n++) b[k] += x[n] * x[n] * System.Numerics.Complex.FromPolarCoordinates(1, 2 * Math.PI * k * n / x.Length); y[0] = b[1].Real;",
            "var b = new System.Numerics.Complex[x.Length]; for (var k = 0; k < x.Length; k++) for (var n = 0; n < x.Length; n++) b[k] += x[n] * x[k] * System.Numerics.Complex.FromPolarCoordinates(1, 2 * Math.PI * k * n / x.Length); y[0] = b[1].Real;"),
        new("TWD109",
            "var z = new double[x.Length]; for (var n = 0; n < x.Length - 8; n++) { var sum = 0.0; for (var j = 0; j < 8; j++) sum += x[n + j]; z[n] = sum; } y[0] = z[1];",
            "var z = new double[x.Length]; for (var n = 0; n < x.Length - 8; n++) { var sum = 0.0; for (var j = 0; j < 8; j++) sum += x[n + j] * x[j]; z[n] = sum; } y[0] = z[1];"),
        new("TWD111",
            "for (var n = 0; n < count; n++) y[n] = Math.Pow(-1, n) * x[n];",
            "for (var n = 0; n < count; n++) y[n] = (n & 1) == 0 ? x[n] : -x[n];"),
        new("TWD112",
            "for (var n = 0; n < count; n++) y[n] = Math.Pow(x[n], 2);",
            "for (var n = 0; n < count; n++) y[n] = Math.Pow(x[n], a);"),
        new("TWD113",
            "var phase = 0.0; for (var n = 0; n < x.Length; n++) { y[n] = Math.Sin(phase); phase += a; }",
            "for (var n = 0; n < x.Length; n++) { var phase = a * n; y[n] = Math.Sin(phase); }"),
        new("TWD114",
            "for (var k = 0; k < x.Length; k++) for (var n = 0; n < x.Length; n++) y[k] += x[k * n % x.Length];",
            "for (var k = 0; k < x.Length; k++) for (var n = 0; n < x.Length; n++) y[k] += x[(int)((long)k * n % x.Length)];"),
        new("TWD115",
            "var t = new double[64]; for (var n = 0; n < t.Length; n++) t[n] = x[n] * a; y[0] = t[1];",
            "Span<double> t = stackalloc double[64]; for (var n = 0; n < t.Length; n++) t[n] = x[n] * a; y[0] = t[1];"),
    ];

    /// <summary>
    /// What few methods of a program are: whole transforms and convolutions, which are read and derived for the figures in the message, and transforms of the same data twice.
    /// </summary>
    public static IReadOnlyList<Habit> OfTransforms { get; } =
    [
        new("TWD101",
            "for (var k = 0; k < x.Length; k++) { var sum = 0.0; for (var n = 0; n < x.Length; n++) sum += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length); y[k] = sum; }",
            "for (var k = 0; k < x.Length; k++) { var sum = 0.0; for (var n = 0; n < x.Length; n++) sum += x[n] * x[n] * Math.Cos(2 * Math.PI * k * n / x.Length); y[k] = sum; }"),
        new("TWD108",
            "var b = Doubled(x); var c = Doubled(x); y[0] = b[0] + c[1];",
            "var b = Doubled(x); y[0] = b[0] + b[1];"),
        new("TWD110",
            "for (var n = 0; n < y.Length; n++) { var sum = 0.0; for (var k = 0; k < x.Length; k++) if (n >= k && n - k < x.Length) sum += x[k] * x[n - k]; y[n] = sum; }",
            "for (var n = 0; n < y.Length; n++) { var sum = 0.0; for (var k = 0; k < x.Length; k++) if (n >= k && n - k < x.Length) sum += x[k] * x[n - k] * x[n - k]; y[n] = sum; }"),
    ];

    /// <summary>A file of so many methods with the body.</summary>
    public static (string Path, SourceText Text) Repeat(string body, int methods) => ("Habits.cs", SourceText.From(
        $$"""
        namespace Habits;

        internal static class Methods
        {
            private static double[] Doubled(double[] v) { var r = new double[v.Length]; for (var n = 0; n < r.Length; n++) r[n] = 2 * v[n]; return r; }
        {{string.Join('\n', Enumerable.Range(0, methods).Select(i => $"    public static void M{i}(double[] x, double[] y, double a, int count) {{ {body} }}"))}}
        }
        """));
}
