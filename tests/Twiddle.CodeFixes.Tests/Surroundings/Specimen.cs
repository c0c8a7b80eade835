using Twiddle.CodeFixes.Tests.Harness;

namespace Twiddle.CodeFixes.Tests.Surroundings;

/// <summary>The least code that a rule reports, in parts that surroundings can put together in their own way.</summary>
/// <param name="Rule">The id of the rule.</param>
/// <param name="Parameters">What the code takes, as in the list of a method.</param>
/// <param name="Result">The type of the value.</param>
/// <param name="Statements">The statements before the value, on lines of their own.</param>
/// <param name="Value">The value in the end.</param>
internal sealed record Specimen(string Rule, string Parameters, string Result, string Statements, string Value)
{
    /// <summary>Other members that the code calls.</summary>
    public string Helpers { get; init; } = "";

    /// <summary>How far apart the results of the fixed code may be.</summary>
    public Tolerance Tolerance { get; init; }

    /// <summary>What tells the specimen from others of its rule.</summary>
    public string Variant { get; init; } = "";

    public string Name => Variant.Length == 0 ? Rule : $"{Rule}, {Variant}";

    /// <summary>Whether the value alone is what the rule reports: then it can be the body of a member.</summary>
    public bool IsExpression => Statements.Length == 0;

    /// <summary>The statements, and the value returned.</summary>
    public string Body => (IsExpression ? "" : Statements + "\n") + $"return {Value};";

    public string Arguments => string.Join(", ", Parameters.Split(", ").Select(parameter => parameter.Split(' ')[1]));

    /// <summary>The type of a delegate that the code could be.</summary>
    public string Delegate => $"Func<{string.Join(", ", Parameters.Split(", ").Select(parameter => parameter.Split(' ')[0]))}, {Result}>";

    private const string Sums = """
        public static double[] Sums(double[] x, double scale)
        {
            var y = new double[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++) y[k] += x[n] * Math.Cos(scale * k * n);
            return y;
        }
        """;

    public static IReadOnlyList<Specimen> All { get; } =
    [
        new("TWD101", "Complex[] x", "Complex[]",
            """
            var y = new Complex[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
            """, "y"),
        new("TWD101", "Complex[] x", "double",
            """
            var y = new Complex[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
            """, "y[0].Real") { Variant = "nest" },
        new("TWD102", "double[] x, int gain, int scale", "double[]",
            """
            var y = new double[x.Length];
            for (int n = 0; n < x.Length; n++)
                y[n] = x[n] * Math.Pow(10, gain * scale * 0.05);
            """, "y"),
        new("TWD103", "double[] x, int k", "double", "", "x[k % x.Length] + 2 / x[k % x.Length]"),
        new("TWD104", "double a, int n", "double", "", "Math.Sin(a * n) - 2 * Math.Cos(a * n)"),
        new("TWD105", "double[] x", "double[]",
            """
            var y = new double[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
            """, "y") { Tolerance = new(1e-12, AnyNonFinite: true) },
        new("TWD106", "double[] x, double a", "double[]",
            """
            var y = new double[x.Length];
            for (int start = 0; start + 8 <= x.Length; start += 4)
                for (int n = 0; n < 8; n++)
                    y[start + n] += x[start + n] * (0.54 - 0.46 * Math.Cos(a * n / 7));
            """, "y"),
        new("TWD106", "double[] x", "double",
            """
            double sum = 0;
            for (int n = 0; n < 8; n++) sum += x[n] * (0.54 - 0.46 * Math.Cos(2 * Math.PI * n / 7));
            """, "sum") { Variant = "calls" },
        new("TWD107", "double[] x, double[] window", "Complex[]",
            """
            var bins = new Complex[x.Length];
            for (int k = 0; k < x.Length; k++)
            {
                double re = 0, im = 0;
                for (int n = 0; n < x.Length; n++)
                {
                    double angle = 2 * Math.PI * k * n / x.Length;
                    re += x[n] * window[n] * Math.Cos(angle);
                    im -= x[n] * window[n] * Math.Sin(angle);
                }
                bins[k] = new Complex(re, im);
            }
            """, "bins") { Tolerance = new(1e-11, AnyNonFinite: true) },
        new("TWD108", "double[] x", "double",
            """
            var a = Sums(x, 0.1);
            var b = Sums(x, 0.1);
            """, "a[0] + b[1]")
        {
            Helpers = Sums,
        },
        new("TWD108", "double[] x, int k", "double", "", "Sums(x, 0.1)[k] - Sums(x, 0.1).Length") { Variant = "inline", Helpers = Sums },
        new("TWD109", "int[] x, int width", "int[]",
            """
            var y = new int[x.Length];
            for (int i = 0; i < x.Length - width; i++)
            {
                int sum = 0;
                for (int j = 0; j < width; j++) sum += x[i + j];
                y[i] = sum;
            }
            """, "y"),
        new("TWD109", "int[] x, int width", "int[]",
            """
            var y = new int[x.Length];
            for (int i = 0; i < x.Length; i++)
            {
                int sum = 0;
                for (int j = -width; j <= width; j++)
                    if (i + j >= 0 && i + j < x.Length) sum += x[i + j];
                y[i] = sum;
            }
            """, "y") { Variant = "borders" },
        new("TWD109", "int[,] x", "int[,]",
            """
            var y = new int[x.GetLength(0), x.GetLength(1)];
            for (int i = 1; i < x.GetLength(0) - 1; i++)
                for (int j = 1; j < x.GetLength(1) - 1; j++)
                {
                    int sum = 0;
                    for (int k = -1; k <= 1; k++)
                        for (int n = -1; n <= 1; n++) sum += x[i + k, j + n];
                    y[i, j] = sum;
                }
            """, "y") { Variant = "columns" },
        new("TWD110", "double[] x, double[] b", "double[]",
            """
            var y = new double[x.Length];
            for (int n = 0; n < x.Length; n++)
                for (int k = 0; k < b.Length && k <= n; k++)
                    y[n] += x[n - k] * b[k];
            """, "y"),
        new("TWD111", "double a, int n", "double", "", "a * Math.Pow(-1, n)"),
        new("TWD112", "double a, double b", "double", "", "a - Math.Pow(b, 2)") { Tolerance = new(1e-15) },
        new("TWD112", "double[] x, int n", "double", "", "n >= 0 && n < x.Length ? Math.Pow(x[n], 2) : 1") { Variant = "method", Tolerance = new(1e-15) },
        new("TWD113", "int length", "double[]",
            """
            var y = new double[Math.Max(length, 0)];
            double phase = 0, step = 0.1;
            for (int i = 0; i < y.Length; i++)
            {
                y[i] = Math.Sin(phase);
                phase += step;
            }
            """, "y") { Tolerance = new(1e-12) },
        new("TWD114", "double[] x, double[] cosines", "double",
            """
            double sum = 0;
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    sum += x[n] * cosines[k * n % cosines.Length];
            """, "sum"),
        new("TWD115", "double[] x", "double",
            """
            var t = new double[4];
            for (int i = 0; i < t.Length; i++) t[i] = x[i] * x[i + 1];
            double sum = 0;
            for (int i = 0; i < t.Length; i++) sum += t[i] * t[3 - i];
            """, "sum"),
    ];
}
