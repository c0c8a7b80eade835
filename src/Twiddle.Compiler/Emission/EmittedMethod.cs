using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission;

/// <summary>What was written for a method.</summary>
/// <param name="Source">The text of its file.</param>
/// <param name="Tables">The tables that it expects in the file that methods share.</param>
public sealed record EmittedMethod(string Source, EquatableArray<SharedTable> Tables);
