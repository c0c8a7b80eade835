using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>C# text for places, as a generated method names them.</summary>
internal static class PlaceText
{
    /// <summary>The place itself, to read from or to store into.</summary>
    public static string Of(Place place, Surface surface) => place.Root switch
    {
        PlaceRoot.Parameter => surface.ForParameter(place.Parameter).Name + place.Path,
        PlaceRoot.Receiver => "this" + place.Path,
        _ => place.Path,
    };

    /// <summary>The place, for a question about it (<c>.Length</c>) that has no answer where an object on the way is null.</summary>
    /// <param name="place">The place.</param>
    /// <param name="surface">The method around.</param>
    /// <param name="question">A member, with a point in front; empty to compare the place itself.</param>
    public static string Asked(Place place, Surface surface, string question)
    {
        if (place.Root == PlaceRoot.Type) return place.Path + (question.Length == 0 ? "" : "?" + question);
        var way = (place.Path + question).Replace(".", "?.");
        return place.Root == PlaceRoot.Receiver ? "this" + way.Substring(1) : surface.ForParameter(place.Parameter).Name + way;
    }
}
