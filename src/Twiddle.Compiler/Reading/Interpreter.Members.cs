using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <remarks>
/// Objects are followed as references: two variables may hold the same one. Those that were there before the call have fields that come from outside, when
/// they are first looked at.
/// </remarks>
internal sealed partial class Interpreter
{
    private readonly List<ObjectValue> outerObjects = [];
    private readonly SortedDictionary<int, MemberLocation> changingFields = [];

    /// <summary>The fields and properties of objects and types from outside that were looked at or stored into.</summary>
    public IEnumerable<MemberLocation> OuterMembers()
    {
        foreach (var (outer, member) in outerObjects.SelectMany(o => o.Members.Select(m => (o, m))))
        {
            if (member.Location.IsAssigned && outerObjects.Any(o => o != outer && o.Type == outer.Type && o.Members.Any(m => m.Name == member.Name)))
                throw Refuse(RefusalKind.SideEffect, $"The method stores into '{member.Name}' of one object and uses it of another, and both may be the same", program.Entry.Body.Span);
        }

        return outerObjects.SelectMany(o => o.Members.Select(m => m.Location)).Concat(changingFields.Values).ToList();
    }

    private MemberLocation Member(MemberAccess access)
    {
        if (Evaluate(access.Instance) is not ObjectValue instance)
            throw Refuse(RefusalKind.Unsupported, "'{0}' is a member of something that is not known, or null", access.Span);
        if (instance.Place is not null && access.Construction >= 0 && Made(instance, access) is { } made) return made;
        var location = Member(instance, access.Member, access.Type, access.Choices, access.IsVisible);
        location.IsSettable = access.IsSettable;
        return location;
    }

    private MemberLocation Member(ObjectValue instance, string member, ProgramType type, EquatableArray<long> choices, bool isVisible)
    {
        foreach (var (name, known) in instance.Members)
            if (name == member) return known;

        var location = instance.Place is { } place
            ? surroundings.BindMember(place.Member(member), type, ScalarUses.KeyOfMember(member), choices, isVisible)
            : new MemberLocation(type, Place.Receiver) { Value = Default(type), MadeIn = instance.MadeIn };
        if (instance.Place is not null && !outerObjects.Contains(instance)) outerObjects.Add(instance);
        instance.Members.Add((member, location));
        return location;
    }

    private MemberLocation ChangingField(int field, string name, SourceSpan span)
    {
        if (isBeforeCall) throw Refuse(RefusalKind.UnknownSize, "'{0}' can change between calls, and a field was set from it once", span);
        if (changingFields.TryGetValue(field, out var known)) return known;
        var (type, choices) = (program.Fields[field].Type, program.Fields[field].Choices);
        return changingFields[field] = surroundings.BindMember(new(PlaceRoot.Type, -1, name), type, ScalarUses.KeyOfField(field), choices, true);
    }

    /// <summary>Stores into a field. The summary of a loop does not know what became of it, unless the object is the iteration's own.</summary>
    private Value AssignMember(MemberLocation member, Value value, SourceSpan span)
    {
        if (context is not null && member.MadeIn != context)
            throw Refuse(RefusalKind.SideEffect, "'{0}' changes a field in a loop too long to be run", span);
        if (member.Initial is IntegerValue or BooleanValue)
            throw Refuse(RefusalKind.SideEffect, "'{0}' outlives the call, and the method both looks at it and changes it", span);
        member.IsAssigned = true;
        member.Value = value;
        return value;
    }

    /// <summary>What is added to a number that outlives the call is lost, or done twice, where the call is not the naive method's.</summary>
    private static void CheckUpdate(Location target, SourceSpan span)
    {
        if (target is MemberLocation { Value: UnknownValue { Kind: RefusalKind.UnknownSize } })
            throw Refuse(RefusalKind.SideEffect, "'{0}' outlives the call, and the method both looks at it and changes it", span);
    }

    private ObjectValue CreateObject(ObjectCreation creation)
    {
        var instance = new ObjectValue((ClassType)creation.Type, null) { MadeIn = context };
        if (creation.Constructor < 0) return instance;
        var constructor = program.Methods[creation.Constructor];
        var callee = new Frame(frame);
        callee.Declare(constructor.Receiver, new VariableLocation(creation.Type) { Value = instance });
        for (var i = 0; i < constructor.Parameters.Count; i++)
            callee.Declare(constructor.Parameters[i].Variable, new VariableLocation(constructor.Parameters[i].Type) { Value = Copy(Evaluate(creation.Arguments[i])) });
        RunIn(callee, constructor);
        return instance;
    }
}
