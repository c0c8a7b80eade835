using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// <c>phase += step</c> for a sine or cosine, or <c>w *= w1</c> for a complex rotation, round after round: each adds a rounding error of at most half a
/// unit to those before. They grow like the square root of the number of rounds when they are random, and like the number itself at worst.
/// </summary>
public sealed class DriftingRecurrence() : RecomputationRule(RecomputationRules.DriftingRecurrence, OperationKind.CompoundAssignment)
{
    /// <summary>What the message is about where the number of rounds is not known.</summary>
    private const double ManyRounds = 1e6;

    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        if (operation is not ICompoundAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } update) return null;
        if (update.Parent is not IExpressionStatementOperation statement || !Places.IsInLoop(update)) return null;
        if (Places.LoopsAround(update).FirstOrDefault() is not { } loop || !Places.IsCertainIn(update, loop)) return null;
        if (!IsRotation(update) && !IsPhase(update, local, loop)) return null;
        var facts = BodyFacts.Of(loop);
        if (facts.HasLabels || !facts.IsUnchanged(update.Value, loop.Syntax.Span) || !IsOnlyWrite(update, local, loop)) return null;

        var counted = loop is IForLoopOperation counter ? CountedLoop.Of(counter) : null;
        var known = counted?.Limit.ConstantValue is { HasValue: true, Value: int limit } ? limit : (double?)null;
        if (known < context.Option(RuleIds.DriftingRecurrence, "minimum_rounds", 256)) return null;

        var rounds = known ?? ManyRounds;
        var unit = local.Type.SpecialType == SpecialType.System_Single ? Math.Pow(2, -24) : Math.Pow(2, -53);
        return new DriftFinding(update, statement, local, counted, Number(rounds), Number(unit * Math.Sqrt(rounds)), Number(unit * rounds));
    }

    private static string Number(double value) => value.ToString(value >= 1 ? "N0" : "0.0e-0", CultureInfo.InvariantCulture);

    /// <summary>A complex number multiplied by another; other products, as of an envelope, are meant to be.</summary>
    private static bool IsRotation(ICompoundAssignmentOperation update) =>
        update.OperatorKind == BinaryOperatorKind.Multiply && TypeLowering.IsComplex(update.Target.Type)
        && Unconverted(update.Value) is ILocalReferenceOperation { Local: var factor } && TypeLowering.IsComplex(factor.Type)
        && Lengths.InitialValue(factor, update) is IInvocationOperation { TargetMethod.Name: "FromPolarCoordinates" or "Exp" };

    /// <summary>A sum that goes into a sine or cosine of the same loop. Steps that are exact do not drift.</summary>
    private static bool IsPhase(ICompoundAssignmentOperation update, ILocalSymbol local, ILoopOperation loop)
    {
        if (update.OperatorKind is not (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract) || !PureFunctions.IsFloating(local.Type)) return false;
        if (update.Value.ConstantValue is { HasValue: true, Value: { } step } && IsExact(Convert.ToDouble(step, CultureInfo.InvariantCulture))) return false;
        return SharedValue.OutsideOfFunctions(loop.Body).Any(part =>
            part is IInvocationOperation { TargetMethod.Name: "Sin" or "Cos" or "SinCos" } call && PureFunctions.IsMathematics(call.TargetMethod.ContainingType)
            && call.Arguments[0].Value.DescendantsAndSelf().Any(leaf => leaf is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local)));
    }

    /// <summary>A multiple of 2⁻¹⁶, of which many can be added without rounding.</summary>
    private static bool IsExact(double step) => step * 65536 == Math.Floor(step * 65536) && Math.Abs(step) < 65536;

    /// <summary>Declared outside of the loop, and written by nothing else in it: neither wrapped nor seeded again.</summary>
    private static bool IsOnlyWrite(IOperation update, ILocalSymbol local, ILoopOperation loop)
    {
        foreach (var part in loop.Descendants())
        {
            if (part is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local)) return false;
            if (part is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local)
                && BodyFacts.IsWritten(reference) && reference.Parent != update) return false;
        }

        return true;
    }

    private static IOperation Unconverted(IOperation value) => value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : value;
}

/// <summary>A recurrence that drifts.</summary>
/// <param name="Place">The assignment.</param>
/// <param name="Statement">Its statement.</param>
/// <param name="Variable">What drifts.</param>
/// <param name="Loop">The loop, where it is a counted one.</param>
/// <param name="Rounds">The number of rounds that the errors are for.</param>
/// <param name="Expected">The error to be expected, relative to the value.</param>
/// <param name="Worst">The largest error.</param>
internal sealed record DriftFinding(IOperation Place, IOperation Statement, ILocalSymbol Variable, CountedLoop? Loop, string Rounds, string Expected, string Worst)
    : Finding(Place, Variable.Name, Rounds, Expected, Worst);
