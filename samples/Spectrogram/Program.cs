using System.CommandLine;
using Spectrograms;

var file = new Argument<string?>("file")
{
    Description = "A WAV file: 16-bit PCM or 32-bit float, mono or stereo. Without one, the recording that is shipped with the sample.",
    Arity = ArgumentArity.ZeroOrOne,
};
var output = new Option<string>("--output", "-o") { Description = "The PNG file to write.", DefaultValueFactory = _ => "spectrogram.png" };
var frame = new Option<int>("--frame")
{
    Description = "Samples per frame.",
    HelpName = string.Join('|', Spectrum.DerivedLengths),
    DefaultValueFactory = _ => 1024,
};
frame.Validators.Add(result =>
{
    if (!Spectrum.DerivedLengths.Contains(result.GetValueOrDefault<int>()))
        result.AddError($"--frame must be one of {string.Join(", ", Spectrum.DerivedLengths)}: the lengths that a fast transform is derived for.");
});
var hop = new Option<int?>("--hop") { Description = "Samples from frame to frame (a quarter of a frame if not given)." };
hop.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int?>() < 1) result.AddError("--hop must be at least 1.");
});

var draw = new RootCommand("Draws the spectrogram of a recording through a generated Fourier transform, and compares it with the naive one.")
{
    file, output, frame, hop,
};
draw.SetAction(arguments => Commands.Draw(
    arguments.GetValue(file) ?? Path.Combine(AppContext.BaseDirectory, "recording.wav"),
    arguments.GetRequiredValue(output),
    new Framing(arguments.GetValue(frame), arguments.GetValue(hop) ?? arguments.GetValue(frame) / 4)));

var target = new Argument<string>("file") { Description = "The WAV file to write." };
var makeRecording = new Command("make-recording", "Synthesizes the recording that is shipped with the sample.") { target };
makeRecording.Hidden = true;
makeRecording.SetAction(arguments => Commands.MakeRecording(arguments.GetRequiredValue(target)));
draw.Subcommands.Add(makeRecording);

return draw.Parse(args).Invoke();
