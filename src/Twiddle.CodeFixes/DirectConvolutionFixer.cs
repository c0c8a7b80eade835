namespace Twiddle.CodeFixes;

/// <summary>Puts the attribute on a convolution or correlation of two arrays.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DirectConvolutionFixer() : TransformFixer(new DirectConvolution(), "Generate a convolution by transforms")
{
    /// <summary>The key of the action that redirects calls.</summary>
    public const string DeriveAndCall = "TWD110.call";

    /// <summary>The key of the action that only adds the attribute.</summary>
    public const string Derive = "TWD110";
}
