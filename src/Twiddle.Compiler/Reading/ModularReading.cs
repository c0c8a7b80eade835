using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>Makes the matrix of a transform modulo a prime from what was found by running all loops.</summary>
internal static class ModularReading
{
    private const RefusalKind Kind = RefusalKind.ModularArithmetic;

    /// <param name="method">The method.</param>
    /// <param name="surroundings">What comes from outside.</param>
    /// <param name="outputs">What it gives out.</param>
    /// <param name="modulus">The number that it reduces by.</param>
    /// <param name="resolve">The linear form of an output, or a refusal.</param>
    public static TransformSpec Build(
        ProgramMethod method, Surroundings surroundings, ImmutableArray<WrittenBuffer> outputs, BigInteger modulus, Func<Value, SourceSpan, Form> resolve)
    {
        var span = method.Body.Span;
        if (PrimeField.WithModulus(modulus < int.MaxValue ? (long)modulus : 0) is null)
            throw Refuse($"The method reduces modulo {modulus}: algorithms are derived for odd primes below 2³¹", span);
        if (outputs.Any(o => o.Writes.Any())) throw Refuse("Remainders of the data are computed in loops too long to be run", span);
        var rows = new List<Form>();
        var stores = ImmutableArray.CreateBuilder<Store>();
        for (var buffer = 0; buffer < outputs.Length; buffer++)
        {
            if (outputs[buffer].ElementType is not ScalarType) throw Refuse("Remainders are stored into something else than integers", span);
            foreach (var (element, value) in outputs[buffer].Elements.Select(e => ((int)e.Key, e.Value)))
            {
                stores.Add(new Store(new LaneComponent(buffer, element, 0, 0), new IndexRange(0, 1), new LinearValue(rows.Count)));
                rows.Add(resolve(value, span));
            }
        }

        if (rows.Any(r => r.Terms.Any(t => t.Factor.Atom is null && !IsMultiple(t.Coefficient, modulus)))) throw Refuse("The method adds a constant to remainders of the data", span);
        var forms = rows.Select(r => r.Where(f => f.Atom is not null)).ToList();
        var inputs = InputBuffers.Collect(surroundings, forms);
        var columns = InputColumns.Collect(inputs, forms).AsReal();
        if (columns.IsEmpty) throw new ReadingStopped(new Refusal(RefusalKind.NotDerivable, "The outputs do not depend on any input", span));
        var coefficients = forms.Select(f => new AtomCoefficients(f)).ToList();
        var matrix = ExactMatrix.Define(forms.Count, columns.Length, (k, j) => Residue(columns[j].CoefficientIn(coefficients[k]), modulus));
        var map = new ModularMap((int)modulus, matrix, columns.Select(c => new InputValue(c.Real, null)).ToEquatableArray());
        return new TransformSpec(inputs.Layouts, outputs.Select(o => o.Layout).ToEquatableArray(), map, stores.ToImmutable(), ScalarKind.UInt64);
    }

    private static bool IsMultiple(Cyclotomic constant, BigInteger modulus) => Residue(constant, modulus).IsZero();

    private static Cyclotomic Residue(Cyclotomic coefficient, BigInteger modulus)
    {
        var residue = BigInteger.Remainder(coefficient.AsRational!.Value.Numerator, modulus);
        return Cyclotomic.FromRational(residue.Sign < 0 ? residue + modulus : residue);
    }

    private static ReadingStopped Refuse(string reason, SourceSpan span) => new(new Refusal(Kind, reason, span));
}
