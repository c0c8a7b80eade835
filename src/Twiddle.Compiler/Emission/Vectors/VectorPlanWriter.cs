using System.Collections.Immutable;
using System.Globalization;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// Writes a plan on vectors, once for each shape: the method that gathers, transforms and combines, with aligned scratch memory, and the methods of its passes.
/// </summary>
internal sealed partial class VectorPlanWriter(KernelContext context, TableSet tables, ImmutableArray<VectorForm> forms) : IVectorKernel
{
    /// <summary>Set between parts of scratch memory, lest a load seems to depend on a store a multiple of 4096 bytes away.</summary>
    private const int Padding = 64;

    private const int CacheLine = 64;

    /// <summary>
    /// From this many bytes of results on, their place is scratch memory too: what is touched in all has to fit into a cache. Between the last two numbers the caches of
    /// today hold it either way, and vectors in users' arrays, which cross cache lines, cost more than that gains.
    /// </summary>
    private const int LeastInTarget = 1 << 14, LeastBetween = 1 << 16, LeastBeyond = 1 << 18;

    /// <summary>Bytes of scratch memory that are taken from the stack, where it need not be cleared, and where it is.</summary>
    private const int LargestOnStack = 1 << 14, LargestCleared = 1 << 11;

    private const string Exchange = "global::System.Threading.Interlocked.Exchange";

    private readonly FlatBuffers flat = new(context);
    private LanePasses? passes;

    /// <summary>The tables that the methods use.</summary>
    public TableSet Tables => tables;

    /// <summary>The number of lanes of the widest form.</summary>
    public int MostLanes => forms[0].Shape.Lanes;

    /// <summary>Whether machines without vectors are served too.</summary>
    public bool CoversScalars => forms[forms.Length - 1].Shape.IsScalar;

    private string Type => context.Arithmetic.Type;

    private string Pool => $"global::System.Buffers.ArrayPool<{Type}>.Shared";

    /// <summary>The references to the parts of a core's vector.</summary>
    public static (string Re, string Im) Work(int core) => ($"w{Text(core)}r", $"w{Text(core)}i");

    public void WriteBranch(CodeWriter writer, string otherwise)
    {
        passes = new LanePasses(context, tables, writer.Apart(outwards: 1));
        WriteBranch(writer, otherwise, "false");
    }

    private void WriteBranch(CodeWriter writer, string otherwise, string isPinned)
    {
        var arguments = string.Join(", ", context.Layout.Parameters.Select(p => (p.Passing + " " + p.Name).TrimStart()));
        var other = "";
        foreach (var form in forms)
        {
            var isGeneric = IsGeneric(form);
            var call = isGeneric
                ? $"{GenericTransform(form)}<{form.Shape.Vector}, {form.Shape.Name}>({arguments},"
                : $"Transform{form.Shape.Name}({arguments}{(TellsWhetherPinned ? ", " + isPinned : "")});";
            writer.Line(form.Shape.IsScalar ? "else" : $"{other}if ({form.Shape.Condition})");
            writer.Line("    " + call);
            if (isGeneric) writer.Line($"        {FirstTable(form)});");
            other = "else ";
        }

        if (!CoversScalars) writer.Line($"else {otherwise}({arguments});");
    }

    /// <summary>Whether the method has the same text for all vectors.</summary>
    private bool IsGeneric(VectorForm form) =>
        !IsShared && form.IsDirect && !IsStraight(form.Cores[0]!) && form.Plan.Cores[0].Passes.All(p => LanePassWriter.CanWrite(p, form.Shape));

    /// <summary>The table of the first pass.</summary>
    private string FirstTable(VectorForm form) => new VectorPassWriter(context, tables, form.Cores[0]!).TwiddleTable(form.Plan.Cores[0].Passes[0])!;

    /// <summary>The name of the method that runs all passes on vectors of any size.</summary>
    private string GenericTransform(VectorForm form) => passes!.Transform(writer =>
    {
        var core = form.Cores[0]!;
        var parts = Parts(form);
        writer.Line();
        writer.Line("/// <summary>All passes. The input has been read when the first result is written, so the buffers may overlap.</summary>");
        LaneOperations.WriteOptimized(writer);
        if (IsOnStack(parts) && context.Language.AllowsUnsafe) writer.Line("[global::System.Runtime.CompilerServices.SkipLocalsInit]");
        var parameters = context.Layout.Parameters.Select(p => p.Declaration(context.Language)).Append($"{Type}[] twiddles").ToList();
        var first = LanePassWriter.Transposition(core, form.Plan.Cores[0].Passes[0]);
        string[] constraints = [$"where TOps : struct, {LaneOperations.Interfaces(first)}"];
        writer.Method($"private static void {LanePasses.Unnamed}<TVec, TOps>", parameters, constraints, () =>
        {
            flat.WriteReferences(writer);
            WriteScratch(writer, parts);
            writer.Line();
            WriteReferences(writer, LaneWords.Vector, "source", form.Sources[0], default);
            WriteReferences(writer, LaneWords.Vector, "target", form.Target, default);
            foreach (var part in parts) writer.Line($"ref var {part.Name}Vectors = ref SimdUnsafe.As<{Type}, {LaneWords.Vector}>(ref {part.Name});");
            if (core.Grouping is not null) WriteGroups(writer, form, CancellationToken.None);
            else passes.WriteGenericCalls(writer, core, "source", "target", pass => IsInTarget(form, pass) ? "target" : WorkOf(pass) + "Vectors", CancellationToken.None);
            WriteReturn(writer, parts);
        });
    });

    public void WriteMethods(CodeWriter writer, CancellationToken cancellation)
    {
        if (forms.Any(form => Parts(form) is { Length: > 0 } parts && !IsOnStack(parts) && !IsSharedInGroups(form)))
        {
            writer.Line();
            writer.Line("/// <summary>Scratch memory for the next call, the quickest to get; calls at the same time take theirs from the pool.</summary>");
            writer.Line($"private static {Type}[]? spare;");
        }

        if (TellsWhetherPinned) WritePinned(writer);
        WriteFromCacheLine(writer);
        foreach (var form in forms)
        {
            if (!IsGeneric(form)) WriteForm(writer, form, cancellation);
            if (IsShared) WriteSharedMethods(writer, form, cancellation);
            WriteCores(writer, form, cancellation);
        }

        passes!.Write(writer, cancellation);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void WriteForm(CodeWriter writer, VectorForm form, CancellationToken cancellation)
    {
        var parts = Parts(form);
        writer.Line();
        writer.Comment("/// ", $"<summary>The same on {(form.Shape.IsScalar ? "single numbers" : $"vectors of {Text(form.Shape.Lanes)} numbers")}. The input has been read when the first result is written, so the "
            + "buffers may overlap.</summary>");
        context.WriteKernelAttribute(writer);
        if (parts.Length > 0 && IsOnStack(parts) && context.Language.AllowsUnsafe) writer.Line("[global::System.Runtime.CompilerServices.SkipLocalsInit]");
        var parameters = context.Layout.Parameters.Select(p => p.Declaration(context.Language)).ToList();
        if (TellsWhetherPinned) parameters.Add("bool isPinned");
        writer.Method("private static void Transform" + form.Shape.Name, parameters, () =>
        {
            flat.WriteReferences(writer);
            if (IsSharedInGroups(form)) WriteSharedScratch(writer, form);
            else if (parts.Length > 0) WriteScratch(writer, parts);
            if (IsShared) WriteSharedCall(writer, form, cancellation);
            else WriteTransform(writer, form, cancellation);
            if (IsSharedInGroups(form)) writer.Line($"if (scratch.Length > 0) {Pool}.Return(scratch);");
            else WriteReturn(writer, parts);
        });
    }

    private void WriteReturn(CodeWriter writer, ImmutableArray<ScratchPart> parts)
    {
        if (parts.Length == 0 || IsOnStack(parts)) return;
        writer.Line();
        writer.Line($"{Type}[]? second = {Exchange}(ref spare, scratch);");
        writer.Line($"if (second is not null) {Pool}.Return(second);");
    }

    /// <summary>A part of scratch memory: where it starts, and its length.</summary>
    private readonly record struct ScratchPart(string Name, int Start, int Length);

    /// <summary>A pair of vectors for each core that needs them, and one or two vectors of pairs to go back and forth between.</summary>
    private ImmutableArray<ScratchPart> Parts(VectorForm form)
    {
        var parts = ImmutableArray.CreateBuilder<ScratchPart>();
        var next = 0;
        for (var c = 0; c < form.Cores.Length; c++)
        {
            if (form.IsDirect || HoldsResults(form)) continue;
            Add("re" + Text(c), form.Plan.Cores[c].Input.Length);
            Add("im" + Text(c), form.Plan.Cores[c].Input.Length);
        }

        if (GroupsOf(form) is { } groups)
        {
            var buffers = Math.Max(groups.BuffersOf(form.Cores[0]!, isFirst: true), groups.BuffersOf(form.Cores[0]!, isFirst: false));
            for (var b = 0; b < buffers; b++) Add(WorkOf(b), 2 * groups.PieceLength);
            return parts.ToImmutable();
        }

        var looped = form.Cores.Where(c => c is not null && !IsStraight(c)).ToList();
        if (looped.Count > 0) Add("work", looped.Max(c => c!.WorkLength));
        if (looped.Any(c => c!.Core.Passes.Length > 2) && !IsInTarget(form, 1)) Add("other", looped.Max(c => c!.WorkLength));
        return parts.ToImmutable();

        void Add(string name, int length)
        {
            var whole = CacheLine / form.Shape.ElementSize;
            if (next > 0 && length * form.Shape.ElementSize >= 4096) next += Padding;
            parts.Add(new(name, next, length));
            next += (length + whole - 1) / whole * whole;
        }
    }

    /// <summary>Room for all parts, and for the way to the next cache line.</summary>
    private int ScratchLength(ImmutableArray<ScratchPart> parts) => parts.Max(p => p.Start + p.Length) + CacheLine / forms[0].Shape.ElementSize;

    private bool IsOnStack(ImmutableArray<ScratchPart> parts) =>
        forms[0].Shape.ElementSize * ScratchLength(parts) <= (context.Language.AllowsUnsafe ? LargestOnStack : LargestCleared);

    private void WriteScratch(CodeWriter writer, ImmutableArray<ScratchPart> parts)
    {
        writer.Stage("Scratch memory, from the next cache line on.");
        if (IsOnStack(parts)) writer.Line($"global::System.Span<{Type}> scratch = stackalloc {Type}[{Text(ScratchLength(parts))}];");
        else writer.Line($"{Type}[] scratch = {Exchange}(ref spare, null)");
        if (!IsOnStack(parts)) writer.Line($"    ?? {Pool}.Rent({Text(ScratchLength(parts))});");
        WriteNextCacheLine(writer, "scratch", IsOnStack(parts));
        if (!IsShared) WriteParts(writer, parts);
    }

    /// <summary>Finds the first number of some memory that starts a cache line: number start from first.</summary>
    private void WriteNextCacheLine(CodeWriter writer, string memory, bool isSpan = false)
    {
        var size = forms[0].Shape.ElementSize;
        writer.Line($"ref {Type} first = ref SimdMemory.{(isSpan ? "GetReference" : "GetArrayDataReference")}({memory});");
        writer.Line($"int address = unchecked((int)SimdUnsafe.ByteOffset(ref SimdUnsafe.NullRef<{Type}>(), ref first));");
        writer.Line($"int start = ({Text(CacheLine)} - (address & {Text(CacheLine - 1)})) / {Text(size)};");
    }

    private void WriteParts(CodeWriter writer, ImmutableArray<ScratchPart> parts)
    {
        foreach (var part in parts.Where(p => p.Name is "work" or "other"))
            writer.Line($"ref {Type} {part.Name} = ref SimdUnsafe.Add(ref first, start{Plus(part.Start)});");
        foreach (var part in parts.Where(p => p.Name is not ("work" or "other")))
        {
            writer.Line($"global::System.Span<{Type}> {part.Name} = {(IsOnStack(parts) ? "scratch.Slice(" : $"new global::System.Span<{Type}>(scratch, ")}start{Plus(part.Start)}, {Text(part.Length)});");
            writer.Line($"ref {Type} w{part.Name.Substring(2)}{part.Name[0]} = ref SimdMemory.GetReference({part.Name});");
        }
    }

    private static string Plus(int number) => number == 0 ? "" : " + " + Text(number);

    private static List<(string Re, string Im)> WorkSpans(VectorForm form) =>
        Enumerable.Range(0, form.Cores.Length).Select(c => ("re" + Text(c), "im" + Text(c))).ToList();

    private void WriteTransform(CodeWriter writer, VectorForm form, CancellationToken cancellation)
    {
        if (HoldsResults(form))
        {
            writer.Line();
            WriteEnds(writer, form, 0, "source", "target", hasTarget: false);
            Combining(form).WriteUnrolled(writer, next => new VectorStraightLine(context, form.Cores[0]!).Write(writer, next, cancellation));
            return;
        }

        var alone = context with { TeamName = null };
        var locals = new KernelLocals(alone);
        var factors = new VectorTables(alone, tables);
        var vectors = WorkSpans(form);
        var gather = new VectorGatherWriter(alone, form.Map, factors, form.Shape);
        var isOne = form.Cores.Length == 1;
        for (var c = 0; c < form.Cores.Length; c++)
        {
            cancellation.ThrowIfCancellationRequested();
            var input = form.Plan.Cores[c].Input;
            if (form.Sources[c] is null || form.Cores[c] is null)
            {
                writer.Stage($"Gather the vector of transform {Text(c + 1)}, {Text(input.Length)} point{(input.Length == 1 ? "" : "s")}.");
                if (gather.CanWrite(input)) gather.Write(writer, input, Work(c), cancellation);
                else new GatherWriter(alone, form.Map, tables, locals, hasSpans: true).Write(writer, input, vectors[c].Re, vectors[c].Im);
            }

            if (form.Cores[c] is not { } core) continue;
            var (source, target) = isOne ? ("source", "target") : ("source" + Text(c), "target" + Text(c));
            if (isOne && form.IsDirect) writer.Line();
            else writer.Stage("Transform it.");
            WriteEnds(writer, form, c, source, target);
            if (form.IsDirect && IsStraight(core)) new VectorStraightLine(context, core).Write(writer, cancellation);
            else WritePasses(writer, form, core, source, target, cancellation);
        }

        if (form.Target is not null) return;
        writer.Stage("Put the results together.");
        var scalars = new CombineWriter(alone, form.Plan, form.Map, tables, locals, vectors);
        new VectorCombineWriter(alone, form.Plan, factors, form.Shape, scalars).Write(writer, cancellation);
    }

    /// <summary>Whether the results of its one core stay in locals until the outputs have been put together from them.</summary>
    private bool HoldsResults(VectorForm form)
    {
        if (!holding.TryGetValue(form.Shape, out var holds))
            holding[form.Shape] = holds = form is { Cores: [{ IsStraight: true }], Target: null } && form.Sources[0] is not null && Combining(form).CanUnroll();
        return holds;
    }

    private readonly Dictionary<VectorShape, bool> holding = [];

    /// <summary>Puts outputs together from results in locals.</summary>
    private VectorCombineWriter Combining(VectorForm form)
    {
        var alone = context with { TeamName = null };
        return new(alone, form.Plan, new(alone, tables), form.Shape, new(alone, form.Plan, form.Map, tables, new(alone), WorkSpans(form), isHeld: true));
    }

    /// <summary>References to the ends of a core.</summary>
    private void WriteEnds(CodeWriter writer, VectorForm form, int c, string source, string target, bool hasSource = true, bool hasTarget = true)
    {
        if (hasSource) WriteReferences(writer, form.Shape.Vector, source, form.Sources[c], Work(c));
        if (hasTarget) WriteReferences(writer, form.Shape.Vector, target, form.Target, Work(c));
    }

    private static bool IsStraight(VectorCore core) => core.IsStraight;

    /// <summary>References to the vectors at an end of a core.</summary>
    private void WriteReferences(CodeWriter writer, string vector, string name, VectorEnd? end, (string Re, string Im) work)
    {
        if (end is { IsInterleaved: true })
        {
            writer.Line($"ref var {name} = ref SimdUnsafe.As<{Type}, {vector}>(ref {At(end.Re)});");
            return;
        }

        foreach (var (part, first) in new[] { ("Re", end is null ? work.Re : At(end.Re)), ("Im", end is null ? work.Im : At(end.Im)) })
            writer.Line($"ref var {name}{part} = ref SimdUnsafe.As<{Type}, {vector}>(ref {first});");
    }

    private static string At(NumberStream stream) => stream.Base == 0 ? stream.Reference : $"SimdUnsafe.Add(ref {stream.Reference}, {Text(stream.Base)})";

    private void WritePasses(
        CodeWriter writer, VectorForm form, VectorCore core, string source, string target, CancellationToken cancellation)
    {
        if (IsStraight(core))
        {
            var ends = VectorPassWriter.Source(core, true, source).Concat(VectorPassWriter.Target(core, true, target));
            writer.Line($"{Name(form, core)}({string.Join(", ", ends.Select(end => "ref " + end))});");
            return;
        }

        passes!.WriteCalls(writer, core, source, target, pass => Between(form, pass), cancellation);
    }

    /// <summary>
    /// Whether what a pass leaves for the next is where the results will be: the source, which may be the same memory, has been read by the first pass. The last pass may then
    /// read where it writes: of each column all numbers before the first result, since every result needs them all.
    /// </summary>
    private bool IsInTarget(VectorForm form, int pass) =>
        pass % 2 != 0 && form is { IsDirect: true, Target: { IsInterleaved: true } } && form.Cores[0] is { IsUneven: false } core
        && core.WorkLength * form.Shape.ElementSize is (>= LeastInTarget and < LeastBetween) or >= LeastBeyond;

    private string Between(VectorForm form, int pass) => IsInTarget(form, pass) ? "target" : $"SimdUnsafe.As<{Type}, {form.Shape.Vector}>(ref {WorkOf(pass)})";

    private static string WorkOf(int pass) => pass % 2 == 0 ? "work" : "other";

    /// <summary>The methods of straight cores; those of the same length, direction and ends share theirs.</summary>
    private void WriteCores(CodeWriter writer, VectorForm form, CancellationToken cancellation)
    {
        var written = new HashSet<string>();
        foreach (var core in form.Cores.OfType<VectorCore>())
            if (!form.IsDirect && !HoldsResults(form) && IsStraight(core) && written.Add(Name(form, core))) WriteStraight(writer, form, core, cancellation);
    }

    private void WriteStraight(CodeWriter writer, VectorForm form, VectorCore core, CancellationToken cancellation)
    {
        var radices = string.Join(" · ", core.Core.Passes.Select(p => Text(p.Radix)));
        writer.Line();
        writer.Comment("/// ", $"<summary>{Text(core.Length)} = {radices} points, {Text(form.Shape.Lanes)} butterflies at a time, real and imaginary parts apart.</summary>");
        context.WriteKernelAttribute(writer);
        var ends = VectorPassWriter.Source(core, true).Concat(VectorPassWriter.Target(core, true)).Select(end => $"ref {form.Shape.Vector} {end}").ToList();
        writer.Method("private static void " + Name(form, core), ends, () => new VectorStraightLine(context, core).Write(writer, cancellation));
    }

    private static string Kind(VectorForm form, VectorCore core)
    {
        var kinds = form.Cores.OfType<VectorCore>().Select(KindOf).Distinct().ToList();
        return kinds.Count == 1 ? "" : "OfTransform" + Text(kinds.IndexOf(KindOf(core)) + 1);

        static (int Length, int Sign, bool HasInterleavedSource) KindOf(VectorCore core) => (core.Length, core.Core.Input.Sign, core.HasInterleavedSource);
    }

    private static string Name(VectorForm form, VectorCore core) => $"Core{Kind(form, core)}Vectors{form.Shape.Suffix}";
}
