namespace Twiddle.Execution.Tests.Reading;

internal static partial class Idioms
{
    private const string Cpx = """

        public struct Cpx
        {
            public double Re, Im;
            public Cpx(double re, double im) { Re = re; Im = im; }
            public static Cpx operator +(Cpx a, Cpx b) => new Cpx(a.Re + b.Re, a.Im + b.Im);
            public static Cpx operator *(Cpx a, Cpx b) => new Cpx(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re);
            public static Cpx Polar(double r, double a) => new Cpx(r * Math.Cos(a), r * Math.Sin(a));
        }
        """;

    private static Dictionary<string, Idiom> Structs => new()
    {
        ["own complex struct with operators"] = new("""
            public static Cpx[] Dft(Cpx[] x)
            {
                int N = x.Length;
                var y = new Cpx[N];
                for (int k = 0; k < N; k++)
                {
                    var sum = new Cpx(0, 0);
                    for (int n = 0; n < N; n++) sum += x[n] * Cpx.Polar(1, -2 * Math.PI * k * n / N);
                    y[k] = sum;
                }
                return y;
            }
            """ + Cpx),
        ["own complex struct, fields of the output element"] = new("""
            public static Cpx[] Dft(double[] x)
            {
                var y = new Cpx[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                    {
                        y[k].Re += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
                        y[k].Im -= x[n] * Math.Sin(2 * Math.PI * k * n / x.Length);
                    }
                return y;
            }
            """ + Cpx),
        ["own complex struct, recurrence of roots"] = new("""
            public static Cpx[] Dft(Cpx[] x)
            {
                int N = x.Length;
                var y = new Cpx[N];
                for (int k = 0; k < N; k++)
                {
                    var w1 = Cpx.Polar(1, -2 * Math.PI * k / N);
                    var w = new Cpx(1, 0);
                    for (int n = 0; n < N; n++) { y[k] = y[k] + x[n] * w; w = w * w1; }
                }
                return y;
            }
            """ + Cpx),
    };

    private static Dictionary<string, Idiom> Ends => new()
    {
        ["magnitude as end"] = new("""
            public static double[] Spectrum(double[] x)
            {
                int N = x.Length;
                var y = new double[N / 2 + 1];
                for (int k = 0; k <= N / 2; k++)
                {
                    double re = 0, im = 0;
                    for (int n = 0; n < N; n++)
                    {
                        re += x[n] * Math.Cos(2 * Math.PI * k * n / N);
                        im -= x[n] * Math.Sin(2 * Math.PI * k * n / N);
                    }
                    y[k] = Math.Sqrt(re * re + im * im);
                }
                return y;
            }
            """),
        ["Complex.Magnitude as end"] = new("""
            public static double[] Spectrum(Complex[] x)
            {
                int N = x.Length;
                var y = new double[N];
                for (int k = 0; k < N; k++)
                {
                    Complex sum = 0;
                    for (int n = 0; n < N; n++) sum += x[n] * Complex.Exp(new Complex(0, -2 * Math.PI * k * n / N));
                    y[k] = sum.Magnitude / N;
                }
                return y;
            }
            """),
        ["phase as end"] = new("""
            public static double[] Phase(Complex[] x)
            {
                int N = x.Length;
                var y = new double[N];
                for (int k = 0; k < N; k++)
                {
                    Complex sum = 0;
                    for (int n = 0; n < N; n++) sum += x[n] * Complex.FromPolarCoordinates(1, 2 * Math.PI * k * n / N);
                    y[k] = Math.Atan2(sum.Imaginary, sum.Real);
                }
                return y;
            }
            """),
        ["power in decibels as end"] = new("""
            public static float[] Decibels(float[] x)
            {
                int N = x.Length;
                var y = new float[N];
                for (int k = 0; k < N; k++)
                {
                    double re = 0, im = 0;
                    for (int n = 0; n < N; n++)
                    {
                        re += x[n] * Math.Cos(2 * Math.PI * k * n / N);
                        im -= x[n] * Math.Sin(2 * Math.PI * k * n / N);
                    }
                    y[k] = (float)(10 * Math.Log10(Math.Max(re * re + im * im, 1e-12)));
                }
                return y;
            }
            """),
    };
}
