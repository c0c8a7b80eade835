using System.Globalization;
using Twiddle.Compiler.Reading;

namespace Twiddle.Compiler.Emission;

/// <summary>The question whether all integers of an input are so small that the definition's arithmetic on them does not wrap round.</summary>
internal static class SmallIntegersWriter
{
    /// <summary>The condition for one buffer.</summary>
    /// <param name="stem">The method's name for its classes.</param>
    /// <param name="buffer">The buffer; where a part of it matters, with where that starts and how many elements it has, for each dimension.</param>
    public static string Condition(string stem, params string[] buffer) => $"{stem}Integers.AreSmall({string.Join(", ", buffer)})";

    /// <summary>Writes the class that answers it, for all kinds of buffers.</summary>
    public static void Write(CodeWriter writer, string stem, LanguageFeatures language)
    {
        writer.Line();
        writer.Line("/// <summary>Tells whether the arithmetic of the definition on integers cannot overflow.</summary>");
        writer.Line(Emitter.GeneratedCode);
        writer.Block($"private static class {stem}Integers", () =>
        {
            var sequences = new[] { "int[]", "int[,]", "int[,,]", "global::System.Collections.Generic.IEnumerable<int>" };
            foreach (var type in language.HasSpan ? sequences.Append("global::System.ReadOnlySpan<int>") : sequences)
            {
                writer.Block($"internal static bool AreSmall({type} values)", () =>
                {
                    writer.Line("foreach (int value in values)");
                    writer.Line($"    if (value < -{Largest} || value > {Largest}) return false;");
                    writer.Line("return true;");
                });
                writer.Line();
            }

            writer.Block($"internal static bool AreSmall({(language.HasSpan ? "global::System.ReadOnlySpan<int>" : "int[]")} values, int start, int count)", () =>
            {
                writer.Line("for (int i = start; i < start + count; i++)");
                writer.Line($"    if (values[i] < -{Largest} || values[i] > {Largest}) return false;");
                writer.Line("return true;");
            });
            writer.Line();
            writer.Block("internal static bool AreSmall(int[,] values, int row, int rows, int column, int columns)", () =>
            {
                writer.Line("for (int i = row; i < row + rows; i++)");
                writer.Line("    for (int j = column; j < column + columns; j++)");
                writer.Line($"        if (values[i, j] < -{Largest} || values[i, j] > {Largest}) return false;");
                writer.Line("return true;");
            });
            writer.Line();
            writer.Block("internal static bool AreSmall(int[][] rows)", () =>
            {
                writer.Line("foreach (int[] row in rows)");
                writer.Line("    if (!AreSmall(row)) return false;");
                writer.Line("return true;");
            });
        });
    }

    private static string Largest => SmallIntegers.Largest.ToString(CultureInfo.InvariantCulture);
}
