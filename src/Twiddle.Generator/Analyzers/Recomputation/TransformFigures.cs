using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Reading;
using Twiddle.Compiler.Specs;
using Twiddle.Generator.Lowering;
using Twiddle.Generator.Targets;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>What a method, or a nest of loops, would gain by the attribute.</summary>
/// <param name="Sizes">The sizes that the figures are for.</param>
/// <param name="Definition">The multiplications of the definition.</param>
/// <param name="Operations">The operations of the algorithm derived.</param>
/// <param name="IsForAnyLength">Whether it can be derived without a length.</param>
internal sealed record TransformFigures(InputSizes Sizes, long Definition, long Operations, bool IsForAnyLength)
{
    /// <summary>A length, and numbers of rows and columns, at which a method is read to be refused quickly.</summary>
    private const int Least = 8;

    /// <summary>A length at which the gain shows: every loop is run, and the matrix is small.</summary>
    private const int Glimpse = 16;

    private const int StepsForGlimpse = 200_000;

    /// <summary>The columns of a matrix of few rows, to be read after the small one: more than a neighbourhood has.</summary>
    private const int LongRow = 24;

    private const int StepsForLongRow = 1_000_000;

    /// <summary>How many times fewer operations make it worth while, at the small length.</summary>
    private const int LeastGain = 2;

    private const int LeastRows = 4;

    /// <summary>Fewer points than this are not worth the while, where a constant says how many there are.</summary>
    public const int LeastPoints = 8;

    private static readonly DerivationOptions Quickly = new(DiscoveredCodelets.With(new DiscoveryOptions(CostModel.Flops, Effort.Quick)));

    /// <summary>How many points there are, as in "8 × 8".</summary>
    public string Points => Sizes.Shape.Count == 0
        ? Sizes.Length.ToString(CultureInfo.InvariantCulture)
        : string.Join(" × ", Sizes.Shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The figures of a method, or null where it is not understood completely, has no structure worth deriving, or cannot have the attribute.</summary>
    /// <param name="method">The method.</param>
    /// <param name="body">Its code, in which constant limits are looked for.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="wanted">The length of the figures, where the method takes any, and the least that counts where constants tell.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static TransformFigures? Of(IMethodSymbol method, IMethodBodyOperation body, Compilation compilation, (int Length, int Least) wanted, CancellationToken cancellation)
    {
        if (TransformCandidate.Lower(body, method, cancellation) is not { } program || Of(program, body, wanted, cancellation) is not { } figures) return null;

        var usage = new TransformUsage(method, method, GeneratedName.For(method.Name), LengthsOf(figures.Sizes), figures.Sizes.Shape);
        var request = new TransformRequest(program, TargetOf.Usage(usage, compilation, cancellation), usage.Lengths, usage.Shape);
        if (TransformCompiler.Check(request, cancellation).Count > 0) return null;
        if (figures.Sizes.Shape.Count > 0 || figures.Sizes.Length != wanted.Length) return figures;
        var anyLength = request with { Lengths = EquatableArray<int>.Empty };
        return figures with { IsForAnyLength = TransformCompiler.Check(anyLength, cancellation).Count == 0 };
    }

    /// <summary>The figures of what a program does, at the length that is asked for, or at the sizes that its own constants tell.</summary>
    public static TransformFigures? Of(Program program, IOperation code, (int Length, int Least) wanted, CancellationToken cancellation)
    {
        var isOfRows = program.Entry.Parameters.Any(parameter => InputSizes.Rank(parameter.Type) > 1);
        var sizes = isOfRows ? Shape(Least, Least) : InputSizes.OfLength(Least);
        var small = Glance(program, sizes, StepsForGlimpse, cancellation);
        if (small is Refused { Refusal.Kind: var kind } && !GoesByTheSize(kind)) return null;
        if (isOfRows)
        {
            if (First(program, SizeCandidates.Shapes(code, cancellation), wanted.Least, cancellation) is { } figures) return figures;

            // Of any size: sums over a neighbourhood are dense in a small matrix, but not in a long one.
            if (AtSizes(program, sizes, cancellation) is not { } some) return null;
            return AreItsOwn(program, sizes, cancellation) || Glimpsed(program, Shape(LeastRows, LongRow), StepsForLongRow, cancellation) is not null ? some : null;
        }

        // What is the same at two lengths does not go by the length, but by a constant of its own.
        var candidates = SizeCandidates.Lengths(code, cancellation).ToList();
        var isOfAnyLength = small is Understood { Spec.Map: MatrixMap least } && IsDense(least)
            && Glimpsed(program, InputSizes.OfLength(Glimpse), StepsForGlimpse, cancellation) is { } map
            && (candidates.Count == 0 || Glimpsed(program, InputSizes.OfLength(2 * Glimpse), StepsForGlimpse, cancellation) is { } other && other.Matrix.Columns != map.Matrix.Columns);
        return isOfAnyLength ? AtSizes(program, InputSizes.OfLength(wanted.Length), cancellation) : First(program, candidates, wanted.Least, cancellation);
    }

    /// <summary>Whether a refusal may be one of a single size: the others say what the code is, whatever the size.</summary>
    private static bool GoesByTheSize(RefusalKind kind) =>
        kind is RefusalKind.IndexOutOfRange or RefusalKind.Throws or RefusalKind.Budget or RefusalKind.UnknownSize or RefusalKind.Overflow;

    private static TransformFigures? First(Program program, IEnumerable<InputSizes> candidates, int least, CancellationToken cancellation) => candidates
        .Where(sizes => sizes.Shape.Count > 0 ? sizes.Shape.All(size => size >= LeastRows) : sizes.Length >= least)
        .Select(sizes => AtSizes(program, sizes, cancellation, isGuess: true) is { } figures && AreItsOwn(program, sizes, cancellation) ? figures : null)
        .FirstOrDefault(figures => figures is not null);

    private static InputSizes Shape(int rows, int columns) => InputSizes.OfShape(new[] { rows, columns }.ToEquatableArray());

    /// <summary>Whether the code works on data of these sizes whatever it is given: with more of them, it reads no more.</summary>
    private static bool AreItsOwn(Program program, InputSizes sizes, CancellationToken cancellation)
    {
        var larger = sizes.Shape.Count > 0 ? InputSizes.OfShape(sizes.Shape.Select(size => 2 * size).ToEquatableArray()) : InputSizes.OfLength(2 * sizes.Length);
        var options = sizes.Largest(program.Entry) <= Reader.LargestMatrix ? new ReadingOptions(int.MaxValue, StepsForLongRow) : ReadingOptions.SummariseLoops;
        return Reader.Read(program, larger, options, cancellation) is not Understood { Spec.Map: var map } || PointsOf(map) <= sizes.Largest(program.Entry);
    }

    private static EquatableArray<int> LengthsOf(InputSizes sizes) => sizes.Shape.Count > 0 ? EquatableArray<int>.Empty : new[] { sizes.Length }.ToEquatableArray();

    private static TransformFigures? AtSizes(Program program, InputSizes sizes, CancellationToken cancellation, bool isGuess = false)
    {
        // Naive loops over so many elements take more steps than are run.
        var (specs, _) = Reader.ReadAll(program, sizes, cancellation, runsLongLoops: false);
        if (specs.Length == 0 || specs[0].Map is MatrixMap matrix && !(IsDense(matrix) && IsNaive(program, matrix, sizes, StepsForLongRow, cancellation))) return null;

        // Much larger than what is read, sizes are not those that are meant.
        if (isGuess && PointsOf(specs[0].Map) * 2 <= sizes.Largest(program.Entry)) return null;
        if (Deriver.Derive(specs[0], Quickly, cancellation) is not Derived { Counts: var counts }) return null;
        if (specs[0].Map is HarmonicMap harmonic && counts.DefinitionMultiplications * 2 < PointsOf(harmonic.Inputs) * PointsOf(harmonic.Outputs)) return null;
        return counts.Total * LeastGain > counts.DefinitionMultiplications ? null : new(sizes, counts.DefinitionMultiplications, counts.Total, false);
    }

    /// <summary>How much of the input is read.</summary>
    private static long PointsOf(LinearMap map) => map switch
    {
        MatrixMap matrix => matrix.Matrix.Columns,
        HarmonicMap harmonic => harmonic.Terms.GroupBy(term => term.InputLane).Sum(lane => (long)lane.Max(term => term.InputRange.End) - lane.Min(term => term.InputRange.Start)),
        _ => 0,
    };

    private static long PointsOf(EquatableArray<Lane> lanes) => lanes.Sum(lane => (long)lane.Count);

    private static ReadingResult Glance(Program program, InputSizes sizes, int steps, CancellationToken cancellation) =>
        Reader.Read(program, sizes, new ReadingOptions(int.MaxValue, steps), cancellation);

    /// <summary>The map at a short length, if it is dense, as sums over all of the input are, and yet has an algorithm with far fewer operations.</summary>
    private static MatrixMap? Glimpsed(Program program, InputSizes sizes, int steps, CancellationToken cancellation)
    {
        if (Glance(program, sizes, steps, cancellation) is not Understood { Spec: { Map: MatrixMap map } spec } || !IsDense(map)) return null;
        return IsNaive(program, map, sizes, steps, cancellation) && Deriver.Derive(spec, Quickly, cancellation) is Derived { Counts: var counts } && counts.Total * LeastGain <= counts.DefinitionTotal ? map : null;
    }

    /// <summary>Whether the code adds up about as often as the map has entries: what has a fast algorithm inside already adds up less.</summary>
    private static bool IsNaive(Program program, MatrixMap map, InputSizes sizes, int steps, CancellationToken cancellation) =>
        Reader.AdditionsOf(program, sizes, steps, cancellation) * 10L >= Entries(map) * 8L;

    private static bool IsDense(MatrixMap map) => map.Matrix.Rows >= LeastRows && Entries(map) * 2 >= map.Matrix.Rows * map.Matrix.Columns;

    private static int Entries(MatrixMap map)
    {
        var entries = 0;
        for (var row = 0; row < map.Matrix.Rows; row++)
            for (var column = 0; column < map.Matrix.Columns; column++)
                if (!map.Matrix[row, column].IsZero()) entries++;
        return entries;
    }
}
