using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Twiddle.Compiler.Programs;
using Twiddle.Generator.Analyzers.Values;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>A statement of a block that is loops in loops, and could be a method of its own.</summary>
/// <param name="Statement">The outermost loop.</param>
/// <param name="Block">The block that it is a statement of.</param>
/// <param name="Method">The method around.</param>
/// <param name="Variables">What it uses of what is around it.</param>
internal sealed record LoopNest(StatementSyntax Statement, BlockSyntax Block, IMethodSymbol Method, LoopVariables Variables)
{
    /// <summary>The nest, or null where the loop cannot be taken out of its method, or sums nothing up.</summary>
    public static LoopNest? Of(ILoopOperation loop, CancellationToken cancellation)
    {
        if (loop.Parent is not IBlockOperation || loop.Syntax is not StatementSyntax { Parent: BlockSyntax block } statement || loop.SemanticModel is not { } model) return null;
        if (!SumsUp(loop) || model.GetEnclosingSymbol(statement.SpanStart, cancellation) is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsGenericMethod: false } method) return null;
        if (method.ContainingType is not { TypeKind: TypeKind.Class or TypeKind.Struct, IsFileLocal: false } || BodyFacts.Of(loop).HasLabels || IsUnsafe(statement)) return null;
        if (loop.Descendants().Any(part => part is IReturnOperation or IAwaitOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)) return null;
        var position = block.Statements.IndexOf(statement);
        return LoopVariables.Of(block, position, model, cancellation) is { } variables ? new(statement, block, method, variables) : null;
    }

    /// <summary>The head of the outermost loop.</summary>
    public string Head => Statement.SyntaxTree.GetText().ToString(HeadSpan);

    public Location HeadLocation => Location.Create(Statement.SyntaxTree, HeadSpan);

    private TextSpan HeadSpan => Statement switch
    {
        ForStatementSyntax @for => TextSpan.FromBounds(@for.SpanStart, @for.CloseParenToken.Span.End),
        CommonForEachStatementSyntax forEach => TextSpan.FromBounds(forEach.SpanStart, forEach.CloseParenToken.Span.End),
        WhileStatementSyntax @while => TextSpan.FromBounds(@while.SpanStart, @while.CloseParenToken.Span.End),
        _ => Statement.GetFirstToken().Span,
    };

    /// <summary>What the nest does, as a method of the variables that it uses; null where it does not compile.</summary>
    public Program? Lower(Compilation compilation, CancellationToken cancellation)
    {
        var builder = new ProgramBuilder(compilation, Method, cancellation);
        if (MethodSource.Of(Method, builder) is not { } source) return null;
        var lowered = MethodLowering.LowerLoops(builder, source, Variables, Statement);
        return lowered.HasErrors || lowered.Program.Methods.Count == 0 ? null : lowered.Program;
    }

    /// <summary>Whether an inner loop adds elements up, as the definition of a transform does: nothing else need be read.</summary>
    private static bool SumsUp(ILoopOperation loop)
    {
        var (isSum, isElement) = (false, false);
        foreach (var part in loop.Body.Descendants())
        {
            isSum |= part is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, Target.Type: var sum } && IsNumber(sum)
                || part is ISimpleAssignmentOperation { Value: IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract }, Target.Type: var assigned } && IsNumber(assigned);
            isElement |= part is IArrayElementReferenceOperation { Type: var element } && IsNumber(element) || part is IPropertyReferenceOperation { Arguments.Length: > 0, Type: var item } && IsNumber(item);
            if (isSum && isElement) return true;
        }

        return false;
    }

    private static bool IsNumber(ITypeSymbol? type) =>
        PureFunctions.IsFloating(type) || type is { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } or { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 };

    private static bool IsUnsafe(SyntaxNode statement) => statement.AncestorsAndSelf().Any(node =>
        node is UnsafeStatementSyntax or FixedStatementSyntax || node is MemberDeclarationSyntax member && member.Modifiers.Any(SyntaxKind.UnsafeKeyword));
}
