using Microsoft.CodeAnalysis;
using Twiddle.Compiler.Emission;
using Twiddle.Compiler.Emission.Sharing;
using Twiddle.Compiler.Programs;
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
        if (request.IsForAnyLength && !HasManyAtOnce(request.Target)) return "for any length only many vectors of complex numbers at once are shared, and there is no overload for them";
        if (request.IsForAnyLength) return language.AllowsUnsafe ? null : "many vectors can be held in place for other threads only where the project allows unsafe code (AllowUnsafeBlocks)";
        if (request.Lengths.Concat(request.Shape).All(length => length < TeamWriter.LeastPoints)) return "only transforms of 131072 points and more are shared";
        return language is { HasVector256: true, AllowsUnsafe: false } && TakesSpans(candidate)
            ? "spans can be held in place for other threads only where the project allows unsafe code (AllowUnsafeBlocks); arrays can without"
            : null;
    }

    /// <summary>Whether there is an overload for many vectors at once: beside a generated method on complex numbers.</summary>
    private static bool HasManyAtOnce(EmissionTarget target) =>
        target.Partial is null && target.Naive.Parameters.All(p => p.Type is not (ArrayType { Element: ScalarType } or SpanType { Element: ScalarType })) && !IsInParts(target.Naive.ReturnType);

    private static bool IsInParts(ProgramType result) => result is TupleType or ArrayType { Element: ScalarType };

    /// <summary>Whether what the user writes himself takes spans; of overloads beside one on arrays, the page tells.</summary>
    private static bool TakesSpans(Candidate candidate) =>
        (candidate.Request.Target.Partial ?? candidate.Request.Target.Naive).Parameters.Any(p => p.Type is SpanType);
}
