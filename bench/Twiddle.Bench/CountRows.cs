namespace Twiddle.Bench;

/// <summary>The rows that a command line asks for: all of a table, or those of one transform, or one transform at one size.</summary>
/// <param name="Transform">A name of <see cref="NamedMatrices"/>; null for all.</param>
/// <param name="Size">A size, such as 60 or 8x8; null for all sizes of the table.</param>
/// <param name="Limit">The most points of a row chosen from the table.</param>
internal sealed record CountRows(string? Transform, string? Size, int Limit = int.MaxValue)
{
    /// <summary>The chosen rows of a table, in its order; a size that is not in it makes a row without reference.</summary>
    public IEnumerable<ReferenceCount> From(IEnumerable<ReferenceCount> table)
    {
        var rows = table.Where(r => Transform is null || r.Transform == Transform);
        if (Transform is null || Size is null) return rows.Where(r => OperationCount.PointsOf(r.Size) <= Limit);
        return rows.Where(r => r.Size == Size).DefaultIfEmpty(new ReferenceCount(Transform, Size, null, null, null, null));
    }
}
