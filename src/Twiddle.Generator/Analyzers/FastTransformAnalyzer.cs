using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Analyzers;

/// <summary>
/// Says why a method with <c>[FastTransform]</c> was not derived: at the attribute where it is used wrongly, at the exact expression where the
/// reader does not follow.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FastTransformAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Rules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypesByMetadataName(TransformUsage.AttributeName).IsEmpty) return;
            start.RegisterSymbolAction(static context => AnalyzeMethod(context), SymbolKind.Method);
            start.RegisterSyntaxNodeAction(
                static context => AnalyzeFunction(context),
                SyntaxKind.LocalFunctionStatement,
                SyntaxKind.ParenthesizedLambdaExpression);
        });
    }

    private static void AnalyzeMethod(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.PartialDefinitionPart is not null || TransformUsage.AttributeOf(method) is not { } attribute) return;

        if (MethodDiagnostics.AreForGenerator(method)) return;
        foreach (var diagnostic in MethodDiagnostics.Of(method, attribute, context.Compilation, context.CancellationToken)) context.ReportDiagnostic(diagnostic);
    }

    /// <summary>A local function or lambda with the attribute: the generator does not even look at it.</summary>
    private static void AnalyzeFunction(SyntaxNodeAnalysisContext context)
    {
        var lists = context.Node switch
        {
            LocalFunctionStatementSyntax function => function.AttributeLists,
            LambdaExpressionSyntax lambda => lambda.AttributeLists,
            _ => default,
        };
        if (lists.Count == 0) return;
        var symbol = context.Node is LambdaExpressionSyntax
            ? context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol
            : context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken);
        if (symbol is not IMethodSymbol method || TransformUsage.AttributeOf(method) is null) return;

        var name = method.MethodKind == MethodKind.AnonymousFunction ? "The lambda" : method.Name;
        var reason = MethodForms.WhyNot(method, context.CancellationToken)!;
        context.ReportDiagnostic(Diagnostic.Create(Rules.MethodForm, lists[0].GetLocation(), name, reason));
    }
}
