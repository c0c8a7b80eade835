using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Emission;
using Twiddle.Compiler.Emission.AnyLength;
using Twiddle.Compiler.Emission.Convolutions;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Reading;
using Twiddle.Compiler.Reading.AnyLength;
using Twiddle.Compiler.Reading.Convolutions;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler;

/// <summary>The road from a lowered method to source text: reading, derivation with proof, emission.</summary>
public static class TransformCompiler
{
    /// <summary>Below this many real inputs, straight-line code is quicker than passes on vectors; less so for spectra, whose results stay in registers.</summary>
    private const int LeastSummarised = 33, LeastOfSpectra = 32;

    /// <summary>The radix of most passes on vectors.</summary>
    private const int MostUsedRadix = 8;

    /// <summary>Generates the code, or says why not. All of it is for all lengths: one refusal is enough to generate nothing.</summary>
    public static CompileResult Compile(TransformRequest request, CancellationToken cancellation)
    {
        if (request.IsForAnyLength) return CompileForAnyLength(request, cancellation);
        // The first time, most of the search is the just-in-time compiler's: it may begin while the method is read.
        using var first = FirstCodelet(request, cancellation);
        var (specs, refusals) = Read(request, cancellation);
        if (refusals.Count > 0) return CompileLoops(request, refusals, cancellation);
        return Derive(request, specs, cancellation) switch
        {
            ({ } transforms, _) => new CompileResult(Emitter.Emit(request.Target, transforms, cancellation)),
            var (_, reason) => new CompileResult(null, Refuse(request, RefusalKind.NotDerivable, Sentence(reason))),
        };
    }

    private static (ImmutableArray<DerivedTransform>? Transforms, string Reason) Derive(TransformRequest request, ImmutableArray<TransformSpec> specs, CancellationToken cancellation)
    {
        var options = Options(request.Target.Language.HasVector256) with { Tuned = request.Tuned };
        using var derivation = SideBySide.InProcess.Begin(either => SideBySide.InProcess.Select(specs, (spec, any) => Deriver.Derive(spec, options, any), either), cancellation);
        var withVectors = request.Target.Language.HasVector256 ? OnVectors(request, specs, options, cancellation) : null;
        var transforms = ImmutableArray.CreateBuilder<DerivedTransform>();
        foreach (var result in derivation.Result())
        {
            if (result is not Derived derived) return (null, ((NotDerived)result).Reason);
            var transform = new DerivedTransform(specs[transforms.Count], derived.Algorithm, derived.ProofStatement, derived.Counts, derived.Steps);
            transforms.Add(withVectors?[transforms.Count](transform) ?? transform);
        }

        return (transforms.ToImmutable(), "");
    }

    /// <summary>What there is for machines with vectors, to be added to the transform of each specification.</summary>
    private static Func<DerivedTransform, DerivedTransform>[] OnVectors(TransformRequest request, ImmutableArray<TransformSpec> specs, DerivationOptions options, CancellationToken cancellation)
    {
        // Reading depends on how much of the stack is left, so all of it is done on the thread that has read before.
        var forms = new List<(TransformSpec Spec, RowColumnPlan? Blocks, TransformSpec? IndexForm)>();
        foreach (var spec in specs)
        {
            var blocks = Deriver.ByRowsAndColumns(spec, options, cancellation);
            forms.Add((spec, blocks, blocks is null ? IndexForm(request, spec, cancellation) : null));
        }

        return SideBySide.InProcess.Select(forms, (form, either) => OnVectors(form.Spec, form.Blocks, form.IndexForm, options, either), cancellation);
    }

    private static Func<DerivedTransform, DerivedTransform> OnVectors(
        TransformSpec spec, RowColumnPlan? blocks, TransformSpec? readAgain, DerivationOptions options, CancellationToken cancellation)
    {
        if (blocks is not null) return transform => transform with { RowColumnPlan = blocks };
        var indexForm = readAgain ?? Deriver.IndexForm(spec, cancellation);
        var columnPairs = spec.Map is MatrixMap ? Deriver.OnColumnPairs(indexForm, options, cancellation) : null;
        var plans = Deriver.OnVectors(spec, indexForm, options, cancellation);
        var realCoefficients = Deriver.OnComplexNumbers(spec, options, cancellation);
        return transform => transform with { IndexForm = indexForm, ColumnPairs = columnPairs, VectorPlans = plans, RealCoefficients = realCoefficients };
    }

    /// <summary>
    /// For a matrix of many real numbers, whose straight line is too long for the registers of a machine: the same method read again with its loops summarised, where that
    /// can be; null where not.
    /// </summary>
    private static TransformSpec? IndexForm(TransformRequest request, TransformSpec spec, CancellationToken cancellation)
    {
        if (spec.Map is not MatrixMap { Field: not Field.Complex } map || map.Matrix.Columns < (map.Field == Field.RealToComplex ? LeastOfSpectra : LeastSummarised)) return null;
        foreach (var size in Sizes(request).Where(s => s.Largest(request.Program.Entry) <= Reader.LargestMatrix))
        {
            if (size.Length > 0 && spec.Inputs.All(i => i.Count != size.Length)) continue;
            if (Reader.Read(request.Program, size, ReadingOptions.SummariseLoops, cancellation) is not Understood { Spec: { Map: HarmonicMap } form }) continue;
            // All else, sizes and what is assumed of parameters included, must be the same.
            if (form with { Map = spec.Map, Stores = spec.Stores, Remarks = spec.Remarks } == spec) return form;
        }

        return null;
    }

    private static IEnumerable<InputSizes> Sizes(TransformRequest request) =>
        request.Shape.Count > 0 ? [InputSizes.OfShape(request.Shape)] : request.Lengths.Select(InputSizes.OfLength);

    /// <summary>Says what stands in the way, without deriving anything: the same reader, quick enough for an analyzer.</summary>
    public static EquatableArray<Refusal> Check(TransformRequest request, CancellationToken cancellation) => Examine(request, cancellation).Refusals;

    /// <summary>The same, and what there is to say of a method that is derived: of each place once, whatever the length.</summary>
    public static (EquatableArray<Refusal> Refusals, EquatableArray<Remark> Remarks) Examine(TransformRequest request, CancellationToken cancellation)
    {
        if (request.IsForAnyLength)
        {
            var (transform, problems) = ReadForAnyLength(request, cancellation);
            if (transform is null && ReadConvolution(request, problems, cancellation) is { } convolution) return (convolution.Refusals, EquatableArray<Remark>.Empty);
            return (problems, transform is null ? EquatableArray<Remark>.Empty : transform.Sample.Remarks);
        }

        var (specs, refusals) = Read(request, cancellation);
        if (refusals.Count == 0) return (refusals, RemarksOf(specs));
        var loops = ReadableLoops(request, refusals, cancellation).ToList();
        return loops.Count == 0 ? (refusals, EquatableArray<Remark>.Empty) : (EquatableArray<Refusal>.Empty, RemarksOf(loops.SelectMany(l => l.Specs)));
    }

    private static EquatableArray<Remark> RemarksOf(IEnumerable<TransformSpec> specs) => specs
        .SelectMany(spec => spec.Remarks)
        .GroupBy(remark => (remark.Kind, remark.Span.Method, remark.Span.Start))
        .Select(same => same.First())
        .ToEquatableArray();

    /// <summary>The file that all methods for any length share, with all that they may use.</summary>
    public static string SharedFile(CancellationToken cancellation) => SharedFile(EngineParts.All, cancellation);

    /// <summary>The same, with what they use.</summary>
    public static string SharedFile(EngineParts parts, CancellationToken cancellation)
    {
        if (SharedFiles.TryGetValue(parts, out var known)) return known;
        return SharedFiles[parts] = AnyLengthWriter.Write(parts, Options(hasVectors: true), cancellation);
    }

    /// <summary>It depends on nothing else, so it is written once, for all compilations of a compiler server.</summary>
    private static readonly ConcurrentDictionary<EngineParts, string> SharedFiles = new();

    /// <summary>What a method for any length uses of that file; nothing where it is refused.</summary>
    public static EngineParts PartsOf(TransformRequest request, CancellationToken cancellation) =>
        ReadForAnyLength(request, cancellation) is var (transform, refusals) && transform is not null ? EnginePartsOf.Method(request.Target, transform)
        : ReadConvolution(request, refusals, cancellation)?.Convolution is not null ? EngineParts.Convolutions
        : EngineParts.None;

    private static DerivationOptions Options(bool hasVectors) =>
        new(DiscoveredCodelets.With(new DiscoveryOptions(CostModel.Flops, Effort.Full))) { HasVectors = hasVectors, RadixCodelets = RadixCodelets };

    /// <summary>They depend on nothing else, so they are derived once, for all compilations of a compiler server.</summary>
    private static readonly RadixCodelets RadixCodelets = new();

    /// <summary>Begins the codelet that most plans have, where nothing was derived before.</summary>
    private static SideBySide.Part<RadixCodelet?>? FirstCodelet(TransformRequest request, CancellationToken cancellation)
    {
        if (!request.Target.Language.HasVector256 || !RadixCodelets.IsEmpty) return null;
        return SideBySide.InProcess.Begin(either => RadixCodelets.Of(MostUsedRadix, -1, Options(hasVectors: true).Codelets, either), cancellation);
    }

    private static CompileResult CompileForAnyLength(TransformRequest request, CancellationToken cancellation)
    {
        // The shared file is what takes long the first time, and what it is made of does not depend on the method.
        using var codelets = SharedFiles.IsEmpty ? SideBySide.InProcess.Begin(either => AnyLengthWriter.Codelets(Options(hasVectors: true), either), cancellation) : null;
        var (transform, refusals) = ReadForAnyLength(request, cancellation);
        string text;
        if (transform is not null) text = AnyLengthMethodWriter.Write(request.Target, transform);
        else if (ReadConvolution(request, refusals, cancellation) is not var (convolution, problems)) return new(null, refusals);
        else if (convolution is null) return new(null, problems);
        else text = ConvolutionMethodWriter.Write(request.Target, convolution);
        codelets?.Result();
        return new(text, EquatableArray<Refusal>.Empty);
    }

    /// <summary>A method for any length is read for its own file and for the one it shares; the outcome is kept as long as the program is.</summary>
    private static readonly ConditionalWeakTable<Program, AnyLengthResult> ReadPrograms = new();

    private static (AnyLengthTransform? Transform, EquatableArray<Refusal> Refusals) ReadForAnyLength(TransformRequest request, CancellationToken cancellation)
    {
        if (request.Target.Partial is not null && Emitter.PartialSignatureProblem(request.Target) is { } mismatch)
            return (null, Refuse(request, RefusalKind.Signature, Sentence(mismatch)));
        if (!request.Target.Language.HasVector256 || request.Target.Language.Version < 90)
            return (null, Refuse(request, RefusalKind.UnknownSize, "Code for any length needs .NET 8 and C# 9: name the lengths to derive the method for"));
        if (!ReadPrograms.TryGetValue(request.Program, out var read))
        {
            read = AnyLengthReader.Read(request.Program, cancellation);
            ReadPrograms.GetValue(request.Program, _ => read);
        }

        var (transform, refusal) = read;
        if (transform is null) return (null, ImmutableArray.Create(refusal!));
        return Emitter.Problem(request.Target, transform.Sample, writesMemory: true) is { } problem
            ? (null, Refuse(request, RefusalKind.Signature, Sentence(problem)))
            : (transform, EquatableArray<Refusal>.Empty);
    }

    /// <summary>What a method is called that is derived as a convolution or correlation of two arrays, for any lengths: "a circular convolution"; null for all others.</summary>
    public static string? ConvolutionOf(TransformRequest request, CancellationToken cancellation)
    {
        var anything = new Refusal(RefusalKind.NonLinear, "", request.Program.Entry.Body.Span);
        return ReadConvolution(request, ImmutableArray.Create(anything), cancellation)?.Convolution?.Description;
    }

    /// <summary>A method that multiplies data by data, which no linear map does, as a convolution; null where nothing of the kind was found in it.</summary>
    private static (DataConvolution? Convolution, EquatableArray<Refusal> Refusals)? ReadConvolution(TransformRequest request, EquatableArray<Refusal> refusals, CancellationToken cancellation)
    {
        if (refusals.Count != 1 || refusals[0].Kind is RefusalKind.Signature || !request.Target.Language.HasVector256 || request.Target.Language.Version < 90) return null;
        var (convolution, refusal, hasProducts) = ConvolutionReader.Read(request.Program, cancellation);
        if (convolution is null) return hasProducts ? (null, ImmutableArray.Create(refusal!)) : null;
        return Emitter.Problem(request.Target, ConvolutionMethodWriter.Buffers(request.Target, convolution), writesMemory: true) is { } problem
            ? (null, Refuse(request, RefusalKind.Signature, Sentence(problem)))
            : (convolution, EquatableArray<Refusal>.Empty);
    }

    /// <summary>Derives the loops of a method that is no transform as a whole; where none of them is one either, says why the method is not.</summary>
    private static CompileResult CompileLoops(TransformRequest request, EquatableArray<Refusal> refusals, CancellationToken cancellation)
    {
        var derived = ImmutableArray.CreateBuilder<DerivedLoops>();
        foreach (var (loops, part, specs) in ReadableLoops(request, refusals, cancellation))
            if (Derive(part, specs, cancellation).Transforms is { } transforms) derived.Add(new(loops.Statement, part.Target, transforms));
        return derived.Count == 0
            ? new CompileResult(null, refusals)
            : new CompileResult(Emitter.EmitAround(request.Target, request.Written!, derived.ToImmutable(), cancellation));
    }

    private static IEnumerable<(WrittenLoops Loops, TransformRequest Part, ImmutableArray<TransformSpec> Specs)> ReadableLoops(
        TransformRequest request, EquatableArray<Refusal> refusalsAsAWhole, CancellationToken cancellation)
    {
        // Where the method throws, its loops do not matter.
        if (refusalsAsAWhole.Any(r => r.Kind == RefusalKind.Throws)) yield break;
        if (request is not { Written: { } written, Target.Partial: null }) yield break;
        foreach (var loops in written.Loops)
        {
            var name = $"{request.Target.GeneratedName}Loops{(loops.Statement + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}";
            var part = new TransformRequest(loops.Program, request.Target with { Naive = loops.Signature, GeneratedName = name }, request.Lengths, request.Shape) { Tuned = request.Tuned };
            var (specs, refusals) = Read(part, cancellation);
            if (refusals.Count == 0) yield return (loops, part, specs);
        }
    }

    private static (ImmutableArray<TransformSpec> Specs, EquatableArray<Refusal> Refusals) Read(TransformRequest request, CancellationToken cancellation)
    {
        if (request.Target.Partial is not null && Emitter.PartialSignatureProblem(request.Target) is { } mismatch)
            return (ImmutableArray<TransformSpec>.Empty, Refuse(request, RefusalKind.Signature, Sentence(mismatch)));
        var specs = ImmutableArray.CreateBuilder<TransformSpec>();
        foreach (var size in Sizes(request))
        {
            var (variants, refusal) = Reader.ReadAll(request.Program, size, cancellation);
            if (refusal is { Kind: RefusalKind.NonLinear } && ConvolutionOf(request, cancellation) is { } name)
                refusal = refusal with { Message = $"'{{0}}' multiplies the data by the data, which is not linear; the method computes {name}, which is derived for all lengths where the attribute names none" };
            if (refusal is not null) return (ImmutableArray<TransformSpec>.Empty, ImmutableArray.Create(refusal));
            foreach (var spec in variants)
            {
                if (Emitter.Problem(request.Target, spec) is { } problem)
                    return (ImmutableArray<TransformSpec>.Empty, Refuse(request, RefusalKind.Signature, Sentence(problem)));
                // A method whose sizes are its own is the same for all lengths.
                if (!specs.Any(known => (known.Inputs, known.Outputs, known.Assumptions, known.NonNull).Equals((spec.Inputs, spec.Outputs, spec.Assumptions, spec.NonNull)))) specs.Add(spec);
            }
        }

        return (specs.ToImmutable(), EquatableArray<Refusal>.Empty);
    }

    private static EquatableArray<Refusal> Refuse(TransformRequest request, RefusalKind kind, string message) =>
        ImmutableArray.Create(new Refusal(kind, message, request.Program.Entry.Body.Span));

    private static string Sentence(string clause) => clause.Length == 0 ? clause : char.ToUpperInvariant(clause[0]) + clause.Substring(1);
}
