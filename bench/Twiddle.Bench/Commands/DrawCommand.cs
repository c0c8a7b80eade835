using System.CommandLine;
using Twiddle.Bench.Drawing;
using Twiddle.Compiler.Discovery;

namespace Twiddle.Bench.Commands;

/// <summary><c>draw</c>: the flow graph of the algorithm found, as SVG.</summary>
internal static class DrawCommand
{
    public static Command Create()
    {
        var transform = TransformArguments.Transform(ArgumentArity.ExactlyOne, "The transform, e.g. dft-complex.");
        var size = TransformArguments.Size(ArgumentArity.ExactlyOne, "Its size, e.g. 8 or 4x4.");
        var file = new Argument<FileInfo>("file") { Description = "The SVG file to write." };
        file.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && new FileInfo(result.Tokens[0].Value).Directory is not { Exists: true })
                result.AddError("There is no folder to write the file into.");
        });
        var command = new Command("draw", "Draws the flow graph of the algorithm found.") { transform, size, file };
        command.SetAction((parsed, cancellation) =>
            Run(parsed.GetRequiredValue(transform)!, parsed.GetRequiredValue(size)!, parsed.GetRequiredValue(file), cancellation));
        return command;
    }

    private static async Task Run(string transform, string size, FileInfo file, CancellationToken cancellation)
    {
        var (matrix, field) = NamedMatrices.Get(transform, OperationCount.SideOf(size));
        var graph = DiscoveryEngine.Discover(matrix, field, new(CostModel.Flops, Effort.Full), cancellation).Graph;
        var title = $"{transform} {size}: {graph.Additions} additions, {graph.Multiplications} multiplications";
        await File.WriteAllTextAsync(file.FullName, FlowDrawing.Draw(graph, new(field), title) + "\n", cancellation);
    }
}
