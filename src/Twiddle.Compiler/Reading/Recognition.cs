using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// Says what a map is, where loops as of a transform compute something else. It looks at the entries alone: what a method calls itself does not matter.
/// </summary>
internal static class Recognition
{
    /// <param name="spec">What was read.</param>
    /// <param name="hasSums">Whether the method computed sums over inputs at all.</param>
    public static string? Describe(TransformSpec spec, bool hasSums)
    {
        if (spec.Map is HarmonicMap harmonic)
            return harmonic.Terms.Count > 0 && StoresComplexNumbers(spec) && harmonic.Terms.All(term => term.ConjugatesInput) ? OfConjugate(IsFourier(harmonic)) : null;
        var map = (MatrixMap)spec.Map;
        if (hasSums && map.Matrix is { Columns: > 1, Rows: > 1 } && IsMonomial(map.Matrix))
            return "Every output is one input, scaled: the sums that the loops compute are discarded, so this is no DFT, nor any other transform";
        if (ConjugateKernel(spec, map) is { } kernel) return OfConjugate(IsFourier(kernel));
        return MissesLast(spec, map) ? "The last element of the input enters no output: a bound may be short by one" : null;
    }

    private static string OfConjugate(bool isFourier) => isFourier
        ? "This is the DFT of the conjugated input, which is the conjugate of the inverse DFT: a conjugation may be missing at the end"
        : "Every output is linear in the conjugated input, not in the input";

    /// <summary>
    /// Whether what is stored are the parts of the map's complex values as they are. Of numbers under a non-linear end, as in <c>Atan2(im, re)</c>, or in two arrays,
    /// which is called the real part is the reader's choice, and says nothing of a conjugation.
    /// </summary>
    private static bool StoresComplexNumbers(TransformSpec spec) =>
        spec.Stores.All(store => store.Value is LinearValue value && store.Target.Component == value.Index % 2);

    private static bool IsMonomial(ExactMatrix matrix)
    {
        for (var k = 0; k < matrix.Rows; k++)
            if (Enumerable.Range(0, matrix.Columns).Count(j => !matrix[k, j].IsZero()) > 1) return false;
        return true;
    }

    /// <summary>Whether the last element of the one input array is the only one that no column stands for.</summary>
    private static bool MissesLast(TransformSpec spec, MatrixMap map)
    {
        if (spec.Inputs.Count != 1) return false;
        var used = new HashSet<int>(map.Inputs.Select(input => input.Real.Element));
        return used.Count > 2 && used.Count == spec.Inputs[0].Count - 1 && !used.Contains(used.Count);
    }

    /// <summary>
    /// The complex numbers w with y = w·conj(x), where a map of complex numbers as pairs of real ones has that form:
    /// each block is [[Re w, Im w], [Im w, −Re w]].
    /// </summary>
    private static Cyclotomic[,]? ConjugateKernel(TransformSpec spec, MatrixMap map)
    {
        if (map.Field != Field.Real || spec.Inputs.Count != 1 || spec.Inputs[0].Type is not ArrayType { Element: ComplexType }) return null;
        var (rows, columns, matrix) = (map.Matrix.Rows / 2, map.Matrix.Columns / 2, map.Matrix);
        if (matrix.Rows % 2 != 0 || matrix.Columns % 2 != 0 || spec.Stores.Count != matrix.Rows) return null;
        for (var k = 0; k < spec.Stores.Count; k++)
            if (spec.Stores[k] is not { Value: LinearValue value } store || value.Index != k || store.Target.Component != k % 2) return null;

        var kernel = new Cyclotomic[rows, columns];
        for (var k = 0; k < rows; k++)
        {
            for (var j = 0; j < columns; j++)
            {
                var (re, im) = (matrix[2 * k, 2 * j], matrix[2 * k, (2 * j) + 1]);
                if (!matrix[(2 * k) + 1, 2 * j].SameAs(im) || !matrix[(2 * k) + 1, (2 * j) + 1].SameAs(-re)) return null;
                kernel[k, j] = re + im * Cyclotomic.ImaginaryOne;
            }
        }

        return kernel;
    }

    /// <summary>Whether w[k, j] = w[0, 0]·e^(±2πi·jk/n).</summary>
    private static bool IsFourier(Cyclotomic[,] kernel)
    {
        var n = kernel.GetLength(0);
        if (n != kernel.GetLength(1) || kernel[0, 0].IsZero()) return false;
        foreach (var sign in new[] { 1, -1 })
        {
            var isFourier = true;
            for (var k = 0; k < n && isFourier; k++)
                for (var j = 0; j < n && isFourier; j++)
                    isFourier = kernel[k, j].SameAs(kernel[0, 0] * Cyclotomic.Root(new Rational(sign * j * k, n)));
            if (isFourier) return true;
        }

        return false;
    }

    private static bool IsFourier(HarmonicMap map) => map is { Terms: [{ InputPhase.IsZero: true, OutputPhase.IsZero: true } term], Inputs: [var lane] }
        && (term.Bilinear * (Rational)lane.Count).IsInteger && (term.Bilinear.Denominator - lane.Count).IsZero;
}
