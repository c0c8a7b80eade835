using System.Globalization;

namespace Twiddle.Bench.Drawing;

/// <summary>The shortest way to write a positive constant: ¾, √½, cos π/8, 2 sin 3π/16; four digits where it has no such form.</summary>
internal static class ConstantLabel
{
    private const double Tolerance = 1e-9;
    private const int LargestTerm = 16;
    private const int LargestOrder = 256;

    private static readonly (double Value, string Text)[] Multipliers =
        [(1, ""), (2, "2 "), (0.5, "½ "), (4, "4 "), (0.25, "¼ "), (Math.Sqrt(2), "√2 "), (Math.Sqrt(0.5), "√½ ")];

    private static readonly Dictionary<(int P, int Q), string> Fractions = new()
    {
        [(1, 2)] = "½", [(1, 3)] = "⅓", [(2, 3)] = "⅔", [(1, 4)] = "¼", [(3, 4)] = "¾", [(1, 5)] = "⅕", [(2, 5)] = "⅖",
        [(3, 5)] = "⅗", [(4, 5)] = "⅘", [(1, 6)] = "⅙", [(5, 6)] = "⅚", [(1, 8)] = "⅛", [(3, 8)] = "⅜", [(5, 8)] = "⅝", [(7, 8)] = "⅞",
    };

    public static string Of(double value) =>
        TryFraction(value) ?? TryRoot(value) ?? TryCosine(value) ?? value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string? TryFraction(double value)
    {
        for (var q = 1; q <= LargestTerm; q++)
        {
            var p = (int)Math.Round(value * q);
            if (p is > 0 and <= LargestTerm && IsSame(value, (double)p / q)) return Fraction(p, q);
        }

        return null;
    }

    /// <summary>√(p/q); where q is a square, √p over its root.</summary>
    private static string? TryRoot(double value)
    {
        for (var q = 1; q <= LargestTerm; q++)
        {
            var p = (int)Math.Round(value * value * q);
            if (p is <= 0 or > LargestTerm || !IsSame(value, Math.Sqrt((double)p / q))) continue;
            var root = (int)Math.Sqrt(q);
            if (q > 1 && root * root == q) return $"√{p}/{root}";
            var fraction = Fraction(p, q);
            return fraction.Contains('/', StringComparison.Ordinal) ? $"√({fraction})" : "√" + fraction;
        }

        return null;
    }

    private static string? TryCosine(double value)
    {
        foreach (var (multiplier, prefix) in Multipliers)
        {
            var cosine = value / multiplier;
            if (cosine >= 1) continue;
            for (var m = 3; m <= LargestOrder; m++)
            {
                if (TryAngle(Math.Asin(cosine), m) is { } sineAngle && cosine < 0.7) return $"{prefix}sin {sineAngle}";
                if (TryAngle(Math.Acos(cosine), m) is { } angle) return $"{prefix}cos {angle}";
                if (TryAngle(Math.Asin(cosine), m) is { } other) return $"{prefix}sin {other}";
            }
        }

        return null;
    }

    private static string? TryAngle(double angle, int m)
    {
        var k = (int)Math.Round(angle * m / Math.PI);
        if (k == 0 || !IsSame(angle, k * Math.PI / m)) return null;
        return k == 1 ? $"π/{m}" : $"{k}π/{m}";
    }

    private static string Fraction(int p, int q)
    {
        if (q == 1) return p.ToString(CultureInfo.InvariantCulture);
        return Fractions.GetValueOrDefault((p, q)) ?? $"{p}/{q}";
    }

    private static bool IsSame(double a, double b) => Math.Abs(a - b) <= Tolerance * Math.Abs(b);
}
