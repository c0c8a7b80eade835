using System.Collections.Immutable;
using System.Numerics;
using CsCheck;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Proofs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Proofs;

/// <summary>Wrong algorithms are refuted, however little is wrong with them.</summary>
public class CodeletRefutationTests
{
    private static readonly FlowGraph Fft8 = HandWritten.Radix2(8);
    private static readonly ExactMatrix Dft8 = HandWritten.Dft(8);

    [Fact]
    public void Any_sign_of_an_addition()
    {
        for (var n = 0; n < Fft8.Nodes.Length; n++)
            if (Fft8.Nodes[n] is AddNode add) AssertRefuted(With(n, add with { IsSubtraction = !add.IsSubtraction }));
    }

    [Fact]
    public void Any_operand()
    {
        for (var n = 17; n < Fft8.Nodes.Length; n++)
        {
            AssertRefuted(With(n, Fft8.Nodes[n] switch
            {
                AddNode add => add with { Left = add.Left == 0 ? 1 : add.Left - 1 },
                ScaleNode scale => scale with { Operand = scale.Operand == 0 ? 1 : scale.Operand - 1 },
                var other => other,
            }));
        }
    }

    [Fact]
    public void Swapped_dropped_and_negated_outputs()
    {
        for (var o = 0; o < Fft8.Outputs.Length; o++)
        {
            var output = Fft8.Outputs[o];
            AssertRefuted(Fft8 with { Outputs = Fft8.Outputs.SetItem(o, FlowOutput.Zero) }, row: o / 2);
            AssertRefuted(Fft8 with { Outputs = Fft8.Outputs.SetItem(o, output with { IsNegated = !output.IsNegated }) }, row: o / 2);
            var next = (o + 1) % Fft8.Outputs.Length;
            AssertRefuted(Fft8 with { Outputs = Fft8.Outputs.SetItem(o, Fft8.Outputs[next]).SetItem(next, output) });
        }
    }

    /// <summary>The nearest double instead of the root itself, and an error of 10⁻³⁰ or 10⁻³⁰⁰.</summary>
    [Fact]
    public void Almost_equal_constants()
    {
        var node = Enumerable.Range(0, Fft8.Nodes.Length).First(n => Fft8.Nodes[n] is ScaleNode);
        var scale = (ScaleNode)Fft8.Nodes[node];
        var significand = (BigInteger)Math.ScaleB(Rounding.ToDouble(scale.Factor), 60);
        var rounded = Constant.Of(Cyclotomic.FromRational(new Rational(significand, BigInteger.One << 60)));
        var result = AssertRefuted(With(node, scale with { Factor = rounded }));
        Assert.Contains("not exactly", result.Message, StringComparison.Ordinal);

        foreach (var digits in new[] { 30, 300 })
        {
            var perturbation = Cyclotomic.FromRational(new Rational(1, BigInteger.Pow(10, digits)));
            AssertRefuted(With(node, scale with { Factor = new SumConstant(scale.Factor, Constant.Of(perturbation)) }));
        }
    }

    [Fact]
    public void Lifting_steps_with_a_wrong_tangent()
    {
        var turns = new Rational(1, 16);
        var wrong = HandWritten.LiftedRotation(turns, t => new ProductConstant(t, Constant.Of(Cyclotomic.FromRational(new Rational(1_000_001, 1_000_000)))));
        AssertRefuted(wrong, HandWritten.Rotation(turns), Field.Real);
    }

    [Fact]
    public void Message_tells_the_entry()
    {
        var identity = ExactMatrix.Define(3, 3, (k, j) => k == j ? Cyclotomic.One : Cyclotomic.Zero);
        var graph = new FlowBuilder(3).Build([FlowBuilder.Input(0), -FlowBuilder.Input(1), FlowBuilder.Input(2)]);
        Assert.Equal(
            new Different(1, 1, "output 1 depends on input 1 with the factor -1.0 instead of 1.0"),
            AssertRefuted(graph, identity, Field.Real));

        var complexGraph = new FlowBuilder(6).Build([.. Enumerable.Range(0, 5).Select(FlowBuilder.Input), Wire.Zero]);
        Assert.Equal(
            new Different(2, 2, "the imaginary part of output 2 depends on the imaginary part of input 2 with the factor 0.0 instead of 1.0"),
            AssertRefuted(complexGraph, identity, Field.Complex));
    }

    /// <summary>
    /// A number that vanishes in the first prime fields (the product of their ζ − g and ζ̄ − g, all real and of small height) is not zero: the
    /// height bound has to ask for one prime more than that.
    /// </summary>
    [Theory]
    [InlineData(4, 1)]
    [InlineData(4, 3)]
    [InlineData(20, 2)]
    [InlineData(64, 5)]
    public void Numbers_that_vanish_modulo_the_first_primes(int order, int primes)
    {
        var zeta = Cyclotomic.Root(new Rational(1, order));
        Constant vanishing = Constant.Of(Cyclotomic.One);
        foreach (var field in ResidueField.WithRootsOfUnity(order).Take(primes))
        {
            var root = Cyclotomic.FromRational(field.PrimitiveRoot(order));
            vanishing = new ProductConstant(vanishing, Constant.Of((zeta - root) * (zeta.Conjugate() - root)));
        }

        var builder = new FlowBuilder(1);
        var x = FlowBuilder.Input(0);
        var graph = builder.Build([builder.Add(x, builder.Scale(vanishing, x))]);
        AssertRefuted(graph, new ExactMatrix(new[,] { { Cyclotomic.One } }), Field.Real);
    }

    /// <summary>The same with the product of the primes itself: in ℚ(i) its norm is the product of the squares, so the bound has no slack here.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public void Integers_that_vanish_modulo_the_first_primes(int primes)
    {
        var product = ResidueField.WithRootsOfUnity(4).Take(primes).Aggregate(BigInteger.One, (p, field) => p * field.Prime);
        var factor = Constant.Of(Cyclotomic.FromRational(product));
        var builder = new FlowBuilder(1);
        AssertRefuted(builder.Build([builder.Scale(factor, FlowBuilder.Input(0))]), new ExactMatrix(new[,] { { Cyclotomic.Zero } }), Field.Real);
    }

    /// <summary>Whatever one mutation does, it is found exactly when it changes the map; evaluation in doubles is the oracle.</summary>
    [Fact]
    public void Random_mutations() =>
        Gen.Select(Gen.Int[16, Fft8.Nodes.Length - 1], Gen.Int[0, 3], Gen.Int[0, 1000]).Sample((node, kind, random) =>
        {
            var mutant = With(node, Mutate(Fft8.Nodes[node], node, kind, random));
            var isSame = Entries(mutant).Zip(Entries(Fft8), (a, b) => Math.Abs(a - b)).All(d => d < 1e-12);
            return CodeletProof.Verify(mutant, Dft8, Field.Complex, CancellationToken.None) is Equal == isSame;
        }, iter: 300);

    private static FlowNode Mutate(FlowNode node, int index, int kind, int random) => (node, kind) switch
    {
        (AddNode add, 0) => new AddNode(add.Right, add.Left, add.IsSubtraction),
        (AddNode add, 1) => add with { Right = random % index },
        (AddNode add, 2) => new ScaleNode(Constant.Of(Cyclotomic.FromRational(random + 1)), add.Left),
        (ScaleNode scale, 0) => scale with { Operand = random % index },
        (ScaleNode scale, 1) => scale with { Factor = Constant.Of(Cyclotomic.Cos(new Rational(random % 8, 64))) },
        (ScaleNode scale, _) => new AddNode(scale.Operand, random % index, random % 2 == 0),
        _ => new InputNode(random % 16),
    };

    private static IEnumerable<double> Entries(FlowGraph graph)
    {
        for (var input = 0; input < graph.InputCount; input++)
        {
            var values = new double[graph.Nodes.Length];
            for (var n = 0; n < values.Length; n++)
            {
                values[n] = graph.Nodes[n] switch
                {
                    InputNode unit => unit.Input == input ? 1 : 0,
                    AddNode add => values[add.Left] + (add.IsSubtraction ? -1 : 1) * values[add.Right],
                    ScaleNode scale => values[scale.Operand] == 0 ? 0 : Rounding.ToDouble(scale.Factor) * values[scale.Operand],
                    _ => throw new InvalidOperationException(),
                };
            }

            foreach (var output in graph.Outputs) yield return output.IsZero ? 0 : (output.IsNegated ? -1 : 1) * values[output.Node];
        }
    }

    private static FlowGraph With(int node, FlowNode replacement) => Fft8 with { Nodes = Fft8.Nodes.SetItem(node, replacement) };

    private static void AssertRefuted(FlowGraph graph, int row) => Assert.Equal(row, AssertRefuted(graph).Row);

    private static Different AssertRefuted(FlowGraph graph) => AssertRefuted(graph, Dft8, Field.Complex);

    private static Different AssertRefuted(FlowGraph graph, ExactMatrix matrix, Field field) =>
        Assert.IsType<Different>(CodeletProof.Verify(graph, matrix, field, CancellationToken.None));
}
