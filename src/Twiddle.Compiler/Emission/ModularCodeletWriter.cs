using System.Globalization;
using System.Numerics;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the kernel of a map modulo a prime: one straight-line method on <c>ulong</c>, which tells whether its inputs were residues.</summary>
/// <remarks>
/// A prime below 2³¹ leaves more than 32 bits to spare. So sums are not reduced: how many times p a value can reach is known when the code is written, a subtraction
/// adds that multiple first, and the remainder is taken only of products and of results.
/// </remarks>
internal sealed class ModularCodeletWriter
{
    private const string Modulus = "P";

    private readonly KernelContext context;
    private readonly ModularMap map;
    private readonly FlowGraph graph;
    private readonly BufferText buffers;
    private readonly Arithmetic arithmetic = new(ScalarKind.UInt64);

    /// <summary>The largest value of each node.</summary>
    private readonly BigInteger[] largest;

    public ModularCodeletWriter(KernelContext context, FlowGraph graph)
    {
        this.context = context;
        this.graph = graph;
        map = (ModularMap)context.Spec.Map;
        buffers = new BufferText(context.Layout, context.Spec, arithmetic);
        largest = new BigInteger[graph.Nodes.Length];
    }

    public void Write(CodeWriter writer, CancellationToken cancellation)
    {
        var parameters = context.Layout.Parameters.Select(p => p.Declaration(context.Language)).ToList();
        var stores = new StoreWriter(context.Spec, context.Layout, arithmetic, context.Language);
        writer.Comment("/// ", $"<summary>Straight-line code modulo {Text(map.Modulus)}: {Text(graph.Additions)} + {Text(graph.Multiplications)} additions and multiplications. "
            + "Does nothing, and says so, where an input is no remainder from 0 on.</summary>");
        context.WriteKernelAttribute(writer);
        writer.Method("internal static bool Transform", parameters, () =>
        {
            writer.Line($"const ulong {Modulus} = {map.Modulus.ToString(CultureInfo.InvariantCulture)};");
            writer.Stage("Everything is read before anything is written, so the buffers may overlap.");
            for (var j = 0; j < map.Inputs.Count; j++) writer.Line($"{InputType(j)} {Input(j)} = {Load(j)};");
            for (var j = 0; j < map.Inputs.Count; j++) writer.Line($"if ({OutOfRange(j)}) return false;");
            writer.Stage("The algorithm. Values grow beyond the modulus where there is room for it.");
            WriteOperations(writer, cancellation);
            writer.Stage("The results.");
            stores.ClearGaps(writer);
            stores.Write(writer, context.Spec.Stores, Result, target => IndexText.Of(target.Offset));
            writer.Line("return true;");
        });
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Name(int node) => FormattableString.Invariant($"t{node}");

    private static string Input(int input) => FormattableString.Invariant($"x{input}");

    private ScalarKind KindOf(int input) => ((ScalarType)context.Layout.OfInput(map.Inputs[input].Real.Buffer).Element).Kind;

    private bool IsBig(int input) => KindOf(input) == ScalarKind.BigInteger;

    private string InputType(int input) => IsBig(input) ? ElementShape.Text(ScalarKind.BigInteger) : arithmetic.Type;

    private string Load(int input)
    {
        var slot = map.Inputs[input].Real;
        var kind = KindOf(input);
        var text = new BufferText(context.Layout, context.Spec, new Arithmetic(kind)).Read(new LaneComponent(slot.Buffer, slot.Element, 0, 0), IndexText.Of(slot.Element));
        // A negative number becomes a huge one.
        return kind is ScalarKind.BigInteger or ScalarKind.UInt64 ? text : $"unchecked((ulong){text})";
    }

    private string OutOfRange(int input) => IsBig(input) ? $"{Input(input)}.Sign < 0 || {Input(input)} >= {Modulus}" : $"{Input(input)} >= {Modulus}";

    private void WriteOperations(CodeWriter writer, CancellationToken cancellation)
    {
        for (var i = 0; i < graph.Nodes.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var value = graph.Nodes[i] switch
            {
                InputNode node => Loaded(i, node.Input),
                AddNode { IsSubtraction: true } add => Difference(writer, i, add.Left, add.Right),
                AddNode add => Sum(writer, i, add.Left, add.Right),
                ScaleNode scale => Product(writer, i, Residue(scale.Factor), scale.Operand),
                _ => throw new InvalidOperationException("Unknown node."),
            };
            writer.Line($"ulong {Name(i)} = {value};");
        }
    }

    private string Loaded(int node, int input)
    {
        largest[node] = map.Modulus - 1;
        return IsBig(input) ? $"(ulong){Input(input)}" : Input(input);
    }

    private string Sum(CodeWriter writer, int node, int left, int right)
    {
        MakeRoom(writer, () => largest[left] + largest[right], left, right);
        largest[node] = largest[left] + largest[right];
        return $"{Name(left)} + {Name(right)}";
    }

    private string Difference(CodeWriter writer, int node, int left, int right)
    {
        MakeRoom(writer, () => largest[left] + Above(right), left, right);
        largest[node] = largest[left] + Above(right);
        return $"{Name(left)} + {Multiple(right)} - {Name(right)}";
    }

    private string Product(CodeWriter writer, int node, long factor, int operand)
    {
        MakeRoom(writer, () => largest[operand] * factor, operand);
        largest[node] = map.Modulus - 1;
        return $"{Name(operand)} * {factor.ToString(CultureInfo.InvariantCulture)} % {Modulus}";
    }

    /// <summary>The least multiple of the modulus that a value cannot exceed.</summary>
    private BigInteger Above(int node) => (largest[node] + map.Modulus - 1) / map.Modulus * map.Modulus;

    private string Multiple(int node) => Above(node) == map.Modulus ? Modulus : $"{(Above(node) / map.Modulus).ToString(CultureInfo.InvariantCulture)} * {Modulus}";

    /// <summary>Reduces operands of which a result would not fit 64 bits.</summary>
    private void MakeRoom(CodeWriter writer, Func<BigInteger> result, params int[] operands)
    {
        if (result() <= ulong.MaxValue) return;
        foreach (var operand in operands.Distinct())
        {
            if (largest[operand] < map.Modulus) continue;
            writer.Line($"{Name(operand)} %= {Modulus};");
            largest[operand] = map.Modulus - 1;
        }
    }

    private long Residue(Constant factor)
    {
        var residue = BigInteger.Remainder(((ExactConstant)factor).Value.AsRational!.Value.Numerator, map.Modulus);
        return (long)(residue.Sign < 0 ? residue + map.Modulus : residue);
    }

    private string Result(int value)
    {
        var output = graph.Outputs[value];
        if (output.IsZero) return "0UL";
        if (output.IsNegated) return $"({Multiple(output.Node)} - {Name(output.Node)}) % {Modulus}";
        return largest[output.Node] < map.Modulus ? Name(output.Node) : $"{Name(output.Node)} % {Modulus}";
    }
}
