namespace Twiddle.Compiler.Reading;

/// <summary>How far reading goes.</summary>
/// <param name="LongestRun">Loops of more iterations are summarised instead of run, where they count in constant steps.</param>
/// <param name="MaximumSteps">The number of expressions and statements evaluated at most.</param>
/// <param name="LargestArray">The number of elements that an array made by the method may have.</param>
public sealed record ReadingOptions(int LongestRun, int MaximumSteps, int LargestArray = 1 << 21)
{
    /// <summary>Whether what was run is to be written as functions of the output's number.</summary>
    public bool IsFitted { get; init; }

    /// <summary>Runs every loop of code that cannot be summarised, and finds the harmonics in what comes of it: for lengths beyond those of matrices, up to some hundred.</summary>
    public static ReadingOptions RunLongLoops { get; } = new(int.MaxValue, 6_000_000) { IsFitted = true };

    /// <summary>Runs every loop: for small lengths, any shape of code.</summary>
    public static ReadingOptions RunLoops { get; } = new(int.MaxValue, 1_400_000);

    /// <summary>Summarises all loops but short ones: for lengths beyond what can be run.</summary>
    public static ReadingOptions SummariseLoops { get; } = new(16, 1_400_000);
}
