using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>
/// Classes whose objects are complex numbers: two real fields and nothing else. What generated code is to know of them is how it reads the fields, and how
/// it makes an object of two numbers.
/// </summary>
/// <param name="compilation">The compilation.</param>
/// <param name="isVisible">Whether code in the annotated method's class may name a member.</param>
internal sealed class NumberClass(Compilation compilation, Func<ISymbol, bool> isVisible)
{
    /// <summary>The two fields, or null where the class has others.</summary>
    public static EquatableArray<NumberField>? PartsOf(INamedTypeSymbol type, TypeLowering types, Func<ISymbol, bool> isVisible)
    {
        if (type is not { IsAbstract: false, BaseType.SpecialType: SpecialType.System_Object }) return null;
        var fields = TypeLowering.InstanceFields(type).ToList();
        if (fields.Count != 2 || !SymbolEqualityComparer.Default.Equals(fields[0].Type, fields[1].Type)) return null;
        if (types[fields[0].Type] is not ScalarType { Kind: (ScalarKind.Double or ScalarKind.Single) and var kind }) return null;
        return fields.Select(field => Part(field, kind, isVisible)).ToEquatableArray();
    }

    private static NumberField Part(IFieldSymbol field, ScalarKind kind, Func<ISymbol, bool> isVisible)
    {
        var accessor = field.AssociatedSymbol is { } property && FieldAccessors.IsOverridable(property) ? null : FieldAccessors.Of(field, isVisible);
        return new(TypeLowering.NameOf(field), accessor is { } known ? Targets.TypeText.Identifier(known.Name) : null, kind, accessor is { IsSettable: true });
    }

    /// <summary>The text that makes an object of its two parts; null where there is none that does nothing else.</summary>
    public string? Construction(INamedTypeSymbol type, EquatableArray<NumberField> parts)
    {
        var name = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        if (TypeLowering.InstanceFields(type).Any(HasEffectiveInitializer)) return null;
        foreach (var constructor in type.InstanceConstructors.Where(c => isVisible(c)).OrderByDescending(c => c.Parameters.Length))
        {
            if (constructor.Parameters.Length == 2 && Order(constructor, parts) is { } order)
                return $"new {name}({{{order.First}}}, {{{order.Second}}})";
            if (constructor.Parameters.IsEmpty && parts.All(p => p.IsSettable) && OnlySetsConstants(constructor))
                return $"new {name} {{{{ {parts[0].Name} = {{0}}, {parts[1].Name} = {{1}} }}}}";
        }

        return null;
    }

    /// <summary>A field that is set by something that may be more than a number.</summary>
    private bool HasEffectiveInitializer(IFieldSymbol field)
    {
        var clause = (field.AssociatedSymbol ?? field).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer,
            PropertyDeclarationSyntax property => property.Initializer,
            _ => null,
        };
        return clause is not null && Operation(clause.Value) is not { ConstantValue.HasValue: true };
    }

    /// <summary>Which parts the two parameters of a constructor go to, where it stores each in one, and does nothing else.</summary>
    private (int First, int Second)? Order(IMethodSymbol constructor, EquatableArray<NumberField> parts)
    {
        if (constructor.Parameters.Any(p => p.RefKind != RefKind.None || p.IsParams)) return null;
        var stores = new List<(string Member, int Parameter)>();
        if (IsPositional(constructor))
        {
            stores.AddRange(constructor.Parameters.Select(p => (p.Name, p.Ordinal)));
        }
        else
        {
            if (Assignments(constructor) is not { } assignments) return null;
            foreach (var (target, value) in assignments)
            {
                if (value is not IParameterReferenceOperation { Parameter: var parameter } || OwnMember(target) is not { } member) return null;
                if (!SymbolEqualityComparer.Default.Equals(parameter.Type, target.Type)) return null;
                stores.Add((member, parameter.Ordinal));
            }
        }

        if (stores.Count != 2 || stores[0].Parameter == stores[1].Parameter) return null;
        var members = new[] { parts[0].Member, parts[1].Member };
        var (first, second) = (Array.IndexOf(members, stores.First(s => s.Parameter == 0).Member), Array.IndexOf(members, stores.First(s => s.Parameter == 1).Member));
        return first >= 0 && second >= 0 && first != second ? (first, second) : null;
    }

    /// <summary>Whether this is the constructor of a record that its parameters declare.</summary>
    private static bool IsPositional(IMethodSymbol constructor) =>
        constructor.ContainingType.IsRecord
        && constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is RecordDeclarationSyntax
        && constructor.Parameters.All(p => constructor.ContainingType.GetMembers(p.Name).OfType<IPropertySymbol>().Any(property =>
            property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ParameterSyntax));

    private bool OnlySetsConstants(IMethodSymbol constructor) =>
        constructor.IsImplicitlyDeclared
        || (Assignments(constructor)?.All(a => OwnMember(a.Target) is not null && a.Value.ConstantValue.HasValue) ?? false);

    /// <summary>The stores that a constructor's body consists of; null where it has something else in it.</summary>
    private List<(IOperation Target, IOperation Value)>? Assignments(IMethodSymbol constructor)
    {
        if (constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not ConstructorDeclarationSyntax { Initializer: null } syntax) return null;
        if (Operation(syntax) is not IConstructorBodyOperation body || (body.BlockBody ?? body.ExpressionBody) is not { } block) return null;
        var assignments = new List<(IOperation, IOperation)>();
        foreach (var statement in block.Operations)
        {
            switch (statement)
            {
                case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation assignment }:
                    assignments.Add((assignment.Target, assignment.Value));
                    break;
                case IExpressionStatementOperation { Operation: IDeconstructionAssignmentOperation { Target: ITupleOperation targets, Value: var value } } when Unconverted(value) is ITupleOperation values && targets.Elements.Length == values.Elements.Length:
                    assignments.AddRange(targets.Elements.Zip(values.Elements, (t, v) => (t, v)));
                    break;
                default:
                    return null;
            }
        }

        return assignments;
    }

    private static IOperation Unconverted(IOperation value) => value is IConversionOperation { OperatorMethod: null } conversion ? conversion.Operand : value;

    /// <summary>The field, or automatic property, of the object itself that is stored into.</summary>
    private static string? OwnMember(IOperation target) => target switch
    {
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: { AssociatedSymbol: null } field } => field.Name,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: { IsIndexer: false, IsVirtual: false, IsOverride: false } property }
            when property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property)) => property.Name,
        _ => null,
    };

    private IOperation? Operation(SyntaxNode node) => compilation.ContainsSyntaxTree(node.SyntaxTree) ? compilation.GetSemanticModel(node.SyntaxTree).GetOperation(node) : null;
}
