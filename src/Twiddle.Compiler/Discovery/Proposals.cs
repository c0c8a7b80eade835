using Twiddle.Compiler.Discovery.Symmetry;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery;

/// <summary>
/// What rules have proposed for each matrix met in one discovery. A discovery is several searches, in other orders of rows and columns and of the transpose, and they meet
/// most small matrices again: what a rule says depends on the matrix alone, and is not worked out twice.
/// </summary>
internal sealed class Proposals
{
    /// <summary>Discoveries that meet more matrices than this meet few of them twice, and what is kept costs the garbage collector time.</summary>
    private const int MostRemembered = 3000;

    private readonly NumberTable numbers;
    private readonly CancellationToken cancellation;
    private readonly Dictionary<NumberMatrix, OfMatrix> known = new();

    public Proposals(NumberTable numbers, CancellationToken cancellation)
    {
        this.numbers = numbers;
        this.cancellation = cancellation;
    }

    public OfMatrix For(NumberMatrix matrix)
    {
        if (known.TryGetValue(matrix, out var proposals)) return proposals;
        proposals = new(matrix, numbers, cancellation);
        if (known.Count < MostRemembered) known.Add(matrix, proposals);
        return proposals;
    }

    /// <summary>What rules have proposed for one matrix.</summary>
    internal sealed class OfMatrix
    {
        private readonly NumberMatrix matrix;
        private readonly NumberTable numbers;
        private readonly CancellationToken cancellation;
        private readonly List<(Question Question, int Variant, object? Answer)> answers = new();

        public OfMatrix(NumberMatrix matrix, NumberTable numbers, CancellationToken cancellation)
        {
            this.matrix = matrix;
            this.numbers = numbers;
            this.cancellation = cancellation;
        }

        /// <summary>The matrix in its canonical order.</summary>
        public Shuffling Canonical() => Remembered(Question.Canonical, 0, () => Shuffling.ToCanonical(matrix, hasFreeUnits: true, numbers, cancellation));

        public Symmetries Symmetries() => Remembered(Question.Symmetries, 0, () => new Symmetries(matrix, numbers, cancellation));

        /// <summary>What a rule proposes, if anything.</summary>
        public T One<T>(Question question, Func<NumberMatrix, NumberTable, T> rule) => Remembered(question, 0, () => rule(matrix, numbers));

        /// <summary>All that a rule proposes, each only as it is asked for.</summary>
        public IEnumerable<Factorisation> All(Question question, Func<NumberMatrix, NumberTable, IEnumerable<Factorisation>> rule) =>
            Remembered(question, 0, () => new LazySequence<Factorisation>(rule(matrix, numbers)));

        /// <summary>All that a rule proposes for a matrix that arose in one way.</summary>
        public IEnumerable<Factorisation> All(Question question, Func<NumberMatrix, Origin, NumberTable, IEnumerable<Factorisation>> rule, Origin origin) =>
            Remembered(question, (int)origin, () => new LazySequence<Factorisation>(rule(matrix, origin, numbers)));

        /// <summary>What a rule makes of each map.</summary>
        /// <param name="question">The rule, as a question.</param>
        /// <param name="maps">The maps; they follow from the matrix and from how many were sought.</param>
        /// <param name="sought">How many were sought.</param>
        /// <param name="rule">The rule.</param>
        public IEnumerable<Factorisation> Of(Question question, IReadOnlyList<Automorphism> maps, int sought, Func<NumberMatrix, Automorphism, NumberTable, Factorisation> rule) =>
            Remembered(question, sought, () => new LazySequence<Factorisation>(maps.Select(map => rule(matrix, map, numbers))));

        /// <summary>The answer to a question that was asked before, or the answer now.</summary>
        public T Remembered<T>(Question question, int variant, Func<T> answer)
        {
            foreach (var known in answers)
                if (known.Question == question && known.Variant == variant) return (T)known.Answer!;
            var found = answer();
            answers.Add((question, variant, found));
            return found;
        }
    }
}

/// <summary>What is asked of a matrix: mostly what one rule proposes.</summary>
internal enum Question
{
    Cleaning,
    Canonical,
    Symmetries,
    Proportional,
    Scaling,
    BalancedScaling,
    PhaseRows,
    FoldsOfReal,
    FoldsOfComplex,
    Radices,
    Rotations,
    ComplexStructures,
    Involutions,
    SharedValues,
    Karatsuba,
    Normalise,
    RealParts,
    ConjugateRows,
    Kronecker,
    ToeplitzOrder,
    ScaledToeplitz,
    IsScaledToeplitz,
    Gauss,
}
