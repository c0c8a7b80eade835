using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Twiddle.Generator.Lowering;

/// <summary>What the user would call a construct that lowering has no word for.</summary>
internal static class ConstructNames
{
    public static string Of(IOperation operation) => operation switch
    {
        IInvalidOperation => "code that does not compile",
        ITryOperation => "a 'try' block",
        ILockOperation => "a 'lock'",
        IUsingOperation or IUsingDeclarationOperation => "a 'using' block",
        IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak } => "'yield': the method is an iterator",
        IBranchOperation or ILabeledOperation => "a 'goto'",
        IAwaitOperation => "'await'",
        IDelegateCreationOperation or IAnonymousFunctionOperation or IMethodReferenceOperation => "a delegate",
        ITranslatedQueryOperation => "a LINQ query",
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation =>
            "'dynamic' code",
        IConditionalAccessOperation => "'?.'",
        ICoalesceAssignmentOperation => "'??='",
        IInterpolatedStringOperation => "text",
        IRangeOperation => "a range on its own",
        IIsTypeOperation => "a type test",
        ITypeOfOperation => "'typeof'",
        IAddressOfOperation => "a pointer",
        IEventReferenceOperation or IEventAssignmentOperation => "an event",
        ITupleBinaryOperation => "a comparison of tuples",
        IConditionalOperation => "a reference chosen by '?:'",
        ISimpleAssignmentOperation => "a reference assignment",
        IAnonymousObjectCreationOperation or ITypeParameterObjectCreationOperation => "an object",
        _ => OfSyntax(operation.Syntax),
    };

    private static string OfSyntax(SyntaxNode syntax) => syntax switch
    {
        FixedStatementSyntax or PrefixUnaryExpressionSyntax => "an unsafe pointer",
        UnsafeStatementSyntax => "an 'unsafe' block",
        ElementAccessExpressionSyntax or MemberAccessExpressionSyntax => "an unsafe pointer or a buffer",
        StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => "this form of 'stackalloc'",
        QueryExpressionSyntax => "a LINQ query",
        RefExpressionSyntax => "a reference",
        SpreadElementSyntax => "a spread",
        YieldStatementSyntax => "'yield': the method is an iterator",
        _ => "this construct",
    };
}
