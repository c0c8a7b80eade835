namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>Classes whose objects are complex numbers, in arrays and lists.</summary>
internal static partial class DataIdioms
{
    private const string Number = """
        public class Number
        {
            public double Re; public double Im;
            public Number(double im, double re) { Re = re; Im = im; }
            public static Number operator +(Number a, Number b) => new Number(a.Im + b.Im, a.Re + b.Re);
            public static Number operator *(Number a, Number b) => new Number(a.Re * b.Im + a.Im * b.Re, a.Re * b.Re - a.Im * b.Im);
            public static bool operator ==(Number a, Number b) => throw new InvalidOperationException();
            public static bool operator !=(Number a, Number b) => throw new InvalidOperationException();
            public override bool Equals(object other) => throw new InvalidOperationException();
            public override int GetHashCode() => throw new InvalidOperationException();
            public static Number Turn(double angle) => new Number(Math.Sin(angle), Math.Cos(angle));
            public static Number[] Some(int n, Func<double> next) => Enumerable.Range(0, n).Select(_ => new Number(next(), next())).ToArray();
        }
        """;

    private const string InPlace = """
        [Fast]
        public static void Naive(Number[] x)
        {
            int n = x.Length;
            var re = new double[n]; var im = new double[n];
            for (int k = 0; k < n; k++)
                for (int t = 0; t < n; t++)
                {
                    double a = -2 * Math.PI * k * t / n;
                    re[k] += x[t].Re * Math.Cos(a) - x[t].Im * Math.Sin(a);
                    im[k] += x[t].Re * Math.Sin(a) + x[t].Im * Math.Cos(a);
                }
            for (int k = 0; k < n; k++) { x[k].Re = re[k]; x[k].Im = im[k]; }
        }
        """;

    private const string WithOperators = """
        [Fast]
        public static Number[] Naive(Number[] x)
        {
            int n = x.Length;
            var y = new Number[n];
            for (int k = 0; k < n; k++)
            {
                y[k] = new Number(0, 0);
                for (int t = 0; t < n; t++) y[k] += x[t] * Number.Turn(-2 * Math.PI * k * t / n);
            }
            return y;
        }
        """;

    private const string ChangedElsewhere = """
        [Fast]
        public static void Naive(Number[] x, Number[] y)
        {
            int n = x.Length;
            for (int k = 0; k < n; k++)
            {
                double re = 0, im = 0;
                for (int t = 0; t < n; t++)
                {
                    re += x[t].Re * Math.Cos(2 * Math.PI * k * t / n) + x[t].Im * Math.Sin(2 * Math.PI * k * t / n);
                    im += x[t].Im * Math.Cos(2 * Math.PI * k * t / n) - x[t].Re * Math.Sin(2 * Math.PI * k * t / n);
                }
                y[k].Re = re;
                y[k].Im = im;
            }
        }
        """;

    private static Dictionary<string, DataIdiom> Objects => new()
    {
        ["objects with operators"] = OfNumbers(WithOperators, "new object[] { null, Number.Some(n, next) }"),
        ["objects with operators, one of them twice"] = OfNumbers(WithOperators, "new object[] { null, Number.Some(n, next) is var z && n > 2 && (z[2] = z[1]) is object ? z : Number.Some(n, next) }"),
        ["objects with operators, one of them null"] = OfNumbers(WithOperators, "new object[] { null, Number.Some(n, next).Select((z, i) => i == 1 ? null : z).ToArray() }") with { RunsAsWritten = true },
        ["objects that are changed"] = OfNumbers(InPlace, "new object[] { null, Number.Some(n, next) }"),
        ["objects that are changed, one of them twice"] = OfNumbers(InPlace, "new object[] { null, Number.Some(n, next) is var z && n > 2 && (z[2] = z[1]) is object ? z : Number.Some(n, next) }") with { RunsAsWritten = true },
        ["objects that are changed elsewhere"] = OfNumbers(ChangedElsewhere, "new object[] { null, Number.Some(n, next), Number.Some(n, next) }"),
        ["objects that are changed elsewhere, one of them read"] = OfNumbers(ChangedElsewhere, "Number.Some(n, next) is var x && Number.Some(n, next) is var y && n > 0 && (y[n - 1] = x[0]) is object ? new object[] { null, x, y } : new object[] { null, x, x }") with { RunsAsWritten = true },
        ["objects that are changed elsewhere, all of them read"] = OfNumbers(ChangedElsewhere, "Number.Some(n, next) is var x ? new object[] { null, x, x.ToArray() } : null") with { RunsAsWritten = true },
        ["objects made and then changed"] = OfNumbers("""
            [Fast]
            public static Number[] Naive(Number[] x)
            {
                int n = x.Length;
                var y = new Number[n];
                for (int k = 0; k < n; k++) y[k] = new Number(0, 0);
                for (int k = 0; k < n; k++)
                    for (int t = 0; t < n; t++)
                    {
                        y[k].Re += x[t].Re * Math.Cos(2 * Math.PI * k * t / n) + x[t].Im * Math.Sin(2 * Math.PI * k * t / n);
                        y[k].Im += x[t].Im * Math.Cos(2 * Math.PI * k * t / n) - x[t].Re * Math.Sin(2 * Math.PI * k * t / n);
                    }
                foreach (var z in y) { z.Re /= n; z.Im /= n; }
                return y;
            }
            """, "new object[] { null, Number.Some(n, next) }"),
        ["objects put into the caller's array"] = OfNumbers("""
            [Fast]
            public static void Naive(double[] x, Number[] y)
            {
                for (int k = 0; k < x.Length; k++)
                {
                    var sum = new Number(0, 0);
                    for (int t = 0; t < x.Length; t++) sum += new Number(0, x[t]) * Number.Turn(2 * Math.PI * k * t / x.Length);
                    y[k] = sum;
                }
            }
            """, "new object[] { null, Enumerable.Range(0, n).Select(_ => next()).ToArray(), new Number[n + n % 3] }"),
        ["objects in lists"] = OfNumbers("""
            [Fast]
            public static List<Number> Naive(IReadOnlyList<Number> x)
            {
                var y = new List<Number>();
                for (int k = 0; k < x.Count; k++)
                {
                    var sum = new Number(0, 0);
                    foreach (var (z, t) in x.Select((z, t) => (z, t))) sum += z * Number.Turn(-2 * Math.PI * k * t / x.Count);
                    y.Add(sum);
                }
                return y;
            }
            """, "new object[] { null, Number.Some(n, next).ToList() }"),
        ["objects from a sequence into the caller's list"] = OfNumbers("""
            [Fast]
            public static void Naive(IEnumerable<Number> sequence, List<Number> y)
            {
                var x = sequence.ToArray();
                for (int k = 0; k < x.Length; k++)
                {
                    var sum = new Number(0, 0);
                    for (int t = 0; t < x.Length; t++) sum += x[t] * Number.Turn(-2 * Math.PI * k * t / x.Length);
                    y.Add(sum);
                }
            }
            """, "new object[] { null, Number.Some(n, next).Select(z => z), new List<Number> { new Number(1, 2) } }"),
        ["objects of single precision"] = new("""
            public sealed class Small { public float Real { get; set; } public float Imag { get; set; } }
            public static partial class Specification
            {
                [Fast]
                public static Small[] Naive(Small[] x)
                {
                    int n = x.Length;
                    var y = new Small[n];
                    for (int k = 0; k < n; k++)
                    {
                        float re = 0, im = 0;
                        for (int t = 0; t < n; t++)
                        {
                            var (sin, cos) = MathF.SinCos(2 * MathF.PI * k * t / n);
                            re += x[t].Real * cos + x[t].Imag * sin;
                            im += x[t].Imag * cos - x[t].Real * sin;
                        }
                        y[k] = new Small { Real = re, Imag = im };
                    }
                    return y;
                }
                static object[] Make(int n, Func<double> next) => new object[] { null, Enumerable.Range(0, n).Select(_ => new Small { Real = (float)next(), Imag = (float)next() }).ToArray() };
            }
            """),
        ["objects in a field, made by a record"] = new("""
            public record Value(double A, double B);
            public partial class Specification
            {
                public Value[] Samples; public Value[] Spectrum { get; set; }
                [Fast]
                public void Naive()
                {
                    int n = Samples.Length;
                    Spectrum = new Value[n];
                    for (int k = 0; k < n; k++)
                    {
                        double a = 0, b = 0;
                        for (int t = 0; t < n; t++)
                        {
                            a += Samples[t].A * Math.Cos(2 * Math.PI * k * t / n) - Samples[t].B * Math.Sin(2 * Math.PI * k * t / n);
                            b += Samples[t].A * Math.Sin(2 * Math.PI * k * t / n) + Samples[t].B * Math.Cos(2 * Math.PI * k * t / n);
                        }
                        Spectrum[k] = new Value(a, b);
                    }
                }
                static object[] Make(int n, Func<double> next) => new object[] { new Specification { Samples = Enumerable.Range(0, n).Select(_ => new Value(next(), next())).ToArray() } };
            }
            """),
    };

    private static DataIdiom OfNumbers(string method, string made) => new(
        Number + "\npublic static partial class Specification\n{\n" + method + "\nstatic object[] Make(int n, Func<double> next) => " + made + ";\n}\n");
}
