using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Reading;

/// <summary>Where a row's value goes: the element and component, and for non-linear ends the number of the value under them.</summary>
internal readonly record struct RowPlace(int Buffer, int Element, int Component, int Leaf);

/// <summary>Rows as complex values.</summary>
/// <param name="Rows">The complex forms.</param>
/// <param name="Number">The value number of the real (or imaginary) part of what was added as row i.</param>
/// <param name="IsInterleaved">Whether neighbours in one real buffer were paired, which is a guess.</param>
internal sealed record RowPairing(ImmutableArray<Form> Rows, Func<int, bool, int> Number, bool IsInterleaved);

/// <summary>The linear values that a transform's outputs are made of.</summary>
internal sealed class OutputRows
{
    private readonly List<(Form Form, bool IsComplex, RowPlace Place)> rows = [];

    public IEnumerable<Form> Forms => rows.Select(r => r.Form);

    public int Add(Form form, bool isComplex, RowPlace place)
    {
        rows.Add((form, isComplex, place));
        return rows.Count - 1;
    }

    /// <summary>The ways in which all rows are parts of complex values, likeliest first.</summary>
    public IEnumerable<RowPairing> Pairings()
    {
        if (rows.Count == 0) yield break;
        if (Pair(SameElement, isInterleaved: false) is { } sameElement) yield return sameElement;
        if (rows.Any(r => r.Place.Leaf > 0) && Pair(LeafBefore, isInterleaved: false) is { } turned) yield return turned;
        if (Pair(NextBuffer, isInterleaved: false) is { } nextBuffer) yield return nextBuffer;
        if (Pair(NextElement, isInterleaved: true) is { } nextElement) yield return nextElement;
    }

    /// <summary>All rows as real values, complex ones split in two.</summary>
    public (ImmutableArray<Form> Rows, Func<int, bool, int> Number) AsReal()
    {
        var forms = ImmutableArray.CreateBuilder<Form>();
        var starts = new int[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            starts[i] = forms.Count;
            forms.Add(rows[i].IsComplex ? rows[i].Form.RealPart() : rows[i].Form);
            if (rows[i].IsComplex) forms.Add(rows[i].Form.ImaginaryPart());
        }

        return (forms.ToImmutable(), (row, isImaginary) => starts[row] + (isImaginary ? 1 : 0));
    }

    /// <summary>The place of the imaginary part, for the place of a real part; the same for a place of another kind.</summary>
    private delegate RowPlace? Partner(RowPlace place);

    private static RowPlace? SameElement(RowPlace place) =>
        place is { Component: 0, Leaf: 0 } ? null : place.Leaf == 1 ? place with { Leaf = 0 } : place with { Component = place.Component - 1 };

    /// <summary>Of the two numbers under a non-linear end either may be the real part: <c>Atan2(im, re)</c> begins with the imaginary one.</summary>
    private static RowPlace? LeafBefore(RowPlace place) => place.Leaf == 0 ? place with { Leaf = 1 } : null;

    private static RowPlace? NextBuffer(RowPlace place) => place.Buffer % 2 == 1 ? place with { Buffer = place.Buffer - 1 } : null;

    private static RowPlace? NextElement(RowPlace place) => place.Element % 2 == 1 ? place with { Element = place.Element - 1 } : null;

    private RowPairing? Pair(Partner partnerOf, bool isInterleaved)
    {
        var indices = new Dictionary<RowPlace, int>();
        for (var i = 0; i < rows.Count; i++) indices[rows[i].Place] = i;
        var forms = ImmutableArray.CreateBuilder<Form>();
        var numbers = new (int Row, bool IsImaginary)[rows.Count];
        var paired = new HashSet<int>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].IsComplex)
            {
                numbers[i] = (forms.Count, false);
                forms.Add(rows[i].Form);
                continue;
            }

            if (partnerOf(rows[i].Place) is not { } place || !indices.TryGetValue(place, out var real) || rows[real].IsComplex || paired.Contains(real)) continue;
            paired.Add(real);
            paired.Add(i);
            numbers[real] = (forms.Count, false);
            numbers[i] = (forms.Count, true);
            forms.Add(rows[real].Form + rows[i].Form.Scale(Cyclotomic.ImaginaryOne));
        }

        if (rows.Where((row, i) => !row.IsComplex && !paired.Contains(i)).Any()) return null;
        return new(forms.ToImmutable(), (row, isImaginary) => (2 * numbers[row].Row) + (numbers[row].IsImaginary || isImaginary ? 1 : 0), isInterleaved);
    }
}
