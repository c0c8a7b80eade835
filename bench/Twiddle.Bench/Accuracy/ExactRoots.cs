namespace Twiddle.Bench.Accuracy;

/// <summary>The roots of unity e^(2πi·k/order) for k from 0 to order − 1, as cosines and sines of about 31 digits.</summary>
internal sealed class ExactRoots
{
    private readonly DoubleDouble[] cosines;
    private readonly DoubleDouble[] sines;

    public ExactRoots(int order)
    {
        Order = order;
        cosines = new DoubleDouble[order];
        sines = new DoubleDouble[order];
        for (var k = 0; k < order; k++) (cosines[k], sines[k]) = Root(k, order);
    }

    public int Order { get; }

    public DoubleDouble Cos(long k) => cosines[(int)(k % Order)];

    public DoubleDouble Sin(long k) => sines[(int)(k % Order)];

    /// <summary>The fraction of a turn is reduced exactly, by quarters, to at most an eighth on either side of zero; then Taylor's series.</summary>
    private static (DoubleDouble Cos, DoubleDouble Sin) Root(long k, long order)
    {
        // The nearest quarter, and what is left: k/order = quarter/4 + rest/(4·order).
        var quarter = (8 * k + order) / (2 * order);
        var rest = 4 * k - quarter * order;
        var (c, s) = Series(DoubleDouble.Pi * rest / (2.0 * order));
        return (quarter % 4) switch
        {
            0 => (c, s),
            1 => (-s, c),
            2 => (-c, -s),
            _ => (s, -c),
        };
    }

    private static (DoubleDouble Cos, DoubleDouble Sin) Series(DoubleDouble angle)
    {
        // (π/4)³⁰/30! is below 10⁻³⁵.
        const int Terms = 30;
        var (cos, sin, term) = (DoubleDouble.Zero, DoubleDouble.Zero, DoubleDouble.One);
        for (var i = 0; i < Terms; i++)
        {
            var signed = i % 4 < 2 ? term : -term;
            if (i % 2 == 0) cos += signed;
            else sin += signed;
            term = term * angle / (i + 1);
        }

        return (cos, sin);
    }
}
