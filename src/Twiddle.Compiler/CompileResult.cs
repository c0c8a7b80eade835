using Twiddle.Compiler.Emission;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler;

/// <summary>The generated source text, or why there is none.</summary>
public sealed record CompileResult(string? Source, EquatableArray<Refusal> Refusals)
{
    internal CompileResult(EmittedMethod method)
        : this(method.Source, EquatableArray<Refusal>.Empty) => Tables = method.Tables;

    /// <summary>The tables that the text expects in the file that the methods of a compilation share (<see cref="SharedTables"/>).</summary>
    public EquatableArray<SharedTable> Tables { get; init; } = EquatableArray<SharedTable>.Empty;
}
