using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Twiddle.Generator.Lowering;

/// <summary>
/// What the constructor of a class leaves behind for good: fields that only it, and private methods that only it calls, sets or fills. What such a field holds
/// follows from the constructor's parameters, and those from the fields that keep them.
/// </summary>
internal sealed class ObjectConstruction
{
    private readonly INamedTypeSymbol type;
    private readonly ProgramBuilder program;
    private readonly List<SyntaxNode> region = [];
    private readonly Dictionary<IFieldSymbol, bool> fields = new(SymbolEqualityComparer.Default);

    private ObjectConstruction(INamedTypeSymbol type, IMethodSymbol constructor, ProgramBuilder program)
    {
        (this.type, this.program) = (type, program);
        Constructor = constructor;
        if (Declaration is null) return;
        region.Add(Declaration);
        foreach (var method in Helpers()) region.Add(method);
        Keepers = constructor.Parameters.Select(Keeper).ToList();
    }

    /// <summary>The constructor that makes every object of the class.</summary>
    public IMethodSymbol Constructor { get; }

    /// <summary>For each parameter of the constructor the field that holds its value for good, or null.</summary>
    public IReadOnlyList<IFieldSymbol?> Keepers { get; } = [];

    private ConstructorDeclarationSyntax? Declaration => Constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(program.Cancellation) as ConstructorDeclarationSyntax;

    /// <summary>How objects of a class are made; null where that is not by one constructor in sight.</summary>
    public static ObjectConstruction? Of(INamedTypeSymbol type, ProgramBuilder program)
    {
        if (type is not { TypeKind: TypeKind.Class, IsRecord: false, BaseType.SpecialType: SpecialType.System_Object }) return null;
        var constructors = type.InstanceConstructors.Where(c => !IsChained(c, program.Cancellation)).ToList();
        if (constructors is not [{ } constructor]) return null;
        if (!constructor.IsImplicitlyDeclared && constructor.DeclaringSyntaxReferences[0].GetSyntax(program.Cancellation) is not ConstructorDeclarationSyntax) return null;
        var construction = new ObjectConstruction(type, constructor, program);
        return construction.region.All(construction.KeepsToItself) ? construction : null;
    }

    /// <summary>Whether the field holds what the constructor made of it, and is not merely the keeper of a parameter.</summary>
    public bool IsMade(IFieldSymbol field)
    {
        if (Keepers.Contains(field, SymbolEqualityComparer.Default)) return false;
        if (!fields.TryGetValue(field, out var isMade)) fields.Add(field, isMade = IsKept(field));
        return isMade;
    }

    private static bool IsChained(IMethodSymbol constructor, CancellationToken cancellation) =>
        constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is ConstructorDeclarationSyntax { Initializer.RawKind: (int)SyntaxKind.ThisConstructorInitializer };

    /// <summary>Whether nothing outside of the construction changes the field or its elements, or hands it on.</summary>
    private bool IsKept(IFieldSymbol field)
    {
        if (field.IsStatic || field.AssociatedSymbol is IPropertySymbol { SetMethod.DeclaredAccessibility: not Accessibility.Private }) return false;
        if (field.AssociatedSymbol is IPropertySymbol { GetMethod: { } getter } && Overriding.IsPossible(getter, program.Compilation, program.Cancellation)) return false;
        var depth = StaticFieldStability.Depth(field.Type, out var element);
        if (!IsNumber(element)) return false;
        ISymbol member = field.AssociatedSymbol ?? field;
        if (member.DeclaredAccessibility != Accessibility.Private && (depth > 0 || !(field.IsReadOnly || field.AssociatedSymbol is not null))) return false;
        return StaticFieldStability.Mentions(member.Name, type, program.Cancellation).All(mention =>
            IsInRegion(mention)
            || (!StaticFieldStability.IsWrite(mention) && (depth == 0 || StaticFieldStability.IsElementRead(mention, depth)))
            || !IsNamed(mention, member));
    }

    /// <summary>A number that has no parts to be changed one by one.</summary>
    private static bool IsNumber(ITypeSymbol type) => TypeLowering.IsComplex(type)
        || type.SpecialType is SpecialType.System_Boolean or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) or SpecialType.System_Single or SpecialType.System_Double;

    /// <summary>
    /// Whether the constructor itself, or what it alone calls, does this to its own object. A lambda in it may run later where something keeps it, which who reads the constructor has to see.
    /// </summary>
    private bool IsInRegion(ExpressionSyntax mention) =>
        mention is not MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax }
        && mention.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } declaration && (region.Contains(declaration) || declaration is FieldDeclarationSyntax or PropertyDeclarationSyntax { Initializer: not null, AccessorList: not null });

    /// <summary>
    /// Whether code of the construction shows the unfinished object to nobody: of its own members it uses fields, automatic properties, and the methods that belong to the construction.
    /// </summary>
    private bool KeepsToItself(SyntaxNode code)
    {
        foreach (var node in code.DescendantNodes())
        {
            if (node is ThisExpressionSyntax && node.Parent is not MemberAccessExpressionSyntax) return false;
            if (node is not IdentifierNameSyntax name || program.Symbol(name) is not { IsStatic: false } member || !SymbolEqualityComparer.Default.Equals(member.ContainingType, type)) continue;
            var isOwn = member switch
            {
                IFieldSymbol => true,
                IPropertySymbol property => BodyLowering.AutomaticField(property) is not null,
                IMethodSymbol method => method.MethodKind is MethodKind.LocalFunction
                    || (method.DeclaringSyntaxReferences is [var declaration] && region.Contains(declaration.GetSyntax(program.Cancellation))),
                IEventSymbol => false,
                _ => true,
            };
            if (!isOwn) return false;
        }

        return true;
    }

    private bool IsNamed(ExpressionSyntax mention, ISymbol member) =>
        SymbolEqualityComparer.Default.Equals(program.Symbol(mention is MemberAccessExpressionSyntax access ? access.Name : mention), member);

    /// <summary>The private methods of the object that only the constructor runs, by itself or by others of them.</summary>
    private IEnumerable<SyntaxNode> Helpers()
    {
        var candidates = type.GetMembers().OfType<IMethodSymbol>()
            .Where(m => m is { MethodKind: MethodKind.Ordinary, IsStatic: false, IsGenericMethod: false, DeclaredAccessibility: Accessibility.Private, DeclaringSyntaxReferences.Length: 1 })
            .Where(m => !SymbolEqualityComparer.Default.Equals(m, program.Entry))
            .ToDictionary(m => m.DeclaringSyntaxReferences[0].GetSyntax(program.Cancellation), m => m.Name);
        for (var isChanged = true; isChanged;)
        {
            isChanged = false;
            foreach (var (declaration, name) in candidates.Select(c => (c.Key, c.Value)).ToList())
            {
                if (StaticFieldStability.Mentions(name, type, program.Cancellation).All(m =>
                    m.Parent is InvocationExpressionSyntax && m.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } caller && (caller == Declaration || candidates.ContainsKey(caller)))) continue;
                candidates.Remove(declaration);
                isChanged = true;
            }
        }

        return candidates.Keys;
    }

    /// <summary>The field that the constructor, in a statement of its own, sets to a parameter that it does not change, and that is set nowhere else.</summary>
    private IFieldSymbol? Keeper(IParameterSymbol parameter)
    {
        if (parameter.RefKind != RefKind.None || Declaration is not { } declaration) return null;

        // After a return, the field would still hold nothing.
        if (declaration.DescendantNodes().OfType<ReturnStatementSyntax>().Any()) return null;
        var mentions = declaration.DescendantNodes().OfType<IdentifierNameSyntax>().Where(i => i.Identifier.ValueText == parameter.Name && !(i.Parent is MemberAccessExpressionSyntax access && access.Name == i)).ToList();
        if (mentions.Any(StaticFieldStability.IsWrite)) return null;
        foreach (var mention in mentions)
        {
            if (mention.Parent is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment || assignment.Right != mention) continue;
            var isAlways = assignment.Parent is ArrowExpressionClauseSyntax || (assignment.Parent is ExpressionStatementSyntax { Parent: BlockSyntax block } && block.Parent == declaration);
            if (!isAlways || FieldOf(assignment.Left) is not { } field || !SymbolEqualityComparer.Default.Equals(field.Type, parameter.Type)) continue;
            ISymbol member = field.AssociatedSymbol ?? field;
            var writes = StaticFieldStability.Mentions(member.Name, type, program.Cancellation).Where(StaticFieldStability.IsWrite).Where(m => m != assignment.Left && IsNamed(m, member));
            if (IsKept(field) && StaticFieldStability.Depth(field.Type, out _) == 0 && !writes.Any()) return field;
        }

        return null;
    }

    private IFieldSymbol? FieldOf(ExpressionSyntax target)
    {
        if (target is MemberAccessExpressionSyntax access && access.Expression is not ThisExpressionSyntax) return null;
        return program.Symbol(target) switch
        {
            IFieldSymbol { IsStatic: false } field => field,
            IPropertySymbol { IsStatic: false } property => BodyLowering.AutomaticField(property),
            _ => null,
        };
    }
}
