using System.Collections.Immutable;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>The buffers that a method reads, numbered for a <see cref="TransformSpec"/>.</summary>
internal sealed class InputBuffers
{
    private readonly Dictionary<int, int> numbers = [];

    private InputBuffers(EquatableArray<BufferLayout> layouts, IEnumerable<int> parameters)
    {
        Layouts = layouts;
        foreach (var parameter in parameters) numbers[parameter] = numbers.Count;
    }

    public EquatableArray<BufferLayout> Layouts { get; }

    /// <summary>The number of the buffer that a parameter brings.</summary>
    public int this[int parameter] => numbers[parameter];

    /// <summary>All array parameters whose contents or size matter, and the numbers among the others that the outputs depend on.</summary>
    public static InputBuffers Collect(ProgramMethod method, Arguments arguments, IEnumerable<Form> outputs)
    {
        var used = outputs.SelectMany(f => f.Terms).Select(t => t.Factor.Atom).Where(a => a is not null).Select(a => a!.Source).ToImmutableHashSet();
        var layouts = ImmutableArray.CreateBuilder<BufferLayout>();
        var parameters = new List<int>();
        for (var i = 0; i < method.Parameters.Count; i++)
        {
            var store = arguments.Stores[i];
            if (!used.Contains(i) && store is not { IsRead: true } && store is not { SizeMatters: true, IsWritten: false }) continue;
            var dimensions = store is null ? EquatableArray<int>.Empty : store.Dimensions.ToEquatableArray();
            layouts.Add(new BufferLayout(BufferRole.Parameter, i, method.Parameters[i].Type, dimensions, true));
            parameters.Add(i);
        }

        return new(layouts.ToImmutable(), parameters);
    }
}
