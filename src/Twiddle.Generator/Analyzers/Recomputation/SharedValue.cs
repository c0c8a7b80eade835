using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// A value that one statement computes for certain, and all later places where the same value is computed again: every way to them leads through the
/// statement, and nothing between writes what the value depends on. A local before the statement can stand for all of them.
/// </summary>
/// <param name="Statement">The statement.</param>
/// <param name="Places">The places, the first in the statement, in the order of the text.</param>
internal sealed record SharedValue(IOperation Statement, ImmutableArray<IOperation> Places)
{
    /// <summary>How many of the places are evaluated for certain whenever the statement is.</summary>
    public int CertainCount => Places.Count(IsCertain);

    public bool IsCertain(IOperation place) => Values.Places.CertainStatement(place)?.Parent == Statement.Parent;

    /// <summary>
    /// The value of <paramref name="first"/> and of all that <paramref name="isSame"/> says is equal, as long as it can be computed before the
    /// statement; null where it cannot.
    /// </summary>
    public static SharedValue? Of(IOperation first, IOperation value, Func<IOperation, bool> isSame, RuleContext context)
    {
        if (Values.Places.CertainStatement(first) is not { } statement) return null;
        var facts = BodyFacts.Of(statement);
        if (facts.HasLabels || !facts.IsUnchanged(value, TextSpan.FromBounds(statement.Syntax.SpanStart, first.Syntax.Span.End))) return null;
        if (!CanMoveBefore(statement, first, value, context)) return null;

        var places = Statements(statement)
            .SelectMany(part => OutsideOfFunctions(part))
            .Where(place => place.Syntax.SpanStart >= first.Syntax.SpanStart && isSame(place) && facts.IsUnchanged(value, Region(statement, place)));
        return new(statement, places.ToImmutableArray());
    }

    /// <summary>Whether an earlier place computes the value already, so that <paramref name="first"/> is not the first.</summary>
    public static bool IsComputedBefore(IOperation first, IOperation value, Func<IOperation, bool> isSame)
    {
        if (Values.Places.CertainStatement(first) is not { Parent: { } block } statement) return false;
        var facts = BodyFacts.Of(statement);

        // What is directly under a condition, without a block, has nothing before it there: the other branch is none.
        foreach (var part in block is IBlockOperation or ISwitchCaseOperation ? block.ChildOperations : Enumerable.Repeat(statement, 1))
        {
            foreach (var place in OutsideOfFunctions(part))
            {
                if (place.Syntax.SpanStart >= first.Syntax.SpanStart || !isSame(place)) continue;
                if (Values.Places.CertainStatement(place) is not { } earlier || earlier.Parent != block) continue;
                if (facts.IsUnchanged(value, TextSpan.FromBounds(earlier.Syntax.SpanStart, first.Syntax.Span.End))) return true;
            }

            if (part == statement) break;
        }

        return false;
    }

    /// <summary>
    /// Whether another place among the statements around <paramref name="first"/> may be one of its kind: the question to begin with, since the answer is
    /// mostly no, and costs one walk that allocates nothing.
    /// </summary>
    /// <param name="first">The place.</param>
    /// <param name="isTwin">Whether the second of two places can be taken for the first; without captured variables.</param>
    public static bool HasTwin(IOperation first, Func<IOperation, IOperation, bool> isTwin) =>
        Values.Places.CertainStatement(first)?.Parent is { } block && Contains(block, first, isTwin);

    private static bool Contains(IOperation within, IOperation first, Func<IOperation, IOperation, bool> isTwin)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var part in within.ChildOperations)
        {
            if (part.Kind == first.Kind && part != first && isTwin(first, part)) return true;
            if (Contains(part, first, isTwin)) return true;
        }

        return false;
    }

    /// <summary>An operation and all inside it, without the bodies of lambdas and local functions, which run at another time.</summary>
    public static IEnumerable<IOperation> OutsideOfFunctions(IOperation operation)
    {
        var open = new Stack<IOperation>();
        open.Push(operation);
        while (open.Count > 0)
        {
            var next = open.Pop();
            yield return next;
            if (next is IAnonymousFunctionOperation or ILocalFunctionOperation) continue;
            foreach (var child in next.ChildOperations.Reverse()) open.Push(child);
        }
    }

    /// <summary>The statement and those after it in its block.</summary>
    private static IEnumerable<IOperation> Statements(IOperation statement) => statement.Parent is IBlockOperation or ISwitchCaseOperation
        ? statement.Parent.ChildOperations.SkipWhile(part => part != statement)
        : new[] { statement };

    private static TextSpan Region(IOperation statement, IOperation place) => Region(statement.Syntax.SpanStart, statement, place);

    /// <summary>From a position in the statement to the place; to the end of a loop that the place is repeated by.</summary>
    public static TextSpan Region(int start, IOperation statement, IOperation place)
    {
        var end = place.Syntax.Span.End;
        foreach (var loop in Values.Places.LoopsAround(place))
        {
            if (loop.Syntax.Span.Contains(statement.Syntax.Span)) break;
            end = Math.Max(end, loop.Syntax.Span.End);
        }

        return TextSpan.FromBounds(start, end);
    }

    /// <summary>What neither fails nor has effects can move; what may fail can, if nothing before it in the statement does anything to be seen.</summary>
    private static bool CanMoveBefore(IOperation statement, IOperation first, IOperation value, RuleContext context)
    {
        var expressions = new ExpressionTraits(context.Methods, statement);
        var traits = expressions.Of(value);
        if ((traits & Traits.Impure) != 0) return false;
        return (traits & Traits.MayThrow) == 0 || IsFirstIn(statement, first, context);
    }

    /// <summary>Whether nothing to be seen comes before an expression in its statement, nothing that could fail included.</summary>
    public static bool IsFirstIn(IOperation statement, IOperation first, RuleContext context)
    {
        var expressions = new ExpressionTraits(context.Methods, statement);
        for (var inner = first; inner != statement; inner = inner.Parent!)
            foreach (var before in inner.Parent!.ChildOperations.TakeWhile(part => part != inner))
                if (!IsQuiet(before, inner.Parent, expressions)) return false;
        return true;
    }

    /// <summary>The target of an assignment is looked up after the value is computed; only what leads to it comes before.</summary>
    private static bool IsQuiet(IOperation before, IOperation parent, ExpressionTraits expressions) => parent is ISimpleAssignmentOperation
        ? before.ChildOperations.All(part => (expressions.Of(part) & (Traits.Impure | Traits.MayThrow)) == 0)
        : (expressions.Of(before) & (Traits.Impure | Traits.MayThrow)) == 0;
}
