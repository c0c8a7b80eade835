using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Reading.Fitting;

/// <summary><c>Coefficient · e^(2πi·(Bilinear·k·j + InputPhase·j + OutputPhase·k + Phase))</c>, a function of the numbers k of a row and j of a column.</summary>
internal readonly record struct Harmonic(Rational Coefficient, Rational Bilinear, Rational InputPhase, Rational OutputPhase, Rational Phase)
{
    /// <summary>The angle in turns, in [0, 1).</summary>
    public Rational TurnsAt(int k, int j) => (Bilinear * (Rational)((long)k * j) + InputPhase * j + OutputPhase * k + Phase).Fraction();
}
