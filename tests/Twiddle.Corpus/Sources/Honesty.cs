/// <summary>Code that does not compute what its name says, and code whose result is not what was meant.</summary>
public static class Honesty
{
    //: honesty; derived; note TWD040
    public static Complex[] InverseDft(Complex[] x)
    {
        var y = new Complex[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += Complex.Conjugate(x[n]) * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
        return y;
    }

    //: honesty; derived; note TWD040; small
    public static Complex[] ScaledInputDiscardedSum(Complex[] x)
    {
        var y = new Complex[x.Length];
        for (int k = 0; k < x.Length; k++)
        {
            Complex sum = 0;
            for (int n = 0; n < x.Length; n++) sum += x[n] * Complex.Exp(new Complex(0, -2 * Math.PI * k * n / x.Length));
            y[k] = x[k] / x.Length;
        }
        return y;
    }

    //: honesty; derived; note TWD042
    public static Complex[] IntegerReciprocal(Complex[] x)
    {
        int N = x.Length;
        var y = new Complex[N];
        for (int k = 0; k < N; k++)
        {
            for (int n = 0; n < N; n++) y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / N);
            y[k] += x[k] * (1 / N);
        }
        return y;
    }

    //: honesty; derived; note TWD042; lengths 4 6 8; small
    public static double[] IntegerAngle(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
                y[k] += x[n] * Math.Cos(Math.PI * (k * n / N));
        return y;
    }

    //: honesty; derived; note TWD042; lengths 4 6 8
    public static double[] HalfSampleLost(double[] x)
    {
        int N = x.Length;
        var y = new double[N];
        for (int k = 0; k < N; k++)
            for (int n = 0; n < N; n++)
                y[k] += x[n] * Math.Cos(Math.PI * (n + 1 / 2) * k / N);
        return y;
    }

    //: honesty; refused TWD023 at x[n]
    public static void OverwrittenWhileRead(double[] x)
    {
        for (int k = 0; k < x.Length; k++)
        {
            double sum = 0;
            for (int n = 0; n < x.Length; n++) sum += x[n] * Math.Cos(2 * Math.PI * k * n / x.Length);
            x[k] = sum;
        }
    }

    //: honesty; refused TWD030 at k * n; lengths 65536
    public static Complex[] ProductOverflows(Complex[] x)
    {
        var y = new Complex[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * (k * n) / x.Length);
        return y;
    }

    //: honesty; refused TWD043 at Math.Cos(2 * 3.14 * k * n / x.Length)
    public static double[] PiAsThreeFourteen(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(2 * 3.14 * k * n / x.Length);
        return y;
    }

    //: honesty; refused TWD043
    public static double[] PiAsConstant(double[] x)
    {
        const double pi = 3.14159;
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * Math.Cos(2 * pi * k * n / x.Length);
        return y;
    }

    //: honesty; derived; note TWD045
    public static double[] SingleTwiddlesInDoubleCode(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
                y[k] += x[n] * (float)Math.Cos(2 * Math.PI * k * n / x.Length);
        return y;
    }

    //: honesty; derived; note TWD045
    public static double[] SingleAngleInDoubleCode(double[] x)
    {
        var y = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length; n++)
            {
                float angle = (float)(2 * Math.PI * k * n / x.Length);
                y[k] += x[n] * Math.Cos(angle);
            }
        return y;
    }

    //: honesty; derived; note TWD040
    public static Complex[] LooksFastIsNot(Complex[] x)
    {
        var y = new Complex[x.Length];
        for (int k = 0; k < x.Length; k++)
            for (int n = 0; n < x.Length - 1; n++)
                y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
        return y;
    }
}
