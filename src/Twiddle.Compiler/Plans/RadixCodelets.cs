using System.Collections.Concurrent;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Plans;

/// <summary>Straight-line transforms of the radices of passes, each derived once, also where several threads need it at the same time.</summary>
internal sealed class RadixCodelets
{
    /// <summary>Milliseconds after which who waits looks at its cancellation.</summary>
    private const int BetweenLooks = 10;

    private readonly ConcurrentDictionary<(int Radix, int Sign), Place> places = new();

    /// <summary>Whether none was asked for so far.</summary>
    public bool IsEmpty => places.IsEmpty;

    /// <summary>The codelet of a radix, or null where none is found.</summary>
    /// <param name="radix">The number of points.</param>
    /// <param name="sign">That of the exponents.</param>
    /// <param name="source">Finds it.</param>
    /// <param name="cancellation">Ends the search, or waiting for somebody else's. One that was ended leaves nothing behind.</param>
    public RadixCodelet? Of(int radix, int sign, CodeletSource source, CancellationToken cancellation)
    {
        var place = places.GetOrAdd((radix, sign), _ => new());
        while (!Monitor.TryEnter(place, BetweenLooks)) cancellation.ThrowIfCancellationRequested();
        try
        {
            if (place.Codelet is null && source(PlanDerivation.RadixMatrix(radix, sign), Field.Complex, cancellation) is { } found)
                place.Codelet = new(radix, sign, found.Graph, found.Steps);
            return place.Codelet;
        }
        finally
        {
            Monitor.Exit(place);
        }
    }

    private sealed class Place
    {
        public RadixCodelet? Codelet { get; set; }
    }
}
