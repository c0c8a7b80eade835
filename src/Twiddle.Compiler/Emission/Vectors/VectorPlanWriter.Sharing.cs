using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Twiddle.Compiler.Emission.Sharing;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>The same plan shared among threads: its gathering, each of its passes and its combining are stages, of which every thread does parts.</summary>
internal sealed partial class VectorPlanWriter
{
    /// <summary>Whether threads share the plan: all its buffers can be pinned, and it is long enough to have scratch memory of its own.</summary>
    private bool IsShared => context.TeamName is not null && flat.AreAll && Parts(forms[0]) is { Length: > 0 } parts && !IsOnStack(parts);

    /// <summary>Where unsafe code is not allowed, only arrays can be pinned: their overload says that they are.</summary>
    private bool TellsWhetherPinned => IsShared && !context.Language.AllowsUnsafe;

    /// <summary>Whether threads share pieces rather than passes.</summary>
    private bool IsSharedInGroups(VectorForm form) => IsShared && GroupsOf(form) is not null;

    private string RunName(VectorForm form) => "Share" + form.Shape.Name;

    private string StageName(VectorForm form) => "Stage" + form.Shape.Name;

    /// <summary>Runs all stages: one after the other where there is but one thread, else shared.</summary>
    private void WriteSharedCall(CodeWriter writer, VectorForm form, CancellationToken cancellation)
    {
        var references = string.Join(", ", flat.Names.Select(name => "ref " + name));
        writer.Line();
        writer.Block($"if ({context.TeamName}.IsAlone{(TellsWhetherPinned ? " || !isPinned" : "")})", () =>
            writer.Line($"for (int stage = 0; stage < {Text(Stages(form, cancellation).Count)}; stage++) {StageName(form)}(stage, 0, 1, {references}, scratch, start);"));
        writer.Line("else");
        if (TellsWhetherPinned)
        {
            writer.Block("", () =>
            {
                var addresses = flat.Names.Select(name => $"SimdUnsafe.ByteOffset(ref SimdUnsafe.NullRef<{Type}>(), ref {name})");
                writer.Line($"{RunName(form)}({string.Join(", ", addresses)}, scratch, start);");
            });
            return;
        }

        writer.Block("", () => writer.Block("unsafe", () =>
        {
            foreach (var name in flat.Names) writer.Line($"fixed ({Type}* at{name} = &{name})");
            writer.Line($"    {RunName(form)}({string.Join(", ", flat.Names.Select(name => "(nint)at" + name))}, scratch, start);");
        }));
    }

    private void WriteSharedMethods(CodeWriter writer, VectorForm form, CancellationToken cancellation)
    {
        var stages = Stages(form, cancellation);
        var names = flat.Names.ToList();
        writer.Line();
        writer.Line("/// <summary>Runs the stages on several threads. The buffers, given by their addresses, stay where they are meanwhile.</summary>");
        writer.Method($"private static void {RunName(form)}", [.. names.Select(name => "nint " + name), $"{Type}[] scratch", "int start"], () =>
        {
            var references = names.Select(name => $"    ref SimdUnsafe.AddByteOffset(ref SimdUnsafe.NullRef<{Type}>(), {name}),").ToList();
            writer.Line($"{context.TeamName}.Run({Text(stages.Count)}, (stage, part, parts) => {StageName(form)}(stage, part, parts,");
            foreach (var reference in references) writer.Line(reference);
            writer.Line("    scratch, start));");
        });

        var cases = new CodeWriter();
        for (var s = 0; s < stages.Count; s++)
        {
            cases.Block($"case {Text(s)}:", () =>
            {
                stages[s](cases);
                cases.Line("break;");
            });
        }

        var text = cases.ToString();
        writer.Line();
        writer.Comment("/// ", "<summary>Does a part of a stage. Parts of the same stage write to different places, and read nothing that the stage writes.</summary>");
        context.WriteKernelAttribute(writer);
        string[] parameters = ["int stage", "int part", "int parts", .. names.Select(name => $"ref {Type} {name}"), $"{Type}[] scratch", "int start"];
        writer.Method($"private static void {StageName(form)}", parameters, () =>
        {
            flat.WriteSpans(writer, name => Regex.IsMatch(text, $@"(?<![\w.]){Regex.Escape(name)}\b", RegexOptions.CultureInvariant));
            writer.Line($"ref {Type} first = ref SimdMemory.GetArrayDataReference(scratch);");
            if (!IsSharedInGroups(form)) WriteParts(writer, Parts(form));
            writer.Block("switch (stage)", () =>
            {
                foreach (var line in text.TrimEnd('\n').Split('\n')) writer.Line(line);
            });
        });
    }

    /// <summary>The overload on arrays, which can be pinned without unsafe code.</summary>
    private void WritePinned(CodeWriter writer)
    {
        var parameters = context.Layout.Parameters;
        writer.Line();
        writer.Line("/// <summary>The same on arrays, which can be held in place while several threads work on them.</summary>");
        writer.Method("internal static void Transform", parameters.Select(p => $"{ElementShape.Text(p.Element)}[] {p.Name}").ToList(), () =>
        {
            for (var p = 0; p < parameters.Length; p++) writer.Line($"var pin{Text(p)} = default(global::System.Runtime.InteropServices.GCHandle);");
            writer.Block("try", () =>
            {
                for (var p = 0; p < parameters.Length; p++)
                    writer.Line($"pin{Text(p)} = global::System.Runtime.InteropServices.GCHandle.Alloc({parameters[p].Name}, global::System.Runtime.InteropServices.GCHandleType.Pinned);");
                WriteBranch(writer, "TransformScalars", "true");
            });
            writer.Block("finally", () =>
            {
                for (var p = 0; p < parameters.Length; p++) writer.Line($"if (pin{Text(p)}.IsAllocated) pin{Text(p)}.Free();");
            });
        });
    }

    /// <summary>The stages: between two of them, all threads wait for each other.</summary>
    private List<Action<CodeWriter>> Stages(VectorForm form, CancellationToken cancellation)
    {
        if (IsSharedInGroups(form)) return GroupStages(form, cancellation);
        var stages = new List<Action<CodeWriter>>();
        var vectors = WorkSpans(form);
        for (var c = 0; c < form.Cores.Length; c++)
        {
            var number = c;
            if (form.Sources[c] is null || form.Cores[c] is null) stages.Add(writer =>
            {
                writer.Line($"// Gather the vector of transform {Text(number + 1)}, {Text(form.Plan.Cores[number].Input.Length)} points.");
                var gather = new VectorGatherWriter(context, form.Map, new VectorTables(context, tables), form.Shape);
                var input = form.Plan.Cores[number].Input;
                if (gather.CanWrite(input)) gather.Write(writer, input, Work(number), cancellation);
                else writer.Block("if (part == 0)", () =>
                    new GatherWriter(context, form.Map, tables, new KernelLocals(context), hasSpans: true).Write(writer, input, vectors[number].Re, vectors[number].Im));
            });
            if (form.Cores[c] is not { } core) continue;
            var (source, target) = form.Cores.Length == 1 ? ("source", "target") : ("source" + Text(c), "target" + Text(c));
            if (IsStraight(core))
            {
                stages.Add(writer => writer.Block("if (part == 0)", () =>
                {
                    WriteEnds(writer, form, number, source, target);
                    WritePasses(writer, form, core, source, target, cancellation);
                }));
                continue;
            }

            for (var p = 0; p < core.Core.Passes.Length; p++)
            {
                var pass = p;
                stages.Add(writer =>
                {
                    var last = core.Core.Passes.Length - 1;
                    var hasTarget = pass == last || IsInTarget(form, pass) || (pass > 0 && IsInTarget(form, pass - 1));
                    WriteEnds(writer, form, number, source, target, pass == 0, hasTarget);
                    passes!.WritePart(writer, core, pass, source, target, between => Between(form, between), cancellation);
                });
            }
        }

        if (form.Target is not null) return stages;
        if (Combine().HasGaps) stages.Add(writer => writer.Block("if (part == 0)", () => Combine().WriteGaps(writer)));
        stages.Add(writer =>
        {
            writer.Line("// Put the results together.");
            Combine().WriteOutputs(writer, cancellation);
        });
        return stages;

        VectorCombineWriter Combine()
        {
            var scalars = new CombineWriter(context, form.Plan, form.Map, tables, new KernelLocals(context), vectors);
            return new(context, form.Plan, new VectorTables(context, tables), form.Shape, scalars);
        }
    }
}
