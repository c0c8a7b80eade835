using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Flow;

/// <summary>A real factor times a value.</summary>
/// <param name="Source">An input, or, less the number of inputs, a sum.</param>
/// <param name="Factor">The id of the factor; the term is zero where it is <see cref="NumberTable.Zero"/>.</param>
internal readonly record struct ScaledTerm(int Source, int Factor);

/// <summary>
/// A linear algorithm as sums of two scaled values, each of inputs and of sums before it. Equal products, up to sign, are taken once.
/// </summary>
internal sealed record ScaledNetwork(int InputCount, IReadOnlyList<(ScaledTerm Left, ScaledTerm Right)> Sums, IReadOnlyList<ScaledTerm> Outputs)
{
    /// <summary>Products with different factors that are no units, of each value.</summary>
    public int Multiplications(NumberTable numbers)
    {
        var products = new HashSet<long>();
        foreach (var (left, right) in Sums)
        {
            Add(left);
            Add(right);
        }

        foreach (var output in Outputs) Add(output);
        return products.Count;

        void Add(ScaledTerm term)
        {
            if (term.Factor == NumberTable.Zero || numbers.IsUnit(term.Factor)) return;
            products.Add(((long)term.Source << 32) | (uint)numbers.Canonical(term.Factor));
        }
    }
}
