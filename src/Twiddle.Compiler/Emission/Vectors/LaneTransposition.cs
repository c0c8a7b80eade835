using System.Globalization;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// Writes the transposition behind the first pass for one size of vectors, in methods of eight results each: the just-in-time compiler does not make a method
/// of more than some thirty locals part of its caller.
/// </summary>
internal static class LaneTransposition
{
    private const int Together = 8;

    /// <summary>The names of the methods.</summary>
    public static IEnumerable<string> Methods(string name, Pass pass)
    {
        var count = (pass.Radix + Together - 1) / Together;
        return Enumerable.Range(0, count).Select(i => count == 1 ? name : name + "Part" + Text(i + 1));
    }

    /// <summary>The heading of each: where the first result goes, and the rows.</summary>
    public static void WriteHeading(CodeWriter writer, string heading, Pass pass, string vector, string end) =>
        writer.Statements(Enumerable.Range(0, pass.Radix).Select(v => $"{vector} r{Text(v)}{(v == pass.Radix - 1 ? end : ",")}").Prepend($"{heading}(ref {vector} to,"));

    public static void Write(CodeWriter writer, VectorCore core, Pass pass, string name, CancellationToken cancellation)
    {
        var code = new VectorCode(core.Shape);
        var moves = new VectorMoves(code, core);
        var count = VectorMoves.ResultsTogether(core, pass);
        var stores = new List<(int Element, int Value)>();
        foreach (var v in VectorCore.Groups(pass.Radix, count))
        {
            var rows = Enumerable.Range(v, count).Select(r => code.Given("r" + Text(r))).ToArray();
            stores.AddRange(moves.Transpose(pass, v, rows));
        }

        // Results that begin with the same shuffles stay together.
        var ordered = stores.GroupBy(s => code.FirstSteps(s.Value)).SelectMany(g => g).ToList();
        var methods = Methods(name, pass).ToList();
        for (var m = 0; m < methods.Count; m++)
        {
            var part = ordered.Skip(m * Together).Take(m == methods.Count - 1 ? ordered.Count : Together).ToList();
            writer.Line();
            LaneOperations.WriteInlined(writer);
            WriteHeading(writer, $"public void {methods[m]}", pass, core.Shape.Vector, ")");
            writer.Block("", () => code.WriteStores(writer, part.Select(s => (Place(core, s.Element), s.Value)).ToList(), cancellation));
        }
    }

    /// <summary>Of an element: in blocks of real and imaginary parts, or real parts in a row.</summary>
    private static string Place(VectorCore core, int element) =>
        core.IsUneven ? LaneWords.InRow("to", core.Shape.ElementSize, element) : VectorCode.At("to", 2 * element / core.Shape.Lanes);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
