namespace Twiddle.Execution.Tests.EndToEnd;

internal static partial class DataIdioms
{
    private const string Cosine = "Math.Cos(Math.PI * (t + 0.5) * k / n)";

    /// <summary>A static method on one list.</summary>
    private static DataIdiom OnList(string result, string parameter, string body, string argument = "Enumerable.Range(0, n).Select(_ => next()).ToList()") => new($$"""
        public static partial class Specification
        {
            [Fast]
            public static {{result}} Naive({{parameter}})
            {
                {{body}}
            }
            static object[] Make(int n, Func<double> next) => new object[] { null, {{argument}} };
        }
        """, [8, 12, 128]);

    private static Dictionary<string, DataIdiom> Lists => new()
    {
        ["list to list by Add"] = OnList("List<double>", "List<double> x", $$"""
            var result = new List<double>();
            int n = x.Count;
            for (int k = 0; k < n; k++)
            {
                double sum = 0;
                for (int t = 0; t < n; t++) sum += x[t] * {{Cosine}};
                result.Add(sum);
            }
            return result;
            """),
        ["list to array"] = OnList("Complex[]", "IList<Complex> x", """
            var y = new Complex[x.Count];
            for (int k = 0; k < x.Count; k++)
                for (int t = 0; t < x.Count; t++) y[k] += x[t] * Complex.Exp(-Complex.ImaginaryOne * 2 * Math.PI * k * t / x.Count);
            return y;
            """, "Enumerable.Range(0, n).Select(_ => new Complex(next(), next())).ToArray()"),
        ["read-only list, result through ToArray"] = OnList("double[]", "IReadOnlyList<float> x", $$"""
            var n = x.Count;
            var y = new List<double>(n);
            for (int k = 0; k < n; k++)
            {
                double sum = 0;
                for (int t = 0; t < n; t++) sum += x[t] * {{Cosine}};
                y.Add(2 * sum / n);
            }
            return y.ToArray();
            """, "Enumerable.Range(0, n).Select(_ => (float)next()).ToList()"),
        ["a sequence, copied"] = OnList("IEnumerable<double>", "IEnumerable<double> samples", $$"""
            var x = samples.ToList();
            var n = x.Count;
            var y = new double[n];
            for (int k = 0; k < n; k++)
                for (int t = 0; t < n; t++) y[k] += x[t] * {{Cosine}};
            return y;
            """, "Enumerable.Range(0, n).Select(_ => next()).ToArray().Select(v => v)"),
        ["a sequence gone through by foreach"] = OnList("double[]", "IEnumerable<double> samples", """
            double sum = 0, other = 0;
            int t = 0;
            foreach (var v in samples) { sum += v; other += t % 2 == 0 ? v : -v; t++; }
            return new[] { sum, other };
            """) with { Derived = [8, 12] },
        ["a list changed in place"] = OnList("void", "List<double> x", $$"""
            int n = x.Count;
            var y = new double[n];
            for (int k = 0; k < n; k++)
                for (int t = 0; t < n; t++) y[k] += x[t] * {{Cosine}};
            for (int k = 0; k < n; k++) x[k] = y[k];
            """),
        ["a caller's list filled"] = new("""
            public partial class Specification
            {
                public List<float> Samples = new List<float>(); public List<double> Bins { get; } = new List<double> { 7 };
                public IList<double> Phases = new List<double>();
                [Fast]
                public void Naive(List<Complex> spectrum)
                {
                    spectrum.Clear();
                    for (int k = 0; k < Samples.Count; k++)
                    {
                        Complex c = 0;
                        for (int t = 0; t < Samples.Count; t++) c += Samples[t] * new Complex(Math.Cos(2 * Math.PI * k * t / Samples.Count), -Math.Sin(2 * Math.PI * k * t / Samples.Count));
                        spectrum.Add(c);
                        Bins.Add(c.Magnitude);
                    }
                }
                static object[] Make(int n, Func<double> next) => new object[]
                {
                    new Specification { Samples = Enumerable.Range(0, n).Select(_ => (float)next()).ToList() },
                    new List<Complex> { 1, 2, 3 },
                };
            }
            """, [8, 12, 128]),
        ["a new list in a property"] = new("""
            public partial class Specification
            {
                public List<double> Samples; public List<double> Re, Im; public IReadOnlyList<double> Again { get; set; }
                [Fast]
                public List<double> Naive()
                {
                    Re = new List<double>(); Im = new();
                    for (int k = 0; k < Samples.Count; k++)
                    {
                        double re = 0, im = 0;
                        int t = 0;
                        foreach (var s in Samples) { re += s * Math.Cos(2 * Math.PI * k * t / Samples.Count); im -= s * Math.Sin(2 * Math.PI * k * t / Samples.Count); t++; }
                        Re.Add(re); Im.Add(im);
                    }
                    Again = Re;
                    return Im;
                }
                static object[] Make(int n, Func<double> next) => new object[] { new Specification { Samples = Enumerable.Range(0, n).Select(_ => next()).ToList() } };
            }
            """),
        ["memory"] = OnList("void", "ReadOnlyMemory<double> source, Memory<double> target", $$"""
            var x = source.Span;
            int n = source.Length;
            for (int k = 0; k < n; k++)
            {
                double sum = 0;
                for (int t = 0; t < x.Length; t++) sum += x[t] * {{Cosine}};
                target.Span[k] = sum;
            }
            """, "new ReadOnlyMemory<double>(Enumerable.Range(0, n).Select(_ => next()).ToArray()), new Memory<double>(new double[n])"),
    };

    private const string Row = "Enumerable.Range(0, 4).Select(_ => next()).ToArray()";

    private const string RowsToRows = """
        int n = x.Length;
        for (int i = 0; i < n; i++)
            for (int k = 0; k < n; k++)
            {
                double sum = 0;
                for (int t = 0; t < n; t++) sum += x[i][t] * Math.Cos(Math.PI * (t + 0.5) * k / n);
                y[i][k] = sum;
            }
        """;

    private const string OneToRows = """
        int n = x.Length;
        for (int i = 0; i < n; i++)
            for (int k = 0; k < n; k++)
            {
                double sum = 0;
                for (int t = 0; t < n; t++) sum += x[t] * Math.Cos(Math.PI * (t + 0.5) * (k + i) / n);
                y[i][k] = sum;
            }
        """;

    private static Dictionary<string, DataIdiom> References => new()
    {
        ["jagged, two rows"] = OnList("double[][]", "double[][] x", """
            int n = x[0].Length;
            double[][] y = new double[2][];
            y[0] = new double[n]; y[1] = new double[n];
            for (int k = 0; k < n; k++)
                for (int t = 0; t < n; t++)
                {
                    double c = Math.Cos(2 * Math.PI * k * t / n), s = Math.Sin(2 * Math.PI * k * t / n);
                    y[0][k] += x[0][t] * c + x[1][t] * s;
                    y[1][k] += x[1][t] * c - x[0][t] * s;
                }
            return y;
            """, "new[] { Enumerable.Range(0, n).Select(_ => next()).ToArray(), Enumerable.Range(0, n).Select(_ => next()).ToArray() }") with { Derived = [2] },
        ["jagged, rows and columns"] = OnList("void", "double[][] x", """
            int rows = x.Length, n = x[0].Length;
            var y = new double[rows][];
            for (int i = 0; i < rows; i++)
            {
                y[i] = new double[n];
                for (int k = 0; k < n; k++)
                    for (int t = 0; t < n; t++) y[i][k] += x[i][t] * Math.Cos(Math.PI * (t + 0.5) * k / n);
            }
            for (int i = 0; i < rows; i++)
                for (int k = 0; k < n; k++) x[i][k] = y[i][k];
            """, "Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, n).Select(_ => next()).ToArray()).ToArray()") with { Derived = [2, 4, 6] },
        ["jagged, a row in both"] = OnList("void", "double[][] x, double[][] y", RowsToRows, $"new[] {{ {Row}, {Row}, {Row}, {Row} }} is var rows ? rows : null, new[] {{ rows[1], {Row}, {Row}, {Row} }}") with { Derived = [4], RunsAsWritten = true },
        ["jagged, no row in both"] = OnList("void", "double[][] x, double[][] y", RowsToRows, $"new[] {{ {Row}, {Row}, {Row}, {Row} }} is var rows ? new[] {{ rows[0], rows[0], rows[2], rows[3] }} : null, new[] {{ {Row}, {Row}, {Row}, {Row} }}") with { Derived = [4] },
        ["jagged, a row twice"] = OnList("void", "double[][] x", """
            int n = x.Length;
            for (int i = 0; i < n; i++)
            {
                var y = new double[n];
                for (int k = 0; k < n; k++)
                    for (int t = 0; t < n; t++) y[k] += x[i][t] * Math.Cos(Math.PI * (t + 0.5) * k / n);
                for (int k = 0; k < n; k++) x[i][k] = y[k];
            }
            """, $"new[] {{ {Row}, {Row}, {Row}, {Row} }} is var rows ? new[] {{ rows[0], rows[1], rows[0], rows[3] }} : null") with { Derived = [4], RunsAsWritten = true },
        ["jagged, a row that is an argument too"] = OnList("void", "double[] x, double[][] y", OneToRows, $"{Row} is var row ? row : null, new[] {{ {Row}, row, {Row}, {Row} }}") with { Derived = [4], RunsAsWritten = true },
        ["jagged, a row that is a list too"] = OnList("void", "IList<double> x, double[][] y", OneToRows.Replace("Length", "Count"), $"{Row} is var row ? row : null, new[] {{ {Row}, row, {Row}, {Row} }}") with { Derived = [4], RunsAsWritten = true },
        ["jagged, a row that is memory too"] = OnList("void", "ReadOnlyMemory<double> memory, double[][] y", "var x = memory.Span; " + OneToRows, $"{Row} is var row ? new ReadOnlyMemory<double>(row) : default, new[] {{ {Row}, row, {Row}, {Row} }}") with { Derived = [4], RunsAsWritten = true },
        ["jagged, written to an argument that is a row"] = OnList("void", "double[][] x, double[] y", """
            int n = y.Length;
            for (int k = 0; k < n; k++)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    for (int t = 0; t < n; t++) sum += x[i][t] * Math.Cos(Math.PI * (t + 0.5) * (k + i) / n);
                y[k] = sum;
            }
            """, $"new[] {{ {Row}, {Row}, {Row}, {Row} }} is var rows ? rows : null, rows[2]") with { Derived = [4], RunsAsWritten = true },
        ["out and ref"] = OnList("double", "double[] x, out double[] im, ref double[] re, out double energy, ref double count, ref int calls", """
            int n = x.Length;
            im = new double[n]; re = new double[n];
            energy = 0;
            for (int k = 0; k < n; k++)
            {
                energy += x[k];
                for (int t = 0; t < n; t++)
                {
                    re[k] += x[t] * Math.Cos(2 * Math.PI * k * t / n);
                    im[k] -= x[t] * Math.Sin(2 * Math.PI * k * t / n);
                }
            }
            count += x.Length;
            return energy / 2;
            """, "Enumerable.Range(0, n).Select(_ => next()).ToArray(), null, null, 0.0, 3.5, 3") with { Derived = [8, 12] },
        ["null asked for"] = OnList("double[]", "double[] x, double[] window = null", """
            if (x == null) return null;
            int n = x.Length;
            var y = new double[n];
            for (int k = 0; k < n; k++)
                for (int t = 0; t < n; t++) y[k] += x[t] * Math.Cos(Math.PI * (t + 0.5) * k / n);
            return y;
            """, "n == 5 ? null : Enumerable.Range(0, n).Select(_ => next()).ToArray(), null") with { Derived = [8, 12] },
    };
}
