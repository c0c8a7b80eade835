using System.Reflection;
using Twiddle.Bench.Accuracy;
using Twiddle.Bench.Fftw;

namespace Twiddle.Bench.Speed;

/// <summary>A transform that is measured, at the lengths that were derived for it.</summary>
internal abstract class Kind
{
    public required string Name { get; init; }

    /// <summary>Nominal operations over n·lg n: 5 for complex data, 2.5 for real.</summary>
    public double NominalFactor { get; init; } = 2.5;

    /// <summary>The definition in about 30 digits.</summary>
    public required Func<DoubleDouble[], DoubleDouble[]> Exact { get; init; }

    public abstract bool IsSingle { get; }

    /// <summary>The numbers of input elements, ascending.</summary>
    public abstract IReadOnlyList<int> Lengths { get; }

    /// <summary>Lengths that belong into the table of results as soon as they can be derived.</summary>
    public IReadOnlyList<int> Wanted { get; init; } = [];

    /// <summary>Nominal operations, the same for every contender, as is the custom: 5·n·lg n for the complex DFT.</summary>
    public double NominalFlops(int length) => NominalFactor * length * Math.Log2(length);

    /// <summary>Contenders for one length. Each works in its own precision on the same input; those of one name are rivals of which the best counts.</summary>
    public abstract Problem Open(int length, FftwPlanning planning);

    /// <summary>Those of the attribute; a transform that is put together by hand names its own.</summary>
    protected static IReadOnlyList<int> LengthsOf<TTransform>() =>
        typeof(TTransform) == typeof(SquareFourier)
            ? SquareFourier.Lengths
            : [.. typeof(TTransform).GetMethod("Naive")!.GetCustomAttribute<FastTransformAttribute>()!.Lengths.Order()];
}
