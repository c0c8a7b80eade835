using System.Collections.Immutable;
using Twiddle.Compiler.Emission.Sharing;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Emission.Vectors;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes proved algorithms as C# source text: self-contained, readable, and the same on every machine.</summary>
public static class Emitter
{
    internal const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"Twiddle\", \"0.1.0\")]";

    /// <summary>Why the user's partial method cannot be implemented for its specification, in plain words; null where it can, or where there is none.</summary>
    public static string? PartialSignatureProblem(EmissionTarget target) =>
        target.Partial is { } partial ? PartialSignature.Problem(target.Naive, partial) : null;

    /// <summary>Why code for this specification cannot be written into this target, in plain words; null where it can.</summary>
    /// <param name="target">Where it goes.</param>
    /// <param name="spec">What it computes.</param>
    /// <param name="writesMemory">Whether results are written as numbers that lie in memory, rather than as elements.</param>
    public static string? Problem(EmissionTarget target, TransformSpec spec, bool writesMemory = false)
    {
        if (PartialSignatureProblem(target) is { } problem) return problem;
        var layout = KernelLayout.Of(target, spec);
        foreach (var parameter in layout.Parameters.Where(p => p.Output >= 0))
        {
            if (ObjectHandover.IsNeeded(parameter.Type) && ObjectHandover.Problem(spec.Outputs[parameter.Output]) is { } objects) return objects;
            if (!writesMemory && !ElementShape.IsWritable(parameter.Element))
                return $"values of type '{ElementShape.Text(parameter.Element)}' can be neither assigned field by field nor constructed from their fields";
            if (parameter.NaiveParameter >= 0 && target.Partial?.Parameters[parameter.NaiveParameter].Type is SpanType { IsReadOnly: true })
                return $"parameter '{target.Partial.Parameters[parameter.NaiveParameter].Name}' is written to and cannot be a read-only span";
        }

        if (target.Partial is not null && spec.IsLazy) return $"'{target.Naive.Name}' gives a sequence that is evaluated later";
        if (target.Partial is { } partial && spec.ReturnedPlaces.Count > 0 && ResultNames.Of(target.Naive).Length > 0 && partial.ReturnType is VoidType)
            return $"'{target.Naive.Name}' returns what it was given, and '{partial.Name}' has to return it too";

        return null;
    }

    /// <summary>The source text for one method, and the tables that it shares with others.</summary>
    /// <param name="target">Where it goes; <see cref="Problem"/> has none for any of the transforms.</param>
    /// <param name="transforms">The algorithms, one for each length or shape; their buffers differ in nothing but sizes.</param>
    /// <param name="cancellation">Ends the writing with an <see cref="OperationCanceledException"/>.</param>
    public static EmittedMethod Emit(EmissionTarget target, ImmutableArray<DerivedTransform> transforms, CancellationToken cancellation)
    {
        var shared = new List<SharedTable>();
        var text = Written(Head(target.Language), target, code => WriteMembers(code, target, transforms, shared, cancellation));
        return new(text, SharedTables.Merge(shared));
    }

    /// <summary>The source text for one method whose loops were derived on their own.</summary>
    /// <param name="target">Where it goes.</param>
    /// <param name="written">The method as it is.</param>
    /// <param name="derived">Its loops, at least one.</param>
    /// <param name="cancellation">Ends the writing with an <see cref="OperationCanceledException"/>.</param>
    public static EmittedMethod EmitAround(EmissionTarget target, WrittenMethod written, ImmutableArray<DerivedLoops> derived, CancellationToken cancellation)
    {
        // The user's own statements are among these: what is to be said of them has been said.
        var writer = Head(target.Language, "");
        foreach (var line in written.Usings) writer.Line(line);
        writer.Line();
        var shared = new List<SharedTable>();
        var text = Written(writer, target, code =>
        {
            AroundWriter.Write(code, target, written, derived);
            foreach (var loops in derived)
                WriteKernels(code, loops.Target, loops.Transforms.Zip(AroundWriter.Names(loops), (t, n) => (t, n)).ToList(), shared, cancellation);
        });
        return new(text, SharedTables.Merge(shared));
    }

    private static string Written(CodeWriter writer, EmissionTarget target, Action<CodeWriter> writeMembers)
    {
        var code = new CodeWriter();
        if (target.Namespace.Length > 0 && target.Language.Version >= 100)
        {
            code.Line($"namespace {target.Namespace};");
            code.Line();
        }

        if (target.Namespace.Length == 0 || target.Language.Version >= 100) WriteContainers(code, target, 0, writeMembers);
        else code.Block("namespace " + target.Namespace, () => WriteContainers(code, target, 0, writeMembers));
        var text = code.ToString();
        VectorShape.WriteAliases(writer, text);
        return writer + text;
    }

    /// <summary>
    /// What is not to be said of generated code, though warnings may be errors to the user: that public members have no documentation (CS1591), that what
    /// the user's method is marked with makes its callers obsolete too (CS0612, CS0618), and that a <c>cref</c> to it is ambiguous or cannot be resolved (CS0419,
    /// CS1574, CS1580, CS1584, CS1658); nor that the classes which methods share are those of this project, where it sees the internals of another (CS0436).
    /// </summary>
    private const string Silenced = " CS1591, CS0612, CS0618, CS0419, CS0436, CS1574, CS1580, CS1584, CS1658";

    /// <summary>The head of a generated file.</summary>
    /// <param name="language">What the user's language version offers.</param>
    /// <param name="silenced">The warnings that are switched off; all of them where there are none.</param>
    internal static CodeWriter Head(LanguageFeatures language, string silenced = Silenced)
    {
        var writer = new CodeWriter();
        writer.Line("// <auto-generated/>");
        writer.Line("// Written by Twiddle from the definition of the transform. Changes are lost when it is written again.");
        if (language.Version >= 80) writer.Line(SharedFile.Nullable);
        writer.Line("#pragma warning disable" + silenced);
        writer.Line();
        return writer;
    }

    private static void WriteContainers(CodeWriter writer, EmissionTarget target, int depth, Action<CodeWriter> writeMembers)
    {
        if (depth == target.Containers.Count)
        {
            writeMembers(writer);
            return;
        }

        writer.Block(target.Containers[depth].Declaration, () => WriteContainers(writer, target, depth + 1, writeMembers));
    }

    private static void WriteMembers(
        CodeWriter writer, EmissionTarget target, ImmutableArray<DerivedTransform> transforms, List<SharedTable> shared, CancellationToken cancellation)
    {
        var layout = KernelLayout.Of(target, transforms[0].Spec);
        var stem = KernelNames.Stem(target);
        var names = KernelNames.Of(stem, transforms);
        var kernels = transforms.Zip(names, (t, n) => (t, n)).ToList();

        HeaderWriter.Write(writer, target, transforms.Select(t => (t, target.Naive)));
        var surface = target.Partial is { } partial ? Surfaces.Partial(target, partial) : Surfaces.Sibling(target);
        new SurfaceWriter(target, surface).Write(writer, kernels);
        var haveSameBuffers = transforms.All(t => KernelLayout.Of(target, t.Spec).Parameters.SequenceEqual(layout.Parameters));
        if (target.Partial is null && haveSameBuffers && Surfaces.Spans(target, layout, transforms[0].Spec) is { } spans)
        {
            writer.Line();
            HeaderWriter.WriteOverload(writer, target);
            new SurfaceWriter(target, spans).Write(writer, kernels);
        }

        WriteKernels(writer, target, kernels, shared, cancellation);
    }

    private static void WriteKernels(
        CodeWriter writer, EmissionTarget target, IReadOnlyList<(DerivedTransform, string)> kernels, List<SharedTable> shared, CancellationToken cancellation)
    {
        foreach (var (transform, name) in kernels)
            if (transform.Spec.IsLazy) new LazyWriter(target, transform.Spec).Write(writer, name);

        var stem = KernelNames.Stem(target);
        var needsRoots = false;
        var needsTeam = false;
        var inlined = CodeletWriter.Inlined(kernels.Select(k => k.Item1));
        for (var i = 0; i < kernels.Count; i++)
        {
            var (transform, name) = kernels[i];
            var team = IsShared(target, transform) ? stem + "Team" : null;
            var context = new KernelContext(name, stem + "Roots", transform.Spec, KernelLayout.Of(target, transform.Spec), target.Language) 
            {
                TeamName = team,
                IsInlined = inlined.Contains(i),
            };
            needsRoots |= WriteKernel(writer, context, transform, shared, cancellation);
            needsTeam |= team is not null;
        }

        if (kernels.Any(k => k.Item1.Spec.Outputs.Any(o => o.ChangesObjects))) ObjectHandover.WriteDistinction(writer, stem, target.Language);
        if (kernels.Any(k => k.Item1.Spec.Inputs.Any(i => i.IsSmall))) SmallIntegersWriter.Write(writer, stem, target.Language);
        if (needsTeam) TeamWriter.Write(writer, stem + "Team", target.Language);
        if (!needsRoots) return;
        writer.Line();
        RootsWriter.Write(writer, stem + "Roots");
    }

    /// <summary>Whether several threads share a transform: only where that was asked for, and it is long.</summary>
    private static bool IsShared(EmissionTarget target, DerivedTransform transform) =>
        target is { IsParallel: true, Language.HasThreadPool: true }
        && transform.Algorithm is PassPlan
        && transform.Spec.Inputs.Any(i => i.Count >= TeamWriter.LeastPoints);

    /// <summary>The writer of vector code, or null.</summary>
    private static VectorPlanWriter? Vectors(KernelContext context, DerivedTransform transform, TableSet? tables)
    {
        if (!context.Language.HasVector256 || transform.VectorPlans.IsEmpty) return null;
        var ofPlans = context with { Spec = transform.VectorPlans[0].Spec };
        var forms = VectorForm.AllOf(ofPlans, transform.VectorPlans);
        return forms.IsEmpty ? null : new(ofPlans, tables ?? new TableSet(ofPlans), forms);
    }

    /// <summary>Writes the class of one kernel; true where it needs a class of roots of its own.</summary>
    private static bool WriteKernel(CodeWriter writer, KernelContext context, DerivedTransform transform, List<SharedTable> shared, CancellationToken cancellation)
    {
        var needsRoots = false;
        writer.Line();
        writer.Line($"/// <summary>The algorithm for length {HeaderWriter.Size(transform)}.</summary>");
        writer.Line(GeneratedCode);
        writer.Block($"private static class {context.ClassName}", () =>
        {
            if (transform is { Algorithm: Codelet modular, Spec.Map: ModularMap })
            {
                new ModularCodeletWriter(context, modular.Graph).Write(writer, cancellation);
                return;
            }

            if (transform.Algorithm is Codelet codelet)
            {
                var folded = FoldedTransformWriter.Of(context, transform);
                var vectors = folded is null ? Vectors(context, transform, null) : null;
                if (vectors is { CoversScalars: true }) vectors.Tables.HasComputed = true;
                new CodeletWriter(context).Write(writer, transform, codelet.Graph, vectors, folded, cancellation);
                needsRoots = folded is not null;
                if (vectors is not null) shared.AddRange(vectors.Tables.Shared);
                return;
            }

            var tables = new TableSet(context);
            var plan = new PlanWriter(context, tables);
            var onVectors = Vectors(context, transform, tables);
            tables.HasComputed = onVectors is { CoversScalars: true };
            plan.Write(writer, (HarmonicMap)transform.Spec.Map, (PassPlan)transform.Algorithm, onVectors, cancellation);
            needsRoots = plan.NeedsRoots;
            shared.AddRange(tables.Shared);
        });
        return needsRoots;
    }
}
