using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>The sizes that a method is read for.</summary>
/// <param name="Length">The length of every one-dimensional array, or 0 where a shape is given.</param>
/// <param name="Shape">
/// The sizes of the array parameters' dimensions, in order; once used up, they start again (an output as large as the input need not be named).
/// </param>
public sealed record InputSizes(int Length, EquatableArray<int> Shape)
{
    public static InputSizes OfLength(int length) => new(length, EquatableArray<int>.Empty);

    public static InputSizes OfShape(EquatableArray<int> shape) => new(0, shape);

    /// <summary>The number of elements of the largest array parameter.</summary>
    public int Largest(ProgramMethod method)
    {
        var largest = Length;
        var position = 0;
        foreach (var parameter in method.Parameters)
        {
            if (Rank(parameter.Type) is not { } rank) continue;
            largest = Math.Max(largest, Dimensions(rank, ref position).Aggregate(1, (product, size) => product * size));
        }

        return largest;
    }

    /// <summary>The next sizes for an array of this rank.</summary>
    internal IReadOnlyList<int> Dimensions(int rank, ref int position)
    {
        var dimensions = new List<int>();
        for (var d = 0; d < rank; d++) dimensions.Add(Shape.Count == 0 ? Length : Shape[position++ % Shape.Count]);
        return dimensions;
    }

    /// <summary>The number of sizes of an array, list or sequence; null for what is none, and for arrays of arrays but rows of numbers.</summary>
    public static int? Rank(ProgramType type) => type switch
    {
        ArrayType { Element: ArrayType { Rank: 1, Element: not ArrayType }, Rank: 1 } => 2,
        ArrayType { Element: ArrayType } => null,
        ArrayType array => array.Rank,
        SpanType or ListType or SequenceType => 1,
        _ => null,
    };
}
