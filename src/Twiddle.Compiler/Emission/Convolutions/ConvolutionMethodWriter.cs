using System.Collections.Immutable;
using System.Globalization;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Reading.Convolutions;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission.Convolutions;

/// <summary>Writes the methods that callers see of a convolution: the questions whether transforms may, and should, be used; else the naive method.</summary>
internal sealed class ConvolutionMethodWriter
{
    private const string ClassName = "global::Twiddle.Generated.FourierConvolution";

    private readonly EmissionTarget target;
    private readonly DataConvolution convolution;
    private readonly TransformSpec buffers;
    private readonly KernelLayout layout;

    private ConvolutionMethodWriter(EmissionTarget target, DataConvolution convolution)
    {
        this.target = target;
        this.convolution = convolution;
        buffers = Buffers(target, convolution);
        layout = KernelLayout.Of(target, buffers);
    }

    /// <summary>Where the data are, as the writers of surfaces want to know it: the map itself is no linear one.</summary>
    public static TransformSpec Buffers(EmissionTarget target, DataConvolution convolution)
    {
        BufferLayout Input(int parameter) => new(BufferRole.Parameter, parameter, target.Naive.Parameters[parameter].Type, ImmutableArray.Create(1), false);
        var inputs = new[] { convolution.First.Parameter, convolution.Second.Parameter }.Distinct().Select(Input).ToEquatableArray();
        var output = convolution.Target < 0
            ? new BufferLayout(BufferRole.ReturnValue, 0, target.Naive.ReturnType, ImmutableArray.Create(1), false)
            : Input(convolution.Target);
        var none = new MatrixMap(Field.Real, new ExactMatrix(new Cyclotomic[0, 0]), EquatableArray<InputValue>.Empty);
        return new(inputs, ImmutableArray.Create(output), none, EquatableArray<Store>.Empty, ScalarKind.Double);
    }

    /// <summary>The text of the file for one method.</summary>
    public static string Write(EmissionTarget target, DataConvolution convolution)
    {
        var code = new CodeWriter();
        if (target.Namespace.Length == 0) WriteContainers(code, target, convolution, 0);
        else code.Block("namespace " + target.Namespace, () => WriteContainers(code, target, convolution, 0));
        return Emitter.Head(target.Language).ToString() + code;
    }

    private static void WriteContainers(CodeWriter writer, EmissionTarget target, DataConvolution convolution, int depth)
    {
        if (depth == target.Containers.Count) new ConvolutionMethodWriter(target, convolution).WriteMembers(writer);
        else writer.Block(target.Containers[depth].Declaration, () => WriteContainers(writer, target, convolution, depth + 1));
    }

    private void WriteMembers(CodeWriter writer)
    {
        WriteHeader(writer);
        WriteMethod(writer, target.Partial is { } partial ? Surfaces.Partial(target, partial) : Surfaces.Sibling(target));
        if (target.Partial is not null || Surfaces.Spans(target, layout, buffers) is not { } spans) return;
        writer.Line();
        writer.Comment("/// ", $"<summary>Computes what <see cref=\"{DocumentationId}\"/> defines, without allocating where transforms are used.</summary>");
        WriteMethod(writer, spans);
    }

    private string DocumentationId => target.Naive.DocumentationId.Replace("<", "&lt;");

    private void WriteHeader(CodeWriter writer)
    {
        writer.Comment("/// ", $"<summary>Computes what <see cref=\"{DocumentationId}\"/> defines: {convolution.Description}, by Fourier transforms where these take less time.</summary>");
        writer.Line("/// <remarks>");
        writer.Comment("/// ", "<para>Blocks of the longer array are transformed, multiplied by the spectrum of the shorter one, and transformed back; all is one block where that costs less. "
            + $"From about {Number(BreakEven.LeastShorter)} elements of the shorter and {Number(BreakEven.LeastLonger)} of the longer array on that takes less time than the definition, which is run below.</para>");
        writer.Comment("/// ", "<para>Proof: each product of two elements is added to the element of the result that it belongs to, once, and none is missing, at all lengths: by the elimination of "
            + "linear inequalities (Fourier and Motzkin).</para>");
        writer.Comment("/// ", "<para>Rounding: each result differs from the exact one by at most about 2^-50·log2(n)·‖x‖·‖h‖, n elements in both arrays together and ‖ ‖ the root of the sum of "
            + "squares: an error that is small beside the largest results, not beside each.</para>");
        writer.Comment("/// ", "<para>The definition is run for numbers that are not finite, or so large or small that products may overflow or vanish.</para>");
        writer.Line("/// </remarks>");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void WriteMethod(CodeWriter writer, Surface surface)
    {
        writer.Line(Emitter.GeneratedCode);
        writer.Method($"{surface.Heading} {surface.Name}", surface.Parameters.Select(p => p.Declaration).ToList(), () =>
        {
            var (first, second) = (Name(convolution.First.Parameter, surface), Name(convolution.Second.Parameter, surface));
            var conditions = Conditions(surface, first, second).ToList();
            writer.Line("if (" + conditions[0]);
            foreach (var condition in conditions.Skip(1).Take(conditions.Count - 2)) writer.Line("    && " + condition);
            writer.Block($"    && {conditions[conditions.Count - 1]})", () => WriteFast(writer, surface, first, second));
            writer.Line();
            writer.Line("// Too short for transforms to pay, or numbers that they would not treat as the definition does.");
            new FallbackWriter(target, surface, ResultNames.Of(target.Naive), parameter => parameter.Name).Write(writer);
        });
    }

    private IEnumerable<string> Conditions(Surface surface, string first, string second)
    {
        foreach (var reference in surface.Parameters.Where(p => p.Type is ArrayType)) yield return reference.Name + " != null";
        foreach (var parameter in Enumerable.Range(0, target.Naive.Parameters.Count).Where(IsKnown))
        {
            var (name, isLength) = (Name(parameter, surface), convolution.Unknowns.Any(u => u.Parameter == parameter && u.IsLength));
            yield return isLength ? $"{name}.Length >= 1" : $"{name} >= -{ClassName}.LargestLength";
            yield return $"{name}{(isLength ? ".Length" : "")} <= {ClassName}.LargestLength";
        }

        foreach (var requirement in convolution.Requirements) yield return $"{Text(requirement, surface)} >= 0";
        if (convolution.Target >= 0 || !surface.ReturnsResult)
            foreach (var factor in new[] { first, second }.Distinct()) yield return Distinction(Destination(surface), factor, surface);
        yield return $"{ClassName}.IsWorth({first}.Length, {second}.Length, {Text(convolution.Count, surface)})";
        yield return $"{ClassName}.IsInRange<{Numbers}>({Flat(first)}, {Flat(second)}, {(convolution.IsSingle ? "true" : "false")}, {Number(Excess)})";
    }

    private bool IsKnown(int parameter) => convolution.Unknowns.Any(u => u.Parameter == parameter);

    private string Destination(Surface surface) => convolution.Target >= 0 ? Name(convolution.Target, surface) : surface.ForResult(0)!.Name;

    private string Distinction(string destination, string factor, Surface surface)
    {
        bool IsSpan(string name) => surface.Parameters.First(p => p.Name == name).IsSpan;
        if (!IsSpan(destination) && !IsSpan(factor)) return $"!object.ReferenceEquals({destination}, {factor})";
        var span = ElementShape.SpanText(convolution.Element, true);
        return $"!global::System.MemoryExtensions.Overlaps<{Element}>(({span}){destination}, ({span}){factor})";
    }

    private void WriteFast(CodeWriter writer, Surface surface, string first, string second)
    {
        var count = Text(convolution.Count, surface);
        var result = LocalNames.Fresh("result", surface.Parameters.Select(p => p.Name));
        var isNew = convolution.Target < 0 && surface.ReturnsResult;
        if (isNew) writer.Line($"{Element}[] {result} = new {Element}[{count}];");
        else if (convolution.Target < 0)
        {
            writer.Line($"if ({Destination(surface)}.Length < {count})");
            writer.Line($"    throw new global::System.ArgumentException(\"The destination is too short.\", nameof({Destination(surface)}));");
        }

        var destination = isNew ? result : $"(({ElementShape.SpanText(convolution.Element, false)}){Destination(surface)}).Slice(0, {count})";
        for (var w = 0; w < convolution.Windows.Count; w++)
        {
            var window = convolution.Windows[w];
            writer.Line($"{ClassName}.Convolve<{Element}>(");
            writer.Line($"    {first}, {Flag(convolution.First.IsReversed)}, {Flag(convolution.First.IsConjugate)}, {second}, {Flag(convolution.Second.IsReversed)}, {Flag(convolution.Second.IsConjugate)},");
            writer.Line($"    {destination}, {Text(window.Offset, surface)}, {Scale(window.Scale, surface)}, {Flag(w > 0)});");
        }

        writer.Line(isNew ? $"return {result};" : "return;");
    }

    private static string Flag(bool flag) => flag ? "true" : "false";

    private static string Name(int parameter, Surface surface) => surface.ForParameter(parameter).Name;

    private string Element => ElementShape.Text(convolution.Element);

    private string Numbers => ElementShape.Text(ElementShape.Components(convolution.Element).First().Kind);

    /// <summary>The real numbers that an array consists of.</summary>
    private string Flat(string name)
    {
        var span = $"({ElementShape.SpanText(convolution.Element, true)}){name}";
        return convolution.Element is ComplexType ? $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{Element}, {Numbers}>({span})" : name;
    }

    /// <summary>The power of two that constant factors are below, those of lengths included: counted in bits, for a logarithm would be another on some machines.</summary>
    private int Excess => convolution.Windows.Max(w => 27 * w.Scale.Multipliers.Count + Math.Max(0, BinaryFormat.BitLength(System.Numerics.BigInteger.Abs(w.Scale.Number.Numerator)) - BinaryFormat.BitLength(w.Scale.Number.Denominator) + 1));

    private string Scale(ConstantFactor scale, Surface surface)
    {
        var text = new Arithmetic(ScalarKind.Double).Literal(Cyclotomic.FromRational(scale.Number));
        foreach (var multiplier in scale.Multipliers) text += $" * ({Text(multiplier, surface)})";
        foreach (var divisor in scale.Divisors) text += $" / ({Text(divisor, surface)})";
        return text;
    }

    /// <summary>An affine function of lengths and parameters.</summary>
    private string Text(Affine function, Surface surface)
    {
        var text = "";
        foreach (var (unknown, coefficient) in function.Terms.OrderBy(t => t.Coefficient.Sign < 0))
        {
            var size = System.Numerics.BigInteger.Abs(coefficient);
            var factor = size.IsOne ? "" : size.ToString(CultureInfo.InvariantCulture) + " * ";
            text += (text.Length == 0 ? coefficient.Sign < 0 ? "-" : "" : coefficient.Sign < 0 ? " - " : " + ") + factor + Text(unknown, surface);
        }

        if (text.Length == 0) return function.Constant.ToString(CultureInfo.InvariantCulture);
        var constant = System.Numerics.BigInteger.Abs(function.Constant).ToString(CultureInfo.InvariantCulture);
        return function.Constant.IsZero ? text : text + (function.Constant.Sign < 0 ? " - " : " + ") + constant;
    }

    private string Text(int unknown, Surface surface)
    {
        var known = convolution.Unknowns[unknown];
        if (known.DividendOfQuotient is { } dividend) return $"({Text(dividend, surface)}) / {Number(known.Divisor)}";
        return Name(known.Parameter, surface) + (known.IsLength ? ".Length" : "");
    }
}
