using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler;

/// <summary>The generated source text, or why there is none.</summary>
public sealed record CompileResult(string? Source, EquatableArray<Refusal> Refusals);
