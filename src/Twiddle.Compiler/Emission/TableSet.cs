using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission;

/// <summary>
/// The tables of factors of a kernel: small ones as literals, large ones computed when they are first used, from a few roots of unity in twice
/// the precision of <c>double</c>.
/// </summary>
/// <remarks>No sine or cosine of the platform takes part: these differ in the last bit from machine to machine.</remarks>
internal sealed class TableSet(KernelContext context)
{
    private const int LargestLiteralTable = 64, LargestBesideComputed = 8;
    private const int LargestOrder = 1 << 24;

    private readonly List<FactorTable> tables = [];
    private readonly List<FactorTable> partTables = [];
    private readonly List<LaneTable> laneTables = [];

    /// <summary>A table of twiddle factors for vectors over blocks.</summary>
    private sealed record LaneTable(string Name, int Blocks, int Radix, Rational Phase, int Together, ImmutableArray<int> Lanes);

    /// <summary>A table: the values of harmonic factors, one after the other at each index, each as real and imaginary part (or real part alone).</summary>
    private sealed record FactorTable(string Name, string Comment, int Count, HarmonicFactor Factor, bool IsReal, int Radix)
    {
        /// <summary>The number of complex (or real) entries.</summary>
        public int Entries => Radix == 0 ? Count : Count * (Radix - 1);

        /// <summary>Entry i; in a table of twiddle factors, that of block i / (r − 1) and result i mod (r − 1) + 1.</summary>
        public Cyclotomic At(int i) => Radix == 0 ? Factor.At(i) : Factor.At((long)(i / (Radix - 1)) * (i % (Radix - 1) + 1));
    }

    /// <summary>Whether other tables are computed in any case, so that it costs no text to compute one more.</summary>
    public bool HasComputed { get; set; }

    private bool IsLiteral(FactorTable table) => table.Entries <= (HasComputed ? LargestBesideComputed : LargestLiteralTable);

    /// <summary>Whether tables are computed, so that the class of roots is needed.</summary>
    public bool NeedsRoots => laneTables.Count > 0 || partTables.Concat(tables).Any(t => !IsLiteral(t));

    /// <summary>The name of the table of f(t), 0 ≤ t &lt; count.</summary>
    public string Factors(HarmonicFactor factor, int count, bool isReal)
    {
        var known = tables.FindIndex(t => t.Radix == 0 && t.Count == count && t.IsReal == isReal && t.Factor.SameAs(factor));
        if (known >= 0) return tables[known].Name;
        var name = "Factors" + Text(tables.Count + 1);
        tables.Add(new(name, $"Factors at {Text(count)} indices{(isReal ? "" : ", real and imaginary parts in turn")}.", count, factor, isReal, 0));
        return name;
    }

    /// <summary>The name of the table of ω^(TwiddleStep·p·v), v = 1 … r − 1 for each block p.</summary>
    public string Twiddles(Pass pass, CoreInput core)
    {
        var factor = HarmonicFactor.Of(Cyclotomic.One, new Rational((long)core.Sign * pass.TwiddleStep, core.Length));
        var known = tables.FindIndex(t => t.Radix == pass.Radix && t.Count == pass.Blocks && t.Factor.SameAs(factor));
        if (known >= 0) return tables[known].Name;
        var name = "Twiddles" + Text(tables.Count + 1);
        var comment = $"Twiddle factors of {Text(pass.Blocks)} blocks of radix {Text(pass.Radix)}: e^({(core.Sign < 0 ? "−" : "")}2πi·p·v/{Text(core.Length / pass.TwiddleStep)}), "
            + $"v = 1 … {Text(pass.Radix - 1)} for each block p.";
        tables.Add(new(name, comment, pass.Blocks, factor, false, pass.Radix));
        return name;
    }

    /// <summary>The name of the table of twiddle factors for groups of blocks, one block in each lane.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="core">Its transform.</param>
    /// <param name="together">The number of blocks in a group.</param>
    /// <param name="lanes">The block of the group that each lane stands for.</param>
    public string LaneTwiddles(Pass pass, CoreInput core, int together, ImmutableArray<int> lanes)
    {
        var table = new LaneTable("", pass.Blocks, pass.Radix, new Rational((long)core.Sign * pass.TwiddleStep, core.Length), together, lanes);
        var known = laneTables.FindIndex(t => t with { Name = "", Lanes = lanes } == table && t.Lanes.SequenceEqual(lanes));
        if (known >= 0) return laneTables[known].Name;
        laneTables.Add(table with { Name = "Lanes" + Text(laneTables.Count + 1) });
        return laneTables[laneTables.Count - 1].Name;
    }

    /// <summary>The name of the table of f(t), 0 ≤ t &lt; count: all real parts, then (unless they are all zero) all imaginary parts.</summary>
    public string Parts(HarmonicFactor factor, int count, bool isReal)
    {
        var known = partTables.FindIndex(t => t.Count == count && t.IsReal == isReal && t.Factor.SameAs(factor));
        if (known >= 0) return partTables[known].Name;
        var name = "Parts" + Text(partTables.Count + 1);
        var comment = $"Factors at {Text(count)} indices{(isReal ? "" : ": all real parts, then all imaginary parts")}.";
        partTables.Add(new(name, comment, count, factor, isReal, 0));
        return name;
    }

    /// <summary>The expression of a table.</summary>
    public string Place(string name) =>
        $"Tables.{name}{(laneTables.Any(t => t.Name == name) || tables.Concat(partTables).Any(t => t.Name == name && !IsLiteral(t)) ? ".Values" : "")}";

    /// <summary>The nested class of tables; those that are computed have classes of their own, so that each is computed when it is first used, or never.</summary>
    public void Write(CodeWriter writer, CancellationToken cancellation)
    {
        if (tables.Count + partTables.Count + laneTables.Count == 0) return;
        writer.Line();
        writer.Line("/// <summary>Constants of the algorithm.</summary>");
        writer.Block("private static class Tables", () =>
        {
            if (NeedsRoots) WriteRoots(writer);
            foreach (var table in tables.Concat(partTables))
            {
                cancellation.ThrowIfCancellationRequested();
                writer.Line();
                writer.Comment("/// ", $"<summary>{table.Comment}</summary>");
                if (IsLiteral(table)) WriteLiterals(writer, table, partTables.Contains(table));
                else writer.Block("internal static class " + table.Name, () => WriteComputed(writer, table, partTables.Contains(table)));
            }

            foreach (var table in laneTables) WriteLanes(writer, table);
        });
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void WriteLiterals(CodeWriter writer, FactorTable table, bool isApart)
    {
        var arithmetic = context.Arithmetic;
        var values = new List<string>();
        for (var i = 0; i < table.Entries; i++)
        {
            var value = table.At(i);
            values.Add(arithmetic.Literal(value.RealPart()));
            if (!table.IsReal && !isApart) values.Add(arithmetic.Literal(value.ImaginaryPart()));
        }

        if (!table.IsReal && isApart) values.AddRange(Enumerable.Range(0, table.Entries).Select(i => arithmetic.Literal(table.At(i).ImaginaryPart())));

        writer.List($"internal static readonly {arithmetic.Type}[] {table.Name} = new {arithmetic.Type}[] {{", values, "};");
    }

    private void WriteLanes(CodeWriter writer, LaneTable table)
    {
        writer.Line();
        writer.Comment("/// ", $"<summary>Twiddle factors of {Text(table.Blocks)} blocks of radix {Text(table.Radix)} on {Text(table.Lanes.Length)} lanes: real parts, imaginary parts.</summary>");
        var (start, end) = Computed();
        writer.Block("internal static class " + table.Name, () => writer.Line($"{start}Lanes({Text(table.Blocks)}, {Text(table.Radix)}, {Step(table.Phase, Order())}, {Text(table.Together)}, "
            + $"new int[] {{ {string.Join(", ", table.Lanes.Select(Text))} }}{end}"));
    }

    /// <summary>The least common order of the roots in computed tables, a multiple of 4.</summary>
    private int Order()
    {
        var order = new BigInteger(4);
        var phases = tables.Concat(partTables).Where(t => !IsLiteral(t)).SelectMany(t => t.Factor.Harmonics).Select(h => h.Phase).Concat(laneTables.Select(t => t.Phase));
        foreach (var phase in phases) order = order / BigInteger.GreatestCommonDivisor(order, phase.Denominator) * phase.Denominator;
        return order <= LargestOrder ? (int)order : throw new InvalidOperationException("The roots of a table have too high an order.");
    }

    private void WriteRoots(CodeWriter writer)
    {
        var order = Order();
        var values = new List<string>();
        for (long power = 1; power < order / 4; power *= 2)
        {
            var root = Cyclotomic.Root(new Rational(power, order));
            values.AddRange(Pair(root.RealPart()));
            values.AddRange(Pair(root.ImaginaryPart()));
        }

        writer.Comment("/// ", $"<summary>Roots of unity of order {Text(order)}, from the powers 1, 2, 4, … of the first: cosine and sine, each as a sum of two "
            + "numbers.</summary>");
        if (values.Count == 0) writer.Line($"private static readonly {context.RootsName} Roots = new {context.RootsName}({Text(order)}, new double[0]);");
        else writer.List($"private static readonly {context.RootsName} Roots = new {context.RootsName}({Text(order)}, new double[] {{", values, "});");
    }

    /// <summary>What stands before and behind a call that computes a table.</summary>
    private (string Start, string End) Computed()
    {
        var start = $"internal static readonly {context.Arithmetic.Type}[] Values = ";
        return context.Spec.Precision == ScalarKind.Single ? ($"{start}{context.RootsName}.ToSingle(Roots.", "));") : (start + "Roots.", ");");
    }

    private void WriteComputed(CodeWriter writer, FactorTable table, bool isApart)
    {
        var order = Order();
        var (start, end) = Computed();
        if (table.Radix > 0)
        {
            // On one lane, real and imaginary parts come in turn.
            var (name, lanes) = laneTables.Count > 0 ? ("Lanes", ", 1, new int[] { 0 }") : ("Twiddles", "");
            writer.Line($"{start}{name}({Text(table.Count)}, {Text(table.Radix)}, {Step(table.Factor.Harmonics[0].Phase, order)}{lanes}{end}");
            return;
        }

        var coefficients = table.Factor.Harmonics.SelectMany(h => Pair(h.Coefficient.RealPart()).Concat(Pair(h.Coefficient.ImaginaryPart())));
        var steps = string.Join(", ", table.Factor.Harmonics.Select(h => Step(h.Phase, order)));
        writer.List(
            $"{start}Sums({Text(table.Count)}, {(table.IsReal ? "true" : "false")}, {(isApart ? "true" : "false")}, new int[] {{ {steps} }}, new double[] {{", coefficients, "}" + end);
    }

    private static string Step(Rational phase, int order) => (phase.Fraction() * order).Numerator.ToString(CultureInfo.InvariantCulture);

    internal static IEnumerable<string> Pair(Cyclotomic value)
    {
        var (high, low) = Rounding.ToDoublePair(value);
        return [NumberText.Of(high), NumberText.Of(low)];
    }
}
