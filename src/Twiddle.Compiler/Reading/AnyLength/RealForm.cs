using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading.AnyLength;

/// <summary>
/// y[k] = Σ Re(c·N^(−HalfPowers/2)·e^(2πi·θ[j, k])·x[j]), θ the angles of a kernel, for every number of points N. The factor c is <see cref="Scale"/>, but for the rows
/// and columns at the ends that have factors of their own.
/// </summary>
/// <param name="Kernel">The angles.</param>
/// <param name="HalfPowers">0, 1 or 2.</param>
/// <param name="Scale">A factor: real for cosines, imaginary for sines.</param>
public sealed record RealForm(RealKernel Kernel, int HalfPowers, Cyclotomic Scale)
{
    /// <summary>The factor of the first row, where it is another; where there is only one row, too.</summary>
    public Cyclotomic? FirstRow { get; init; }

    public Cyclotomic? LastRow { get; init; }

    public Cyclotomic? FirstColumn { get; init; }

    public Cyclotomic? LastColumn { get; init; }

    /// <summary>The terms of the form for one size.</summary>
    internal IEnumerable<HarmonicTerm> Terms(int size)
    {
        var points = RealKernels.Points(Kernel, size);
        var power = HalfPowers switch
        {
            0 => Cyclotomic.One,
            1 => Cyclotomic.SquareRoot(new Rational(1, points)) ?? throw new InvalidOperationException("No exact root of " + points),
            _ => Cyclotomic.FromRational(new Rational(1, points)),
        };
        return from row in Parts(RealKernels.Outputs(Kernel, size), FirstRow, LastRow)
               from column in Parts(RealKernels.Inputs(Kernel, size), FirstColumn, LastColumn)
               select Term(points, column.Range, row.Range, (row.Factor ?? column.Factor ?? Scale) * power);
    }

    /// <summary>One term on a rectangle.</summary>
    internal HarmonicTerm Term(int points, IndexRange columns, IndexRange rows, Cyclotomic factor)
    {
        var turns = RealKernels.Turns(Kernel, points);
        return new(0, false, columns, 0, rows, factor * Cyclotomic.Root(turns.Constant), turns.Bilinear, turns.Input, turns.Output);
    }

    private static IEnumerable<(IndexRange Range, Cyclotomic? Factor)> Parts(int count, Cyclotomic? first, Cyclotomic? last)
    {
        var (start, end) = (first is null ? 0 : 1, last is null ? count : Math.Max(count - 1, first is null ? 0 : 1));
        if (first is not null) yield return (new(0, 1), first);
        if (end > start) yield return (new(start, end), null);
        if (last is not null && count > end) yield return (new(end, count), last);
    }
}
