using Microsoft.CodeAnalysis.Text;
using Twiddle.Generator.Analyzers.Values;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes;

/// <summary>
/// <c>phase = (i + 1) * step;</c> in a loop that counts from 0 and steps last of all; a rotation is seeded again every 64 rounds.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DriftingRecurrenceFixer() : RecomputationFixer(new DriftingRecurrence(), "Compute from the counter")
{
    private const int RoundsBetweenSeeds = 64;

    private protected override SyntaxNode? Fix(Finding finding, SemanticModel model, SyntaxNode root)
    {
        var drift = (DriftFinding)finding;
        var update = (ICompoundAssignmentOperation)drift.Place;
        if (drift.Loop is not { Start.ConstantValue: { HasValue: true, Value: 0 } } loop || !IsLast(drift.Statement, loop) || FirstValue(drift, loop) is not { } first) return null;
        var value = update.OperatorKind == BinaryOperatorKind.Multiply ? Seeded(update, drift.Variable, loop, first) : FromCounter(update, loop, first);
        return value is null ? null : root.ReplaceNode(update.Syntax, ParseExpression($"{Identifiers.Of(drift.Variable)} = {value}").WithTriviaFrom(update.Syntax));
    }

    private static string? FromCounter(ICompoundAssignmentOperation update, CountedLoop loop, IOperation first)
    {
        if (!update.OutConversion.IsIdentity || update.Value is IConversionOperation || !PureFunctions.IsFloating(update.Value.Type)) return null;
        var steps = $"({Identifiers.Of(loop.Counter)} + 1) * {Operands.Text(update.Value)}";
        if (first.ConstantValue is { HasValue: true, Value: 0 or 0.0 or 0f }) return update.OperatorKind == BinaryOperatorKind.Add ? steps : "-" + steps;
        var isFixed = first.ConstantValue.HasValue || first is IParameterReferenceOperation or ILocalReferenceOperation;
        if (!isFixed || !BodyFacts.Of(update).IsUnchanged(first, TextSpan.FromBounds(first.Syntax.Span.End, loop.Loop.Syntax.Span.End))) return null;
        return $"{first.Syntax.WithoutTrivia()} {(update.OperatorKind == BinaryOperatorKind.Add ? "+" : "-")} {steps}";
    }

    private static string? Seeded(ICompoundAssignmentOperation update, ILocalSymbol variable, CountedLoop loop, IOperation first)
    {
        if (!IsOne(first) || update.Value is not ILocalReferenceOperation { Local: var factor }) return null;
        if (Lengths.InitialValue(factor, update) is not IInvocationOperation { TargetMethod.Name: "FromPolarCoordinates" } root) return null;
        if (root.Arguments[0].Value.ConstantValue is not { HasValue: true, Value: 1.0 }) return null;
        var angle = root.Arguments[1].Value;
        if (!BodyFacts.Of(update).IsUnchanged(angle, TextSpan.FromBounds(root.Syntax.SpanStart, loop.Loop.Syntax.Span.End))) return null;
        var seed = $"{root.Syntax.ToString().Split('(')[0]}(1, ({Identifiers.Of(loop.Counter)} + 1) * {Operands.Text(angle)})";
        return $"({Identifiers.Of(loop.Counter)} & {RoundsBetweenSeeds - 1}) == {RoundsBetweenSeeds - 1} ? {seed} : {Identifiers.Of(variable)} * {Identifiers.Of(factor)}";
    }

    private static bool IsOne(IOperation value) => value switch
    {
        IConversionOperation conversion => IsOne(conversion.Operand),
        IFieldReferenceOperation { Field.Name: "One" } => true,
        IObjectCreationOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: 1.0 } }, { Value.ConstantValue: { HasValue: true, Value: 0.0 } }] } => true,
        _ => value.ConstantValue is { HasValue: true, Value: 1 or 1.0 },
    };

    /// <summary>The step is the last thing that a round does, so that it is for the next.</summary>
    private static bool IsLast(IOperation statement, CountedLoop loop) =>
        statement.Parent is IBlockOperation block && block.Parent == loop.Loop && block.Operations[block.Operations.Length - 1] == statement
        && !block.Descendants().Any(part => part is IBranchOperation { BranchKind: BranchKind.Continue });

    /// <summary>The value that the variable has when the loop begins: that of its declaration, in the block of the loop, and nothing else writes it.</summary>
    private static IOperation? FirstValue(DriftFinding drift, CountedLoop loop)
    {
        IOperation? first = null;
        foreach (var part in loop.Loop.Parent!.Descendants())
        {
            if (part is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, drift.Variable)
                && BodyFacts.IsWritten(part) && part.Parent != drift.Place) return null;
            if (part is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, drift.Variable)
                && declarator.Parent?.Parent?.Parent == loop.Loop.Parent) first = declarator.Initializer?.Value;
        }

        return first;
    }
}
