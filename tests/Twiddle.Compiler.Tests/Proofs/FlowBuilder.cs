using System.Collections.Immutable;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Proofs;

/// <summary>A signed node of a graph under construction; node −1 is zero.</summary>
internal readonly record struct Wire(int Node, bool IsNegated)
{
    public static Wire Zero => new(-1, false);

    public bool IsZero => Node < 0;

    public static Wire operator -(Wire wire) => wire.IsZero ? wire : wire with { IsNegated = !wire.IsNegated };
}

internal readonly record struct ComplexWire(Wire Real, Wire Imaginary)
{
    public ComplexWire TimesI => new(-Imaginary, Real);
}

/// <summary>Writes flow graphs by hand, node after node.</summary>
internal sealed class FlowBuilder(int inputs)
{
    private readonly List<FlowNode> nodes = Enumerable.Range(0, inputs).Select(i => (FlowNode)new InputNode(i)).ToList();

    public static Wire Input(int index) => new(index, false);

    public static ComplexWire ComplexInput(int index) => new(Input(2 * index), Input(2 * index + 1));

    public FlowGraph Build(IEnumerable<Wire> outputs)
    {
        // First: enumerating the outputs may append their nodes.
        var ends = outputs.Select(o => new FlowOutput(o.Node, o.IsNegated)).ToImmutableArray();
        return new(inputs, [.. nodes], ends);
    }

    public FlowGraph Build(IEnumerable<ComplexWire> outputs) => Build(outputs.SelectMany(o => new[] { o.Real, o.Imaginary }));

    public Wire Add(Wire a, Wire b)
    {
        if (a.IsZero) return b;
        if (b.IsZero) return a;
        if (a.IsNegated && b.IsNegated) return -Append(new AddNode(a.Node, b.Node, false));
        if (a.IsNegated) return Append(new AddNode(b.Node, a.Node, true));
        return Append(new AddNode(a.Node, b.Node, b.IsNegated));
    }

    public Wire Subtract(Wire a, Wire b) => Add(a, -b);

    public ComplexWire Add(ComplexWire a, ComplexWire b) => new(Add(a.Real, b.Real), Add(a.Imaginary, b.Imaginary));

    public ComplexWire Subtract(ComplexWire a, ComplexWire b) => new(Subtract(a.Real, b.Real), Subtract(a.Imaginary, b.Imaginary));

    public Wire Scale(Cyclotomic factor, Wire wire)
    {
        var value = Rounding.ToDouble(factor);
        if (value == 0 || wire.IsZero) return Wire.Zero;
        if (Math.Abs(value) == 1) return value < 0 ? -wire : wire;
        return value < 0 ? -Scale(Constant.Of(-factor), wire) : Scale(Constant.Of(factor), wire);
    }

    public Wire Scale(Constant positiveFactor, Wire wire) => Append(new ScaleNode(positiveFactor, wire.Node)) with { IsNegated = wire.IsNegated };

    public ComplexWire Scale(Cyclotomic factor, ComplexWire z)
    {
        var (c, s) = (factor.RealPart(), factor.ImaginaryPart());
        return new(Subtract(Scale(c, z.Real), Scale(s, z.Imaginary)), Add(Scale(s, z.Real), Scale(c, z.Imaginary)));
    }

    private Wire Append(FlowNode node)
    {
        nodes.Add(node);
        return new(nodes.Count - 1, false);
    }
}

/// <summary>Graphs and matrices for the tests: the definition, and algorithms written by hand.</summary>
internal static class HandWritten
{
    public static ExactMatrix Dft(int n) => ExactMatrix.Define(n, n, (k, j) => Cyclotomic.Root(new Rational(-k * j, n)));

    /// <summary>A matrix as its rows' sums of products.</summary>
    public static FlowGraph Dense(ExactMatrix matrix, Field field)
    {
        var builder = new FlowBuilder(matrix.Columns * (field == Field.Complex ? 2 : 1));
        var rows = Enumerable.Range(0, matrix.Rows).Select(k => Enumerable.Range(0, matrix.Columns).Select(j => (j, Entry: matrix[k, j])));
        return field switch
        {
            Field.Real => builder.Build(rows.Select(r => r.Aggregate(Wire.Zero, (sum, t) => builder.Add(sum, builder.Scale(t.Entry, FlowBuilder.Input(t.j)))))),
            Field.Complex => builder.Build(rows.Select(r => Sum(r.Select(t => builder.Scale(t.Entry, FlowBuilder.ComplexInput(t.j)))))),
            _ => builder.Build(rows.Select(r => Sum(r.Select(t => builder.Scale(t.Entry, new ComplexWire(FlowBuilder.Input(t.j), Wire.Zero)))))),
        };

        ComplexWire Sum(IEnumerable<ComplexWire> terms) => terms.Aggregate(new ComplexWire(Wire.Zero, Wire.Zero), builder.Add);
    }

    /// <summary>The complex DFT of 2^k points by radix 2, decimation in time.</summary>
    public static FlowGraph Radix2(int n)
    {
        var builder = new FlowBuilder(2 * n);
        return builder.Build(Transform(Enumerable.Range(0, n).Select(FlowBuilder.ComplexInput).ToArray()));

        ComplexWire[] Transform(ComplexWire[] x)
        {
            var size = x.Length;
            if (size == 1) return x;
            var even = Transform(x.Where((_, j) => j % 2 == 0).ToArray());
            var odd = Transform(x.Where((_, j) => j % 2 == 1).ToArray())
                .Select((z, k) => builder.Scale(Cyclotomic.Root(new Rational(-k, size)), z)).ToArray();
            return even.Zip(odd, builder.Add).Concat(even.Zip(odd, builder.Subtract)).ToArray();
        }
    }

    /// <summary>
    /// The rotation by 2π·turns in three lifting steps: x −= t·y, y += s·x, x −= t·y with s = sin and t = tan of half the angle = (1 − cos)/sin.
    /// </summary>
    public static FlowGraph LiftedRotation(Rational turns, Func<Constant, Constant>? change = null)
    {
        var (cos, sin) = (Cyclotomic.Cos(turns), Cyclotomic.Sin(turns));
        Constant tangent = new QuotientConstant(new SumConstant(Constant.Of(Cyclotomic.One), Constant.Of(-cos)), Constant.Of(sin));
        if (change is not null) tangent = change(tangent);
        var builder = new FlowBuilder(2);
        var (x, y) = (FlowBuilder.Input(0), FlowBuilder.Input(1));
        x = builder.Subtract(x, builder.Scale(tangent, y));
        y = builder.Add(y, builder.Scale(Constant.Of(sin), x));
        x = builder.Subtract(x, builder.Scale(tangent, y));
        return builder.Build([x, y]);
    }

    public static ExactMatrix Rotation(Rational turns)
    {
        var (cos, sin) = (Cyclotomic.Cos(turns), Cyclotomic.Sin(turns));
        return new(new[,] { { cos, -sin }, { sin, cos } });
    }
}
