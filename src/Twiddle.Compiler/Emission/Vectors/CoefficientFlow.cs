using Twiddle.Compiler.Flow;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>Turns code for the real parts of a complex matrix, then the imaginary parts, into code on vectors of complex numbers.</summary>
internal static class CoefficientFlow
{
    /// <summary>A·x + i·(B·x): the same real operations on both parts, and then a product with i.</summary>
    /// <param name="code">Where the operations go.</param>
    /// <param name="real">The outputs of A, then those of B.</param>
    /// <param name="literal">The text of a factor.</param>
    /// <param name="words">The operations on complex numbers.</param>
    public static Func<int, int> Outputs(VectorCode code, FlowGraph real, Func<ScaleNode, string> literal, IPairVocabulary words)
    {
        var literals = real.Nodes.Select(n => n is ScaleNode scale ? literal(scale) : "").ToArray();
        var flow = new VectorFlow(real, code, literals, input => code.LoadOnce(words.Load(input)));
        var exchanged = new Dictionary<int, int>();
        var rows = real.Outputs.Length / 2;
        return k =>
        {
            var (isReal, isImaginary) = (real.Outputs[rows + k].IsZero, real.Outputs[k].IsZero);
            if (isReal && isImaginary) return code.Constant(words.Zero);
            if (isReal) return code.Plain(flow.Output(k));
            var turned = flow.Output(rows + k);
            if (!exchanged.TryGetValue(turned.Value, out var value)) exchanged.Add(turned.Value, value = code.Apply(words.Exchange, turned.Value));
            var signs = code.Constant(words.Signs(!turned.IsNegated, turned.IsNegated));
            return isImaginary ? code.Multiply(signs, value) : code.MultiplyAdd(signs, value, false, code.Plain(flow.Output(k)), false);
        };
    }
}
