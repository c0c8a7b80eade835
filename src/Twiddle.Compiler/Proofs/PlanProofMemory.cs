using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Proofs;

/// <summary>
/// What proofs of plans for one map have in common, kept as long as the map is: the prime fields, and what the definition says in each on the same data. A transform has a plan
/// for each size of vectors.
/// </summary>
internal sealed class PlanProofMemory
{
    private static readonly ConditionalWeakTable<HarmonicMap, PlanProofMemory> Memories = new();

    private readonly ConcurrentDictionary<(uint Prime, int Order), PlanProofField> fields = new();
    private readonly ConcurrentDictionary<(uint Prime, int Order, int Seed, int Lane), ComplexResidue> definitions = new();

    public static PlanProofMemory Of(HarmonicMap map) => Memories.GetValue(map, _ => new());

    public PlanProofField Field(ResidueField prime, int order, Func<PlanProofField> make) => fields.GetOrAdd((prime.Prime, order), _ => make());

    /// <summary>The weighted sum of an output lane by the definition, on the data of a seed.</summary>
    public ComplexResidue Definition(PlanProofField field, int seed, int lane, Func<ComplexResidue> calculate) =>
        definitions.GetOrAdd((field.Field.Prime, field.Order, seed, lane), _ => calculate());
}
