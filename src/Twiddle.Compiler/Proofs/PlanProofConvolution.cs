using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Proofs;

/// <summary>
/// A transform by a convolution in a prime field: the factors and permutations as the generated code has them; the cyclic convolution itself exactly, by
/// other means (<see cref="ResidueConvolution"/>), for the field need not have the roots of unity of its length.
/// </summary>
internal sealed class PlanProofConvolution(PlanProofField field, CoreTransform core, CancellationToken cancellation)
{
    private readonly int length = core.Input.Length;

    public ComplexResidue[] Transform(ComplexResidue[] z) => core.Convolution is GeneratorConvolution { Generator: var generator } ? ByGenerator(z, generator) : ByChirp(z);

    private ComplexResidue[] ByChirp(ComplexResidue[] z)
    {
        var size = core.Convolution!.Length;
        var unit = core.Input.Sign * (field.Order / (2L * length));
        var chirp = Enumerable.Range(0, length).Select(n => field.Root(unit * ((long)n * n % (2L * length)))).ToArray();
        var (x, y) = (new ComplexResidue[size], new ComplexResidue[size]);
        for (var n = 0; n < length; n++)
        {
            x[n] = field.Multiply(z[n], chirp[n]);
            y[n] = y[(size - n) % size] = field.Conjugate(chirp[n]);
        }

        var products = Convolve(x, y);
        return chirp.Select((factor, k) => field.Multiply(factor, products[k])).ToArray();
    }

    private ComplexResidue[] ByGenerator(ComplexResidue[] z, int generator)
    {
        var unit = core.Input.Sign * (field.Order / (long)length);
        var outputs = GeneratorConvolution.Powers(generator, length).ToArray();
        // g^(−b) = g^(p − 1 − b)
        var x = outputs.Select((_, b) => z[outputs[(length - 1 - b) % (length - 1)]]).ToArray();
        var products = Convolve(x, outputs.Select(power => field.Root(unit * power)).ToArray());
        var result = new ComplexResidue[length];
        result[0] = z.Aggregate(field.Add);
        for (var a = 0; a < products.Length; a++) result[outputs[a]] = field.Add(z[0], products[a]);
        return result;
    }

    /// <summary>With j² = −1 in the field, re + j·im and re − j·im are multiplied each for itself.</summary>
    private ComplexResidue[] Convolve(ComplexResidue[] x, ComplexResidue[] y)
    {
        var arithmetic = field.Field;
        var imaginary = field.ImaginaryUnit;
        var (half, halfOverJ) = (arithmetic.Inverse(2), arithmetic.Inverse(arithmetic.Multiply(2, imaginary)));
        var plus = ResidueConvolution.Cyclic(arithmetic, Split(x, imaginary), Split(y, imaginary), cancellation);
        var minus = ResidueConvolution.Cyclic(arithmetic, Split(x, arithmetic.Negate(imaginary)), Split(y, arithmetic.Negate(imaginary)), cancellation);
        return plus.Zip(minus, (p, m) => new ComplexResidue(
            arithmetic.Multiply(half, arithmetic.Add(p, m)),
            arithmetic.Multiply(halfOverJ, arithmetic.Subtract(p, m)))).ToArray();

        uint[] Split(ComplexResidue[] values, uint j) => values.Select(v => arithmetic.Add(v.Real, arithmetic.Multiply(j, v.Imaginary))).ToArray();
    }
}
