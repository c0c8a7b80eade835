using System.Globalization;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>
/// C# text for the parts of arrays that arguments tell: the conditions under which they are inside, and what is handed to kernels. A part of an array of one dimension is handed
/// over as a span of it, any other as a copy, which is copied back where the kernel writes.
/// </summary>
internal sealed class WindowText(LanguageFeatures language, Surface surface, Func<int, string> nameOfParameter)
{
    /// <summary>So many elements, of at most 16 bytes, are copied to the stack.</summary>
    private const int MostOnStack = 512;

    private readonly IReadOnlyList<string> counters = new[] { "i", "j", "k" }.Select(name => LocalNames.Fresh(name, surface.Parameters.Select(p => p.Name))).ToList();

    /// <summary>Whether a kernel is given a copy of a part.</summary>
    public static bool IsCopied(BufferLayout buffer, LanguageFeatures language) =>
        !(language.HasSpan && buffer.Window!.RowStep < 0 && buffer.Type is SpanType or ArrayType { Rank: 1, Element: not ArrayType });

    /// <summary>The conditions under which the part is inside of the array, which is not null.</summary>
    /// <param name="name">The array.</param>
    /// <param name="buffer">The part.</param>
    public IEnumerable<string> Conditions(string name, BufferLayout buffer)
    {
        var window = buffer.Window!;
        foreach (var parameter in window.Parameters)
            yield return $"{nameOfParameter(parameter)} >= {Text(parameter == window.RowStep ? buffer.Dimensions[1] : 0)}";
        // Each factor of a product first: then the product of two cannot overflow.
        foreach (var condition in window.Starts.SelectMany((start, d) => start.Terms.Where(t => t.Parameters.Count > 1).SelectMany(t => Factors(t, Length(name, buffer.Type, buffer.Type is ArrayType { Rank: > 1 } ? d : 0)))))
            yield return condition;
        if (window.RowStep >= 0)
        {
            yield return $"{nameOfParameter(window.RowStep)} <= {Length(name, buffer.Type, 0)}";
            yield return Inside(window.Starts[0], $" + {Text(buffer.Dimensions[0] - 1)}L * {nameOfParameter(window.RowStep)}", buffer.Dimensions[1], Length(name, buffer.Type, 0));
            if (window.Starts[0].Constant < 0) yield return $"{Start(window.Starts[0], isLong: true)} >= 0";
            yield break;
        }

        for (var d = 0; d < window.Starts.Count; d++)
        {
            var start = window.Starts[d];
            if (start.Constant < 0) yield return $"{Start(start, isLong: true)} >= 0";
            if (d > 0 && buffer.Type is ArrayType { Element: ArrayType })
            {
                var rows = $"global::System.Linq.Enumerable.Take(global::System.Linq.Enumerable.Skip({name}, {Start(window.Starts[0])}), {Text(buffer.Dimensions[0])})";
                var row = LocalNames.Fresh("row", surface.Parameters.Select(p => p.Name));
                yield return $"global::System.Linq.Enumerable.All({rows}, {row} => {row} != null && {Inside(start, "", buffer.Dimensions[1], row + ".Length")})";
            }
            else
            {
                yield return Inside(start, "", buffer.Dimensions[d], Length(name, buffer.Type, d));
            }
        }
    }

    private IEnumerable<string> Factors(WindowTerm product, string length)
    {
        yield return $"{Product(product with { Parameters = product.Parameters.Take(1).ToEquatableArray() }, isLong: true)} <= {length}";
        yield return $"{nameOfParameter(product.Parameters[1])} <= {length}";
    }

    /// <summary>Where the part starts, and how many elements it has, for each dimension in turn.</summary>
    public IEnumerable<string> Places(BufferLayout buffer) => buffer.Window!.Starts.SelectMany((start, d) => new[] { Start(start), Text(buffer.Dimensions[d]) });

    /// <summary>The part of an array of one dimension, as a span.</summary>
    /// <param name="name">The array, or a span that stands for it.</param>
    /// <param name="isSpan">Whether it is a span.</param>
    /// <param name="buffer">The part.</param>
    public string Slice(string name, bool isSpan, BufferLayout buffer)
    {
        var (start, count) = (Start(buffer.Window!.Starts[0]), Text(buffer.Dimensions[0]));
        return isSpan ? $"{name}.Slice({start}, {count})" : $"global::System.MemoryExtensions.AsSpan({name}, {start}, {count})";
    }

    /// <summary>Copies the part into memory of its own.</summary>
    public void WriteCopy(CodeWriter writer, string copy, string name, BufferLayout buffer)
    {
        var type = ElementShape.ElementOf(buffer.Type);
        var (element, count) = (ElementShape.Text(type), Text(buffer.Count));
        var isOnStack = language.HasSpan && type is ScalarType { Kind: not ScalarKind.BigInteger } or ComplexType && buffer.Count <= MostOnStack;
        writer.Line(isOnStack ? $"global::System.Span<{element}> {copy} = stackalloc {element}[{count}];" : $"{element}[] {copy} = new {element}[{count}];");
        WriteLoops(writer, buffer, (numbered, own) => $"{copy}[{numbered}] = {Element(name, buffer, own)};");
    }

    /// <summary>Copies it back.</summary>
    public void WriteBack(CodeWriter writer, string copy, string name, BufferLayout buffer) =>
        WriteLoops(writer, buffer, (numbered, own) => $"{Element(name, buffer, own)} = {copy}[{numbered}];");

    private void WriteLoops(CodeWriter writer, BufferLayout buffer, Func<string, IReadOnlyList<string>, string> line)
    {
        var number = "";
        for (var d = 0; d < buffer.Dimensions.Count; d++) number = d == 0 ? counters[0] : $"{(d == 1 ? number : $"({number})")} * {Text(buffer.Dimensions[d])} + {counters[d]}";
        Write(0);

        void Write(int d)
        {
            var loop = $"for (int {counters[d]} = 0; {counters[d]} < {Text(buffer.Dimensions[d])}; {counters[d]}++)";
            if (d + 1 < buffer.Dimensions.Count) writer.Block(loop, () => Write(d + 1));
            else writer.Line($"{loop} {line(number, counters)}");
        }
    }

    private string Element(string name, BufferLayout buffer, IReadOnlyList<string> own)
    {
        var window = buffer.Window!;
        if (buffer.Type is ListType { IsMemory: true }) name += ".Span";
        if (window.RowStep >= 0) return $"{name}[{Plus(Start(window.Starts[0]), $"{own[0]} * {nameOfParameter(window.RowStep)} + {own[1]}")}]";
        var indices = window.Starts.Select((start, d) => Plus(Start(start), own[d]));
        return buffer.Type is ArrayType { Element: ArrayType } ? name + string.Concat(indices.Select(i => $"[{i}]")) : $"{name}[{string.Join(", ", indices)}]";
    }

    private static string Plus(string start, string index) => start == "0" ? index : $"{start} + {index}";

    private static string Length(string name, ProgramType type, int dimension) => type switch
    {
        ArrayType { Rank: > 1 } => $"{name}.GetLength({Text(dimension)})",
        ListType { IsMemory: false } => name + ".Count",
        _ => name + ".Length",
    };

    private string Inside(WindowStart start, string rows, int size, string length) => start.Terms is [{ Factor: 1, Parameters: [var only] }] && rows.Length == 0
        ? $"{nameOfParameter(only)} <= {length} - {Text(size + start.Constant)}"
        : $"{Start(start, isLong: true)}{rows} + {Text(size)} <= {length}";

    /// <summary>The index at which the part starts.</summary>
    private string Start(WindowStart start, bool isLong = false)
    {
        var terms = start.Terms.Select(t => Product(t, isLong)).ToList();
        if (start.Constant > 0 || terms.Count == 0) terms.Add(Text(start.Constant));
        return string.Join(" + ", terms) + (start.Constant < 0 ? $" - {Text(-start.Constant)}" : "");
    }

    private string Product(WindowTerm term, bool isLong)
    {
        var factors = string.Join(" * ", term.Parameters.Select(nameOfParameter));
        return term.Factor == 1 ? (isLong ? "(long)" : "") + factors : $"{Text(term.Factor)}{(isLong ? "L" : "")} * {factors}";
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
