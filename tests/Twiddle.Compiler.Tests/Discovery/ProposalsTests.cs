using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Discovery;

/// <summary>Work that is not done twice.</summary>
public class ProposalsTests
{
    [Fact]
    public void A_rule_is_asked_once_for_equal_matrices()
    {
        var (numbers, proposals) = Begin();
        var asked = 0;
        for (var i = 0; i < 3; i++)
            Assert.Equal(2, proposals.For(Matrix(numbers, 1, 2)).One(Question.Kronecker, (matrix, _) => ++asked + matrix.Rows - asked));
        Assert.Equal(1, asked);
        proposals.For(Matrix(numbers, 1, 3)).One(Question.Kronecker, (_, _) => ++asked);
        proposals.For(Matrix(numbers, 1, 2)).One(Question.Gauss, (_, _) => ++asked);
        Assert.Equal(3, asked);
    }

    [Fact]
    public void What_arose_in_another_way_is_another_question()
    {
        var (numbers, proposals) = Begin();
        var asked = new List<Origin>();
        foreach (var origin in new[] { Origin.Any, Origin.Complexified, Origin.Any })
            Assert.Empty(proposals.For(Matrix(numbers, 1, 2)).All(
                Question.Normalise,
                (_, from, _) =>
                {
                    asked.Add(from);
                    return [];
                },
                origin));
        Assert.Equal([Origin.Any, Origin.Complexified], asked);
    }

    [Fact]
    public void A_sequence_is_worked_out_once_and_no_further_than_asked()
    {
        var made = 0;
        var sequence = new LazySequence<int>(Enumerable.Range(1, 4).Select(i => made += i));
        Assert.Equal(0, made);
        Assert.Equal([1, 3], sequence.Take(2));
        Assert.Equal(3, made);
        Assert.Equal([1, 3, 6, 10], sequence);
        Assert.Equal([1, 3, 6, 10], sequence);
    }

    /// <summary>A search asks again, deeper down, while it goes through the answers.</summary>
    [Fact]
    public void A_sequence_may_be_asked_while_it_is_gone_through()
    {
        var sequence = new LazySequence<int>(Enumerable.Range(0, 3));
        Assert.Equal([3, 3, 3], sequence.Select(_ => sequence.Count()));
    }

    [Fact]
    public void An_emptied_set_has_nothing_of_before()
    {
        var set = new IdSet();
        Assert.True(set.Emptied().Add(5000));
        Assert.False(set.Add(5000));
        Assert.True(set.Add(3));
        Assert.Equal(2, set.Count);
        Assert.True(set.Emptied().Add(5000));
        Assert.Equal(1, set.Count);
    }

    private static (NumberTable Numbers, Proposals Proposals) Begin()
    {
        var numbers = NumberTable.For(ExactMatrix.Define(1, 1, (_, _) => Cyclotomic.One));
        return (numbers, new(numbers, CancellationToken.None));
    }

    private static NumberMatrix Matrix(NumberTable numbers, int first, int second) =>
        NumberMatrix.Define(MatrixKind.Real, 2, 2, (k, j) => numbers.Intern(Cyclotomic.FromRational(k == j ? first : second)));
}
