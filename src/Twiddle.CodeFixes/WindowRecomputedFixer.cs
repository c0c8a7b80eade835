using Twiddle.Generator.Analyzers.Values;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary>A table before the outer loop, filled by a copy of the inner loop's head; or one of the type, filled by a method of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class WindowRecomputedFixer() : RecomputationFixer(new WindowRecomputed(), "Keep the values in a table")
{
    private protected override bool AddsMembers => true;

    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root)
    {
        var found = (WindowFinding)finding;
        if (found.Inner.Loop.Syntax is not ForStatementSyntax { Declaration: { } declaration, Condition: { } condition, Incrementors: var steps }) return null;
        var head = $"for ({declaration.WithoutTrivia()}; {condition.WithoutTrivia()}; {steps.ToString()})";
        return found.Outer is { } outer ? BeforeLoop(found, outer, head, model, root) : InType(found, head, model, root);
    }

    private static SyntaxNode? BeforeLoop(WindowFinding found, ILoopOperation outer, string head, SemanticModel model, SyntaxNode root)
    {
        var table = new FreshNames(model, outer.Syntax).Take("window");
        var counter = Identifiers.Of(found.Inner.Counter);
        var added = new[]
        {
            $"var {table} = new {TypeOf(found, model)}[{Size(found)}];",
            $"{head}\n    {table}[{counter}] = {found.Window.Syntax.WithoutTrivia()};",
        };
        return Introduction.Before(root, outer, added, Replaced(found, table));
    }

    private static SyntaxNode? InType(WindowFinding found, string head, SemanticModel model, SyntaxNode root)
    {
        if (found.Inner.Loop.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member || found.Window.Syntax.ContainsDirectives) return null;
        var table = MemberNames.Free(model, member, "Window");
        var creation = MemberNames.Free(model, member, "Create" + table);
        var counter = Identifiers.Of(found.Inner.Counter);
        var local = counter == "window" ? "values" : "window";
        var type = TypeOf(found, model);
        if (Constants(found) is not { } constants) return null;
        var field = $"private static readonly {type}[] {table} = {creation}();";
        var method = $"private static {type}[] {creation}()\n{{\n"
            + string.Concat(constants.Select(constant => $"    {constant}\n"))
            + $"    var {local} = new {type}[{Size(found)}];\n    {head}\n        {local}[{counter}] = {found.Window.Syntax.WithoutTrivia()};\n    return {local};\n}}";
        var tracked = root.TrackNodes(found.Places.Select(place => Operands.WithParentheses(place.Syntax)).Append(member));
        foreach (var replaced in Replaced(found, table)) tracked = tracked.ReplaceNode(tracked.GetCurrentNode(replaced.Key)!, replaced.Value.WithTriviaFrom(replaced.Key));
        return NewMembers.After(tracked, tracked.GetCurrentNode(member)!, field, method);
    }

    private static Dictionary<SyntaxNode, ExpressionSyntax> Replaced(WindowFinding found, string table) =>
        found.Places.ToDictionary(place => Operands.WithParentheses(place.Syntax), _ => ParseExpression($"{table}[{Identifiers.Of(found.Inner.Counter)}]"));

    private static string TypeOf(WindowFinding found, SemanticModel model) => found.Window.Type!.ToMinimalDisplayString(model, found.Inner.Loop.Syntax.SpanStart);

    private static string Size(WindowFinding found) => found.Inner.IsInclusive ? Operands.Text(found.Inner.Limit) + " + 1" : found.Inner.Limit.Syntax.WithoutTrivia().ToString();

    /// <summary>The constants of the method that the table needs, with their values; null where one has none that can be written so.</summary>
    private static List<string>? Constants(WindowFinding found)
    {
        var all = new List<string>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in found.Window.DescendantsAndSelf().Concat(found.Inner.Limit.DescendantsAndSelf()).Concat(found.Inner.Start.DescendantsAndSelf()))
        {
            if (part is not ILocalReferenceOperation { Local: { IsConst: true } local } || !names.Add(local.Name)) continue;
            var suffix = local.ConstantValue switch { float => "f", double or int => "", _ => null };
            if (suffix is null || local.ConstantValue is double and (double.NaN or double.PositiveInfinity or double.NegativeInfinity)) return null;
            var value = SymbolDisplay.FormatPrimitive(local.ConstantValue!, quoteStrings: true, useHexadecimalNumbers: false);
            all.Add($"const {local.Type.ToDisplayString()} {Identifiers.Of(local)} = {value}{suffix};");
        }

        return all;
    }
}
