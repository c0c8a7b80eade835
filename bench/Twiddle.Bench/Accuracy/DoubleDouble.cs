namespace Twiddle.Bench.Accuracy;

/// <summary>
/// A number as the unevaluated sum of two doubles, about 106 bits: Hi is the sum rounded, Lo what that leaves out. (Dekker 1971; Hida, Li and
/// Bailey 2001.)
/// </summary>
internal readonly record struct DoubleDouble(double Hi, double Lo)
{
    public static readonly DoubleDouble Zero = new(0, 0);
    public static readonly DoubleDouble One = new(1, 0);

    /// <summary>π: the double nearest to it, and the double nearest to the rest.</summary>
    public static readonly DoubleDouble Pi = new(Math.PI, 1.2246467991473532e-16);

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.Hi, -a.Lo);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var (s, e) = Sum(a.Hi, b.Hi);
        var (t, f) = Sum(a.Lo, b.Lo);
        (s, e) = Ordered(s, e + t);
        return Normal(s, e + f);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var p = a.Hi * b.Hi;
        var e = Math.FusedMultiplyAdd(a.Hi, b.Hi, -p);
        return Normal(p, e + (a.Hi * b.Lo + a.Lo * b.Hi));
    }

    /// <summary>By Newton's step, for divisors that are doubles.</summary>
    public static DoubleDouble operator /(DoubleDouble a, double b)
    {
        var quotient = a.Hi / b;
        var p = quotient * b;
        var e = Math.FusedMultiplyAdd(quotient, b, -p);
        return Normal(quotient, (a.Hi - p - e + a.Lo) / b);
    }

    public static explicit operator double(DoubleDouble value) => value.Hi + value.Lo;

    /// <summary>The sum of any two doubles and its rounding error, exactly.</summary>
    private static (double Sum, double Error) Sum(double a, double b)
    {
        var s = a + b;
        var part = s - a;
        return (s, (a - (s - part)) + (b - part));
    }

    /// <summary>The same, where the first is not smaller than the second.</summary>
    private static (double Sum, double Error) Ordered(double a, double b)
    {
        var s = a + b;
        return (s, b - (s - a));
    }

    private static DoubleDouble Normal(double a, double b)
    {
        var (s, e) = Ordered(a, b);
        return new(s, e);
    }
}
