using Microsoft.CodeAnalysis;
using Twiddle.Compiler.Reading;
using Twiddle.Compiler.Specs;
using Twiddle.Execution.Tests.Reading;

namespace Twiddle.Corpus.Checking;

/// <summary>What became of one specimen.</summary>
/// <param name="Method">The specimen.</param>
/// <param name="Lengths">The number of lengths at which it was read both ways.</param>
/// <param name="Fitted">The number of lengths at which harmonics were found in what running it gave.</param>
/// <param name="Difference">The first difference, or null.</param>
public sealed record AgreementOutcome(CorpusMethod Method, int Lengths, int Fitted, string? Difference);

/// <summary>Reads the specimens with loops run and with loops summarised: whatever can be read both ways has to be the same map.</summary>
public static class SummaryAgreement
{
    public static IEnumerable<AgreementOutcome> Check(CorpusSource source, IEnumerable<int> lengths, CancellationToken cancellation)
    {
        var methods = source.Methods.ToDictionary(m => m.Name);
        var tree = Workbench.Parse(source.Text, "Specimens.cs");
        var bench = Workbench.Of([Annotation.Annotate(tree, method => methods.ContainsKey(method.Identifier.Text) ? Annotation.OfLengths([8]) : null)]);
        var all = lengths.ToList();
        foreach (var symbol in bench.Annotated()) yield return Check(methods[symbol.Name], symbol, bench, all, cancellation);
    }

    private static AgreementOutcome Check(CorpusMethod method, IMethodSymbol symbol, Workbench bench, IReadOnlyList<int> lengths, CancellationToken cancellation)
    {
        var program = bench.Lower(symbol, cancellation).Program;
        var (compared, fitted) = (0, 0);
        foreach (var length in lengths)
        {
            TransformSpec? Read(ReadingOptions options) => (Reader.Read(program, InputSizes.OfLength(length), options, cancellation) as Understood)?.Spec;
            if (InputSizes.OfLength(length).Largest(program.Entry) > Reader.LargestMatrix) continue;
            // Transforms modulo a prime are only ever run: where both ways read one, it has a single point, and no loop to summarise.
            if (Read(ReadingOptions.RunLoops) is not { Map: not ModularMap } run) continue;
            foreach (var options in new[] { ReadingOptions.SummariseLoops with { LongestRun = 1 }, ReadingOptions.RunLongLoops })
            {
                if (Read(options) is not { } other) continue;
                // Where a part of an array cannot be read one way, the place is guessed there.
                if (run.Inputs.Any(i => i.Window is not null) != other.Inputs.Any(i => i.Window is not null)) continue;
                if (options.IsFitted) fitted++;
                else compared++;
                if (Difference(run, other, length) is { } difference) return new(method, compared, fitted, $"length {length}, {(options.IsFitted ? "fitted" : "summarised")}: {difference}");
            }
        }

        return new(method, compared, fitted, null);
    }

    private static string? Difference(TransformSpec run, TransformSpec summary, int length)
    {
        if (run.Inputs != summary.Inputs) return $"inputs {run.Inputs.Count} and {summary.Inputs.Count}, or of other sizes";
        if (run.Outputs != summary.Outputs) return $"outputs {run.Outputs.Count} and {summary.Outputs.Count}, or of other sizes";
        if (run.Precision != summary.Precision || run.Assumptions != summary.Assumptions) return "other assumptions";
        var random = new Random(length);
        var data = new Dictionary<Slot, double>();
        double Input(Slot slot) => data.TryGetValue(slot, out var known) ? known : data[slot] = random.NextDouble() - 0.5;
        var (expected, actual) = (SpecEvaluator.Evaluate(run, Input), SpecEvaluator.Evaluate(summary, Input));
        if (expected.Count != actual.Count) return $"{expected.Count} numbers are stored, and {actual.Count}";
        var tolerance = 1e-9 * length * (1 + expected.Values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
        foreach (var (slot, value) in expected)
        {
            if (!actual.TryGetValue(slot, out var other)) return $"nothing is stored in {slot} where loops are not run";
            // An angle of π may be −π, and what a cast cuts off at a whole number may be the next one.
            var apart = Math.Abs(value - other);
            if (apart <= tolerance || Math.Abs(apart - 2 * Math.PI) <= tolerance || (value.Equals(other) || (double.IsInteger(value) && apart == 1))) continue;
            return FormattableString.Invariant($"{slot}: run {value}, otherwise {other}");
        }

        return null;
    }
}
