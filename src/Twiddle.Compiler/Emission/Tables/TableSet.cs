using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission.Tables;

/// <summary>
/// The tables of factors of a kernel: small ones as literals in its class; large ones, which all methods of a compilation share (<see cref="SharedTable"/>), computed when
/// they are first used from a few roots of unity in twice the precision of <c>double</c>.
/// </summary>
/// <remarks>
/// No sine or cosine of the platform takes part: these differ in the last bit from machine to machine. Twiddle factors are those of the transform with e^(−2πi…),
/// whose conjugates the inverse uses, so that both have one table.
/// </remarks>
internal sealed class TableSet(KernelContext context)
{
    private const int LargestLiteralTable = 64, LargestBesideComputed = 8;
    private const int LargestOrder = 1 << 24;

    private readonly List<FactorTable> tables = [];
    private readonly List<FactorTable> partTables = [];
    private readonly List<LaneTable> laneTables = [];

    /// <summary>A table of twiddle factors for vectors over blocks.</summary>
    private sealed record LaneTable(string Name, int Blocks, int Radix, Rational Turn, int Together, ImmutableArray<int> Lanes, PieceOrder? Order);

    /// <summary>A table: the values of harmonic factors, one after the other at each index, each as real and imaginary part (or real part alone).</summary>
    private sealed record FactorTable(string Name, string Comment, int Count, HarmonicFactor Factor, bool IsReal, int Radix)
    {
        /// <summary>The number of complex (or real) entries.</summary>
        public int Entries => Radix == 0 ? Count : Count * (Radix - 1);

        /// <summary>The turn between an entry of a table of twiddle factors and the next.</summary>
        public Rational Turn => Factor.Harmonics[0].Phase;

        /// <summary>Entry i; in a table of twiddle factors, that of block i / (r − 1) and result i mod (r − 1) + 1.</summary>
        public Cyclotomic At(int i) => Radix == 0 ? Factor.At(i) : Factor.At((long)(i / (Radix - 1)) * (i % (Radix - 1) + 1));
    }

    /// <summary>Whether other tables are computed in any case, so that it costs no text to compute one more.</summary>
    public bool HasComputed { get; set; }

    private bool IsLiteral(FactorTable table) => table.Entries <= (HasComputed ? LargestBesideComputed : LargestLiteralTable);

    /// <summary>The tables that are computed, which others may share.</summary>
    public IEnumerable<SharedTable> Shared => tables.Where(t => !IsLiteral(t)).Select(t => Computed(t, isApart: false))
        .Concat(partTables.Where(t => !IsLiteral(t)).Select(t => Computed(t, isApart: true)))
        .Concat(laneTables.Select(Computed));

    private bool IsSingle => context.Spec.Precision == ScalarKind.Single;

    /// <summary>The name of the table of f(t), 0 ≤ t &lt; count.</summary>
    public string Factors(HarmonicFactor factor, int count, bool isReal)
    {
        var known = tables.FindIndex(t => t.Radix == 0 && t.Count == count && t.IsReal == isReal && t.Factor.SameAs(factor));
        if (known >= 0) return tables[known].Name;
        var name = "Factors" + Text(tables.Count + 1);
        tables.Add(new(name, $"Factors at {Text(count)} indices{(isReal ? "" : ", real and imaginary parts in turn")}.", count, factor, isReal, 0));
        return name;
    }

    /// <summary>Whether a transform uses the conjugates of the twiddle factors in its tables.</summary>
    public static bool IsConjugate(CoreInput core) => core.Sign > 0;

    private static Rational Turn(Pass pass, CoreInput core) => new((long)pass.TwiddleStep, core.Length);

    /// <summary>The name of the table of e^(−2πi·TwiddleStep·p·v/N), v = 1 … r − 1 for each block p.</summary>
    public string Twiddles(Pass pass, CoreInput core)
    {
        var factor = HarmonicFactor.Of(Cyclotomic.One, -Turn(pass, core));
        var known = tables.FindIndex(t => t.Radix == pass.Radix && t.Count == pass.Blocks && t.Factor.SameAs(factor));
        if (known >= 0) return tables[known].Name;
        var name = "Twiddles" + Text(tables.Count + 1);
        var comment = $"Twiddle factors of {Text(pass.Blocks)} blocks of radix {Text(pass.Radix)}: e^(−2πi·p·v/{Text(core.Length / pass.TwiddleStep)}), "
            + $"v = 1 … {Text(pass.Radix - 1)} for each block p.";
        tables.Add(new(name, comment, pass.Blocks, factor, false, pass.Radix));
        return name;
    }

    /// <summary>The name of the table of twiddle factors for groups of blocks, one block in each lane.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="core">Its transform.</param>
    /// <param name="together">The number of blocks in a group.</param>
    /// <param name="lanes">The block of the group that each lane stands for.</param>
    /// <param name="order">The order of the groups, where it is not that of the blocks.</param>
    public string LaneTwiddles(Pass pass, CoreInput core, int together, ImmutableArray<int> lanes, PieceOrder? order = null)
    {
        var table = new LaneTable("", pass.Blocks, pass.Radix, Turn(pass, core), together, lanes, order);
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
    public string Place(string name)
    {
        if (laneTables.Find(t => t.Name == name) is { } lanes) return Computed(lanes).Place;
        if (partTables.Find(t => t.Name == name) is { } parts && !IsLiteral(parts)) return Computed(parts, isApart: true).Place;
        if (tables.Find(t => t.Name == name) is { } table && !IsLiteral(table)) return Computed(table, isApart: false).Place;
        return "Tables." + name;
    }

    /// <summary>The nested class of the tables that the kernel has for itself.</summary>
    public void Write(CodeWriter writer, CancellationToken cancellation)
    {
        var literals = tables.Concat(partTables).Where(IsLiteral).ToList();
        if (literals.Count == 0) return;
        writer.Line();
        writer.Line("/// <summary>Constants of the algorithm.</summary>");
        writer.Block("private static class Tables", () =>
        {
            foreach (var table in literals)
            {
                cancellation.ThrowIfCancellationRequested();
                if (table != literals[0]) writer.Line();
                writer.Comment("/// ", $"<summary>{table.Comment}</summary>");
                WriteLiterals(writer, table, partTables.Contains(table));
            }
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

    private SharedTable Computed(LaneTable table) => SharedTable.Twiddles(table.Blocks, table.Radix, table.Turn, table.Together, table.Lanes, IsSingle, Order(), table.Order);

    private SharedTable Computed(FactorTable table, bool isApart) => table.Radix > 0
        // On one lane, real and imaginary parts come in turn.
        ? SharedTable.Twiddles(table.Count, table.Radix, (-table.Turn).Fraction(), 1, ImmutableArray.Create(0), IsSingle, Order())
        : SharedTable.Factors(table.Factor, table.Count, table.IsReal, isApart, IsSingle, Order());

    /// <summary>The least common order of the roots in computed tables, a multiple of 4.</summary>
    private int Order()
    {
        var order = new BigInteger(4);
        var phases = tables.Concat(partTables).Where(t => !IsLiteral(t)).SelectMany(t => t.Factor.Harmonics).Select(h => h.Phase).Concat(laneTables.Select(t => t.Turn));
        foreach (var phase in phases) order = order / BigInteger.GreatestCommonDivisor(order, phase.Denominator) * phase.Denominator;
        return order <= LargestOrder ? (int)order : throw new InvalidOperationException("The roots of a table have too high an order.");
    }

    internal static IEnumerable<string> Pair(Cyclotomic value)
    {
        var (high, low) = Rounding.ToDoublePair(value);
        return [NumberText.Of(high), NumberText.Of(low)];
    }
}
