using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Reading;
using Twiddle.Generator.Analyzers.Values;
using Twiddle.Generator.Lowering;
using Twiddle.Generator.Targets;
using Twiddle.Generator.Usage;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>The methods that are worth reading as if they had the attribute: with a nest of loops, and arrays of numbers to work on.</summary>
internal static class TransformCandidate
{
    private static readonly ConditionalWeakTable<Compilation, object> Attributes = new();
    private static readonly ConditionalWeakTable<IOperation, Candidate> Known = new();

    /// <summary>The method whose body an operation is, or null.</summary>
    public static IMethodSymbol? Of(IOperation operation, CancellationToken cancellation)
    {
        // No more than this for methods without loops.
        if (!HasNest(operation) || operation.SemanticModel is not { Compilation: var compilation } model) return null;
        if (!NumberUse.HasFieldElements(operation)) return null;
        if (model.GetDeclaredSymbol(operation.Syntax, cancellation) is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsPartialDefinition: false } method) return null;
        return method.Parameters.Any(parameter => IsData(parameter.Type)) && HasAttribute(compilation) && !IsSpecified(method) ? method : null;
    }

    /// <summary>Whether the attribute is there to be used: all references are looked through once.</summary>
    public static bool HasAttribute(Compilation compilation) =>
        (bool)Attributes.GetValue(compilation, static key => !key.GetTypesByMetadataName(TransformUsage.AttributeName).IsEmpty);

    /// <summary>What a method does that could have the attribute, for all rules that ask; null where it could not, or has errors.</summary>
    public static Program? Lower(IMethodBodyOperation body, IMethodSymbol method, CancellationToken cancellation)
    {
        if (Known.TryGetValue(body, out var known)) return known.Program;
        var program = CanHaveAttribute(method, cancellation) ? Complete(MethodLowering.Lower(method, body.SemanticModel!.Compilation, cancellation)) : null;
        return Known.GetValue(body, _ => new(program)).Program;
    }

    private static bool CanHaveAttribute(IMethodSymbol method, CancellationToken cancellation) =>
        MethodForms.WhyNot(method, cancellation) is null && !MethodForms.IsGeneric(method) && NameRules.Check(method, GeneratedName.For(method.Name)) is null;

    private static Program? Complete(LoweredMethod lowered) => lowered.HasErrors || lowered.Program.Methods.Count == 0 ? null : lowered.Program;

    /// <summary>Whether a loop is in a loop, where lambdas count as loops: LINQ and <c>Parallel.For</c> run them again and again. This allocates nothing.</summary>
    public static bool HasNest(IOperation code, bool isInLoop = false)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var isLoop = code is ILoopOperation or IAnonymousFunctionOperation;
        if (isLoop && isInLoop) return true;
        foreach (var part in code.ChildOperations)
            if (HasNest(part, isInLoop || isLoop)) return true;
        return false;
    }

    /// <summary>Arrays of numbers, in rows or as they are, spans, lists and sequences.</summary>
    private static bool IsData(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: IArrayTypeSymbol { Rank: 1, ElementType.IsValueType: true } } => true,
        IArrayTypeSymbol { Rank: 1 or 2, ElementType.IsValueType: true } => true,
        INamedTypeSymbol { TypeArguments: [{ IsValueType: true }] } => TypeLowering.IsSpan(type) || TypeLowering.IsList(type) || type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T,
        _ => false,
    };

    /// <summary>Whether the method has the attribute, or another method names it as its specification.</summary>
    public static bool IsSpecified(IMethodSymbol method) =>
        Places.IsSpecification(method)
        || method.ContainingType.GetMembers().Any(member =>
            TransformUsage.AttributeOf(member) is { } attribute && AttributeArguments.Read(attribute)?.Of == method.Name);

    private sealed record Candidate(Program? Program);
}

/// <summary>A method to put the attribute on.</summary>
/// <param name="Place">Its body, or a nest of loops in it.</param>
/// <param name="Method">The method.</param>
/// <param name="Sizes">The length or shape that the attribute needs, or null.</param>
/// <param name="Arguments">What to put into the message.</param>
internal abstract record TransformFinding(IOperation Place, IMethodSymbol Method, InputSizes? Sizes, params object[] Arguments) : Finding(Place, Arguments)
{
    /// <summary>The nest of loops that is to become a method first; null where the whole method is meant.</summary>
    public LoopNest? Nest { get; init; }

    /// <summary>The name of the method, rather than its loops.</summary>
    public override Location Location => Method.Locations[0];
}
