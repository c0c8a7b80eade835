using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// Trigonometry of 2π·kn/N, or π·(2n+1)k/2N, within loops over k and n: of the many angles only N, or 4N, are different. The table's angles are below a
/// turn, so it is nearer to the exact values than the large angles were, whose rounding the sine sees.
/// </summary>
public sealed class PeriodicTwiddle() : RecomputationRule(RecomputationRules.PeriodicTwiddle, OperationKind.Invocation)
{
    /// <summary>A few angles are not worth a table.</summary>
    private const int ShortestTable = 8;

    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        if (Of((IInvocationOperation)operation, context) is not { } finding) return null;
        return finding.Calls[0] == operation ? finding : null;
    }

    /// <summary>Whether the call is reported.</summary>
    internal static bool IsPeriodic(IInvocationOperation call, RuleContext context) => Of(call, context) is not null;

    private static PeriodicFinding? Of(IInvocationOperation call, RuleContext context)
    {
        if (call.TargetMethod.Name is not ("Sin" or "Cos" or "Exp" or "FromPolarCoordinates") || !Places.IsInLoop(call)) return null;
        return PureFunctions.Of(call.TargetMethod) == Traits.Expensive ? InLoops(call, context) : null;
    }

    private static PeriodicFinding? InLoops(IInvocationOperation call, RuleContext context)
    {
        if (AngleOf(call) is not { } angle || AngleForm.Of(angle) is not { } form) return null;
        if (Places.CertainStatement(call) is null) return null;

        var loops = Places.LoopsAround(call).OfType<IForLoopOperation>().Select(CountedLoop.Of).OfType<CountedLoop>().ToImmutableArray();
        var used = loops.Where(loop => form.Indices.Any(index => Mentions(index, loop.Counter))).ToImmutableArray();
        if (used.Length < 2 || !used.All(loop => loop.StartsAtLeastAt(0))) return null;
        if (!form.Indices.All(index => IsNonNegative(index, used)) || !Lengths.IsLength(form.Length)) return null;

        // A loop over the whole length, so that the table is filled with less than it saves.
        if (form.Length.ConstantValue is { HasValue: true, Value: int points } && points < context.Option(RuleIds.PeriodicTwiddle, "minimum_length", ShortestTable)) return null;
        if (!used.Any(loop => Lengths.Same(loop.Limit, form.Length))) return null;
        var outermost = used[used.Length - 1].Loop;
        var facts = BodyFacts.Of(outermost);
        if (facts.HasLabels || !facts.IsUnchanged(form.Length, outermost.Syntax.Span)) return null;
        var traits = new ExpressionTraits(context.Methods, outermost).Of(form.Length);
        if ((traits & (Traits.MayThrow | Traits.Impure)) != 0) return null;
        var calls = SharedValue.OutsideOfFunctions(outermost).Where(place => OperationEquality.Same(place, call)).ToImmutableArray();
        return new(call, angle, form, outermost, calls);
    }

    /// <summary>The one argument that is no constant, looking into <c>Complex.Exp(new Complex(0, angle))</c>.</summary>
    private static IOperation? AngleOf(IInvocationOperation call)
    {
        var arguments = call.Arguments.Where(argument => !argument.Value.ConstantValue.HasValue).ToImmutableArray();
        if (arguments.Length != 1) return null;
        var value = arguments[0].Value;
        if (call.TargetMethod.Name != "Exp") return value;
        return value is IObjectCreationOperation { Arguments: [{ Value.ConstantValue.HasValue: true }, { Value: var imaginary }] } ? imaginary : null;
    }

    private static bool Mentions(IOperation index, ILocalSymbol counter) =>
        index.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, counter));

    /// <summary>Sums and products of counters and constants that are not negative.</summary>
    private static bool IsNonNegative(IOperation index, ImmutableArray<CountedLoop> loops) => index switch
    {
        { ConstantValue: { HasValue: true, Value: int constant } } => constant >= 0,
        ILocalReferenceOperation { Local: var local } => loops.Any(loop => SymbolEqualityComparer.Default.Equals(loop.Counter, local)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Multiply, OperatorMethod: null, IsChecked: false } binary =>
            IsNonNegative(binary.LeftOperand, loops) && IsNonNegative(binary.RightOperand, loops),
        _ => false,
    };
}

/// <summary>A periodic function of a product of counters.</summary>
/// <param name="Place">The call.</param>
/// <param name="Angle">The angle in it.</param>
/// <param name="Form">What the angle is.</param>
/// <param name="Loop">The loop to build the table before.</param>
/// <param name="Calls">All equal calls in the loop.</param>
internal sealed record PeriodicFinding(IOperation Place, IOperation Angle, AngleForm Form, ILoopOperation Loop, ImmutableArray<IOperation> Calls)
    : Finding(Place, Quotation.Of(Place), PeriodOf(Form))
{
    /// <summary>The number of different values, as an expression.</summary>
    public string Period => PeriodOf(Form);

    private static string PeriodOf(AngleForm form)
    {
        var length = form.Length.Syntax.ToString();
        if (form.Length is IBinaryOperation) length = $"({length})";
        return form.PeriodInLengths == 1 ? length : $"{form.PeriodInLengths} * {length}";
    }
}
