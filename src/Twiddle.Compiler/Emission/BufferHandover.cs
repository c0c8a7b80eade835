using System.Globalization;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>
/// Hands buffers to kernels that they cannot take as they are: lists and arrays of arrays are copied into an array, and what became of it is copied back.
/// </summary>
internal static class BufferHandover
{
    public static bool IsNeeded(ProgramType type) => type is ListType or SequenceType or ArrayType { Rank: 1, Element: ArrayType } || ObjectHandover.IsNeeded(type);

    /// <summary>The conditions under which a buffer has the sizes that are derived for, whether or not it is there at all.</summary>
    /// <param name="ask">Text that asks a question of the buffer, <c>.Length == 8</c>, where it may be null.</param>
    /// <param name="name">The buffer, once it is not null.</param>
    /// <param name="buffer">Its sizes.</param>
    /// <param name="isRead">Whether its elements are read.</param>
    public static IEnumerable<string> Conditions(Func<string, string> ask, string name, BufferLayout buffer, bool isRead)
    {
        var comparison = buffer.NeedsExactSize ? "==" : ">=";
        switch (buffer.Type)
        {
            case ArrayType { Rank: 1, Element: ArrayType } rows:
                yield return ask($".Length == {Text(buffer.Dimensions[0])}");
                var element = ElementShape.Text(rows.Element);
                yield return $"global::System.Array.TrueForAll<{element}>({name}, row => row != null && row.Length == {Text(buffer.Dimensions[1])})";
                break;
            case ArrayType { Rank: > 1 } array:
                for (var d = 0; d < array.Rank; d++) yield return ask($".GetLength({Text(d)}) {comparison} {Text(buffer.Dimensions[d])}");
                break;
            case ListType { IsMemory: false }:
                yield return ask($".Count {comparison} {Text(buffer.Dimensions[0])}");
                break;
            default:
                yield return ask($".Length {comparison} {Text(buffer.Dimensions[0])}");
                break;
        }

        if (isRead && ObjectHandover.IsNeeded(buffer.Type)) yield return ObjectHandover.NoneIsNull(name);
    }

    /// <summary>Copies a buffer into a new array.</summary>
    public static void WriteCopy(CodeWriter writer, string array, string buffer, BufferLayout layout)
    {
        WriteNew(writer, array, layout);
        if (ObjectHandover.IsNeeded(layout.Type))
        {
            ObjectHandover.WriteCopy(writer, array, buffer, layout);
            return;
        }

        switch (layout.Type)
        {
            case ArrayType:
                var columns = Text(layout.Dimensions[1]);
                writer.Line($"for (int i = 0; i < {Text(layout.Dimensions[0])}; i++) global::System.Array.Copy({buffer}[i], 0, {array}, i * {columns}, {columns});");
                break;
            case ListType { IsMemory: true }:
                writer.Line($"{buffer}.Span.Slice(0, {Text(layout.Count)}).CopyTo({array});");
                break;
            case ListType { HasIndexer: true }:
                writer.Line($"for (int i = 0; i < {Text(layout.Count)}; i++) {array}[i] = {buffer}[i];");
                break;
            default:
                writer.Line($"global::System.Linq.Enumerable.ToArray({buffer}).CopyTo({array}, 0);");
                break;
        }
    }

    public static void WriteNew(CodeWriter writer, string array, BufferLayout layout)
    {
        var element = ElementShape.Text(ElementShape.KernelElementOf(layout.Type));
        writer.Line($"{element}[] {array} = new {element}[{Text(layout.Count)}];");
    }

    /// <summary>Copies an array back into the elements of a buffer.</summary>
    public static void WriteBack(CodeWriter writer, string array, string buffer, BufferLayout layout)
    {
        var count = Text(layout.Count);
        if (ObjectHandover.IsNeeded(layout.Type))
        {
            ObjectHandover.WriteBack(writer, array, buffer, layout);
            return;
        }

        switch (layout.Type)
        {
            case ArrayType:
                var columns = Text(layout.Dimensions[1]);
                writer.Line($"for (int i = 0; i < {Text(layout.Dimensions[0])}; i++) global::System.Array.Copy({array}, i * {columns}, {buffer}[i], 0, {columns});");
                break;
            case ListType { IsMemory: true }:
                writer.Line($"new {ElementShape.SpanText(ElementShape.ElementOf(layout.Type), true)}({array}).CopyTo({buffer}.Span);");
                break;
            default:
                writer.Line($"for (int i = 0; i < {count}; i++) {buffer}[i] = {array}[i];");
                break;
        }
    }

    /// <summary>Makes the object that the method gives out from the array that a kernel filled.</summary>
    public static void WriteMade(CodeWriter writer, string made, string array, BufferLayout layout)
    {
        if (ObjectHandover.IsNeeded(layout.Type))
        {
            ObjectHandover.WriteMade(writer, made, array, layout);
            return;
        }

        if (layout.Type is ListType list)
        {
            writer.Line($"{ListType.List}<{ElementShape.Text(list.Element)}> {made} = new {ListType.List}<{ElementShape.Text(list.Element)}>({array});");
            return;
        }

        var element = ElementShape.Text(ElementShape.ElementOf(layout.Type));
        writer.Line($"{element}[][] {made} = new {element}[{Text(layout.Dimensions[0])}][];");
        writer.Block($"for (int i = 0; i < {Text(layout.Dimensions[0])}; i++)", () =>
        {
            var columns = Text(layout.Dimensions[1]);
            writer.Line($"{made}[i] = new {element}[{columns}];");
            writer.Line($"global::System.Array.Copy({array}, i * {columns}, {made}[i], 0, {columns});");
        });
    }

    /// <summary>Adds the elements of an array to a list that was there before.</summary>
    public static void WriteGrowth(CodeWriter writer, string array, string list, BufferLayout layout)
    {
        if (layout.Growth == ListGrowth.Replaced) writer.Line($"{list}.Clear();");
        writer.Line($"for (int i = 0; i < {Text(layout.Count)}; i++) {list}.Add({(ObjectHandover.IsNeeded(layout.Type) ? ObjectHandover.New(layout.Type, array) : $"{array}[i]")});");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
