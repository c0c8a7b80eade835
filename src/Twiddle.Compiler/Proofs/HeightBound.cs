using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Proofs;

/// <summary>
/// How large a difference between the graph's map and the matrix could be, if it were not zero: the binary logarithm of a bound of its norm.
/// </summary>
/// <remarks>
/// Let D be the difference in one entry, a number of K = ℚ(ζ_m) of degree φ(m), and δ an algebraic integer such that δ·D is one too. The norm
/// N(δ·D) is a rational integer, and |N(δ·D)| = |N(δ)|·∏ |σ(D)| over the φ(m) embeddings σ: ζ_m → ζ_m^j, gcd(j, m) = 1.
/// <list type="bullet">
/// <item>δ by a walk through the graph: a sum takes a common multiple, a product the product. A quotient a/b with δ_b·b =: β an algebraic
/// integer has (δ_a·β)·(a/b) = (δ_a·a)·δ_b, so δ_a·β is its denominator; |N(β)| is the product of its bounds over the embeddings.</item>
/// <item>|σ(D)| by a walk with every input 1 and every factor replaced by a bound of |σ(factor)|: it bounds the sum of all entries of a row.</item>
/// </list>
/// </remarks>
internal sealed class HeightBound
{
    private readonly ProofProblem problem;
    private readonly int[] embeddings;
    private readonly int[][] rowEntries;
    private readonly double[] stepBits;
    private readonly double[] rowBits;

    private HeightBound(ProofProblem problem)
    {
        this.problem = problem;
        embeddings = Enumerable.Range(1, problem.Order / 2).Where(j => GreatestCommonDivisor(j, problem.Order) == 1).ToArray();
        rowEntries = Enumerable.Range(0, problem.Matrix.Rows).Select(problem.DistinctEntries).ToArray();
        stepBits = new double[problem.Tape.Steps.Count];
        rowBits = new double[problem.Graph.Outputs.Length];
    }

    /// <summary>φ(m); the embeddings j and m − j are conjugate and have equal moduli.</summary>
    private int Degree => 2 * embeddings.Length;

    /// <summary>The bits of the bound; null where a constant could not be told from a division by zero.</summary>
    public static double? Bits(ProofProblem problem, CancellationToken cancellationToken)
    {
        var bound = new HeightBound(problem);
        return bound.TryAddEmbeddings(cancellationToken) ? bound.Largest(cancellationToken) : null;
    }

    private bool TryAddEmbeddings(CancellationToken cancellationToken)
    {
        var roots = new RootTable(problem.Order);
        var entryBounds = RowEntryBounds();
        var nodeBounds = new double[problem.Graph.Nodes.Length];
        foreach (var power in embeddings)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (StepBounds(roots, power) is not { } bounds) return false;
            for (var i = 0; i < bounds.Length; i++) stepBits[i] += 2 * LogarithmAbove(bounds[i]);

            BoundNodes(bounds, nodeBounds);
            for (var o = 0; o < rowBits.Length; o++)
            {
                var output = problem.Graph.Outputs[o];
                var value = output.IsZero ? 0 : nodeBounds[output.Node];
                rowBits[o] += 2 * LogarithmAbove(value + entryBounds[problem.RowOf(o)]);
            }
        }

        return true;
    }

    /// <summary>|σ(entry)| is at most the sum of the moduli of its coefficients, and so are those of its real and imaginary part.</summary>
    private double[] RowEntryBounds()
    {
        var known = new Dictionary<int, double>();
        return rowEntries.Select(steps => steps.Select(Bound).DefaultIfEmpty().Max()).ToArray();

        double Bound(int step)
        {
            if (known.TryGetValue(step, out var bound)) return bound;
            var value = problem.Tape.Exacts[problem.Tape.Steps[step].Left];
            return known[step] = value.Terms.Sum(t => Math.Abs(Rounding.ToDouble(t.Coefficient)));
        }
    }

    private double[]? StepBounds(RootTable roots, int power)
    {
        var approximate = problem.Tape.Evaluate(new Embedding(roots, power));
        if (Array.TrueForAll(approximate, IsSharp)) return Array.ConvertAll(approximate, a => a.Bound);

        // A denominator with small conjugates: rare, and worth some more bits.
        for (var bits = 128; bits <= 4096; bits *= 2)
        {
            var balls = problem.Tape.Evaluate(new BallArithmetic(bits, power));
            if (Array.TrueForAll(balls, b => b is not null)) return Array.ConvertAll(balls, b => UpperBound(b!.Value, bits));
        }

        return null;
    }

    private static bool IsSharp(ApproximateNumber value) => value.Radius < 1e-3 * Math.Max(value.Centre, 1);

    private static double UpperBound(ComplexBall ball, int bits) =>
        Rounding.ToDouble(new Rational(ball.CentreBound + ball.Radius, System.Numerics.BigInteger.One << bits));

    private void BoundNodes(double[] stepBounds, double[] nodeBounds)
    {
        for (var n = 0; n < nodeBounds.Length; n++)
        {
            nodeBounds[n] = problem.Graph.Nodes[n] switch
            {
                AddNode add => nodeBounds[add.Left] + nodeBounds[add.Right],
                ScaleNode scale => stepBounds[problem.Factors[n]] * nodeBounds[scale.Operand],
                _ => 1,
            };
        }
    }

    /// <summary>The largest bound of all numbers that the proof has to show zero.</summary>
    private double Largest(CancellationToken cancellationToken)
    {
        var (steps, baseBits) = StepDenominators();
        var nodes = NodeDenominators(steps, cancellationToken);
        var largest = 0.0;
        for (var o = 0; o < rowBits.Length; o++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var output = problem.Graph.Outputs[o];
            var denominator = output.IsZero ? Denominator.One : nodes[output.Node];
            foreach (var entry in rowEntries[problem.RowOf(o)])
                denominator = Denominator.CommonMultiple(denominator, PartDenominator(steps[entry]));
            largest = Math.Max(largest, denominator.NormBits(Degree, baseBits) + rowBits[o]);
        }

        // c − c̄ for what has to be real: |σ(c − c̄)| ≤ 2·|σ(c)|.
        foreach (var step in problem.RealSteps())
        {
            var denominator = Denominator.CommonMultiple(steps[step], steps[step].Conjugate());
            largest = Math.Max(largest, denominator.NormBits(Degree, baseBits) + stepBits[step] + Degree);
        }

        return largest;
    }

    /// <summary>Real and imaginary part are (z ± z̄)/2, over i.</summary>
    private Denominator PartDenominator(Denominator entry) =>
        problem.HasComplexOutputs ? entry with { Whole = 2 * entry.Whole } : entry;

    private (Denominator[] Steps, List<double> BaseBits) StepDenominators()
    {
        var tape = problem.Tape;
        var denominators = new Denominator[tape.Steps.Count];
        var baseBits = new List<double>();
        var divisors = new Dictionary<int, Denominator>();
        for (var i = 0; i < denominators.Length; i++)
        {
            var (operation, left, right) = tape.Steps[i];
            denominators[i] = operation switch
            {
                ConstantOperation.Exact => Denominator.Of(tape.Exacts[left]),
                ConstantOperation.Sum => Denominator.CommonMultiple(denominators[left], denominators[right]),
                ConstantOperation.Product => Denominator.Product(denominators[left], denominators[right]),
                ConstantOperation.Quotient => Denominator.Product(denominators[left], Divisor(right)),
                _ => denominators[left].Conjugate(),
            };
        }

        return (denominators, baseBits);

        Denominator Divisor(int step)
        {
            if (divisors.TryGetValue(step, out var known)) return known;
            baseBits.Add(denominators[step].NormBits(Degree, baseBits) + stepBits[step]);
            return divisors[step] = Denominator.Of(2 * (baseBits.Count - 1));
        }
    }

    private Denominator[] NodeDenominators(Denominator[] steps, CancellationToken cancellationToken)
    {
        var denominators = new Denominator[problem.Graph.Nodes.Length];
        for (var n = 0; n < denominators.Length; n++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            denominators[n] = problem.Graph.Nodes[n] switch
            {
                AddNode add => Denominator.CommonMultiple(denominators[add.Left], denominators[add.Right]),
                ScaleNode scale => Denominator.Product(denominators[scale.Operand], steps[problem.Factors[n]]),
                _ => Denominator.One,
            };
        }

        return denominators;
    }

    /// <summary>log₂ rounded up; the additions in double are covered by the margin too. A bound of zero stays a bound when it is raised.</summary>
    private static double LogarithmAbove(double value) => Math.Log(Math.Max(value, 1e-300), 2) + 1e-6;

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
