using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading.Convolutions;

/// <summary>What an expression stands for while a program is read for lengths that are not known.</summary>
internal abstract class BilinearValue;

/// <summary>An integer: in each of several cases, of which always exactly one holds, an affine function.</summary>
internal sealed class IntegerCases(ImmutableArray<(ImmutableArray<Affine> Guard, Affine Value)> cases) : BilinearValue
{
    public IntegerCases(Affine value)
        : this(ImmutableArray.Create((ImmutableArray<Affine>.Empty, value)))
    {
    }

    public ImmutableArray<(ImmutableArray<Affine> Guard, Affine Value)> Cases { get; } = cases;

    /// <summary>The functions of which it is the largest; empty where it is not known as that.</summary>
    public ImmutableArray<Affine> LargestOf { get; init; } = ImmutableArray<Affine>.Empty;

    /// <summary>The functions of which it is the smallest; empty where it is not known as that.</summary>
    public ImmutableArray<Affine> SmallestOf { get; init; } = ImmutableArray<Affine>.Empty;
}

/// <summary>A reference to an array, or a span of all of it.</summary>
internal sealed class ArrayReference(int array) : BilinearValue
{
    public int Array { get; } = array;
}

/// <summary>A real or complex number: a sum of terms.</summary>
internal sealed class SumOfTerms(ImmutableArray<BilinearTerm> terms) : BilinearValue
{
    public static SumOfTerms Zero { get; } = new(ImmutableArray<BilinearTerm>.Empty);

    public ImmutableArray<BilinearTerm> Terms { get; } = terms;

    public SumOfTerms Plus(SumOfTerms other) => new(Terms.AddRange(other.Terms));

    public SumOfTerms Map(Func<BilinearTerm, BilinearTerm> change) => new(Terms.Select(change).ToImmutableArray());
}

/// <summary>An element of an array that data come from.</summary>
internal sealed record DataElement(int Array, Affine Index, bool IsConjugate);

/// <summary>What a place holds before an iteration: a variable's number, or an array's and an index.</summary>
internal sealed record Carried(int Variable, int Array, Affine? Index)
{
    public static Carried OfVariable(int variable) => new(variable, -1, null);

    public static Carried OfElement(int array, Affine index) => new(-1, array, index);
}

/// <summary>A factor that is the same at all elements: a rational number, times and over lengths and integer parameters.</summary>
internal sealed record ConstantFactor(Rational Number, EquatableArray<Affine> Multipliers, EquatableArray<Affine> Divisors)
{
    public static ConstantFactor One { get; } = new(Rational.One, EquatableArray<Affine>.Empty, EquatableArray<Affine>.Empty);

    public static ConstantFactor Of(Rational number) => One with { Number = number };

    public bool IsOne => Number.IsOne && Multipliers.Count == 0 && Divisors.Count == 0;

    public static ConstantFactor operator *(ConstantFactor a, ConstantFactor b) => new(a.Number * b.Number, Sorted(a.Multipliers, b.Multipliers), Sorted(a.Divisors, b.Divisors));

    public ConstantFactor? Inverted() => Number.IsZero ? null : new(Number.Reciprocal(), Divisors, Multipliers);

    private static EquatableArray<Affine> Sorted(EquatableArray<Affine> a, EquatableArray<Affine> b) => a.Concat(b).OrderBy(f => f.GetHashCode()).ToEquatableArray();
}

/// <summary>Factor · Π data, summed over counters where inequalities hold; or what a place held before.</summary>
/// <param name="Factor">The constant in front.</param>
/// <param name="Data">The elements that are multiplied, at most two.</param>
/// <param name="Carried">What was there before the iteration, times the factor; null for others.</param>
/// <param name="Counters">The unknowns that are summed over.</param>
/// <param name="Where">The inequalities.</param>
internal sealed record BilinearTerm(
    ConstantFactor Factor, EquatableArray<DataElement> Data, Carried? Carried, EquatableArray<int> Counters, EquatableArray<Affine> Where)
{
    public static BilinearTerm Of(ConstantFactor factor) => new(factor, EquatableArray<DataElement>.Empty, null, EquatableArray<int>.Empty, EquatableArray<Affine>.Empty);

    public BilinearTerm Guarded(IEnumerable<Affine> guard) => this with { Where = Where.Concat(guard).ToEquatableArray() };
}
