namespace Twiddle.Bench.Tests;

public class CountRowsTests
{
    private static readonly ReferenceCount[] Table =
    [
        new("dct2", "8", 42, null, 41, 41),
        new("dft2d", "4x4", null, null, 128, 128),
        new("dft2d", "8x8", null, null, 864, 864),
    ];

    [Fact]
    public void All_rows_up_to_a_number_of_points() =>
        Assert.Equal(["8", "4x4"], new CountRows(null, null, 16).From(Table).Select(r => r.Size));

    [Fact]
    public void All_sizes_of_a_transform() => Assert.Equal(["4x4", "8x8"], new CountRows("dft2d", null).From(Table).Select(r => r.Size));

    /// <summary>A row that is asked for by its size is not left out.</summary>
    [Fact]
    public void One_row() => Assert.Equal(Table[2], Assert.Single(new CountRows("dft2d", "8x8", 16).From(Table)));

    [Fact]
    public void A_row_that_is_not_in_the_table() =>
        Assert.Equal(new ReferenceCount("dct2", "9", null, null, null, null), Assert.Single(new CountRows("dct2", "9").From(Table)));

    [Theory]
    [InlineData("8", 8, 8)]
    [InlineData("8x8", 8, 64)]
    public void A_square_has_its_side_squared_points(string size, int side, int points) =>
        Assert.Equal((side, points), (OperationCount.SideOf(size), OperationCount.PointsOf(size)));

    [Theory]
    [InlineData(7, 8, "below")]
    [InlineData(8, 8, "at")]
    [InlineData(9, 8, "above")]
    [InlineData(9, null, "")]
    public void Standing_against_another_count(int count, int? other, string expected) => Assert.Equal(expected, Standing.Of(count, other));

    [Fact]
    public void The_lesser_of_generator_and_prototype_must_be_reached()
    {
        Assert.Equal(41, Table[0].Least);
        Assert.Equal(128, Table[1].Least);
        Assert.Equal(5, new ReferenceCount("a", "1", 5, null, 3, null).Least);
        Assert.Null(new ReferenceCount("a", "1", null, 4, 3, null).Least);
    }

    [Theory]
    [InlineData(41, 100, false)]
    [InlineData(42, 100, true)]
    [InlineData(41, 101, true)]
    public void Flops_and_fused_instructions_must_both_be_reached(int flops, int fused, bool isShort)
    {
        var count = new OperationCount("dct2", "8", flops, 0, flops, fused, 0, OperationCount.IsProved);
        Assert.Equal(isShort, new ReferencedCount(count, Table[0] with { FftwFma = 100 }).IsShort);
    }

    /// <summary>Every row of the embedded table, and of the ablation, can be computed.</summary>
    [Fact]
    public void Every_row_names_a_matrix() => Assert.All(ReferenceCount.Table().Concat(Ablation.Table).Concat(AllSizes.Table).Concat(Variant.Table), row =>
    {
        Assert.Contains(row.Transform, NamedMatrices.Names);
        Assert.True(OperationCount.IsSize(row.Size));
    });
}
