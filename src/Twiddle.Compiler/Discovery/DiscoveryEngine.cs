using System.Collections.Immutable;
using Twiddle.Compiler.Discovery.Rules;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Discovery;

/// <summary>
/// Finds a fast algorithm inside a matrix that it is told nothing about: looks for products that were computed once and are computed again.
/// </summary>
public static class DiscoveryEngine
{
    /// <summary>Searches for matrices with fewer entries are done before another thread has begun.</summary>
    private const int LeastSideBySide = 512;

    /// <summary>Factors a matrix and writes the algorithm as a straight-line program.</summary>
    /// <param name="matrix">The map; its entries are real for field <see cref="Field.Real"/>.</param>
    /// <param name="field">Whether inputs and outputs are real or complex; complex ones are pairs of values in the graph, real part first.</param>
    /// <param name="options">What to minimise and how long.</param>
    /// <param name="cancellation">Ends the search with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The best algorithm found: at worst the definition itself.</returns>
    public static DiscoveryResult Discover(ExactMatrix matrix, Field field, DiscoveryOptions options, CancellationToken cancellation)
    {
        var problem = DiscoveryProblem.Of(matrix, field, options, cancellation);
        var transpose = options.Effort == Effort.Quick ? null : problem.Transposed();
        // Searches side by side have numbers of their own each: always where they are long, whoever comes to run them when.
        using var ofTranspose = transpose is not null && matrix.Rows * matrix.Columns >= LeastSideBySide
            ? SideBySide.InProcess.Begin(either => Reversed(DiscoveryProblem.Of(matrix, field, options, either).Transposed()!, either), cancellation)
            : null;
        var best = new Starts(problem, cancellation).Best();
        var result = Written(problem, best, isTransposed: false, cancellation);
        // Where nothing beats the definition, nothing beats that of the transpose.
        if (transpose is null || best.Found is Combination) return result;
        var reversed = ofTranspose?.Result() ?? Reversed(transpose, cancellation);
        return options.Cost.IsLess(CostOf(reversed.Graph), CostOf(result.Graph)) ? reversed with { IsComplete = result.IsComplete } : result;
    }

    /// <summary>Factors a matrix over the integers modulo a prime, such as a number-theoretic transform; the constants of the graph are residues.</summary>
    /// <param name="matrix">The entries; any representatives of their residue classes.</param>
    /// <param name="modulus">An odd prime below 2³¹.</param>
    /// <param name="options">What to minimise, in modular additions and multiplications, and how long.</param>
    /// <param name="cancellation">Ends the search with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The modulus is not an odd prime below 2³¹.</exception>
    public static DiscoveryResult DiscoverModular(long[,] matrix, long modulus, DiscoveryOptions options, CancellationToken cancellation)
    {
        var residues = PrimeField.WithModulus(modulus) ?? throw new ArgumentOutOfRangeException(nameof(modulus));
        var numbers = NumberTable.Modulo(residues);
        var (rows, columns) = (matrix.GetLength(0), matrix.GetLength(1));
        var start = NumberMatrix.Define(MatrixKind.Real, rows, columns, (k, j) => numbers.Intern(Cyclotomic.FromRational(matrix[k, j])));
        // Orbit means divide by the orbit's length, which must not be zero.
        var withoutPlace = DiscoveryRules.HalfSizeComplex | (modulus <= Math.Max(rows, columns) ? DiscoveryRules.RaderWinograd : DiscoveryRules.None);
        var problem = new DiscoveryProblem(start, Field.Real, new(numbers, cancellation), numbers, options with { Rules = options.Rules & ~withoutPlace });
        var best = new Starts(problem, cancellation).Best();
        var (graph, outputs) = FactorisationWriter.Write(best.Found, columns, hasComplexInputs: false, hasComplexOutputs: false, numbers);
        return new(graph.Build(outputs), StepList.Of(best.Found), best.IsComplete);
    }

    /// <summary>The algorithm for the transpose of a matrix, from the other end.</summary>
    private static DiscoveryResult Reversed(DiscoveryProblem transpose, CancellationToken cancellation) =>
        Written(transpose, new Starts(transpose, cancellation).Best(), isTransposed: true, cancellation);

    private static DiscoveryResult Written(DiscoveryProblem problem, Start best, bool isTransposed, CancellationToken cancellation)
    {
        var (cost, numbers) = (problem.Options.Cost, problem.Numbers);
        var (graph, outputs) = FactorisationWriter.Write(best.Found, problem.Matrix.Columns, problem.Field == Field.Complex, problem.Field != Field.Real, numbers, isTransposed);
        var steps = StepList.Of(best.Found);
        if (isTransposed) steps = steps.Insert(0, "the flow graph of the transposed matrix, reversed");
        var plain = new DiscoveryResult(graph.Build(outputs), steps, best.IsComplete);
        // A definition has as many products as entries, and no stages to free the scales between.
        if (!cost.TradesMultiplications || best.Found is Combination) return plain;
        var network = graph.ToNetwork(outputs);
        if (Rescaling.TryPropose(network, numbers, cancellation) is not { } found) return plain;
        var search = new Search(numbers, new(numbers, cancellation), problem.Options, SearchBreadth.Narrow, 0, cancellation);
        if (search.Accept(DiscoveryRules.FreeScales, found) is not { } rescaled) return plain;
        var (builder, scaledOutputs) = FactorisationWriter.Write(rescaled, network.InputCount, hasComplexInputs: false, hasComplexOutputs: false, numbers);
        var scaled = builder.Build(scaledOutputs);
        return cost.IsLess(CostOf(scaled), CostOf(plain.Graph)) ? plain with { Graph = scaled, Steps = steps.Add(found.Step) } : plain;
    }

    private static Cost CostOf(FlowGraph graph) => new(graph.Additions, graph.Multiplications);
}
