using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Twiddle.Compiler;
using Twiddle.Compiler.Emission;
using Twiddle.Compiler.Programs;
using Twiddle.Generator.Targets;

namespace Twiddle.Generator.Lowering;

/// <summary>
/// Takes the nested loops of a method out of it, each as a method of the variables that it uses. Nothing of this is needed where the method is a
/// transform as a whole.
/// </summary>
internal static class LoopExtraction
{
    /// <summary>The method as it is written, or null where it has no loops that could be taken out, or may be read as a whole for all that can be seen.</summary>
    public static WrittenMethod? Of(IMethodSymbol method, LoweredMethod lowered, Compilation compilation, CancellationToken cancellation)
    {
        if (method.DeclaringSyntaxReferences.Length != 1
            || method.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not MethodDeclarationSyntax { Body: { } body } declaration) return null;
        if (!MayNeedIt(lowered.Program.Entry, body) || declaration.Modifiers.Any(SyntaxKind.UnsafeKeyword)) return null;
        if (body.DescendantNodes().Any(node => node is GotoStatementSyntax or LabeledStatementSyntax)) return null;

        // The lines of a text of several lines are not to be indented.
        if (body.DescendantTokens().Any(token => token.Text.Contains('\n'))) return null;

        var model = compilation.GetSemanticModel(body.SyntaxTree);
        var loops = new List<WrittenLoops>();
        for (var i = 0; i < body.Statements.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!IsNest(body.Statements[i])) continue;
            if (LoopVariables.Of(body, i, model, cancellation) is not { } variables) continue;
            var program = new ProgramBuilder(compilation, method, cancellation);
            if (MethodSource.Of(method, program) is not { } source) continue;
            var extracted = MethodLowering.LowerLoops(program, source, variables, body.Statements[i]);
            if (!extracted.HasErrors) loops.Add(new(i, extracted.Program, Signature(method, variables, extracted.Program)));
        }

        return loops.Count == 0 ? null : new(Usings(declaration).ToEquatableArray(), body.Statements.Select(Text).ToEquatableArray(), loops.ToEquatableArray());
    }

    /// <summary>
    /// Whether something in the method has no word, or is more than declarations, one loop and the return of a variable: all that may be no part of the
    /// transform.
    /// </summary>
    private static bool MayNeedIt(ProgramMethod entry, BlockSyntax body) =>
        body.Statements.Count(IsLoop) > 1
        || !body.Statements.All(statement => IsLoop(statement) || IsPlain(statement))
        || entry.Body.Expressions().Any(expression => expression is UnsupportedExpression)
        || HasUnsupported(entry.Body);

    private static bool IsPlain(StatementSyntax statement) => statement is LocalDeclarationStatementSyntax or LocalFunctionStatementSyntax
        or ReturnStatementSyntax { Expression: null or IdentifierNameSyntax or TupleExpressionSyntax };

    private static bool HasUnsupported(Statement statement) => statement switch
    {
        UnsupportedStatement => true,
        Block block => block.Statements.Any(HasUnsupported),
        If @if => HasUnsupported(@if.Then) || (@if.Else is { } otherwise && HasUnsupported(otherwise)),
        _ => false,
    };

    private static bool IsLoop(StatementSyntax statement) => statement is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForEachStatementSyntax;

    private static bool IsNest(StatementSyntax statement) => IsLoop(statement) && statement.DescendantNodes().OfType<StatementSyntax>().Any(IsLoop);

    private static MethodSignature Signature(IMethodSymbol method, LoopVariables variables, Program program) => new(
        TypeText.Identifier(method.Name),
        "",
        "void",
        ProgramType.Void,
        variables.Parameters.Select((variable, i) => new SignatureParameter(
            TypeText.Identifier(variable.Symbol.Name),
            TypeText.Of(LoopVariables.TypeOf(variable.Symbol)),
            program.Entry.Parameters[i].Type,
            variable.Mode,
            null)).ToEquatableArray(),
        TypeText.Cref(method));

    /// <summary>The using directives around a method, those of the file first.</summary>
    private static IEnumerable<string> Usings(SyntaxNode declaration) =>
        declaration.Ancestors().Reverse().SelectMany(node => node switch
        {
            CompilationUnitSyntax unit => unit.Usings,
            BaseNamespaceDeclarationSyntax @namespace => @namespace.Usings,
            _ => default,
        }).Where(directive => directive.GlobalKeyword.IsKind(SyntaxKind.None)).Select(directive => directive.WithoutTrivia().NormalizeWhitespace().ToFullString()).Distinct();

    /// <summary>A statement without its comments: they are no part of what it does.</summary>
    private static string Text(StatementSyntax statement) =>
        statement.ReplaceTrivia(
            statement.DescendantTrivia(descendIntoTrivia: true).Where(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)),
            (_, _) => SyntaxFactory.Space).NormalizeWhitespace(eol: "\n").ToFullString();
}
