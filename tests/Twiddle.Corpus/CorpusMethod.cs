namespace Twiddle.Corpus;

/// <summary>A naive method of the corpus, and what the reader is expected to make of it.</summary>
/// <param name="File">The source that it stands in: a file name, or the name of an idiom.</param>
/// <param name="Name">The method's name, unique in its source.</param>
/// <param name="Capability">What a reader must be capable of to read it.</param>
/// <param name="Expectation">What is expected.</param>
public sealed record CorpusMethod(string File, string Name, string Capability, Expectation Expectation)
{
    public override string ToString() => $"{File} {Name}";
}

/// <summary>What the reader is expected to make of a method.</summary>
public abstract record Expectation;

/// <summary>A fast sibling, equal to the naive method.</summary>
/// <param name="Lengths">The lengths it is compared at.</param>
/// <param name="Shape">The sizes of its inputs, where one length does not tell.</param>
/// <param name="IsSummarised">Whether it is derived at lengths beyond those at which loops are run, too.</param>
/// <param name="Note">The informational diagnostic that says what was recognised, or null.</param>
public sealed record ExpectedSibling(IReadOnlyList<int> Lengths, IReadOnlyList<int> Shape, bool IsSummarised, string? Note) : Expectation
{
    /// <summary>Whether the attribute names no lengths.</summary>
    public bool IsForAnyLength { get; init; }

    /// <summary>The length at which loops are not run but summarised, or can only be run for so long.</summary>
    public int LargeLength { get; init; } = 600;

    /// <summary>The calls that it is compared in; where there are none, calls with arrays of the lengths that it is derived for, and integers that are these lengths.</summary>
    public IReadOnlyList<CorpusCall> Calls { get; init; } = [];
}

/// <summary>A call of a specimen.</summary>
/// <param name="Sizes">The sizes of its arrays, in order; once used up, they start again.</param>
/// <param name="Integers">Its integers, in order.</param>
/// <param name="IsFast">Whether the derived algorithm has to run, which shows in the last digits; else the definition has to.</param>
public sealed record CorpusCall(IReadOnlyList<int> Sizes, IReadOnlyList<int> Integers, bool IsFast);

/// <summary>A refusal with this rule, at exactly this text, and no code.</summary>
public sealed record ExpectedRefusal(string Rule, string? Place, int Length) : Expectation
{
    /// <summary>Whether the attribute names no length.</summary>
    public bool IsForAnyLength { get; init; }
}
