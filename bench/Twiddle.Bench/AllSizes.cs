using System.Globalization;

namespace Twiddle.Bench;

/// <summary>Every size of every transform that discovery must not fail at, or be slow at: rows without reference.</summary>
internal static class AllSizes
{
    private static readonly string[] PowersOfTwo = ["4", "8", "16", "32", "64"];

    private static readonly string[] OddAndPowersOfTwo = [.. Range(3, 31).Where((_, i) => i % 2 == 0), .. PowersOfTwo];

    /// <summary>Transforms that have sizes in common.</summary>
    public static IReadOnlyList<Family> Families { get; } =
    [
        new("Discrete Fourier transform", ["dft-complex"], [.. Range(2, 64), "128", "256"]),
        new("Of real inputs, and of conjugate-symmetric spectra to real outputs", ["dft-real-input", "dft-real-output"], [.. Range(4, 64), "128"]),
        new("Cosine, sine and Hartley transforms", ["dct1", "dct2", "dct3", "dct4", "dst1", "dst2", "dst3", "dst4", "dht"], OddAndPowersOfTwo),
        new("Walsh and Haar transforms, modulated lapped transforms", ["wht", "haar", "mdct", "mdct_win", "imdct", "imdct_win"], PowersOfTwo),
        new("Slant transform", ["slant"], ["4", "8", "16"]),
        new("Two dimensions", ["dft2d", "dct2d"], [.. Range(2, 8).Select(n => $"{n}x{n}")]),
        new("Convolution", ["circconv", "circconv_sym", "toeplitz"], Range(3, 16)),
    ];

    public static IEnumerable<ReferenceCount> Table =>
        from family in Families
        from transform in family.Transforms
        from size in family.Sizes
        select new ReferenceCount(transform, size, null, null, null, null);

    private static string[] Range(int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(n => n.ToString(CultureInfo.InvariantCulture))];

    /// <param name="Name">What they have in common.</param>
    /// <param name="Transforms">Names of <see cref="NamedMatrices"/>.</param>
    /// <param name="Sizes">The sizes of each.</param>
    internal sealed record Family(string Name, string[] Transforms, string[] Sizes);
}
