namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>Tables that the constructor of an object fills, once, for all its calls.</summary>
internal static partial class DataIdioms
{
    private static Dictionary<string, DataIdiom> Constructors => new()
    {
        ["table of cosines in the constructor, size kept"] = new("""
            public sealed partial class Specification
            {
                private readonly int size;
                private readonly double[,] cosines;
                public Specification(int size)
                {
                    this.size = size;
                    cosines = new double[size, size];
                    for (int k = 0; k < size; k++)
                        for (int i = 0; i < size; i++) cosines[k, i] = Math.Cos((2 * i + 1) * k * Math.PI / (2 * size));
                }
                [Fast]
                public double[] Naive(double[] x)
                {
                    var y = new double[size];
                    for (int k = 0; k < size; k++)
                        for (int i = 0; i < size; i++) y[k] += cosines[k, i] * x[i];
                    return y;
                }
                static object[] Make(int n, Func<double> next) => new object[] { new Specification(n), Enumerable.Range(0, n).Select(_ => next()).ToArray() };
            }
            """),
        ["size of a block as a constant, table of the constructor without parameters"] = new("""
            public class Owner { }
            public partial class Specification
            {
                private const int Size = 8;
                private double[] weights = new double[Size];
                private readonly double root;
                public Specification()
                {
                    root = 1 / Math.Sqrt(2);
                    for (int i = 0; i < Size; i++) weights[i] = i == 0 ? root : 1;
                }
                [Fast]
                public void Naive(double[] x, double[] y)
                {
                    for (int k = 0; k < Size; k++)
                    {
                        double sum = 0;
                        for (int i = 0; i < Size; i++) sum += x[i] * Math.Cos(Math.PI * k * (i + 0.5) / Size);
                        y[k] = weights[k] * sum * Math.Sqrt(2.0 / Size);
                    }
                }
                static object[] Make(int n, Func<double> next) => new object[] { new Specification(), Enumerable.Range(0, n).Select(_ => next()).ToArray(), new double[n] };
            }
            """, [8]),
        ["table filled by a private method of the constructor, size an automatic property"] = new("""
            public partial class Specification
            {
                public int N { get; }
                private Complex[] roots;
                public Specification(int n)
                {
                    if (n < 0) throw new ArgumentOutOfRangeException(nameof(n));
                    N = n;
                    MakeRoots();
                }
                private void MakeRoots()
                {
                    roots = new Complex[N];
                    for (int i = 0; i < N; i++) roots[i] = Complex.FromPolarCoordinates(1, -2 * Math.PI * i / N);
                }
                [Fast]
                public Complex[] Naive(Complex[] x)
                {
                    var y = new Complex[N];
                    for (int k = 0; k < N; k++)
                        for (int i = 0; i < N; i++) y[k] += x[i] * roots[(k * i) % N];
                    return y;
                }
                static object[] Make(int n, Func<double> next) => new object[] { new Specification(n), Enumerable.Range(0, n).Select(_ => new Complex(next(), next())).ToArray() };
            }
            """),
        ["jagged table by a static helper, other constructors chained"] = new("""
            public partial class Specification
            {
                private readonly int _n;
                private readonly double[][] _table;
                public Specification() : this(8) { }
                public Specification(int n) { _n = n; _table = new double[n][]; for (int k = 0; k < n; k++) _table[k] = Row(n, k); }
                private static double[] Row(int n, int k)
                {
                    var row = new double[n];
                    for (int i = 0; i < n; i++) row[i] = Math.Sin(Math.PI * (i + 1) * (k + 1) / (n + 1));
                    return row;
                }
                [Fast]
                public void Naive(double[] x, double[] y)
                {
                    for (int k = 0; k < _n; k++)
                    {
                        y[k] = 0;
                        for (int i = 0; i < _n; i++) y[k] += x[i] * _table[k][i];
                    }
                }
                static object[] Make(int n, Func<double> next) => new object[] { n == 8 ? new Specification() : new Specification(n), Enumerable.Range(0, n).Select(_ => next()).ToArray(), new double[n] };
            }
            """),
        ["direction and size kept, sign computed in the constructor"] = new("""
            public partial class Specification
            {
                private readonly int size;
                private readonly bool inverse;
                private readonly double sign, scale;
                public Specification(int size, bool inverse)
                {
                    this.size = size;
                    this.inverse = inverse;
                    sign = inverse ? 1 : -1;
                    scale = inverse ? 1.0 / size : 1;
                }
                [Fast]
                public void Naive(Complex[] x)
                {
                    var y = new Complex[size];
                    for (int k = 0; k < size; k++)
                    {
                        for (int i = 0; i < size; i++) y[k] += x[i] * Complex.Exp(new Complex(0, sign * 2 * Math.PI * k * i / size));
                        y[k] *= scale;
                    }
                    for (int k = 0; k < size; k++) x[k] = y[k];
                }
                static object[] Make(int n, Func<double> next) => new object[] { new Specification(n, n % 8 == 0), Enumerable.Range(0, n).Select(_ => new Complex(next(), next())).ToArray() };
            }
            """),
        ["tables filled by a loop of one's own, with a lambda"] = new("""
            public static class Nest
            {
                public static void For(int from1, int to1, int from2, int to2, Action<int, int> body)
                {
                    for (var i = from1; i < to1; i++)
                        for (var j = from2; j < to2; j++) body(i, j);
                }
                public static double Sum(int from1, int to1, int from2, int to2, Func<int, int, double> term)
                {
                    var sum = 0.0;
                    For(from1, to1, from2, to2, (i, j) => sum += term(i, j));
                    return sum;
                }
            }
            public partial class Specification
            {
                private int size;
                private double scale;
                private double[,] table;
                public Specification(int size = 8)
                {
                    this.size = size;
                    scale = 1d / size + 1d / size;
                    table = new double[size, size];
                    Nest.For(0, size, 0, size, (x, u) => table[x, u] = Math.Cos((2d * x + 1d) * u * Math.PI / (2d * size)));
                }
                [Fast]
                public double[,] Naive(double[,] input)
                {
                    var output = new double[size, size];
                    Nest.For(0, size, 0, size, (u, v) => output[u, v] = Nest.Sum(0, size, 0, size, (x, y) => input[x, y] * table[x, u] * table[y, v]) * scale);
                    return output;
                }
                static object[] Make(int n, Func<double> next)
                {
                    var x = new double[n, n];
                    for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) x[i, j] = next();
                    return new object[] { new Specification(n), x };
                }
            }
            """, [4]),
        ["object of the application that holds the table"] = new("""
            public sealed class Basis
            {
                public int Order { get; }
                private readonly float[,] values;
                public Basis(int order)
                {
                    Order = order;
                    values = new float[order, order];
                    for (int k = 0; k < order; k++)
                        for (int i = 0; i < order; i++) values[k, i] = ((k & i & 1) ^ ((k >> 1) & (i >> 1) & 1) ^ ((k >> 2) & (i >> 2) & 1) ^ ((k >> 3) & (i >> 3) & 1)) == 0 ? 1 : -1;
                }
                public float At(int k, int i) => values[k, i];
            }
            public partial class Specification
            {
                [Fast]
                public static float[] Naive(Basis basis, float[] x)
                {
                    var y = new float[basis.Order];
                    for (int k = 0; k < basis.Order; k++)
                        for (int i = 0; i < basis.Order; i++) y[k] += basis.At(k, i) * x[i];
                    return y;
                }
                static object[] Make(int n, Func<double> next) => new object[] { null, new Basis(n), Enumerable.Range(0, n).Select(_ => (float)next()).ToArray() };
            }
            """, [8, 16]),
    };
}
