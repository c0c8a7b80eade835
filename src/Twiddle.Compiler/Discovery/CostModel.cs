namespace Twiddle.Compiler.Discovery;

/// <summary>What discovery minimises: a weighted count of operations, ties going to fewer additions.</summary>
/// <param name="AdditionWeight">The price of an addition or subtraction.</param>
/// <param name="MultiplicationWeight">The price of a multiplication by a constant.</param>
/// <param name="TradesMultiplications">Whether rules that save multiplications at the price of additions (Karatsuba, Gauss) are worth trying.</param>
public sealed record CostModel(int AdditionWeight, int MultiplicationWeight, bool TradesMultiplications)
{
    /// <summary>Additions and multiplications alike.</summary>
    public static CostModel Flops { get; } = new(1, 1, TradesMultiplications: true);

    /// <summary>
    /// Hardware with fused multiply-add: values are kept as scale·core, a multiplication only changes the scale, and the addition of scaled
    /// values is one instruction; so additions count, and multiplications only decide between equals.
    /// </summary>
    public static CostModel FusedMultiplyAdd { get; } = new(64, 1, TradesMultiplications: false);

    internal long Total(Cost cost) => (long)AdditionWeight * cost.Additions + (long)MultiplicationWeight * cost.Multiplications;

    internal bool IsLess(Cost a, Cost b)
    {
        var (x, y) = (Total(a), Total(b));
        return x != y ? x < y : a.Additions < b.Additions;
    }
}

/// <summary>Real operations of a straight-line program.</summary>
internal readonly record struct Cost(int Additions, int Multiplications)
{
    public int Flops => Additions + Multiplications;

    public static Cost operator +(Cost a, Cost b) => new(a.Additions + b.Additions, a.Multiplications + b.Multiplications);
}
