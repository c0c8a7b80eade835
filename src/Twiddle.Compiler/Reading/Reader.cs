using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Reading.Fitting;
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

    /// <summary>Up to this many elements, loops that cannot be summarised are run all the same.</summary>
    private const int LargestFitted = 1024;

    /// <summary>No plan is made for more harmonic terms.</summary>
    private const int MostTerms = 256;

    private const int MaximumReadings = 16;

    /// <param name="program">The method and what it calls.</param>
    /// <param name="sizes">The sizes of the inputs.</param>
    /// <param name="cancellation">Honoured at every step.</param>
    /// <param name="runsLongLoops">Whether loops beyond <see cref="LargestMatrix"/> are run where they cannot be summarised, which takes up to a second.</param>
    public static ReadingResult Read(Program program, InputSizes sizes, CancellationToken cancellation, bool runsLongLoops = true)
    {
        var reading = Read(program, sizes, OptionsFor(program, sizes), cancellation);
        if (!runsLongLoops || !MayBeFitted(program, sizes)) return reading;
        var isToBe = reading is Understood understood ? IsInPieces(understood.Spec) : CanBeFitted(((Refused)reading).Refusal);
        return isToBe && Read(program, sizes, ReadingOptions.RunLongLoops, cancellation) is Understood fitted ? fitted : reading;
    }

    private static ReadingOptions OptionsFor(Program program, InputSizes sizes) => sizes.Largest(program.Entry) <= LargestMatrix ? ReadingOptions.RunLoops : ReadingOptions.SummariseLoops;

    /// <summary>Whether it is the summary of loops that failed, and not the method.</summary>
    private static bool CanBeFitted(Refusal refusal) =>
        refusal.Kind is RefusalKind.Unsupported or RefusalKind.OrderOfIterations or RefusalKind.NotDerivable or RefusalKind.OverwrittenInput or RefusalKind.Budget;

    /// <summary>Whether outer loops were run, one output after the other, so that nothing shows what they have in common.</summary>
    private static bool IsInPieces(TransformSpec spec) => spec.Map is HarmonicMap { Terms.Count: > MostTerms };

    private static bool MayBeFitted(Program program, InputSizes sizes) => sizes.Largest(program.Entry) is > LargestMatrix and <= LargestFitted;

    /// <summary>
    /// Reads with every value that the flags and sizes from outside (parameters, fields) may be meant to have: one transform for each combination
    /// that is one; where there is none, why the first is not.
    /// </summary>
    /// <param name="program">The method and what it calls.</param>
    /// <param name="sizes">The sizes of the inputs.</param>
    /// <param name="cancellation">Honoured at every step.</param>
    /// <param name="runsLongLoops">Whether loops beyond <see cref="LargestMatrix"/> are run where they cannot be summarised, which takes up to a second.</param>
    public static (ImmutableArray<TransformSpec> Specs, Refusal? Refusal) ReadAll(Program program, InputSizes sizes, CancellationToken cancellation, bool runsLongLoops = true)
    {
        var reading = ReadAll(program, sizes, OptionsFor(program, sizes), cancellation);
        if (!runsLongLoops || !MayBeFitted(program, sizes)) return reading;
        var isToBe = reading.Refusal is { } refusal ? CanBeFitted(refusal) : reading.Specs.Any(IsInPieces);
        return isToBe && ReadAll(program, sizes, ReadingOptions.RunLongLoops, cancellation) is { Refusal: null } fitted ? fitted : reading;
    }

    private static (ImmutableArray<TransformSpec> Specs, Refusal? Refusal) ReadAll(Program program, InputSizes sizes, ReadingOptions options, CancellationToken cancellation)
    {
        if (!ScalarUses.Of(program).HasOffsets(program.Entry)) return ReadAll(program, sizes, options, hasWindows: false, cancellation);
        var windowed = ReadAll(program, sizes, options, hasWindows: true, cancellation);
        if (windowed.Refusal is null) return windowed;
        var guessed = ReadAll(program, sizes, options, hasWindows: false, cancellation);
        // That a guessed place is outside of the array is nothing that the method does.
        return guessed.Refusal is { Kind: RefusalKind.IndexOutOfRange } ? windowed : guessed;
    }

    private static (ImmutableArray<TransformSpec> Specs, Refusal? Refusal) ReadAll(Program program, InputSizes sizes, ReadingOptions options, bool hasWindows, CancellationToken cancellation)
    {
        var specs = ImmutableArray.CreateBuilder<TransformSpec>();
        Refusal? first = null;
        var guesses = new Guesses();
        var readings = 0;
        do
        {
            var reading = Read(program, sizes, options, guesses, hasWindows, cancellation);
            if (reading is Understood understood) specs.Add(understood.Spec);
            else first ??= ((Refused)reading).Refusal;
        }
        while (++readings < MaximumReadings && guesses.Advance());

        return (specs.ToImmutable(), specs.Count == 0 ? first : null);
    }

    /// <summary>Reads with loops run, or summarised, as the options say.</summary>
    public static ReadingResult Read(Program program, InputSizes sizes, ReadingOptions options, CancellationToken cancellation)
    {
        if (ScalarUses.Of(program).HasOffsets(program.Entry))
        {
            var guesses = new Guesses();
            do
            {
                if (Read(program, sizes, options, guesses, hasWindows: true, cancellation) is Understood windowed) return windowed;
            }
            while (guesses.Advance());
        }

        return Read(program, sizes, options, new Guesses(), hasWindows: false, cancellation);
    }

    /// <summary>How many sums and differences of data the program computes as it is written, every loop run; 0 where it cannot be read, or not in so many steps.</summary>
    /// <param name="program">The method and what it calls.</param>
    /// <param name="sizes">The sizes of the inputs.</param>
    /// <param name="maximumSteps">The number of expressions and statements evaluated at most.</param>
    /// <param name="cancellation">Honoured at every step.</param>
    public static int AdditionsOf(Program program, InputSizes sizes, int maximumSteps, CancellationToken cancellation)
    {
        try
        {
            var interpreter = new Interpreter(program, new ReadingOptions(int.MaxValue, maximumSteps), new Surroundings(program, sizes, new Guesses()), cancellation);
            interpreter.Run();
            return interpreter.Additions;
        }
        catch (ReadingStopped)
        {
            return 0;
        }
    }

    private static ReadingResult Read(Program program, InputSizes sizes, ReadingOptions options, Guesses guesses, bool hasWindows, CancellationToken cancellation)
    {
        try
        {
            var windows = hasWindows ? new Windows() : null;
            if (windows is not null && !Survey(program, sizes, options, guesses, windows, cancellation).IsEmpty) windows = windows.Surveyed();
            var surroundings = new Surroundings(program, sizes, guesses, windows);
            var interpreter = new Interpreter(program, options, surroundings, cancellation);
            var result = interpreter.Run();
            if (surroundings.ProblemOfWindows(program.Entry.Body.Span) is { } problem) return new Refused(problem);
            var (outputs, returned) = WrittenBuffers.Collect(program.Entry, surroundings, interpreter, result);
            if (outputs.Any(o => o.Elements.Any(e => interpreter.IsOpen(e.Value)))) return new Refused(NoHarmonics(program));
            var isSummary = outputs.Any(o => o.Writes.Any() || o.Elements.Any(e => Interpreter.IsSummed(e.Value)));
            if (interpreter.IsLazy) LaterEvaluation.Check(program.Entry, surroundings, outputs);
            if (Interpreter.IsModular(outputs) && interpreter.AsExactIntegers(outputs) is { } exact) outputs = exact;
            if (Interpreter.IsModular(outputs)) return options.IsFitted ? new Refused(NoHarmonics(program)) : ReadModular(program, surroundings, interpreter, outputs, returned);
            if (options.IsFitted)
            {
                if (FittedOutputs.Of(outputs, cancellation) is not { } fitted) return new Refused(NoHarmonics(program));
                (outputs, isSummary) = (fitted, true);
            }

            var spec = isSummary
                ? HarmonicReading.Build(program.Entry, surroundings, outputs)
                : MatrixReading.Build(program.Entry, surroundings, outputs);
            var precision = WorkingPrecision.Of(spec, interpreter.Precision);
            return new Understood(spec with
            {
                Precision = precision,
                Remarks = Remarks(program, spec, interpreter, precision).ToEquatableArray(),
                Assumptions = surroundings.Assumptions.ToEquatableArray(),
                NonNull = surroundings.NonNull.ToEquatableArray(),
                ReturnedPlaces = returned,
                IsLazy = interpreter.IsLazy,
            });
        }
        catch (ReadingStopped stopped)
        {
            return new Refused(stopped.Refusal);
        }
        catch (NumberTooLargeException)
        {
            return new Refused(new Refusal(RefusalKind.Budget, "The coefficients of the map are numbers that are too large to be exact", program.Entry.Body.Span));
        }
    }

    private static Refusal NoHarmonics(Program program) => new(RefusalKind.NotDerivable, "The entries of the map are no sums of harmonics, which no plan is known for yet at this size", program.Entry.Body.Span);

    /// <summary>Finds out how large the parts of arrays are that arguments tell.</summary>
    private static Windows Survey(Program program, InputSizes sizes, ReadingOptions options, Guesses guesses, Windows windows, CancellationToken cancellation)
    {
        new Interpreter(program, options, new Surroundings(program, sizes, guesses, windows), cancellation).Run();
        guesses.Restart();
        return windows;
    }

    private static Understood ReadModular(
        Program program, Surroundings surroundings, Interpreter interpreter, ImmutableArray<WrittenBuffer> outputs, EquatableArray<ReturnedPlace> returned)
    {
        var spec = ModularReading.Build(program.Entry, surroundings, outputs, interpreter.ModulusOf(program.Entry.Body.Span), interpreter.Resolved);
        return new Understood(spec with
        {
            Remarks = interpreter.Remarks.ToEquatableArray(),
            Assumptions = surroundings.Assumptions.ToEquatableArray(),
            NonNull = surroundings.NonNull.ToEquatableArray(),
            ReturnedPlaces = returned,
        });
    }

    private static IEnumerable<Remark> Remarks(Program program, TransformSpec spec, Interpreter interpreter, ScalarKind precision)
    {
        if (Recognition.Describe(spec, interpreter.HasSums) is { } description) yield return new(RemarkKind.Recognised, description, program.Entry.Body.Span);
        foreach (var remark in interpreter.Remarks)
            if (remark.Kind != RemarkKind.RoundedCoefficient || precision == ScalarKind.Double) yield return remark;
    }
}
