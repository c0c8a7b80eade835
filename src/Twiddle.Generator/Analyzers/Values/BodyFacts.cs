using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Analyzers.Values;

/// <summary>What one body of code writes, and where: gathered once, when a rule first asks.</summary>
internal sealed class BodyFacts
{
    private static readonly ConditionalWeakTable<IOperation, BodyFacts> Known = new();

    private readonly Dictionary<ISymbol, List<TextSpan>> writes = new(SymbolEqualityComparer.Default);

    /// <summary>Variables that another name, or code that runs at another time, may write too.</summary>
    private readonly HashSet<ISymbol> shared = new(SymbolEqualityComparer.Default);

    private readonly HashSet<ISymbol> assigned = new(SymbolEqualityComparer.Default);
    private readonly List<(TextSpan Place, ITypeSymbol Type, ILocalSymbol? Array)> elementWrites = [];

    /// <summary>Assignments through references, which may be to a field or an element of their type.</summary>
    private readonly List<(TextSpan Place, ITypeSymbol Type)> referenceWrites = [];

    private readonly List<(TextSpan Place, ISymbol Field)> fieldWrites = [];

    /// <summary>Calls whose effects are not known: they may write any field and any array.</summary>
    private readonly List<IOperation> unknownCalls = [];

    private readonly HashSet<ISymbol> captured = new(SymbolEqualityComparer.Default);

    private BodyFacts(IOperation root)
    {
        Gather(root);
        foreach (var variable in captured)
            if (assigned.Contains(variable)) shared.Add(variable);
    }

    /// <summary>Whether the code can jump to labels, so that the order of statements is not the order of running.</summary>
    public bool HasLabels { get; private set; }

    /// <summary>The facts of the whole body around an operation.</summary>
    public static BodyFacts Of(IOperation operation)
    {
        var root = operation;
        while (root.Parent is { } parent) root = parent;
        return Known.GetValue(root, static body => new BodyFacts(body));
    }

    /// <summary>Whether a variable is given a value after its declaration, or may be under another name.</summary>
    public bool IsAssigned(ISymbol variable) => assigned.Contains(variable) || shared.Contains(variable);

    /// <summary>
    /// Whether an expression has the same value wherever it is evaluated within the region: nothing there writes, or declares, what it reads.
    /// </summary>
    /// <param name="expression">The expression.</param>
    /// <param name="region">The region of the text.</param>
    /// <param name="except">Variables that may change nevertheless.</param>
    public bool IsUnchanged(IOperation expression, TextSpan region, params ISymbol[] except) => IsUnchanged(expression, region, null, except);

    /// <param name="expression">The expression.</param>
    /// <param name="region">The region of the text.</param>
    /// <param name="isHarmless">What calls are known to write nothing, beside those that always do so.</param>
    /// <param name="except">Variables that may change nevertheless.</param>
    public bool IsUnchanged(IOperation expression, TextSpan region, Func<IOperation, bool>? isHarmless, ISymbol[] except)
    {
        var fields = false;
        foreach (var part in expression.DescendantsAndSelf())
        {
            switch (part)
            {
                case ILocalReferenceOperation { Local: var local } when !local.IsConst && !except.Contains(local, SymbolEqualityComparer.Default) && IsWritten(local, region):
                case IParameterReferenceOperation { Parameter: var parameter } when IsWritten(parameter, region):
                    return false;
                case IFieldReferenceOperation { Field: { IsReadOnly: false, IsConst: false } field }:
                    if (IsWrittenField(field, region) || IsWrittenElement(field.Type, region, onlyReferences: true)) return false;
                    fields |= !IsInVariable(part);
                    break;
                case IPropertyReferenceOperation { Property: var property } when ExpressionTraits.IsAutomatic(property) && property.SetMethod is not null:
                    if (IsWrittenField(property, region) || IsWrittenElement(property.Type, region, onlyReferences: true)) return false;
                    fields |= !IsInVariable(part);
                    break;
                case IArrayElementReferenceOperation { Type: { } type } read when IsWrittenElement(type, region, read.ArrayReference):
                case IPropertyReferenceOperation { Arguments.Length: > 0, Type: { } element } when IsWrittenElement(element, region):
                    return false;
                case IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.Length: > 0 }:
                    fields = true;
                    break;
            }
        }

        return !fields || !HasUnknownCall(region, isHarmless);
    }

    /// <summary>Whether a variable or constant, and all elements where it is an array, stay the same within the region.</summary>
    /// <param name="variable">The variable or constant.</param>
    /// <param name="region">The region of the text.</param>
    /// <param name="isHarmless">What calls are known to write nothing, beside those that always do so.</param>
    public bool AreElementsUnchanged(IOperation variable, TextSpan region, Func<IOperation, bool>? isHarmless = null)
    {
        if (!IsUnchanged(variable, region)) return false;
        if (variable.Type is not IArrayTypeSymbol { ElementType: var element }) return true;
        return !IsWrittenElement(element, region, variable) && !HasUnknownCall(region, isHarmless);
    }

    /// <summary>Whether an expression that names a variable assigns to it, or hands out a reference to it.</summary>
    public static bool IsWritten(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        IAddressOfOperation => true,
        ITupleOperation tuple => IsTarget(tuple),
        IDeclarationExpressionOperation => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => true,
        // A method of a struct in a variable may write its fields.
        IInvocationOperation { TargetMethod: { IsReadOnly: false } method } call =>
            call.Instance == reference && reference.Type is { IsValueType: true } type && !IsHarmless(method, type),
        IFieldReferenceOperation { Type: not null } field when field.Instance == reference && reference.Type is { IsValueType: true } => IsWritten(field),
        IPropertyReferenceOperation property when property.Instance == reference && reference.Type is { IsValueType: true } =>
            !TypeLowering.IsSpan(reference.Type) && IsWritten(property),
        _ => false,
    };

    private bool HasUnknownCall(TextSpan region, Func<IOperation, bool>? isHarmless = null)
    {
        foreach (var call in unknownCalls)
            if (region.OverlapsWith(call.Syntax.Span) && isHarmless?.Invoke(call) != true) return true;
        return false;
    }

    private static bool IsHarmless(IMethodSymbol method, ITypeSymbol type) =>
        method.Name is "ToString" or "Equals" or "GetHashCode" or "CompareTo" || TypeLowering.IsComplex(type) || TypeLowering.IsSpan(type);

    private static bool IsTarget(ITupleOperation tuple) => tuple.Parent switch
    {
        IDeconstructionAssignmentOperation deconstruction => deconstruction.Target == tuple,
        ITupleOperation outer => IsTarget(outer),
        IDeclarationExpressionOperation => true,
        _ => false,
    };

    /// <summary>A field of a struct that lies in a local or parameter is part of the variable.</summary>
    private static bool IsInVariable(IOperation member) => member switch
    {
        IMemberReferenceOperation { Instance: { Type.IsValueType: true } instance } => instance is ILocalReferenceOperation or IParameterReferenceOperation || IsInVariable(instance),
        _ => false,
    };

    private bool IsWritten(ISymbol variable, TextSpan region)
    {
        if (shared.Contains(variable) || variable is IParameterSymbol { RefKind: RefKind.Ref or RefKind.Out }) return true;
        if (variable is ILocalSymbol { RefKind: not RefKind.None }) return true;
        return writes.TryGetValue(variable, out var places) && places.Any(region.OverlapsWith);
    }

    private bool IsWrittenField(ISymbol field, TextSpan region) =>
        fieldWrites.Any(write => region.OverlapsWith(write.Place) && SymbolEqualityComparer.Default.Equals(write.Field, field));

    /// <summary>Whether elements of an array may be written. An array made by the method itself is not one that came from elsewhere.</summary>
    private bool IsWrittenElement(ITypeSymbol type, TextSpan region, IOperation array) =>
        IsWrittenElement(type, region, onlyReferences: true)
        || elementWrites.Any(write => region.OverlapsWith(write.Place) && SymbolEqualityComparer.Default.Equals(write.Type, type) && !IsElsewhere(write.Array, array));

    private bool IsElsewhere(ILocalSymbol? written, IOperation read) => written is not null && !IsAssigned(written) && read switch
    {
        ILocalReferenceOperation { Local: var local } => !SymbolEqualityComparer.Default.Equals(local, written) && FreshArray(read) is not null && !IsAssigned(local),
        IParameterReferenceOperation { Parameter: var parameter } => !IsAssigned(parameter),
        _ => false,
    };

    /// <summary>The local that is declared with a new array of its own.</summary>
    private static ILocalSymbol? FreshArray(IOperation array) =>
        array is ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: [var declaration] } local }
        && array.SemanticModel?.GetOperation(declaration.GetSyntax()) is IVariableDeclaratorOperation declarator
        && (declarator.Initializer?.Value is IArrayCreationOperation)
            ? local
            : null;

    private bool IsWrittenElement(ITypeSymbol type, TextSpan region, bool onlyReferences = false) =>
        referenceWrites.Any(write => region.OverlapsWith(write.Place) && SymbolEqualityComparer.Default.Equals(write.Type, type))
        || (!onlyReferences && elementWrites.Any(write => region.OverlapsWith(write.Place) && SymbolEqualityComparer.Default.Equals(write.Type, type)));

    /// <summary>Without recursion: a sum of thousands of terms is a tree as deep.</summary>
    private void Gather(IOperation root)
    {
        var open = new Stack<(IOperation Operation, IOperation? Function)>();
        open.Push((root, null));
        while (open.Count > 0)
        {
            var (operation, function) = open.Pop();
            Note(operation, function);
            var inner = operation is IAnonymousFunctionOperation or ILocalFunctionOperation ? operation : function;
            foreach (var child in operation.ChildOperations) open.Push((child, inner));
        }
    }

    private void Note(IOperation operation, IOperation? function)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator:
                Write(declarator.Symbol, declarator.Syntax.Span, isDeclaration: true);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } symbol }:
                Write(symbol, operation.Syntax.Span, isDeclaration: true);
                break;
            case ILocalReferenceOperation { Local: var local } reference:
                NoteUse(local, reference, function, isDeclaration: reference.IsDeclaration);
                break;
            case IParameterReferenceOperation { Parameter: var parameter } reference:
                NoteUse(parameter, reference, function, isDeclaration: false);
                break;
            case IFieldReferenceOperation { Field: var field } when IsWritten(operation):
                fieldWrites.Add((WriteOf(operation), field));
                break;
            case IPropertyReferenceOperation { Property: var property }:
                NoteProperty(property, operation);
                break;
            case IArrayElementReferenceOperation { Type: { } type } when IsWritten(operation) || IsReference(operation):
                elementWrites.Add((WriteOf(operation), type, FreshArray(((IArrayElementReferenceOperation)operation).ArrayReference)));
                break;
            // The base constructor that nobody wrote a call of runs before all else.
            case IInvocationOperation { IsImplicit: true, TargetMethod.MethodKind: MethodKind.Constructor }:
                break;
            case IInvocationOperation call when PureFunctions.Of(call.TargetMethod) is null && !IsReading(call):
            case IObjectCreationOperation creation when !IsKnown(creation):
            case IAwaitOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IEventAssignmentOperation:
            case IFunctionPointerInvocationOperation or IReturnOperation { Kind: OperationKind.YieldReturn }:
            case IForEachLoopOperation { Collection: not ({ Type: IArrayTypeSymbol } or IConversionOperation { IsImplicit: true, Operand.Type: IArrayTypeSymbol }) }:
                unknownCalls.Add(operation);
                break;
            case IBinaryOperation { OperatorMethod: { } method } when !IsKnown(method):
            case IUnaryOperation { OperatorMethod: { } negation } when !IsKnown(negation):
            case IConversionOperation { OperatorMethod: { } conversion } when !IsKnown(conversion):
            case ICompoundAssignmentOperation { OperatorMethod: { } compound } when !IsKnown(compound):
                unknownCalls.Add(operation);
                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation or IDynamicMemberReferenceOperation } assignment
                when assignment.Target is not IPropertyReferenceOperation { Property: var written } || !ExpressionTraits.IsAutomatic(written):
                unknownCalls.Add(operation);
                break;
            // Through a pointer or a reference anything may be written.
            case IAssignmentOperation { Target: not (ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation
                or IArrayElementReferenceOperation or ITupleOperation or IDeclarationExpressionOperation or IDiscardOperation) }:
                unknownCalls.Add(operation);
                break;
            case ILabeledOperation or IBranchOperation { BranchKind: BranchKind.GoTo }:
                HasLabels = true;
                break;
        }
    }

    private void NoteProperty(IPropertySymbol property, IOperation operation)
    {
        var reference = (IPropertyReferenceOperation)operation;
        if (!reference.Arguments.IsEmpty)
        {
            // An element: of a span, whose indexer is a reference, or of a collection.
            if (IsWritten(operation) || IsReference(operation)) elementWrites.Add((WriteOf(operation), operation.Type!, null));
            else if (!TypeLowering.IsSpan(reference.Instance?.Type) && !property.ContainingType.DeclaringSyntaxReferences.IsEmpty) unknownCalls.Add(operation);
            return;
        }

        if (ExpressionTraits.IsAutomatic(property))
        {
            if (IsWritten(operation)) fieldWrites.Add((WriteOf(operation), property));
        }
        else if (property.DeclaringSyntaxReferences.Length > 0 || IsWritten(operation)) unknownCalls.Add(operation);
    }

    private void NoteUse(ISymbol variable, IOperation reference, IOperation? function, bool isDeclaration)
    {
        if (function is not null && !IsDeclaredIn(variable, function)) captured.Add(variable);
        if (isDeclaration || IsWritten(reference)) Write(variable, WriteOf(reference), isDeclaration);
        if (variable is ILocalSymbol { RefKind: not RefKind.None } or IParameterSymbol { RefKind: RefKind.Ref or RefKind.Out } && IsWritten(reference))
            referenceWrites.Add((WriteOf(reference), reference.Type!));
        if (IsReference(reference)) shared.Add(variable);
    }

    /// <summary>Whether a reference to the variable lives on: an address, or a local by reference.</summary>
    private static bool IsReference(IOperation reference) =>
        reference.Parent is IAddressOfOperation or IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } }
        || reference.Parent is ISimpleAssignmentOperation { IsRef: true } assignment && assignment.Value == reference
        || reference.Parent is IFieldReferenceOperation field && IsReference(field);

    private static bool IsDeclaredIn(ISymbol variable, IOperation function)
    {
        foreach (var declaration in variable.DeclaringSyntaxReferences)
            if (function.Syntax.Span.Contains(declaration.Span)) return true;
        return false;
    }

    private void Write(ISymbol variable, TextSpan place, bool isDeclaration)
    {
        if (!writes.TryGetValue(variable, out var places)) writes.Add(variable, places = []);
        places.Add(place);
        if (!isDeclaration) assigned.Add(variable);
    }

    /// <summary>The whole assignment, not the name alone: what it computes comes before the write, what follows after.</summary>
    private static TextSpan WriteOf(IOperation reference) => reference.Parent is IAssignmentOperation or IIncrementOrDecrementOperation
        ? TextSpan.FromBounds(reference.Parent.Syntax.Span.End - 1, reference.Parent.Syntax.Span.End)
        : reference.Syntax.Span;

    private static bool IsKnown(IMethodSymbol method) => PureFunctions.Of(method) is not null || method.DeclaringSyntaxReferences.IsEmpty;

    private static bool IsKnown(IObjectCreationOperation creation) =>
        creation.Type is { } type && (TypeLowering.IsComplex(type) || type.ContainingNamespace?.ToDisplayString() is "System.Collections.Generic" or "System")
        && type.DeclaringSyntaxReferences.IsEmpty;

    /// <summary>Calls that write nothing that was there before.</summary>
    private static bool IsReading(IInvocationOperation call) => call.Instance?.Type switch
    {
        IArrayTypeSymbol => call.TargetMethod.Name is "GetLength" or "GetLowerBound" or "GetUpperBound" or "Clone",
        { SpecialType: SpecialType.System_String } => true,
        _ => call.TargetMethod.ContainingType.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Int32
            || TypeLowering.IsFramework(call.TargetMethod.ContainingType, "System", "Console"),
    };
}
