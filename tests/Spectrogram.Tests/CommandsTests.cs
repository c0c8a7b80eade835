namespace Spectrograms.Tests;

public sealed class CommandsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("spectrogram").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void DrawsAPicture()
    {
        var (input, output) = (Path.Combine(folder, "in.wav"), Path.Combine(folder, "new", "out.png"));
        File.WriteAllBytes(input, WavBytes.File(WavBytes.Format(WavBytes.Pcm, 1, 16), WavBytes.Data(1, -1, 1, -1)));

        Assert.Equal(Commands.Success, Commands.Draw(input, output, new Framing(512, 2)));

        byte[] signature = [0x89, (byte)'P', (byte)'N', (byte)'G'];
        Assert.Equal(signature, File.ReadAllBytes(output)[..4]);
    }

    [Fact]
    public void AMissingFileIsAnExitCode() =>
        Assert.Equal(Commands.CannotRead, Commands.Draw(Path.Combine(folder, "none.wav"), Path.Combine(folder, "out.png"), new Framing(512, 128)));

    [Fact]
    public void AFileThatIsNoWavIsAnExitCode()
    {
        var input = Path.Combine(folder, "text.wav");
        File.WriteAllText(input, "no sound at all");

        Assert.Equal(Commands.CannotRead, Commands.Draw(input, Path.Combine(folder, "out.png"), new Framing(512, 128)));
    }

    [Fact]
    public void APlaceThatCannotBeWrittenIsAnExitCode() =>
        // The folder itself stands where the file should go.
        Assert.Equal(Commands.CannotWrite, Commands.MakeRecording(folder));
}
