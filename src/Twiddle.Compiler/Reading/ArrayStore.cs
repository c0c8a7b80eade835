using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// The contents of an array while a program is read: elements known one by one, elements known as functions of a loop counter, and beneath both
/// what the array held at first (an input's elements, or zeros).
/// </summary>
internal sealed class ArrayStore(ProgramType elementType, ImmutableArray<int> dimensions, int input, Func<Polynomial, Value> initial)
{
    private readonly List<ArrayWrite> writes = [];
    private readonly Dictionary<long, Value> elements = [];
    private readonly Dictionary<long, Value> initials = [];
    private readonly Dictionary<long, LoopPass> overwrittenIn = [];

    public ProgramType ElementType { get; } = elementType;

    /// <summary>The sizes, in row-major order.</summary>
    public ImmutableArray<int> Dimensions { get; } = dimensions;

    public int Count { get; } = dimensions.Aggregate(1, (product, size) => product * size);

    /// <summary>
    /// The number of elements that may be written: more than <see cref="Count"/> for a caller's array that is only an output, whose size
    /// nothing tells.
    /// </summary>
    public int Capacity { get; init; } = dimensions.Aggregate(1, (product, size) => product * size);

    /// <summary>The source that this comes from, or −1 for an array the method made.</summary>
    public int Input { get; } = input;

    public bool IsInput => Input >= 0;

    /// <summary>Whether it is from outside, and yet known to hold zeros at first: reading them tells nothing.</summary>
    public bool IsZeroed { get; init; }

    /// <summary>Whether rows of it lie one after the other, so far apart as an argument tells.</summary>
    public bool HasRowStep { get; init; }

    /// <summary>Whether anything was read before it was written.</summary>
    public bool IsRead { get; private set; }

    public bool IsWritten { get; private set; }

    /// <summary>Whether its integers are taken to be small (<see cref="SmallIntegers"/>).</summary>
    public bool IsSmall { get; set; }

    /// <summary>Whether the method looks at the sizes.</summary>
    public bool SizeMatters { get; set; }

    /// <summary>The writes that are functions of loop counters, oldest first.</summary>
    public IReadOnlyList<ArrayWrite> Writes => writes;

    /// <summary>The elements written one by one (since the last write by counters that covers them).</summary>
    public IEnumerable<KeyValuePair<long, Value>> Elements => elements.OrderBy(e => e.Key);

    /// <summary>What an array from outside held at first, as far as it was looked at element by element.</summary>
    public IEnumerable<KeyValuePair<long, Value>> Initials => initials.OrderBy(e => e.Key);

    /// <summary>The number of elements that an array of zeros from outside has to have, for what is read of it.</summary>
    public long ZerosRead { get; private set; }

    /// <param name="index">The element.</param>
    /// <param name="greatest">The greatest number that the index is.</param>
    public Value Initial(Polynomial index, long greatest)
    {
        IsRead |= !IsZeroed;
        if (IsZeroed) ZerosRead = Math.Max(ZerosRead, greatest + 1);
        if (!IsInput || !index.IsConstant) return initial(index);
        var element = (long)index.ConstantTerm.Numerator;
        if (!initials.TryGetValue(element, out var value)) initials.Add(element, value = initial(index));
        return value;
    }

    public bool TryGetElement(long index, out Value value) => elements.TryGetValue(index, out value!);

    public void Store(long index, Value value)
    {
        IsWritten = true;
        elements[index] = value;
    }

    public void Store(ArrayWrite write)
    {
        IsWritten = true;
        foreach (var index in elements.Keys.Where(write.Covers).ToList()) elements.Remove(index);
        writes.RemoveAll(earlier => write.PositionOf(earlier.Index) is not null);
        writes.Add(write);
    }

    /// <summary>Whether an element, an input's, was overwritten with a mixture of others in a loop.</summary>
    public bool HasOverwritten => overwrittenIn.Count > 0;

    public void MarkOverwritten(long index, LoopPass pass) => overwrittenIn[index] = pass;

    /// <summary>The pass in which the element was overwritten with a mixture of others; null where it was not.</summary>
    public LoopPass? OverwrittenIn(long index) => overwrittenIn.TryGetValue(index, out var pass) ? pass : null;

    /// <summary>Takes over another array's contents, as they are now.</summary>
    public void CopyContents(ArrayStore source)
    {
        IsWritten = true;
        writes.Clear();
        elements.Clear();
        writes.AddRange(source.writes);
        foreach (var element in source.elements) elements.Add(element.Key, element.Value);
    }
}
