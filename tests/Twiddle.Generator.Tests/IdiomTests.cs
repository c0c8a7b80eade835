namespace Twiddle.Generator.Tests;

/// <summary>The idioms in which people write naive transforms: lowering has a word for every part of them.</summary>
public class IdiomTests
{
    private static void IsUnderstood(string members, string elsewhere = "")
    {
        var lowered = Lowered.Members(members, elsewhere);
        Assert.False(lowered.HasErrors);
        Assert.DoesNotContain("«", ProgramText.Of(lowered.Program));
    }

    [Theory]
    [InlineData("var re = new double[x.Length]; var im = new double[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) { re[k] += x[n] * Math.Cos(2 * Math.PI * n * k / x.Length); im[k] -= x[n] * Math.Sin(2 * Math.PI * n * k / x.Length); } return re;")]
    [InlineData("int N = x.Length; double w0 = 2 * Math.PI / N; for (int k = 0; k < N; k++) { double wk = w0 * k, sum = 0; for (int n = 0; n < N; n++) sum += x[n] * Math.Cos(wk * n); x[k] = sum; } return x;")]
    [InlineData("var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) { double c = k == 0 ? Math.Sqrt(1.0 / x.Length) : Math.Sqrt(2.0 / x.Length); double s = 0; for (int n = 0; n < x.Length; n++) s += x[n] * Math.Cos(((n << 1) + 1) * k * Math.PI / (2.0 * x.Length)); y[k] = c * s; } return y;")]
    [InlineData("var t = (double[])x.Clone(); for (int k = 0; k < x.Length; k++) { double a = 0; foreach (var v in t) a += v; x[k] = a; } return x;")]
    [InlineData("double[] cos = new double[x.Length], y = new double[x.Length]; for (int i = 0; i < cos.Length; i++) cos[i] = Math.Cos(2 * Math.PI * i / cos.Length); for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * cos[(k * n) % x.Length]; return y;")]
    [InlineData("double C(int u) { if (u == 0) return 1 / Math.Sqrt(2); else return 1; } var y = new double[8]; for (var u = 0; u < 8; ++u) { for (uint i = 0; i < 8; i++) y[u] += 0.5 * C(u) * x[i] * Math.Cos((2 * i + 1) * u * Math.PI / 16); } return y;")]
    [InlineData("var y = new double[x.Length]; for (int k = 0; k < x.Length; k++) { double c = 1, s = 0, dc = Math.Cos(k * Math.PI / x.Length), ds = Math.Sin(k * Math.PI / x.Length); for (int n = 0; n < x.Length; n++) { y[k] += c * x[n]; (c, s) = (c * dc - s * ds, s * dc + c * ds); } } return y;")]
    [InlineData("var y = new double[x.Length]; int k = 0; while (k < y.Length) { double s = 0; int n = y.Length; do { n--; s = s * 0.5 + x[n]; } while (n > 0); y[k++] = s; } return y;")]
    [InlineData("var y = new float[x.Length]; for (int k = 0; k < y.Length; k++) for (int n = 0; n < y.Length; n++) y[k] += (float)x[n] * MathF.Cos(2f * MathF.PI * k * n / y.Length); return Array.ConvertAll(y, v => (double)v);", true)]
    [InlineData("Span<double> y = stackalloc double[8]; for (int k = 0; k < 8; k++) { y[k] = k switch { 0 => 0.5, < 4 => 1, _ => 2 }; for (int n = 0; n < 8; n++) y[k] += x[n] * Math.Cos(Math.PI / 8 * (n + .5) * k); } return y.ToArray();")]
    public void OnRealArrays(string body, bool isUnderstood = true)
    {
        if (isUnderstood) IsUnderstood($"static double[] M(double[] x) {{ {body} }}");
        else Assert.Contains("«", ProgramText.Of(Lowered.Members($"static double[] M(double[] x) {{ {body} }}").Program));
    }

    [Theory]
    [InlineData("y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / N);")]
    [InlineData("y[k] += x[n] * Complex.Exp(new Complex(0, -2 * Math.PI * k * n / N));")]
    [InlineData("Complex j = Complex.ImaginaryOne; y[k] = y[k] + Complex.Exp(-j * 2 * Math.PI * k * n / N) * x[n] / Math.Sqrt(N);")]
    [InlineData("double a = 2 * Math.PI * k * n / N * (inverse ? 1 : -1); y[k] += new Complex(Math.Cos(a), Math.Sin(a)) * x[n];")]
    [InlineData("if (inverse) y[k] += x[n] * W[n]; else y[k] -= Complex.Conjugate(x[n]);")]
    [InlineData("y[k] = new Complex(y[k].Real + x[n].Real, y[k].Imaginary - x[n].Imaginary);")]
    public void OnComplexNumbers(string inner) => IsUnderstood($$"""
        private static readonly Complex[] W = { Complex.One, new Complex(0, 1), -1, new(0, -1) };
        static Complex[] M(Complex[] x, bool inverse)
        {
            int N = x.Length;
            var y = new Complex[N];
            for (int k = 0; k < N; k++)
                for (int n = 0; n < N; n++) { {{inner}} }
            return y;
        }
        """);

    [Fact]
    public void OnOwnComplexStructs() => IsUnderstood(
        """
        static void M(ReadOnlySpan<V> x, Span<V> y)
        {
            if (x.Length != y.Length) throw new ArgumentException("lengths differ", nameof(y));
            for (int k = 0; k < x.Length; k++)
            {
                y[k] = default;
                for (int n = 0; n < x.Length; n++)
                {
                    y[k] += x[n] * V.Polar(1, -2 * Math.PI * k * n / x.Length);
                    y[k].Re -= x[n].Re;
                }
                y[k] = y[k] with { Im = -y[k].Im };
            }
        }
        """,
        """
        public record struct V(double Re, double Im)
        {
            public static V operator +(V a, V b) => new(a.Re + b.Re, a.Im + b.Im);
            public static V operator *(V a, V b) => new() { Re = a.Re * b.Re - a.Im * b.Im, Im = a.Re * b.Im + a.Im * b.Re };
            public static V Polar(double r, double t) { var (s, c) = Math.SinCos(t); return new V(r * c, r * s); }
        }
        """);

    [Fact]
    public void OnBlocks() => IsUnderstood("""
        const int N = 8;
        static readonly double S = 1 / Math.Sqrt(2);
        static double C(int u) => u == 0 ? S : 1;
        static double[,] M(double[,] f)
        {
            var F = new double[f.GetLength(0), N];
            for (int u = 0; u < N; u++)
            for (int v = 0; v <= F.GetUpperBound(1); v++)
            {
                double sum = 0;
                for (int x = 0; x < N; x++)
                for (int y = 0; y < N; y++)
                    sum += f[x, y] * Math.Cos((2 * x + 1) * u * Math.PI / 16) * Math.Cos((2 * y + 1) * v * Math.PI / 16.0);
                F[u, v] = 0.25 * C(u) * C(v) * sum;
            }
            return F;
        }
        """);

    [Fact]
    public void OnSeveralResults() => IsUnderstood("""
        static (double[] Re, double[] Im) M(double[] re, double[] im, out double power)
        {
            ArgumentNullException.ThrowIfNull(re);
            var result = (Re: new double[re.Length], Im: new double[re.Length]);
            for (var k = 0; k < re.Length; k++)
                for (var n = 0; n < re.Length; n++)
                    Accumulate(ref result.Re[k], ref result.Im[k], re[n], im[n], -2 * Math.PI * k * n / re.Length);
            power = Math.Sqrt(result.Re[0] * result.Re[0] + result.Im[0] * result.Im[0]);
            return result;
        }

        static void Accumulate(ref double re, ref double im, double a, double b, double t)
        {
            re += a * Math.Cos(t) - b * Math.Sin(t);
            im += a * Math.Sin(t) + b * Math.Cos(t);
        }
        """);
}
