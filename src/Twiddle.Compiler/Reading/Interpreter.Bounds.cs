using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <remarks>
/// Exact numbers grow: <c>v *= v</c> doubles the digits of v each time. These bounds keep every step of reading short; no transform comes near them.
/// </remarks>
internal sealed partial class Interpreter
{
    private const int MaximumRoots = 2048;

    /// <summary>All roots of unity that occur are powers of one whose order is at most this: 16 times the longest length.</summary>
    private static readonly BigInteger MaximumOrder = 1 << 24;

    private static readonly BigInteger LargestNumber = BigInteger.Pow(2, 4096);

    private long order = 1;

    /// <summary>Notes the roots of unity that an angle brings in.</summary>
    private Polynomial OnGrid(Polynomial turns, SourceSpan span)
    {
        foreach (var (_, coefficient) in turns.Terms)
            if (coefficient.SmallDenominator == 0 || order % coefficient.SmallDenominator != 0) NoteOrder(coefficient.Denominator, span);
        return turns;
    }

    private void NoteOrder(BigInteger denominator, SourceSpan span)
    {
        var common = denominator / BigInteger.GreatestCommonDivisor(order, denominator) * order;
        if (common <= MaximumOrder) order = (long)common;
        else throw Refuse(RefusalKind.OffGrid, "The angles of '{0}' and others are no multiples of one fraction of a turn that is large enough", span);
    }

    /// <summary>A number of bearable length: only the first coefficient is looked at, for all grow together where they grow without end.</summary>
    private static Form Bounded(Form form, SourceSpan span)
    {
        if (form.LatestTerms.IsEmpty) return form;
        var terms = form.LatestTerms[0].Coefficient.Terms;
        if (terms.Length > MaximumRoots) throw Refuse(RefusalKind.OffGrid, "'{0}' is a number of too many terms to be taken exactly", span);
        if (terms.IsEmpty) return form;
        var coefficient = terms[0].Coefficient;
        return coefficient.IsSmall || BigInteger.Abs(coefficient.Numerator) < LargestNumber && coefficient.Denominator < LargestNumber
            ? form
            : throw Refuse(RefusalKind.OffGrid, "'{0}' is a number of too many digits to be taken exactly", span);
    }
}
