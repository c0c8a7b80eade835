using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Specs;

/// <summary>The part of an array that a method works on, where its arguments tell: a block of an image, a frame of a signal.</summary>
/// <param name="Starts">The index at which it starts, for each dimension of the array.</param>
/// <param name="RowStep">
/// The parameter that says how far apart rows are, in an array of one dimension in which they lie one after the other; −1 for all others.
/// </param>
public sealed record BufferWindow(EquatableArray<WindowStart> Starts, int RowStep)
{
    /// <summary>The parameters that say where it is, each once.</summary>
    public IEnumerable<int> Parameters =>
        Starts.SelectMany(s => s.Terms).SelectMany(t => t.Parameters).Concat(RowStep < 0 ? [] : [RowStep]).Distinct().OrderBy(p => p);
}

/// <summary>An index that arguments tell: the sum of the terms and a constant.</summary>
public sealed record WindowStart(EquatableArray<WindowTerm> Terms, long Constant);

/// <summary>The product of a positive factor and one or two parameters.</summary>
/// <param name="Parameters">The parameters, in ascending order.</param>
/// <param name="Factor">How many times the product is taken.</param>
public sealed record WindowTerm(EquatableArray<int> Parameters, long Factor);
