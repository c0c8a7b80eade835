using System.Globalization;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>Writes the transform on vectors: its method, with aligned scratch memory from the pool, and the methods of its passes.</summary>
internal sealed class VectorPlanWriter(KernelContext context, TableSet tables, VectorForm form)
{
    /// <summary>Set between the two halves of scratch memory, lest a load seems to depend on a store a multiple of 4096 bytes away.</summary>
    private const int Padding = 64;

    /// <summary>The condition, known to the just-in-time compiler, under which <see cref="WriteMethods"/>'s code may run.</summary>
    public const string Condition = "global::System.Runtime.Intrinsics.X86.Avx2.IsSupported && SimdFma.IsSupported";

    /// <summary>Short names for what vector code uses, for the head of the file; no user's code has such names.</summary>
    public static void WriteAliases(CodeWriter writer)
    {
        const string ns = "global::System.Runtime.Intrinsics.";
        writer.Line($"using Simd256 = {ns}Vector256;");
        writer.Line($"using SimdAvx = {ns}X86.Avx;");
        writer.Line($"using SimdFma = {ns}X86.Fma;");
        writer.Line("using SimdMemory = global::System.Runtime.InteropServices.MemoryMarshal;");
        writer.Line("using SimdUnsafe = global::System.Runtime.CompilerServices.Unsafe;");
        writer.Line($"using SimdVector = {ns}Vector256<double>;");
        writer.Line();
    }

    /// <summary>Goes to the vector code where the machine can run it.</summary>
    public void WriteBranch(CodeWriter writer) => writer.Block($"if ({Condition})", () =>
    {
        writer.Line($"TransformVectors({string.Join(", ", form.Buffers.Select(p => p.Name))});");
        writer.Line("return;");
    });

    public void WriteMethods(CodeWriter writer, CancellationToken cancellation)
    {
        if (form.Length <= VectorStraightLine.LongestLength)
        {
            new VectorStraightLine(context, form).Write(writer, cancellation);
            return;
        }

        var passes = new VectorPassWriter(context, tables, form);
        writer.Line();
        writer.Comment("/// ", "<summary>The same on vectors of four numbers. The input has been read when the first result is written, so the buffers may overlap.</summary>");
        context.WriteKernelAttribute(writer);
        var parameters = form.Buffers.Select(p => p.Declaration(context.Language)).ToList();
        writer.Method("private static void TransformVectors", parameters, () => WriteTransform(writer, passes));
        for (var p = 0; p < form.Core.Passes.Length; p++)
        {
            cancellation.ThrowIfCancellationRequested();
            passes.Write(writer, Name(p), form.Core.Passes[p], cancellation);
        }
    }

    private static string Name(int pass) => $"Pass{Text(pass + 1)}Vectors";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>References to the first numbers of input and output.</summary>
    public static void WriteReferences(CodeWriter writer, VectorForm form)
    {
        var length = Text(form.Length);
        writer.Line("// Slices, so that a span too short is noticed here: the passes do not check.");
        writer.Line($"ref var source = ref SimdUnsafe.As<{ElementShape.Complex}, SimdVector>(ref SimdMemory.GetReference({form.Input.Name}.Slice(0, {length})));");
        writer.Line($"ref var target = ref SimdUnsafe.As<{ElementShape.Complex}, SimdVector>(ref SimdMemory.GetReference({form.Output.Name}.Slice(0, {length})));");
    }

    private void WriteTransform(CodeWriter writer, VectorPassWriter passes)
    {
        const string vector = "SimdVector";
        var (count, length) = (form.Core.Passes.Length, form.Length);
        WriteReferences(writer, form);
        var doubles = count == 2 ? 2 * length : 4 * length + Padding;
        writer.Stage($"Scratch memory, from the next multiple of 64 bytes on{(count == 2 ? "" : ", in two halves")}.");
        writer.Line($"double[] scratch = global::System.Buffers.ArrayPool<double>.Shared.Rent({Text(doubles + 8)});");
        writer.Line($"ref double first = ref SimdMemory.GetArrayDataReference(scratch);");
        writer.Line("int address = unchecked((int)SimdUnsafe.ByteOffset(ref SimdUnsafe.NullRef<double>(), ref first));");
        writer.Line($"ref {vector} work = ref SimdUnsafe.As<double, {vector}>(ref SimdUnsafe.Add(ref first, (64 - (address & 63)) / 8));");
        if (count > 2) writer.Line($"ref {vector} other = ref SimdUnsafe.Add(ref work, {Text((2 * length + Padding) / VectorForm.Lanes)});");
        writer.Line();
        for (var p = 0; p < count; p++)
        {
            var from = p == 0 ? "source" : p % 2 == 1 ? "work" : "other";
            var to = p == count - 1 ? "target" : p % 2 == 0 ? "work" : "other";
            var twiddles = passes.TwiddleArgument(form.Core.Passes[p]);
            writer.Line($"{Name(p)}(ref {from}, ref {to}{(twiddles is null ? "" : ", " + twiddles)});");
        }

        writer.Line("global::System.Buffers.ArrayPool<double>.Shared.Return(scratch);");
    }
}
