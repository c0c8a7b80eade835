using Twiddle.Compiler.Emission.Vectors;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>What the writers of a kernel share.</summary>
/// <param name="ClassName">The name of the nested class that holds the kernel.</param>
/// <param name="RootsName">The name of the nested class that makes tables of roots of unity.</param>
/// <param name="Spec">What is computed.</param>
/// <param name="Layout">The kernel's parameters.</param>
/// <param name="Language">What the user's language version and framework offer.</param>
internal sealed record KernelContext(string ClassName, string RootsName, TransformSpec Spec, KernelLayout Layout, LanguageFeatures Language)
{
    /// <summary>The name of the class that shares work among threads; null where one thread does it all.</summary>
    public string? TeamName { get; init; }

    /// <summary>Whether straight-line code is to become part of its caller.</summary>
    public bool IsInlined { get; init; }

    public Arithmetic Arithmetic => new(Spec.Precision);

    /// <summary>Writes the method that runs the kernel, in scalar code.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="vectors">The other way to run it, where there is one.</param>
    /// <param name="isShort">Whether the method is short enough to become part of its caller.</param>
    /// <param name="content">Writes the body.</param>
    public void WriteTransform(CodeWriter writer, IVectorKernel? vectors, bool isShort, Action content)
    {
        var parameters = Layout.Parameters.Select(p => p.Declaration(Language)).ToList();
        if (vectors is not null)
        {
            WriteTransform(writer, vectors);
            writer.Line();
            writer.Line("/// <summary>For machines without such vectors.</summary>");
        }

        if (isShort) WriteInlined(writer);
        else WriteKernelAttribute(writer);
        writer.Method(vectors is null ? "internal static void Transform" : "private static void TransformScalars", parameters, content);
    }

    /// <summary>Writes the method that runs the kernel on vectors, or by <c>TransformScalars</c>.</summary>
    public void WriteTransform(CodeWriter writer, IVectorKernel vectors)
    {
        WriteInlined(writer);
        var parameters = Layout.Parameters.Select(p => p.Declaration(Language)).ToList();
        writer.Method("internal static void Transform", parameters, () => vectors.WriteBranch(writer, "TransformScalars"));
    }

    /// <summary>Short methods become part of their callers.</summary>
    public static void WriteInlined(CodeWriter writer)
    {
        const string ns = "global::System.Runtime.CompilerServices.";
        writer.Line($"[{ns}MethodImpl({ns}MethodImplOptions.AggressiveInlining)]");
    }

    /// <summary>Kernels are compiled to full speed at their first call, not after thousands of slow ones.</summary>
    public void WriteKernelAttribute(CodeWriter writer) => WriteKernelAttribute(writer, Language);

    /// <summary>The same for any method of this language.</summary>
    public static void WriteKernelAttribute(CodeWriter writer, LanguageFeatures language)
    {
        const string ns = "global::System.Runtime.CompilerServices.";
        if (language.HasAggressiveOptimization) writer.Line($"[{ns}MethodImpl({ns}MethodImplOptions.AggressiveOptimization)]");
    }
}
