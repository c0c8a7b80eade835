using Twiddle.Compiler.Emission;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler;

/// <summary>
/// A method as it is written, with the loops that may be derived on their own: where the method as a whole is no transform (it reports progress, sorts,
/// divides by the largest value), everything around its loops stays.
/// </summary>
/// <param name="Usings">The using directives that its text needs.</param>
/// <param name="Statements">The text of each statement of its body.</param>
/// <param name="Loops">The loops to try.</param>
public sealed record WrittenMethod(EquatableArray<string> Usings, EquatableArray<string> Statements, EquatableArray<WrittenLoops> Loops);

/// <summary>Loops in a method, as a method of what they use from around them.</summary>
/// <param name="Statement">Which statement of the method they are.</param>
/// <param name="Program">What they do.</param>
/// <param name="Signature">The variables around them, as parameters.</param>
public sealed record WrittenLoops(int Statement, Program Program, MethodSignature Signature);
