using System.Globalization;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Proofs;

/// <summary>Runs a plan in a prime field on random data, as the generated code runs it on floating-point numbers, and compares with the terms.</summary>
internal sealed class PlanProofEvaluation
{
    private readonly PlanProofField field;
    private readonly PassPlan plan;
    private readonly HarmonicMap map;
    private readonly CancellationToken cancellation;
    private readonly ComplexResidue[][] inputs;
    private readonly uint[][] constants;

    public PlanProofEvaluation(PlanProofField field, PassPlan plan, HarmonicMap map, int seed, CancellationToken cancellation)
    {
        this.field = field;
        this.plan = plan;
        this.map = map;
        this.cancellation = cancellation;
        constants = plan.Codelets.Select(c => field.Constants(c.Graph)).ToArray();
        var state = (ulong)seed;
        inputs = map.Inputs.Select(lane => Enumerable.Range(0, lane.Count).Select(_ => Random(lane.IsComplex)).ToArray()).ToArray();

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

    /// <summary>The first of the given output indices at which plan and definition differ, in words; or null.</summary>
    public string? Difference(int[] outputs)
    {
        var results = plan.Cores.Select(Transform).ToArray();
        var combined = Combine(results);
        for (var lane = 0; lane < map.Outputs.Count; lane++)
        {
            foreach (var k in outputs)
            {
                if (k >= map.Outputs[lane].Count) continue;
                cancellation.ThrowIfCancellationRequested();
                var expected = Definition(lane, k);
                if (combined[lane][k] == expected) continue;
                return $"output {k.ToString(CultureInfo.InvariantCulture)} of lane {lane.ToString(CultureInfo.InvariantCulture)} differs from the definition";
            }
        }

        return null;
    }

    private ComplexResidue Definition(int lane, int k)
    {
        var sum = default(ComplexResidue);
        foreach (var term in map.Terms)
        {
            if (term.OutputLane != lane || k < term.OutputRange.Start || k >= term.OutputRange.End) continue;
            var step = field.Exponent(term.Bilinear * k + term.InputPhase);
            var exponent = field.Exponent((term.Bilinear * k + term.InputPhase) * term.InputRange.Start + term.OutputPhase * k);
            var partial = default(ComplexResidue);
            for (var j = term.InputRange.Start; j < term.InputRange.End; j++)
            {
                var x = inputs[term.InputLane][j];
                partial = field.Add(partial, field.Multiply(field.Root(exponent), term.ConjugatesInput ? field.Conjugate(x) : x));
                exponent = (exponent + step) % field.Order;
            }

            sum = field.Add(sum, field.Multiply(field.Value(term.Coefficient), partial));
        }

        return map.Outputs[lane].IsComplex ? sum : sum with { Imaginary = 0 };
    }

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

        foreach (var pass in core.Passes) work = Run(pass, core.Input, work);
        return work;
    }

    private ComplexResidue[] Run(Pass pass, CoreInput core, ComplexResidue[] source)
    {
        var target = new ComplexResidue[core.Length];
        var codelet = plan.Codelets[pass.Codelet];
        var unit = (long)core.Sign * (field.Order / core.Length);
        var operands = new ComplexResidue[pass.Radix];
        for (var p = 0; p < pass.Blocks; p++)
        {
            cancellation.ThrowIfCancellationRequested();
            var twiddles = Enumerable.Range(0, pass.Radix).Select(v => field.Root(Modular.Reduce(unit * pass.TwiddleStep % field.Order * p % field.Order * v, field.Order))).ToArray();
            for (var q = 0; q < pass.Columns; q++)
            {
                for (var u = 0; u < pass.Radix; u++) operands[u] = source[At(pass.Source, p, q, u)];
                var results = Run(codelet.Graph, constants[pass.Codelet], operands);
                for (var v = 0; v < pass.Radix; v++)
                    target[At(pass.Target, p, q, v)] = pass.HasTwiddles ? field.Multiply(twiddles[v], results[v]) : results[v];
            }
        }

        return target;
    }

    private static int At(IndexForm form, int block, int column, int lane) => form.Block * block + form.Column * column + form.Lane * lane;

    private ComplexResidue[] Run(FlowGraph graph, uint[] factors, ComplexResidue[] operands)
    {
        var arithmetic = field.Field;
        var values = new uint[graph.Nodes.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = graph.Nodes[i] switch
            {
                InputNode input => input.Input % 2 == 0 ? operands[input.Input / 2].Real : operands[input.Input / 2].Imaginary,
                AddNode { IsSubtraction: true } subtract => arithmetic.Subtract(values[subtract.Left], values[subtract.Right]),
                AddNode add => arithmetic.Add(values[add.Left], values[add.Right]),
                ScaleNode scale => arithmetic.Multiply(factors[i], values[scale.Operand]),
                _ => throw new InvalidOperationException("Unknown node."),
            };
        }

        var results = new ComplexResidue[graph.Outputs.Length / 2];
        for (var v = 0; v < results.Length; v++) results[v] = new(Output(graph.Outputs[2 * v]), Output(graph.Outputs[2 * v + 1]));
        return results;

        uint Output(FlowOutput output) => output.IsZero ? 0 : output.IsNegated ? arithmetic.Negate(values[output.Node]) : values[output.Node];
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
