using Microsoft.CodeAnalysis;
using Twiddle.Compiler;
using Twiddle.Compiler.Emission.Convolutions;
using Twiddle.Compiler.Programs;
using Twiddle.Generator.Lowering;
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
        if (TransformCandidate.Of(operation, context.Cancellation) is not { } method) return null;
        var name = GeneratedName.For(method.Name);
        if (MethodForms.WhyNot(method, context.Cancellation) is not null || MethodForms.IsGeneric(method) || NameRules.Check(method, name) is not null) return null;
        var compilation = operation.SemanticModel!.Compilation;
        var lowered = MethodLowering.Lower(method, compilation, context.Cancellation);
        if (lowered.HasErrors || lowered.Program.Methods.Count == 0) return null;
        var usage = new TransformUsage(method, method, name, EquatableArray<int>.Empty, EquatableArray<int>.Empty);
        var request = new TransformRequest(lowered.Program, TargetOf.Usage(usage, compilation, context.Cancellation), usage.Lengths, usage.Shape);
        return TransformCompiler.ConvolutionOf(request, context.Cancellation) is { } kind ? new DirectConvolutionFinding(operation, method, kind) : null;
    }
}

/// <summary>A convolution to derive, for any lengths.</summary>
internal sealed record DirectConvolutionFinding(IOperation Place, IMethodSymbol Method, string Kind)
    : TransformFinding(Place, Method, null, Method.Name, Kind, BreakEven.LeastShorter, BreakEven.LeastLonger);
