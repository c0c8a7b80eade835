using System.Collections.Immutable;
using System.Globalization;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>Writes the passes of a transform between pairs of work vectors as vector code, once for each shape that they fit.</summary>
/// <param name="context">The kernel.</param>
/// <param name="cores">The transform on vectors of each shape, the widest first.</param>
/// <param name="name">The name of the method, without the shape.</param>
internal sealed class WorkVectorPasses(KernelContext context, ImmutableArray<VectorCore> cores, string name)
{
    /// <summary>Set between the halves of scratch memory, lest a load seems to depend on a store a multiple of 4096 bytes away.</summary>
    private const int Padding = 64;

    private const int CacheLine = 64;

    private const string Exchange = "global::System.Threading.Interlocked.Exchange";

    private static readonly string[] Arrays = ["re", "im", "resultRe", "resultIm"];

    private string Type => context.Arithmetic.Type;

    private string Pool => $"global::System.Buffers.ArrayPool<{Type}>.Shared";

    private string Spare => "spareOf" + name;

    /// <summary>The transform of a core's passes on every shape that they fit; empty where they fit none.</summary>
    public static ImmutableArray<VectorCore> CoresOf(KernelContext context, PassPlan plan, CoreTransform core)
    {
        if (!context.Language.HasVector256) return ImmutableArray<VectorCore>.Empty;
        var passes = core with { Input = core.Transformed, Convolution = null };
        return VectorShape.Of(context.Spec.Precision)
            .Select(shape => Of(shape, VectorCore.Fits(plan, passes, shape, isUneven: false)))
            .OfType<VectorCore>()
            .ToImmutableArray();

        VectorCore? Of(VectorShape shape, bool isEven) =>
            isEven || (context.TeamName is null && VectorCore.Fits(plan, passes, shape, isUneven: true)) ? new(plan, passes, shape, false, false, null) { IsUneven = !isEven } : null;
    }

    /// <summary>Transforms one pair of work vectors into another on vectors where the machine can, else as the block says.</summary>
    public void WriteBranch(CodeWriter writer, (string Re, string Im) from, (string Re, string Im) to, Action otherwise)
    {
        var other = "";
        foreach (var core in cores)
        {
            writer.Line($"{other}if ({core.Shape.Condition}) {Method(core)}({from.Re}, {from.Im}, {to.Re}, {to.Im});");
            other = "else ";
        }

        writer.Block("else", otherwise);
    }

    public void WriteMethods(CodeWriter writer, LanePasses passes, CancellationToken cancellation)
    {
        writer.Line();
        writer.Line("/// <summary>Scratch memory for the next call, the quickest to get; calls at the same time take theirs from the pool.</summary>");
        writer.Line($"private static {Type}[]? {Spare};");
        foreach (var core in cores)
        {
            writer.Line();
            writer.Comment("/// ", $"<summary>Transforms a pair of work vectors on vectors of {Text(core.Shape.Lanes)} numbers.</summary>");
            context.WriteKernelAttribute(writer);
            writer.Method("private static void " + Method(core), Arrays.Select(a => $"{Type}[] {a}").ToList(), () => WriteTransform(writer, core, passes, cancellation));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Method(VectorCore core) => $"{name}Vectors{core.Shape.Suffix}";

    private void WriteTransform(CodeWriter writer, VectorCore core, LanePasses passes, CancellationToken cancellation)
    {
        var (count, length, shape) = (core.Core.Passes.Length, core.Length, core.Shape);
        writer.Line("// Spans, so that an array too short is noticed here: the passes do not check.");
        foreach (var (reference, array) in new[] { ("sourceRe", "re"), ("sourceIm", "im"), ("targetRe", "resultRe"), ("targetIm", "resultIm") })
        {
            writer.Line($"ref var {reference} = ref SimdUnsafe.As<{Type}, {shape.Vector}>(");
            writer.Line($"    ref SimdMemory.GetReference(new global::System.Span<{Type}>({array}, 0, {Text(length)})));");
        }

        var half = core.WorkLength + Padding;
        writer.Stage($"Scratch memory, from the next cache line on{(count == 2 ? "" : ", in two halves")}.");
        writer.Line($"{Type}[] scratch = {Exchange}(ref {Spare}, null)");
        writer.Line($"    ?? {Pool}.Rent({Text((count == 2 ? 1 : 2) * half + CacheLine / shape.ElementSize)});");
        writer.Line($"ref {Type} first = ref SimdMemory.GetArrayDataReference(scratch);");
        writer.Line($"int address = unchecked((int)SimdUnsafe.ByteOffset(ref SimdUnsafe.NullRef<{Type}>(), ref first));");
        writer.Line($"int start = ({Text(CacheLine)} - (address & {Text(CacheLine - 1)})) / {Text(shape.ElementSize)};");
        writer.Line($"ref var work = ref SimdUnsafe.As<{Type}, {shape.Vector}>(ref SimdUnsafe.Add(ref first, start));");
        if (count > 2) writer.Line($"ref var other = ref SimdUnsafe.As<{Type}, {shape.Vector}>(ref SimdUnsafe.Add(ref first, start + {Text(half)}));");
        writer.Line();
        passes.WriteCalls(writer, core, "source", "target", pass => pass % 2 == 0 ? "work" : "other", cancellation);
        writer.Line();
        writer.Line($"{Type}[]? second = {Exchange}(ref {Spare}, scratch);");
        writer.Line($"if (second is not null) {Pool}.Return(second);");
    }
}
