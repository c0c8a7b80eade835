using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>The part of an array from outside that a method works on, from a start on that arguments tell.</summary>
/// <param name="starts">Where it starts, for each dimension of the array, but for a constant.</param>
/// <param name="rowStep">The parameter that says how far apart rows are, in an array of one dimension; −1 for all others.</param>
/// <param name="origin">The constants: the first index from the start, for each dimension of the window.</param>
/// <param name="store">The elements.</param>
internal sealed class Window(EquatableArray<EquatableArray<WindowTerm>> starts, int rowStep, ImmutableArray<long> origin, ArrayStore store)
{
    private readonly long[] least = Enumerable.Repeat(long.MaxValue, origin.Length).ToArray();
    private readonly long[] greatest = Enumerable.Repeat(long.MinValue, origin.Length).ToArray();

    public ArrayStore Store { get; } = store;

    /// <summary>The first index that was looked at, for each dimension.</summary>
    public ImmutableArray<long> Least => least.ToImmutableArray();

    /// <summary>The numbers of indices from the first to the last that were looked at.</summary>
    public ImmutableArray<int> Sizes => greatest.Zip(least, (last, first) => first > last ? 0 : (int)(last - first + 1)).ToImmutableArray();

    public bool IsAt(EquatableArray<EquatableArray<WindowTerm>> otherStarts, int otherRowStep) => starts == otherStarts && rowStep == otherRowStep;

    /// <summary>The number of an element; null where the index may be outside of the room that there is.</summary>
    /// <param name="indices">Its index, for each dimension.</param>
    /// <param name="bounds">The bounds of what is known; null where nothing is yet.</param>
    public Polynomial? ElementAt(IReadOnlyList<Polynomial> indices, Func<Polynomial, (Rational Least, Rational Greatest)>? bounds)
    {
        var element = Polynomial.Zero;
        for (var d = 0; d < indices.Count; d++)
        {
            var place = indices[d] - Polynomial.Constant(origin[d]);
            if (bounds is not null)
            {
                var (first, last) = bounds(place);
                if (first.Sign < 0 || last >= Store.Dimensions[d]) return null;
                least[d] = Math.Min(least[d], (long)first.Floor() + origin[d]);
                greatest[d] = Math.Max(greatest[d], (long)last.Floor() + origin[d]);
            }

            element = element * (Rational)Store.Dimensions[d] + place;
        }

        return element;
    }

    /// <summary>The window as the generated code is to look at it; null where something before the array's first element is part of it.</summary>
    public BufferWindow? ForEmission()
    {
        if (starts.Zip(origin.Skip(rowStep < 0 ? 0 : 1), (terms, constant) => terms.Count == 0 && constant < 0).Any(isBefore => isBefore)) return null;
        if (rowStep < 0) return new(starts.Zip(origin, (terms, constant) => new WindowStart(terms, constant)).ToEquatableArray(), rowStep);
        if (origin[0] < 0) return null;
        var terms = origin[0] == 0 ? starts[0] : starts[0].Append(new WindowTerm(ImmutableArray.Create(rowStep), origin[0])).ToEquatableArray();
        return new(ImmutableArray.Create(new WindowStart(terms, origin[1])), rowStep);
    }

    /// <summary>Whether an index of the window is at least as large as a sum of such terms (none negative) and a number.</summary>
    public bool Reaches(EquatableArray<OffsetTerm> terms, Rational number) =>
        number <= greatest.Max() + 1 && starts.Any(start => terms.All(term => IsPartOf(term, start)));

    private bool IsPartOf(OffsetTerm term, EquatableArray<WindowTerm> start)
    {
        var factor = term.Factor.ConstantTerm;
        if (term.Parameters is [var only] && only == rowStep && factor <= greatest[0] + 1) return true;
        return start.Any(t => factor <= t.Factor && term.Parameters.All(p => t.Parameters.Contains(p)));
    }
}
