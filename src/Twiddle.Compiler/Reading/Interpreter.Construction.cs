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

        var location = Member(made, access.Member, access.Type, access.Choices, access.Accessor, access.IsSettable);
        if (isNumber) return IsKnown(location.Value) && !made.Members.Any(m => m.Location != location && MayRun(m.Location.Value)) ? location : null;
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
                        ? new VariableLocation(parameter.Type) { Unread = () => Member(outer, member, keeper.Type, keeper.Choices, keeper.Accessor, isSettable: false).Value! }
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

    /// <summary>Whether a value may lead to code that was made in the constructor, and could set a field of the object later.</summary>
    private static bool MayRun(Value? holder) => !IsNumber(holder) && Reached(holder) is null;

    /// <summary>Whether one value may lead to an array that another leads to as well.</summary>
    private static bool MayHold(Value? holder, Value? array) =>
        !IsNumber(holder) && (Reached(holder) is not { } theirs || Reached(array) is not { } own || theirs.Overlaps(own));

    /// <summary>Whether a value leads nowhere: a number, nothing, or what the constructor was given and nothing is known of.</summary>
    private static bool IsNumber(Value? value) =>
        value is null or BooleanValue or IntegerValue or FormValue or IrrationalValue or ResidueValue or NonLinearValue or OpaqueValue or UnknownValue;

    /// <summary>The arrays that a value leads to; null where not all of them are known.</summary>
    private static HashSet<ArrayStore>? Reached(Value? value)
    {
        if (value is not ArrayValue { Store: var store }) return null;
        var reached = new HashSet<ArrayStore> { store };
        if (store.ElementType is ScalarType or ComplexType) return reached;
        if (store.Writes.Count > 0) return null;
        foreach (var element in store.Elements)
        {
            if (Reached(element.Value) is not { } more) return null;
            reached.UnionWith(more);
        }

        return reached;
    }
}
