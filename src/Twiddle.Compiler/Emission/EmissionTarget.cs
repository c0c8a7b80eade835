using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission;

/// <summary>Everything emission has to know of the place where generated code goes: plain text and flags.</summary>
/// <param name="Namespace">The namespace, or empty for the global one.</param>
/// <param name="Containers">The types around the method, outermost first; each is declared again as <c>partial</c>.</param>
/// <param name="Naive">The method that is the specification.</param>
/// <param name="Partial">The user's own partial method to implement (<c>Of = …</c>), or null for a generated sibling.</param>
/// <param name="GeneratedName">The name of the generated method.</param>
/// <param name="Language">What the user's language version and framework offer.</param>
public sealed record EmissionTarget(
    string Namespace,
    EquatableArray<ContainingType> Containers,
    MethodSignature Naive,
    MethodSignature? Partial,
    string GeneratedName,
    LanguageFeatures Language)
{
    /// <summary>Whether several threads are to share large transforms.</summary>
    public bool IsParallel { get; init; }
}

/// <param name="Declaration">For example <c>static partial class Spectrum&lt;T&gt;</c>: modifiers that must be repeated, keyword, name, type parameters.</param>
public sealed record ContainingType(string Declaration);

/// <param name="Name">The method's name.</param>
/// <param name="Modifiers">Accessibility and <c>static</c>/<c>readonly</c>, as written in front: <c>public static</c>.</param>
/// <param name="ReturnTypeText">The return type, fully qualified (<c>global::System.Numerics.Complex[]</c>), tuple names kept.</param>
/// <param name="ReturnType">The return type.</param>
/// <param name="Parameters">The parameters in order.</param>
/// <param name="DocumentationId">The id that <c>cref</c> takes, such as <c>NaiveDft(System.Numerics.Complex[])</c>.</param>
public sealed record MethodSignature(
    string Name,
    string Modifiers,
    string ReturnTypeText,
    ProgramType ReturnType,
    EquatableArray<SignatureParameter> Parameters,
    string DocumentationId)
{
    /// <summary>Whether the first parameter has <c>this</c> in front; both parts of a partial method must agree on it.</summary>
    public bool IsExtension { get; init; }
}

/// <param name="Name">The parameter's name, <c>@</c> included where it is a keyword.</param>
/// <param name="TypeText">The type, fully qualified.</param>
/// <param name="Type">The type.</param>
/// <param name="Mode">How it is passed.</param>
/// <param name="DefaultText">The default value as C# text, or null.</param>
public sealed record SignatureParameter(string Name, string TypeText, ProgramType Type, PassingMode Mode, string? DefaultText);

/// <param name="Version">The C# language version times 10: 73, 80, 120, 140.</param>
/// <param name="HasSpan">Whether <c>System.Span&lt;T&gt;</c> exists.</param>
/// <param name="HasArrayPool">Whether <c>System.Buffers.ArrayPool&lt;T&gt;</c> exists.</param>
/// <param name="HasMathF">Whether <c>System.MathF</c> exists.</param>
/// <param name="HasAggressiveOptimization">Whether <c>MethodImplOptions.AggressiveOptimization</c> exists.</param>
/// <param name="AllowsUnsafe">Whether the project compiles unsafe code.</param>
public sealed record LanguageFeatures(int Version, bool HasSpan, bool HasArrayPool, bool HasMathF, bool HasAggressiveOptimization, bool AllowsUnsafe)
{
    /// <summary>Whether there is a pool of threads to share work with.</summary>
    public bool HasThreadPool { get; init; }

    /// <summary>Whether there are vectors of 256 bits, as from .NET 8 on, with the references that code on them needs.</summary>
    public bool HasVector256 { get; init; }
}
