using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// Where exact arithmetic and the rounding one of the running method could part: at comparisons, casts and roundings of a number that exactly hits the
/// boundary, but was computed from rounded ones. <c>for (t = 0; t &lt; 1; t += 0.1)</c> runs eleven times, not ten. Such code is refused.
/// </summary>
internal sealed partial class Interpreter
{
    private static bool IsRounded(Value value) => value is FormValue { IsRounded: true };

    /// <summary>A result is as uncertain in its last digits as what it was made of.</summary>
    private static Value WithRoundingOf(Value left, Value right, Value result) =>
        result is FormValue { Form.IsFreeOfData: true } form && (IsRounded(left) || IsRounded(right)) ? form.Rounded() : result;

    private static Value WithRoundingOf(Intrinsic intrinsic, List<Value> arguments, Value result)
    {
        // What was rounded to an integer, away from any jump, is that integer.
        if (intrinsic is Intrinsic.Floor or Intrinsic.Ceiling or Intrinsic.Truncate or Intrinsic.Round or Intrinsic.Sign || !arguments.Any(IsRounded)) return result;
        return result switch
        {
            FormValue { Form.IsFreeOfData: true } form => form.Rounded(),
            TupleValue tuple => new TupleValue(tuple.Elements.Select(e => e is FormValue { Form.IsFreeOfData: true } form ? form.Rounded() : e).ToImmutableArray()),
            _ => result,
        };
    }

    private static ReadingStopped AtBoundary(SourceSpan span) => Refuse(
        RefusalKind.OffGrid,
        "'{0}' asks on which side of a boundary a number is that exactly hits it, but was computed from rounded ones: the method may answer either way when it runs",
        span);

    /// <summary>Refuses to round a number that is uncertain where rounding jumps.</summary>
    private static void CheckJump(Intrinsic intrinsic, Value argument, Rational value, SourceSpan span)
    {
        var isAtJump = intrinsic switch
        {
            Intrinsic.Floor or Intrinsic.Ceiling or Intrinsic.Truncate => value.IsInteger,
            Intrinsic.Round => (value + value).IsInteger && !value.IsInteger,
            Intrinsic.Sign => value.IsZero,
            _ => false,
        };
        if (isAtJump && IsRounded(argument)) throw AtBoundary(span);
    }
}
