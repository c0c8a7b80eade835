using System.Globalization;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission;

/// <summary>The factors of one loop that depend on its index: the tables it uses, and locals for their values.</summary>
/// <param name="context">The kernel.</param>
/// <param name="tables">The kernel's tables.</param>
/// <param name="locals">The kernel's locals.</param>
/// <param name="count">The number of indices that the factors are used at, from t = 0 on.</param>
internal sealed class FactorLocals(KernelContext context, TableSet tables, KernelLocals locals, int count)
{
    private readonly List<(HarmonicFactor Factor, string Table)> known = [];
    private readonly HashSet<int> loaded = [];

    /// <summary>Declares the table of a factor in front of the loop, where it needs one.</summary>
    public void Declare(CodeWriter writer, HarmonicFactor factor)
    {
        if (!IsTable(factor) || Find(factor) >= 0) return;
        var name = tables.Factors(factor, count, factor.Shape(count) == FactorShape.RealTable);
        known.Add((factor, locals.Table(writer, tables, name)));
    }

    /// <summary>The locals that hold the factor's value at t, loaded where they are not yet; of no meaning for constants.</summary>
    public (string Real, string Imaginary) Load(CodeWriter writer, HarmonicFactor factor)
    {
        if (!IsTable(factor)) return ("", "");
        var index = Find(factor);
        var (re, im) = (Text("f", index) + "r", Text("f", index) + "i");
        if (!loaded.Add(index)) return (re, im);
        if (factor.Shape(count) == FactorShape.RealTable) writer.Line($"{context.Arithmetic.Type} {re} = {known[index].Table}[t];");
        else writer.Line($"{context.Arithmetic.Type} {re} = {known[index].Table}[2 * t], {im} = {known[index].Table}[2 * t + 1];");
        return (re, im);
    }

    /// <summary>Whether any factor depends on the index.</summary>
    public bool HasTables => known.Count > 0;

    private static string Text(string name, int index) => name + index.ToString(CultureInfo.InvariantCulture);

    private bool IsTable(HarmonicFactor factor) => factor.Shape(count) is FactorShape.Table or FactorShape.RealTable;

    private int Find(HarmonicFactor factor) => known.FindIndex(k => k.Factor.SameAs(factor));
}
