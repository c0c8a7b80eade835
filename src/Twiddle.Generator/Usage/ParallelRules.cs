using Microsoft.CodeAnalysis;
using Twiddle.Compiler.Emission;
using Twiddle.Compiler.Emission.Sharing;
using Twiddle.Generator.Analyzers;

namespace Twiddle.Generator.Usage;

/// <summary>Where <c>Parallel = true</c> has no effect, or not on all overloads.</summary>
internal static class ParallelRules
{
    public static IEnumerable<UsageProblem> Check(Candidate candidate)
    {
        if (!candidate.Usage.IsParallel || WhyNot(candidate) is not { } reason) yield break;
        yield return new(Rules.OnOneThread, candidate.Usage.GeneratedName, reason);
    }

    private static string? WhyNot(Candidate candidate)
    {
        var (request, language) = (candidate.Request, candidate.Request.Target.Language);
        if (!language.HasThreadPool) return "the framework has no pool of threads";
        if (request.IsForAnyLength) return language.AllowsUnsafe ? null : "many vectors can be held in place for other threads only where the project allows unsafe code (AllowUnsafeBlocks)";
        if (request.Lengths.Concat(request.Shape).All(length => length < TeamWriter.LeastPoints)) return "only transforms of 131072 points and more are shared";
        return language is { HasVector256: true, AllowsUnsafe: false } && TakesSpans(candidate)
            ? "spans can be held in place for other threads only where the project allows unsafe code (AllowUnsafeBlocks); arrays can without"
            : null;
    }

    /// <summary>Whether what the user writes himself takes spans; of overloads beside one on arrays, the page tells.</summary>
    private static bool TakesSpans(Candidate candidate) =>
        (candidate.Request.Target.Partial ?? candidate.Request.Target.Naive).Parameters.Any(p => p.Type is Twiddle.Compiler.Programs.SpanType);
}
