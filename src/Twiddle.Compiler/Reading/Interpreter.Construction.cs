using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// Fields that a constructor filled, once, before the call: the constructor is read for an object of its own, with the arguments that the object from outside
/// was made with. Those are known from the fields that keep them, which generated code looks at.
/// </summary>
internal sealed partial class Interpreter
{
    private readonly Dictionary<ObjectValue, Likeness> likenesses = [];

    /// <summary>An object made as the one from outside was, or why that cannot be read.</summary>
    private sealed class Likeness
    {
        public ObjectValue? Object { get; set; }

        public Refusal? Refusal { get; set; }
    }

    /// <summary>What the constructor made of a field of an object from outside; null for a number that does not follow from the constructor.</summary>
    private MemberLocation? Made(ObjectValue outer, MemberAccess access)
    {
        if (!likenesses.TryGetValue(outer, out var likeness))
        {
            likenesses.Add(outer, likeness = new());
            Make(outer, program.Constructions[access.Construction], likeness);
        }

        var isNumber = access.Type is ScalarType or ComplexType;
        if (likeness.Object is not { } made)
        {
            if (isNumber) return null;
            throw likeness.Refusal is { } refusal
                ? new ReadingStopped(refusal)
                : Refuse(RefusalKind.Unsupported, "'{0}' is used while it is made", access.Span);
        }

        var location = Member(made, access.Member, access.Type, access.Choices, access.IsVisible);
        if (isNumber) return IsKnown(location.Value) ? location : null;
        if (made.Members.Any(m => m.Location != location && MayHold(m.Location.Value, location.Value)))
            throw Refuse(RefusalKind.UnknownSize, "The constructor puts the elements of '{0}' into another field too, where they can change", access.Span);
        return location;
    }

    private void Make(ObjectValue outer, ProgramConstruction construction, Likeness likeness)
    {
        if (construction.Constructor < 0) return;
        var constructor = program.Methods[construction.Constructor];
        var made = new ObjectValue(outer.Type, null);
        try
        {
            BeforeTheCall(() =>
            {
                var callee = new Frame(null);
                callee.Declare(constructor.Receiver, new VariableLocation(outer.Type) { Value = made });
                for (var i = 0; i < constructor.Parameters.Count; i++)
                {
                    var parameter = constructor.Parameters[i];
                    var keeper = construction.Keepers[i];
                    callee.Declare(parameter.Variable, keeper.Member is { } member
                        ? new VariableLocation(parameter.Type) { Unread = () => Member(outer, member, keeper.Type, keeper.Choices, keeper.IsVisible).Value! }
                        : new VariableLocation(parameter.Type) { Value = new UnknownValue("'{0}' is an argument of the constructor that no field keeps for good", RefusalKind.UnknownSize) });
                }

                RunIn(callee, constructor);
            });
            likeness.Object = made;
        }
        catch (ReadingStopped stopped) when (stopped.Refusal.Kind != RefusalKind.Budget)
        {
            likeness.Refusal = stopped.Refusal;
        }
    }

    private static bool IsKnown(Value? value) => value is BooleanValue or IntegerValue or FormValue { Form.IsFreeOfData: true };

    /// <summary>Whether one value may lead to the array of another.</summary>
    private static bool MayHold(Value? holder, Value? array) => holder switch
    {
        ArrayValue other => array is ArrayValue { Store: var store } && (other.Store == store || other.Store.ElementType is not (ScalarType or ComplexType)),
        DelegateValue or SequenceValue or ObjectValue or StructValue or TupleValue or SpanValue => true,
        _ => false,
    };
}
