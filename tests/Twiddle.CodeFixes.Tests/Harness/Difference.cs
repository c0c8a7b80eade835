using System.Numerics;

namespace Twiddle.CodeFixes.Tests.Harness;

/// <summary>How far results may be apart.</summary>
/// <param name="Relative">The distance of numbers, relative to the largest of their array; 0 demands the same bits.</param>
/// <param name="AnyNonFinite">Whether NaN and the infinities may become each other.</param>
internal readonly record struct Tolerance(double Relative, bool AnyNonFinite = false)
{
    public static implicit operator Tolerance(double relative) => new(relative);
}

/// <summary>How two results differ, if more than is allowed.</summary>
internal static class Difference
{
    /// <param name="expected">What the original gave.</param>
    /// <param name="actual">What the changed code gave.</param>
    /// <param name="tolerance">How far numbers may be apart.</param>
    public static string? Between(object?[] expected, object?[] actual, Tolerance tolerance)
    {
        for (var i = 0; i < expected.Length; i++)
            if (Of(expected[i], actual[i], tolerance) is { } difference) return (i == 0 ? "result: " : $"argument {i}: ") + difference;
        return null;
    }

    private static string? Of(object? expected, object? actual, Tolerance tolerance)
    {
        var (left, right) = (Numbers(expected).ToList(), Numbers(actual).ToList());
        if (expected?.GetType().ToString() != actual?.GetType().ToString() || left.Count != right.Count) return $"{expected ?? "null"} became {actual ?? "null"}";
        if (expected is string && !expected.Equals(actual)) return $"{expected} became {actual}";
        var scale = left.Select(Math.Abs).Where(double.IsFinite).Append(1e-300).Max();
        for (var i = 0; i < left.Count; i++)
            if (!AreClose(left[i], right[i], tolerance.Relative * scale, tolerance.AnyNonFinite)) return $"{left[i]:R} became {right[i]:R}";
        return null;
    }

    private static bool AreClose(double left, double right, double tolerance, bool anyNonFinite)
    {
        if (anyNonFinite && !double.IsFinite(left)) return !double.IsFinite(right);
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
