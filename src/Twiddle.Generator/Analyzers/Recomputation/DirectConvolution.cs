using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler;
using Twiddle.Compiler.Emission.Convolutions;
using Twiddle.Compiler.Programs;
using Twiddle.Generator.Analyzers.Values;
using Twiddle.Generator.Targets;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// A method that the reader understands as a convolution or correlation of two arrays of any lengths: transforms take less time as soon as these are not short.
/// </summary>
public sealed class DirectConvolution() : RecomputationRule(RecomputationRules.DirectConvolution, OperationKind.MethodBody)
{
    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        var body = (IMethodBodyOperation)operation;
        if (TransformCandidate.Of(body, context.Cancellation) is not { } method || !NumberUse.MultipliesElements(body)) return null;
        if (TransformCandidate.Lower(body, method, context.Cancellation) is not { } program) return null;
        var usage = new TransformUsage(method, method, GeneratedName.For(method.Name), EquatableArray<int>.Empty, EquatableArray<int>.Empty);
        var request = new TransformRequest(program, TargetOf.Usage(usage, body.SemanticModel!.Compilation, context.Cancellation), usage.Lengths, usage.Shape);
        return TransformCompiler.ConvolutionOf(request, context.Cancellation) is { } kind ? new DirectConvolutionFinding(operation, method, kind) : null;
    }
}

/// <summary>A convolution to derive, for any lengths.</summary>
internal sealed record DirectConvolutionFinding(IOperation Place, IMethodSymbol Method, string Kind)
    : TransformFinding(Place, Method, null, Method.Name, Kind, BreakEven.LeastShorter, BreakEven.LeastLonger);
