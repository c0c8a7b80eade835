using System.Collections.Immutable;
using System.Globalization;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>Writes the transform on vectors: its method, with aligned scratch memory from the pool, and the methods of its passes.</summary>
internal sealed class VectorPlanWriter(KernelContext context, TableSet tables, ImmutableArray<VectorForm> forms, string suffix = "")
{
    /// <summary>Set between the two halves of scratch memory, lest a load seems to depend on a store a multiple of 4096 bytes away.</summary>
    private const int Padding = 64;

    /// <summary>Bytes of scratch memory that are taken from the stack, where it need not be cleared.</summary>
    private const int LargestOnStack = 1 << 14;

    private static readonly (string Name, string Array)[] PlanarEnds =
        [("sourceRe", "re"), ("sourceIm", "im"), ("targetRe", "resultRe"), ("targetIm", "resultIm")];

    private const string Exchange = "global::System.Threading.Interlocked.Exchange";
    private const string Pool = "global::System.Buffers.ArrayPool<double>.Shared";

    /// <summary>Goes to the vector code where the machine can run it, else to the other method.</summary>
    public void WriteBranch(CodeWriter writer, string otherwise)
    {
        var arguments = string.Join(", ", context.Layout.Parameters.Select(p => p.Name));
        var other = "";
        foreach (var form in forms)
        {
            writer.Line($"{other}if ({form.Shape.Condition}) TransformVectors{form.Shape.Bits}({string.Join(", ", form.Buffers.Select(p => p.Name))});");
            other = "else ";
        }

        writer.Line($"else {otherwise}({arguments});");
    }

    /// <summary>Transforms one pair of work vectors into another on vectors where the machine can, else as the block says.</summary>
    public void WriteBranch(CodeWriter writer, (string Re, string Im) from, (string Re, string Im) to, Action otherwise)
    {
        var other = "";
        foreach (var form in forms)
        {
            writer.Line($"{other}if ({form.Shape.Condition}) {Method(form)}({from.Re}, {from.Im}, {to.Re}, {to.Im});");
            other = "else ";
        }

        writer.Block("else", otherwise);
    }

    public void WriteMethods(CodeWriter writer, CancellationToken cancellation)
    {
        if (forms[0].Input is not null && forms[0].Length <= VectorStraightLine.LongestLength)
        {
            foreach (var form in forms) new VectorStraightLine(context, form).Write(writer, cancellation);
            return;
        }

        writer.Line();
        if (!IsOnStack)
        {
            writer.Line("/// <summary>Scratch memory for the next call, the quickest to get; calls at the same time take theirs from the pool.</summary>");
            writer.Line("private static double[]? spare" + suffix + ";");
        }

        foreach (var form in forms) WriteForm(writer, form, cancellation);
    }

    private void WriteForm(CodeWriter writer, VectorForm form, CancellationToken cancellation)
    {
        var passes = new VectorPassWriter(context, tables, form);
        writer.Line();
        writer.Comment("/// ", $"<summary>The same on vectors of {Text(form.Shape.Lanes)} numbers. The input has been read when the first result is written, so the "
            + "buffers may overlap.</summary>");
        context.WriteKernelAttribute(writer);
        if (IsOnStack) writer.Line("[global::System.Runtime.CompilerServices.SkipLocalsInit]");
        var parameters = form.Shape.IsPlanar
            ? ["double[] re", "double[] im", "double[] resultRe", "double[] resultIm"]
            : form.Buffers.Select(p => p.Declaration(context.Language)).ToList();
        writer.Method("private static void " + Method(form), parameters, () => WriteTransform(writer, form, passes));
        for (var p = 0; p < form.Core.Passes.Length; p++)
        {
            cancellation.ThrowIfCancellationRequested();
            passes.Write(writer, Name(form, p), form.Core.Passes[p], cancellation);
        }
    }

    /// <summary>Room for one or two vectors, and for the way to the next multiple of 64 bytes.</summary>
    private int ScratchLength => (forms[0].Core.Passes.Length == 2 ? 2 * forms[0].Length : 4 * forms[0].Length + Padding) + 8;

    private bool IsOnStack => context.Language.AllowsUnsafe && 8 * ScratchLength <= LargestOnStack;

    private string Method(VectorForm form) => $"{(suffix.Length == 0 ? "Transform" : suffix.Substring("Of".Length))}Vectors{form.Shape.Bits}";

    private string Name(VectorForm form, int pass) => $"Pass{Text(pass + 1)}{suffix}Vectors{form.Shape.Bits}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>References to the first numbers of input and output.</summary>
    public static void WriteReferences(CodeWriter writer, VectorForm form)
    {
        var length = Text(form.Length);
        if (form.Shape.IsPlanar)
        {
            foreach (var (name, array) in PlanarEnds)
            {
                var span = $"new global::System.Span<double>({array}, 0, {length})";
                writer.Line($"ref var {name} = ref SimdUnsafe.As<double, {form.Shape.Vector}>(ref SimdMemory.GetReference({span}));");
            }

            return;
        }

        writer.Line("// Slices, so that a span too short is noticed here: the passes do not check.");
        foreach (var (name, buffer) in new[] { ("source", form.Input!), ("target", form.Output!) })
        {
            writer.Line($"ref var {name} = ref SimdUnsafe.As<{ElementShape.Complex}, {form.Shape.Vector}>(");
            writer.Line($"    ref SimdMemory.GetReference({buffer.Name}.Slice(0, {length})));");
        }
    }

    private void WriteTransform(CodeWriter writer, VectorForm form, VectorPassWriter passes)
    {
        var (count, length) = (form.Core.Passes.Length, form.Length);
        WriteReferences(writer, form);
        writer.Stage($"Scratch memory, from the next multiple of 64 bytes on{(count == 2 ? "" : ", in two halves")}.");
        if (IsOnStack) writer.Line($"global::System.Span<double> scratch = stackalloc double[{Text(ScratchLength)}];");
        else writer.Line($"double[] scratch = {Exchange}(ref spare{suffix}, null)");
        if (!IsOnStack) writer.Line($"    ?? {Pool}.Rent({Text(ScratchLength)});");
        writer.Line($"ref double first = ref SimdMemory.{(IsOnStack ? "GetReference" : "GetArrayDataReference")}(scratch);");
        writer.Line("int address = unchecked((int)SimdUnsafe.ByteOffset(ref SimdUnsafe.NullRef<double>(), ref first));");
        writer.Line($"ref var work = ref SimdUnsafe.As<double, {form.Shape.Vector}>(ref SimdUnsafe.Add(ref first, (64 - (address & 63)) / 8));");
        if (count > 2) writer.Line($"ref var other = ref SimdUnsafe.Add(ref work, {Text((2 * length + Padding) / form.Shape.Lanes)});");
        writer.Line();
        for (var p = 0; p < count; p++)
        {
            var from = passes.Ends(p == 0 ? "source" : p % 2 == 1 ? "work" : "other", p == 0);
            var to = passes.Ends(p == count - 1 ? "target" : p % 2 == 0 ? "work" : "other", p == count - 1);
            var twiddles = passes.TwiddleArgument(form.Core.Passes[p]);
            writer.Statements([$"{Name(form, p)}({string.Join(", ", from.Concat(to).Select(end => "ref " + end))}{(twiddles is null ? "" : ", " + twiddles)});"]);
        }

        if (IsOnStack) return;
        writer.Line();
        writer.Line($"double[]? second = {Exchange}(ref spare{suffix}, scratch);");
        writer.Line($"if (second is not null) {Pool}.Return(second);");
    }
}
