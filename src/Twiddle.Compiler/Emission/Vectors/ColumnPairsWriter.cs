using System.Collections.Immutable;
using System.Globalization;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// Writes a complex transform of N = r · 2 points, r up to 7, with two complex numbers in each vector of 256 bits: the first pass does both of its blocks at once, in the
/// same lanes as they lie in memory; the second does two columns at once, whose operands one exchange of halves brings together.
/// </summary>
internal sealed class ColumnPairsWriter : IPairVocabulary
{
    private readonly KernelContext context;
    private readonly PassPlan plan;
    private readonly VectorEnd source;
    private readonly VectorEnd target;
    private readonly Cyclotomic? scale;

    /// <summary>Code for the real parts of the first radix's coefficients, then the imaginary parts; null where real and imaginary parts of numbers are paired.</summary>
    private readonly FlowGraph? coefficients;

    private ColumnPairsWriter(KernelContext context, PassPlan plan, VectorEnd source, VectorEnd target, Cyclotomic? scale, FlowGraph? coefficients)
    {
        this.coefficients = coefficients;
        this.context = context;
        this.plan = plan;
        this.source = source;
        this.target = target;
        this.scale = scale;
    }

    /// <summary>The writer for a plan of two passes, the second of radix 2, from complex numbers in a row to others; null where it is anything else.</summary>
    public static ColumnPairsWriter? Of(KernelContext context, ColumnPairsPlan? known)
    {
        if (known?.Plan is not { Spec: { Precision: ScalarKind.Double, Map: Specs.HarmonicMap map } spec, Plan: { Cores: [{ Convolution: null } core] } plan }) return null;
        if (core.Passes is not [{ Blocks: 2, Columns: 1 }, { Radix: 2, Blocks: 1 }]) return null;
        var ends = context with { Spec = spec };
        if (VectorEnd.Source(ends, map, core.Input) is not { IsInterleaved: true } source) return null;
        if (VectorEnd.Target(ends, plan) is not ({ IsInterleaved: true } target, var scale)) return null;
        var writer = new ColumnPairsWriter(context, plan, source, target, scale, null);
        if (new PairedFlow(writer.Graph, new VectorCode(Shape), writer.Literal, writer).IsPossible) return writer;
        return known.Coefficients is null ? null : new(context, plan, source, target, scale, known.Coefficients);
    }

    public string Exchange => "SimdAvx.Permute({0}, 5)";

    /// <summary>The condition under which the method may be called.</summary>
    public static string Condition => Shape.Condition;

    public const string Name = "TransformPairs256";

    public string Zero => Shape.Vector + ".Zero";

    public string Load(int input) => At(source.Re, First.Source.Lane * input);

    public string Signs(bool a, bool b) => Constants(a ? "-1.0" : "1.0", b ? "-1.0" : "1.0");

    public string Constants(string a, string b) => $"Simd256.Create({a}, {b}, {a}, {b})";

    /// <summary>Writes the body of the method, behind the references to the buffers.</summary>
    public void Write(CodeWriter writer, CancellationToken cancellation)
    {
        var code = new VectorCode(Shape);
        var output = coefficients is null ? new PairedFlow(Graph, code, Literal, this).Output : CoefficientFlow.Outputs(code, coefficients, Literal, this);
        for (var u = 0; u < First.Radix; u++) code.Keep(code.LoadOnce(Load(u)));
        var rows = Enumerable.Range(0, First.Radix).Select(v => Twiddled(code, output(v), v)).ToArray();
        foreach (var v in VectorCore.Groups(First.Radix, 2))
        {
            var (even, odd) = (code.Apply("SimdAvx.Permute2x128({0}, {1}, 0x20)", rows[v], rows[v + 1]), code.Apply("SimdAvx.Permute2x128({0}, {1}, 0x31)", rows[v], rows[v + 1]));
            code.Store(At(target.Re, v), Scaled(code, code.Add(even, odd)));
            code.Store(At(target.Re, v + Last.Target.Lane), Scaled(code, code.Subtract(even, odd)));
        }

        code.Write(writer, cancellation);
    }

    private static VectorShape Shape { get; } = VectorShape.Of(ScalarKind.Double).First(s => s.Bits == 256);

    private Pass First => plan.Cores[0].Passes[0];

    private Pass Last => plan.Cores[0].Passes[1];

    private FlowGraph Graph => plan.Codelets[First.Codelet].Graph;

    private string Literal(ScaleNode node) => context.Arithmetic.Literal(node.Factor);

    private static string At(NumberStream stream, int element)
    {
        var number = stream.Base + 2 * element;
        var place = number == 0 ? stream.Reference : $"SimdUnsafe.Add(ref {stream.Reference}, {number.ToString(CultureInfo.InvariantCulture)})";
        return $"SimdUnsafe.As<double, {Shape.Vector}>(ref {place})";
    }

    /// <summary>Result v of block 0, and that of block 1 times its twiddle factor.</summary>
    private int Twiddled(VectorCode code, int value, int v)
    {
        if (v == 0) return value;
        var core = plan.Cores[0].Input;
        var root = Cyclotomic.Root(new Rational((long)core.Sign * First.TwiddleStep * v % core.Length, core.Length));
        var (re, im) = (context.Arithmetic.Literal(root.RealPart()), context.Arithmetic.Literal(root.ImaginaryPart()));
        var crossed = code.Multiply(code.Constant($"Simd256.Create(0.0, 0.0, {context.Arithmetic.Literal(-root.ImaginaryPart())}, {im})"), code.Apply(Exchange, value));
        return code.MultiplyAdd(code.Constant($"Simd256.Create(1.0, 1.0, {re}, {re})"), value, false, crossed, false);
    }

    private int Scaled(VectorCode code, int value) =>
        scale is null ? value : code.Multiply(code.Constant(Shape.Broadcast(context.Arithmetic.Literal(scale))), value);
}
