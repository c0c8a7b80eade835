using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Discovery;

/// <summary>
/// Finds a fast algorithm inside a matrix that it is told nothing about: looks for products that were computed once and are computed again.
/// </summary>
public static class DiscoveryEngine
{
    /// <summary>Steps, in matrix entries looked at, for each effort.</summary>
    private const long QuickBudget = 40_000;
    private const long FullBudget = 2_000_000;

    /// <summary>Factors a matrix and writes the algorithm as a straight-line program.</summary>
    /// <param name="matrix">The map; its entries are real for field <see cref="Field.Real"/>.</param>
    /// <param name="field">Whether inputs and outputs are real or complex; complex ones are pairs of values in the graph, real part first.</param>
    /// <param name="options">What to minimise and how long.</param>
    /// <param name="cancellation">Ends the search with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The best algorithm found: at worst the definition itself.</returns>
    public static DiscoveryResult Discover(ExactMatrix matrix, Field field, DiscoveryOptions options, CancellationToken cancellation)
    {
        var numbers = NumberTable.TryCreate(matrix) ?? throw new NotSupportedException("order");
        var search = new Search(numbers, options.Cost, options.Effort == Effort.Quick ? QuickBudget : FullBudget, cancellation);
        var kind = field == Field.Real ? MatrixKind.Real : MatrixKind.Complex;
        var start = NumberMatrix.Of(matrix, kind, numbers);
        var solution = field == Field.RealToComplex ? new RealInputSearch(search).Solve(start) : search.Solve(start);
        var factorisation = solution ?? throw new InvalidOperationException("The first state has no predecessor that could be in progress.");
        var graph = FactorisationWriter.Write(factorisation, matrix.Columns, field == Field.Complex, field != Field.Real, numbers);
        return new(graph, StepList.Of(factorisation), search.IsComplete);
    }
}
