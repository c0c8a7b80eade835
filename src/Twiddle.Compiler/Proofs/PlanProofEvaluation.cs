using System.Globalization;
using System.Runtime.CompilerServices;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Proofs;

/// <summary>
/// Runs a plan in a prime field on random data, as the generated code runs it on floating-point numbers, and compares all outputs with the
/// definition at once, by the sums Σ_k ρ^k·y[k] for a random ρ.
/// </summary>
/// <remarks>
/// On the side of the definition, such a sum over the harmonics of k is a geometric series with a closed form, so all outputs are compared at the
/// cost of one pass over the inputs. Outputs that differ make the difference of the two sums a polynomial in ρ that is not zero, of a degree below
/// the number of outputs K: it vanishes for a random ρ with probability below K/p (Schwartz and Zippel).
/// </remarks>
internal sealed class PlanProofEvaluation
{
    private readonly PlanProofField field;
    private readonly PassPlan plan;
    private readonly HarmonicMap map;
    private readonly CancellationToken cancellation;
    private readonly ComplexResidue[][] inputs;
    private readonly uint[][] constants;
    private readonly int seed;
    private readonly uint ratio;

    public PlanProofEvaluation(PlanProofField field, PassPlan plan, HarmonicMap map, int seed, CancellationToken cancellation)
    {
        this.field = field;
        this.plan = plan;
        this.map = map;
        this.seed = seed;
        this.cancellation = cancellation;
        constants = plan.Codelets.Select(c => field.Constants(c.Graph)!).ToArray();
        var state = (ulong)seed;
        inputs = map.Inputs.Select(lane => Enumerable.Range(0, lane.Count).Select(_ => Random(lane.IsComplex)).ToArray()).ToArray();

        ratio = Next();

        ComplexResidue Random(bool isComplex) => new(Next(), isComplex ? Next() : 0);

        // splitmix64: Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014
        uint Next()
        {
            unchecked
            {
                state += 0x9E3779B97F4A7C15;
                var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
                return (uint)((z ^ (z >> 31)) % field.Field.Prime);
            }
        }
    }

    /// <summary>The first output lane in which plan and definition differ, in words; or null.</summary>
    public string? Difference()
    {
        var combined = Combine(plan.Cores.Select(Transform).ToArray());
        for (var lane = 0; lane < map.Outputs.Count; lane++)
        {
            var defined = PlanProofMemory.Of(map).Definition(field, seed, lane, () => map.Terms.Where(t => t.OutputLane == lane).Select(Definition).Aggregate(default(ComplexResidue), field.Add));
            if (!map.Outputs[lane].IsComplex) defined = defined with { Imaginary = 0 };
            if (WeightedSum(combined[lane]) != defined) return $"output lane {lane.ToString(CultureInfo.InvariantCulture)} differs from the definition";
        }

        return null;
    }

    /// <summary>Σ_k ρ^k·y[k].</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private ComplexResidue WeightedSum(ComplexResidue[] outputs)
    {
        var sum = default(ComplexResidue);
        uint weight = 1;
        foreach (var output in outputs)
        {
            sum = field.Add(sum, field.Scale(weight, output));
            weight = field.Field.Multiply(weight, ratio);
        }

        return sum;
    }

    /// <summary>
    /// Σ_j c·e^(2πi·φ·j)·x[j] · Σ_k w^k with w = ρ·e^(2πi·(β·j + ψ)); the inner sum over start ≤ k &lt; end is (w^end − w^start)/(w − 1).
    /// </summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private ComplexResidue Definition(HarmonicTerm term)
    {
        var sum = default(ComplexResidue);
        var range = term.OutputRange;
        var (start, end) = (field.Field.Power(ratio, (uint)range.Start), field.Field.Power(ratio, (uint)range.End));
        var first = term.InputRange.Start;
        long bilinear = field.Exponent(term.Bilinear), inputPhase = field.Exponent(term.InputPhase), outputPhase = field.Exponent(term.OutputPhase);
        var inverses = new ComplexResidue[term.InputRange.Count];
        for (var j = 0; j < inverses.Length; j++) inverses[j] = field.Subtract(field.Scale(ratio, field.Root(Turns(first + j))), new(1, 0));
        field.Invert(inverses);
        for (var j = first; j < term.InputRange.End; j++)
        {
            if (j % 1024 == 0) cancellation.ThrowIfCancellationRequested();
            var x = inputs[term.InputLane][j];
            var input = field.Multiply(field.Root(inputPhase * j), term.ConjugatesInput ? field.Conjugate(x) : x);
            var turns = Turns(j);
            var series = inverses[j - first] == default
                ? Series(turns, range)
                : field.Multiply(field.Subtract(field.Scale(end, field.Root(turns * range.End)), field.Scale(start, field.Root(turns * range.Start))), inverses[j - first]);
            sum = field.Add(sum, field.Multiply(input, series));
        }

        return field.Multiply(field.Value(term.Coefficient), sum);

        long Turns(long j) => (bilinear * j + outputPhase) % field.Order;
    }

    /// <summary>Σ w^k over a range, w = ρ times the root with this exponent, term by term: where w is 1, or w − 1 has no inverse.</summary>
    private ComplexResidue Series(long exponent, IndexRange range) => Enumerable.Range(range.Start, range.Count)
        .Select(k => field.Scale(field.Field.Power(ratio, (uint)k), field.Root(exponent * k)))
        .Aggregate(default(ComplexResidue), field.Add);

    [MethodImpl(Jit.OptimizedAtOnce)]
    private ComplexResidue[] Transform(CoreTransform core)
    {
        var length = core.Input.Length;
        var work = new ComplexResidue[length];
        foreach (var source in core.Input.Sources)
        {
            var factors = Values(source.Factor, source.Count);
            var index = (long)source.Offset;
            for (var t = 0; t < source.Count; t++, index = (index + source.Stride) % length)
            {
                var x = inputs[source.Lane][source.First + source.Step * t];
                work[index] = field.Add(work[index], field.Multiply(factors[t], source.ConjugatesInput ? field.Conjugate(x) : x));
            }
        }

        if (core.Convolution is not null) return new PlanProofConvolution(field, core, cancellation).Transform(work);
        foreach (var pass in core.Passes)
            work = new PlanProofPass(field, pass, plan.Codelets[pass.Codelet].Graph, constants[pass.Codelet], core.Input).Run(work, cancellation);
        return work;
    }

    private ComplexResidue[][] Combine(ComplexResidue[][] cores)
    {
        var outputs = map.Outputs.Select(lane => new ComplexResidue[lane.Count]).ToArray();
        foreach (var segment in plan.Segments)
        {
            foreach (var sum in segment.Sums)
            {
                foreach (var use in sum.Uses) Add(segment, use, cores[use.Core], outputs[sum.Lane]);
                if (map.Outputs[sum.Lane].IsComplex) continue;
                for (var t = 0; t < segment.Count; t++)
                    outputs[sum.Lane][segment.First + segment.Step * t] = outputs[sum.Lane][segment.First + segment.Step * t] with { Imaginary = 0 };
            }
        }

        return outputs;
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private void Add(OutputSegment segment, CoreUse use, ComplexResidue[] core, ComplexResidue[] output)
    {
        var factors = Values(use.Factor, segment.Count);
        var index = (long)use.Offset;
        for (var t = 0; t < segment.Count; t++, index = (index + use.Stride) % core.Length)
        {
            var value = use.Conjugates ? field.Conjugate(core[index]) : core[index];
            var k = segment.First + segment.Step * t;
            output[k] = field.Add(output[k], field.Multiply(factors[t], value));
        }
    }

    /// <summary>f(0), …, f(count − 1).</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    private ComplexResidue[] Values(HarmonicFactor factor, int count)
    {
        var values = new ComplexResidue[count];
        foreach (var harmonic in factor.Harmonics)
        {
            var coefficient = field.Value(harmonic.Coefficient);
            var step = field.Exponent(harmonic.Phase);
            var exponent = 0;
            for (var t = 0; t < count; t++, exponent = (exponent + step) % field.Order)
                values[t] = field.Add(values[t], field.Multiply(coefficient, field.Root(exponent)));
        }

        return values;
    }
}
