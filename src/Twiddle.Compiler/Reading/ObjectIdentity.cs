using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// Whether results that are objects can be made anew: each element has to be an object of its own that the method made, for whoever gets them sees which are one and the
/// same.
/// </summary>
internal sealed class ObjectIdentity
{
    private readonly HashSet<ObjectValue> made = [];
    private readonly Dictionary<ObjectValue, List<List<Polynomial>>> numbers = [];

    private ObjectIdentity()
    {
    }

    /// <summary>Why the buffers cannot be filled with new objects, in plain words; null where they can.</summary>
    public static string? Problem(IEnumerable<WrittenBuffer> buffers)
    {
        var identity = new ObjectIdentity();
        foreach (var buffer in buffers.Where(b => b.ElementType is ClassType { IsNumber: true } && !b.Layout.ChangesObjects))
        {
            var filled = new HashSet<long>();
            foreach (var (index, value) in buffer.Elements.Select(e => (e.Key, e.Value)))
            {
                if (identity.Problem(value, null) is { } problem) return problem;
                filled.Add(index);
            }

            foreach (var write in buffer.Writes)
            {
                if (identity.Problem(write.Value, write.Counter) is { } problem) return problem;
                if (write.Index.AffineIn(write.Counter) is not { Slope.IsInteger: true, Intercept: { IsConstant: true, ConstantTerm.IsInteger: true } first } affine) return "Which elements of the array of objects the method sets cannot be read";
                for (var i = 0L; i < write.Counter.Count; i++) filled.Add((long)(first.ConstantTerm.Numerator + affine.Slope.Numerator * i));
            }

            if (filled.Count < buffer.Layout.Count) return "Some elements of the array of objects that the method gives out are not set";
        }

        return null;
    }

    /// <param name="value">What is in one element, or in the element of each value of a counter.</param>
    /// <param name="counter">The counter, or null.</param>
    private string? Problem(Value value, Symbol? counter)
    {
        switch (value)
        {
            case ObjectValue { IsElement: false, IsCarried: false, Place: null, IsFrozen: false } one when counter is null:
                return made.Add(one) ? null : "One object is in two places of what the method gives out";
            case ObjectValue { IsElement: false, IsCarried: false, Origin: { } origin, Numbers: var values } when values.All(v => v is IntegerValue):
                var own = values.Select(v => ((IntegerValue)v).Polynomial).ToList();
                if (made.Contains(origin)) return "One object is in two places of what the method gives out";
                if (counter is not null && !own.Any(n => n.AffineIn(counter) is { Slope.IsZero: false })) return "One object is in many places of what the method gives out";
                if (!numbers.TryGetValue(origin, out var others)) numbers.Add(origin, others = []);
                if (others.Any(o => !AreApart(o, own))) return "One object is in two places of what the method gives out";
                others.Add(own);
                return null;
            case ObjectValue { IsFrozen: false } when counter is not null:
                return "One object is in many places of what the method gives out";
            case ObjectValue:
                return "The method hands on objects that were there before";
            default:
                return "Some elements of the array of objects that the method gives out are null, or not known";
        }
    }

    /// <summary>Whether two objects of one origin were made in different iterations for certain.</summary>
    private static bool AreApart(List<Polynomial> left, List<Polynomial> right) =>
        left.Count == right.Count && left.Zip(right, (l, r) => l.IsConstant && r.IsConstant && !l.Equals(r)).Any(differ => differ);
}
