using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Twiddle.Generator.Analyzers.Values;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// A method, or a nest of loops in one, that the reader understands as a linear transform with an algorithm of far fewer operations: found by reading it, as if it
/// had the attribute. Only code with loops in loops and arrays of numbers to work on is read at all.
/// </summary>
public sealed class NaiveTransform() : RecomputationRule(RecomputationRules.NaiveTransform, OperationKind.MethodBody, OperationKind.Loop)
{
    private const int Length = 1024;

    /// <summary>What has been read already: a nest is asked about by itself, by the loops inside it, and by other rules.</summary>
    private static readonly ConditionalWeakTable<IOperation, Answer> Known = new();

    private protected override Finding? Find(IOperation operation, RuleContext context) => operation switch
    {
        // No more than this for methods without loops.
        IMethodBodyOperation { BlockBody: { } block } => HasNest(block, isInLoop: false) ? Remembered(operation, context) : null,
        ILoopOperation loop => HasNest(loop, isInLoop: false) && loop.Parent is IBlockOperation && !IsPartOfFinding(loop, context) ? Remembered(loop, context) : null,
        _ => null,
    };

    /// <summary>Whether the code is a part of what is reported: then that says all.</summary>
    private static bool IsPartOfFinding(IOperation code, RuleContext context)
    {
        for (var outer = code.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILoopOperation { Parent: IBlockOperation } && HasNest(outer, isInLoop: false) && Remembered(outer, context) is not null) return true;
            if (outer is IMethodBodyOperation && Remembered(outer, context) is not null) return true;
        }

        return false;
    }

    private static NaiveTransformFinding? Remembered(IOperation code, RuleContext context)
    {
        var wanted = (context.Option(RuleIds.NaiveTransform, "length", Length), context.Option(RuleIds.NaiveTransform, "minimum_points", TransformFigures.LeastPoints));
        if (Known.TryGetValue(code, out var known) && known.Wanted == wanted) return known.Finding;
        var finding = code is ILoopOperation loop ? OfNest(loop, wanted, context) : OfMethod((IMethodBodyOperation)code, wanted, context);
        Known.Remove(code);
        Known.GetValue(code, _ => new(wanted, finding));
        return finding;
    }

    private static NaiveTransformFinding? OfMethod(IMethodBodyOperation body, (int, int) wanted, RuleContext context)
    {
        if (body.SemanticModel is not { Compilation: var compilation } model) return null;
        if (model.GetDeclaredSymbol(body.Syntax, context.Cancellation) is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsPartialDefinition: false } method) return null;
        if (!method.Parameters.Any(parameter => IsData(parameter.Type)) || !HasAttribute(compilation) || IsSpecified(method)) return null;
        return TransformFigures.Of(method, body, compilation, wanted, context.Cancellation) is { } figures ? new NaiveTransformFinding(body, method, null, figures) : null;
    }

    private static NaiveTransformFinding? OfNest(ILoopOperation loop, (int, int) wanted, RuleContext context)
    {
        if (loop.SemanticModel is not { Compilation: var compilation } || !HasAttribute(compilation)) return null;
        if (LoopNest.Of(loop, context.Cancellation) is not { } nest || IsSpecified(nest.Method) || nest.Lower(compilation, context.Cancellation) is not { } program) return null;
        return TransformFigures.Of(program, loop, wanted, context.Cancellation) is { } figures ? new NaiveTransformFinding(loop, nest.Method, nest, figures) : null;
    }

    private static bool HasAttribute(Compilation compilation) => !compilation.GetTypesByMetadataName(TransformUsage.AttributeName).IsEmpty;

    /// <summary>Whether a loop is in a loop, as statements go: expressions are not looked into.</summary>
    private static bool HasNest(IOperation? statement, bool isInLoop)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (statement)
        {
            case ILoopOperation loop:
                return isInLoop || HasNest(loop.Body, isInLoop: true);
            case IConditionalOperation choice:
                return HasNest(choice.WhenTrue, isInLoop) || HasNest(choice.WhenFalse, isInLoop);
            case IBlockOperation block:
                foreach (var part in block.Operations)
                    if (HasNest(part, isInLoop)) return true;
                return false;
            default:
                return false;
        }
    }

    /// <summary>Arrays of numbers, in rows or as they are, and spans.</summary>
    private static bool IsData(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: IArrayTypeSymbol { Rank: 1, ElementType.IsValueType: true } } => true,
        IArrayTypeSymbol { Rank: 1 or 2, ElementType.IsValueType: true } => true,
        _ => Lowering.TypeLowering.IsSpan(type),
    };

    /// <summary>Whether the method has the attribute, or another method names it as its specification.</summary>
    private static bool IsSpecified(IMethodSymbol method) =>
        Places.IsSpecification(method)
        || method.ContainingType.GetMembers().Any(member =>
            TransformUsage.AttributeOf(member) is { } attribute && AttributeArguments.Read(attribute)?.Of == method.Name);

    private sealed record Answer((int, int) Wanted, NaiveTransformFinding? Finding);
}

/// <summary>A transform to derive.</summary>
/// <param name="Place">The body of the method, or the outermost loop of the nest.</param>
/// <param name="Method">The method.</param>
/// <param name="Nest">The nest, where it is not the whole method.</param>
/// <param name="Figures">What would be gained.</param>
internal sealed record NaiveTransformFinding(IOperation Place, IMethodSymbol Method, LoopNest? Nest, TransformFigures Figures)
    : Finding(Place, Nest is null ? Method.Name : Head(Nest.Statement), Figures.Points, Number(Figures.Definition), Number(Figures.Operations))
{
    /// <summary>The name of the method, or the head of the outermost loop, rather than all of it.</summary>
    public override Location Location => Nest is null ? Method.Locations[0] : Location.Create(Place.Syntax.SyntaxTree, HeadSpan(Nest.Statement));

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Head(StatementSyntax loop) =>
        Quotation.Of(loop.SyntaxTree.GetText().ToString(HeadSpan(loop)));

    private static TextSpan HeadSpan(StatementSyntax loop) => loop switch
    {
        ForStatementSyntax @for => TextSpan.FromBounds(@for.SpanStart, @for.CloseParenToken.Span.End),
        CommonForEachStatementSyntax forEach => TextSpan.FromBounds(forEach.SpanStart, forEach.CloseParenToken.Span.End),
        WhileStatementSyntax @while => TextSpan.FromBounds(@while.SpanStart, @while.CloseParenToken.Span.End),
        _ => loop.GetFirstToken().Span,
    };
}
