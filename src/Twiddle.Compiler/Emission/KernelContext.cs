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
    public Arithmetic Arithmetic => new(Spec.Precision);

    /// <summary>Writes the method that runs the kernel.</summary>
    public void WriteTransform(CodeWriter writer, Action content)
    {
        WriteKernelAttribute(writer);
        writer.Method("internal static void Transform", Layout.Parameters.Select(p => p.Declaration(Language)).ToList(), content);
    }

    /// <summary>Kernels are compiled to full speed at their first call, not after thousands of slow ones.</summary>
    public void WriteKernelAttribute(CodeWriter writer)
    {
        const string ns = "global::System.Runtime.CompilerServices.";
        if (Language.HasAggressiveOptimization) writer.Line($"[{ns}MethodImpl({ns}MethodImplOptions.AggressiveOptimization)]");
    }
}
