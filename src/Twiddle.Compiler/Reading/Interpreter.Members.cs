using System.Collections.Immutable;
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

        foreach (var outer in outerObjects.Where(o => o.Members.Any(m => m.Location.IsAssigned)))
        {
            if (surroundings.Sources.Any(s => s.Store is { IsRead: true } store && store.ElementType == outer.Type))
                throw Refuse(RefusalKind.SideEffect, $"The method changes an object of type '{outer.Type.Name}' and reads others from an array, which may be the same", program.Entry.Body.Span);
        }

        return outerObjects.SelectMany(o => o.Members.Select(m => m.Location)).Concat(changingFields.Values).ToList();
    }

    private MemberLocation Member(MemberAccess access)
    {
        if (Evaluate(access.Instance) is not ObjectValue instance)
            throw Refuse(RefusalKind.Unsupported, "'{0}' is a member of something that is not known, or null", access.Span);
        if (instance.Place is not null && access.Construction >= 0 && Made(instance, access) is { } made) return made;
        return Member(instance, access.Member, access.Type, access.Choices, access.Accessor, access.IsSettable);
    }

    private MemberLocation Member(ObjectValue instance, string member, ProgramType type, EquatableArray<long> choices, string? accessor, bool isSettable)
    {
        foreach (var (name, known) in instance.Members)
            if (name == member) return known;

        var location = instance.Place is { } place
            ? surroundings.BindMember(place.Member(accessor ?? member), type, ScalarUses.KeyOfMember(member), choices, accessor is not null, isSettable)
            : new MemberLocation(type, Place.Receiver) { Value = Default(type), MadeIn = instance.MadeIn, IsPart = instance.Type.IsNumber };
        if (instance.Place is not null && !outerObjects.Contains(instance)) outerObjects.Add(instance);
        instance.Members.Add((member, location));
        return location;
    }

    private MemberLocation ChangingField(int field, string name, SourceSpan span)
    {
        if (isBeforeCall) throw Refuse(RefusalKind.UnknownSize, "'{0}' can change between calls, and a field was set from it once", span);
        if (changingFields.TryGetValue(field, out var known)) return known;
        var (type, choices) = (program.Fields[field].Type, program.Fields[field].Choices);
        return changingFields[field] = surroundings.BindMember(new(PlaceRoot.Type, -1, name), type, ScalarUses.KeyOfField(field), choices, isReadable: true, isSettable: true);
    }

    /// <summary>Stores into a field. The summary of a loop does not know what became of it, unless the object is the iteration's own.</summary>
    private Value AssignMember(MemberLocation member, Value value, SourceSpan span)
    {
        if (member.IsFrozen) throw Refuse(RefusalKind.SideEffect, "'{0}' changes one of many objects in a loop too long to be run", span);
        if (context is not null && member.MadeIn != context && !IsCarriedOn(member))
            throw Refuse(RefusalKind.SideEffect, "'{0}' changes a field in a loop too long to be run", span);
        if (member.Initial is IntegerValue or BooleanValue)
            throw Refuse(RefusalKind.SideEffect, "'{0}' outlives the call, and the method both looks at it and changes it", span);
        member.IsAssigned = true;
        member.Value = value;
        return value;
    }

    /// <summary>The parts of objects that loops change which are being summarised, and which did not make them: they carry them from iteration to iteration, like variables.</summary>
    private readonly List<MemberLocation> changing = [];

    /// <summary>Whether the loops around know that they change a part of an object. Where they do not, the outermost of those that did not make it starts again, and then knows.</summary>
    private bool IsCarriedOn(MemberLocation part)
    {
        if (!part.IsPart) return false;
        if (changing.Contains(part)) return true;
        var outermost = context!;
        for (var at = context; at is not null && at != part.MadeIn; at = at.Outer) outermost = at;
        changing.Add(part);
        throw new LoopMustSplit(outermost.Counter, ImmutableArray<long>.Empty);
    }

    /// <summary>Those parts that are there when a loop starts.</summary>
    private IEnumerable<MemberLocation> ChangingParts()
    {
        for (var i = 0; i < changing.Count; i++)
            if (changing[i].MadeIn is not { } madeIn || madeIn == context || (context is not null && IsAround(madeIn, context))) yield return changing[i];
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
