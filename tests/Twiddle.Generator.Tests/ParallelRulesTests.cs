using Microsoft.CodeAnalysis.CSharp;

namespace Twiddle.Generator.Tests;

/// <summary><c>Parallel = true</c> without an effect is told of at the attribute; the code is generated all the same.</summary>
public class ParallelRulesTests
{
    private const string Source = """
        public static partial class Spectrum
        {
            [FastTransform(ARGUMENTS)]
            public static Complex[] NaiveDft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }
        }
        """;

    [Theory]
    [InlineData("64, Parallel = true", true, "131072 points")]
    [InlineData("64, Parallel = false", true, null)]
    [InlineData("Parallel = true", true, null)]
    [InlineData("Parallel = true", false, "AllowUnsafeBlocks")]
    public async Task NothingToShareIsToldOf(string arguments, bool allowsUnsafe, string? reason)
    {
        var compilation = Sources.Compile(Source.Replace("ARGUMENTS", arguments));
        var diagnostics = await Sources.Analyze(compilation.WithOptions(compilation.Options.WithAllowUnsafe(allowsUnsafe)));
        if (reason is null)
        {
            Assert.Empty(diagnostics);
            return;
        }

        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal("TWD046", diagnostic.Id);
        Assert.Contains(reason, diagnostic.GetMessage());
        Assert.Equal($"FastTransform({arguments})", diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
    }

    /// <summary>Of real data and of parts in arrays of their own there is nothing for many vectors at once, beside a partial method neither.</summary>
    [Theory]
    [InlineData("[FastTransform(Parallel = true)] public static Complex[] NaiveDft(double[] x) { var y = new Complex[x.Length]; LOOPS return y; }")]
    [InlineData("[FastTransform(Parallel = true)] public static Complex[] NaiveDft(double[] x) { var y = new Complex[x.Length / 2 + 1]; LOOPS return y; }")]
    [InlineData("public static Complex[] NaiveDft(Complex[] x) { var y = new Complex[x.Length]; LOOPS return y; } [FastTransform(Of = nameof(NaiveDft), Parallel = true)] public static partial void Fft(ReadOnlySpan<Complex> x, Span<Complex> y);")]
    public async Task WhatHasNoOverloadForManyVectorsIsToldOf(string members)
    {
        const string loops = "for (int k = 0; k < y.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);";
        var compilation = Sources.Compile("public static partial class Spectrum { " + members.Replace("LOOPS", loops) + " }");
        var diagnostic = Assert.Single(await Sources.Analyze(compilation.WithOptions(compilation.Options.WithAllowUnsafe(true))));
        Assert.Equal("TWD046", diagnostic.Id);
        Assert.Contains("no overload", diagnostic.GetMessage());
    }
}
