using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

internal sealed partial class Interpreter
{
    private Value Evaluate(Expression expression)
    {
        CountStep(expression.Span);
        return expression switch
        {
            VariableReference e => Known(Read(Locate(e), e.Span), e.Span),
            IntegerLiteral or RealLiteral or PiLiteral => Literal(expression),
            Binary e => Apply(e.Operator, Evaluate(e.Left), Evaluate(e.Right), e.Type, e.Left.Type, e.Span),
            Conversion e => EvaluateConversion(e),
            ElementAccess e => Known(Read(Locate(e), e.Span), e.Span),
            IntrinsicCall e => CallIntrinsic(e),
            CompoundAssignment e => AssignCompound(e),
            Increment e => ApplyIncrement(e),
            BooleanLiteral e => new BooleanValue(e.Value),
            DefaultValue e => Default(e.Type),
            StaticFieldReference e => Known(StaticField(e), e.Span),
            FieldAccess e => Known(Field(Evaluate(e.Instance), e.Field, e.Span), e.Span),
            MemberAccess e => Known(Read(Locate(e), e.Span), e.Span),
            TupleElement e => Known(Field(Evaluate(e.Tuple), e.Index, e.Span), e.Span),
            TupleCreation e => new TupleValue(e.Elements.Select(x => Copy(Evaluate(x))).ToImmutableArray()),
            Unary e => Apply(e, Evaluate(e.Operand)),
            ShortCircuit e => new BooleanValue(e.IsOr ? IsTrue(e.Left) || IsTrue(e.Right) : IsTrue(e.Left) && IsTrue(e.Right)),
            Conditional e => Evaluate(IsTrue(e.Condition) ? e.Then : e.Else),
            ArrayCreation e => CreateArray(e),
            LengthOf e => Length(e),
            Call e => Call(e.Method, e.Receiver, e.Arguments, e.Span),
            StructCreation e => CreateStruct(e),
            ObjectCreation e => CreateObject(e),
            DelegateCreation e => CreateDelegate(e),
            DelegateCall e => Invoke(Evaluate(e.Delegate), e.Arguments.Select(Evaluate).ToList(), e.Span),
            Assignment e => Assign(LocateTarget(e.Target), Copy(Evaluate(e.Value)), e.Span),
            Deconstruction e => Deconstruct(e),
            UnsupportedExpression e => throw Refuse(KindOf(e.Kind), e.Reason, e.Span),
            _ => throw new InvalidOperationException(expression.GetType().Name),
        };
    }

    /// <summary>The value of a literal, made once.</summary>
    private Value Literal(Expression literal)
    {
        if (literals.TryGetValue(literal, out var value)) return value;
        value = literal switch
        {
            IntegerLiteral e => OfType(e.Type, e.Value, e.Span),
            RealLiteral e => new FormValue(Form.Constant(Cyclotomic.FromRational(e.Value))),
            PiLiteral e => new FormValue(Form.Of(Factor.Pi, Cyclotomic.FromRational(e.Factor))),
            _ => throw new InvalidOperationException(literal.GetType().Name),
        };
        literals.Add(literal, value);
        return value;
    }

    /// <summary>A place that is stored into: a value that is nowhere would lose it.</summary>
    private Location LocateTarget(Expression target)
    {
        if (target is UnsupportedExpression unsupported) throw Refuse(KindOf(unsupported.Kind), unsupported.Reason, unsupported.Span);
        var place = target;
        while (place is FieldAccess or TupleElement) place = place is FieldAccess field ? field.Instance : ((TupleElement)place).Tuple;
        if (place is Programs.Call or IntrinsicCall or DelegateCall or Conditional) throw Refuse(RefusalKind.Unsupported, "'{0}' is no place that can be stored into", target.Span);
        var location = Locate(target);
        NoteWrite(location, target.Span);
        return location;
    }

    private Location Locate(Expression expression)
    {
        switch (expression)
        {
            case VariableReference variable:
                return frame.Find(variable.Variable) ?? throw Refuse(RefusalKind.UnknownSize, "'{0}' has no value that is known at compile time", variable.Span);
            case FieldAccess field:
                return new FieldLocation(Locate(field.Instance), field.Field);
            case MemberAccess member:
                return Member(member);
            case StaticFieldReference { Field: var field } when program.Fields[field].Constructor >= 0:
                return ConstructedField(field, expression.Span);
            case StaticFieldReference { Field: var field } when program.Fields[field].ChangingName is { } name:
                return ChangingField(field, name, expression.Span);
            case TupleElement element:
                return new FieldLocation(Locate(element.Tuple), element.Index);
            case ElementAccess element:
                var array = Evaluate(element.Array);
                if (array is RowsValue rows)
                {
                    var number = Evaluate(element.Indices[0]);
                    return number is OffsetValue ? new VariableLocation(element.Type) { Value = new WindowRow(rows.Store, number) } : new RowLocation(Row(rows, number, element.Span));
                }

                var places = new List<Value>(element.Indices.Count);
                foreach (var index in element.Indices) places.Add(Evaluate(index));
                if (array is WindowRow or ArrayValue { Store.HasRowStep: true } or SpanValue { Store.HasRowStep: true } || places.Any(p => p is OffsetValue)) return LocateInWindow(array, places, element.Span);
                var (store, start, length) = Elements(array, element.Array.Span);
                var indices = new List<Polynomial>(places.Count);
                for (var d = 0; d < places.Count; d++) indices.Add(Integer(places[d], element.Indices[d].Span));
                return new ElementLocation(store, Flatten(store, indices, start, length, element.Span));
            default:
                // A value that is nowhere, such as the result of a call: it may be read, and stores into it are lost.
                return new VariableLocation(expression.Type) { Value = Evaluate(expression) };
        }
    }

    private Polynomial Flatten(ArrayStore store, List<Polynomial> indices, int start, int length, SourceSpan span)
    {
        if (indices.Count == 1)
        {
            if (length != store.Count && UnknownIn(indices[0]) is null) CheckBounds(indices[0], length, span);
            return start == 0 ? indices[0] : indices[0] + Numbered(start);
        }

        var flat = Polynomial.Zero;
        for (var d = 0; d < indices.Count; d++)
        {
            if (UnknownIn(indices[d]) is null) CheckBounds(indices[d], store.Dimensions[d], span);
            flat = flat * (Rational)store.Dimensions[d] + indices[d];
        }

        return flat;
    }

    private Value Read(Location location, SourceSpan span)
    {
        NoteRead(location, span);
        return ReadHeld(location, span);
    }

    private Value ReadHeld(Location location, SourceSpan span) => location switch
    {
        VariableLocation variable => variable.Value ?? throw Refuse(RefusalKind.Unsupported, "'{0}' is read before it has a value", span),
        ElementLocation element => ReadElement(element.Store, element.Index, span),
        RowLocation row => row.Row,
        FieldLocation field => Field(Read(field.Instance, span), field.Field, span),
        _ => throw new InvalidOperationException(location.GetType().Name),
    };

    private Value Assign(Location location, Value value, SourceSpan span)
    {
        switch (location)
        {
            case MemberLocation member:
                CheckStorable(value, span);
                return AssignMember(member, value, span);
            case ConstructedLocation when context is not null:
                throw Refuse(RefusalKind.Unsupported, "'{0}' changes a field in a loop too long to be run", span);
            case VariableLocation variable:
                variable.Value = value;
                return value;
            case ElementLocation element:
                StoreElement(element.Store, element.Index, value, span);
                return value;
            case RowLocation:
                throw Refuse(RefusalKind.Unsupported, "'{0}' puts another row into an array of the caller's", span);
            case FieldLocation field:
                var instance = Read(field.Instance, span);
                Assign(field.Instance, WithField(instance, field.Field, value, span), span);
                return value;
            default:
                throw new InvalidOperationException(location.GetType().Name);
        }
    }

    private static RefusalKind KindOf(UnsupportedKind kind) => kind switch
    {
        UnsupportedKind.SideEffect => RefusalKind.SideEffect,
        UnsupportedKind.UnknownValue => RefusalKind.UnknownSize,
        UnsupportedKind.ModularArithmetic => RefusalKind.ModularArithmetic,
        _ => RefusalKind.Unsupported,
    };

    private static Value Known(Value value, SourceSpan span) => value is UnknownValue unknown ? throw Refuse(unknown.Kind, unknown.Reason, span) : value;

    private static Value Field(Value value, int field, SourceSpan span) => value switch
    {
        StructValue @struct => @struct.Fields[field],
        TupleValue tuple => tuple.Elements[field],
        _ => throw Refuse(RefusalKind.Unsupported, "'{0}' is a member of something whose contents are not known", span),
    };

    private static Value WithField(Value value, int field, Value content, SourceSpan span) => value switch
    {
        StructValue @struct => new StructValue(@struct.Fields.SetItem(field, content)),
        TupleValue tuple => new TupleValue(tuple.Elements.SetItem(field, content)),
        _ => throw Refuse(RefusalKind.Unsupported, "'{0}' is a member of something whose contents are not known", span),
    };

    /// <summary>Struct values are immutable here, so a copy is the value itself.</summary>
    private static Value Copy(Value value) => value;

    private Value StaticField(StaticFieldReference reference)
    {
        if (fields.TryGetValue(reference.Field, out var known)) return known;
        var field = program.Fields[reference.Field];
        if (field.Constructor >= 0) return Read(ConstructedField(reference.Field, reference.Span), reference.Span);
        if (field.ChangingName is { } name) return Read(ChangingField(reference.Field, name, reference.Span), reference.Span);
        if (field.Initializer is not { } initializer)
            throw Refuse(RefusalKind.UnknownSize, "The value of '{0}' is not known at compile time", reference.Span);
        // A marker against fields that are defined by each other.
        fields[reference.Field] = new UnknownValue("'{0}' is defined by itself");
        var value = Value.None;
        BeforeTheCall(() => value = Evaluate(initializer));
        return fields[reference.Field] = value;
    }

    private Value CreateArray(ArrayCreation creation)
    {
        var elementType = creation.Type switch
        {
            ArrayType array => array.Element,
            SpanType span => span.Element,
            _ => throw Refuse(RefusalKind.Unsupported, "'{0}' is not an array that can be read", creation.Span),
        };
        var sizes = creation.Sizes.Select(s => KnownInteger(Evaluate(s), s.Span)).ToList();
        if (sizes.Any(s => s < 0 || s > options.LargestArray))
            throw Refuse(RefusalKind.Budget, "'{0}' makes an array too large (or of negative size)", creation.Span);
        if (sizes.Aggregate(BigInteger.One, (product, size) => product * size) > options.LargestArray)
            throw Refuse(RefusalKind.Budget, "'{0}' makes an array too large", creation.Span);
        var store = NewArray(elementType, sizes.Select(s => (int)s).ToImmutableArray());
        var index = 0;
        foreach (var element in creation.Elements ?? EquatableArray<Expression>.Empty)
            StoreElement(store, Numbered(index++), Copy(Evaluate(element)), element.Span);
        return new ArrayValue(store);
    }

    private IntegerValue Length(LengthOf length)
    {
        var array = Evaluate(length.Array);
        if (array is RowsValue rows)
        {
            rows.Store.SizeMatters = true;
            return new IntegerValue(rows.Rows);
        }

        var (store, _, count) = Elements(array, length.Array.Span);
        store.SizeMatters = true;
        if (length.Dimension < 0) return new IntegerValue(count);
        if (length.Dimension < store.Dimensions.Length) return new IntegerValue(store.Dimensions[length.Dimension]);
        throw Refuse(RefusalKind.Throws, "'{0}' asks for a dimension that the array does not have", length.Span);
    }

    private Value Call(int index, Expression? receiver, EquatableArray<Expression> arguments, SourceSpan span)
    {
        var method = program.Methods[index];
        var callee = new Frame(frame);
        if (callee.Depth > MaximumDepth) throw Refuse(RefusalKind.Budget, "'{0}' calls itself without end, or too deeply to be read", span);
        if (receiver is not null && method.Receiver >= 0) callee.Declare(method.Receiver, method.ReceiverType is ClassType ? Receiver(receiver) : Locate(receiver));
        for (var i = 0; i < method.Parameters.Count && i < arguments.Count; i++)
        {
            var parameter = method.Parameters[i];
            var location = parameter.Mode is PassingMode.Ref or PassingMode.Out
                ? LocateTarget(arguments[i])
                : new VariableLocation(parameter.Type) { Value = Copy(Evaluate(arguments[i])) };
            callee.Declare(parameter.Variable, location);
        }

        return RunIn(callee, method);
    }

    /// <summary>The object that a method is called on, which stays the same whatever becomes of the place that it was found in.</summary>
    private VariableLocation Receiver(Expression receiver)
    {
        var value = Evaluate(receiver);
        if (ReferenceEquals(value, Value.None)) throw Refuse(RefusalKind.Throws, "'{0}' is null, and the call throws", receiver.Span);
        return new VariableLocation(receiver.Type) { Value = value };
    }

    private Value RunIn(Frame callee, ProgramMethod method)
    {
        var caller = frame;
        frame = callee;
        var result = RunBody(method);
        frame = caller;
        return result;
    }

    private Value CreateStruct(StructCreation creation)
    {
        var instance = new VariableLocation(creation.Type) { Value = Default(creation.Type) };
        if (creation.Constructor < 0) return instance.Value;
        var constructor = program.Methods[creation.Constructor];
        var callee = new Frame(frame);
        callee.Declare(constructor.Receiver, instance);
        for (var i = 0; i < constructor.Parameters.Count; i++)
            callee.Declare(constructor.Parameters[i].Variable, new VariableLocation(constructor.Parameters[i].Type) { Value = Copy(Evaluate(creation.Arguments[i])) });
        RunIn(callee, constructor);
        return instance.Value;
    }

    private Value AssignCompound(CompoundAssignment assignment)
    {
        var target = LocateTarget(assignment.Target);
        CheckUpdate(target, assignment.Target.Span);
        var left = Known(Read(target, assignment.Target.Span), assignment.Target.Span);
        var right = Evaluate(assignment.Value);
        if (assignment.Operator >= 0)
        {
            var method = program.Methods[assignment.Operator];
            var callee = new Frame(frame);
            callee.Declare(method.Parameters[0].Variable, new VariableLocation(method.Parameters[0].Type) { Value = left });
            callee.Declare(method.Parameters[1].Variable, new VariableLocation(method.Parameters[1].Type) { Value = right });
            return Assign(target, RunIn(callee, method), assignment.Span);
        }

        var operand = Convert(left, assignment.Target.Type, assignment.OperationType, assignment.Span);
        var sum = Apply(assignment.BuiltIn, operand, right, assignment.OperationType, assignment.OperationType, assignment.Span);
        return Assign(target, Convert(sum, assignment.OperationType, assignment.Target.Type, assignment.Span), assignment.Span);
    }

    private Value Deconstruct(Deconstruction deconstruction)
    {
        var targets = deconstruction.Targets.Select(LocateTarget).ToList();
        var value = Evaluate(deconstruction.Value);
        for (var i = 0; i < targets.Count; i++) Assign(targets[i], Field(value, i, deconstruction.Span), deconstruction.Span);
        return Value.None;
    }

    private Value ApplyIncrement(Increment increment)
    {
        var target = LocateTarget(increment.Target);
        CheckUpdate(target, increment.Target.Span);
        var old = Known(Read(target, increment.Target.Span), increment.Target.Span);
        Value one = old is IntegerValue or OffsetValue ? new IntegerValue(increment.Delta) : new FormValue(Form.One * (Rational)increment.Delta);
        var changed = Apply(BinaryOperator.Add, old, one, increment.Target.Type, increment.Target.Type, increment.Span);
        Assign(target, changed, increment.Target.Span);
        return increment.IsPrefix ? changed : old;
    }
}
