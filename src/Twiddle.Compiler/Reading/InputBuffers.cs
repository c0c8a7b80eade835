using System.Collections.Immutable;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>The buffers that a method reads, numbered for a <see cref="TransformSpec"/>.</summary>
internal sealed class InputBuffers
{
    private readonly Dictionary<int, int> numbers = [];

    private InputBuffers(EquatableArray<BufferLayout> layouts, IEnumerable<int> sources)
    {
        Layouts = layouts;
        foreach (var source in sources) numbers[source] = numbers.Count;
    }

    public EquatableArray<BufferLayout> Layouts { get; }

    /// <summary>The number of the buffer that a source brings.</summary>
    public int this[int source] => numbers[source];

    /// <summary>All arrays from outside whose contents or size matter, and the numbers among the other sources that the outputs depend on.</summary>
    public static InputBuffers Collect(Surroundings surroundings, IEnumerable<Form> outputs)
    {
        var used = outputs.SelectMany(f => f.Terms).Select(t => t.Factor.Atom).Where(a => a is not null).Select(a => a!.Source).ToImmutableHashSet();
        var layouts = ImmutableArray.CreateBuilder<BufferLayout>();
        var sources = new List<int>();
        for (var i = 0; i < surroundings.Sources.Count; i++)
        {
            var (place, type, store) = surroundings.Sources[i];
            if (!used.Contains(i) && store is not { IsRead: true } && store is not { SizeMatters: true, IsWritten: false } and not { ZerosRead: > 0, IsWritten: false }) continue;
            var dimensions = store is null ? EquatableArray<int>.Empty : store.Dimensions.ToEquatableArray();
            layouts.Add(LayoutAt(place, type, dimensions, true) with { IsSmall = store is { IsSmall: true }, Window = surroundings.Windows?.Of(i)?.ForEmission() });
            sources.Add(i);
        }

        return new(layouts.ToImmutable(), sources);
    }

    /// <summary>The layout of what a place holds.</summary>
    public static BufferLayout LayoutAt(Place place, ProgramType type, EquatableArray<int> dimensions, bool needsExactSize) => place is { Root: PlaceRoot.Parameter, Path: "" }
        ? new(BufferRole.Parameter, place.Parameter, type, dimensions, needsExactSize)
        : new(BufferRole.Member, -1, type, dimensions, needsExactSize) { Place = place };
}
