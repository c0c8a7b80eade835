using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Twiddle.Generator.Analyzers.Values;

/// <summary>
/// Proves methods of the project pure from their bodies: they compute with parameters and locals alone, loop over counters that arrive, call only
/// what is pure, and give back a value (never a reference, which could be told apart from another).
/// </summary>
internal sealed class PureMethods(Compilation compilation)
{
    private const Traits Unknown = Traits.Impure | Traits.MayThrow;

    private static readonly ConditionalWeakTable<Compilation, PureMethods> Known = new();

    private readonly ConcurrentDictionary<IMethodSymbol, Traits> known = new(SymbolEqualityComparer.Default);

    /// <summary>Methods that this thread looks at: what they call in a circle counts as unknown.</summary>
    [ThreadStatic]
    private static HashSet<IMethodSymbol>? open;

    /// <summary>What is known of the methods of a compilation, to all rules together: each body is read once.</summary>
    public static PureMethods In(Compilation compilation) => Known.GetValue(compilation, static key => new PureMethods(key));

    /// <summary>The traits of calling a method, beside those of its arguments.</summary>
    public Traits Of(IMethodSymbol method)
    {
        if (!CouldBePure(method)) return Unknown;
        if (known.TryGetValue(method, out var traits)) return traits;

        // Another thread that asks meanwhile reads the body again, rather than take for the answer that there is none yet.
        open ??= new(SymbolEqualityComparer.Default);
        if (!open.Add(method)) return Unknown;
        try
        {
            return known.GetOrAdd(method, Prove(method));
        }
        finally
        {
            open.Remove(method);
        }
    }

    /// <summary>Whether the signature leaves it open: the body is read only if somebody has use for the answer.</summary>
    public static bool CouldBePure(IMethodSymbol method)
    {
        if (method.IsGenericMethod || method.ReturnsVoid || method.ReturnsByRef || method.IsImplicitlyDeclared || !IsPlainValue(method.ReturnType)) return false;
        if (method.IsVirtual || method.IsAbstract || method.IsOverride || method.IsAsync || method.IsExtern) return false;
        foreach (var parameter in method.Parameters)
            if (parameter.RefKind is not (RefKind.None or RefKind.In) || !IsPlainValue(parameter.Type)) return false;
        return method.DeclaringSyntaxReferences.Length == 1;
    }

    private Traits Prove(IMethodSymbol method)
    {
        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax();
        if (declaration is LocalFunctionStatementSyntax) return Unknown;
        if (!compilation.ContainsSyntaxTree(declaration.SyntaxTree)) return Unknown;
        var body = compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(declaration);
        if (body is not IMethodBodyBaseOperation code || (code.BlockBody ?? code.ExpressionBody) is not { } block) return Unknown;
        var traits = Statement(block, new ExpressionTraits(this, block));

        // What depends on more than the arguments would have to be followed through every assignment of it.
        return (traits & (Traits.ReadsFields | Traits.ReadsElements)) != 0 ? Unknown : traits;
    }

    /// <summary>A number, or a struct of numbers without references inside.</summary>
    private static bool IsPlainValue(ITypeSymbol type) => type.IsUnmanagedType && type.TypeKind is TypeKind.Struct or TypeKind.Enum;

    private Traits Statement(IOperation? statement, ExpressionTraits expressions)
    {
        switch (statement)
        {
            case null or IEmptyOperation:
                return Traits.None;
            case IBlockOperation block:
                return block.Operations.Aggregate(Traits.None, (all, part) => all | Statement(part, expressions));
            case IReturnOperation { Kind: OperationKind.Return } result:
                return expressions.Of(result.ReturnedValue);
            case IConditionalOperation choice:
                return expressions.Of(choice.Condition) | Statement(choice.WhenTrue, expressions) | Statement(choice.WhenFalse, expressions);
            case IVariableDeclarationGroupOperation group:
                return group.Declarations
                    .SelectMany(declaration => declaration.Declarators.Select(declarator => (declarator.Initializer ?? declaration.Initializer)?.Value))
                    .Aggregate(Traits.None, (all, value) => all | expressions.Of(value));
            case IExpressionStatementOperation { Operation: var operation }:
                return Assignment(operation, expressions);
            case IForLoopOperation loop when CountedLoop.Of(loop) is { } counted:
                return expressions.Of(counted.Start) | expressions.Of(counted.Limit) | Statement(loop.Body, expressions) | Traits.Expensive;
            default:
                return Unknown;
        }
    }

    private static Traits Assignment(IOperation operation, ExpressionTraits expressions) => operation switch
    {
        ISimpleAssignmentOperation { IsRef: false, Target: ILocalReferenceOperation or IParameterReferenceOperation } simple => expressions.Of(simple.Value),
        ICompoundAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation, IsChecked: false, OperatorMethod: null } compound
            when PureFunctions.IsFloating(compound.Type)
                || compound.OperatorKind is not (BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder) => expressions.Of(compound.Value),
        IIncrementOrDecrementOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation, IsChecked: false } => Traits.None,
        _ => Unknown,
    };
}
