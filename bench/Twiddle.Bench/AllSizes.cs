using System.Globalization;

namespace Twiddle.Bench;

/// <summary>Every size of every transform that discovery must not fail at, or be slow at: rows without reference.</summary>
internal static class AllSizes
{
    private static readonly int[] PowersOfTwo = [4, 8, 16, 32, 64];

    private static readonly int[] OddSizes = [.. Enumerable.Range(1, 15).Select(i => 2 * i + 1)];

    private static readonly (string Transform, IEnumerable<int> Sizes)[] Ranges =
    [
        ("dft-complex", Enumerable.Range(2, 63)),
        ("dft-real-input", Enumerable.Range(4, 61).Append(128)),
        ("dft-real-output", Enumerable.Range(4, 61)),
        .. new[] { "dct1", "dst1" }.Select(name => (name, PowersOfTwo.AsEnumerable())),
        .. new[] { "dct2", "dct3", "dct4", "dst2", "dst3", "dst4" }.Select(name => (name, OddSizes.Concat(PowersOfTwo))),
        .. new[] { "dht", "wht", "haar", "mdct", "mdct_win", "imdct", "imdct_win" }.Select(name => (name, PowersOfTwo.AsEnumerable())),
        ("circconv", Enumerable.Range(3, 14)),
        ("toeplitz", Enumerable.Range(4, 13)),
    ];

    public static IEnumerable<ReferenceCount> Table =>
        from range in Ranges
        from size in range.Sizes
        select new ReferenceCount(range.Transform, size.ToString(CultureInfo.InvariantCulture), null, null, null, null);
}
