using System.Globalization;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Proofs;

namespace Twiddle.Bench;

/// <summary>What each rule is worth: the flops found with all of them, and with each switched off.</summary>
internal static class Ablation
{
    /// <summary>The rules that can be switched off.</summary>
    public static IReadOnlyList<DiscoveryRules> Rules { get; } =
        Enum.GetValues<DiscoveryRules>().Where(r => r is not (DiscoveryRules.None or DiscoveryRules.Cleaning or DiscoveryRules.All)).ToArray();

    /// <summary>One or more transforms for each rule to shine on.</summary>
    public static IReadOnlyList<ReferenceCount> Table { get; } =
    [
        .. Rows("dft-complex", "4", "5", "7", "8", "9", "11", "12", "13", "15", "16", "17", "25", "32", "64"),
        .. Rows("dft-real-input", "8", "9", "16", "25", "32"),
        .. Rows("dct1", "9"),
        .. Rows("dct2", "8", "16"),
        .. Rows("dct3", "8"),
        .. Rows("dct4", "8", "16"),
        .. Rows("mdct", "16"),
        .. Rows("mdct_win", "32"),
        .. Rows("dht", "16"),
        .. Rows("wht", "16"),
        .. Rows("circconv", "7", "8", "16"),
        .. Rows("butterfly", "16"),
        .. Rows("dct2d", "4x4", "8x8"),
        .. Rows("dft2d", "8x8"),
        .. Rows("slant", "8"),
        .. Rows("dft_hann", "16"),
        .. Rows("toeplitz", "7", "8", "18"),
        .. Rows("toeplitz_shuffled", "8"),
        .. Rows("fir_n", "8"),
        .. Rows("fir_n_shuffled", "8"),
        .. Rows("polynomials", "8"),
        .. Rows("chirp", "8"),
        .. Rows("chirp_scaling", "8"),
        .. Rows("kronecker", "3"),
    ];

    /// <summary>The flops of the algorithm found with these rules; null if it could not be proved.</summary>
    public static int? Flops(string transform, string size, DiscoveryRules rules, CancellationToken cancellation)
    {
        var (matrix, field) = NamedMatrices.Get(transform, OperationCount.SideOf(size));
        var options = new DiscoveryOptions(CostModel.Flops, Effort.Full) { Rules = rules };
        var graph = DiscoveryEngine.Discover(matrix, field, options, cancellation).Graph;
        if (CodeletProof.Verify(graph, matrix, field, cancellation) is not Equal) return null;
        return graph.Additions + graph.Multiplications;
    }

    /// <summary>The cells of one row: the transform, its size, the flops with all rules, and without each: a dot where they are the same.</summary>
    public static IEnumerable<string> Cells(string transform, string size, CancellationToken cancellation)
    {
        yield return transform;
        yield return size;
        var all = Flops(transform, size, DiscoveryRules.All, cancellation);
        yield return Text(all);
        foreach (var rule in Rules)
        {
            var without = Flops(transform, size, DiscoveryRules.All & ~rule, cancellation);
            yield return without == all ? "." : Text(without);
        }
    }

    private static string Text(int? flops) => flops is { } count ? count.ToString(CultureInfo.InvariantCulture) : "unproved";

    private static IEnumerable<ReferenceCount> Rows(string transform, params string[] sizes) =>
        sizes.Select(size => new ReferenceCount(transform, size, null, null, null, null));
}
