using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Proofs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Proofs;

public class CodeletProofTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(32)]
    [InlineData(64)]
    public void Radix_2_is_the_dft(int n)
    {
        var proof = AssertEqual(HandWritten.Radix2(n), HandWritten.Dft(n), Field.Complex);
        Assert.True(proof.Primes * 62 > proof.HeightBits);
        Assert.Equal(Math.Max(4, n), proof.Order);
        Assert.Contains($"the {4 * n * n} real entries", proof.Statement, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, Field.Complex)]
    [InlineData(5, Field.RealToComplex)]
    [InlineData(7, Field.RealToComplex)]
    [InlineData(9, Field.Complex)]
    public void Definition_is_the_dft(int n, Field field) => AssertEqual(HandWritten.Dense(HandWritten.Dft(n), field), HandWritten.Dft(n), field);

    [Fact]
    public void Real_matrices_with_square_roots()
    {
        var orthonormal = ExactMatrix.Define(6, 6, (k, j) =>
            Cyclotomic.SquareRoot(new Rational(k == 0 ? 1 : 2, 6))! * Cyclotomic.Cos(new Rational((2 * j + 1) * k, 24)));
        AssertEqual(HandWritten.Dense(orthonormal, Field.Real), orthonormal, Field.Real);
    }

    [Fact]
    public void Equal_numbers_written_differently_are_equal()
    {
        // cos 72° = (√5 − 1)/4
        var matrix = new ExactMatrix(new[,] { { Cyclotomic.Cos(new Rational(1, 5)) } });
        var builder = new FlowBuilder(1);
        var rootForm = (Cyclotomic.SquareRoot(5)! - Cyclotomic.One) * new Rational(1, 4);
        AssertEqual(builder.Build([builder.Scale(rootForm, FlowBuilder.Input(0))]), matrix, Field.Real);
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(1, 7)]
    [InlineData(2, 13)]
    [InlineData(1, 60)]
    public void Lifting_steps_with_quotients_are_a_rotation(int numerator, int denominator)
    {
        var turns = new Rational(numerator, denominator);
        AssertEqual(HandWritten.LiftedRotation(turns), HandWritten.Rotation(turns), Field.Real);
    }

    [Fact]
    public void Quotients_of_complex_numbers_and_conjugates()
    {
        // (1 + ζ)/(1 + ζ̄) = ζ, so its real part's double is ζ + ζ̄.
        var root = Cyclotomic.Root(new Rational(1, 7));
        var sum = Constant.Of(Cyclotomic.One + root);
        var zeta = new QuotientConstant(sum, new ConjugateConstant(sum));
        var factor = new SumConstant(zeta, new ConjugateConstant(zeta));
        var builder = new FlowBuilder(1);
        var matrix = new ExactMatrix(new[,] { { Cyclotomic.Cos(new Rational(1, 7)) * 2 } });
        AssertEqual(builder.Build([builder.Scale(factor, FlowBuilder.Input(0))]), matrix, Field.Real);
    }

    [Fact]
    public void Denominators_with_tiny_conjugates_need_more_than_machine_precision()
    {
        // 1/ε·ε for ε = √2 − r, r within 10⁻¹⁷ of √2: in machine precision ε could be zero.
        var nearRoot = new Rational(14142135623730950488, 10000000000000000000);
        var epsilon = Constant.Of(Cyclotomic.SquareRoot(2)! - Cyclotomic.FromRational(nearRoot));
        var builder = new FlowBuilder(1);
        var scaled = builder.Scale(epsilon, builder.Scale(new QuotientConstant(Constant.Of(Cyclotomic.One), epsilon), FlowBuilder.Input(0)));
        AssertEqual(builder.Build([scaled]), new ExactMatrix(new[,] { { Cyclotomic.One } }), Field.Real);
    }

    [Fact]
    public void Zero_outputs_and_empty_matrices()
    {
        var zero = ExactMatrix.Define(2, 3, (_, _) => Cyclotomic.Zero);
        AssertEqual(new FlowBuilder(3).Build([Wire.Zero, Wire.Zero]), zero, Field.Real);
        AssertEqual(new FlowBuilder(0).Build(Array.Empty<Wire>()), ExactMatrix.Define(0, 0, (_, _) => Cyclotomic.Zero), Field.Real);
    }

    [Fact]
    public void Division_by_zero_is_not_proved()
    {
        var zero = Constant.Of(Cyclotomic.One + Cyclotomic.Root(new Rational(1, 3)) + Cyclotomic.Root(new Rational(2, 3)));
        var builder = new FlowBuilder(1);
        var graph = builder.Build([builder.Scale(new QuotientConstant(zero, zero), FlowBuilder.Input(0))]);
        Assert.IsType<Unproved>(Verify(graph, new ExactMatrix(new[,] { { Cyclotomic.One } }), Field.Real));
    }

    [Fact]
    public void Factors_that_are_not_real_are_not_proved()
    {
        var builder = new FlowBuilder(1);
        var i = Constant.Of(Cyclotomic.ImaginaryOne);
        var minusX = builder.Scale(i, builder.Scale(i, FlowBuilder.Input(0)));
        var result = Verify(builder.Build([minusX]), new ExactMatrix(new[,] { { -Cyclotomic.One } }), Field.Real);
        Assert.Contains("not real", Assert.IsType<Unproved>(result).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_of_a_real_matrix_must_be_real()
    {
        var matrix = new ExactMatrix(new[,] { { Cyclotomic.ImaginaryOne } });
        Assert.IsType<Unproved>(Verify(new FlowBuilder(1).Build([FlowBuilder.Input(0)]), matrix, Field.Real));
    }

    [Fact]
    public void Graphs_of_another_shape_are_not_proved()
    {
        var graph = HandWritten.Radix2(4);
        var matrix = HandWritten.Dft(4);
        Assert.IsType<Unproved>(Verify(graph, matrix, Field.Real));
        Assert.IsType<Unproved>(Verify(graph with { InputCount = 10 }, matrix, Field.Complex));
        Assert.IsType<Unproved>(Verify(graph with { Outputs = graph.Outputs.RemoveAt(3) }, matrix, Field.Complex));
        Assert.IsType<Unproved>(Verify(graph with { Outputs = graph.Outputs.SetItem(3, new(graph.Nodes.Length, false)) }, matrix, Field.Complex));
        Assert.IsType<Unproved>(Verify(graph with { Nodes = graph.Nodes.SetItem(9, new AddNode(0, 9, false)) }, matrix, Field.Complex));
    }

    [Fact]
    public void Cancellation_is_honoured() =>
        Assert.Throws<OperationCanceledException>(() =>
            CodeletProof.Verify(HandWritten.Radix2(8), HandWritten.Dft(8), Field.Complex, new CancellationToken(canceled: true)));

    private static ProofCertificate AssertEqual(FlowGraph graph, ExactMatrix matrix, Field field)
    {
        var result = Verify(graph, matrix, field);
        Assert.True(result is Equal, result.ToString());
        return ((Equal)result).Certificate;
    }

    private static ProofResult Verify(FlowGraph graph, ExactMatrix matrix, Field field) =>
        CodeletProof.Verify(graph, matrix, field, CancellationToken.None);
}
