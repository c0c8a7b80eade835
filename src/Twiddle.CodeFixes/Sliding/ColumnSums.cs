using System.Globalization;

namespace Twiddle.CodeFixes.Sliding;

/// <summary>
/// A window of rows and columns: the sum of each column is computed once, when the column comes in, and kept in a ring until it goes out. The first position of a row
/// takes in all columns.
/// </summary>
internal static class ColumnSums
{
    public static SyntaxNode? Apply(SlidingWindow window, SemanticModel model, SyntaxNode root)
    {
        var statements = new WindowStatements(window.Sums, window.Center);
        var (along, across) = ((ForStatementSyntax)window.Along.Loop.Syntax, (ForStatementSyntax)window.Across!.Loop.Syntax);
        var outer = (ForStatementSyntax)window.Outer.Loop.Syntax;
        if (!statements.IsFit(outer) || RunningSums.Of(new(window.Positions, window.Outer, window.Accumulators), model) is not { } running) return null;
        var inner = outer == along ? across : along;

        // What stands before the inner loop goes with its body: for each place it does the same.
        var terms = statements.Of(outer.Statement).Where(statement => statement != inner).Concat(statements.Of(inner.Statement)).ToList();
        var sums = running.Names.Keys.Select(variable => new ColumnSum(variable, running.Names[variable], running.Fresh.Take("column"), running.Fresh.Take("columns"), TypeOf(window, variable, model))).ToList();
        var slot = running.Fresh.Take("slot");
        var columns = sums.ToDictionary(sum => sum.Variable, sum => sum.Column);

        var (x, dx) = (Identifiers.Of(window.Positions.Counter), Identifiers.Of(window.Along.Counter));
        var start = Operands.Text(window.Positions.Start);
        var comeIn = window.IsBackwards ? BackwardsHead() : $"for ({along.Declaration!.Type} {dx} = {x} == {start} ? {Ends.Text(window.Along.Start)} : {LastOrNone()}; {along.Condition}; {along.Incrementors})";
        var lines = sums.Select(sum => $"{sum.Type} {sum.Column} = 0;")
            .Append($"for ({across.Declaration}; {across.Condition}; {across.Incrementors})\n{statements.Body(terms, columns, isNegative: false)}")
            .Append($"int {slot} = {Slot()} % {sums[0].Columns}.Length;")
            .Concat(sums.SelectMany(sum => new[] { $"{sum.Running} += {sum.Column} - {sum.Columns}[{slot}];", $"{sum.Columns}[{slot}] = {sum.Column};" }));
        var move = $"{comeIn}\n{{\n{WindowStatements.Indented(string.Join("\n", lines))}\n}}";
        return running.Applied(root, move, Center(), sums.Select(sum => $"var {sum.Columns} = new {sum.Type}[{Width()}];").ToArray());

        // The newest column is the first place of a window that goes the other way.
        string BackwardsHead()
        {
            var limit = Ends.IsNotEmpty(window.Along) is null ? Ends.Text(window.Along.Start) : $"{Mathematics()}.Min({Ends.Text(window.Along.Start)}, {Ends.Last(window.Along)})";
            return $"for ({along.Declaration!.Type} {dx} = {x} == {start} ? {Ends.Last(window.Along)} : {limit}; {dx} >= {Ends.Text(window.Along.Start)}; {dx}--)";
        }

        string LastOrNone() => Ends.IsNotEmpty(window.Along) is null ? Ends.Last(window.Along) : $"{Mathematics()}.Max({Ends.Text(window.Along.Start)}, {Ends.Last(window.Along)})";

        // Columns are numbered from that of the first place of the first window.
        string Slot()
        {
            var position = window.Positions.Start.ConstantValue is { HasValue: true, Value: 0 } ? x : $"{x} - {start}";
            return window.IsBackwards
                ? $"({position} - {dx} + {Parenthesized(Ends.Last(window.Along))})"
                : window.Along.Start.ConstantValue is { HasValue: true, Value: int first }
                    ? $"({position} + {dx}{(first == 0 ? "" : first < 0 ? " + " + Number(-(long)first) : " - " + Number(first))})"
                    : $"({position} + {dx} - {Parenthesized(Ends.Text(window.Along.Start))})";
        }

        string Width()
        {
            if (SlidingSum.Width(window.Along) is { } width) return Number(width);
            var text = $"{Operands.Added(window.Along.Limit)} - {Operands.Text(window.Along.Start)}{(window.Along.IsInclusive ? " + 1" : "")}";
            return $"{Mathematics()}.Max(0, {text})";
        }

        string Mathematics() => model.Compilation.GetTypeByMetadataName("System.Math")!.ToMinimalDisplayString(model, outer.SpanStart);

        string? Center()
        {
            if (window.Center is null) return null;
            var (first, second) = (Identifiers.Of(window.Outer.Counter), Identifiers.Of((window.Outer == window.Along ? window.Across : window.Along).Counter));
            return $"for (int {first} = 0, {second} = 0; {first} <= 0; {first}++)\n{statements.Body(terms, new Dictionary<string, string>(), isNegative: true)}";
        }
    }

    private static string TypeOf(SlidingWindow window, string variable, SemanticModel model) =>
        window.Accumulators.First(sum => sum.Variable.Name == variable).Variable.Type.ToMinimalDisplayString(model, window.Outer.Loop.Syntax.SpanStart);

    private static string Parenthesized(string text) => text.Contains(' ') || text.StartsWith("-", StringComparison.Ordinal) ? $"({text})" : text;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record ColumnSum(string Variable, string Running, string Column, string Columns, string Type);
}
