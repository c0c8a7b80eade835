using System.Collections.Immutable;
using System.Globalization;
using Twiddle.Compiler.Emission.Vectors;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>
/// Writes the transposition that a first pass of one radix ends with: vectors of results, with a block in each lane, are stored such that the results of a block lie side by side.
/// </summary>
/// <remarks>In methods of a few results each: the just-in-time compiler does not make a method of more than some thirty locals part of its caller.</remarks>
/// <param name="radix">The number of results of a block.</param>
/// <param name="shapes">The vectors that it is for.</param>
internal sealed class BlockStores(int radix, ImmutableArray<VectorShape> shapes)
{
    private const int MostLocals = 28;

    public int Radix => radix;

    public ImmutableArray<VectorShape> Shapes => shapes;

    /// <summary>For example <c>IBlocksOf5</c>.</summary>
    public static string Interface(int radix) => "IBlocksOf" + Text(radix);

    /// <summary>The statements that store all results of some rows.</summary>
    /// <param name="to">Where the first result goes.</param>
    /// <param name="rows">The names of the vectors.</param>
    public IEnumerable<string> Calls(string to, IReadOnlyList<string> rows) =>
        Names.Select(name => $"{LaneWords.Operations}.{name}(ref {to}, {string.Join(", ", rows)});");

    public void WriteInterface(CodeWriter writer)
    {
        writer.Line();
        writer.Line($"/// <summary>Stores {Text(radix)} vectors of results, a block in each lane, such that the results of a block lie side by side.</summary>");
        writer.Block($"private interface {Interface(radix)}<TVec, TNumber>", () =>
        {
            foreach (var name in Names) writer.Statements(Heading("void", name, "TNumber", "TVec", ");"));
        });
    }

    public void WriteMethods(CodeWriter writer, VectorShape shape, CancellationToken cancellation)
    {
        var (code, stores) = Transposed(radix, shape);
        var parts = Parts(stores).ToList();
        for (var i = 0; i < Names.Count; i++)
        {
            LaneOperations.WriteInlined(writer);
            writer.Statements(Heading("public void", Names[i], shape.Scalar, shape.Vector, ")"));
            writer.Block("", () => code.WriteStores(writer, parts[i].Select(s => ($"At(ref to, {Text(shape.ElementSize * s.Place)})", s.Value)).ToList(), cancellation));
        }
    }

    /// <summary>The names of the methods.</summary>
    private IReadOnlyList<string> Names { get; } = Count(radix, shapes) is var count && count == 1
        ? ["Store" + Text(radix)]
        : Enumerable.Range(1, count).Select(i => $"Store{Text(radix)}Part{Text(i)}").ToList();

    /// <summary>The number of methods that have few enough locals on all vectors.</summary>
    private static int Count(int radix, ImmutableArray<VectorShape> shapes)
    {
        var all = shapes.Select(shape => Transposed(radix, shape)).ToList();
        for (var count = 1; ; count++)
        {
            var most = (radix + count - 1) / count;
            if (count == radix || all.All(t => Parts(t.Stores, most).All(part => t.Code.Steps(part.Select(s => s.Value)) - part.Count <= MostLocals))) return count;
        }
    }

    private IEnumerable<List<(int Place, int Value)>> Parts(List<(int Place, int Value)> stores) => Parts(stores, (radix + Names.Count - 1) / Names.Count);

    private static IEnumerable<List<(int Place, int Value)>> Parts(List<(int Place, int Value)> stores, int most)
    {
        for (var i = 0; i < stores.Count; i += most) yield return stores.Skip(i).Take(most).ToList();
    }

    /// <summary>The results, by the number behind the first where each begins; those that begin with the same shuffles one after the other.</summary>
    private static (VectorCode Code, List<(int Place, int Value)> Stores) Transposed(int radix, VectorShape shape)
    {
        var code = new VectorCode(shape);
        var rows = Enumerable.Range(0, radix).Select(v => code.Given("r" + Text(v))).ToArray();
        // Squares of results, or all at once.
        var together = radix % shape.Lanes == 0 ? shape.Lanes : radix;
        // Each vector has the results of as many blocks as it can hold.
        var blocks = Math.Max(1, shape.Lanes / together);
        var step = together == radix ? shape.Lanes : radix;
        var stores = new List<(int Place, int Value)>();
        for (var first = 0; first < radix; first += together)
        {
            var transposed = LaneTranspose.Of(code, rows.Skip(first).Take(together).ToArray(), shape);
            for (var i = 0; i < together; i++) stores.Add((LaneTranspose.PlaceOf(i * blocks, shape) / blocks * step + first, transposed[i]));
        }

        return (code, stores.GroupBy(s => code.FirstSteps(s.Value)).SelectMany(group => group).ToList());
    }

    private IEnumerable<string> Heading(string lead, string name, string number, string vector, string end) =>
        Enumerable.Range(0, radix).Select(v => $"{vector} r{Text(v)}{(v == radix - 1 ? end : ",")}").Prepend($"{lead} {name}(ref {number} to,");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
