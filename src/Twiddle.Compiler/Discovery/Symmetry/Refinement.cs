using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery.Symmetry;

/// <summary>
/// Recolours rows by the colours and entries of columns and back, round after round, until no colour splits further. Where two markings are to be
/// compared they are refined side by side: those that are not images of each other mostly differ after the first half of a round.
/// </summary>
internal sealed class Refinement
{
    private readonly SignedCover cover;
    private bool isTurned;

    /// <summary>After each half round a hash of the colours on its side.</summary>
    private readonly List<ulong> keys = new(8);

    private ulong[] columns;
    private ulong[] rows;
    private ulong[] spareColumns;
    private ulong[] spareRows;
    private int distinct;
    private Colouring? stable;

    public Refinement(SignedCover cover, int columnColours, int rowColours)
    {
        this.cover = cover;
        columns = new ulong[columnColours];
        rows = new ulong[rowColours];
        spareColumns = new ulong[columnColours];
        spareRows = new ulong[rowColours];
    }

    /// <summary>Whether it is at its end; only the colouring is of use then.</summary>
    public bool IsStable => stable is not null;

    private int Rounds => keys.Count / 2;

    /// <summary>Begins anew, with colours to be filled in.</summary>
    /// <param name="isTurned">Whether turned copies of a point may have other colours than it has.</param>
    public (ulong[] Columns, ulong[] Rows) Start(bool isTurned)
    {
        this.isTurned = isTurned;
        keys.Clear();
        distinct = 0;
        return (columns, rows);
    }

    /// <summary>The stable colouring.</summary>
    public Colouring Finish()
    {
        while (stable is null) TakeHalfRound();
        return stable;
    }

    /// <summary>The stable colouring, or null where it is not an image of another's. That may be left unfinished, as this is then; both are counted as work as if they had been finished.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public Colouring? Follow(Refinement other)
    {
        for (var half = 0; stable is null; half++)
        {
            if (other.keys.Count == half)
            {
                if (other.stable is not null) return Abandon(other);
                other.TakeHalfRound();
            }

            TakeHalfRound();
            if (keys[half] != other.keys[half]) return Abandon(other);
        }

        return other.stable is not null ? stable : Abandon(other);
    }

    private Colouring? Abandon(Refinement other)
    {
        var rounds = other.stable is null ? cover.UsualRounds : other.Rounds;
        cover.CountRounds(Math.Max(0, rounds - Rounds) + (other.stable is null ? Math.Max(0, rounds - other.Rounds) : 0));
        return null;
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private void TakeHalfRound()
    {
        if (keys.Count % 2 == 0)
        {
            cover.RecolourRows(rows, columns, spareRows, isTurned);
            (rows, spareRows) = (spareRows, rows);
            keys.Add(Colouring.KeyOf(rows));
            return;
        }

        cover.RecolourColumns(columns, rows, spareColumns, isTurned);
        (columns, spareColumns) = (spareColumns, columns);
        keys.Add(Colouring.KeyOf(columns));
        cover.CountRounds(1);
        var colours = cover.CountDistinct(columns, rows);
        if (colours <= distinct) stable = cover.Noted(new(columns, rows), Rounds);
        distinct = colours;
    }
}
