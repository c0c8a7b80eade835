using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading.AnyLength;

/// <summary>
/// y[k] = Scale·N^(−HalfPowers/2)·Σ x[n]·e^(Sign·2πi·n·k/N) for every length N up to a largest one, k &lt; N or k ≤ N/2; or, where there is one, a form with real results.
/// </summary>
/// <param name="Sign">The direction.</param>
/// <param name="Scale">A real factor.</param>
/// <param name="HalfPowers">0, 1 or 2.</param>
/// <param name="LargestLength">The largest number of elements of x that this was established for.</param>
/// <param name="Source">Where x is.</param>
/// <param name="Target">Where y is.</param>
/// <param name="Sample">The transform for one length: its buffers are those of all.</param>
public sealed record AnyLengthTransform(int Sign, Cyclotomic Scale, int HalfPowers, int LargestLength, AnyLengthEnd Source, AnyLengthEnd Target, TransformSpec Sample)
{
    /// <summary>Whether y ends with k = ⌊N/2⌋: of real data, the others are conjugates of these.</summary>
    public bool IsHalf { get; init; }

    /// <summary>What is computed instead, where the results are real numbers; sign and scale then do not matter.</summary>
    public RealForm? Real { get; init; }

    /// <summary>The number of elements of x that size number 1, 2, … has: every length, but for kernels of even lengths.</summary>
    public int Inputs(int size) => Real is null ? size : RealKernels.Inputs(Real.Kernel, size);

    /// <summary>The number of elements of y of that size.</summary>
    public int Outputs(int size) => Real is not null ? RealKernels.Outputs(Real.Kernel, size) : IsHalf ? size / 2 + 1 : size;
}

/// <summary>What reading for every length gives.</summary>
/// <param name="Transform">The transform, or null.</param>
/// <param name="Refusal">The reason why not, or null.</param>
public sealed record AnyLengthResult(AnyLengthTransform? Transform, Refusal? Refusal);
