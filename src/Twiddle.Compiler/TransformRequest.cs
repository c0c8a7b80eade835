using Twiddle.Compiler.Emission;
using Twiddle.Compiler.Plans.Tuning;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler;

/// <summary>All that the compiler is told of an annotated method; equal by value, so that the same request is compiled once.</summary>
/// <param name="Program">What the method does.</param>
/// <param name="Target">Where the generated code goes.</param>
/// <param name="Lengths">The lengths to derive for; empty where a shape is given, or where it is for any length.</param>
/// <param name="Shape">The sizes of the inputs, or empty.</param>
public sealed record TransformRequest(Program Program, EmissionTarget Target, EquatableArray<int> Lengths, EquatableArray<int> Shape)
{
    /// <summary>Whether the method is derived for any length.</summary>
    public bool IsForAnyLength => Lengths.Count == 0 && Shape.Count == 0;

    /// <summary>The radices that were measured on the user's machine; none without such a file.</summary>
    public EquatableArray<TunedPlan> Tuned { get; init; } = EquatableArray<TunedPlan>.Empty;

    /// <summary>The method as it is written, where its loops may have to be derived on their own; or null.</summary>
    public WrittenMethod? Written { get; init; }
}
