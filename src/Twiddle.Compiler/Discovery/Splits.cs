using Twiddle.Compiler.Discovery.Rules;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Discovery;

/// <summary>Rules on columns applied to both sides: to the columns, and, on the transpose, to the rows; the best come first.</summary>
internal sealed class Splits
{
    private const int MostFolds = 3;

    private readonly NumberTable numbers;

    public Splits(NumberTable numbers) => this.numbers = numbers;

    /// <summary>Folds of a real matrix, complete ones first.</summary>
    public Folds FoldsOfReal(NumberMatrix matrix) => new(
        this,
        FindFolds(matrix, RealFold.Find).OrderBy(f => f.Uncovered > 0).ThenBy(f => (double)f.Uncovered / f.Side.Columns).ThenBy(f => f.IsOnRows).ToArray());

    /// <summary>Folds of a complex matrix.</summary>
    public Folds FoldsOfComplex(NumberMatrix matrix) => new(
        this,
        FindFolds(matrix, ComplexFold.Find).OrderBy(f => (double)f.Uncovered / f.Side.Columns).ThenBy(f => f.IsOnRows).ToArray());

    /// <summary>The smallest few-valued splits of columns, and of rows, each with its size when it is dense, and its classes.</summary>
    public IEnumerable<(Factorisation Candidate, int DenseSize, int Classes)> Ratios(
        NumberMatrix matrix, int mostColumnClasses, int mostRowClasses, int bases, int mostCandidates)
    {
        foreach (var isOnRows in new[] { false, true })
        {
            var side = isOnRows ? matrix.Transpose() : matrix;
            foreach (var (product, size, classes) in FewValuedRatio.Find(side, isOnRows ? mostRowClasses : mostColumnClasses, bases, mostCandidates, numbers))
                yield return (
                    Oriented(product, isOnRows, $"overlap of {side.Columns} {(isOnRows ? "rows" : "columns")} with {classes} ratios (radix {classes})"),
                    size,
                    classes);
        }
    }

    private IEnumerable<Fold> FindFolds(NumberMatrix matrix, Func<NumberMatrix, NumberTable, IReadOnlyList<FoldCandidate>> find)
    {
        var transposed = matrix.Transpose();
        return find(matrix, numbers).Select(c => new Fold(c.Partition, c.Uncovered, false, matrix))
            .Concat(find(transposed, numbers).Select(c => new Fold(c.Partition, c.Uncovered, true, transposed)));
    }

    private static Factorisation Oriented(LayeredProduct product, bool isTransposed, string step) =>
        (isTransposed ? product.Transpose() : product).ToFactorisation(step);

    /// <summary>The folds of a matrix in the order in which they are worth trying.</summary>
    internal sealed class Folds
    {
        private readonly Splits splits;
        private readonly IReadOnlyList<Fold> folds;

        public Folds(Splits splits, IReadOnlyList<Fold> folds)
        {
            this.splits = splits;
            this.folds = folds;
            Candidates = new LazySequence<Factorisation>(folds.Select(Factor).OfType<Factorisation>().Take(MostFolds));
        }

        /// <summary>Whether one of them covers all columns, or all rows.</summary>
        public bool HasComplete => folds.Any(f => f.Uncovered == 0);

        /// <summary>The first few that are factorisations.</summary>
        public IEnumerable<Factorisation> Candidates { get; }

        private Factorisation? Factor(Fold fold) =>
            RankOneSplit.TryFactor(fold.Side, fold.Partition, splits.numbers) is { } split
                ? Oriented(split.Product, fold.IsOnRows, $"fold of {fold.Side.Columns} {(fold.IsOnRows ? "rows" : "columns")} (butterflies)")
                : null;
    }

    internal sealed record Fold(RowPartition Partition, int Uncovered, bool IsOnRows, NumberMatrix Side);
}
