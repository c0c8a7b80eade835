using Twiddle.Bench;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Discovery.Rules;
using Twiddle.Compiler.Discovery.Symmetry;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Tests.Discovery;

public class OrbitAlignmentTests
{
    /// <summary>h: 0 → 1 → 2 and 3 → 4 → 5; a map that commutes with it takes 0 to −4, so the second orbit begins there.</summary>
    [Fact]
    public void Orbits_begin_where_a_companion_takes_the_beginning()
    {
        UnitPoint[][] cycles = [[new(0, 0), new(1, 0), new(2, 0)], [new(3, 0), new(4, 0), new(5, 0)]];
        UnitPoint[] companion = [new(4, 1), new(5, 1), new(3, 1), new(2, 1), new(0, 1), new(1, 1)];
        new OrbitAlignment(3, 2).Follow(cycles, [companion]);
        Assert.Equal(new UnitPoint[] { new(0, 0), new(1, 0), new(2, 0) }, cycles[0]);
        Assert.Equal(new UnitPoint[] { new(4, 1), new(5, 1), new(3, 1) }, cycles[1]);
    }

    [Fact]
    public void Orbits_that_no_companion_reaches_stay()
    {
        UnitPoint[][] cycles = [[new(0, 0), new(1, 0), new(2, 0)], [new(3, 0), new(4, 0), new(5, 0)]];
        new OrbitAlignment(3, 2).Follow(cycles, []);
        Assert.Equal(new UnitPoint[] { new(3, 0), new(4, 0), new(5, 0) }, cycles[1]);
    }

    /// <summary>Wherever orbits begin, what is made of them computes the matrix: a companion that is none does no harm.</summary>
    [Fact]
    public void A_wrong_companion_costs_nothing_but_structure()
    {
        var (exact, field) = NamedMatrices.Get("dft-complex", 7);
        var numbers = NumberTable.For(exact);
        var matrix = NumberMatrix.Of(exact, MatrixKind.Complex, numbers);
        var powers = new AutomorphismSearch(matrix, numbers, CancellationToken.None).FindPrimePowers(4);
        var power = powers.First(p => p.Prime == 3);
        var wrong = power.Map with { Columns = power.Map.Columns.Reverse().ToArray() };
        var options = new DiscoveryOptions(CostModel.Flops, Effort.Quick);
        var search = new Search(numbers, new(numbers, CancellationToken.None), options, SearchBreadth.Narrow, 100_000, CancellationToken.None);
        var solution = search.Complete(OddOrder.TryPropose(matrix, power, [wrong], numbers)!, null)!;
        var (graph, outputs) = FactorisationWriter.Write(solution, exact.Columns, hasComplexInputs: true, hasComplexOutputs: true, numbers);
        Assert.InRange(NumericDefect.Of(graph.Build(outputs), exact, field), 0, 1e-12);
    }
}
