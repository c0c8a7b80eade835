using System.Globalization;
using Twiddle.Compiler.Emission.Tables;

namespace Twiddle.Compiler.Emission;

/// <summary>The locals that the loops of a kernel declare in front of them, in the scope of the method.</summary>
internal sealed class KernelLocals(KernelContext context)
{
    private readonly HashSet<string> declaredTables = [];
    private int indices;

    /// <summary>A new name for a running index.</summary>
    public string NextIndex() => "p" + (indices++).ToString(CultureInfo.InvariantCulture);

    /// <summary>The local that holds a table, declared at first use: a static field is read once per call.</summary>
    public string Table(CodeWriter writer, TableSet tables, string table)
    {
        var local = char.ToLowerInvariant(table[0]) + table.Substring(1);
        if (declaredTables.Add(table)) writer.Line($"{context.Arithmetic.Type}[] {local} = {tables.Place(table)};");
        return local;
    }
}
