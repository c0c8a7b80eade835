using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading.Convolutions;

internal sealed partial class BilinearReader
{
    private IntegerCases EvaluateInteger(Expression expression) =>
        Evaluate(expression) as IntegerCases ?? throw Refuse(RefusalKind.UnknownSize, "'{0}' is no integer that is known from the lengths", expression.Span);

    private IntegerCases Apply(BinaryOperator @operator, IntegerCases left, IntegerCases right, ProgramType type, SourceSpan span)
    {
        switch (@operator)
        {
            case BinaryOperator.Add:
                return Combine(left, right, (a, b) => a + b, type, span) is var sum && Single(right) is { } added ? Shifted(sum, left, added) : Single(left) is { } first ? Shifted(sum, right, first) : sum;
            case BinaryOperator.Subtract:
                var difference = Combine(left, right, (a, b) => a - b, type, span);
                return Single(right) is { } taken ? Shifted(difference, left, taken.Times(-1)) : difference;
            case BinaryOperator.Multiply:
                return Combine(left, right, (a, b) => a.IsConstant ? b.Times(a.Constant) : b.IsConstant ? a.Times(b.Constant)
                    : throw Refuse(RefusalKind.UnknownSize, "'{0}' multiplies integers that are not known", span), type, span);
            case BinaryOperator.Divide:
                return Divide(left, right, span);
            case BinaryOperator.ShiftRight when Single(right) is { IsConstant: true } places && places.Constant >= 0 && places.Constant < 20:
                return Divide(left, new(Affine.Of(BigInteger.One << (int)places.Constant)), span);
            case BinaryOperator.Remainder:
                return Remainder(left, right, span);
            default:
                throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read at lengths that are not known", span);
        }
    }

    private static IntegerCases Shifted(IntegerCases result, IntegerCases operand, Affine by) => new(result.Cases)
    {
        LargestOf = operand.LargestOf.Select(f => f + by).ToImmutableArray(),
        SmallestOf = operand.SmallestOf.Select(f => f + by).ToImmutableArray(),
    };

    /// <summary>The function that an integer is in all cases; null where it differs.</summary>
    private static Affine? Single(IntegerCases value) => value.Cases is [{ Guard.IsEmpty: true } only] ? only.Value : null;

    private IntegerCases Combine(IntegerCases left, IntegerCases right, Func<Affine, Affine, Affine> function, ProgramType type, SourceSpan span)
    {
        var cases =
            from a in left.Cases
            from b in right.Cases
            let guard = a.Guard.AddRange(b.Guard)
            where IsPossible(guard)
            select (guard, function(a.Value, b.Value));
        return Checked(new(Few(cases, span)), type, span);
    }

    private static ImmutableArray<T> Few<T>(IEnumerable<T> cases, SourceSpan span)
    {
        var few = cases.Take(MostCases + 1).ToImmutableArray();
        return few.Length <= MostCases ? few : throw Refuse(RefusalKind.Budget, "'{0}' is computed in too many cases", span);
    }

    /// <summary>An integer that is certain not to overflow.</summary>
    private IntegerCases Checked(IntegerCases value, ProgramType type, SourceSpan span)
    {
        if (type is not ScalarType { Kind: ScalarKind.Int32 or ScalarKind.Int64 }) throw Refuse(RefusalKind.Unsupported, "'{0}' is of a type that cannot be read at lengths that are not known", span);
        if (isUnchecked) return value;
        foreach (var (guard, function) in value.Cases)
        {
            var (low, high) = type == ProgramType.Int32 ? (int.MinValue, int.MaxValue) : (long.MinValue, long.MaxValue);
            if (!IsCertain(guard, Affine.Of(high) - function) || !IsCertain(guard, function - Affine.Of(low))) throw Refuse(RefusalKind.Overflow, "'{0}' may overflow", span);
        }

        return value;
    }

    /// <summary>A quotient of something that depends on lengths and parameters alone is a further unknown.</summary>
    private IntegerCases Divide(IntegerCases left, IntegerCases right, SourceSpan span)
    {
        if (Single(left) is not { } dividend || Single(right) is not { IsConstant: true } divisor || divisor.Constant.Sign <= 0 || divisor.Constant > 1 << 20)
            throw Refuse(RefusalKind.UnknownSize, "'{0}' divides integers that are not known", span);
        if (dividend.IsConstant) return new(Affine.Of(BigInteger.Divide(dividend.Constant, divisor.Constant)));
        // Rounding towards zero is rounding down where nothing is negative.
        if (dividend.Terms.Any(t => IsCounter(t.Unknown)) || !IsCertain(ImmutableArray<Affine>.Empty, dividend)) throw Refuse(RefusalKind.UnknownSize, "'{0}' divides integers that are not known", span);
        for (var known = 0; known < unknowns.Count; known++)
            if (unknowns[known].Divisor == divisor.Constant && dividend.Equals(unknowns[known].DividendOfQuotient)) return new(Affine.OfUnknown(known));
        var quotient = NewUnknown(new(-1, false, dividend, (int)divisor.Constant));
        facts.Add(dividend - quotient.Times(divisor.Constant));
        facts.Add(quotient.Times(divisor.Constant) + ((int)divisor.Constant - 1) - dividend);
        return new(quotient);
    }

    private bool IsCounter(int unknown) => unknowns[unknown] is { Parameter: < 0, DividendOfQuotient: null };

    /// <summary>A remainder of something between −2m and 2m, by m.</summary>
    private IntegerCases Remainder(IntegerCases left, IntegerCases right, SourceSpan span)
    {
        if (Single(right) is not { } modulus || !IsCertain(ImmutableArray<Affine>.Empty, modulus - 1)) throw Refuse(RefusalKind.UnknownSize, "'{0}' divides by an integer that is not known", span);
        var cases = new List<(ImmutableArray<Affine> Guard, Affine Value)>();
        foreach (var (guard, value) in left.Cases)
        {
            // As C# has it, the remainder has the sign of the dividend.
            cases.Add((guard.Add(modulus - 1 - value).Add(value + (modulus - 1)), value));
            cases.Add((guard.Add(value - modulus), value - modulus));
            cases.Add((guard.Add((value + modulus).Times(-1)), value + modulus));
        }

        foreach (var (guard, value) in left.Cases)
            if (!IsCertain(guard, modulus.Times(2) - 1 - value) || !IsCertain(guard, value + modulus.Times(2) - 1)) throw Refuse(RefusalKind.UnknownSize, "It is not known how often the divisor is in '{0}'", span);
        var possible = cases.Where(c => IsPossible(c.Guard)).ToList();
        return new(possible.Count == 1 && left.Cases.Length == 1 ? ImmutableArray.Create((left.Cases[0].Guard, possible[0].Value)) : Few(possible, span));
    }

    private IntegerCases Extreme(IntegerCases left, IntegerCases right, bool isLargest, SourceSpan span)
    {
        var cases =
            from a in left.Cases
            from b in right.Cases
            from isLeft in new[] { true, false }
            let ahead = isLargest ? a.Value - b.Value : b.Value - a.Value
            let guard = a.Guard.AddRange(b.Guard).Add(isLeft ? ahead : Inequalities.Negated(ahead))
            where IsPossible(guard)
            select (guard, isLeft ? a.Value : b.Value);
        var functions = Functions(left, isLargest).AddRange(Functions(right, isLargest));
        var isKnown = Functions(left, isLargest).Length > 0 && Functions(right, isLargest).Length > 0;
        return new(Few(cases, span))
        {
            LargestOf = isLargest && isKnown ? functions : ImmutableArray<Affine>.Empty,
            SmallestOf = !isLargest && isKnown ? functions : ImmutableArray<Affine>.Empty,
        };
    }

    /// <summary>The functions of which an integer is the largest (or smallest), itself where it is only one; empty where it is neither.</summary>
    private static ImmutableArray<Affine> Functions(IntegerCases value, bool isLargest) =>
        Single(value) is { } only ? ImmutableArray.Create(only) : isLargest ? value.LargestOf : value.SmallestOf;

    /// <summary>When a condition holds, and when not: each in one of several cases, of all of which exactly one holds.</summary>
    private (ImmutableArray<ImmutableArray<Affine>> True, ImmutableArray<ImmutableArray<Affine>> False) Decide(Expression condition)
    {
        CountStep(condition.Span);
        switch (condition)
        {
            case BooleanLiteral literal:
                return literal.Value ? (Always, Never) : (Never, Always);
            case Unary { Operator: UnaryOperator.Not } not:
                var (yes, no) = Decide(not.Operand);
                return (no, yes);
            case ShortCircuit both:
                return DecideBoth(both.Left, both.Right, both.IsOr, condition.Span);
            case Binary { Operator: BinaryOperator.And or BinaryOperator.Or, Type: ScalarType { Kind: ScalarKind.Boolean } } both:
                // Both sides are evaluated: the right one may not need what the left one says.
                Decide(both.Right);
                return DecideBoth(both.Left, both.Right, both.Operator == BinaryOperator.Or, condition.Span);
            case Binary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } comparison:
                return Compare(comparison);
            default:
                throw Refuse(RefusalKind.DataDependent, "Whether '{0}' holds is not known from the lengths", condition.Span);
        }
    }

    private static ImmutableArray<ImmutableArray<Affine>> Always { get; } = ImmutableArray.Create(ImmutableArray<Affine>.Empty);

    private static ImmutableArray<ImmutableArray<Affine>> Never { get; } = ImmutableArray<ImmutableArray<Affine>>.Empty;

    private (ImmutableArray<ImmutableArray<Affine>> True, ImmutableArray<ImmutableArray<Affine>> False) DecideBoth(Expression left, Expression right, bool isOr, SourceSpan span)
    {
        var (yes, no) = Decide(left);
        var (decided, open) = isOr ? (yes, no) : (no, yes);
        var (trues, falses) = (new List<ImmutableArray<Affine>>(), new List<ImmutableArray<Affine>>());
        (isOr ? trues : falses).AddRange(decided);
        foreach (var guard in open)
        {
            var (then, otherwise) = Under(guard, () => Decide(right));
            trues.AddRange(then.Select(guard.AddRange));
            falses.AddRange(otherwise.Select(guard.AddRange));
        }

        return (Few(trues, span), Few(falses, span));
    }

    private (ImmutableArray<ImmutableArray<Affine>> True, ImmutableArray<ImmutableArray<Affine>> False) Compare(Binary comparison)
    {
        if (IsNull(comparison.Left) || IsNull(comparison.Right))
        {
            // Null is left to the definition.
            var other = Evaluate(IsNull(comparison.Left) ? comparison.Right : comparison.Left);
            if (other is not ArrayReference || comparison.Operator > BinaryOperator.NotEqual) throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read at lengths that are not known", comparison.Span);
            return comparison.Operator == BinaryOperator.NotEqual ? (Always, Never) : (Never, Always);
        }

        if (Evaluate(comparison.Left) is not IntegerCases left || Evaluate(comparison.Right) is not IntegerCases right)
            throw Refuse(RefusalKind.DataDependent, "Whether '{0}' holds is not known from the lengths", comparison.Span);
        var (trues, falses) = (new List<ImmutableArray<Affine>>(), new List<ImmutableArray<Affine>>());
        foreach (var a in left.Cases)
        {
            foreach (var b in right.Cases)
            {
                var guard = a.Guard.AddRange(b.Guard);
                foreach (var sign in new[] { -1, 0, 1 })
                {
                    var difference = a.Value - b.Value;
                    var isTrue = Holds(comparison.Operator, sign);
                    // Less and equal, or equal and greater, are one case where they mean the same.
                    if (sign == 0 && comparison.Operator is not (BinaryOperator.Equal or BinaryOperator.NotEqual)) continue;
                    var zero = Holds(comparison.Operator, 0) == isTrue && comparison.Operator is not (BinaryOperator.Equal or BinaryOperator.NotEqual) ? 0 : 1;
                    var @case = sign == 0 ? guard.Add(difference).Add(difference.Times(-1)) : guard.Add((sign < 0 ? difference.Times(-1) : difference) - zero);
                    if (IsPossible(@case)) (isTrue ? trues : falses).Add(@case);
                }
            }
        }

        return (Few(trues, comparison.Span), Few(falses, comparison.Span));
    }

    private static bool IsNull(Expression expression) => expression is DefaultValue { Type: ArrayType or OpaqueType } || (expression is Conversion { Operand: var operand } && IsNull(operand));

    private static bool Holds(BinaryOperator @operator, int sign) => @operator switch
    {
        BinaryOperator.Equal => sign == 0,
        BinaryOperator.NotEqual => sign != 0,
        BinaryOperator.Less => sign < 0,
        BinaryOperator.LessOrEqual => sign <= 0,
        BinaryOperator.Greater => sign > 0,
        _ => sign >= 0,
    };
}
