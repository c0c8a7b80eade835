using Microsoft.CodeAnalysis;

namespace Twiddle.Generator.Usage;

/// <summary>The files that this generator makes. Once made, they are part of what the analyzer sees, and must not be mistaken for the user's.</summary>
internal static class GeneratedFiles
{
    public const string Extension = ".Twiddle.g.cs";

    /// <summary>Whether a symbol is declared by this generator alone.</summary>
    public static bool Declare(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences is { IsEmpty: false } declarations && declarations.All(declaration => Contains(declaration.SyntaxTree));

    public static bool Contains(SyntaxTree tree) => tree.FilePath.EndsWith(Extension, StringComparison.Ordinal);
}
