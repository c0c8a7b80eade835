using System;
using System.Diagnostics;

namespace Twiddle;

/// <summary>
/// Marks a naive transform method. Twiddle reads what it computes, discovers a fast algorithm inside it, proves it equal, and generates it
/// beside the method: <c>Fast</c> + the method's name without a leading <c>Naive</c>, <c>Slow</c> or <c>Direct</c>.
/// </summary>
/// <remarks>
/// The method stays as it is: it is the specification, and runs for every length that was not derived for. The attribute leaves no trace in
/// the compiled assembly.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
[Conditional("TWIDDLE_KEEP_ATTRIBUTES")]
public sealed class FastTransformAttribute : Attribute
{
    /// <summary>
    /// Derives for the given lengths, and dispatches on the length of the argument; without lengths (and without <see cref="Shape"/>) for any length, by plans
    /// that are made at run time.
    /// </summary>
    /// <param name="lengths">The numbers of elements of the input, each at least 1.</param>
    public FastTransformAttribute(params int[] lengths) => Lengths = lengths;

    /// <summary>The numbers of elements of the input that an algorithm is derived for.</summary>
    public int[] Lengths { get; }

    /// <summary>The name of the generated method, where the default does not suit.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// On a partial method: the name of the naive method (in the same type) that is its specification. The partial method's own signature
    /// is implemented.
    /// </summary>
    public string? Of { get; set; }

    /// <summary>
    /// Whether threads of the pool help with transforms of 131072 points and more, and with many transforms at once. Results are the same, bit for bit; the
    /// calling thread works too, and a few objects are allocated at each call that is shared.
    /// </summary>
    public bool Parallel { get; set; }

    /// <summary>
    /// The sizes of a two-dimensional input (<c>new[] { 8, 8 }</c>), or of several inputs in their order, for methods that one length does not
    /// describe.
    /// </summary>
    public int[]? Shape { get; set; }
}
