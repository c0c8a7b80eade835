// Describes a sound: level, brightness, pitch, hum, and the cepstrum that a classifier would use.
//
//   Legacy [sound.wav] [--repeat n]
//
// Without a file, a sound is made up. The report goes to the output, the time per analysis to the error output.
using System.Diagnostics;
using System.Globalization;
using Legacy;
using Legacy.Signals;

string? file = null;
var repeat = 1;
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--repeat" && i + 1 < args.Length) repeat = int.Parse(args[++i], CultureInfo.InvariantCulture);
    else file = args[i];
}

var sound = file is null ? Synthesizer.Demonstration() : WavFile.Read(file);
var watch = Stopwatch.StartNew();
var report = SoundAnalyzer.Analyze(sound);
for (var i = 1; i < repeat; i++) report = SoundAnalyzer.Analyze(sound);
var milliseconds = watch.Elapsed.TotalMilliseconds / repeat;

report.Write(Console.Out);
Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds:F1} ms"));
