using System.Collections.Immutable;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Emission;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Reading;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler;

/// <summary>The road from a lowered method to source text: reading, derivation with proof, emission.</summary>
public static class TransformCompiler
{
    /// <summary>Below this many real inputs, straight-line code is quicker than passes on vectors.</summary>
    private const int LeastSummarised = 33;

    /// <summary>Generates the code, or says why not. All of it is for all lengths: one refusal is enough to generate nothing.</summary>
    public static CompileResult Compile(TransformRequest request, CancellationToken cancellation)
    {
        var (specs, refusals) = Read(request, cancellation);
        if (refusals.Count > 0) return new CompileResult(null, refusals);
        var options = new DerivationOptions(DiscoveredCodelets.With(new DiscoveryOptions(CostModel.Flops, Effort.Full)));
        var transforms = ImmutableArray.CreateBuilder<DerivedTransform>();
        foreach (var (spec, size) in specs)
        {
            switch (Deriver.Derive(spec, options, cancellation))
            {
                case Derived derived:
                    var transform = new DerivedTransform(spec, derived.Algorithm, derived.ProofStatement, derived.Counts, derived.Steps);
                    transforms.Add(request.Target.Language.HasVector256 ? WithVectors(request, transform, size, options, cancellation) : transform);
                    break;
                case NotDerived problem:
                    return new CompileResult(null, Refuse(request, RefusalKind.NotDerivable, Sentence(problem.Reason)));
            }
        }

        return new CompileResult(Emitter.Emit(request.Target, transforms.ToImmutable(), cancellation), EquatableArray<Refusal>.Empty);
    }

    private static DerivedTransform WithVectors(
        TransformRequest request, DerivedTransform transform, InputSizes size, DerivationOptions options, CancellationToken cancellation)
    {
        var spec = transform.Spec;
        if (Deriver.ByRowsAndColumns(spec, options, cancellation) is { } blocks) return transform with { RowColumnPlan = blocks };
        return transform with
        {
            VectorPlans = Deriver.OnVectors(spec, IndexForm(request, spec, size, cancellation), options, cancellation),
            RealCoefficients = Deriver.OnComplexNumbers(spec, options, cancellation),
        };
    }

    /// <summary>
    /// For a matrix of many real numbers, whose straight line is too long for the registers of a machine: the same method read again with its loops summarised, where that
    /// can be; null where not.
    /// </summary>
    private static TransformSpec? IndexForm(TransformRequest request, TransformSpec spec, InputSizes size, CancellationToken cancellation)
    {
        if (spec.Map is not MatrixMap { Field: not Field.Complex } map || map.Matrix.Columns < LeastSummarised) return null;
        if (Reader.Read(request.Program, size, ReadingOptions.SummariseLoops, cancellation) is not Understood { Spec: { Map: HarmonicMap } form }) return null;
        return form.Precision == spec.Precision && form.Inputs.Equals(spec.Inputs) && form.Outputs.Equals(spec.Outputs) ? form : null;
    }

    /// <summary>Says what stands in the way, without deriving anything: the same reader, quick enough for an analyzer.</summary>
    public static EquatableArray<Refusal> Check(TransformRequest request, CancellationToken cancellation)
    {
        var (specs, refusals) = Read(request, cancellation);
        if (refusals.Count > 0) return refusals;
        foreach (var (spec, _) in specs)
            if (Deriver.Obstacle(spec, cancellation) is { } obstacle) return Refuse(request, RefusalKind.NotDerivable, Sentence(obstacle));
        return EquatableArray<Refusal>.Empty;
    }

    private static (ImmutableArray<(TransformSpec Spec, InputSizes Size)> Specs, EquatableArray<Refusal> Refusals) Read(TransformRequest request, CancellationToken cancellation)
    {
        if (request.Target.Partial is not null && Emitter.PartialSignatureProblem(request.Target) is { } mismatch)
            return (ImmutableArray<(TransformSpec, InputSizes)>.Empty, Refuse(request, RefusalKind.Signature, Sentence(mismatch)));
        var sizes = request.Shape.Count > 0 ? [InputSizes.OfShape(request.Shape)] : request.Lengths.Select(InputSizes.OfLength);
        var specs = ImmutableArray.CreateBuilder<(TransformSpec, InputSizes)>();
        foreach (var size in sizes)
        {
            switch (Reader.Read(request.Program, size, cancellation))
            {
                case Refused refused:
                    return (ImmutableArray<(TransformSpec, InputSizes)>.Empty, ImmutableArray.Create(refused.Refusal));
                case Understood { Spec: var spec }:
                    if (Emitter.Problem(request.Target, spec) is { } problem)
                        return (ImmutableArray<(TransformSpec, InputSizes)>.Empty, Refuse(request, RefusalKind.Signature, Sentence(problem)));
                    specs.Add((spec, size));
                    break;
            }
        }

        return (specs.ToImmutable(), EquatableArray<Refusal>.Empty);
    }

    private static EquatableArray<Refusal> Refuse(TransformRequest request, RefusalKind kind, string message) =>
        ImmutableArray.Create(new Refusal(kind, message, request.Program.Entry.Body.Span));

    private static string Sentence(string clause) => clause.Length == 0 ? clause : char.ToUpperInvariant(clause[0]) + clause.Substring(1);
}
