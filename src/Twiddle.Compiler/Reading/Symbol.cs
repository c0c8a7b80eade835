namespace Twiddle.Compiler.Reading;

/// <summary>
/// An integer that is not known while reading: the counter 0 ≤ s &lt; Count of a summarised loop, or the quotient of a division by a constant.
/// </summary>
internal sealed class Symbol(int id, long count, bool isQuotient = false) : IComparable<Symbol>
{
    public int Id { get; } = id;

    /// <summary>The symbol takes the values 0 … Count − 1.</summary>
    public long Count { get; } = count;

    /// <summary>Whether it is a quotient, which depends on other symbols: such a symbol may not outlive the expression it arose in.</summary>
    public bool IsQuotient { get; } = isQuotient;

    public int CompareTo(Symbol? other) => other is null ? 1 : Id.CompareTo(other.Id);
}
