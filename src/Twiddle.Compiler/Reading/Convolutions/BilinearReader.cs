using System.Collections.Immutable;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading.Convolutions;

/// <summary>What an unknown integer is.</summary>
/// <param name="Parameter">The parameter that it is, or whose length it is; −1 for others.</param>
/// <param name="IsLength">Whether it is the length of the parameter.</param>
/// <param name="DividendOfQuotient">For a quotient, rounded down, what is divided; null for others.</param>
/// <param name="Divisor">By what.</param>
internal sealed record UnknownInteger(int Parameter, bool IsLength, Affine? DividendOfQuotient, int Divisor);

/// <summary>An array that takes part.</summary>
/// <param name="Parameter">The parameter, or −1 for one that the method makes.</param>
/// <param name="Element">The type of its elements.</param>
/// <param name="Length">Its length.</param>
internal sealed record ArrayOfData(int Parameter, ProgramType Element, Affine Length);

/// <summary>
/// Reads a method whose outputs are sums of products of two data each, for all lengths at once: integers are affine in lengths and counters, under
/// inequalities. What may be out of bounds, overflow, or cannot be followed is a refusal.
/// </summary>
/// <remarks>The interpreter of linear maps knows lengths as numbers. Here they are unknowns, and every question about them is a proof (<see cref="Inequalities"/>).</remarks>
internal sealed partial class BilinearReader
{
    /// <summary>Lengths, and integer parameters, above this are left to the definition: no sum of a few of them overflows.</summary>
    public const int LargestLength = 1 << 26;

    private const int MostSteps = 4000;
    private const int MostCases = 8;
    private const int DeepestCall = 8;

    private readonly Program program;
    private readonly ReadingProgress progress;
    private readonly CancellationToken cancellation;
    private readonly HashSet<int> outputs;
    private readonly List<UnknownInteger> unknowns = [];
    private readonly List<ArrayOfData> arrays = [];
    private readonly HashSet<int> written = [];
    private readonly HashSet<int> read = [];
    private readonly HashSet<int> calls = [];
    private readonly List<Affine> facts = [];
    private ImmutableArray<Affine> domain = ImmutableArray<Affine>.Empty;
    private ReadingState state = ReadingState.Empty;
    private int steps;
    private bool isSingle;
    private bool isUnchecked;

    private BilinearReader(Program program, HashSet<int> outputs, ReadingProgress progress, CancellationToken cancellation)
    {
        this.program = program;
        this.outputs = outputs;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// <summary>What the method does, under further inequalities of its lengths and parameters.</summary>
    /// <exception cref="ReadingStopped">It cannot be read.</exception>
    public static BilinearReading Read(Program program, Func<IReadOnlyList<UnknownInteger>, IEnumerable<Affine>> assumptions, ReadingProgress progress, CancellationToken cancellation)
    {
        var first = new BilinearReader(program, [], progress, cancellation);
        var reading = first.Run(assumptions);
        if (!first.written.Overlaps(first.read)) return reading;
        // What is written is no data: each read of it is of what was stored.
        return new BilinearReader(program, first.written, progress, cancellation).Run(assumptions);
    }

    private BilinearReading Run(Func<IReadOnlyList<UnknownInteger>, IEnumerable<Affine>> assumptions)
    {
        var entry = program.Entry;
        for (var p = 0; p < entry.Parameters.Count; p++) Bind(entry.Parameters[p], p);
        facts.AddRange(assumptions(unknowns));
        var outcomes = Run([entry.Body], state, ImmutableArray<Affine>.Empty).Where(o => o.Ending != Ending.Throw).ToList();
        if (outcomes.Count == 0) throw Refuse(RefusalKind.Throws, "The method throws at all lengths", entry.Body.Span);
        // The others are for lengths that are left to the definition.
        var main = outcomes.OrderByDescending(o => o.State.Stores.Count).First();
        if (main.State.Elements.Count > 0) throw Refuse(RefusalKind.NonLinear, "An element is stored on its own", entry.Body.Span);
        return new(unknowns, arrays, facts.ToImmutableArray(), main.Guard, main.State.Stores, main.Value, written, isSingle);
    }

    private void Bind(ProgramParameter parameter, int index)
    {
        if (IsArray(parameter)) BindArray(parameter, index, ElementOf(parameter.Type)!);
        if (!IsInteger(parameter)) return;
        var value = NewUnknown(new(index, false, null, 0));
        facts.Add(Affine.Of(LargestLength) - value);
        facts.Add(value + LargestLength);
        state = state.With(parameter.Variable, new IntegerCases(value));
    }

    /// <summary>Whether a parameter is an array of data.</summary>
    internal static bool IsArray(ProgramParameter parameter) => parameter.Mode is PassingMode.Value or PassingMode.In && ElementOf(parameter.Type) is { } element && IsData(element);

    /// <summary>Whether a parameter is an integer that lengths may depend on.</summary>
    internal static bool IsInteger(ProgramParameter parameter) =>
        parameter.Mode is PassingMode.Value or PassingMode.In && parameter.Choices.Count == 0 && parameter.Type is ScalarType { Kind: ScalarKind.Int32 };

    private static ProgramType? ElementOf(ProgramType type) => type switch
    {
        ArrayType { Rank: 1 } array => array.Element,
        SpanType span => span.Element,
        _ => null,
    };

    /// <summary>Nothing is derived for empty arrays: each has at least one element.</summary>
    private void BindArray(ProgramParameter parameter, int index, ProgramType element)
    {
        var length = NewUnknown(new(index, true, null, 0));
        facts.Add(length - 1);
        facts.Add(Affine.Of(LargestLength) - length);
        arrays.Add(new(index, element, length));
        state = state.With(parameter.Variable, new ArrayReference(arrays.Count - 1));
    }

    internal static bool IsData(ProgramType element) => element is ComplexType or ScalarType { Kind: ScalarKind.Double or ScalarKind.Single };

    private Affine NewUnknown(UnknownInteger unknown)
    {
        unknowns.Add(unknown);
        return Affine.OfUnknown(unknowns.Count - 1);
    }

    private Affine NewCounter() => NewUnknown(new(-1, false, null, 0));

    private static ReadingStopped Refuse(RefusalKind kind, string message, SourceSpan span) => new(new Refusal(kind, message, span));

    private void CountStep(SourceSpan span)
    {
        cancellation.ThrowIfCancellationRequested();
        progress.Steps++;
        if (++steps > MostSteps) throw Refuse(RefusalKind.Budget, "Reading '{0}' takes more steps than allowed", span);
    }

    /// <summary>Whether it is certain that a function is not negative here.</summary>
    private bool IsCertain(ImmutableArray<Affine> guard, Affine function)
    {
        if (function.IsConstant) return function.Constant.Sign >= 0;
        var isCertain = Inequalities.AreContradictory(facts.Concat(domain).Concat(guard).Append(Inequalities.Negated(function)));
        progress.IsUndecided |= !isCertain;
        return isCertain;
    }

    private bool IsPossible(ImmutableArray<Affine> guard)
    {
        if (guard.IsEmpty) return true;
        var isPossible = !Inequalities.AreContradictory(facts.Concat(domain).Concat(guard));
        progress.IsUndecided |= isPossible && guard.Any(IsOfLengths);
        return isPossible;
    }

    /// <summary>Whether counters have no part in it.</summary>
    private bool IsOfLengths(Affine function) => !function.IsConstant && Enumerable.Range(0, unknowns.Count).All(u => unknowns[u].Parameter >= 0 || function.CoefficientOf(u).IsZero);

    /// <summary>Does something where further inequalities hold.</summary>
    private T Under<T>(ImmutableArray<Affine> guard, Func<T> action)
    {
        var outer = domain;
        domain = domain.AddRange(guard);
        var result = action();
        domain = outer;
        return result;
    }
}

/// <summary>How far reading has come.</summary>
internal sealed class ReadingProgress
{
    /// <summary>The number of steps done.</summary>
    public int Steps { get; set; }

    /// <summary>Whether a question came up that depends on lengths or parameters, and may be decided by further assumptions about them.</summary>
    public bool IsUndecided { get; set; }

    /// <summary>Whether the method was read to its end, and multiplies data by data.</summary>
    public bool HasProducts { get; set; }
}

/// <summary>What a method does to its arrays.</summary>
/// <param name="Unknowns">All unknown integers, by number.</param>
/// <param name="Arrays">The arrays, by number.</param>
/// <param name="Facts">What holds of lengths and parameters.</param>
/// <param name="Requirements">What lengths and parameters have to fulfil for the method to come this way.</param>
/// <param name="Stores">What is stored, the oldest first.</param>
/// <param name="Result">What is returned; null where nothing is.</param>
/// <param name="Written">The arrays that are written.</param>
/// <param name="IsSingle">Whether anything is calculated in <c>float</c>.</param>
internal sealed record BilinearReading(
    IReadOnlyList<UnknownInteger> Unknowns,
    IReadOnlyList<ArrayOfData> Arrays,
    ImmutableArray<Affine> Facts,
    ImmutableArray<Affine> Requirements,
    ImmutableList<ElementStore> Stores,
    BilinearValue? Result,
    ISet<int> Written,
    bool IsSingle);
