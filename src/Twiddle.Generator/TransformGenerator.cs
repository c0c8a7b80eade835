using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Twiddle.Compiler;
using Twiddle.Compiler.Emission.AnyLength;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Plans.Tuning;
using Twiddle.Compiler.Programs;
using Twiddle.Generator.Analyzers;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator;

/// <summary>
/// Generates the fast sibling of every method with <c>[FastTransform]</c>. Lowering runs at every keystroke; deriving, which is the heavy part,
/// only when the lowered request has changed in value.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class TransformGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var requests = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                TransformUsage.AttributeName,
                static (node, _) => node is MethodDeclarationSyntax,
                static (context, cancellation) => GenerationRequest.Of(context, cancellation))
            .WithTrackingName(StepNames.Lowered)
            .Where(static request => request is not null)
            .Select(static (request, _) => request!)
            .WithTrackingName(StepNames.Request);

        // What a file of choices means, without the places in it: these matter to its diagnostics only.
        var tuningFiles = context.AdditionalTextsProvider
            .Where(static text => TuningReport.IsTuningFile(text))
            .Select(static (text, cancellation) => TuningReport.Of(text, cancellation));
        var tuned = tuningFiles
            .Select(static (file, _) => file.Plans)
            .Collect()
            .Select(static (files, _) => files.IsEmpty ? EquatableArray<TunedPlan>.Empty : files[0])
            .WithTrackingName(StepNames.Tuning);
        context.RegisterSourceOutput(tuningFiles, static (output, file) => file.Report(output.ReportDiagnostic));

        var compiled = requests
            .Combine(tuned)
            .Select(static (pair, cancellation) => GeneratedMethod.Of(pair.Left with { Transform = pair.Left.Transform with { Tuned = pair.Right } }, cancellation))
            .WithTrackingName(StepNames.Compiled);
        context.RegisterSourceOutput(compiled, static (output, method) => method.AddTo(output));

        // One file for the tables of all these: it changes with what tables there are, and with nothing else of any method.
        var sharedTables = compiled
            .Select(static (method, _) => method.Result.Tables)
            .Where(static tables => tables.Count > 0)
            .Collect()
            .Select(static (tables, _) => SharedTables.Merge(tables.SelectMany(static table => table)))
            .SelectMany(static (tables, _) => tables.Count == 0 ? ImmutableArray<EquatableArray<SharedTable>>.Empty : ImmutableArray.Create(tables))
            .WithTrackingName(StepNames.SharedTables);
        context.RegisterSourceOutput(
            sharedTables,
            static (output, tables) => output.AddSource("Tables" + GeneratedFiles.Extension, SharedTables.Write(tables, output.CancellationToken)));

        // One file for all methods of any length, with what they use of it; no output at all where there is none.
        var sharedFiles = requests
            .Where(static request => request.Transform.IsForAnyLength)
            .Select(static (request, cancellation) => PartsOf(request, cancellation))
            .Collect()
            .Select(static (parts, _) => parts.Aggregate(EngineParts.None, static (all, part) => all | part))
            .SelectMany(static (parts, _) => parts == EngineParts.None ? ImmutableArray<EngineParts>.Empty : ImmutableArray.Create(parts))
            .WithTrackingName(StepNames.SharedFile);
        context.RegisterSourceOutput(
            sharedFiles,
            static (output, parts) => output.AddSource("AnyLength" + GeneratedFiles.Extension, TransformCompiler.SharedFile(parts, output.CancellationToken)));

        // Diagnostics have places, which move with every edit, so they are a branch of their own that nothing else depends on.
        var diagnostics = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                TransformUsage.AttributeName,
                static (node, _) => node is MethodDeclarationSyntax { Body: null, ExpressionBody: null },
                static (context, cancellation) => Diagnose(context, cancellation))
            .WithTrackingName(StepNames.Diagnostics);

        context.RegisterSourceOutput(diagnostics, static (output, found) =>
        {
            foreach (var diagnostic in found) output.ReportDiagnostic(diagnostic);
        });
    }

    /// <summary>Nothing where the compiler fails: generating the method's own file says so.</summary>
    private static EngineParts PartsOf(GenerationRequest request, CancellationToken cancellation)
    {
        try
        {
            return TransformCompiler.PartsOf(request.Transform, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return EngineParts.None;
        }
    }

    private static ImmutableArray<Diagnostic> Diagnose(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context.TargetSymbol is IMethodSymbol method && MethodDiagnostics.AreForGenerator(method)
            ? MethodDiagnostics.Of(method, context.Attributes[0], context.SemanticModel.Compilation, cancellation)
            : ImmutableArray<Diagnostic>.Empty;
}
