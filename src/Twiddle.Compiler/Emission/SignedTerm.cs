namespace Twiddle.Compiler.Emission;

/// <summary>A term of a sum: a value or product, added or subtracted.</summary>
internal readonly record struct SignedTerm(bool IsNegative, string Text)
{
    public SignedTerm Negate() => this with { IsNegative = !IsNegative };

    /// <summary>The product with a factor given as text, which may have a minus sign in front.</summary>
    public SignedTerm Times(string factor) => factor[0] == '-'
        ? new(!IsNegative, $"{factor.Substring(1)} * {Text}")
        : this with { Text = $"{factor} * {Text}" };

    /// <summary>The sum as an expression; positive terms first where that saves a sign.</summary>
    public static string Sum(IEnumerable<SignedTerm> terms, string zero)
    {
        var ordered = terms.OrderBy(t => t.IsNegative).ToList();
        if (ordered.Count == 0) return zero;
        var sum = (ordered[0].IsNegative ? "-" : "") + ordered[0].Text;
        return ordered.Skip(1).Aggregate(sum, (s, t) => s + (t.IsNegative ? " - " : " + ") + t.Text);
    }
}
