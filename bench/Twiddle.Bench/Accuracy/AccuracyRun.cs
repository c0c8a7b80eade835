using Twiddle.Bench.Speed;

namespace Twiddle.Bench.Accuracy;

/// <summary>Compares all contenders for a problem with the exact result, on the same random inputs.</summary>
internal static class AccuracyRun
{
    private const int Trials = 4;

    public static IReadOnlyList<AccuracyRow> Measure(Problem problem, CancellationToken cancellation)
    {
        // Aligned or not, the generated code computes the same.
        Contender[] contenders = [.. problem.Where(c => c.Name is not (Contender.Naive or Contender.TwiddleOnArrays))];
        var errors = new double[contenders.Length];
        for (var trial = 0; trial < Trials; trial++)
        {
            cancellation.ThrowIfCancellationRequested();
            var samples = problem.Samples(seed: trial);
            var exact = problem.Kind.Exact([.. samples.Select(v => (DoubleDouble)v)]);
            for (var i = 0; i < contenders.Length; i++)
            {
                contenders[i].Fill(samples);
                contenders[i].Run(1);
                errors[i] += RelativeError.RootMeanSquare(contenders[i].Result(), exact) / Trials;
            }
        }

        return [.. contenders.Zip(errors, (c, error) => new AccuracyRow(problem.Kind.Name, problem.Length, c.Name == Contender.TwiddleOfAnyLength ? c.Name : c.Name.Split('-')[0], Digits(error)))];
    }

    private static double Digits(double error) => double.Parse(error.ToString("e3", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
