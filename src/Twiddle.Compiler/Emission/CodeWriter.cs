using System.Text;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes lines of C#, indented by blocks; every line ends with a line feed.</summary>
internal sealed class CodeWriter
{
    private const int IndentSize = 4;
    private const int CommentWidth = 120;

    /// <summary>The width of straight-line code: wider, since there is much of it and nobody reads it word by word.</summary>
    public const int CodeWidth = 140;

    private readonly StringBuilder text = new();
    private int depth;

    public override string ToString() => text.ToString();

    /// <summary>A writer of its own for text that is to stand here, or some blocks further out.</summary>
    public CodeWriter Apart(int outwards = 0) => new() { depth = depth - outwards };

    /// <summary>Text that was written apart.</summary>
    public void Append(string written) => text.Append(written);

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
    public void Method(string heading, IReadOnlyList<string> parameters, Action content) => Method(heading, parameters, [], content);

    /// <summary>The same with constraints on type parameters, each on a line of its own.</summary>
    public void Method(string heading, IReadOnlyList<string> parameters, IReadOnlyList<string> constraints, Action content)
    {
        var signature = $"{heading}({string.Join(", ", parameters)})";
        if (signature.Length + depth * IndentSize <= CommentWidth)
        {
            Block(Constrained(signature), content);
            return;
        }

        Line(heading + "(");
        depth++;
        for (var i = 0; i + 1 < parameters.Count; i++) Line(parameters[i] + ",");
        depth--;
        Block(Constrained(new string(' ', IndentSize) + parameters[parameters.Count - 1] + ")"), content);

        string Constrained(string line)
        {
            if (constraints.Count == 0) return line;
            Line(line);
            for (var i = 0; i + 1 < constraints.Count; i++) Line(new string(' ', IndentSize) + constraints[i]);
            return new string(' ', IndentSize) + constraints[constraints.Count - 1];
        }
    }

    /// <summary>A member that is an expression, which stands on a line of its own where both would be too long.</summary>
    public void Expression(string declaration, string value)
    {
        var line = $"{declaration} => {value};";
        if (line.Length + depth * IndentSize <= CommentWidth)
        {
            Line(line);
            return;
        }

        Line(declaration + " =>");
        Line(new string(' ', IndentSize) + value + ";");
    }

    /// <summary>Short statements, as many to a line as fit.</summary>
    public void Statements(IEnumerable<string> statements, int width = CommentWidth)
    {
        width -= depth * IndentSize;
        var line = "";
        foreach (var statement in statements)
        {
            if (line.Length > 0 && line.Length + 1 + statement.Length > width)
            {
                Line(line);
                line = "";
            }

            line += line.Length == 0 ? statement : " " + statement;
            if (line.Length <= width) continue;
            Wrapped(line, width);
            line = "";
        }

        if (line.Length > 0) Line(line);
    }

    /// <summary>A statement that is longer than a line, broken after commas.</summary>
    private void Wrapped(string statement, int width)
    {
        var start = 0;
        var indent = "";
        while (statement.Length - start > width)
        {
            var comma = statement.LastIndexOf(", ", start + width, StringComparison.Ordinal);
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
