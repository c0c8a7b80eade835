using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Proofs;

/// <summary>
/// Exact cyclic convolutions modulo a prime, of any length: as convolutions of integers, by number-theoretic transforms in three other prime fields and the
/// Chinese remainder theorem. It shares nothing with the plans that it helps to check.
/// </summary>
/// <remarks>Pollard, <i>The fast Fourier transform in a finite field</i>, 1971.</remarks>
internal static class ResidueConvolution
{
    private const int LargestOrder = 1 << 23;

    /// <summary>p ≡ 1 (mod 2²³), so that each has roots of unity of all orders that occur.</summary>
    private static readonly ResidueField[] Fields = ResidueField.WithRootsOfUnity(LargestOrder).Take(3).ToArray();

    /// <summary>Σ_b x[b]·y[(a − b) mod length] modulo the prime of a field.</summary>
    public static uint[] Cyclic(ResidueField field, uint[] x, uint[] y, CancellationToken cancellation)
    {
        var length = x.Length;
        var order = 1;
        while (order < 2 * length) order *= 2;
        if (order > LargestOrder) throw new ArgumentOutOfRangeException(nameof(x));
        var images = Fields.Select(f => Product(f, x, y, order, cancellation)).ToArray();
        var result = new uint[length];
        for (var i = 0; i < 2 * length - 1; i++)
            result[i % length] = field.Add(result[i % length], Combine(field, images[0][i], images[1][i], images[2][i]));
        return result;
    }

    /// <summary>The product of two polynomials modulo the field's prime.</summary>
    private static uint[] Product(ResidueField field, uint[] x, uint[] y, int order, CancellationToken cancellation)
    {
        var root = field.PrimitiveRoot(order);
        var (a, b) = (new uint[order], new uint[order]);
        for (var i = 0; i < x.Length; i++) (a[i], b[i]) = (x[i] % field.Prime, y[i] % field.Prime);
        Transform(field, a, root, cancellation);
        Transform(field, b, root, cancellation);
        for (var i = 0; i < order; i++) a[i] = field.Multiply(a[i], b[i]);
        Transform(field, a, field.Inverse(root), cancellation);
        var scale = field.Inverse((uint)order);
        for (var i = 0; i < order; i++) a[i] = field.Multiply(a[i], scale);
        return a;
    }

    /// <summary>In place, radix 2.</summary>
    private static void Transform(ResidueField field, uint[] values, uint root, CancellationToken cancellation)
    {
        var length = values.Length;
        for (int i = 1, reversed = 0; i < length; i++)
        {
            var bit = length >> 1;
            for (; (reversed & bit) != 0; bit >>= 1) reversed ^= bit;
            reversed ^= bit;
            if (i < reversed) (values[i], values[reversed]) = (values[reversed], values[i]);
        }

        for (var size = 2; size <= length; size *= 2)
        {
            cancellation.ThrowIfCancellationRequested();
            var step = field.Power(root, (uint)(length / size));
            var roots = new uint[size / 2];
            roots[0] = 1;
            for (var i = 1; i < roots.Length; i++) roots[i] = field.Multiply(roots[i - 1], step);
            for (var start = 0; start < length; start += size)
                for (var i = 0; i < size / 2; i++)
                {
                    var (even, odd) = (values[start + i], field.Multiply(values[start + i + size / 2], roots[i]));
                    values[start + i] = field.Add(even, odd);
                    values[start + i + size / 2] = field.Subtract(even, odd);
                }
        }
    }

    /// <summary>The number below p₀·p₁·p₂ with these residues, modulo the prime of another field (Garner, 1959).</summary>
    private static uint Combine(ResidueField field, uint r0, uint r1, uint r2)
    {
        var (f0, f1, f2) = (Fields[0], Fields[1], Fields[2]);
        var d1 = f1.Multiply(f1.Subtract(r1, r0 % f1.Prime), f1.Inverse(f0.Prime % f1.Prime));
        var partial = f2.Add(r0 % f2.Prime, f2.Multiply(f0.Prime % f2.Prime, d1 % f2.Prime));
        var d2 = f2.Multiply(f2.Subtract(r2, partial), f2.Inverse(f2.Multiply(f0.Prime % f2.Prime, f1.Prime % f2.Prime)));
        var p0 = f0.Prime % field.Prime;
        var p01 = field.Multiply(p0, f1.Prime % field.Prime);
        return field.Add(r0 % field.Prime, field.Add(field.Multiply(p0, d1 % field.Prime), field.Multiply(p01, d2 % field.Prime)));
    }
}
