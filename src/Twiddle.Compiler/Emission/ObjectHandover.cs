using System.Globalization;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>
/// Hands arrays and lists of objects that are complex numbers to kernels: the numbers are copied into an array of <c>Complex</c>, and what became of them into new
/// objects, or into those that are there.
/// </summary>
internal static class ObjectHandover
{
    public static bool IsNeeded(ProgramType type) => type is ArrayType { Rank: 1, Element: ClassType } or ListType { Element: ClassType } or SequenceType { Element: ClassType };

    /// <summary>The condition that all elements are there. The class may have an operator of its own for <c>==</c>.</summary>
    public static string NoneIsNull(string buffer) => $"global::System.Linq.Enumerable.All({buffer}, eachObject => !object.ReferenceEquals(eachObject, null))";

    /// <summary>Why the buffer cannot be handed over, in plain words; null where it can.</summary>
    public static string? Problem(BufferLayout output) => ClassOf(output.Type) switch
    {
        { IsNumber: false } @class => $"objects of type '{@class.Name}' are no complex numbers",
        { } @class when output.ChangesObjects => @class.Parts.All(p => p.IsSettable) ? null : $"the parts of objects of type '{@class.Name}' cannot be set from here",
        { Construction: null } @class => $"objects of type '{@class.Name}' have no constructor that sets both parts, and does nothing else",
        _ => null,
    };

    public static void WriteCopy(CodeWriter writer, string array, string buffer, BufferLayout layout)
    {
        var parts = ClassOf(layout.Type).Parts;
        if (layout.Type is ListType { HasIndexer: false })
        {
            writer.Line($"var {array}Objects = global::System.Linq.Enumerable.ToArray({buffer});");
            buffer = array + "Objects";
        }

        writer.Line($"for (int i = 0; i < {Text(layout.Count)}; i++) {array}[i] = new {ElementShape.Complex}({buffer}[i].{parts[0].Name}, {buffer}[i].{parts[1].Name});");
    }

    public static void WriteBack(CodeWriter writer, string array, string buffer, BufferLayout layout)
    {
        if (!layout.ChangesObjects)
        {
            writer.Line($"for (int i = 0; i < {Text(layout.Count)}; i++) {buffer}[i] = {New(layout.Type, array)};");
            return;
        }

        var parts = ClassOf(layout.Type).Parts;
        if (layout.Type is ListType { HasIndexer: false }) buffer = array + "Objects";
        writer.Block($"for (int i = 0; i < {Text(layout.Count)}; i++)", () =>
        {
            for (var c = 0; c < parts.Count; c++) writer.Line($"{buffer}[i].{parts[c].Name} = {Part(array, parts[c].Kind, c)};");
        });
    }

    public static void WriteMade(CodeWriter writer, string made, string array, BufferLayout layout)
    {
        var (name, count) = (ElementShape.Text(ClassOf(layout.Type)), Text(layout.Count));
        if (layout.Type is ListType)
        {
            writer.Line($"{ListType.List}<{name}> {made} = new {ListType.List}<{name}>({count});");
            writer.Line($"for (int i = 0; i < {count}; i++) {made}.Add({New(layout.Type, array)});");
            return;
        }

        writer.Line($"{name}[] {made} = new {name}[{count}];");
        writer.Line($"for (int i = 0; i < {count}; i++) {made}[i] = {New(layout.Type, array)};");
    }

    /// <summary>A new object of the number with index <c>i</c>.</summary>
    public static string New(ProgramType buffer, string array)
    {
        var @class = ClassOf(buffer);
        return string.Format(CultureInfo.InvariantCulture, @class.Construction!, Part(array, @class.Parts[0].Kind, 0), Part(array, @class.Parts[1].Kind, 1));
    }

    /// <summary>The condition under which no two elements of these buffers are the same object.</summary>
    public static string AreDistinct(string stem, IEnumerable<string> buffers) => $"{stem}Objects.AreDistinct({string.Join(", ", buffers)})";

    /// <summary>Writes the class that asks whether objects are distinct: their own <c>Equals</c> may find two the same that are not one.</summary>
    public static void WriteDistinction(CodeWriter writer, string stem, LanguageFeatures language)
    {
        var nullable = language.Version >= 80 ? "?" : "";
        const string collections = "global::System.Collections.Generic.";
        writer.Line();
        writer.Line("/// <summary>Tells whether collections hold no object twice.</summary>");
        writer.Line(Emitter.GeneratedCode);
        writer.Block($"private sealed class {stem}Objects : {collections}IEqualityComparer<object>", () =>
        {
            writer.Block($"internal static bool AreDistinct(params {collections}IEnumerable<object>[] collections)", () =>
            {
                writer.Line($"var seen = new {collections}HashSet<object>(new {stem}Objects());");
                writer.Line("foreach (var collection in collections)");
                writer.Line("    foreach (var item in collection)");
                writer.Line("        if (!seen.Add(item)) return false;");
                writer.Line("return true;");
            });
            writer.Line();
            writer.Line($"bool {collections}IEqualityComparer<object>.Equals(object{nullable} left, object{nullable} right) => object.ReferenceEquals(left, right);");
            writer.Line();
            writer.Line($"int {collections}IEqualityComparer<object>.GetHashCode(object item) => global::System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(item);");
        });
    }

    private static string Part(string array, ScalarKind kind, int component) => $"{(kind == ScalarKind.Single ? "(float)" : "")}{array}[i].{(component == 0 ? "Real" : "Imaginary")}";

    private static ClassType ClassOf(ProgramType buffer) => (ClassType)ElementShape.ElementOf(buffer);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
