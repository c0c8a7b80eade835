using System.CommandLine;

namespace Twiddle.Bench.Commands;

/// <summary>The arguments that name a matrix: a transform of <see cref="NamedMatrices"/>, and a size.</summary>
internal static class TransformArguments
{
    public static Argument<string?> Transform(ArgumentArity arity, string description)
    {
        var argument = new Argument<string?>("transform") { Description = description, Arity = arity };
        argument.AcceptOnlyFromAmong([.. NamedMatrices.Names]);
        return argument;
    }

    public static Argument<string?> Size(ArgumentArity arity, string description)
    {
        var argument = new Argument<string?>("n") { Description = description, Arity = arity };
        argument.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !OperationCount.IsSize(result.Tokens[0].Value))
                result.AddError("n is a number of points, such as 60, or a square, such as 8x8.");
        });
        return argument;
    }
}
