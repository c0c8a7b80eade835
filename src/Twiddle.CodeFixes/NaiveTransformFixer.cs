namespace Twiddle.CodeFixes;

/// <summary>Puts the attribute on a naive transform.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NaiveTransformFixer() : TransformFixer(new NaiveTransform(), "Derive a fast algorithm")
{
    /// <summary>The key of the action that redirects calls.</summary>
    public const string DeriveAndCall = "TWD101.call";

    /// <summary>The key of the action that only adds the attribute.</summary>
    public const string Derive = "TWD101";
}
