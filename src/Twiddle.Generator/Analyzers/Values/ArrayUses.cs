using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Analyzers.Values;

/// <summary>What is done with an array: where elements and the length are only read, nobody can tell one array from another with the same elements.</summary>
internal static class ArrayUses
{
    private const int MostCalls = 8;

    /// <summary>Whether all uses of a local, in the whole body, only read; the array may be returned in the end.</summary>
    public static bool IsOnlyRead(ILocalSymbol array, IOperation place, Compilation compilation, int depth = 0)
    {
        var body = place;
        while (body.Parent is { } outer) body = outer;
        foreach (var part in body.Descendants())
        {
            if (part is not ILocalReferenceOperation { Local: var local } || !SymbolEqualityComparer.Default.Equals(local, array)) continue;
            if (!IsRead(part, compilation, mayLeave: true) && !IsAssigned(part) && !IsHandedOn(part, compilation, depth)) return false;
        }

        return true;
    }

    /// <summary>Whether what surrounds an expression that gives an array only reads it.</summary>
    /// <param name="value">The expression.</param>
    /// <param name="compilation">The compilation, for the methods that it is given to.</param>
    /// <param name="mayLeave">Whether it may also be what the method returns.</param>
    /// <param name="depth">How many calls lead here.</param>
    public static bool IsRead(IOperation value, Compilation compilation, bool mayLeave, int depth = 0) => value.Parent switch
    {
        IArrayElementReferenceOperation element => element.ArrayReference == value && !BodyFacts.IsWritten(element) && !IsReference(element),
        IPropertyReferenceOperation { Property.Name: "Length" } => true,
        IReturnOperation { Kind: OperationKind.Return } => mayLeave && value.Type is IArrayTypeSymbol,
        IConversionOperation { IsImplicit: true, Parent: IForEachLoopOperation forEach } conversion => forEach.Collection == conversion && !IsByReference(forEach),
        IForEachLoopOperation forEach => forEach.Collection == value && !IsByReference(forEach),
        IConversionOperation { IsImplicit: true, Parent: IArgumentOperation argument } => IsReadBy(argument, compilation, depth),
        IArgumentOperation argument => IsReadBy(argument, compilation, depth),
        IInvocationOperation call => call.Instance == value && call.TargetMethod.Name is "Clone" or "CopyTo" or "GetLength",
        _ => false,
    };

    private static bool IsAssigned(IOperation reference) =>
        reference.Parent is ISimpleAssignmentOperation { IsRef: false, Parent: IExpressionStatementOperation } assignment && assignment.Target == reference;

    /// <summary>Whether the array gets another name, under which it is only read as well.</summary>
    private static bool IsHandedOn(IOperation reference, Compilation compilation, int depth)
    {
        var name = reference.Parent switch
        {
            ISimpleAssignmentOperation { IsRef: false, Target: ILocalReferenceOperation { Local: var local }, Parent: IExpressionStatementOperation } => local,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } local } } => local,
            _ => null,
        };
        return name?.Type is IArrayTypeSymbol && depth < MostCalls && IsOnlyRead(name, reference, compilation, depth + 1);
    }

    private static bool IsReference(IOperation element) =>
        element.Parent is IAddressOfOperation or IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } or IArgumentOperation { Parameter.RefKind: not RefKind.None };

    private static bool IsByReference(IForEachLoopOperation loop) => loop.Locals.Any(local => local.RefKind != RefKind.None);

    /// <summary>Whether the method called only reads its parameter: from its body, or for sums and the like of LINQ, which are numbers.</summary>
    private static bool IsReadBy(IArgumentOperation argument, Compilation compilation, int depth)
    {
        if (argument.Parameter is not { RefKind: RefKind.None, IsParams: false } parameter || argument.Parent is not IInvocationOperation { TargetMethod: var method }) return false;
        if (TypeLowering.IsFramework(method.ContainingType, "System.Linq", "Enumerable")) return method.ReturnType.SpecialType != SpecialType.None && IsNumber(method.ReturnType);
        if (method.IsVirtual || method.IsAbstract || method.IsOverride || method.IsAsync || depth >= MostCalls) return false;
        if (method.DeclaringSyntaxReferences is not [var declaration] || parameter.Type is not IArrayTypeSymbol) return false;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var syntax = declaration.GetSyntax();
        if (!compilation.ContainsSyntaxTree(syntax.SyntaxTree) || compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax) is not IMethodBodyOperation body) return false;
        foreach (var part in body.Descendants())
        {
            if (part is IAnonymousFunctionOperation or ILocalFunctionOperation or IReturnOperation { Kind: not OperationKind.Return }) return false;
            if (part is IParameterReferenceOperation { Parameter: var used } && used.Ordinal == parameter.Ordinal && !IsRead(part, compilation, mayLeave: false, depth + 1)) return false;
        }

        return true;
    }

    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double;
}
