using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Twiddle.Compiler.Reading;
using Twiddle.Generator.Analyzers.Values;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>The methods that are worth reading as if they had the attribute: with a nest of loops, and arrays of numbers to work on.</summary>
internal static class TransformCandidate
{
    /// <summary>The method whose body an operation is, or null.</summary>
    public static IMethodSymbol? Of(IOperation operation, CancellationToken cancellation)
    {
        // No more than this for methods without loops.
        if (!HasNest(((IMethodBodyOperation)operation).BlockBody) || operation.SemanticModel is not { Compilation: var compilation } model) return null;
        if (model.GetDeclaredSymbol(operation.Syntax, cancellation) is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsPartialDefinition: false } method) return null;
        return method.Parameters.Any(parameter => IsData(parameter.Type)) && HasAttribute(compilation) && !IsSpecified(method) ? method : null;
    }

    /// <summary>Whether the project can have the attribute.</summary>
    public static bool HasAttribute(Compilation compilation) => !compilation.GetTypesByMetadataName(TransformUsage.AttributeName).IsEmpty;

    /// <summary>Whether a loop is in a loop, as statements go: expressions are not looked into.</summary>
    public static bool HasNest(IOperation? statement) => HasNest(statement, isInLoop: false);

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
    public static bool IsSpecified(IMethodSymbol method) =>
        Places.IsSpecification(method)
        || method.ContainingType.GetMembers().Any(member =>
            TransformUsage.AttributeOf(member) is { } attribute && AttributeArguments.Read(attribute)?.Of == method.Name);
}

/// <summary>A method to put the attribute on, or a nest of loops to make one of.</summary>
/// <param name="Place">The body of the method, or the outermost loop of the nest.</param>
/// <param name="Method">The method.</param>
/// <param name="Nest">The nest, where it is not the whole method.</param>
/// <param name="Sizes">The length or shape that the attribute needs, or null.</param>
/// <param name="Arguments">What to put into the message.</param>
internal abstract record TransformFinding(IOperation Place, IMethodSymbol Method, LoopNest? Nest, InputSizes? Sizes, params object[] Arguments) : Finding(Place, Arguments)
{
    /// <summary>The name of the method, or the head of the outermost loop, rather than all of it.</summary>
    public override Location Location => Nest is null ? Method.Locations[0] : Location.Create(Place.Syntax.SyntaxTree, HeadSpan(Nest.Statement));

    /// <summary>The text of a loop's head.</summary>
    protected static string Head(StatementSyntax loop) => Quotation.Of(loop.SyntaxTree.GetText().ToString(HeadSpan(loop)));

    private static TextSpan HeadSpan(StatementSyntax loop) => loop switch
    {
        ForStatementSyntax @for => TextSpan.FromBounds(@for.SpanStart, @for.CloseParenToken.Span.End),
        CommonForEachStatementSyntax forEach => TextSpan.FromBounds(forEach.SpanStart, forEach.CloseParenToken.Span.End),
        WhileStatementSyntax @while => TextSpan.FromBounds(@while.SpanStart, @while.CloseParenToken.Span.End),
        _ => loop.GetFirstToken().Span,
    };
}
