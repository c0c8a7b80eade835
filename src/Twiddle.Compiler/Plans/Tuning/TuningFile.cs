using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Plans.Tuning;

/// <summary>The radices that were measured to be the best for one length on one kind of vectors.</summary>
/// <param name="Precision">The type of the numbers.</param>
/// <param name="Lanes">The numbers in a vector.</param>
/// <param name="Length">The points of the transform within a plan.</param>
/// <param name="Radices">Their product is the length, in the order of the passes; none where narrower vectors are quicker.</param>
public sealed record TunedPlan(ScalarKind Precision, int Lanes, int Length, EquatableArray<int> Radices);

/// <summary>Something in the file that is not used.</summary>
/// <param name="Start">The character where it begins.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Message">Why not, as a clause.</param>
public sealed record TuningProblem(int Start, int Length, string Message);

/// <summary>What a file of choices says; equal by value.</summary>
/// <param name="Plans">The choices that can be used.</param>
/// <param name="Problems">What cannot.</param>
public sealed record TuningFile(EquatableArray<TunedPlan> Plans, EquatableArray<TuningProblem> Problems)
{
    /// <summary>The name of the file.</summary>
    public const string Name = "twiddle.tuning.json";
}
