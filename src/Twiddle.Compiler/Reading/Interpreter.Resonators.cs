using System.Collections.Immutable;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <remarks>Goertzel's recurrence in loops that are summarised (<see cref="Resonator"/>).</remarks>
internal sealed partial class Interpreter
{
    private readonly List<Resonator> resonators = [];

    /// <summary>The pairs of variables that such a recurrence is about, and what stands for them after the loop.</summary>
    private Dictionary<VariableLocation, Value> FindResonators(
        Dictionary<VariableLocation, Value?> before, Dictionary<VariableLocation, int> numbers, Dictionary<VariableLocation, Func<Polynomial, Value>> closedForms, ImmutableHashSet<int> sources, LoopContext iteration)
    {
        var found = new Dictionary<VariableLocation, Value>();
        var open = OpenNumbers(before, numbers, closedForms);
        foreach (var now in open)
        {
            foreach (var earlier in open)
            {
                if (now.Location == earlier.Location || found.ContainsKey(now.Location) || found.ContainsKey(earlier.Location)) continue;
                var others = sources.Remove(now.Source).Remove(earlier.Source);
                if (Mentions(new FormValue(now.Next), others)) continue;
                if (Resonator.Of(resonators.Count, now.Location.Type is ComplexType, (now.Start, earlier.Start), (now.Source, earlier.Source), (now.Next, earlier.Next), iteration.Counter) is not { } resonator) continue;
                resonators.Add(resonator);
                found.Add(now.Location, new FormValue(resonator.Now));
                found.Add(earlier.Location, new FormValue(resonator.Before));
            }
        }

        return found;
    }

    /// <summary>The number without what stands for variables of such recurrences, where that can be.</summary>
    private Form Closed(Form form) => resonators.Count > 0 && Resonator.IsOpen(form) ? resonators.Aggregate(form, (sum, resonator) => resonator.Resolved(sum)) : form;

    /// <summary>Whether what such a recurrence leaves in its variables is part of a value.</summary>
    public bool IsOpen(Value value) => resonators.Count > 0 && Forms(value).Any(Resonator.IsOpen);
}
