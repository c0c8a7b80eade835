using System.Numerics;

namespace Twiddle.CodeFixes.Tests.Harness;

/// <summary>How two results differ, if more than is allowed.</summary>
internal static class Difference
{
    /// <param name="expected">What the original gave.</param>
    /// <param name="actual">What the changed code gave.</param>
    /// <param name="bound">How far numbers may be apart, relative to the largest of their array; 0 demands the same bits.</param>
    public static string? Between(object?[] expected, object?[] actual, double bound)
    {
        for (var i = 0; i < expected.Length; i++)
            if (Of(expected[i], actual[i], bound) is { } difference) return (i == 0 ? "result: " : $"argument {i}: ") + difference;
        return null;
    }

    private static string? Of(object? expected, object? actual, double bound)
    {
        var (left, right) = (Numbers(expected).ToList(), Numbers(actual).ToList());
        if (expected?.GetType().ToString() != actual?.GetType().ToString() || left.Count != right.Count) return $"{expected ?? "null"} became {actual ?? "null"}";
        if (expected is string && !expected.Equals(actual)) return $"{expected} became {actual}";
        var scale = left.Select(Math.Abs).Where(double.IsFinite).Append(1e-300).Max();
        for (var i = 0; i < left.Count; i++)
            if (!AreClose(left[i], right[i], bound * scale)) return $"{left[i]:R} became {right[i]:R}";
        return null;
    }

    private static bool AreClose(double left, double right, double tolerance)
    {
        if (double.IsNaN(left) || double.IsNaN(right)) return double.IsNaN(left) && double.IsNaN(right);
        if (tolerance == 0) return BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right);
        return left == right || Math.Abs(left - right) <= tolerance;
    }

    private static IEnumerable<double> Numbers(object? value) => value switch
    {
        double or float or int or uint or short or long => [Convert.ToDouble(value)],
        bool truth => [truth ? 1 : 0],
        Complex complex => [complex.Real, complex.Imaginary],
        string or null => [],
        System.Collections.IEnumerable items => items.Cast<object?>().SelectMany(Numbers),
        System.Runtime.CompilerServices.ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Numbers(tuple[i])),
        _ => [],
    };
}
