using Twiddle.Compiler.Proofs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>Finds an algorithm for the linear map of a transform, and proves it; what cannot be proved is not derived.</summary>
public static class Deriver
{
    public static DerivationResult Derive(TransformSpec spec, DerivationOptions options, CancellationToken cancellation) => spec.Map switch
    {
        MatrixMap map => DeriveCodelet(map, options, cancellation),
        HarmonicMap map => DerivePlan(map, options, cancellation),
        _ => throw new ArgumentException("Unknown linear map.", nameof(spec)),
    };

    /// <summary>The same transform in index form with a proved plan; null where the matrix has none, or none is found.</summary>
    public static (TransformSpec Spec, PassPlan Plan)? InIndexForm(TransformSpec spec, DerivationOptions options, CancellationToken cancellation)
    {
        if (HarmonicEntries.IndexForm(spec, cancellation) is not { } form) return null;
        return Derive(form, options, cancellation) is Derived { Algorithm: PassPlan plan } ? (form, plan) : null;
    }

    private static DerivationResult DeriveCodelet(MatrixMap map, DerivationOptions options, CancellationToken cancellation)
    {
        if (options.Codelets(map.Matrix, map.Field, cancellation) is not { } codelet) return new NotDerived("no straight-line code was found for it");
        return CodeletProof.Verify(codelet.Graph, map.Matrix, map.Field, cancellation) switch
        {
            Equal equal => new Derived(codelet, equal.Certificate.Statement, Counting.Of(codelet.Graph, map), codelet.Steps),
            Unproved unproved => new NotDerived($"the algorithm found could not be proved: {unproved.Reason}"),
            var other => new NotDerived($"the algorithm found is not equal to the definition ({(other as Different)?.Message}), so it is not used"),
        };
    }

    private static DerivationResult DerivePlan(HarmonicMap map, DerivationOptions options, CancellationToken cancellation)
    {
        var (plan, problem) = new PlanDerivation(map, options, cancellation).Derive();
        if (plan is null) return new NotDerived(problem!);
        return PlanProof.Verify(plan, map, cancellation) switch
        {
            PlanProved proved => new Derived(plan, proved.Statement, Counting.Of(plan, map), plan.Steps),
            var refuted => new NotDerived($"the algorithm found could not be proved: {(refuted as PlanRefuted)?.Reason}"),
        };
    }
}
