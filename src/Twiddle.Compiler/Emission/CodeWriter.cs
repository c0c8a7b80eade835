using System.Text;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes lines of C#, indented by blocks; every line ends with a line feed.</summary>
internal sealed class CodeWriter
{
    private const int IndentSize = 4;
    private const int CommentWidth = 120;

    private readonly StringBuilder text = new();
    private int depth;

    public override string ToString() => text.ToString();

    public void Line(string line = "")
    {
        if (line.Length > 0) text.Append(' ', depth * IndentSize).Append(line);
        text.Append('\n');
    }

    /// <summary>A comment in front of a stage, and a blank line before it unless it opens its block.</summary>
    public void Stage(string comment)
    {
        var opensBlock = text.Length >= 2 && text[text.Length - 2] == '{';
        if (!opensBlock) Line();
        Comment("// ", comment);
    }

    /// <summary>A comment, wrapped.</summary>
    public void Comment(string prefix, string comment)
    {
        var line = "";
        foreach (var word in comment.Split(' '))
        {
            if (line.Length > 0 && line.Length + word.Length >= CommentWidth - depth * IndentSize)
            {
                Line(prefix + line);
                line = "";
            }

            line += line.Length == 0 ? word : " " + word;
        }

        if (line.Length > 0) Line(prefix + line);
    }

    /// <summary>A heading and its block in braces.</summary>
    public void Block(string heading, Action content)
    {
        Line(heading);
        Line("{");
        depth++;
        content();
        depth--;
        Line("}");
    }

    /// <summary>A method and its body; the parameters stand on lines of their own where the heading would be too long.</summary>
    public void Method(string heading, IReadOnlyList<string> parameters, Action content)
    {
        var signature = $"{heading}({string.Join(", ", parameters)})";
        if (signature.Length + depth * IndentSize <= CommentWidth)
        {
            Block(signature, content);
            return;
        }

        Line(heading + "(");
        depth++;
        for (var i = 0; i + 1 < parameters.Count; i++) Line(parameters[i] + ",");
        depth--;
        Block(new string(' ', IndentSize) + parameters[parameters.Count - 1] + ")", content);
    }

    /// <summary>Short statements, as many to a line as fit.</summary>
    public void Statements(IEnumerable<string> statements)
    {
        var line = "";
        foreach (var statement in statements)
        {
            if (line.Length > 0 && line.Length + 1 + statement.Length > CommentWidth - depth * IndentSize)
            {
                Line(line);
                line = "";
            }

            line += line.Length == 0 ? statement : " " + statement;
            if (line.Length <= CommentWidth - depth * IndentSize) continue;
            Wrapped(line);
            line = "";
        }

        if (line.Length > 0) Line(line);
    }

    /// <summary>A statement that is longer than a line, broken after commas.</summary>
    private void Wrapped(string statement)
    {
        var start = 0;
        var indent = "";
        while (statement.Length - start > CommentWidth - depth * IndentSize)
        {
            var comma = statement.LastIndexOf(", ", start + CommentWidth - depth * IndentSize, StringComparison.Ordinal);
            if (comma <= start) break;
            Line(indent + statement.Substring(start, comma + 1 - start));
            indent = new string(' ', IndentSize);
            start = comma + 2;
        }

        Line(indent + statement.Substring(start));
    }

    /// <summary>A list in lines of limited width, between an opening and a closing text.</summary>
    public void List(string opening, IEnumerable<string> items, string closing)
    {
        Line(opening);
        depth++;
        var line = "";
        foreach (var item in items)
        {
            if (line.Length > 0 && line.Length + item.Length > CommentWidth - depth * IndentSize)
            {
                Line(line.TrimEnd());
                line = "";
            }

            line += item + ", ";
        }

        if (line.Length > 0) Line(line.TrimEnd());
        depth--;
        Line(closing);
    }
}
