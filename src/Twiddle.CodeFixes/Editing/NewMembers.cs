using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Twiddle.CodeFixes.Editing;

/// <summary>Puts new members into a type.</summary>
internal static class NewMembers
{
    /// <summary>The tree with members after one of a type, each after an empty line and indented like it.</summary>
    public static SyntaxNode After(SyntaxNode root, MemberDeclarationSyntax member, params string[] added)
    {
        var newLine = Introduction.NewLine(root);
        var indentation = Introduction.Indentation(member.GetFirstToken().LeadingTrivia).ToFullString();
        var tabs = indentation.Contains('\t');
        return root.InsertNodesAfter(member, added.Select(text =>
        {
            var lines = (tabs ? text.Replace("    ", "\t") : text).Replace("\n", newLine + indentation);
            return ParseMemberDeclaration(newLine + indentation + lines + newLine)!;
        }));
    }
}
