namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>The ways in which people hand data to naive transforms: flags, fields, objects of the application.</summary>
internal static partial class DataIdioms
{
    public static IReadOnlyDictionary<string, DataIdiom> All { get; } = new[] { Flags, Members, Lists, References, Around, Constructors, Objects }.SelectMany(d => d).ToDictionary(d => d.Key, d => d.Value);

    private static Dictionary<string, DataIdiom> Flags => new()
    {
        ["length as a parameter"] = new("""
            public static partial class Specification
            {
                [Fast]
                public static void Naive(double[] x, double[] re, double[] im, int n)
                {
                    for (int k = 0; k < n; k++)
                    {
                        re[k] = 0; im[k] = 0;
                        for (int t = 0; t < n; t++)
                        {
                            re[k] += x[t] * Math.Cos(2 * Math.PI * k * t / n);
                            im[k] -= x[t] * Math.Sin(2 * Math.PI * k * t / n);
                        }
                    }
                }
                static object[] Make(int n, Func<double> next) => new object[] { null, Enumerable.Range(0, n).Select(_ => next()).ToArray(), new double[n], new double[n], n };
            }
            """),
        ["direction as bool"] = new("""
            public static partial class Specification
            {
                [Fast]
                public static Complex[] Naive(Complex[] x, bool inverse)
                {
                    int n = x.Length;
                    var y = new Complex[n];
                    double sign = inverse ? 1.0 : -1.0;
                    for (int k = 0; k < n; k++)
                    {
                        for (int t = 0; t < n; t++) y[k] += x[t] * Complex.Exp(new Complex(0, sign * 2 * Math.PI * k * t / n));
                        if (inverse) y[k] /= n;
                    }
                    return y;
                }
                static object[] Make(int n, Func<double> next) => new object[] { null, Enumerable.Range(0, n).Select(_ => new Complex(next(), next())).ToArray(), n % 8 == 0 };
            }
            """, [8, 12, 128]),
        ["direction as an enumeration"] = new("""
            public enum Direction { Forward = 1, Backward = -1 }
            public static partial class Specification
            {
                [Fast]
                public static Complex[] Naive(Complex[] x, Direction direction = Direction.Forward)
                {
                    var y = new Complex[x.Length];
                    for (int k = 0; k < x.Length; k++)
                        for (int t = 0; t < x.Length; t++)
                        {
                            double a = -(int)direction * 2.0 * Math.PI * k * t / x.Length;
                            y[k] += new Complex(Math.Cos(a), Math.Sin(a)) * x[t];
                        }
                    return y;
                }
                static object[] Make(int n, Func<double> next) => new object[] { null, Enumerable.Range(0, n).Select(_ => new Complex(next(), next())).ToArray(), n % 8 == 0 ? Direction.Backward : Direction.Forward };
            }
            """),
        ["sign as int"] = new("""
            public static partial class Specification
            {
                [Fast]
                public static void Naive(double[] re, double[] im, int sign)
                {
                    int n = re.Length;
                    var tr = new double[n]; var ti = new double[n];
                    for (int k = 0; k < n; k++)
                        for (int t = 0; t < n; t++)
                        {
                            double a = sign * 2 * Math.PI * k * t / n;
                            tr[k] += re[t] * Math.Cos(a) - im[t] * Math.Sin(a);
                            ti[k] += re[t] * Math.Sin(a) + im[t] * Math.Cos(a);
                        }
                    for (int k = 0; k < n; k++) { re[k] = sign == 1 ? tr[k] / n : tr[k]; im[k] = sign == 1 ? ti[k] / n : ti[k]; }
                }
                static object[] Make(int n, Func<double> next) => new object[] { null, Enumerable.Range(0, n).Select(_ => next()).ToArray(), Enumerable.Range(0, n).Select(_ => next()).ToArray(), n % 8 == 0 ? 1 : -1 };
            }
            """),
        ["logarithm of the length as a parameter"] = new("""
            public static partial class Specification
            {
                [Fast]
                public static double[] Naive(double[] x, int m)
                {
                    int n = 1 << m;
                    var y = new double[n];
                    for (int k = 0; k < n; k++)
                        for (int t = 0; t < n; t++)
                            y[k] += x[t] * (Math.Cos(2 * Math.PI * k * t / n) + Math.Sin(2 * Math.PI * k * t / n));
                    return y;
                }
                static object[] Make(int n, Func<double> next) => new object[] { null, Enumerable.Range(0, n).Select(_ => next()).ToArray(), (int)Math.Log2(Math.Max(1, n)) };
            }
            """, [8, 16, 64]),
    };

    private static Dictionary<string, DataIdiom> Members => new()
    {
        ["object with fields behind properties of the old kind"] = new("""
            public sealed class Signal
            {
                private double[] samples; private double[] spectrum; private readonly int rate = 8000;
                public Signal(double[] samples) { this.samples = samples; }
                public double[] Samples { get { return samples; } set { samples = value; } }
                public double[] Spectrum { get => this.spectrum; set => this.spectrum = value; }
                public int Count { get { return samples.Length; } }
                public int Rate => rate;
            }
            public partial class Specification
            {
                [Fast]
                public static void Naive(Signal signal)
                {
                    int n = signal.Count;
                    signal.Spectrum = new double[n];
                    for (int k = 0; k < n; k++)
                        for (int t = 0; t < n; t++) signal.Spectrum[k] += signal.Samples[t] * Math.Cos(2 * Math.PI * k * t / n);
                }
                static object[] Make(int n, Func<double> next) => new object[] { null, new Signal(Enumerable.Range(0, n).Select(_ => next()).ToArray()) };
            }
            """),
        ["object whose setter is private"] = new("""
            public sealed class Signal
            {
                public double[] Samples { get; private set; }
                public double[] Spectrum { get; private set; }
                public Signal(double[] samples) { Samples = samples; }
                public void Put(double[] spectrum) { Spectrum = spectrum; }
            }
            public partial class Specification
            {
                [Fast]
                public static void Naive(Signal signal)
                {
                    int n = signal.Samples.Length;
                    var y = new double[n];
                    for (int k = 0; k < n; k++)
                        for (int t = 0; t < n; t++) y[k] += signal.Samples[t] * Math.Cos(2 * Math.PI * k * t / n);
                    signal.Put(y);
                }
                static object[] Make(int n, Func<double> next) => new object[] { null, new Signal(Enumerable.Range(0, n).Select(_ => next()).ToArray()) };
            }
            """),
        ["object with a list behind a property without a setter"] = new("""
            public sealed class Signal
            {
                private readonly List<double> samples = new List<double>();
                public List<double> Samples { get { return samples; } }
            }
            public partial class Specification
            {
                [Fast]
                public static double[] Naive(Signal signal)
                {
                    int n = signal.Samples.Count;
                    var y = new double[n];
                    for (int k = 0; k < n; k++)
                        for (int t = 0; t < n; t++) y[k] += signal.Samples[t] * Math.Cos(2 * Math.PI * k * t / n);
                    return y;
                }
                static object[] Make(int n, Func<double> next) { var s = new Signal(); for (int i = 0; i < n; i++) s.Samples.Add(next()); return new object[] { null, s }; }
            }
            """),
        ["instance fields"] = new("""
            public partial class Specification
            {
                private double[] samples; private double[] re, im; private int N;
                [Fast]
                public void Naive()
                {
                    for (int k = 0; k < N; k++)
                    {
                        double sr = 0, si = 0;
                        for (int t = 0; t < N; t++)
                        {
                            sr += samples[t] * Math.Cos(2 * Math.PI * k * t / N);
                            si -= samples[t] * Math.Sin(2 * Math.PI * k * t / N);
                        }
                        re[k] = sr; im[k] = si;
                    }
                }
                static object[] Make(int n, Func<double> next) => new object[] { new Specification { samples = Enumerable.Range(0, n).Select(_ => next()).ToArray(), re = new double[n], im = new double[n], N = n } };
            }
            """, [8, 12, 128]),
        ["a result stored in a property, and helpers of the object"] = new("""
            public partial class Specification
            {
                public float[] Input { get; set; } = new float[0];
                public double[] Magnitudes { get; private set; }
                private int Size => Input.Length;
                private double Angle(int k, int t) => 2.0 * Math.PI * k * t / Size;
                [Fast]
                public void Naive()
                {
                    Magnitudes = new double[Size];
                    for (int k = 0; k < Size; k++)
                    {
                        double re = 0, im = 0;
                        for (int t = 0; t < Size; t++) { re += Input[t] * Math.Cos(Angle(k, t)); im -= Input[t] * Math.Sin(Angle(k, t)); }
                        this.Magnitudes[k] = Math.Sqrt(re * re + im * im);
                    }
                }
                static object[] Make(int n, Func<double> next) => new object[] { new Specification { Input = Enumerable.Range(0, n).Select(_ => (float)next()).ToArray() } };
            }
            """),
        ["static fields"] = new("""
            public static partial class Specification
            {
                static double[] Data = null; public static double[] Result { get; set; }
                [Fast]
                public static void Naive()
                {
                    var n = Data.Length;
                    var y = new double[n];
                    for (int k = 0; k < n; k++)
                        for (int t = 0; t < n; t++)
                            y[k] += Data[t] * Math.Cos(Math.PI * (t + 0.5) * k / n);
                    Result = y;
                }
                static object[] Make(int n, Func<double> next) { Data = Enumerable.Range(0, n).Select(_ => next()).ToArray(); Result = null; return new object[] { null }; }
            }
            """),
        ["objects of the application"] = new("""
            public class Signal { public double[] Samples { get; set; } public string Name = "s"; }
            public class Frame { public Signal Source; public Complex[] Bins; }
            public partial class Specification
            {
                [Fast]
                public Complex[] Naive(Frame frame)
                {
                    var n = frame.Source.Samples.Length;
                    var y = new Complex[n];
                    for (int k = 0; k < n; k++)
                        for (int t = 0; t < n; t++)
                            y[k] += frame.Source.Samples[t] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * t / n);
                    frame.Bins = y;
                    return y;
                }
                static object[] Make(int n, Func<double> next) => new object[] { new Specification(), n == 5 ? new Frame() : n == 13 ? null : new Frame { Source = new Signal { Samples = Enumerable.Range(0, n).Select(_ => next()).ToArray() } } };
            }
            """),
        ["in place, and returned"] = new("""
            public partial class Specification
            {
                [Fast]
                public static double[] Naive(double[] x)
                {
                    var n = x.Length;
                    var y = new double[n];
                    for (int k = 0; k < n; k++)
                        for (int t = 0; t < n; t++)
                            y[k] += x[t] * Math.Cos(Math.PI * (2 * t + 1) * k / (2.0 * n));
                    for (int k = 0; k < n; k++) x[k] = y[k] / n;
                    return x;
                }
                static object[] Make(int n, Func<double> next) => new object[] { null, Enumerable.Range(0, n).Select(_ => next()).ToArray() };
            }
            """),
        ["a number in a field, from a struct field and a local function"] = new("""
            public partial class Specification
            {
                public double[] X; public double Mean; public int Count;
                [Fast]
                public double[] Naive()
                {
                    double Weighted(int i) => X[i] / X.Length;
                    Mean = 0;
                    double sum = 0;
                    for (int i = 0; i < X.Length; i++) sum += Weighted(i);
                    Mean = sum; Count = X.Length;
                    var y = new double[X.Length];
                    for (int k = 0; k < X.Length; k++)
                        for (int t = 0; t < X.Length; t++) y[k] += X[t] * Math.Cos(2 * Math.PI * k * t / X.Length);
                    return y;
                }
                static object[] Make(int n, Func<double> next) => new object[] { new Specification { X = Enumerable.Range(0, n).Select(_ => next()).ToArray() } };
            }
            """),
    };
}
