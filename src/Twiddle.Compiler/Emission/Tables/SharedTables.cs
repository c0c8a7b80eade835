using System.Collections.Immutable;
using System.Globalization;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission.Tables;

/// <summary>The file of the tables that the methods of a compilation share.</summary>
public static class SharedTables
{
    private const string RootsName = "TransformRoots";

    /// <summary>
    /// The tables of all methods, each once, in the order of their names. Methods that need the same one for transforms of several lengths give several orders of the
    /// roots: the least is enough.
    /// </summary>
    public static EquatableArray<SharedTable> Merge(IEnumerable<SharedTable> tables) => tables
        .GroupBy(table => table with { Order = 0 })
        .Select(same => same.Key with { Order = same.Min(table => table.Order) })
        .OrderBy(table => table.Name, StringComparer.Ordinal)
        .ToEquatableArray();

    /// <summary>The text of the file.</summary>
    /// <param name="tables">Merged.</param>
    /// <param name="cancellation">Ends the writing with an <see cref="OperationCanceledException"/>.</param>
    public static string Write(EquatableArray<SharedTable> tables, CancellationToken cancellation)
    {
        var writer = new CodeWriter();
        SharedFile.WriteHead(writer, "lengths by name");
        writer.Block("namespace Twiddle.Generated", () =>
        {
            writer.Comment("/// ", "<summary>Constants of the algorithms, each table once for all methods that use it. A table is computed when it is first used, or never.</summary>");
            writer.Line(Emitter.GeneratedCode);
            writer.Block($"internal static class {SharedTable.ClassName}", () =>
            {
                foreach (var table in tables)
                {
                    cancellation.ThrowIfCancellationRequested();
                    WriteTable(writer, table);
                    writer.Line();
                }

                var orders = tables.Select(table => table.Order).Distinct().OrderBy(order => order).ToList();
                foreach (var order in orders)
                {
                    WriteRoots(writer, order);
                    if (order != orders[orders.Count - 1]) writer.Line();
                }
            });
            writer.Line();
            RootsWriter.Write(writer, RootsName, "internal");
        });
        return writer.ToString();
    }

    private static void WriteTable(CodeWriter writer, SharedTable table)
    {
        writer.Comment("/// ", $"<summary>{table.Summary}</summary>");
        writer.Block("internal static class " + table.Name, () =>
        {
            var steps = string.Join(", ", table.Phases.Select(phase => (phase.Fraction() * table.Order).Numerator.ToString(CultureInfo.InvariantCulture)));
            var type = table.IsSingle ? "float" : "double";
            var start = $"internal static readonly {type}[] Values = {(table.IsSingle ? RootsName + ".ToSingle(" : "")}{Roots(table.Order)}.Values.";
            var call = table.Call.Replace(SharedTable.Steps, steps);
            var end = table.IsSingle ? "));" : ");";
            if (table.Coefficients.Count == 0) writer.Statements([start + call + end], CodeWriter.CodeWidth);
            else writer.List(start + call, table.Coefficients, "}" + end);
        });
    }

    private static void WriteRoots(CodeWriter writer, int order)
    {
        writer.Comment("/// ", $"<summary>Roots of unity of order {Text(order)}, from the powers 1, 2, 4, … of the first: cosine and sine, each as a sum of two numbers.</summary>");
        writer.Block($"private static class {Roots(order)}", () =>
        {
            var values = Powers(order);
            if (values.Length == 0) writer.Line($"internal static readonly {RootsName} Values = new {RootsName}({Text(order)}, new double[0]);");
            else writer.List($"internal static readonly {RootsName} Values = new {RootsName}({Text(order)}, new double[] {{", values, "});");
        });
    }

    /// <summary>Cosine and sine of the powers 1, 2, 4, … of the first root of unity that are in the first quadrant, each as two numbers.</summary>
    internal static ImmutableArray<string> Powers(int order)
    {
        var values = ImmutableArray.CreateBuilder<string>();
        for (long power = 1; power < order / 4; power *= 2)
        {
            var root = Cyclotomic.Root(new Rational(power, order));
            values.AddRange(TableSet.Pair(root.RealPart()));
            values.AddRange(TableSet.Pair(root.ImaginaryPart()));
        }

        return values.ToImmutable();
    }

    private static string Roots(int order) => "Roots" + Text(order);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
