using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// <c>Dft(x)</c> where every way there leads through another <c>Dft(x)</c>, nothing in between has written x, and of neither result anything but elements are
/// read. And <c>Inverse(Dft(x))</c>, whose result is x but for rounding: <see cref="InverseTransforms"/> proves it.
/// </summary>
public sealed class TransformedTwice() : RecomputationRule(RecomputationRules.TransformedTwice, OperationKind.Invocation)
{
    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        var call = (IInvocationOperation)operation;
        if (call.Type is not IArrayTypeSymbol || call.Arguments.IsEmpty || !CouldBeTransform(call.TargetMethod)) return null;
        return Again(call, context) ?? (Finding?)Back(call, context);
    }

    private static bool CouldBeTransform(IMethodSymbol method) => method is { IsStatic: true, IsGenericMethod: false, IsAsync: false, DeclaringSyntaxReferences.Length: 1 };

    private static TransformedTwiceFinding? Again(IInvocationOperation call, RuleContext context)
    {
        if (!HasEarlierTwin(call) || !call.Arguments.All(argument => IsFixed(argument.Value))) return null;
        var facts = BodyFacts.Of(call);
        if (facts.HasLabels || !IsOnlyRead(call)) return null;
        bool IsHarmless(IOperation other) => WritesNothing(other, context);
        foreach (var first in EarlierTwins(call))
        {
            if (Places.CertainStatement(first) is not { Parent: { } block } statement || !IsInside(call, block)) continue;
            var between = SharedValue.Region(first.Syntax.Span.End, statement, call);
            if (!call.Arguments.All(argument => facts.AreElementsUnchanged(argument.Value, between, IsHarmless)) || !IsOnlyRead(first)) continue;
            var kept = KeptIn(first);
            if (kept is not null && IsWrittenIn(kept, first, between)) continue;
            if (kept is null && !SharedValue.IsFirstIn(statement, first, context)) continue;
            return FreshArrays.AreGivenBy(call.TargetMethod, context.Methods, call.SemanticModel!.Compilation) ? new TransformedTwiceFinding(call, first, kept, statement) : null;
        }

        return null;
    }

    private static InverseFinding? Back(IInvocationOperation call, RuleContext context)
    {
        if (InverseTransforms.Argument(call) is not { } argument || Forward(argument) is not { } forward || InverseTransforms.Argument(forward) is not { } data) return null;
        if (!CouldBeTransform(forward.TargetMethod) || data is not (ILocalReferenceOperation { Local.RefKind: RefKind.None } or IParameterReferenceOperation { Parameter.RefKind: RefKind.None }) || !SymbolEqualityComparer.Default.Equals(data.Type, call.Type)) return null;
        bool IsHarmless(IOperation other) => WritesNothing(other, context);
        var (facts, compilation) = (BodyFacts.Of(call), call.SemanticModel!.Compilation);
        var between = TextSpan.FromBounds(forward.Syntax.SpanStart, call.Syntax.Span.End);
        if (facts.HasLabels || !facts.AreElementsUnchanged(data, between, IsHarmless)) return null;
        if (argument is ILocalReferenceOperation && (!facts.AreElementsUnchanged(argument, TextSpan.FromBounds(forward.Syntax.Span.End, call.Syntax.Span.End), IsHarmless) || IsRepeatedApart(forward, call))) return null;
        if (!FreshArrays.AreGivenBy(forward.TargetMethod, context.Methods, compilation) || !FreshArrays.AreGivenBy(call.TargetMethod, context.Methods, compilation)) return null;
        return InverseTransforms.ScaleOf(forward, call, compilation, context.Cancellation) is { } scale ? new InverseFinding(call, forward, data, argument as ILocalReferenceOperation, scale) : null;
    }

    /// <summary>Calls of methods that only compute, and sums and the like of LINQ: what a lambda does is looked at by itself.</summary>
    private static bool WritesNothing(IOperation other, RuleContext context) => other is IInvocationOperation { TargetMethod: var method } call
        && (Lowering.TypeLowering.IsFramework(method.ContainingType, "System.Linq", "Enumerable") || FreshArrays.WritesNothing(method, context.Methods, call.SemanticModel!.Compilation));

    /// <summary>The call that an argument is, or that the local in its place was declared with.</summary>
    private static IInvocationOperation? Forward(IOperation argument) => argument switch
    {
        IInvocationOperation call => call,
        ILocalReferenceOperation { Local: var local } => Lengths.InitialValue(local, argument) as IInvocationOperation,
        _ => null,
    };

    /// <summary>Whether a loop repeats the second without the first: what it writes at its end comes before its next round.</summary>
    private static bool IsRepeatedApart(IOperation first, IOperation second) =>
        Places.LoopsAround(second).Any(loop => !loop.Syntax.Span.Contains(first.Syntax.Span));

    private static bool IsFixed(IOperation value) => value is ILocalReferenceOperation or IParameterReferenceOperation || value.ConstantValue.HasValue;

    /// <summary>The question to begin with: whether an equal call comes before, in the blocks around.</summary>
    private static bool HasEarlierTwin(IInvocationOperation call)
    {
        for (var inner = (IOperation)call; inner.Parent is { } outer and not (IAnonymousFunctionOperation or ILocalFunctionOperation); inner = outer)
        {
            foreach (var part in outer.ChildOperations)
            {
                if (part == inner) break;
                if (part is not (ILocalFunctionOperation or IAnonymousFunctionOperation) && HasTwin(part, call)) return true;
            }
        }

        return false;
    }

    private static bool HasTwin(IOperation within, IInvocationOperation call)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (within is IInvocationOperation && OperationEquality.Same(within, call)) return true;
        foreach (var part in within.ChildOperations)
            if (HasTwin(part, call)) return true;
        return false;
    }

    private static IEnumerable<IInvocationOperation> EarlierTwins(IInvocationOperation call)
    {
        var function = (IOperation)call;
        while (function.Parent is { } outer and not (IAnonymousFunctionOperation or ILocalFunctionOperation)) function = outer;
        return SharedValue.OutsideOfFunctions(function).OfType<IInvocationOperation>().Where(other => other.Syntax.Span.End <= call.Syntax.SpanStart && OperationEquality.Same(other, call));
    }

    private static bool IsInside(IOperation operation, IOperation block)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
            if (outer == block) return true;
        return false;
    }

    /// <summary>The local that the result of a call is kept in, or null.</summary>
    private static ILocalSymbol? KeptIn(IInvocationOperation call) => call.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
        ISimpleAssignmentOperation { IsRef: false, Target: ILocalReferenceOperation { Local: var local }, Parent: IExpressionStatementOperation } => local,
        _ => null,
    };

    private static bool IsOnlyRead(IInvocationOperation call)
    {
        var compilation = call.SemanticModel!.Compilation;
        return KeptIn(call) is { } local ? ArrayUses.IsOnlyRead(local, call, compilation) : ArrayUses.IsRead(call, compilation, mayLeave: true);
    }

    /// <summary>Whether a local gets another array between, which an assignment right there is not.</summary>
    private static bool IsWrittenIn(ILocalSymbol local, IOperation first, TextSpan between)
    {
        var body = first;
        while (body.Parent is { } outer) body = outer;
        foreach (var part in body.Descendants())
        {
            if (part is not ILocalReferenceOperation { Local: var written } || !SymbolEqualityComparer.Default.Equals(written, local) || !BodyFacts.IsWritten(part)) continue;
            if (part.Parent != first.Parent && between.OverlapsWith(part.Parent!.Syntax.Span)) return true;
            if (part.Parent is IArgumentOperation) return true;
        }

        return false;
    }
}

/// <summary>A call whose result is there already.</summary>
/// <param name="Place">The second call.</param>
/// <param name="First">The first.</param>
/// <param name="Kept">The variable with the result of the first; null where it has none.</param>
/// <param name="Statement">The statement with the first.</param>
internal sealed record TransformedTwiceFinding(IOperation Place, IOperation First, ILocalSymbol? Kept, IOperation Statement)
    : Finding(Place, Quotation.Of(Place), "was computed before, of the same data");

/// <summary>A transform that undoes another.</summary>
/// <param name="Place">The call of the inverse.</param>
/// <param name="Forward">The call of the transform.</param>
/// <param name="Data">What was transformed.</param>
/// <param name="Between">The variable that holds what it became; null where the calls are one in the other.</param>
/// <param name="Scale">What the data are multiplied with.</param>
internal sealed record InverseFinding(IOperation Place, IInvocationOperation Forward, IOperation Data, ILocalReferenceOperation? Between, InverseScale Scale)
    : Finding(Place, Quotation.Of(Place), $"gives back '{Data.Syntax}'{Factor(Scale)}, but for rounding: nothing happens between '{Forward.TargetMethod.Name}' and its inverse")
{
    private static string Factor(InverseScale scale) => scale switch
    {
        InverseScale.One => "",
        InverseScale.Length => " times its length",
        _ => " divided by its length",
    };
}
