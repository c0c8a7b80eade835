using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// <c>var t = new double[64]</c> in a method with loops, of constant size and small, of which nothing but elements and the length are ever used: it
/// cannot leave the method, and fits on the stack. The option <c>maximum_bytes</c> (1024) says how large it may be.
/// </summary>
public sealed class AllocationInTransform() : RecomputationRule(RecomputationRules.AllocationInTransform, OperationKind.ArrayCreation)
{
    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        if (operation is not IArrayCreationOperation { Initializer: null, DimensionSizes: [{ ConstantValue: { HasValue: true, Value: int length } }] } creation) return null;
        if (creation.Syntax is not ArrayCreationExpressionSyntax || creation.Type is not IArrayTypeSymbol { ElementType: var element } || SizeOf(element) is not { } size) return null;
        if (length < 1 || (long)length * size > context.Option(RuleIds.AllocationInTransform, "maximum_bytes", 1024)) return null;
        if (creation.Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }) return null;
        if (declarator.Parent is not IVariableDeclarationOperation { Declarators.Length: 1, Parent: IVariableDeclarationGroupOperation { Parent: IBlockOperation block } }) return null;
        if (declarator.Syntax.Parent?.Parent is not LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } || block.Parent is not IMethodBodyOperation) return null;
        return IsFit(creation) && UsesElementsOnly(declarator.Symbol, block) ? new AllocationFinding(creation, declarator, element, length * size) : null;
    }

    private static int? SizeOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Double or SpecialType.System_Int64 or SpecialType.System_UInt64 => 8,
        SpecialType.System_Single or SpecialType.System_Int32 or SpecialType.System_UInt32 => 4,
        SpecialType.System_Int16 or SpecialType.System_UInt16 => 2,
        SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Boolean => 1,
        _ => TypeLowering.IsComplex(type) ? 16 : null,
    };

    /// <summary>No state machine, which has no stack; zeroed like an array; a language with spans.</summary>
    private static bool IsFit(IOperation creation)
    {
        if (Places.ContainingMember(creation) is not IMethodSymbol { IsAsync: false } method || creation.SemanticModel is not { } model) return false;
        if (((CSharpParseOptions)creation.Syntax.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp8) return false;
        if (model.Compilation.GetTypesByMetadataName("System.Span`1").IsEmpty) return false;
        for (ISymbol? symbol = method; symbol is not null; symbol = symbol.ContainingSymbol)
            if (symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "SkipLocalsInitAttribute")) return false;
        return !method.ContainingModule.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "SkipLocalsInitAttribute");
    }

    private static bool UsesElementsOnly(ILocalSymbol array, IBlockOperation body)
    {
        var isInLoop = false;
        foreach (var part in body.Descendants())
        {
            if (part is IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak } or IAwaitOperation) return false;

            // A recursion would need the stack for every level.
            if (part is IInvocationOperation call && SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, array.ContainingSymbol)) return false;
            if (part is not ILocalReferenceOperation { Local: var local } || !SymbolEqualityComparer.Default.Equals(local, array)) continue;
            if (!IsElementOrLength(part)) return false;
            for (var outer = part.Parent; outer is not null && outer != body; outer = outer.Parent)
            {
                if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation) return false;
                isInLoop |= outer is ILoopOperation;
            }
        }

        return isInLoop;
    }

    /// <summary>An index of another type than <c>int</c> is none of a span.</summary>
    private static bool IsElementOrLength(IOperation reference) => reference.Parent switch
    {
        IArrayElementReferenceOperation { Indices: [{ Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int16 or SpecialType.System_Byte }] } element =>
            element.ArrayReference == reference,
        IPropertyReferenceOperation { Property.Name: "Length" } => true,
        _ => false,
    };
}

/// <summary>A scratch buffer.</summary>
internal sealed record AllocationFinding(IOperation Place, IVariableDeclaratorOperation Declarator, ITypeSymbol Element, int Bytes) : Finding(Place, Declarator.Symbol.Name, Bytes);
