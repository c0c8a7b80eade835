using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading.AnyLength;

/// <summary>y[k] = Scale·N^(−HalfPowers/2)·Σ x[n]·e^(Sign·2πi·n·k/N) for every length N up to a largest one, k &lt; N or k ≤ N/2.</summary>
/// <param name="Sign">The direction.</param>
/// <param name="Scale">A real factor.</param>
/// <param name="HalfPowers">0, 1 or 2.</param>
/// <param name="LargestLength">The largest length that this was established for.</param>
/// <param name="Source">Where x is.</param>
/// <param name="Target">Where y is.</param>
/// <param name="Sample">The transform for one length: its buffers are those of all.</param>
public sealed record AnyLengthTransform(int Sign, Cyclotomic Scale, int HalfPowers, int LargestLength, AnyLengthEnd Source, AnyLengthEnd Target, TransformSpec Sample)
{
    /// <summary>Whether y ends with k = ⌊N/2⌋: of real data, the others are conjugates of these.</summary>
    public bool IsHalf { get; init; }

    /// <summary>The number of elements of y.</summary>
    public int Outputs(int length) => IsHalf ? length / 2 + 1 : length;
}

/// <summary>What reading for every length gives.</summary>
/// <param name="Transform">The transform, or null.</param>
/// <param name="Refusal">The reason why not, or null.</param>
public sealed record AnyLengthResult(AnyLengthTransform? Transform, Refusal? Refusal);
