using Twiddle.Compiler.Discovery.Rules;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Discovery;

/// <summary>Searches for one matrix in different orders of its rows and columns: ties and greedy choices fall differently in each.</summary>
internal sealed class Starts
{
    /// <summary>Steps, in matrix entries looked at, for each effort.</summary>
    private const long QuickBudget = 80_000;
    private const long FullBudget = 1_000_000;

    /// <summary>New starts are made until this many steps have been spent.</summary>
    private const long RestartBudget = 80_000;

    /// <summary>This many starts in a row without a better result are the end.</summary>
    private const int Patience = 4;

    private readonly DiscoveryProblem problem;
    private readonly CancellationToken cancellation;
    private readonly Shuffling canonical;

    public Starts(DiscoveryProblem problem, CancellationToken cancellation)
    {
        this.problem = problem;
        this.cancellation = cancellation;
        var (matrix, numbers) = (problem.Matrix, problem.Numbers);
        canonical = ToeplitzOrder.IsOrdered(matrix, numbers) || ScaledToeplitz.IsOrdered(matrix, numbers)
            ? Shuffling.None(matrix)
            : Shuffling.ToCanonical(matrix, hasFreeUnits: problem.Field != Field.RealToComplex, numbers, cancellation);
    }

    /// <summary>The best factorisation found.</summary>
    public Start Best()
    {
        var isQuick = problem.Options.Effort == Effort.Quick;
        var first = Begin(canonical, SearchBreadth.Narrow, isQuick ? QuickBudget : FullBudget);
        if (first.Found is Combination) return first with { Found = Combination.Of(problem.Numbers, problem.Matrix) };
        var best = first with { Found = canonical.Undo(first.Found) };
        var (spent, lastBetter) = (best.Spent, 0);
        for (var restart = 1; restart <= lastBetter + Patience && spent < RestartBudget && !isQuick; restart++)
        {
            var other = Again(restart);
            spent += other.Spent;
            if (!problem.Options.Cost.IsLess(other.Cost, best.Cost)) continue;
            best = other with { IsComplete = first.IsComplete };
            lastBetter = restart;
        }

        return best;
    }

    /// <summary>A broader search, in another order for each number.</summary>
    private Start Again(int number)
    {
        var shuffled = canonical.Shuffled((ulong)number);
        var start = Begin(shuffled, SearchBreadth.Wide, RestartBudget);
        return start with { Found = shuffled.Undo(start.Found) };
    }

    private Start Begin(Shuffling order, SearchBreadth breadth, long budget)
    {
        var search = new Search(problem.Numbers, problem.Proposals, problem.Options, breadth, budget, cancellation);
        var found = search.Solve(order.Matrix, problem.Field == Field.RealToComplex ? Origin.RealInputs : Origin.Any)
            ?? throw new InvalidOperationException("Only a state that is being solved further up has no solution.");
        return new(found, found.Cost, search.Spent, search.IsComplete);
    }
}

/// <param name="Found">The factorisation.</param>
/// <param name="Cost">What it costs.</param>
/// <param name="Spent">The steps it took to find it.</param>
/// <param name="IsComplete">Whether the search came to its end.</param>
internal sealed record Start(Factorisation Found, Cost Cost, long Spent, bool IsComplete);
