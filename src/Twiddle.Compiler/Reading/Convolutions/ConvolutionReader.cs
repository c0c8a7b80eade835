using Twiddle.Compiler.Emission.Convolutions;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading.Convolutions;

/// <summary>
/// Reads a method as a convolution, or correlation, of two arrays for all lengths: as it is, or under simple assumptions about its lengths, which the
/// generated method asks for.
/// </summary>
internal static class ConvolutionReader
{
    /// <summary>More simple assumptions are not tried.</summary>
    private const int MostAssumptions = 60;

    /// <summary>More are not made at the same time.</summary>
    private const int MostTogether = 4;

    public static ConvolutionResult Read(Program program, CancellationToken cancellation)
    {
        var simple = Assumptions(program.Entry.Parameters).Take(MostAssumptions).ToList();
        var known = new List<Func<Lengths, IEnumerable<Affine>>>();
        var current = AttemptWith(program, known, cancellation);
        var (first, hasProducts) = (current.Refusal, current.HasProducts);
        while (current.Convolution is null && current.DependsOnLengths && known.Count < MostTogether)
        {
            // The first assumption under which it is a convolution; else the one that gets reading the farthest.
            var (best, chosen) = (current, (Func<Lengths, IEnumerable<Affine>>?)null);
            foreach (var assumption in simple)
            {
                var attempt = AttemptWith(program, [.. known, assumption], cancellation);
                hasProducts |= attempt.HasProducts;
                if (attempt.Convolution is not null) return new(attempt.Convolution, null, true);
                if (attempt.Progress > best.Progress) (best, chosen) = (attempt, assumption);
            }

            if (chosen is null) break;
            known.Add(chosen);
            current = best;
        }

        return new(current.Convolution, current.Convolution is null ? first : null, hasProducts);
    }

    /// <summary>How far reading gets.</summary>
    /// <param name="Convolution">What it is; null where it is none.</param>
    /// <param name="Refusal">The reason.</param>
    /// <param name="Progress">The steps that reading took.</param>
    /// <param name="HasProducts">Whether it was read to its end, and multiplies data by data.</param>
    /// <param name="DependsOnLengths">Whether it may get farther under further assumptions about lengths.</param>
    private sealed record Attempt(DataConvolution? Convolution, Refusal? Refusal, int Progress, bool HasProducts, bool DependsOnLengths);

    private static Attempt AttemptWith(Program program, IReadOnlyList<Func<Lengths, IEnumerable<Affine>>> assumptions, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var made = new List<Affine>();
        var progress = new ReadingProgress();
        try
        {
            var reading = BilinearReader.Read(program, unknowns =>
            {
                made.Clear();
                made.AddRange(assumptions.SelectMany(assumption => assumption(new Lengths(unknowns))));
                return made;
            }, progress, cancellation);
            progress.HasProducts = reading.Stores.Any(s => s.Value.Terms.Any(t => t.Data.Count == 2));
            (progress.Steps, progress.IsUndecided) = (int.MaxValue, true);
            var convolution = ConvolutionProof.Prove(program, reading, made);
            return MayPay(reading, convolution)
                ? new(convolution, null, int.MaxValue, true, false)
                : new(null, new(RefusalKind.NotDerivable, "The arrays are always too short for transforms to pay", program.Entry.Body.Span), 0, true, false);
        }
        catch (ReadingStopped stopped)
        {
            return new(null, stopped.Refusal, progress.Steps, progress.HasProducts, progress.IsUndecided && (progress.HasProducts || IsAboutLengths(stopped.Refusal.Kind)));
        }
    }

    private static bool IsAboutLengths(RefusalKind kind) => kind is RefusalKind.IndexOutOfRange or RefusalKind.Throws or RefusalKind.UnknownSize;

    /// <summary>Whether there are lengths, under all that is assumed of them, from which on transforms pay.</summary>
    private static bool MayPay(BilinearReading reading, DataConvolution convolution)
    {
        Affine[] sizes = [convolution.First.Count, convolution.Second.Count, convolution.Count];
        return !Inequalities.AreContradictory(reading.Facts.Concat(reading.Requirements).Concat(sizes.Select(size => size - BreakEven.LeastShorter)));
    }

    /// <summary>The unknowns that lengths and parameters are.</summary>
    private sealed class Lengths(IReadOnlyList<UnknownInteger> unknowns)
    {
        public Affine Of(int parameter) => Affine.OfUnknown(Enumerable.Range(0, unknowns.Count).First(u => unknowns[u].Parameter == parameter));
    }

    /// <summary>That two lengths are in order or the same, that one is that of the complete convolution, and the like.</summary>
    private static IEnumerable<Func<Lengths, IEnumerable<Affine>>> Assumptions(EquatableArray<ProgramParameter> parameters)
    {
        var arrays = Enumerable.Range(0, parameters.Count).Where(p => BilinearReader.IsArray(parameters[p])).ToList();
        var integers = Enumerable.Range(0, parameters.Count).Where(p => BilinearReader.IsInteger(parameters[p])).ToList();
        // The likely ones first, and the weaker of them: what the method is derived for should be as much as can be.
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

        foreach (var n in integers)
            foreach (var m in integers.Where(m => m > n))
                foreach (var y in arrays) yield return Of(l => [l.Of(y) - (l.Of(n) + l.Of(m) - 1)]);
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
    }

    private static Func<Lengths, IEnumerable<Affine>> Of(Func<Lengths, Affine[]> inequalities) => inequalities;

    private static Affine[] Equal(Affine a, Affine b) => [a - b, b - a];
}
