using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Twiddle.Compiler.Plans.Tuning;
using Twiddle.Compiler.Programs;
using Twiddle.Generator.Analyzers;

namespace Twiddle.Generator.Usage;

/// <summary>A file of choices as it was read, with the places of what is not used.</summary>
/// <param name="Path">The file.</param>
/// <param name="Plans">The choices.</param>
/// <param name="Problems">What is left out.</param>
internal sealed record TuningReport(string Path, EquatableArray<TunedPlan> Plans, EquatableArray<LocatedProblem> Problems)
{
    public static bool IsTuningFile(AdditionalText text) =>
        string.Equals(System.IO.Path.GetFileName(text.Path), TuningFile.Name, StringComparison.OrdinalIgnoreCase);

    public static TuningReport Of(AdditionalText text, CancellationToken cancellation)
    {
        if (text.GetText(cancellation) is not { } content)
            return new(text.Path, EquatableArray<TunedPlan>.Empty, ImmutableArray.Create(new LocatedProblem(default, default, "it cannot be read")));
        var file = TuningReader.Read(content.ToString(), cancellation);
        return new(text.Path, file.Plans, file.Problems.Select(problem => At(content, problem)).ToEquatableArray());
    }

    public void Report(Action<Diagnostic> report)
    {
        foreach (var problem in Problems)
            report(Diagnostic.Create(Rules.TuningFile, Location.Create(Path, problem.Span, problem.Lines), System.IO.Path.GetFileName(Path), problem.Message));
    }

    private static LocatedProblem At(SourceText content, TuningProblem problem)
    {
        var start = Math.Min(problem.Start, content.Length);
        var span = new TextSpan(start, Math.Min(problem.Length, content.Length - start));
        return new(span, content.Lines.GetLinePositionSpan(span), problem.Message);
    }
}

/// <summary>A problem, its characters, and its lines.</summary>
internal sealed record LocatedProblem(TextSpan Span, LinePositionSpan Lines, string Message);
