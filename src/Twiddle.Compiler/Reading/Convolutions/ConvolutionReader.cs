using Twiddle.Compiler.Emission.Convolutions;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading.Convolutions;

/// <summary>
/// Reads a method as a convolution, or correlation, of two arrays for all lengths: as it is, or under simple assumptions about its lengths, which the
/// generated method asks for.
/// </summary>
internal static class ConvolutionReader
{
    /// <summary>More are not tried: all that are simple, and the first pairs of them.</summary>
    private const int MostAssumptions = 150;

    public static ConvolutionResult Read(Program program, CancellationToken cancellation)
    {
        Refusal? first = null;
        var hasProducts = false;
        foreach (var assumption in Assumptions(program).Take(MostAssumptions))
        {
            cancellation.ThrowIfCancellationRequested();
            var made = new List<Affine>();
            var isBilinear = false;
            try
            {
                var reading = BilinearReader.Read(program, unknowns =>
                {
                    made.Clear();
                    made.AddRange(assumption(new Lengths(unknowns)));
                    return made;
                }, cancellation);
                isBilinear = reading.Stores.Any(s => s.Value.Terms.Any(t => t.Data.Count == 2));
                hasProducts |= isBilinear;
                var convolution = ConvolutionProof.Prove(program, reading, made);
                if (MayPay(reading, convolution)) return new(convolution, null, true);
                first ??= new(RefusalKind.NotDerivable, "The arrays are always too short for transforms to pay", program.Entry.Body.Span);
            }
            catch (ReadingStopped stopped)
            {
                first ??= stopped.Refusal;
                // Only what depends on lengths may be otherwise under further assumptions.
                if (!isBilinear && stopped.Refusal.Kind is not (RefusalKind.IndexOutOfRange or RefusalKind.Throws or RefusalKind.UnknownSize)) break;
            }
        }

        return new(null, first, hasProducts);
    }

    /// <summary>Whether there are lengths, under all that is assumed of them, from which on transforms pay.</summary>
    private static bool MayPay(BilinearReading reading, DataConvolution convolution)
    {
        var sizes = reading.Arrays.Where(a => a.Parameter == convolution.First.Parameter || a.Parameter == convolution.Second.Parameter).Select(a => a.Length).Append(convolution.Count);
        return !Inequalities.AreContradictory(reading.Facts.Concat(reading.Requirements).Concat(sizes.Select(size => size - BreakEven.LeastShorter)));
    }

    /// <summary>The unknowns that lengths and parameters are.</summary>
    private sealed class Lengths(IReadOnlyList<UnknownInteger> unknowns)
    {
        public Affine Of(int parameter) => Affine.OfUnknown(Enumerable.Range(0, unknowns.Count).First(u => unknowns[u].Parameter == parameter));
    }

    /// <summary>None at first; then that two lengths are the same or in order, that one is that of the complete convolution, and the like.</summary>
    private static IEnumerable<Func<Lengths, IEnumerable<Affine>>> Assumptions(Program program)
    {
        yield return _ => [];
        var single = Simple(program.Entry.Parameters).ToList();
        foreach (var assumption in single) yield return assumption;
        for (var a = 0; a < single.Count; a++)
            for (var b = a + 1; b < single.Count; b++)
                yield return Both(single[a], single[b]);
    }

    private static Func<Lengths, IEnumerable<Affine>> Both(Func<Lengths, IEnumerable<Affine>> a, Func<Lengths, IEnumerable<Affine>> b) => lengths => a(lengths).Concat(b(lengths));

    private static IEnumerable<Func<Lengths, IEnumerable<Affine>>> Simple(EquatableArray<ProgramParameter> parameters)
    {
        var arrays = Enumerable.Range(0, parameters.Count).Where(p => BilinearReader.IsArray(parameters[p])).ToList();
        var integers = Enumerable.Range(0, parameters.Count).Where(p => BilinearReader.IsInteger(parameters[p])).ToList();
        // The weaker ones first: what the method is derived for should be as much as can be.
        foreach (var a in arrays)
            foreach (var b in arrays.Where(b => b != a)) yield return Of(l => [l.Of(a) - l.Of(b)]);
        foreach (var y in arrays)
        {
            foreach (var (a, b) in arrays.SelectMany(a => arrays.Where(b => b >= a && a != y && b != y).Select(b => (a, b))))
                yield return Of(l => [l.Of(y) - (l.Of(a) + l.Of(b) - 1)]);
            foreach (var (a, b) in arrays.SelectMany(a => arrays.Where(b => b != a && a != y && b != y).Select(b => (a, b))))
                yield return Of(l => [l.Of(y) - (l.Of(a) - l.Of(b) + 1), l.Of(a) - l.Of(b)]);
        }

        foreach (var a in arrays)
            foreach (var b in arrays.Where(b => b > a)) yield return Of(l => Equal(l.Of(a), l.Of(b)));
        foreach (var n in integers)
        {
            yield return Of(l => [l.Of(n)]);
            foreach (var a in arrays)
            {
                yield return Of(l => [l.Of(n), l.Of(a) - l.Of(n)]);
                yield return Of(l => [l.Of(n), l.Of(a) - 1 - l.Of(n)]);
                yield return Of(l => Equal(l.Of(n), l.Of(a)));
            }
        }
    }

    private static Func<Lengths, IEnumerable<Affine>> Of(Func<Lengths, Affine[]> inequalities) => inequalities;

    private static Affine[] Equal(Affine a, Affine b) => [a - b, b - a];
}
