using System.Globalization;

namespace Legacy;

/// <summary>What was found out about a sound.</summary>
public sealed record SoundReport(
    double Level,
    double Centroid,
    double Spread,
    double Flatness,
    double Pitch,
    double Hum,
    double Echo,
    double Phase,
    int Peaks,
    double Detail,
    double Tremolo,
    double Depth,
    double Loss,
    double[] Cepstrum)
{
    public void Write(TextWriter output)
    {
        Line("level", Level, "dB");
        Line("centroid", Centroid, "Hz");
        Line("spread", Spread, "Hz");
        Line("flatness", Flatness, "");
        Line("pitch", Pitch, "Hz");
        Line("hum", Hum, "dB");
        Line("echo", Echo, "ms");
        Line("phase", Phase, "rad");
        Line("peaks", Peaks, "");
        Line("detail", Detail, "");
        Line("tremolo", Tremolo, "Hz");
        Line("depth", Depth, "");
        Line("loss", Loss, "");
        for (var i = 0; i < Cepstrum.Length; i++) Line($"cepstrum {i}", Cepstrum[i], "");

        void Line(string name, double value, string unit) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-12}{value,12:F4} {unit}").TrimEnd());
    }
}
