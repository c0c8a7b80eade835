using Spectre.Console;
using Spectrograms.Synthesis;

namespace Spectrograms;

/// <summary>What the command line can ask for. The values returned are exit codes; 1 is left to errors in the command line itself.</summary>
internal static class Commands
{
    public const int Success = 0;
    public const int CannotRead = 2;
    public const int CannotWrite = 3;

    public static int Draw(string input, string output, Framing framing)
    {
        if (ReadRecording(input) is not { } recording) return CannotRead;

        var spectrogram = Spectrogram.Of(recording, framing, FastDft);
        var milliseconds = 1000.0 / recording.SampleRate;
        var title = $"{Path.GetFileName(input)}: {recording.Duration:0.0} s at {recording.SampleRate / 1000.0:0.###} kHz, "
            + $"Hann frames of {framing.Length} ({framing.Length * milliseconds:0.#} ms), hop {framing.Hop} ({framing.Hop * milliseconds:0.#} ms)";
        if (!TryWrite(output, path => SpectrogramPicture.Save(path, spectrogram, recording.Duration, title))) return CannotWrite;

        var generated = GeneratedCode.Find(nameof(FastDft));
        Report.Print(AnsiConsole.Console, Comparison.Of(recording, framing, Spectrum.NaiveDft, FastDft), framing.Length, generated);
        if (generated is not null) Console.WriteLine($"Generated code: {generated.Path}");
        Console.WriteLine($"Picture: {Path.GetFullPath(output)}");
        return Success;
    }

    public static int MakeRecording(string output)
    {
        if (!TryWrite(output, path =>
        {
            using var stream = File.Create(path);
            WavWriter.Write(stream, DemoRecording.Synthesize());
        })) return CannotWrite;

        Console.WriteLine($"Recording: {Path.GetFullPath(output)}");
        return Success;
    }

    /// <summary>The transform that the picture is made with.</summary>
    public static void FastDft(double[] frame, double[] re, double[] im) => Spectrum.FastDft(frame, re, im);

    private static Recording? ReadRecording(string path)
    {
        try
        {
            var recording = WavReader.Read(File.ReadAllBytes(path));
            if (recording.IsTruncated) Console.Error.WriteLine($"'{path}' ends early; its first {recording.Duration:0.00} s are used.");
            return recording;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            var reason = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;
            Console.Error.WriteLine($"Cannot read '{path}': {reason}.");
            return null;
        }
    }

    private static bool TryWrite(string path, Action<string> write)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            write(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Cannot write '{path}': {exception.Message}");
            return false;
        }
    }
}
