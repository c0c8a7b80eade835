using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Twiddle.Bench.Lint;

namespace Twiddle.Bench.Tests;

/// <summary>What the rules find in <c>samples/Legacy</c>, without its package; <c>verify.sh</c> there goes the whole way.</summary>
public class LegacyTests
{
    private static readonly Lazy<Task<ImmutableArray<Finding>>> Findings = new(() =>
        LintRun.Find(LooseSources.Compile(LooseSources.Files([new DirectoryInfo(Folder())]), CancellationToken.None), ShippedAnalyzers.Create(), CancellationToken.None));

    [Theory]
    [InlineData("TWD101", "Spectrum.cs")]
    [InlineData("TWD101", "Spectrum.Inverse.cs")]
    [InlineData("TWD102", "Goertzel.cs")]
    [InlineData("TWD103", "Features.cs")]
    [InlineData("TWD104", "Goertzel.cs")]
    [InlineData("TWD105", "Spectrum.cs")]
    [InlineData("TWD106", "Framing.cs")]
    [InlineData("TWD108", "Spectrum.cs")]
    [InlineData("TWD109", "MovingAverage.cs")]
    [InlineData("TWD111", "Synthesizer.cs")]
    [InlineData("TWD112", "Features.cs")]
    [InlineData("TWD113", "Oscillator.cs")]
    [InlineData("TWD114", "Spectrum.cs")]
    [InlineData("TWD115", "Cepstrum.cs")]
    public async Task The_habit_is_found(string rule, string file) =>
        Assert.Contains(await Findings.Value, finding => finding.Rule.Id == rule && finding.File.EndsWith("/" + file, StringComparison.Ordinal));

    [Theory]
    [InlineData("WavFile.cs")]
    [InlineData("SoundReport.cs")]
    [InlineData("Sound.cs")]
    [InlineData("Program.cs")]
    [InlineData("SignalTests.cs")]
    public async Task Nothing_is_found_where_nothing_is_computed_again(string file) =>
        Assert.DoesNotContain(await Findings.Value, finding => finding.File.EndsWith("/" + file, StringComparison.Ordinal));

    private static string Folder([CallerFilePath] string file = "") => Path.Join(Path.GetDirectoryName(file), "..", "..", "samples", "Legacy");
}
