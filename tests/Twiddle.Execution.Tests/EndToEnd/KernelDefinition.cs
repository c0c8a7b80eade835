namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>Transforms with real results by their definitions: each angle is reduced exactly, as a fraction of a turn, before its cosine is taken.</summary>
internal static class KernelDefinition
{
    /// <summary>Result k of N points, each product times a weight of j and k.</summary>
    public static double Row(string kernel, int n, ReadOnlySpan<double> x, int k, Func<int, int, double>? weight = null)
    {
        var sum = 0.0;
        for (var j = 0; j < x.Length; j++)
        {
            var (numerator, denominator) = Angle(kernel, n, j, k);
            var turn = 2 * Math.PI * (numerator % denominator) / denominator;
            var (cosines, sines) = Parts(kernel);
            sum += x[j] * (weight?.Invoke(j, k) ?? 1) * (cosines * Math.Cos(turn) + sines * Math.Sin(turn));
        }

        return sum;
    }

    private static (double Cosines, double Sines) Parts(string kernel) => kernel switch
    {
        "SineTwo" or "SineThree" or "SineFour" => (0, 1),
        "Hartley" => (1, 1),
        "CosinesAndSines" => (3, -1),
        _ => (1, 0),
    };

    private static (long Numerator, long Denominator) Angle(string kernel, long n, long j, long k) => kernel switch
    {
        "CosineTwo" => ((2 * j + 1) * k, 4 * n),
        "CosineThree" => (j * (2 * k + 1), 4 * n),
        "CosineFour" or "SineFour" => ((2 * j + 1) * (2 * k + 1), 8 * n),
        "SineTwo" => ((2 * j + 1) * (k + 1), 4 * n),
        "SineThree" => ((j + 1) * (2 * k + 1), 4 * n),
        "Lapped" => ((2 * j + 1 + n) * (2 * k + 1), 8 * n),
        "Overlapping" => ((2 * j + 1) * (2 * k + 1 + n), 8 * n),
        _ => (j * k, n),
    };
}
