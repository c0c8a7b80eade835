using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>When the values of a window can be kept in a static table of the type.</summary>
internal static class WindowTables
{
    /// <summary>Whether the code is in a class or struct, and may run more than once: constructors and the entry point do what is done once.</summary>
    public static bool IsRoomFor(IOperation place)
    {
        if (place.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { Parent: ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax } member) return false;
        return member is MethodDeclarationSyntax { Identifier.ValueText: not WellKnownMemberNames.EntryPointMethodName } or PropertyDeclarationSyntax or IndexerDeclarationSyntax or OperatorDeclarationSyntax;
    }

    /// <summary>
    /// Whether what initialises the static members of the type calls nothing that could need a table: those run in the order of their text, and a table that is written
    /// after them would not be there yet.
    /// </summary>
    public static bool AreInitialisersQuiet(IOperation place, RuleContext context)
    {
        if (place.SemanticModel is not { Compilation: var compilation } || Places.ContainingMember(place) is not { ContainingType: { } type } user) return false;
        while (user.ContainingSymbol is IMethodSymbol outer) user = outer;
        foreach (var member in type.GetMembers())
        {
            if (!member.IsStatic || member is IFieldSymbol { IsConst: true }) continue;
            foreach (var reference in member.DeclaringSyntaxReferences)
                if (InitialValue(reference.GetSyntax(context.Cancellation)) is { } value && !IsQuiet(compilation.GetSemanticModel(value.SyntaxTree).GetOperation(value, context.Cancellation), user, context, depth: 0)) return false;
        }

        return true;
    }

    private static SyntaxNode? InitialValue(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { Initializer.Value: var value } => value,
        _ => null,
    };

    /// <summary>Calls of the framework's, of pure methods, and of other methods than the user that only call such: another table is filled by one.</summary>
    private static bool IsQuiet(IOperation? code, ISymbol user, RuleContext context, int depth)
    {
        foreach (var part in code?.DescendantsAndSelf() ?? [])
        {
            if (part is IObjectCreationOperation { Constructor.DeclaringSyntaxReferences.IsEmpty: false } or IPropertyReferenceOperation { Property: { IsStatic: true, DeclaringSyntaxReferences.IsEmpty: false } }) return false;
            if (part is not IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences: [var declaration] } method } || (context.Methods.Of(method) & Traits.Impure) == 0) continue;
            if (depth > 0 || SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, user.OriginalDefinition) || part.SemanticModel is not { Compilation: var compilation }) return false;
            var syntax = declaration.GetSyntax(context.Cancellation);
            if (!compilation.ContainsSyntaxTree(syntax.SyntaxTree) || !IsQuiet(compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, context.Cancellation), user, context, depth + 1)) return false;
        }

        return true;
    }

    /// <summary>Whether nothing but the counter and constants is in the value, which nobody can tell from one that was computed before.</summary>
    public static bool IsOfConstants(IOperation value, ILocalSymbol counter, RuleContext context)
    {
        var usesCounter = false;
        foreach (var part in value.DescendantsAndSelf())
        {
            if (part is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, counter)) usesCounter = true;
            else if (part is ILocalReferenceOperation or IFieldReferenceOperation && !part.ConstantValue.HasValue && !IsOfComplex(part)) return false;
            else if (part is IParameterReferenceOperation or IPropertyReferenceOperation or IInstanceReferenceOperation or IInvocationOperation { TargetMethod.IsStatic: false }) return false;
        }

        var traits = new ExpressionTraits(context.Methods, value).Of(value);
        return usesCounter && (traits & ~Traits.Expensive) == 0 && (traits & Traits.Expensive) != 0;
    }

    /// <summary>
    /// Whether the window goes into something with an element that is from elsewhere than this method. What only fills a new array makes a table, and is not in need of
    /// another.
    /// </summary>
    public static bool MeetsData(IOperation window)
    {
        var statement = window;
        while (statement.Parent is not (null or IBlockOperation or ILoopOperation)) statement = statement.Parent;
        return statement.DescendantsAndSelf().Any(part => IsRead(part) && ArrayOf(part) is { } array && !IsNew(array));
    }

    private static bool IsOfComplex(IOperation part) => part is IFieldReferenceOperation { Field: { IsStatic: true, ContainingType: var type } } && TypeLowering.IsComplex(type);

    private static bool IsRead(IOperation element) => element.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != element;

    private static IOperation? ArrayOf(IOperation part) => part switch
    {
        IArrayElementReferenceOperation element => element.ArrayReference,
        IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } instance } => instance,
        _ => null,
    };

    private static bool IsNew(IOperation array) => array is ILocalReferenceOperation { Local: var local } && Lengths.InitialValue(local, array) is not (null or IInvocationOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation);
}
