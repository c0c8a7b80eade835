using System.Runtime.CompilerServices;
using Twiddle.Compiler.Discovery.Rules;
using Twiddle.Compiler.Discovery.Symmetry;
using Twiddle.Compiler.Discovery.Toeplitz;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery;

/// <summary>
/// The search for the cheapest factorisation: tries the rules on a matrix, solves the subproblems that they leave, and remembers the best
/// for each matrix. All choices of order, commitment and pruning are here; the rules know nothing of each other.
/// </summary>
internal sealed class Search
{
    /// <summary>Complex matrices up to this size are tried as real ones even where another rule has found something.</summary>
    private const int LargestAlternativeRealification = 34;

    /// <summary>Symmetries of real matrices are sought up to this size.</summary>
    private const int LargestRealCover = 260;

    /// <summary>Colour refinement that takes as long as one entry's share of all else.</summary>
    private const int WorkPerStep = 1000;

    /// <summary>Up to this size a matrix is brought to its canonical order first.</summary>
    private const int LargestCanonical = 16;

    /// <summary>Steps within which a state is solved in other orders.</summary>
    private const long StepsForOrders = 6000;

    private const int LargestGauss = 12;
    private const int RealRatioBases = 3;
    private const int RealRatios = 4;
    private const int ComplexRatioBases = 2;
    private const int ComplexRatios = 2;
    private const int ComplexStructures = 4;
    private const int OddOrders = 4;

    private readonly NumberTable numbers;
    private readonly Proposals proposals;
    private readonly CostModel costs;
    private readonly DiscoveryRules rules;
    private readonly Tampering? tampering;
    private readonly SearchBreadth breadth;
    private readonly long budget;
    private readonly CancellationToken cancellation;
    private readonly RealInputSearch realInputs;
    private readonly Splits splits;
    private readonly ToeplitzEstimate toeplitz;

    /// <summary>The best factorisation by state; null while the state is in progress.</summary>
    private readonly Dictionary<(NumberMatrix Matrix, Origin Origin), Factorisation?> solved = new();

    /// <param name="numbers">The numbers that matrices are made of.</param>
    /// <param name="proposals">What rules have proposed for matrices of them.</param>
    /// <param name="options">The rules and what they are to save.</param>
    /// <param name="breadth">How many alternatives are explored.</param>
    /// <param name="budget">The steps to take at most.</param>
    /// <param name="cancellation">Ends the search.</param>
    public Search(NumberTable numbers, Proposals proposals, DiscoveryOptions options, SearchBreadth breadth, long budget, CancellationToken cancellation)
    {
        this.numbers = numbers;
        this.proposals = proposals;
        costs = options.Cost;
        rules = options.Rules | DiscoveryRules.Cleaning;
        tampering = options.Tampering;
        this.breadth = breadth;
        this.budget = budget;
        this.cancellation = cancellation;
        realInputs = new(this);
        splits = new(numbers);
        toeplitz = new(rules);
    }

    public NumberTable Numbers => numbers;

    public CostModel Costs => costs;

    /// <summary>Steps taken so far: the entries of all matrices explored, and the refinement of their colours in the same measure.</summary>
    public long Spent { get; private set; }

    /// <summary>Whether the budget lasted.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The best factorisation found; null only for a matrix that is itself being solved further up.</summary>
    public Factorisation? Solve(NumberMatrix matrix, Origin origin = Origin.Any)
    {
        cancellation.ThrowIfCancellationRequested();
        if (origin is Origin.RealInputs or Origin.PairedRows) return realInputs.Solve(matrix, origin);
        var state = (matrix, origin);
        if (solved.TryGetValue(state, out var known)) return known;
        solved[state] = null;
        var cleaned = Accept(DiscoveryRules.Cleaning, proposals.For(matrix).Remembered(Question.Cleaning, (int)origin, () => Cleaning.TryClean(matrix, origin, numbers)));
        var solution = cleaned is not null ? Complete(cleaned, null) : SolveInCanonicalOrder(matrix, origin);
        // A part that is in progress further up will have a solution later.
        if (solution is null) solved.Remove(state);
        else solved[state] = solution;
        return solution;
    }

    /// <summary>Small matrices are solved once for all orders of their rows and columns.</summary>
    private Factorisation? SolveInCanonicalOrder(NumberMatrix matrix, Origin origin)
    {
        if (Math.Max(matrix.Rows, matrix.Columns) > LargestCanonical || Math.Min(matrix.Rows, matrix.Columns) < 2) return SolveClean(matrix, origin);
        var proposed = proposals.For(matrix);
        // Blocks in an order that repeats them are in the right one.
        if (matrix.Size > 16 && proposed.All(Question.Karatsuba, Karatsuba.Propose).Any()) return SolveClean(matrix, origin);
        if (matrix.Size > 9 && (matrix.Size > 16 || matrix.Rows != matrix.Columns) && (ToeplitzShape.TryRead(matrix) is not null || proposed.One(Question.IsScaledToeplitz, ScaledToeplitz.IsOrdered))) return SolveClean(matrix, origin);
        var canonical = proposed.Canonical();
        if (canonical.Matrix.Equals(matrix)) return SolveClean(matrix, origin);
        var state = (canonical.Matrix, origin);
        if (!solved.TryGetValue(state, out var solution))
        {
            solved[state] = null;
            solution = SolveClean(canonical.Matrix, origin);
            solved[state] = solution;
        }

        return solution is null ? null : canonical.Undo(solution);
    }

    /// <summary>What a rule has found, where the rule is on.</summary>
    public Factorisation? Accept(DiscoveryRules rule, Factorisation? found)
    {
        if (found is null || (rules & rule) == 0) return null;
        return tampering is null ? found : tampering(rule, found, numbers);
    }

    /// <summary>Solves the subproblems of a factorisation; null where one cannot be, or where the whole costs more than the limit.</summary>
    public Factorisation? Complete(Factorisation candidate, Cost? limit)
    {
        var spent = candidate.Cost;
        return Complete(candidate, ref spent, limit);
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private Factorisation? Complete(Factorisation candidate, ref Cost spent, Cost? limit)
    {
        if (limit is { } most && costs.Total(spent) > costs.Total(most)) return null;
        switch (candidate)
        {
            case Subproblem subproblem:
                var solution = Solve(subproblem.Matrix, subproblem.Origin);
                if (solution is not null) spent += solution.Cost;
                return solution;
            case DirectSum sum:
                var parts = new Part[sum.Parts.Count];
                for (var i = 0; i < parts.Length; i++)
                {
                    if (Complete(sum.Parts[i].Factorisation, ref spent, limit) is not { } part) return null;
                    parts[i] = sum.Parts[i] with { Factorisation = part };
                }

                return new DirectSum(parts, sum.OutputCount);
            case Composition composition:
                var layers = new Factorisation[composition.Layers.Count];
                for (var i = 0; i < layers.Length; i++)
                {
                    if (Complete(composition.Layers[i], ref spent, limit) is not { } layer) return null;
                    layers[i] = layer;
                }

                return new Composition(layers, composition.Step);
            case Realified realified:
                return Complete(realified.Real, ref spent, limit) is { } real ? new Realified(real, realified.Step) : null;
            case OutputParts outputs:
                return Complete(outputs.Complex, ref spent, limit) is { } pairs ? new OutputParts(pairs) : null;
            case Complexified complexified:
                return Complete(complexified.Complex, ref spent, limit) is { } complex
                    ? new Complexified(complexified.Inputs, complex, complexified.Outputs, complexified.Step)
                    : null;
            default:
                return candidate;
        }
    }

    private Factorisation SolveClean(NumberMatrix matrix, Origin origin)
    {
        var best = new Incumbent(this, Combination.Of(numbers, matrix));
        if (matrix.Rows == 1 || matrix.Columns == 1) return best.Value;
        if (Spent >= budget)
        {
            IsComplete = false;
            return best.Value;
        }

        var spentBefore = Spent;
        Explore(matrix, origin, best);
        // How orbits are laid out decides what is found in them, and other orders lay them out differently.
        for (var seed = 1; best.HasOrbits && seed <= breadth.Orders && Spent - spentBefore < StepsForOrders; seed++)
        {
            var shuffled = Shuffling.None(matrix).Shuffled((ulong)seed);
            var other = new Incumbent(this, Combination.Of(numbers, shuffled.Matrix));
            Explore(shuffled.Matrix, origin, other);
            best.Replace(shuffled.Undo(other.Value));
        }

        return best.Value;
    }

    private void Explore(NumberMatrix matrix, Origin origin, Incumbent best)
    {
        Spent += matrix.Size;
        if (numbers.IsModular) SolveModular(matrix, origin, best);
        else if (matrix.Kind == MatrixKind.Real) SolveReal(matrix, origin, best);
        else SolveComplex(matrix, origin, best);
    }

    private void SolveReal(NumberMatrix matrix, Origin origin, Incumbent best)
    {
        var proposed = proposals.For(matrix);
        if (best.TryConsider(DiscoveryRules.Collinear, proposed.One(Question.Proportional, Proportional.TryMerge))) return;
        // Before folds: these never hide a scaling, but what they leave may.
        ConsiderAll(best, DiscoveryRules.Window, proposed.All(Question.Scaling, Scaling.Propose));
        ConsiderAll(best, DiscoveryRules.Window, proposed.All(Question.BalancedScaling, BalancedScaling.Propose));
        if (origin != Origin.Realified) best.TryConsider(DiscoveryRules.ConjugateOutputs, proposed.One(Question.PhaseRows, PhaseRows.TryPropose));
        if (Fold(proposed.Remembered(Question.FoldsOfReal, 0, () => splits.FoldsOfReal(matrix)), best) && IsFoldFinal(matrix)) return;
        var isEven = matrix.Rows % 2 == 0 && matrix.Columns % 2 == 0;
        var fitsCover = Math.Max(matrix.Rows, matrix.Columns) <= LargestRealCover;
        var symmetries = fitsCover ? proposed.Symmetries() : null;
        var known = new List<Automorphism>();
        var work = symmetries?.WorkBefore ?? 0;
        if (symmetries is not null && isEven && matrix.Size > 4 && origin != Origin.Realified)
        {
            var structures = Noted(known, symmetries.ComplexStructures(ComplexStructures, ref work));
            ConsiderAll(best, DiscoveryRules.HalfSizeComplex, proposed.Of(Question.ComplexStructures, structures, ComplexStructures, Complexify.Propose));
        }

        if (symmetries is not null)
        {
            var involutions = Noted(known, symmetries.Involutions(breadth.Involutions, ref work));
            ConsiderAll(best, DiscoveryRules.Involution, proposed.Of(Question.Involutions, involutions, breadth.Involutions, Involution.Propose));
            if (Math.Min(matrix.Rows, matrix.Columns) >= 3) ConsiderPrimePowers(matrix, symmetries, known, best, ref work);
            symmetries.Rest();
            Spent += work / WorkPerStep;
        }

        if (best.Total > matrix.Size && IsRectangle(matrix)) best.TryConsider(DiscoveryRules.Cleaning, proposed.One(Question.SharedValues, SharedValues.TrySplit));
        if (costs.TradesMultiplications && best.Total > matrix.Size)
        {
            ConsiderAll(best, DiscoveryRules.Karatsuba, proposed.All(Question.Karatsuba, Karatsuba.Propose));
        }

        if (best.Value.Cost.Flops > matrix.NonZeros) ConsiderProducts(matrix, best);

        if (Math.Min(matrix.Rows, matrix.Columns) > breadth.ThinSide && !best.IsDirect) return;
        ConsiderAll(best, DiscoveryRules.Rotation, proposed.All(Question.Rotations, RotationsOf));
    }

    /// <summary>Modulo a prime there are signs but no real or imaginary parts: the rules of real matrices, with those for twiddle factors of complex ones.</summary>
    private void SolveModular(NumberMatrix matrix, Origin origin, Incumbent best)
    {
        var proposed = proposals.For(matrix);
        best.TryConsider(DiscoveryRules.Collinear, proposed.One(Question.Proportional, Proportional.TryMerge));
        if (Fold(proposed.Remembered(Question.FoldsOfReal, 0, () => splits.FoldsOfReal(matrix)), best) && 2 * Math.Min(matrix.Rows, matrix.Columns) > Math.Max(matrix.Rows, matrix.Columns)) return;
        ConsiderRadices(matrix, best);
        if (origin != Origin.Normalised) ConsiderAll(best, DiscoveryRules.TwiddleFactors, proposed.All(Question.Normalise, Normalise.Propose, origin));
        if (Math.Max(matrix.Rows, matrix.Columns) > breadth.LargestComplexCover) return;
        var symmetries = proposed.Symmetries();
        var work = symmetries.WorkBefore;
        var involutions = symmetries.Involutions(breadth.Involutions, ref work);
        ConsiderAll(best, DiscoveryRules.Involution, proposed.Of(Question.Involutions, involutions, breadth.Involutions, Involution.Propose));
        if (Math.Min(matrix.Rows, matrix.Columns) >= 3) ConsiderPrimePowers(matrix, symmetries, involutions, best, ref work);
        symmetries.Rest();
        Spent += work / WorkPerStep;
        if (!costs.TradesMultiplications || best.Total <= matrix.Size) return;
        ConsiderAll(best, DiscoveryRules.Karatsuba, proposed.All(Question.Karatsuba, Karatsuba.Propose));
        ConsiderProducts(matrix, best);
    }

    /// <summary>Convolutions and Kronecker products: the best split of a Toeplitz matrix, or what makes it one.</summary>
    private void ConsiderProducts(NumberMatrix matrix, Incumbent best)
    {
        if (Math.Min(matrix.Rows, matrix.Columns) < 2) return;
        ConsiderAll(best, DiscoveryRules.Kronecker, proposals.For(matrix).All(Question.Kronecker, KroneckerProduct.Propose));
        if (ToeplitzShape.TryRead(matrix) is { } shape)
        {
            if (!costs.TradesMultiplications) return;
            var step = toeplitz.BestStep(shape);
            best.TryConsider(DiscoveryRules.BlockToeplitz, BlockToeplitz.TryPropose(matrix, step, numbers));
            best.TryConsider(DiscoveryRules.FastFilter, FastFilter.TryPropose(matrix, step, numbers));
            best.TryConsider(DiscoveryRules.ToomCook, ToomCook.TryPropose(matrix, step, numbers));
            return;
        }

        if (costs.TradesMultiplications && best.TryConsider(DiscoveryRules.ToeplitzOrder, proposals.For(matrix).One(Question.ToeplitzOrder, ToeplitzOrder.TryPropose))) return;
        ConsiderAll(best, DiscoveryRules.Chirp, proposals.For(matrix).All(Question.ScaledToeplitz, ScaledToeplitz.Propose));
    }

    private void ConsiderRadices(NumberMatrix matrix, Incumbent best)
    {
        ConsiderAll(best, DiscoveryRules.CooleyTukey, proposals.For(matrix).Remembered(Question.Radices, 0, () =>
        {
            var ratios = splits.Ratios(matrix, Math.Max(2, matrix.Rows / 2), Math.Max(2, matrix.Columns / 2), ComplexRatioBases, 1);
            return ratios.OrderBy(r => r.DenseSize).ThenBy(r => r.Classes).Take(ComplexRatios).Select(r => r.Candidate).ToArray();
        }));
    }

    private IEnumerable<Factorisation> RotationsOf(NumberMatrix matrix, NumberTable _) =>
        splits.Ratios(matrix, 2, 2, RealRatioBases, RealRatios).Select(r => r.Candidate);

    /// <summary>Twice as wide as high or more, or the other way round: a transform with inputs or outputs left out.</summary>
    private static bool IsRectangle(NumberMatrix matrix) =>
        2 * Math.Min(matrix.Rows, matrix.Columns) <= Math.Max(matrix.Rows, matrix.Columns);

    private bool IsFoldFinal(NumberMatrix matrix)
    {
        var (least, most) = (Math.Min(matrix.Rows, matrix.Columns), Math.Max(matrix.Rows, matrix.Columns));
        return least > breadth.LargestExplored && (2 * least > most || least > breadth.ThinSide);
    }

    /// <summary>Tries the best folds of columns and rows; whether there are complete ones.</summary>
    private bool Fold(Splits.Folds folds, Incumbent best)
    {
        if ((rules & DiscoveryRules.Butterfly) == 0) return false;
        ConsiderAll(best, DiscoveryRules.Butterfly, folds.Candidates);
        return folds.HasComplete;
    }

    private void ConsiderPrimePowers(NumberMatrix matrix, Symmetries symmetries, IReadOnlyList<Automorphism> evenMaps, Incumbent best, ref long work)
    {
        var explored = new Dictionary<int, int>();
        var isSmall = Math.Max(matrix.Rows, matrix.Columns) <= LargestCanonical;
        var mostOddOrders = isSmall ? OddOrders : 1;
        var powers = symmetries.PrimePowers(isSmall ? 8 : 4, ref work);
        foreach (var power in powers)
        {
            if (power.Prime != 2)
            {
                explored.TryGetValue(power.Prime, out var count);
                if (count < mostOddOrders && best.TryConsider(DiscoveryRules.RaderWinograd, OddOrder.TryPropose(matrix, power, Companions(power, powers, evenMaps), numbers))) explored[power.Prime] = count + 1;
            }
            else if (matrix.Kind == MatrixKind.Complex) best.TryConsider(DiscoveryRules.TwistedInvolution, TwistedInvolution.TryPropose(matrix, power, numbers));
            else if (power.Exponent == 1) best.Consider(DiscoveryRules.HalfSizeComplex, Complexify.Propose(matrix, power.Map, numbers));
        }
    }

    private static IReadOnlyList<Automorphism> Noted(List<Automorphism> known, IReadOnlyList<Automorphism> maps)
    {
        known.AddRange(maps);
        return maps;
    }

    /// <summary>Maps that commute with one of odd order, of orders that its prime does not divide.</summary>
    private static Automorphism[] Companions(PrimePower power, IReadOnlyList<PrimePower> powers, IReadOnlyList<Automorphism> evenMaps) =>
        powers.Where(p => p.Prime == power.Prime).Select(p => p.Companion)
            .Concat(powers.Where(p => p.Prime != power.Prime).Select(p => p.Map))
            .Concat(evenMaps)
            .Where(g => g.CommutesWith(power.Map))
            .ToArray();

    private void SolveComplex(NumberMatrix matrix, Origin origin, Incumbent best)
    {
        var proposed = proposals.For(matrix);
        if (Realify.IsReal(matrix, numbers))
        {
            best.Consider(DiscoveryRules.Cleaning, proposed.One(Question.RealParts, Realify.Propose));
            return;
        }

        best.TryConsider(DiscoveryRules.Collinear, proposed.One(Question.Proportional, Proportional.TryMerge));
        if (Fold(proposed.Remembered(Question.FoldsOfComplex, 0, () => splits.FoldsOfComplex(matrix)), best) && 2 * Math.Min(matrix.Rows, matrix.Columns) > Math.Max(matrix.Rows, matrix.Columns)) return;
        ConsiderRadices(matrix, best);
        if (origin != Origin.Normalised) ConsiderAll(best, DiscoveryRules.TwiddleFactors, proposed.All(Question.Normalise, Normalise.Propose, origin));
        var (least, most) = (Math.Min(matrix.Rows, matrix.Columns), Math.Max(matrix.Rows, matrix.Columns));
        if (origin != Origin.Complexified && (most <= LargestAlternativeRealification || best.IsDirect)) best.Consider(DiscoveryRules.RealParts, proposed.One(Question.RealParts, Realify.Propose));
        best.TryConsider(DiscoveryRules.RealParts, proposed.One(Question.ConjugateRows, ConjugateRows.TryPropose));
        if (most <= breadth.LargestComplexCover && least >= 2)
        {
            var symmetries = proposed.Symmetries();
            var work = symmetries.WorkBefore;
            ConsiderPrimePowers(matrix, symmetries, Array.Empty<Automorphism>(), best, ref work);
            symmetries.Rest();
            Spent += work / WorkPerStep;
        }

        if (!costs.TradesMultiplications) return;
        if (best.Total > 4 * matrix.Size) ConsiderAll(best, DiscoveryRules.Karatsuba, proposed.All(Question.Karatsuba, Karatsuba.Propose));
        if (best.Value.Cost.Flops > 4 * matrix.NonZeros) ConsiderProducts(matrix, best);
        if (most <= LargestGauss && best.Total > 6 * matrix.Size) ConsiderAll(best, DiscoveryRules.Gauss, proposed.All(Question.Gauss, Gauss.Propose));
    }

    private static void ConsiderAll(Incumbent best, DiscoveryRules rule, IEnumerable<Factorisation> candidates)
    {
        foreach (var candidate in candidates) best.Consider(rule, candidate);
    }
}
