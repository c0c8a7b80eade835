using System.Collections.Immutable;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Proofs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Plans;

/// <summary>A plan is proved, and a plan with anything changed in it is not.</summary>
public sealed class PlanProofTests
{
    private static readonly HarmonicMap Large = SampleMaps.ComplexDft(1024);
    private static readonly HarmonicMap Small = SampleMaps.Dct2(60);
    private static readonly Lazy<PassPlan> LargePlan = new(() => SampleMaps.Plan(Large));
    private static readonly Lazy<PassPlan> SmallPlan = new(() => SampleMaps.Plan(Small));

    public static TheoryData<string> Mutations =>
    [
        "twiddle step", "twiddle step of the last pass", "blocks", "columns", "source lane", "source block", "target lane", "target column", "radices exchanged",
        "codelet of another pass", "sign", "output signs", "operand", "subtraction", "constant",
    ];

    public static TheoryData<string> EndMutations =>
        ["source factor", "source offset", "source first", "source conjugate", "source dropped", "use factor", "use offset", "use stride", "use conjugate", "use dropped", "segment shifted", "segment dropped"];

    [Fact]
    public void DerivedPlansAreProved()
    {
        Assert.IsType<PlanProved>(Verify(LargePlan.Value, Large));
        Assert.IsType<PlanProved>(Verify(SmallPlan.Value, Small));
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public void APassWithAnythingChangedIsRefuted(string mutation) => Assert.IsType<PlanRefuted>(Verify(Mutate(LargePlan.Value, mutation), Large));

    [Theory]
    [MemberData(nameof(EndMutations))]
    public void EndsWithAnythingChangedAreRefuted(string mutation) => Assert.IsType<PlanRefuted>(Verify(MutateEnds(SmallPlan.Value, mutation), Small));

    [Fact]
    public void APlanIsNotProvedForAnotherMap()
    {
        Assert.IsType<PlanRefuted>(Verify(LargePlan.Value, SampleMaps.ComplexDft(1024, 1)));
        Assert.IsType<PlanRefuted>(Verify(SmallPlan.Value, SampleMaps.Dct3(60)));
    }

    /// <summary>The exponents are refuted by themselves, not only by the evaluation.</summary>
    [Theory]
    [InlineData("twiddle step")]
    [InlineData("target lane")]
    [InlineData("source block")]
    [InlineData("sign")]
    public void ExponentsAloneRefuteAWrongSplit(string mutation)
    {
        var plan = Mutate(LargePlan.Value, mutation);
        Assert.NotNull(PlanProofExponents.Problem(plan.Cores[0], plan.Codelets));
        Assert.Null(PlanProofExponents.Problem(LargePlan.Value.Cores[0], LargePlan.Value.Codelets));
    }

    private static PlanProofResult Verify(PassPlan plan, HarmonicMap map) => PlanProof.Verify(plan, map, CancellationToken.None);

    private static PassPlan Mutate(PassPlan plan, string mutation)
    {
        var core = plan.Cores[0];
        var passes = core.Passes;
        return mutation switch
        {
            "twiddle step" => WithPass(1, p => p with { TwiddleStep = p.TwiddleStep + 1 }),
            "twiddle step of the last pass" => WithPass(0, p => p with { TwiddleStep = 0 }),
            "blocks" => WithPass(1, p => p with { Blocks = p.Blocks / 2 }),
            "columns" => WithPass(1, p => p with { Columns = p.Columns - 1 }),
            "source lane" => WithPass(1, p => p with { Source = p.Source with { Lane = p.Source.Lane / 2 } }),
            "source block" => WithPass(1, p => p with { Source = p.Source with { Block = p.Source.Block * 2 } }),
            "target lane" => WithPass(1, p => p with { Target = p.Target with { Lane = p.Target.Lane * 2 } }),
            "target column" => WithPass(1, p => p with { Target = p.Target with { Column = 2 } }),
            "radices exchanged" => WithCore(core with { Passes = ImmutableArray.Create(passes[1], passes[0]).AddRange(passes.Skip(2)) }),
            "codelet of another pass" => WithPass(0, p => p with { Codelet = passes.First(other => other.Codelet != p.Codelet).Codelet }),
            "sign" => WithCore(core with { Input = core.Input with { Sign = -core.Input.Sign } }),
            "output signs" => WithGraph(0, g => g with { Outputs = g.Outputs.SetItem(3, g.Outputs[3] with { IsNegated = !g.Outputs[3].IsNegated }) }),
            "operand" => WithNode<AddNode>(n => n with { Left = n.Right }),
            "subtraction" => WithNode<AddNode>(n => n with { IsSubtraction = !n.IsSubtraction }),
            _ => WithNode<ScaleNode>(n => n with { Factor = new SumConstant(n.Factor, Constant.Of(Cyclotomic.FromRational(new Rational(1, 1_000_000)))) }),
        };

        PassPlan WithCore(CoreTransform changed) => plan with { Cores = plan.Cores.SetItem(0, changed) };

        PassPlan WithPass(int index, Func<Pass, Pass> change) => WithCore(core with { Passes = passes.SetItem(index, change(passes[index])) });

        PassPlan WithGraph(int index, Func<FlowGraph, FlowGraph> change)
        {
            var codelet = plan.Codelets[index];
            return plan with { Codelets = plan.Codelets.SetItem(index, codelet with { Graph = change(codelet.Graph) }) };
        }

        PassPlan WithNode<T>(Func<T, T> change)
            where T : FlowNode =>
            WithGraph(plan.Codelets.ToList().FindIndex(c => c.Graph.Nodes.Any(n => n is T)), g =>
            {
                var index = g.Nodes.ToList().FindLastIndex(n => n is T);
                return g with { Nodes = g.Nodes.SetItem(index, change((T)g.Nodes[index])) };
            });
    }

    private static PassPlan MutateEnds(PassPlan plan, string mutation)
    {
        var core = plan.Cores[0];
        var source = core.Input.Sources[1];
        var segment = plan.Segments[0];
        var use = segment.Sums[0].Uses[0];
        var minusOne = -Cyclotomic.One;
        return mutation switch
        {
            "source factor" => WithSources(s => s.SetItem(1, source with { Factor = source.Factor * minusOne })),
            "source offset" => WithSources(s => s.SetItem(1, source with { Offset = (source.Offset + 1) % core.Input.Length })),
            "source first" => WithSources(s => s.SetItem(1, source with { First = source.First - 1 })),
            "source conjugate" => WithSources(s => s.SetItem(1, source with { Factor = source.Factor * Cyclotomic.ImaginaryOne })),
            "source dropped" => WithSources(s => s.RemoveAt(1)),
            "use factor" => WithUses(u => u.SetItem(0, use with { Factor = use.Factor.Conjugate() })),
            "use offset" => WithUses(u => u.SetItem(0, use with { Offset = use.Offset + 1 })),
            "use stride" => WithUses(u => u.SetItem(0, use with { Stride = use.Stride + 1 })),
            "use conjugate" => WithUses(u => u.SetItem(0, use with { Conjugates = !use.Conjugates })),
            "use dropped" => WithUses(u => u.RemoveAt(0)),
            "segment shifted" => plan with { Segments = plan.Segments.SetItem(0, segment with { First = segment.First + 1 }) },
            _ => plan with { Segments = plan.Segments.RemoveAt(0) },
        };

        PassPlan WithSources(Func<ImmutableArray<Source>, ImmutableArray<Source>> change) =>
            plan with { Cores = plan.Cores.SetItem(0, core with { Input = core.Input with { Sources = change(core.Input.Sources) } }) };

        PassPlan WithUses(Func<ImmutableArray<CoreUse>, ImmutableArray<CoreUse>> change)
        {
            var sum = segment.Sums[0];
            return plan with { Segments = plan.Segments.SetItem(0, segment with { Sums = segment.Sums.SetItem(0, sum with { Uses = change(sum.Uses) }) }) };
        }
    }
}
