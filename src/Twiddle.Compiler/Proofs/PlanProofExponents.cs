using System.Collections.Immutable;
using System.Globalization;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Proofs;

/// <summary>
/// Checks that the passes of a core transform compute Σ_n ω^(±n·k)·z[n], as an identity of polynomials in the digits of n and k.
/// </summary>
/// <remarks>
/// Write n = Σ cᵢ·uᵢ with one digit uᵢ &lt; rᵢ per pass, cᵢ = L/(r₀⋯rᵢ). Pass i sums over uᵢ and brings in a digit vᵢ; between passes, an element's
/// place is a linear form in v₀ … vᵢ₋₁, uᵢ, …, and block and column numbers are linear forms too. The codelet gives the exponent
/// (L/rᵢ)·uᵢ·vᵢ, the twiddle factor TwiddleStep·p·vᵢ. At the end the place is k = Σ kᵢ·vᵢ, and the sum of all exponents must have, modulo L, the
/// coefficient cⱼ·kᵢ at uⱼ·vᵢ, which is that of n·k. Where the passes serve a convolution, L is its length, and that the transform is this convolution is
/// checked first (<see cref="PlanProofConvolutions"/>).
/// </remarks>
internal static class PlanProofExponents
{
    /// <summary>A digit with its weight in an element's place; u digits are numbered 0 …, v digits from the number of passes on.</summary>
    private readonly record struct Digit(int Number, int Range, long Weight);

    public static string? Problem(CoreTransform core, ImmutableArray<RadixCodelet> codelets)
    {
        if (PlanProofConvolutions.Problem(core) is { } problem) return problem;
        var length = core.Transformed.Length;
        var passes = core.Passes;
        if (passes.Aggregate(1L, (product, p) => product * p.Radix) != length) return "the radices do not multiply to the length";

        var place = InitialPlace(passes, length);
        var initial = place;
        var exponents = new long[passes.Length, passes.Length];
        for (var i = 0; i < passes.Length; i++)
        {
            var pass = passes[i];
            if (Mismatch(pass, core.Input, codelets) is { } mismatch) return Say(i, mismatch);
            if (!CoversAll(place, length)) return Say(i, "two elements share a place");
            if (place.First(d => d.Number == i).Weight != pass.Source.Lane) return Say(i, "the operands are not those of one transform");

            // Digits of k found so far number the columns, digits of n still to be summed over the blocks.
            var columns = Part(place, d => d.Number >= passes.Length, pass.Source.Column);
            var blocks = Part(place, d => d.Number > i && d.Number < passes.Length, pass.Source.Block);
            if (columns is null || !CoversAll(columns, pass.Columns)) return Say(i, "the columns do not cover all elements");
            if (blocks is null || !CoversAll(blocks, pass.Blocks)) return Say(i, "the blocks do not cover all elements");

            exponents[i, i] += length / pass.Radix;
            foreach (var digit in blocks) exponents[digit.Number, i] += pass.TwiddleStep * digit.Weight;
            place = columns.Select(d => d with { Weight = d.Weight * pass.Target.Column })
                .Concat(blocks.Select(d => d with { Weight = d.Weight * pass.Target.Block }))
                .Append(new(passes.Length + i, pass.Radix, pass.Target.Lane))
                .ToList();
        }

        if (!CoversAll(place, length)) return "two results share a place";
        return Compare(initial, place, exponents, length);
    }

    private static List<Digit> InitialPlace(ImmutableArray<Pass> passes, int length)
    {
        var place = new List<Digit>();
        long weight = length;
        for (var i = 0; i < passes.Length; i++) place.Add(new(i, passes[i].Radix, weight /= passes[i].Radix));
        return place;
    }

    private static string? Mismatch(Pass pass, CoreInput core, ImmutableArray<RadixCodelet> codelets)
    {
        var codelet = codelets[pass.Codelet];
        if (codelet.Radix != pass.Radix) return "the codelet has another radix";
        return codelet.Sign == core.Sign ? null : "the codelet runs in the other direction";
    }

    /// <summary>The digits that make up a block or column number, weighted for it; null where its step does not divide a weight.</summary>
    private static List<Digit>? Part(List<Digit> place, Func<Digit, bool> isPart, int step)
    {
        var part = place.Where(isPart).ToList();
        if (part.Any(d => step == 0 || d.Weight % step != 0)) return null;
        return part.Select(d => d with { Weight = d.Weight / step }).ToList();
    }

    /// <summary>Whether the form takes each of the values 0 … count − 1 once: sorted, each weight is the product of the ranges before.</summary>
    private static bool CoversAll(List<Digit> form, int count)
    {
        long product = 1;
        foreach (var digit in form.OrderBy(d => d.Weight))
        {
            if (digit.Weight != product) return false;
            product *= digit.Range;
        }

        return product == count;
    }

    private static string? Compare(List<Digit> n, List<Digit> k, long[,] exponents, int length)
    {
        foreach (var u in n)
        {
            foreach (var v in k)
            {
                var pass = v.Number - n.Count;
                if ((u.Weight * v.Weight - exponents[u.Number, pass]) % length != 0) return Say(pass, "the exponents do not compose to n·k");
            }
        }

        return null;
    }

    private static string Say(int pass, string problem) => $"pass {(pass + 1).ToString(CultureInfo.InvariantCulture)}: {problem}";
}
