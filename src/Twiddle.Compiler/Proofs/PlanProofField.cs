using System.Numerics;
using System.Runtime.CompilerServices;
using Twiddle.Compiler.Flow;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Proofs;

/// <summary>A complex number over a prime field p ≡ 1 (mod 4·order): real and imaginary part, as residues.</summary>
internal readonly record struct ComplexResidue(uint Real, uint Imaginary);

/// <summary>
/// A prime field that holds all the roots of unity of a plan and its map. A real cyclotomic number is one residue; a complex one is the pair of
/// its real and imaginary parts, which are cyclotomic numbers too.
/// </summary>
internal sealed class PlanProofField
{
    private const int LargestOrder = 1 << 23;

    private readonly uint[] powers;
    private readonly uint half;
    private readonly uint halfOverI;

    [MethodImpl(Jit.OptimizedAtOnce)]
    private PlanProofField(ResidueField field, int order)
    {
        Field = field;
        Order = order;
        powers = new uint[order];
        var root = field.PrimitiveRoot(order);
        powers[0] = 1;
        for (var i = 1; i < order; i++) powers[i] = field.Multiply(powers[i - 1], root);
        half = field.Inverse(2);
        halfOverI = field.Multiply(half, powers[3 * (order / 4)]);
    }

    public ResidueField Field { get; }

    /// <summary>The order of the roots, a multiple of 4.</summary>
    public int Order { get; }

    /// <summary>Fields for a plan, in all of which its numbers exist; none where its roots have too high an order.</summary>
    public static IEnumerable<PlanProofField> For(PassPlan plan, HarmonicMap map)
    {
        var order = new BigInteger(4);
        foreach (var denominator in RootOrders(plan, map).Distinct())
        {
            order = order / BigInteger.GreatestCommonDivisor(order, denominator) * denominator;
            if (order > LargestOrder) yield break;
        }

        foreach (var prime in ResidueField.WithRootsOfUnity((int)order))
        {
            if (Coefficients(plan, map).SelectMany(c => c.Terms).Any(t => (t.Coefficient.Denominator % prime.Prime).IsZero)) continue;
            var field = PlanProofMemory.Of(map).Field(prime, (int)order, () => new(prime, (int)order));
            if (plan.Codelets.All(c => field.Constants(c.Graph) is not null)) yield return field;
        }
    }

    /// <summary>A square root of −1 in the field itself.</summary>
    public uint ImaginaryUnit => powers[Order / 4];

    /// <summary>e^(2πi·exponent/order).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexResidue Root(long exponent)
    {
        var reduced = Modular.Reduce(exponent, Order);
        var (value, conjugate) = (powers[reduced], powers[reduced == 0 ? 0 : Order - reduced]);
        return new(
            Field.Multiply(half, Field.Add(value, conjugate)),
            Field.Multiply(halfOverI, Field.Subtract(value, conjugate)));
    }

    /// <summary>The exponent of the root e^(2πi·turns).</summary>
    public int Exponent(Rational turns) => (int)(turns.Fraction() * Order).Numerator;

    public ComplexResidue Value(Cyclotomic number)
    {
        var sum = default(ComplexResidue);
        foreach (var term in number.Terms)
        {
            var root = Root(Exponent(term.Turns));
            var coefficient = Field.Multiply(Field.Reduce(term.Coefficient.Numerator), Field.Inverse(Field.Reduce(term.Coefficient.Denominator)));
            sum = Add(sum, new(Field.Multiply(coefficient, root.Real), Field.Multiply(coefficient, root.Imaginary)));
        }

        return sum;
    }

    /// <summary>The real constants of a graph, by node; null where one of them divides by a multiple of p.</summary>
    public uint[]? Constants(FlowGraph graph)
    {
        var tape = new ConstantTape();
        var steps = graph.Nodes.Select(n => n is ScaleNode scale ? tape.Add(scale.Factor) : -1).ToArray();
        var exacts = tape.Exacts.Select(e => new IntegerHarmonics(e, Order)).ToList();
        var arithmetic = new ResidueArithmetic(Field, powers, exacts);
        var values = tape.Evaluate(arithmetic);
        return arithmetic.HasDividedByZero ? null : steps.Select(s => s < 0 ? 0 : values[s].Value).ToArray();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexResidue Scale(uint factor, ComplexResidue a) => new(Field.Multiply(factor, a.Real), Field.Multiply(factor, a.Imaginary));

    /// <summary>
    /// Replaces every a by 1/a = ā/|a|², or by zero where |a|² is a multiple of p: one inverse of a residue for all, that of the product of all norms (Montgomery, <i>Speeding
    /// the Pollard and elliptic curve methods of factorization</i>, 1987).
    /// </summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public void Invert(ComplexResidue[] values)
    {
        var norms = new uint[values.Length];
        var products = new uint[values.Length];
        uint product = 1;
        for (var i = 0; i < values.Length; i++)
        {
            products[i] = product;
            norms[i] = Field.Add(Field.Multiply(values[i].Real, values[i].Real), Field.Multiply(values[i].Imaginary, values[i].Imaginary));
            if (norms[i] != 0) product = Field.Multiply(product, norms[i]);
        }

        var inverse = Field.Inverse(product);
        for (var i = values.Length - 1; i >= 0; i--)
        {
            if (norms[i] == 0)
            {
                values[i] = default;
                continue;
            }

            values[i] = Scale(Field.Multiply(inverse, products[i]), Conjugate(values[i]));
            inverse = Field.Multiply(inverse, norms[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexResidue Subtract(ComplexResidue a, ComplexResidue b) =>
        new(Field.Subtract(a.Real, b.Real), Field.Subtract(a.Imaginary, b.Imaginary));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexResidue Add(ComplexResidue a, ComplexResidue b) => new(Field.Add(a.Real, b.Real), Field.Add(a.Imaginary, b.Imaginary));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexResidue Multiply(ComplexResidue a, ComplexResidue b) => new(
        Field.Subtract(Field.Multiply(a.Real, b.Real), Field.Multiply(a.Imaginary, b.Imaginary)),
        Field.Add(Field.Multiply(a.Real, b.Imaginary), Field.Multiply(a.Imaginary, b.Real)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexResidue Conjugate(ComplexResidue a) => new(a.Real, Field.Negate(a.Imaginary));

    private static IEnumerable<HarmonicFactor.Harmonic> Harmonics(PassPlan plan) =>
        plan.Cores.SelectMany(c => c.Input.Sources).Select(s => s.Factor)
            .Concat(plan.Segments.SelectMany(s => s.Sums).SelectMany(s => s.Uses).Select(u => u.Factor))
            .SelectMany(f => f.Harmonics);

    private static IEnumerable<Cyclotomic> Coefficients(PassPlan plan, HarmonicMap map) =>
        map.Terms.Select(t => t.Coefficient).Concat(Harmonics(plan).Select(h => h.Coefficient));

    private static IEnumerable<BigInteger> RootOrders(PassPlan plan, HarmonicMap map)
    {
        foreach (var term in map.Terms)
        {
            yield return term.Bilinear.Denominator;
            yield return term.InputPhase.Denominator;
            yield return term.OutputPhase.Denominator;
        }

        foreach (var harmonic in Harmonics(plan)) yield return harmonic.Phase.Denominator;
        foreach (var coefficient in Coefficients(plan, map)) yield return coefficient.Order;

        foreach (var core in plan.Cores) yield return (core.Convolution is ChirpConvolution ? 2 : 1) * core.Input.Length;
        foreach (var node in plan.Codelets.SelectMany(c => c.Graph.Nodes).OfType<ScaleNode>())
        {
            var tape = new ConstantTape();
            tape.Add(node.Factor);
            foreach (var exact in tape.Exacts) yield return exact.Order;
        }
    }
}
