using System.Collections.Immutable;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>What reading gives: the transform, or the located reason why not.</summary>
public abstract record ReadingResult;

public sealed record Understood(TransformSpec Spec) : ReadingResult;

public sealed record Refused(Refusal Refusal) : ReadingResult;

/// <summary>
/// Reads what a program computes for given sizes of its inputs: a pure function, shared by generator and analyzer, that never throws (but for
/// cancellation) and never takes more than its budget.
/// </summary>
public static class Reader
{
    /// <summary>Up to this many elements of input, loops are run and the map is an exact matrix; beyond, loops are summarised.</summary>
    public const int LargestMatrix = 64;

    /// <param name="program">The method and what it calls.</param>
    /// <param name="sizes">The sizes of the inputs.</param>
    /// <param name="cancellation">Honoured at every step.</param>
    public static ReadingResult Read(Program program, InputSizes sizes, CancellationToken cancellation)
    {
        var options = sizes.Largest(program.Entry) <= LargestMatrix ? ReadingOptions.RunLoops : ReadingOptions.SummariseLoops;
        return Read(program, sizes, options, cancellation);
    }

    /// <summary>Reads with loops run, or summarised, as the options say.</summary>
    public static ReadingResult Read(Program program, InputSizes sizes, ReadingOptions options, CancellationToken cancellation)
    {
        try
        {
            var arguments = Arguments.Bind(program.Entry, sizes);
            var interpreter = new Interpreter(program, options, cancellation);
            var result = interpreter.Run(arguments.Values);
            var outputs = WrittenBuffers.Collect(program.Entry, arguments, result);
            var isSummary = outputs.Any(o => o.Writes.Any() || o.Elements.Any(e => Interpreter.IsSummed(e.Value)));
            var precision = WorkingPrecision.Of(program.Entry, interpreter.Precision);
            var spec = isSummary
                ? HarmonicReading.Build(program.Entry, arguments, outputs, precision)
                : MatrixReading.Build(program.Entry, arguments, outputs, precision);
            return new Understood(spec);
        }
        catch (ReadingStopped stopped)
        {
            return new Refused(stopped.Refusal);
        }
    }
}
