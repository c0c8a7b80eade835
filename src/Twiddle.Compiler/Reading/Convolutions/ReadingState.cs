using System.Collections.Immutable;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading.Convolutions;

/// <summary>What variables hold, and what was stored, at one point of a method, or of one iteration of a loop.</summary>
/// <param name="Variables">The variables that are known.</param>
/// <param name="Elements">The elements that this iteration stored, by array and index: each as one place.</param>
/// <param name="Stores">What loops inside stored, the oldest first.</param>
internal sealed record ReadingState(
    ImmutableDictionary<int, BilinearValue> Variables, ImmutableDictionary<(int Array, Affine Index), SumOfTerms> Elements, ImmutableList<ElementStore> Stores)
{
    public static ReadingState Empty { get; } = new(
        ImmutableDictionary<int, BilinearValue>.Empty, ImmutableDictionary<(int, Affine), SumOfTerms>.Empty, ImmutableList<ElementStore>.Empty);

    public ReadingState With(int variable, BilinearValue value) => this with { Variables = Variables.SetItem(variable, value) };

    public SumOfTerms Element(int array, Affine index) => Elements.TryGetValue((array, index), out var value)
        ? value
        : new(ImmutableArray.Create(BilinearTerm.Of(ConstantFactor.One) with { Carried = Carried.OfElement(array, index) }));
}

/// <summary>A sum is added to elements of an array, or replaces them.</summary>
/// <param name="Array">The array.</param>
/// <param name="Replaces">Whether what was there before is lost.</param>
/// <param name="Index">The element; null for all.</param>
/// <param name="Value">The sum.</param>
/// <param name="Counters">The unknowns for each of whose values it is done.</param>
/// <param name="Where">The inequalities under which it is done.</param>
/// <param name="Span">Where this is written.</param>
internal sealed record ElementStore(
    int Array, bool Replaces, Affine? Index, SumOfTerms Value, EquatableArray<int> Counters, EquatableArray<Affine> Where, SourceSpan Span);

internal enum Ending
{
    Normal,
    Continue,
    Return,
    Throw,
}

/// <summary>How statements end, in one of several cases of which always exactly one holds.</summary>
internal sealed record Outcome(ImmutableArray<Affine> Guard, ReadingState State, Ending Ending, BilinearValue? Value);
