using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading.Fitting;

/// <summary>
/// Turns outputs whose elements are known one by one, because loops were run, into functions of the element's number, as summarised loops would have written them: for methods
/// that can only be run, at lengths for which a matrix is too large a thing to work with.
/// </summary>
internal sealed class FittedOutputs
{
    private const int LeastElements = 8;
    private const int FirstSymbol = 1 << 28;

    private readonly int inputStride;
    private readonly CancellationToken cancellation;
    private int symbols = FirstSymbol;

    private FittedOutputs(int inputStride, CancellationToken cancellation)
    {
        this.inputStride = inputStride;
        this.cancellation = cancellation;
    }

    /// <summary>The outputs as functions; null where they are none that are sums of harmonics.</summary>
    public static ImmutableArray<WrittenBuffer>? Of(ImmutableArray<WrittenBuffer> outputs, CancellationToken cancellation)
    {
        // Numbers one after the other, or pairs of them.
        foreach (var inputStride in new[] { 1, 2 })
        {
            var fit = new FittedOutputs(inputStride, cancellation);
            var fitted = outputs.Select(fit.Fit).TakeWhile(buffer => buffer is not null).Select(buffer => buffer!).ToImmutableArray();
            if (fitted.Length == outputs.Length) return fitted;
        }

        return null;
    }

    private WrittenBuffer? Fit(WrittenBuffer buffer)
    {
        if (buffer.Writes.Count > 0) return null;
        if (buffer.Elements.Length < LeastElements) return buffer;
        foreach (var stride in new[] { 1, 2 })
        {
            var parts = new List<(ImmutableArray<ArrayWrite> Writes, ImmutableArray<KeyValuePair<long, Value>> Elements)>();
            foreach (var residue in Enumerable.Range(0, stride))
            {
                if (Fit(buffer.Elements.Where(e => e.Key % stride == residue).ToList(), stride, residue) is not { } part) break;
                parts.Add(part);
            }

            if (parts.Count == stride) return buffer with { Writes = parts.SelectMany(p => p.Writes).ToList(), Elements = parts.SelectMany(p => p.Elements).OrderBy(e => e.Key).ToImmutableArray() };
        }

        return null;
    }

    private (ImmutableArray<ArrayWrite> Writes, ImmutableArray<KeyValuePair<long, Value>> Elements)? Fit(List<KeyValuePair<long, Value>> elements, int stride, int residue)
    {
        if (elements.Count == 0) return (ImmutableArray<ArrayWrite>.Empty, ImmutableArray<KeyValuePair<long, Value>>.Empty);
        var start = (int)(elements[0].Key / stride);
        if (elements.Select((e, i) => e.Key / stride - i).Any(number => number != start)) return null;
        var sample = elements[elements.Count / 2].Value;
        if (LeavesOf(sample, sample) is not { } first) return null;
        var leaves = elements.Select(e => LeavesOf(e.Value, sample)).ToList();
        var special = Enumerable.Range(0, elements.Count).Where(k => leaves[k] is null).ToList();
        var fitted = new List<FittedLeaf>();
        for (var leaf = 0; leaf < first.Count; leaf++)
        {
            var number = leaf;
            if (FittedLeaf.Of(leaves.Select(l => l?[number]).ToList(), inputStride, cancellation) is not { } fit) return null;
            special.AddRange(fit.SpecialRows);
            fitted.Add(fit);
        }

        var writes = ImmutableArray.CreateBuilder<ArrayWrite>();
        foreach (var range in HarmonicBlocks.Between(elements.Count, special.Distinct()))
        {
            var counter = new Symbol(symbols++, range.Count);
            var number = Polynomial.Of(counter) + Polynomial.Constant(range.Start);
            var value = Rebuilt(sample, new Queue<Form>(fitted.Select(f => f.At(range.Start, number, NextSymbol))));
            writes.Add(new(counter, number * (Rational)stride + Polynomial.Constant((long)start * stride + residue), value));
        }

        var others = special.Distinct().OrderBy(k => k)
            .Select(k => new KeyValuePair<long, Value>(elements[k].Key, leaves[k] is null ? elements[k].Value : Rebuilt(sample, new Queue<Form>(fitted.Select(f => f.At(k, Polynomial.Constant(k), NextSymbol))))))
            .ToImmutableArray();
        return (writes.ToImmutable(), others);
    }

    private Symbol NextSymbol(int count) => new(symbols++, count);

    /// <summary>The linear parts of a value that is built as a sample is; null where it is not.</summary>
    private static List<Form>? LeavesOf(Value value, Value sample)
    {
        switch (value, sample)
        {
            case (FormValue form, FormValue):
                return [form.Form];
            case (StructValue a, StructValue b) when a.Fields.Length == b.Fields.Length:
                return All(a.Fields, b.Fields);
            case (NonLinearValue a, NonLinearValue b) when a.Operator == b.Operator && a.Kind == b.Kind && a.Arguments.Length == b.Arguments.Length:
                return All(a.Arguments, b.Arguments);
            default:
                return null;
        }

        static List<Form>? All(ImmutableArray<Value> values, ImmutableArray<Value> samples)
        {
            var leaves = values.Zip(samples, LeavesOf).ToList();
            return leaves.Any(l => l is null) ? null : leaves.SelectMany(l => l!).ToList();
        }
    }

    private static Value Rebuilt(Value sample, Queue<Form> leaves) => sample switch
    {
        StructValue value => new StructValue(value.Fields.Select(f => Rebuilt(f, leaves)).ToImmutableArray()),
        NonLinearValue value => new NonLinearValue(value.Operator, value.Kind, value.Arguments.Select(a => Rebuilt(a, leaves)).ToImmutableArray(), value.Span),
        _ => new FormValue(leaves.Dequeue()),
    };
}
