using System.Globalization;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>The factors of a kernel's vector loops: references to their tables, and constants in all lanes.</summary>
internal sealed class VectorTables(KernelContext context, TableSet tables)
{
    private readonly List<string> declared = [];

    /// <summary>Declares the reference to the table of a factor in front of the loop, where it needs one.</summary>
    public void Declare(CodeWriter writer, HarmonicFactor factor, int count)
    {
        if (factor.Shape(count) is not (FactorShape.Table or FactorShape.RealTable)) return;
        var table = Name(factor, count);
        if (declared.Contains(table)) return;
        declared.Add(table);
        writer.Line($"ref {context.Arithmetic.Type} {Local(table)} = ref SimdMemory.GetArrayDataReference({tables.Place(table)});");
    }

    /// <summary>The factor's value at the t in the lanes.</summary>
    public (int Re, int? Im) Load(VectorStreams streams, HarmonicFactor factor, int count)
    {
        var isReal = factor.IsReal();
        var table = new NumberStream(Local(Name(factor, count)), isReal ? count : 2 * count, 0, 1);
        return (streams.Load(table), isReal ? null : streams.Load(table with { Base = count }));
    }

    /// <summary>A real constant in all lanes, without its sign.</summary>
    public (bool IsNegative, int Value) Constant(VectorCode code, Cyclotomic value)
    {
        var literal = context.Arithmetic.Literal(value);
        var isNegative = literal[0] == '-';
        return (isNegative, code.Constant(code.Broadcast(isNegative ? literal.Substring(1) : literal)));
    }

    private string Name(HarmonicFactor factor, int count) => tables.Parts(factor, count, factor.IsReal());

    private static string Local(string table) => char.ToLower(table[0], CultureInfo.InvariantCulture) + table.Substring(1);
}
