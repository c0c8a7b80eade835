using System.Globalization;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission;

/// <summary>
/// The value of a sum at one index: each element of a transformed vector once, times numbers that are known. At the ends of a spectrum of real data, most of them are 0 and 1.
/// </summary>
internal static class SingleOutput
{
    /// <summary>Numbers of roots of higher order are left to tables: whether they are 0 or 1 takes long to decide.</summary>
    private const int LargestOrder = 240;

    /// <summary>An element of a transformed vector.</summary>
    public readonly record struct Element(int Core, int Index);

    /// <summary>Whether factors depend on the index, and are simple at this one.</summary>
    public static bool IsSimple(IReadOnlyList<CoreUse> uses, int t) =>
        uses.Any(u => !u.Factor.IsConstant) && HasShortFactors(uses, t);

    public static bool HasShortFactors(IEnumerable<CoreUse> uses, int t) => uses.All(u => u.Factor.At(t).Order <= LargestOrder);

    public static Element Of(CoreUse use, int t, PassPlan plan) => new(use.Core, (int)(((long)use.Stride * t + use.Offset) % plan.Cores[use.Core].Input.Length));

    /// <summary>The terms of the sum; element number i of the list is in the locals <c>g{i}r</c> and <c>g{i}i</c>.</summary>
    public static ComplexTerms Terms(IEnumerable<CoreUse> uses, int t, PassPlan plan, List<Element> elements, Arithmetic arithmetic)
    {
        var total = ComplexTerms.Empty;
        foreach (var group in uses.GroupBy(u => Of(u, t, plan)))
        {
            // (p + iq)·(re + i·im), and (p + iq)·(re − i·im) of a conjugate.
            var (direct, mirrored) = (Sum(group.Where(u => !u.Conjugates)), Sum(group.Where(u => u.Conjugates)));
            var (p, q) = (direct.RealPart() + mirrored.RealPart(), direct.ImaginaryPart() + mirrored.ImaginaryPart());
            var (r, s) = (mirrored.ImaginaryPart() - direct.ImaginaryPart(), direct.RealPart() - mirrored.RealPart());
            var name = "g" + elements.IndexOf(group.Key).ToString(CultureInfo.InvariantCulture);
            total = total.Plus(new([.. Product(p, name + "r"), .. Product(r, name + "i")], [.. Product(q, name + "r"), .. Product(s, name + "i")]));
        }

        return total;

        Cyclotomic Sum(IEnumerable<CoreUse> of) => of.Aggregate(Cyclotomic.Zero, (sum, use) => sum + use.Factor.At(t));

        IEnumerable<SignedTerm> Product(Cyclotomic number, string local)
        {
            if (number.IsZero()) yield break;
            var term = new SignedTerm(false, local);
            if (number.SameAs(Cyclotomic.One)) yield return term;
            else if (number.SameAs(-Cyclotomic.One)) yield return term.Negate();
            else yield return term.Times(arithmetic.Literal(number));
        }
    }
}
