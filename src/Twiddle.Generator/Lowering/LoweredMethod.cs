using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>A method with everything it calls, as a program; and where its pieces came from.</summary>
/// <param name="Program">What the method does. Equal by value, and free of Roslyn: the only part that may flow through a generator pipeline.</param>
/// <param name="Origins">For each method of the program, where its spans count from.</param>
/// <param name="HasErrors">Whether code on the way does not compile: the compiler has said so already, and there is nothing to add.</param>
internal sealed record LoweredMethod(Program Program, ImmutableArray<MethodOrigin> Origins, bool HasErrors)
{
    /// <summary>The place in the source that a span of <see cref="Program"/> stands for.</summary>
    public Location Locate(SourceSpan span)
    {
        var origin = Origins[span.Method];
        var start = Math.Max(0, Math.Min(origin.Start + span.Start, origin.Tree.Length));
        var length = Math.Max(0, Math.Min(span.Length, origin.Tree.Length - start));
        return Location.Create(origin.Tree, new(start, length));
    }
}

/// <summary>The declaration that the spans of a program's method are relative to.</summary>
/// <param name="Tree">The file.</param>
/// <param name="Start">The first character of the declaration, counted from the start of the file.</param>
internal readonly record struct MethodOrigin(SyntaxTree Tree, int Start);
