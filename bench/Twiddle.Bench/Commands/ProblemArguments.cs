using System.CommandLine;
using Twiddle.Bench.Speed;

namespace Twiddle.Bench.Commands;

/// <summary>Which transforms and lengths to measure: all of them, those of one kind, or some lengths of one kind.</summary>
internal sealed class ProblemArguments
{
    public Argument<string?> Kind { get; } = new("kind") { Description = "One transform, e.g. complex-double; all of them if left out.", Arity = ArgumentArity.ZeroOrOne };

    public Argument<int[]> Lengths { get; } = new("n") { Description = "Lengths of the input; all that were derived if left out.", Arity = ArgumentArity.ZeroOrMore };

    public ProblemArguments() => Kind.AcceptOnlyFromAmong([.. Kinds.All.Select(k => k.Name)]);

    /// <summary>The chosen problems. A length that was not derived is named and left out: the generated method would run the definition.</summary>
    public IEnumerable<(Kind Kind, int Length)> Chosen(ParseResult parsed)
    {
        var name = parsed.GetValue(Kind);
        var lengths = parsed.GetValue(Lengths) ?? [];
        foreach (var kind in Kinds.All.Where(k => name is null || k.Name == name))
        {
            var asked = lengths.Length == 0 ? kind.Wanted : lengths;
            foreach (var length in asked.Except(kind.Lengths)) Console.Error.WriteLine($"{kind.Name} {length}: not derived, left out.");
            foreach (var length in kind.Lengths.Where(n => lengths.Length == 0 || lengths.Contains(n))) yield return (kind, length);
        }
    }
}
