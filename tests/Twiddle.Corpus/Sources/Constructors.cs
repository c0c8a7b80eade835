/// <summary>A transform whose cosines its constructor computes.</summary>
public partial class CosineTransform
{
    private readonly int size;
    private readonly double[,] cosines;

    public CosineTransform(int size)
    {
        this.size = size;
        cosines = new double[size, size];
        for (int k = 0; k < size; k++)
            for (int n = 0; n < size; n++)
                cosines[k, n] = Weight(k) * Math.Cos((2 * n + 1) * k * Math.PI / (2.0 * size));
    }

    private double Weight(int k) => k == 0 ? Math.Sqrt(1.0 / size) : Math.Sqrt(2.0 / size);

    //: tables of constructors; derived; lengths 4 8 12; small
    public double[] ForwardByTable(double[] x)
    {
        var y = new double[size];
        for (int k = 0; k < size; k++)
            for (int n = 0; n < size; n++)
                y[k] += cosines[k, n] * x[n];
        return y;
    }

    //: tables of constructors; derived; lengths 4 8 12; small
    public void BackwardByTable(double[] y, double[] x)
    {
        for (int n = 0; n < size; n++)
        {
            x[n] = 0;
            for (int k = 0; k < size; k++)
                x[n] += cosines[k, n] * y[k];
        }
    }
}

/// <summary>A spectrum analyser with everything in fields.</summary>
public partial class Analyser
{
    private readonly double[] window;
    private readonly Complex[] roots;

    public Analyser(int length)
    {
        Length = length;
        window = new double[length];
        roots = new Complex[length];
        Prepare();
    }

    public int Length { get; }

    private void Prepare()
    {
        for (int n = 0; n < Length; n++)
        {
            window[n] = 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / Length);
            roots[n] = Complex.FromPolarCoordinates(1, -2 * Math.PI * n / Length);
        }
    }

    //: tables of constructors; derived; lengths 4 8 12; large 128
    public Complex[] WindowedByTables(double[] x)
    {
        var y = new Complex[Length];
        for (int k = 0; k < Length; k++)
            for (int n = 0; n < Length; n++)
                y[k] += x[n] * window[n] * roots[k * n % Length];
        return y;
    }
}

/// <summary>A window that anybody may change.</summary>
public partial class LooseAnalyser
{
    private readonly double[] window;

    public LooseAnalyser(int length)
    {
        Length = length;
        window = new double[length];
        for (int n = 0; n < length; n++) window[n] = 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / length);
    }

    public int Length { get; }

    public void Flatten() => Array.Fill(window, 1.0);

    //: tables of constructors; refused TWD021 at x[n] * window[n]; lengths 8
    public double[] WindowThatChanges(double[] x)
    {
        var y = new double[Length];
        for (int k = 0; k < Length; k++)
            for (int n = 0; n < Length; n++)
                y[k] += x[n] * window[n] * Math.Cos(2 * Math.PI * k * n / Length);
        return y;
    }
}
