using System.Globalization;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>Writes straight-line code on complex numbers with one of them in each vector (<see cref="PairedFlow"/>).</summary>
internal sealed class PairedCodeletWriter : IVectorKernel, IPairVocabulary
{
    private readonly KernelContext context;
    private readonly FlowGraph graph;
    private readonly bool isShort;
    private readonly FlatBuffers flat;

    /// <summary>Code for the real parts of the coefficients, then the imaginary parts; null where real and imaginary parts of numbers are paired.</summary>
    private readonly FlowGraph? coefficients;

    /// <summary>The writer for vectors of two complex numbers, where there is one.</summary>
    private readonly ColumnPairsWriter? columns;

    private PairedCodeletWriter(KernelContext context, FlowGraph graph, FlowGraph? coefficients, bool isShort, ColumnPairsWriter? columns)
    {
        this.columns = columns;
        this.coefficients = coefficients;
        this.context = context;
        this.graph = graph;
        this.isShort = isShort;
        flat = new(context);
    }

    private bool IsSingle => context.Spec.Precision == ScalarKind.Single;

    /// <summary>The writer for a codelet between buffers of complex numbers whose real and imaginary parts are computed alike; else null.</summary>
    public static PairedCodeletWriter? Of(KernelContext context, MatrixMap map, FlowGraph graph, FlowGraph? coefficients, bool isShort, ColumnPairsWriter? columns)
    {
        if (!context.Language.HasVector256 || map.Field != Field.Complex || VectorShape.Pairs(context.Spec.Precision).IsEmpty) return null;
        var writer = new PairedCodeletWriter(context, graph, null, isShort, columns);
        if (map.Inputs.Any(i => writer.Input(i) is null) || writer.Stores() is null) return null;
        var shape = VectorShape.Pairs(context.Spec.Precision)[0];
        if (new PairedFlow(graph, new VectorCode(shape), writer.Literal, writer).IsPossible) return writer;
        return coefficients is null ? null : new(context, graph, coefficients, isShort, columns);
    }

    public string Exchange => IsSingle ? "Simd128.Shuffle({0}, Simd128.Create(1, 0, 3, 2))" : "Simd128.Shuffle({0}, Simd128.Create(1L, 0L))";

    public void WriteBranch(CodeWriter writer, string otherwise)
    {
        var arguments = string.Join(", ", context.Layout.Parameters.Select(p => (p.Passing + " " + p.Name).TrimStart()));
        var other = "";
        if (columns is not null)
        {
            writer.Line($"if ({ColumnPairsWriter.Condition}) {ColumnPairsWriter.Name}({arguments});");
            other = "else ";
        }

        foreach (var shape in VectorShape.Pairs(context.Spec.Precision))
        {
            writer.Line($"{other}if ({shape.Condition}) TransformPairs{shape.Suffix}({arguments});");
            other = "else ";
        }

        writer.Line($"else {otherwise}({arguments});");
    }

    public void WriteMethods(CodeWriter writer, CancellationToken cancellation)
    {
        if (columns is not null) WriteMethod(writer, ColumnPairsWriter.Name, "two complex numbers", () => columns.Write(writer, cancellation));
        foreach (var shape in VectorShape.Pairs(context.Spec.Precision)) WriteMethod(writer, shape, cancellation);
    }

    public string Zero => "Simd128" + (IsSingle ? "Singles" : "Doubles") + ".Zero";

    public string Load(int input) => IsSingle
        ? $"Simd128.AsSingle(Simd128.CreateScalar(SimdUnsafe.As<float, double>(ref {At(Input(Map.Inputs[input])!.Value)})))"
        : $"SimdUnsafe.As<double, Simd128Doubles>(ref {At(Input(Map.Inputs[input])!.Value)})";

    public string Signs(bool a, bool b) => Constants(a ? "-1.0" : "1.0", b ? "-1.0" : "1.0");

    public string Constants(string a, string b) => IsSingle ? $"Simd128.Create({Single(a)}, {Single(b)}, 0f, 0f)" : $"Simd128.Create({a}, {b})";

    private MatrixMap Map => (MatrixMap)context.Spec.Map;

    private static string Single(string literal) => literal.EndsWith("f", StringComparison.Ordinal) ? literal : literal.Replace(".0", "f");

    private static string At(NumberStream stream) =>
        stream.Base == 0 ? stream.Reference : $"SimdUnsafe.Add(ref {stream.Reference}, {stream.Base.ToString(CultureInfo.InvariantCulture)})";

    private string Literal(ScaleNode scale) => context.Arithmetic.Literal(scale.Factor);

    private void WriteMethod(CodeWriter writer, VectorShape shape, CancellationToken cancellation)
    {
        var code = new VectorCode(shape);
        var output = coefficients is null ? new PairedFlow(graph, code, Literal, this).Output : CoefficientFlow.Outputs(code, coefficients, Literal, this);
        // Where some output does not depend on all inputs, it must not be stored before they are read.
        foreach (var input in graph.Nodes.OfType<InputNode>().Select(n => n.Input / 2).Distinct()) code.Keep(code.LoadOnce(Load(input)));
        foreach (var (number, target) in Stores()!)
        {
            var value = output(number);
            if (IsSingle) code.Do($"SimdUnsafe.As<float, double>(ref {At(target)}) = Simd128.ToScalar(Simd128.AsDouble({{0}}));", value);
            else code.Store($"SimdUnsafe.As<double, Simd128Doubles>(ref {At(target)})", value);
        }

        WriteMethod(writer, "TransformPairs" + shape.Suffix, "one complex number", () => code.Write(writer, cancellation));
    }

    private void WriteMethod(CodeWriter writer, string name, string content, Action body)
    {
        writer.Line();
        writer.Line($"/// <summary>The same with {content} in each vector.</summary>");
        if (isShort) KernelContext.WriteInlined(writer);
        else context.WriteKernelAttribute(writer);
        var parameters = context.Layout.Parameters.Select(p => p.Declaration(context.Language)).ToList();
        writer.Method("private static void " + name, parameters, () =>
        {
            flat.WriteReferences(writer);
            writer.Line();
            body();
        });
    }

    /// <summary>The place of a complex input, or null where its parts do not lie side by side.</summary>
    private NumberStream? Input(InputValue input)
    {
        if (input.Imaginary is not { } imaginary) return null;
        return SideBySide(flat.OfInput(PlaceOf(input.Real)), flat.OfInput(PlaceOf(imaginary)));
    }

    private static LaneComponent PlaceOf(Slot slot) => new(slot.Buffer, slot.Element, 0, slot.Component);

    private static NumberStream? SideBySide(NumberStream? re, NumberStream? im) =>
        re is { } real && im is { } imaginary && real.Reference == imaginary.Reference && imaginary.Base == real.Base + 1 ? re : null;

    /// <summary>Each complex output and its place; null where it is stored in any other form.</summary>
    private List<(int Output, NumberStream Target)>? Stores()
    {
        if (new StoreWriter(context.Spec, context.Layout, context.Arithmetic, context.Language).HasGaps) return null;
        var places = new Dictionary<int, NumberStream>();
        foreach (var store in context.Spec.Stores)
        {
            if (store.Range.Count != 1 || store.Value is not LinearValue value || flat.OfOutput(store.Target) is not { } place) return null;
            if (places.ContainsKey(value.Index)) return null;
            places.Add(value.Index, place);
        }

        var result = new List<(int, NumberStream)>();
        for (var k = 0; k < graph.Outputs.Length / 2; k++)
        {
            if (!places.ContainsKey(2 * k) && !places.ContainsKey(2 * k + 1)) continue;
            if (!places.TryGetValue(2 * k, out var re) || !places.TryGetValue(2 * k + 1, out var im) || SideBySide(re, im) is not { } place) return null;
            result.Add((k, place));
        }

        return result.Count == 0 ? null : result;
    }
}
