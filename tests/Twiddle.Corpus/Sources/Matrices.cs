/// <summary>Transforms as products with matrices.</summary>
public static class Matrices
{
    private static double[,] Dct(int size)
    {
        var matrix = new double[size, size];
        for (int k = 0; k < size; k++)
            for (int n = 0; n < size; n++)
                matrix[k, n] = (k == 0 ? Math.Sqrt(1.0 / size) : Math.Sqrt(2.0 / size)) * Math.Cos((2 * n + 1) * k * Math.PI / (2 * size));
        return matrix;
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        int rows = a.GetLength(0), inner = a.GetLength(1), columns = b.GetLength(1);
        var c = new double[rows, columns];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                for (int l = 0; l < inner; l++)
                    c[i, j] += a[i, l] * b[l, j];
        return c;
    }

    private static double[,] Transposed(double[,] a)
    {
        var t = new double[a.GetLength(1), a.GetLength(0)];
        for (int i = 0; i < a.GetLength(0); i++)
            for (int j = 0; j < a.GetLength(1); j++)
                t[j, i] = a[i, j];
        return t;
    }

    //: matrix form; derived; shape 4 4
    public static double[,] TwoSided(double[,] x)
    {
        var d = Dct(x.GetLength(0));
        return Product(Product(d, x), Transposed(d));
    }

    //: matrix form; derived; lengths 2 4 6
    public static double[] MatrixTimesVector(double[] x)
    {
        var d = Dct(x.Length);
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += d[k, n] * x[n];
        return y;
    }

    private static int[,] Kronecker(int[,] a, int[,] b)
    {
        int n = a.GetLength(0), m = b.GetLength(0);
        var c = new int[n * m, n * m];
        for (int i = 0; i < n * m; i++)
            for (int j = 0; j < n * m; j++)
                c[i, j] = a[i / m, j / m] * b[i % m, j % m];
        return c;
    }

    //: matrix form; derived; lengths 2 4 8; small
    public static double[] KroneckerPowers(double[] x)
    {
        var h = new int[,] { { 1 } };
        while (h.GetLength(0) < x.Length) h = Kronecker(new[,] { { 1, 1 }, { 1, -1 } }, h);
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += h[k, n] * x[n];
        return y;
    }

    //: matrix form; derived; shape 4 4
    public static double[,] FourLoops(double[,] f)
    {
        int N = f.GetLength(0), M = f.GetLength(1);
        var F = new double[N, M];
        for (int u = 0; u < N; u++)
            for (int v = 0; v < M; v++)
            {
                double sum = 0;
                for (int x = 0; x < N; x++)
                    for (int y = 0; y < M; y++)
                        sum += f[x, y] * Math.Cos((2 * x + 1) * u * Math.PI / (2 * N)) * Math.Cos((2 * y + 1) * v * Math.PI / (2 * M));
                F[u, v] = C(u) * C(v) * sum / Math.Sqrt(N * M / 4.0);
            }
        return F;
    }

    private static double C(int u) => u == 0 ? 1 / Math.Sqrt(2) : 1;

    private readonly struct Matrix
    {
        private readonly double[,] entries;

        public Matrix(int rows, int columns) => entries = new double[rows, columns];

        public int Rows => entries.GetLength(0);

        public int Columns => entries.GetLength(1);

        public double this[int i, int j]
        {
            get => entries[i, j];
            set => entries[i, j] = value;
        }

        public static Matrix operator *(Matrix a, Matrix b)
        {
            var c = new Matrix(a.Rows, b.Columns);
            for (int i = 0; i < a.Rows; i++)
                for (int j = 0; j < b.Columns; j++)
                    for (int l = 0; l < a.Columns; l++)
                        c[i, j] += a[i, l] * b[l, j];
            return c;
        }
    }

    //: matrix form; derived; lengths 2 4 6; large 128
    public static double[] OwnMatrixStruct(double[] x)
    {
        int N = x.Length;
        var kernel = new Matrix(N, N);
        var column = new Matrix(N, 1);
        for (int k = 0; k < N; k++)
        {
            column[k, 0] = x[k];
            for (int n = 0; n < N; n++) kernel[k, n] = Math.Cos(2 * Math.PI * k * n / N);
        }
        var product = kernel * column;
        var y = new double[N];
        for (int k = 0; k < N; k++) y[k] = product[k, 0];
        return y;
    }
}
