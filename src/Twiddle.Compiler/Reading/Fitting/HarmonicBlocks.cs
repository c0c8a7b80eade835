using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading.Fitting;

/// <summary>
/// Writes a matrix that is known entry by entry as sums of harmonics: the same ones everywhere but in a few rows and columns, which have their own (the scaled first row of a
/// cosine transform). Every entry is compared.
/// </summary>
/// <param name="at">The entries.</param>
/// <param name="rowCount">How many rows there are.</param>
/// <param name="columnCount">How many columns there are.</param>
/// <param name="cancellation">Honoured at every row.</param>
internal sealed class HarmonicBlocks(Func<int, int, Cyclotomic> at, int rowCount, int columnCount, CancellationToken cancellation)
{
    private const int MostExceptions = 4;

    /// <summary>The blocks, each of rows in a range; null where the matrix is no such sum. Zero parts have none.</summary>
    public List<HarmonicBlock>? Find(out List<int> specialRows)
    {
        specialRows = [];
        if (new HarmonicGuess(at, rowCount, columnCount).Make() is not { } harmonics || HarmonicSum.Of(harmonics) is not { } sum) return null;
        if (Exceptions(sum) is not var (rows, columns)) return null;
        specialRows = rows;
        var blocks = new List<HarmonicBlock>();
        var ordinary = Between(rowCount, rows).ToList();
        foreach (var range in ordinary)
            foreach (var part in Between(columnCount, columns)) blocks.Add(new(range, part, harmonics.ToImmutableArray()));
        foreach (var column in columns)
            foreach (var range in ordinary)
                if (!AddColumn(blocks, range, column)) return null;
        foreach (var row in rows)
            if (!AddRow(blocks, row)) return null;
        return blocks;
    }

    /// <summary>The rows and columns in which entries are something else; null where there are too many.</summary>
    private (List<int> Rows, List<int> Columns)? Exceptions(HarmonicSum sum)
    {
        var wrong = new List<(int Row, int Column)>();
        for (var k = 0; k < rowCount; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = 0; j < columnCount; j++)
                if (!sum.IsAt(k, j, at(k, j))) wrong.Add((k, j));
            if (wrong.Count > MostExceptions * (rowCount + columnCount)) return null;
        }

        var rows = wrong.GroupBy(w => w.Row).Where(g => g.Count() > columnCount / 2).Select(g => g.Key).ToList();
        var columns = wrong.Where(w => !rows.Contains(w.Row)).Select(w => w.Column).Distinct().OrderBy(j => j).ToList();
        return rows.Count > MostExceptions || columns.Count > MostExceptions ? null : (rows, columns);
    }

    private bool AddColumn(List<HarmonicBlock> blocks, IndexRange rows, int column)
    {
        Cyclotomic Entry(int k, int _) => at(rows.Start + k, column);
        if (Enumerable.Range(0, rows.Count).All(k => Entry(k, 0).IsZero())) return true;
        if (new HarmonicGuess(Entry, rows.Count, 1).Make() is not { } harmonics || HarmonicSum.Of(harmonics) is not { } sum) return false;
        if (!Enumerable.Range(0, rows.Count).All(k => sum.IsAt(k, 0, Entry(k, 0)))) return false;
        // The numbers of rows are counted from the first of the range.
        var counted = harmonics.Select(h => h with { Phase = (h.Phase - h.OutputPhase * rows.Start).Fraction() });
        blocks.Add(new(rows, new IndexRange(column, column + 1), counted.ToImmutableArray()));
        return true;
    }

    private bool AddRow(List<HarmonicBlock> blocks, int row)
    {
        Cyclotomic Entry(int _, int j) => at(row, j);
        var range = new IndexRange(row, row + 1);
        if (Enumerable.Range(0, columnCount).All(j => Entry(0, j).IsZero())) return true;
        var harmonics = new HarmonicGuess(Entry, 1, columnCount).Make();
        var sum = harmonics is null ? null : HarmonicSum.Of(harmonics);
        var others = Enumerable.Range(0, columnCount).Where(j => sum is null || !sum.IsAt(0, j, Entry(0, j))).ToList();
        if (others.Count > MostExceptions) return false;
        if (harmonics is not null)
            foreach (var part in Between(columnCount, others)) blocks.Add(new(range, part, harmonics.ToImmutableArray()));
        foreach (var column in others)
        {
            var terms = Entry(0, column).Terms.Select(t => new Harmonic(t.Coefficient, Rational.Zero, Rational.Zero, Rational.Zero, t.Turns)).ToImmutableArray();
            if (!terms.IsEmpty) blocks.Add(new(range, new IndexRange(column, column + 1), terms));
        }

        return true;
    }

    /// <summary>The ranges between exceptions.</summary>
    public static IEnumerable<IndexRange> Between(int count, IEnumerable<int> exceptions)
    {
        var start = 0;
        foreach (var exception in exceptions.OrderBy(e => e))
        {
            if (exception > start) yield return new(start, exception);
            start = exception + 1;
        }

        if (start < count) yield return new(start, count);
    }
}
