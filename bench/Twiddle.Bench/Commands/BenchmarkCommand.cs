using System.CommandLine;
using BenchmarkDotNet.Running;

namespace Twiddle.Bench.Commands;

/// <summary><c>benchmark</c>: the full runs of BenchmarkDotNet, with its own arguments.</summary>
internal static class BenchmarkCommand
{
    public static Command Create()
    {
        var arguments = new Argument<string[]>("arguments") { Description = "Arguments for BenchmarkDotNet, such as --filter *Dft*.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("benchmark", "Runs the BenchmarkDotNet classes.") { arguments };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(result => BenchmarkSwitcher.FromAssembly(typeof(BenchmarkCommand).Assembly).Run([.. result.GetValue(arguments) ?? [], .. result.UnmatchedTokens]));
        return command;
    }
}
