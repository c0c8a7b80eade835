using Microsoft.CodeAnalysis;
using Twiddle.Compiler;
using Twiddle.Compiler.Programs;
using Twiddle.Generator.Analyzers;

namespace Twiddle.Generator;

/// <summary>What was made of a method, equal by value: what depends on it alone is not done again when another method changes.</summary>
/// <param name="HintName">The name of the file to generate.</param>
/// <param name="Method">The method's name.</param>
/// <param name="Result">Its text, or what only deriving could find out; neither where the analyzer says what is wrong.</param>
/// <param name="Failure">Of the compiler, in words; or null.</param>
internal sealed record GeneratedMethod(string HintName, string Method, CompileResult Result, string? Failure)
{
    private static readonly CompileResult Nothing = new(null, EquatableArray<Refusal>.Empty);

    /// <summary>Derives the method.</summary>
    public static GeneratedMethod Of(GenerationRequest request, CancellationToken cancellation)
    {
        var name = request.Transform.Target.Naive.Name;
        try
        {
            var result = TransformCompiler.Compile(request.Transform, cancellation);
            // The analyzer reports what the reader refuses, at its place. What only deriving can find out has no place, and is reported here.
            if (result.Source is null && TransformCompiler.Check(request.Transform, cancellation).Count > 0) result = Nothing;
            return new(request.HintName, name, result, null);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new(request.HintName, name, Nothing, Analyzers.Failure.Summary(failure));
        }
    }

    /// <summary>Adds the file, or says why there is none.</summary>
    public void AddTo(SourceProductionContext output)
    {
        if (Failure is not null) output.ReportDiagnostic(Diagnostic.Create(Rules.InternalError, Location.None, Method, Failure));
        if (Result.Source is not null) output.AddSource(HintName, Result.Source);
        foreach (var refusal in Result.Refusals) output.ReportDiagnostic(Diagnostic.Create(Rules.For(refusal.Kind), Location.None, Method, refusal.Message));
    }
}
