using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading.Convolutions;

internal sealed partial class BilinearReader
{
    private const int MostTerms = 24;

    /// <summary>An expression as a statement: an assignment, or a call.</summary>
    private void Perform(Expression expression)
    {
        switch (expression)
        {
            case Increment increment when increment.Target is VariableReference { Type: ScalarType { Kind: ScalarKind.Int32 or ScalarKind.Int64 } } target:
                state = state.With(target.Variable, Apply(BinaryOperator.Add, EvaluateInteger(target), new(Affine.Of(increment.Delta)), target.Type, increment.Span));
                break;
            case IntrinsicCall { Intrinsic: Intrinsic.ArrayClear, Arguments: [var target] } clear:
                if (Evaluate(target) is not ArrayReference cleared) throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read at lengths that are not known", clear.Span);
                written.Add(cleared.Array);
                if (state.Elements.Keys.Any(e => e.Array == cleared.Array)) throw Refuse(RefusalKind.OrderOfIterations, OrderMessage, clear.Span);
                state = state with { Stores = state.Stores.Add(new(cleared.Array, true, null, SumOfTerms.Zero, EquatableArray<int>.Empty, EquatableArray<Affine>.Empty, clear.Span)) };
                break;
            case Assignment assignment:
                Assign(assignment);
                break;
            case CompoundAssignment assignment:
                AssignCompound(assignment);
                break;
            case Call call:
                Invoke(call);
                break;
            default:
                throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read at lengths that are not known", expression.Span);
        }
    }

    private void Assign(Assignment assignment)
    {
        if (assignment.Target is VariableReference variable)
        {
            state = state.With(variable.Variable, Kept(Evaluate(assignment.Value), assignment.Span));
            return;
        }

        var (array, index) = Place(assignment.Target);
        var value = Unmoved(() => EvaluateSum(assignment.Value), assignment.Span);
        if (Single(index) is not { } only) throw Refuse(RefusalKind.UnknownSize, "It is not known which element '{0}' is", assignment.Target.Span);
        state = state with { Elements = state.Elements.SetItem((array, only), value) };
    }

    private void AssignCompound(CompoundAssignment assignment)
    {
        isSingle |= assignment.OperationType is ScalarType { Kind: ScalarKind.Single } || assignment.Type is ScalarType { Kind: ScalarKind.Single };
        if (assignment.Operator >= 0) throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read at lengths that are not known", assignment.Span);
        if (assignment.Target is VariableReference variable)
        {
            state = state.With(variable.Variable, Kept(Apply(assignment.BuiltIn, Evaluate(variable), Evaluate(assignment.Value), assignment.OperationType, assignment.Span), assignment.Span));
            return;
        }

        var (array, index) = Place(assignment.Target);
        var value = Unmoved(() => EvaluateSum(assignment.Value), assignment.Span);
        if (value.Terms.Any(t => t.Carried is not null)) throw Refuse(RefusalKind.NonLinear, OrderMessage, assignment.Span);
        foreach (var (guard, element) in index.Cases)
        {
            var current = state.Element(array, element);
            var next = (SumOfTerms)Apply(assignment.BuiltIn, current, value.Map(t => t.Guarded(guard)), assignment.OperationType, assignment.Span);
            if (index.Cases.Length > 1 && assignment.BuiltIn is not (BinaryOperator.Add or BinaryOperator.Subtract)) throw Refuse(RefusalKind.UnknownSize, "It is not known which element '{0}' is", assignment.Target.Span);
            state = state with { Elements = state.Elements.SetItem((array, element), next) };
        }
    }

    /// <summary>A value that is kept in a variable: what an element holds may change before it is used.</summary>
    private static BilinearValue Kept(BilinearValue value, SourceSpan span) =>
        value is SumOfTerms sum && sum.Terms.Any(t => t.Carried is { Array: >= 0 }) ? throw Refuse(RefusalKind.NonLinear, "'{0}' keeps a result that is not complete", span) : value;

    /// <summary>A value whose computation stores no elements: they would be read before, or after, in an order that is not followed.</summary>
    private T Unmoved<T>(Func<T> evaluate, SourceSpan span)
    {
        var (elements, stores) = (state.Elements, state.Stores);
        var value = evaluate();
        return elements == state.Elements && stores == state.Stores ? value : throw Refuse(RefusalKind.SideEffect, "'{0}' stores elements on the way", span);
    }

    /// <summary>The element that is stored to.</summary>
    private (int Array, IntegerCases Index) Place(Expression target)
    {
        if (target is not ElementAccess { Indices: [var at] } access || Evaluate(access.Array) is not ArrayReference reference)
            throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read at lengths that are not known", target.Span);
        written.Add(reference.Array);
        return (reference.Array, InBounds(EvaluateInteger(at), reference.Array, target.Span));
    }

    private IntegerCases InBounds(IntegerCases index, int array, SourceSpan span)
    {
        foreach (var (guard, function) in index.Cases)
            if (!IsCertain(guard, function) || !IsCertain(guard, arrays[array].Length - 1 - function)) throw Refuse(RefusalKind.IndexOutOfRange, "'{0}' may be out of bounds", span);
        return index;
    }

    private SumOfTerms EvaluateSum(Expression expression) => Evaluate(expression) switch
    {
        SumOfTerms sum => sum,
        IntegerCases integer => ToSum(integer, expression.Span),
        _ => throw Refuse(RefusalKind.Unsupported, "'{0}' is no number", expression.Span),
    };

    private BilinearValue Evaluate(Expression expression)
    {
        CountStep(expression.Span);
        isSingle |= expression.Type is ScalarType { Kind: ScalarKind.Single };
        switch (expression)
        {
            case IntegerLiteral { Type: ScalarType { Kind: ScalarKind.Int32 or ScalarKind.Int64 } } literal:
                return new IntegerCases(Affine.Of(literal.Value));
            case RealLiteral literal:
                return Constant(literal.Value);
            case DefaultValue { Type: ScalarType { Kind: ScalarKind.Int32 or ScalarKind.Int64 } }:
                return new IntegerCases(Affine.Zero);
            case DefaultValue { Type: ComplexType or ScalarType { Kind: ScalarKind.Double or ScalarKind.Single } }:
                return SumOfTerms.Zero;
            case VariableReference variable:
                return state.Variables.TryGetValue(variable.Variable, out var value) ? value : throw Refuse(RefusalKind.UnknownSize, "What '{0}' is, is not known", variable.Span);
            case StaticFieldReference field when program.Fields[field.Field] is { ChangingName: null, Constructor: < 0, Initializer: IntegerLiteral or RealLiteral or Conversion { Operand: IntegerLiteral or RealLiteral } } known:
                return Evaluate(known.Initializer!);
            case LengthOf { Dimension: <= 0 } length when Evaluate(length.Array) is ArrayReference measured:
                return new IntegerCases(arrays[measured.Array].Length);
            case ArrayCreation { Elements: null, Sizes: [var size], Type: ArrayType { Rank: 1, Element: var element } } creation when IsData(element):
                return Create(EvaluateInteger(size), element, creation.Span);
            case ElementAccess { Indices: [var at] } access when Evaluate(access.Array) is ArrayReference array:
                return Element(array.Array, EvaluateInteger(at), access.Span);
            case Conversion conversion:
                return Convert(Evaluate(conversion.Operand), conversion);
            case Unary { Operator: UnaryOperator.Negate } negation:
                return Evaluate(negation.Operand) switch
                {
                    IntegerCases integer => Apply(BinaryOperator.Subtract, new(Affine.Zero), integer, negation.Type, negation.Span),
                    SumOfTerms sum => sum.Map(t => t with { Factor = t.Factor * ConstantFactor.Of(-Rational.One) }),
                    _ => throw Refuse(RefusalKind.Unsupported, "'{0}' is no number", expression.Span),
                };
            case Binary binary:
                return Apply(binary.Operator, Evaluate(binary.Left), Evaluate(binary.Right), binary.Type, binary.Span);
            case Conditional conditional:
                return Choose(conditional);
            case Call call:
                return Invoke(call) ?? throw Refuse(RefusalKind.Unsupported, "'{0}' is no number", expression.Span);
            case IntrinsicCall call:
                return Evaluate(call);
            default:
                throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read at lengths that are not known", expression.Span);
        }
    }

    private BilinearValue Evaluate(IntrinsicCall call)
    {
        switch (call.Intrinsic)
        {
            case Intrinsic.Min or Intrinsic.Max when Evaluate(call.Arguments[0]) is IntegerCases left && Evaluate(call.Arguments[1]) is IntegerCases right:
                return Extreme(left, right, call.Intrinsic == Intrinsic.Max, call.Span);
            case Intrinsic.ComplexZero:
                return SumOfTerms.Zero;
            case Intrinsic.ComplexOne:
                return Constant(Rational.One);
            case Intrinsic.ComplexConjugate:
                return EvaluateSum(call.Arguments[0]).Map(t => t.Carried is null
                    ? t with { Data = t.Data.Select(d => d with { IsConjugate = !d.IsConjugate }).ToEquatableArray() }
                    : throw Refuse(RefusalKind.NonLinear, OrderMessage, call.Span));
            case Intrinsic.FusedMultiplyAdd:
                return Apply(BinaryOperator.Add, Apply(BinaryOperator.Multiply, EvaluateSum(call.Arguments[0]), EvaluateSum(call.Arguments[1]), call.Type, call.Span), EvaluateSum(call.Arguments[2]), call.Type, call.Span);
            default:
                throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read at lengths that are not known", call.Span);
        }
    }

    private static SumOfTerms Constant(Rational number) => number.IsZero ? SumOfTerms.Zero : new(ImmutableArray.Create(BilinearTerm.Of(ConstantFactor.Of(number))));

    private ArrayReference Create(IntegerCases size, ProgramType element, SourceSpan span)
    {
        if (Single(size) is not { } length) throw Refuse(RefusalKind.UnknownSize, "The size of '{0}' is not known from the lengths", span);
        if (length.Terms.Any(t => IsCounter(t.Unknown))) throw Refuse(RefusalKind.UnknownSize, "The size of '{0}' changes from iteration to iteration", span);
        if (!IsCertain(ImmutableArray<Affine>.Empty, length)) throw Refuse(RefusalKind.Throws, "The size of '{0}' may be negative", span);
        arrays.Add(new(-1, element, length));
        return new(arrays.Count - 1);
    }

    private SumOfTerms Element(int array, IntegerCases index, SourceSpan span)
    {
        InBounds(index, array, span);
        if (arrays[array].Parameter < 0 || outputs.Contains(array))
            return Single(index) is { } only ? state.Element(array, only) : throw Refuse(RefusalKind.UnknownSize, "It is not known which element '{0}' is", span);
        read.Add(array);
        return new(index.Cases.Select(c => new BilinearTerm(ConstantFactor.One, ImmutableArray.Create(new DataElement(array, c.Value, false)), null, EquatableArray<int>.Empty, new(c.Guard))).ToImmutableArray());
    }

    private BilinearValue Convert(BilinearValue value, Conversion conversion)
    {
        switch (value, conversion.Type)
        {
            case (ArrayReference, SpanType):
            case (ArrayReference, ArrayType):
                return value;
            case (IntegerCases integer, ScalarType { Kind: ScalarKind.Int32 or ScalarKind.Int64 }):
                var result = Checked(integer, conversion.Type, conversion.Span);
                return result;
            case (IntegerCases integer, ComplexType or ScalarType { Kind: ScalarKind.Double or ScalarKind.Single }):
                return ToSum(integer, conversion.Span);
            case (SumOfTerms, ComplexType):
            case (SumOfTerms, ScalarType { Kind: ScalarKind.Double or ScalarKind.Single }):
                return value;
            default:
                throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read at lengths that are not known", conversion.Span);
        }
    }

    /// <summary>An integer as a number: a constant, or a length or parameter; what changes from element to element is none of the kernels that are looked for.</summary>
    private SumOfTerms ToSum(IntegerCases integer, SourceSpan span)
    {
        if (Single(integer) is not { } function || function.Terms.Any(t => IsCounter(t.Unknown))) throw Refuse(RefusalKind.NotDerivable, "'{0}' is a weight that changes from element to element", span);
        return function.IsConstant
            ? Constant(new Rational(function.Constant, 1))
            : new(ImmutableArray.Create(BilinearTerm.Of(ConstantFactor.One with { Multipliers = ImmutableArray.Create(function) })));
    }

    private BilinearValue Apply(BinaryOperator @operator, BilinearValue left, BilinearValue right, ProgramType type, SourceSpan span)
    {
        if (left is IntegerCases i && right is IntegerCases j && type is ScalarType { Kind: ScalarKind.Int32 or ScalarKind.Int64 }) return Apply(@operator, i, j, type, span);
        if (type is not (ComplexType or ScalarType { Kind: ScalarKind.Double or ScalarKind.Single })) throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read at lengths that are not known", span);
        var x = left is IntegerCases a ? ToSum(a, span) : left as SumOfTerms;
        var y = right is IntegerCases b ? ToSum(b, span) : right as SumOfTerms;
        if (x is null || y is null) throw Refuse(RefusalKind.Unsupported, "'{0}' is no number", span);
        var result = @operator switch
        {
            BinaryOperator.Add => x.Plus(y),
            BinaryOperator.Subtract => x.Plus(y.Map(t => t with { Factor = t.Factor * ConstantFactor.Of(-Rational.One) })),
            BinaryOperator.Multiply => Multiply(x, y, span),
            BinaryOperator.Divide when y.Terms is [{ Data.Count: 0, Carried: null, Counters.Count: 0, Where.Count: 0 } divisor] && divisor.Factor.Inverted() is { } inverse =>
                x.Map(t => t with { Factor = t.Factor * inverse }),
            _ => throw Refuse(RefusalKind.NonLinear, "'{0}' cannot be read as a sum of products", span),
        };
        return result.Terms.Length <= MostTerms ? result : throw Refuse(RefusalKind.Budget, "'{0}' is a sum of too many terms", span);
    }

    private static SumOfTerms Multiply(SumOfTerms x, SumOfTerms y, SourceSpan span)
    {
        var terms = ImmutableArray.CreateBuilder<BilinearTerm>();
        foreach (var a in x.Terms)
        {
            foreach (var b in y.Terms)
            {
                var data = a.Data.Concat(b.Data).ToEquatableArray();
                if (data.Count > 2) throw Refuse(RefusalKind.NonLinear, "'{0}' multiplies more than two data", span);
                if (a.Counters.Count > 0 && b.Counters.Count > 0) throw Refuse(RefusalKind.NonLinear, "'{0}' multiplies sums of data", span);
                if ((a.Carried is not null && (b.Carried is not null || b.Data.Count > 0)) || (b.Carried is not null && a.Data.Count > 0))
                    throw Refuse(RefusalKind.NonLinear, "'{0}' multiplies data by what earlier iterations left", span);
                terms.Add(new(a.Factor * b.Factor, data, a.Carried ?? b.Carried, a.Counters.Concat(b.Counters).ToEquatableArray(), a.Where.Concat(b.Where).ToEquatableArray()));
            }
        }

        return new(terms.ToImmutable());
    }

    private BilinearValue Choose(Conditional conditional)
    {
        var before = state;
        var (yes, no) = Decide(conditional.Condition);
        var values = yes.Select(guard => (guard, Under(guard, () => Evaluate(conditional.Then))))
            .Concat(no.Select(guard => (guard, Under(guard, () => Evaluate(conditional.Else))))).ToList();
        if (state != before) throw Refuse(RefusalKind.SideEffect, "'{0}' assigns something in one case only", conditional.Span);
        if (values.Count == 0) throw Refuse(RefusalKind.Unsupported, "'{0}' is never reached", conditional.Span);
        if (values.Any(v => v.Item2 is SumOfTerms)) values = values.Select(v => (v.guard, v.Item2 is IntegerCases integer ? ToSum(integer, conditional.Span) : v.Item2)).ToList();
        return MergeValues(values) ?? throw Refuse(RefusalKind.Unsupported, "What '{0}' is, is not known", conditional.Span);
    }

    /// <summary>The body of a method in the place of its call.</summary>
    private BilinearValue? Invoke(Call call)
    {
        var method = program.Methods[call.Method];
        if (call.Receiver is not null || method.Receiver >= 0 || method.Parameters.Any(p => p.Mode is PassingMode.Ref or PassingMode.Out) || calls.Count >= DeepestCall || !calls.Add(call.Method))
            throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read at lengths that are not known", call.Span);
        var arguments = call.Arguments.Select(Evaluate).ToList();
        for (var i = 0; i < arguments.Count; i++)
        {
            var parameter = method.Parameters[i];
            var isInteger = parameter.Type is ScalarType { Kind: ScalarKind.Int32 or ScalarKind.Int64 };
            state = state.With(parameter.Variable, Kept(arguments[i] is IntegerCases integer && !isInteger ? ToSum(integer, call.Span) : arguments[i], call.Span));
        }

        var (stores, from) = (state.Stores.Count, state);
        var ends = Run([method.Body], from, ImmutableArray<Affine>.Empty);
        calls.Remove(call.Method);
        if (ends.Count == 0 || ends.Any(o => o.Ending is Ending.Continue or Ending.Throw)) throw Refuse(RefusalKind.Throws, "'{0}' may throw", call.Span);
        state = ends.Count == 1 && ends[0].Guard.IsEmpty ? ends[0].State : Merge(ends, 0, stores, call.Span);
        if (ends.All(o => o.Value is null)) return null;
        if (ends.Any(o => o.Value is null)) throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read at lengths that are not known", call.Span);
        var values = ends.Select(o => (o.Guard, o.Value!)).ToList();
        if (method.ReturnType is ScalarType { Kind: ScalarKind.Double or ScalarKind.Single } or ComplexType) values = values.Select(v => (v.Guard, v.Item2 is IntegerCases integer ? ToSum(integer, call.Span) : v.Item2)).ToList();
        return MergeValues(values) ?? throw Refuse(RefusalKind.Unsupported, "What '{0}' is, is not known", call.Span);
    }
}
