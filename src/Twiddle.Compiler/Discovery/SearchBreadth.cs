namespace Twiddle.Compiler.Discovery;

/// <summary>How many alternatives a search explores at each state.</summary>
/// <param name="LargestExplored">Square blocks up to this size are searched further even where they fold completely.</param>
/// <param name="ThinSide">Rectangles with a side up to this are searched further too, and searched for few-valued ratios.</param>
/// <param name="Involutions">The symmetries of order two that are tried.</param>
/// <param name="LargestComplexCover">Symmetries of complex matrices are sought up to this size: their covers are large, and they are real matrices too.</param>
/// <param name="Orders">The other orders of rows and columns in which a block with a symmetry of odd order is solved.</param>
internal sealed record SearchBreadth(int LargestExplored, int ThinSide, int Involutions, int LargestComplexCover, int Orders)
{
    /// <summary>Commits to what is nearly always right.</summary>
    public static SearchBreadth Narrow { get; } = new(4, 8, 2, 24, 3);

    public static SearchBreadth Wide { get; } = new(16, 16, 6, 24, 3);
}
