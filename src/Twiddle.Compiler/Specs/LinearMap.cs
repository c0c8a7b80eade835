using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Specs;

/// <summary>Which of the inputs and outputs of a linear map are real numbers, and which complex.</summary>
public enum Field
{
    /// <summary>Real inputs, real outputs, real entries.</summary>
    Real,

    /// <summary>Complex inputs, complex outputs.</summary>
    Complex,

    /// <summary>Real inputs, complex outputs.</summary>
    RealToComplex,
}

/// <summary>
/// The linear middle of a transform. Its real output values are numbered 0, 1, …: row (or lane element) by row, a complex one as two values,
/// real part first; <see cref="Epilogue"/>s refer to them by these numbers.
/// </summary>
public abstract record LinearMap;

/// <summary>
/// Any linear map of a few hundred points. Column j multiplies input <c>Inputs[j]</c>. Row k gives value k (field Real), or values 2k and 2k + 1.
/// </summary>
/// <param name="Field">Real or complex; Inputs have an imaginary slot exactly in field Complex.</param>
/// <param name="Matrix">The entries.</param>
/// <param name="Inputs">Where each column's input is found.</param>
public sealed record MatrixMap(Field Field, ExactMatrix Matrix, EquatableArray<InputValue> Inputs) : LinearMap;

/// <summary>
/// A map of integers that is linear modulo a prime, as a number-theoretic transform is: row k gives value k, a residue from 0 to <see cref="Modulus"/> − 1. It
/// holds for inputs that are such residues too, and for no others.
/// </summary>
/// <param name="Modulus">An odd prime below 2³¹.</param>
/// <param name="Matrix">The entries, residues.</param>
/// <param name="Inputs">Where each column's input is found.</param>
public sealed record ModularMap(int Modulus, ExactMatrix Matrix, EquatableArray<InputValue> Inputs) : LinearMap;

/// <summary>The place of an input of a <see cref="MatrixMap"/>: one slot, or two for a complex number.</summary>
public readonly record struct InputValue(Slot Real, Slot? Imaginary);

/// <summary>One real number in a buffer: an element, and a component of it.</summary>
/// <param name="Buffer">An index into <see cref="TransformSpec.Inputs"/> (or Outputs).</param>
/// <param name="Element">The element's index in row-major order.</param>
/// <param name="Component">0 for the real part, for the first field of a struct, or for a real element itself; 1 for the imaginary part; …</param>
public readonly record struct Slot(int Buffer, int Element, int Component);

/// <summary>
/// A map of any size whose entries are sums of harmonics: output lane p is y_p[k] = Σ over its terms, k = 0 … Count − 1.
/// </summary>
/// <remarks>
/// A real lane's value is the <i>real part</i> of the sum of its terms. Value numbers for epilogues: lane p is values 2p and 2p + 1 (the latter
/// unused for a real lane), at the same k.
/// </remarks>
public sealed record HarmonicMap(EquatableArray<Lane> Inputs, EquatableArray<Lane> Outputs, EquatableArray<HarmonicTerm> Terms) : LinearMap;

/// <summary>A sequence of Count real or complex numbers: each component runs through a buffer with a constant step.</summary>
public sealed record Lane(int Count, bool IsComplex, LaneComponent Real, LaneComponent? Imaginary);

/// <summary>Element <c>Offset + Stride·j</c> of a buffer, component <see cref="Component"/> of it. For output lanes that only feed epilogues, buffer −1.</summary>
public readonly record struct LaneComponent(int Buffer, int Offset, int Stride, int Component);

/// <summary>
/// Adds to y_out[k], for k in <see cref="OutputRange"/>, the sum over j in <see cref="InputRange"/> of
/// <c>Coefficient · e^(2πi·(Bilinear·j·k + InputPhase·j + OutputPhase·k)) · x_in[j]</c> (or of the conjugate of x_in[j]).
/// </summary>
public sealed record HarmonicTerm(
    int InputLane,
    bool ConjugatesInput,
    IndexRange InputRange,
    int OutputLane,
    IndexRange OutputRange,
    Cyclotomic Coefficient,
    Rational Bilinear,
    Rational InputPhase,
    Rational OutputPhase);

/// <summary>The indices Start ≤ i &lt; End.</summary>
public readonly record struct IndexRange(int Start, int End)
{
    public int Count => End - Start;
}
