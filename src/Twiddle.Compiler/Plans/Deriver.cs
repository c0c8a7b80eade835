using System.Collections.Immutable;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Proofs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>Finds an algorithm for the linear map of a transform, and proves it; what cannot be proved is not derived.</summary>
public static class Deriver
{
    private const int LongestOfRealCoefficients = 15;

    /// <summary>The even lengths whose two halves, side by side in one vector, are quicker than one complex number in each.</summary>
    private const int ShortestOfPairs = 8, LongestOfPairs = 14;

    public static DerivationResult Derive(TransformSpec spec, DerivationOptions options, CancellationToken cancellation) => spec.Map switch
    {
        MatrixMap map => DeriveCodelet(map, options, cancellation),
        HarmonicMap map => DerivePlan(map, options, cancellation),
        ModularMap map => ModularDerivation.Derive(map, cancellation),
        _ => throw new ArgumentException("Unknown linear map.", nameof(spec)),
    };

    /// <summary>The same transform in index form, where it is a matrix whose entries are the roots of unity of a Fourier transform; else null.</summary>
    public static TransformSpec? IndexForm(TransformSpec spec, CancellationToken cancellation) => HarmonicEntries.IndexForm(spec, cancellation);

    /// <summary>
    /// Proved plans for vectors of different numbers of lanes: those of the transform itself, or of its index form, where it is a matrix that has one.
    /// Lanes that would be slower than fewer are left out.
    /// </summary>
    /// <param name="spec">The transform.</param>
    /// <param name="indexForm">The same transform in index form, where it is a matrix that has one.</param>
    /// <param name="options">The options of the derivation.</param>
    /// <param name="cancellation">Ends the derivation.</param>
    public static ImmutableArray<VectorPlan> OnVectors(TransformSpec spec, TransformSpec? indexForm, DerivationOptions options, CancellationToken cancellation)
    {
        var form = spec.Map is HarmonicMap ? spec : indexForm;
        if (form?.Map is not HarmonicMap map || new PlanDerivation(map, options, cancellation).Lengths() is not { } lengths) return ImmutableArray<VectorPlan>.Empty;
        var plans = ImmutableArray.CreateBuilder<VectorPlan>();
        var known = new List<(string Radices, PassPlan Plan)>();
        int[] widths = form.Precision == ScalarKind.Single ? [16, 8, 4] : [8, 4, 2];
        foreach (var lanes in widths)
        {
            // The widest vectors take numbers from any lanes of two others.
            var isComplex = map.Inputs.All(l => l.IsComplex) && map.Outputs.All(l => l.IsComplex);
            var ends = lanes == widths[0] ? isComplex ? LaneEnds.Short : LaneEnds.ShortAtSource : isComplex ? LaneEnds.ShortAtTarget : LaneEnds.Whole;
            ImmutableArray<int>? Tuned(int n) => options.TunedRadices(form.Precision, lanes, n);
            if (lengths.Any(n => Tuned(n) is { IsEmpty: true })) continue;
            if (lengths.Any(n => Tuned(n) is null && LaneRadices.Cost(n, lanes, ends) > LaneRadices.Cost(n, lanes / 2, isComplex ? LaneEnds.ShortAtTarget : LaneEnds.Whole))) continue;
            ImmutableArray<int> RadicesOf(int n) => Tuned(n) ?? LaneRadices.Of(n, lanes, ends) ?? options.RadicesOf(n);
            var radices = string.Join(";", lengths.Select(n => string.Join(",", RadicesOf(n))));
            if (known.FirstOrDefault(k => k.Radices == radices).Plan is not { } plan)
            {
                if (Derive(form, options with { RadicesOf = RadicesOf }, cancellation) is not Derived { Algorithm: PassPlan derived }) continue;
                known.Add((radices, plan = derived));
            }

            plans.Add(new(lanes, form, plan));
        }

        return plans.ToImmutable();
    }

    /// <summary>A proved plan of two passes, of which the second has radix 2, for one complex transform; null where the map is anything else.</summary>
    public static ColumnPairsPlan? OnColumnPairs(TransformSpec? indexForm, DerivationOptions options, CancellationToken cancellation)
    {
        if (indexForm is not { Precision: ScalarKind.Double, Map: HarmonicMap map } || !map.Inputs.All(l => l.IsComplex)) return null;
        if (new PlanDerivation(map, options, cancellation).Lengths() is not [>= ShortestOfPairs and <= LongestOfPairs and var length] || length % 2 != 0) return null;
        if (Derive(indexForm, options with { RadicesOf = n => ImmutableArray.Create(n / 2, 2) }, cancellation) is not Derived { Algorithm: PassPlan plan }) return null;
        var first = plan.Codelets[plan.Cores[0].Passes[0].Codelet];
        return new(new(4, indexForm, plan), RealCoefficients.Of(PlanDerivation.RadixMatrix(first.Radix, first.Sign), options, cancellation));
    }

    /// <summary>A plan for rows and columns of a matrix that is a Kronecker product, or null.</summary>
    public static RowColumnPlan? ByRowsAndColumns(TransformSpec spec, DerivationOptions options, CancellationToken cancellation) =>
        spec.Map is MatrixMap map ? KroneckerProduct.Of(map, options, cancellation) : null;

    /// <summary>
    /// Proved code for the real and the imaginary parts of a short complex matrix, to be run on complex numbers; null where the matrix is not complex, or long.
    /// </summary>
    public static FlowGraph? OnComplexNumbers(TransformSpec spec, DerivationOptions options, CancellationToken cancellation) =>
        spec.Map is MatrixMap { Field: Field.Complex, Matrix: { Rows: <= LongestOfRealCoefficients } } map ? RealCoefficients.Of(map.Matrix, options, cancellation) : null;

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
