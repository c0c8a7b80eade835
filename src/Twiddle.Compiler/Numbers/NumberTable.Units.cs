using System.Runtime.CompilerServices;

namespace Twiddle.Compiler.Numbers;

/// <content>Numbers up to the units ±1 and ±i, which cost nothing to multiply by.</content>
internal sealed partial class NumberTable
{
    /// <summary>Below this the rough value is no evidence of a sign; the residue then decides, arbitrarily but always in the same way.</summary>
    private const double LeastSignificant = 1e-9;

    /// <summary>The number w in the first quadrant (positive real axis included) with a = iᵗ·w; for a real number its absolute value.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public int Canonical(int a)
    {
        if (numbers[a].Canonical == Unknown) FindCanonical(a);
        return numbers[a].Canonical;
    }

    /// <summary>The t of <see cref="Canonical"/>: 0 or 2 for a positive or negative real number, 0 for zero.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public int UnitOf(int a)
    {
        if (numbers[a].Canonical == Unknown) FindCanonical(a);
        return numbers[a].Unit;
    }

    public bool IsUnit(int a) => Canonical(a) == One;

    /// <summary>
    /// Real additions and multiplications that a product of a complex value with this number takes: none for a unit, 2 multiplications
    /// on an axis; elsewhere 2 additions, and 2 multiplications for each absolute value of its parts that is not 1.
    /// </summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public (int Additions, int Multiplications) ComplexProductCost(int a)
    {
        var w = Canonical(a);
        if (w == One || w == Zero) return (0, 0);
        if (IsReal(w)) return (0, 2);
        var (re, im) = (RealPart(w), ImaginaryPart(w));
        var multiplications = re == One ? 0 : 2;
        if (im != re && im != One) multiplications += 2;
        return (2, multiplications);
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private void FindCanonical(int a)
    {
        var w = TimesUnit(a, 4 - Quadrant(a));
        // All four rotations at once: they must agree, whatever the rough values say of each.
        for (var t = 3; t >= 0; t--)
        {
            var id = TimesUnit(w, t);
            numbers[id].Canonical = w;
            numbers[id].Unit = (byte)t;
        }
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private int Quadrant(int a)
    {
        if (a == Zero) return 0;
        if (IsReal(a)) return IsRoughlyPositive(a) ? 0 : 2;
        var isUpper = IsRoughlyPositive(ImaginaryPart(a));
        if (IsImaginary(a)) return isUpper ? 1 : 3;
        var isRight = IsRoughlyPositive(RealPart(a));
        if (isUpper) return isRight ? 0 : 1;
        return isRight ? 3 : 2;
    }

    private bool IsRoughlyPositive(int real)
    {
        var value = numbers[real].RoughReal;
        if (value > LeastSignificant) return true;
        if (value < -LeastSignificant) return false;
        return numbers[real].P <= p.Modulus / 2;
    }
}
