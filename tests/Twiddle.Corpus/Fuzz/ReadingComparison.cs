using System.Numerics;
using System.Reflection;
using Twiddle.Compiler.Specs;
using Twiddle.Execution.Tests.Reading;

namespace Twiddle.Corpus.Fuzz;

/// <summary>Compares what was read of a method on arrays of one length with what the method computes.</summary>
internal static class ReadingComparison
{
    /// <summary>What differs, or null.</summary>
    public static string? Difference(MethodInfo naive, TransformSpec spec, int length, Random random)
    {
        var isComplex = naive.ReturnType == typeof(Complex[]);
        double Next() => random.NextDouble() * 2 - 1;
        // A caller's array that is only written is as long as it has to be.
        int Size(int parameter) => spec.Inputs.Concat(spec.Outputs).Where(l => l.Role == BufferRole.Parameter && l.Index == parameter).Select(l => l.Count).Append(length).Max();
        var before = naive.GetParameters().Select((_, i) => Enumerable.Range(0, Size(i)).Select(_ => new Complex(Next(), isComplex ? Next() : 0)).ToArray()).ToArray();
        var arguments = before.Select(a => isComplex ? (Array)a.Clone() : a.Select(z => z.Real).ToArray()).ToArray();
        object? result;
        try
        {
            result = naive.Invoke(null, [.. arguments]);
        }
        catch (TargetInvocationException failure)
        {
            return $"the method throws {failure.InnerException!.GetType().Name}, and was read";
        }

        double Input(Slot slot)
        {
            var element = before[spec.Inputs[slot.Buffer].Index][slot.Element];
            return slot.Component == 0 ? element.Real : element.Imaginary;
        }

        var read = SpecEvaluator.Evaluate(spec, Input);
        var written = spec.Outputs.Select((layout, b) => (layout, b)).ToList();
        foreach (var (layout, b) in written)
        {
            var actual = layout.Role == BufferRole.Parameter ? arguments[layout.Index] : (Array)result!;
            var initial = layout.Role == BufferRole.Parameter ? before[layout.Index] : new Complex[actual.Length];
            if (layout.Role != BufferRole.Parameter && layout.Count != actual.Length) return $"{actual.Length} elements are returned, {layout.Count} were read";
            if (FirstDifference(actual, initial, (element, component) => read.TryGetValue(new Slot(b, element, component), out var value) ? value : null) is { } difference) return difference;
        }

        for (var i = 0; i < arguments.Length; i++)
            if (!written.Any(w => w.layout.Role == BufferRole.Parameter && w.layout.Index == i) && FirstDifference(arguments[i], before[i], (_, _) => null) is { } change) return $"parameter {i} is changed: {change}";
        return null;
    }

    private static string? FirstDifference(Array actual, Complex[] initial, Func<int, int, double?> read)
    {
        var computed = actual.Cast<object>().Select(value => value is Complex complex ? complex : new Complex((double)value, 0)).ToList();
        var scale = computed.Select(z => Complex.Abs(z)).Where(double.IsFinite).DefaultIfEmpty(0).Max() + 1;
        for (var e = 0; e < computed.Count; e++)
        {
            var value = new Complex(read(e, 0) ?? initial[e].Real, read(e, 1) ?? initial[e].Imaginary);
            if (!(Complex.Abs(value - computed[e]) <= 1e-6 * scale)) return FormattableString.Invariant($"element {e}: computed {computed[e]}, read {value}");
        }

        return null;
    }
}
