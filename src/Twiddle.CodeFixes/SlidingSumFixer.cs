using Twiddle.CodeFixes.Sliding;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.CodeFixes;

/// <summary>
/// A running sum before the outer loop: filled in its first round by the inner loops as they were, and from then on moved by what comes in and what goes out.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SlidingSumFixer() : RecomputationFixer(new SlidingSum(), "Keep a running sum")
{
    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root) => finding switch
    {
        SlidingSumFinding { Window.Across: null } found => OfElements(found.Window, model, root),
        SlidingSumFinding found => ColumnSums.Apply(found.Window, model, root),
        MovingBoundsFinding found => OfMovingBounds(found.Bounds, model, root),
        _ => null,
    };

    private static SyntaxNode? OfElements(SlidingWindow window, SemanticModel model, SyntaxNode root)
    {
        var statements = new WindowStatements(window.Sums, window.Center);
        var loop = (ForStatementSyntax)window.Along.Loop.Syntax;
        if (!statements.IsFit(loop) || RunningSums.Of(new(window.Positions, window.Outer, window.Accumulators), model) is not { } running) return null;
        var first = $"if ({Identifiers.Of(window.Positions.Counter)} == {Operands.Text(window.Positions.Start)})";
        var otherwise = Ends.IsNotEmpty(window.Along) is { } condition ? $"else if ({condition})" : "else";
        var body = statements.Of(loop.Statement).ToList();
        var head = $"for ({loop.Declaration}; {loop.Condition}; {loop.Incrementors})";
        if (body is [ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } sum }] && IsTight(sum.Right) && window.Center is null)
        {
            var name = running.Names.Values.Single();
            var fill = $"{first}\n    {head} {name} += {sum.Right.WithoutTrivia()};\n{otherwise}\n    {name} += {Moved(window, sum.Right, model, isEntering: true)} - {Moved(window, sum.Right, model, isEntering: false)};";
            return running.Applied(root, fill);
        }

        var counter = Identifiers.Of(window.Along.Counter);
        var (entering, leaving) = (Ends.Entering(window.Along, window.IsBackwards), Ends.Leaving(window.Along, window.IsBackwards));
        string Once(string at, bool isNegative) => $"for ({loop.Declaration!.Type} {counter} = {at}; {counter} <= {at}; {counter}++)\n{statements.Body(body, running.Names, isNegative)}";
        var moves = WindowStatements.Indented($"{Once(entering, false)}\n{Once(leaving, true)}");
        var all = WindowStatements.Indented($"{head}\n{statements.Body(body, running.Names, isNegative: false)}");
        return running.Applied(root, $"{first}\n{{\n{all}\n}}\n{otherwise}\n{{\n{moves}\n}}", Center(window, statements, body, loop));
    }

    /// <summary>The place in the middle is taken out of the sum again, where it does not count.</summary>
    private static string? Center(SlidingWindow window, WindowStatements statements, List<StatementSyntax> body, ForStatementSyntax loop)
    {
        if (window.Center is null) return null;
        var counter = Identifiers.Of(window.Along.Counter);
        return $"for ({loop.Declaration!.Type} {counter} = 0; {counter} <= 0; {counter}++)\n{statements.Body(body, new Dictionary<string, string>(), isNegative: true)}";
    }

    /// <summary>The element that comes in, or the one that goes out: <c>x[i + width - 1]</c> and <c>x[i - 1]</c>.</summary>
    private static string Moved(SlidingWindow window, ExpressionSyntax term, SemanticModel model, bool isEntering)
    {
        var along = window.Along;
        var (position, place) = (Identifiers.Of(window.Positions.Counter), Identifiers.Of(along.Counter));
        var text = isEntering ? Ends.Entering(along, window.IsBackwards) : Ends.Leaving(along, window.IsBackwards);
        if (term is ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: BinaryExpressionSyntax index }] } element)
        {
            var (left, right) = (index.Left.WithoutTrivia().ToString(), index.Right.WithoutTrivia().ToString());
            var isPlain = index.IsKind(SyntaxKind.AddExpression) && (left == position && right == place || left == place && right == position) || index.IsKind(SyntaxKind.SubtractExpression) && left == position && right == place;
            if (isPlain) return $"{element.Expression.WithoutTrivia()}[{Beside(position, text, window.IsBackwards)}]";
        }

        return Ends.With(term, model, along.Counter, text);
    }

    /// <summary><c>i + (-1)</c> is written <c>i - 1</c>.</summary>
    private static string Beside(string position, string text, bool isBackwards)
    {
        if (text == "0") return position;
        if (!isBackwards) return text.StartsWith("-", StringComparison.Ordinal) ? $"{position} - {text.Substring(1)}" : $"{position} + {text}";
        return text.StartsWith("-", StringComparison.Ordinal) || text.Contains(' ') ? $"{position} - ({text})" : $"{position} - {text}";
    }

    private static SyntaxNode? OfMovingBounds(MovingBounds bounds, SemanticModel model, SyntaxNode root)
    {
        var statements = new WindowStatements(bounds.Sums, null);
        var loop = (ForStatementSyntax)bounds.Window.Loop.Syntax;
        if (!statements.IsFit(loop) || RunningSums.Of(new(bounds.Positions, bounds.Window, bounds.Accumulators), model) is not { } running) return null;
        var body = statements.Of(loop.Statement).ToList();
        var position = Identifiers.Of(bounds.Positions.Counter);
        var (low, high) = (Ends.Text(bounds.Lower.Moving), Ends.Text(bounds.Upper.Moving));
        var isInclusive = bounds.Window.IsInclusive;
        var isInside = new[] { NotBelow(bounds.Lower.Moving, position, BinaryOperatorKind.Subtract, 0), NotBelow(bounds.Upper.Moving, position, BinaryOperatorKind.Add, isInclusive ? 0 : 1) };
        var outside = string.Join(" || ", isInside.OfType<string>().Distinct());

        var first = $"{position} == {Operands.Text(bounds.Positions.Start)}";
        var resets = outside.Length == 0 ? Enumerable.Empty<string>() : running.Names.Values.Select(name => $"{name} = 0;");
        var all = resets.Append($"for ({loop.Declaration}; {loop.Condition}; {loop.Incrementors})\n{statements.Body(body, running.Names, isNegative: false)}");
        var entering = Ends.Shifted(bounds.Upper.Moving, isInclusive ? 0 : -1);
        var leaving = Ends.Shifted(bounds.Lower.Moving, -1);
        var added = Part(bounds.Upper.Border is { } most ? $"{high} <= {Ends.Text(most)}" : null, At(entering, false));
        var removed = Part(bounds.Lower.Border is { } least ? $"{low} > {Ends.Text(least)}" : null, At(leaving, true));
        var condition = outside.Length == 0 ? first : $"{first} || {outside}";
        return running.Applied(root, $"if ({condition})\n{{\n{WindowStatements.Indented(string.Join("\n", all))}\n}}\nelse\n{{\n{WindowStatements.Indented(added + "\n" + removed)}\n}}");

        List<string> At(string place, bool isNegative) => body.Select(statement =>
            Ends.With(Microsoft.CodeAnalysis.CSharp.SyntaxFactory.ParseStatement(statements.Text(statement, running.Names, isNegative)), place, bounds.Window.Counter.Name)).ToList();
        static string Part(string? condition, List<string> parts) => condition is null
            ? string.Join("\n", parts)
            : parts is [var only] ? $"if ({condition}) {only}" : $"if ({condition})\n{{\n{WindowStatements.Indented(string.Join("\n", parts))}\n}}";
    }

    /// <summary>When the position is not in the window: <c>radius &lt; 0</c>; null where it always is.</summary>
    private static string? NotBelow(IOperation bound, string position, BinaryOperatorKind kind, int least)
    {
        if (bound is ILocalReferenceOperation && least == 0) return null;
        if (bound is IBinaryOperation { LeftOperand: ILocalReferenceOperation, RightOperand: var reach } sum && sum.OperatorKind == kind)
        {
            var isFar = reach.ConstantValue is { HasValue: true, Value: int constant } ? constant >= least : least == 0 && Lengths.IsLength(reach);
            return isFar ? null : $"{Operands.Text(reach)} {(least == 0 ? "<" : "<=")} 0";
        }

        return kind == BinaryOperatorKind.Subtract ? $"{Ends.Text(bound)} > {position}" : $"{Ends.Text(bound)} {(least == 0 ? "<" : "<=")} {position}";
    }

    private static bool IsTight(ExpressionSyntax term) => term is ElementAccessExpressionSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax;
}
