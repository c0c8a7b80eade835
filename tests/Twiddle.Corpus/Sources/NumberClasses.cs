// Complex numbers as objects of a class: the reader follows them as references.
public class Rotor
{
    public double Re; public double Im;
    public Rotor(double re, double im) { Re = re; Im = im; }
    public static Rotor operator +(Rotor a, Rotor b) => new Rotor(a.Re + b.Re, a.Im + b.Im);
    public static Rotor operator *(Rotor a, Rotor b) => new Rotor(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re);
    public static Rotor FromPolar(double r, double angle) => new Rotor(r * Math.Cos(angle), r * Math.Sin(angle));
    public void Add(double re, double im) { Re += re; Im += im; }
    public Rotor Scaled(double by) => new(Re * by, Im * by);
}

public sealed class Phasor { public float X { get; set; } public float Y { get; set; } }

public class Counted
{
    public static int Made;
    public double Re, Im;
    public Counted(double re, double im) { Re = re; Im = im; Made++; }
}

public class Named { public double Re, Im; public string Name; public Named(double re, double im) { Re = re; Im = im; } }

public static class NumberClasses
{
    //: number classes; derived
    public static Rotor[] OfOperators(Rotor[] x)
    {
        int N = x.Length;
        var X = new Rotor[N];
        for (int k = 0; k < N; k++)
        {
            X[k] = new Rotor(0, 0);
            for (int n = 0; n < N; n++)
            {
                Rotor t = Rotor.FromPolar(1, -2 * Math.PI * n * k / N);
                t *= x[n];
                X[k] += t;
            }
        }
        return X;
    }

    //: number classes; derived
    public static Rotor[] OfChangedResults(Rotor[] x)
    {
        int N = x.Length;
        var X = new Rotor[N];
        for (int k = 0; k < N; k++)
        {
            X[k] = new Rotor(0, 0);
            for (int n = 0; n < N; n++)
            {
                double a = -2 * Math.PI * n * k / N;
                X[k].Re += x[n].Re * Math.Cos(a) - x[n].Im * Math.Sin(a);
                X[k].Im += x[n].Re * Math.Sin(a) + x[n].Im * Math.Cos(a);
            }
        }
        return X;
    }

    //: number classes; derived
    public static List<Rotor> OfLists(List<Rotor> x)
    {
        var r = new List<Rotor>();
        for (int k = 0; k < x.Count; k++)
        {
            var s = new Rotor(0, 0);
            for (int n = 0; n < x.Count; n++) s = s + x[n] * Rotor.FromPolar(1, -2 * Math.PI * k * n / x.Count);
            r.Add(s);
        }
        return r;
    }

    //: number classes; derived
    public static Rotor[] OfRealData(double[] x)
    {
        var X = new Rotor[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            double re = 0, im = 0;
            for (int n = 0; n < x.Length; n++)
            {
                re += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
                im -= x[n] * Math.Sin(2 * Math.PI * k * n / x.Length);
            }
            X[k] = new Rotor(re, im);
        }
        return X;
    }

    //: number classes; derived
    public static Rotor[] OfMethodsThatChange(Rotor[] x)
    {
        var X = new Rotor[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            var sum = new Rotor(0, 0);
            foreach (var (z, n) in x.Select((z, n) => (z, n)))
            {
                double c = Math.Cos(2 * Math.PI * k * n / x.Length), s = Math.Sin(2 * Math.PI * k * n / x.Length);
                sum.Add(z.Re * c + z.Im * s, z.Im * c - z.Re * s);
            }
            X[k] = sum.Scaled(1.0 / x.Length);
        }
        return X;
    }

    //: number classes; derived
    public static double[] Magnitudes(Rotor[] x)
    {
        var m = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            var s = new Rotor(0, 0);
            for (int n = 0; n < x.Length; n++) s += x[n] * Rotor.FromPolar(1, -2 * Math.PI * k * n / x.Length);
            m[k] = Math.Sqrt(s.Re * s.Re + s.Im * s.Im);
        }
        return m;
    }

    //: number classes; derived
    public static Phasor[] OfSingles(Phasor[] x)
    {
        var y = new Phasor[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            float re = 0, im = 0;
            for (int n = 0; n < x.Length; n++)
            {
                float c = MathF.Cos(2 * MathF.PI * k * n / x.Length), s = MathF.Sin(2 * MathF.PI * k * n / x.Length);
                re += x[n].X * c - x[n].Y * s;
                im += x[n].X * s + x[n].Y * c;
            }
            y[k] = new Phasor { X = re, Y = im };
        }
        return y;
    }

    //: number classes; derived; small
    public static void InPlace(Rotor[] x)
    {
        int N = x.Length;
        var tr = new double[N];
        var ti = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
            {
                double a = 2 * Math.PI * k * n / N;
                tr[k] += x[n].Re * Math.Cos(a) + x[n].Im * Math.Sin(a);
                ti[k] += x[n].Im * Math.Cos(a) - x[n].Re * Math.Sin(a);
            }
        for (int k = 0; k < N; k++) { x[k].Re = tr[k]; x[k].Im = ti[k]; }
    }

    //: number classes; derived; small
    public static Rotor[] Recursively(Rotor[] x)
    {
        int N = x.Length;
        if (N % 2 != 0 || N == 0)
        {
            var y = new Rotor[N];
            for (int k = 0; k < N; k++)
            {
                y[k] = new Rotor(0, 0);
                for (int n = 0; n < N; n++) y[k] += x[n] * Rotor.FromPolar(1, -2 * Math.PI * n * k / N);
            }
            return y;
        }
        Rotor[] even = new Rotor[N / 2], odd = new Rotor[N / 2], X = new Rotor[N];
        for (int n = 0; n < N / 2; n++) { even[n] = x[2 * n]; odd[n] = x[2 * n + 1]; }
        Rotor[] E = Recursively(even), O = Recursively(odd);
        for (int k = 0; k < N / 2; k++)
        {
            var t = Rotor.FromPolar(1, -2 * Math.PI * k / N) * O[k];
            X[k] = E[k] + t;
            X[k + N / 2] = E[k] + t.Scaled(-1);
        }
        return X;
    }

    //: number classes; refused TWD024
    public static Rotor[] OneObjectForAll(Rotor[] x)
    {
        var y = new Rotor[x.Length];
        var z = new Rotor(0, 0);
        for (int k = 0; k < x.Length; k++)
        {
            y[k] = z;
            for (int n = 0; n < x.Length; n++) y[k].Re += x[n].Re * Math.Cos(2 * Math.PI * k * n / x.Length);
        }
        return y;
    }

    //: number classes; refused TWD047; lengths 80
    public static Rotor[] OneObjectForAllAtLength(Rotor[] x)
    {
        var y = new Rotor[x.Length];
        var z = new Rotor(1, 2);
        for (int k = 0; k < x.Length; k++)
        {
            y[k] = z;
            for (int n = 0; n < x.Length; n++) y[k].Re += x[n].Re * Math.Cos(2 * Math.PI * k * n / x.Length);
        }
        return y;
    }

    //: number classes; refused TWD024; lengths 80
    public static void OneObjectInTwoPlaces(Rotor[] x, Rotor[] y, Rotor[] z)
    {
        for (int k = 0; k < x.Length; k++)
        {
            y[k] = new Rotor(0, 0);
            for (int n = 0; n < x.Length; n++) y[k] += x[n] * Rotor.FromPolar(1, 2 * Math.PI * k * n / x.Length);
            z[x.Length - 1 - k] = y[k];
        }
    }

    //: number classes; refused TWD024
    public static Rotor[] HandedOn(Rotor[] x)
    {
        var y = new Rotor[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            y[k] = x[k];
            for (int n = 1; n < x.Length; n++) if (k > 0) y[k] = y[k] + x[n];
        }
        return y;
    }

    //: number classes; refused TWD024
    public static Rotor[] SomeAreNull(Rotor[] x)
    {
        var y = new Rotor[x.Length];
        for (int k = 1; k < x.Length; k++)
        {
            var s = new Rotor(0, 0);
            for (int n = 0; n < x.Length; n++) s += x[n] * Rotor.FromPolar(1, -2 * Math.PI * k * n / x.Length);
            y[k] = s;
        }
        return y;
    }

    //: number classes; refused TWD024
    public static void OneOfThemChanged(Rotor[] x, Rotor sum)
    {
        for (int k = 0; k < 1; k++)
            for (int n = 0; n < x.Length; n++) sum.Re = x[n].Re + x[0].Re;
    }

    //: number classes; refused TWD024
    public static Counted[] OfCountedObjects(double[] x)
    {
        var y = new Counted[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            double s = 0;
            for (int n = 0; n < x.Length; n++) s += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
            y[k] = new Counted(s, 0);
        }
        return y;
    }

    //: number classes; refused TWD020
    public static Named[] OfObjectsWithMore(double[] x)
    {
        var y = new Named[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            double s = 0;
            for (int n = 0; n < x.Length; n++) s += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
            y[k] = new Named(s, 0);
        }
        return y;
    }

    //: number classes; refused TWD032
    public static Mirrored[] OfObjectsThatDoMore(double[] x)
    {
        var y = new Mirrored[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            double s = 0;
            for (int n = 0; n < x.Length; n++) s += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
            y[k] = new Mirrored(s, 0);
        }
        return y;
    }

    //: number classes; derived
    public static Hidden[] OfPrivateFields(Hidden[] x)
    {
        var y = new Hidden[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            var sum = new Hidden(0, 0);
            for (int n = 0; n < x.Length; n++) sum = sum.Plus(x[n].Times(new Hidden(Math.Cos(2 * Math.PI * k * n / x.Length), Math.Sin(2 * Math.PI * k * n / x.Length))));
            y[k] = sum;
        }
        return y;
    }

    //: number classes; refused TWD020
    public static double[] OfFieldsOutOfReach(Sealed[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++) y[k] += x[n].Sum() * Math.Cos(2 * Math.PI * k * n / x.Length);
        return y;
    }

    //: containers; derived
    public static void OfAccessors(Recording recording)
    {
        int n = recording.Samples.Length;
        var spectrum = new double[n];
        for (int k = 0; k < n; k++)
            for (int t = 0; t < n; t++) spectrum[k] += recording.Samples[t] * Math.Cos(Math.PI * k * (t + 0.5) / n);
        recording.Spectrum = spectrum;
    }

    //: containers; refused TWD020
    public static void OfSetterThatIsPrivate(Recording recording)
    {
        recording.Fill();
    }
}

public class Recording
{
    private double[] samples; private double[] spectrum = new double[0];
    public Recording(double[] samples) { this.samples = samples; }
    public double[] Samples { get { return samples; } }
    public double[] Spectrum { get => spectrum; set { this.spectrum = value; } }
    public double[] Own { get; private set; }
    public void Fill()
    {
        var y = new double[samples.Length];
        for (int k = 0; k < y.Length; k++)
            for (int t = 0; t < y.Length; t++) y[k] += samples[t] * Math.Cos(Math.PI * k * (t + 0.5) / y.Length);
        Own = y;
    }
}

public class Mirrored { public readonly double Re, Im; public Mirrored(double re, double im) { Re = re; Im = -im; } }

public class Sealed { private double re, im; public Sealed(double re, double im) { this.re = re; this.im = im; } public double Sum() => re + im; }

public class Hidden
{
    private double re; private readonly double im;
    public Hidden(double re, double im) { this.re = re; this.im = im; }
    public double Re { get { return re; } set { re = value; } }
    public double Im => im;
    public Hidden Plus(Hidden other) => new Hidden(re + other.re, im + other.im);
    public Hidden Times(Hidden other) => new Hidden(re * other.re - im * other.im, re * other.im + im * other.re);
}
