namespace Twiddle.Execution.Tests.EndToEnd;

internal static partial class DataIdioms
{
    private const string Samples = "Enumerable.Range(0, n).Select(_ => next()).ToArray()";

    /// <summary>Methods that are no transforms as a whole: what is around their loops stays as it is written, and in its order.</summary>
    private static Dictionary<string, DataIdiom> Around => new()
    {
        ["checks, log and progress around the loops"] = new($$"""
            namespace App { public static class Log { public static void Write(string line) => global::Specification.Lines.Add(line); } }
            public static partial class Specification
            {
                public static List<string> Lines = new List<string>();
                [Fast]
                public static double[] Naive(double[] x, Action<int> progress)
                {
                    if (x.Length == 5) throw new ArgumentException("no five", nameof(x));
                    App.Log.Write($"start {x.Length}"); // as it is
                    progress?.Invoke(0);
                    int n = x.Length;
                    double step = Math.PI / n;
                    double[] y = new double[n];
                    for (int k = 0; k < n; k++)
                    {
                        // a sum
                        for (int t = 0; t < n; t++) y[k] += x[t] * Math.Cos((t + 0.5) * k * step);
                    }
                    progress?.Invoke(100);
                    App.Log.Write("done");
                    return y;
                }
                static object[] Make(int n, Func<double> next) { Lines = new List<string>(); return new object[] { null, {{Samples}}, (Action<int>)(p => Lines.Add("progress " + p)) }; }
            }
            """, [8, 12, 128]),
        ["divided by the largest, then sorted"] = OnList("double[]", "double[] x", """
            int N = x.Length;
            double[] magnitudes = new double[N];
            for (int k = 0; k < N; k++)
            {
                double re = 0, im = 0;
                for (int t = 0; t < N; t++)
                {
                    re += x[t] * Math.Cos(2 * Math.PI * k * t / N);
                    im -= x[t] * Math.Sin(2 * Math.PI * k * t / N);
                }
                magnitudes[k] = Math.Sqrt(re * re + im * im);
            }
            double max = 0;
            for (int k = 0; k < N; k++) if (magnitudes[k] > max) max = magnitudes[k];
            if (max > 0) for (int k = 0; k < N; k++) magnitudes[k] /= max;
            Array.Sort(magnitudes);
            return magnitudes;
            """, Samples) with { Derived = [8, 12] },
        ["an object of the application made of the lists"] = new("""
            public class Signal { public List<float> Samples { get; } public bool Periodic { get; } public Signal(List<float> samples, bool periodic) { Samples = samples; Periodic = periodic; } }
            public partial class Specification
            {
                public Signal Input { get; set; }
                public Signal Output { get; set; }
                public int Runs;
                [Fast]
                public void Naive()
                {
                    Runs++;
                    List<float> bins = new List<float>();
                    for (int k = 0; k < Input.Samples.Count; k++)
                    {
                        double sum = 0;
                        for (int t = 0; t < Input.Samples.Count; t++) sum += Input.Samples[t] * Math.Cos(Math.PI * (2 * t + 1) * k / (2.0 * Input.Samples.Count));
                        bins.Add((float)sum);
                    }
                    Output = new Signal(bins, false);
                }
                static object[] Make(int n, Func<double> next) => new object[] { new Specification { Input = new Signal(Enumerable.Range(0, n).Select(_ => (float)next()).ToList(), true) } };
            }
            """),
        ["two arrays that may be one"] = new($$"""
            public static partial class Specification
            {
                [Fast]
                public static double[] Naive(double[] x, double[] y)
                {
                    Console.Out.Flush();
                    int n = x.Length;
                    for (int k = 0; k < n; k++)
                    {
                        double sum = 0;
                        for (int t = 0; t < n; t++) sum += x[t] * Math.Cos(2 * Math.PI * k * t / n);
                        y[k] = sum;
                    }
                    return y;
                }
                static object[] Make(int n, Func<double> next) { var a = {{Samples}}; return new object[] { null, a, n == 13 || n == 1 ? a : new double[n] }; }
            }
            """, [8, 12]),
        ["one array under two names, at a length derived for"] = new($$"""
            public static partial class Specification
            {
                [Fast]
                public static double[] Naive(double[] x)
                {
                    Console.Out.Flush();
                    double[] y = x;
                    int n = x.Length;
                    for (int k = 0; k < n; k++)
                    {
                        double sum = 0;
                        for (int t = 0; t < n; t++) sum += x[t] * Math.Cos(2 * Math.PI * k * t / n);
                        y[k] = sum;
                    }
                    return y;
                }
                static object[] Make(int n, Func<double> next) => new object[] { null, {{Samples}} };
            }
            """, [8]) { RunsAsWritten = true },
        ["two nests, one after the other, and a sum that goes on"] = OnList("(double[], double)", "double[] x", """
            int n = x.Length;
            double total = 1;
            GC.KeepAlive(x);
            var a = new double[n]; var b = new double[n];
            for (int k = 0; k < n; k++)
                for (int t = 0; t < n; t++) a[k] += x[t] * Math.Cos(2 * Math.PI * k * t / n);
            GC.KeepAlive(a);
            for (int k = 0; k < n; k++)
                for (int t = 0; t < n; t++) { b[k] += a[t] * Math.Sin(2 * Math.PI * k * t / n); total += a[t]; }
            return (b, total);
            """, Samples) with { Derived = [8, 12] },
    };
}
