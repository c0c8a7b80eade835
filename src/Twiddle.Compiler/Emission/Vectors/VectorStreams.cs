using System.Collections.Immutable;
using System.Globalization;
using Twiddle.Compiler.Emission.Sharing;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// Loads and stores of streams in a loop over groups of consecutive t, one t in each lane. What lies in memory in turn is loaded in whole vectors and taken
/// apart, and put together for storing.
/// </summary>
/// <param name="code">Where the operations go.</param>
/// <param name="shape">The vectors.</param>
/// <param name="count">The number of t.</param>
/// <param name="at">The first t of the one group that is meant, where there is no loop.</param>
/// <param name="held">What is in locals, rather than in memory: the vector of a stream from some t on, or null.</param>
internal sealed class VectorStreams(VectorCode code, VectorShape shape, int count, int? at = null, Func<NumberStream, int?>? held = null)
{
    /// <summary>Streams with larger steps are loaded and stored element by element.</summary>
    private const int LongestStep = 8;

    private const int Part = 96;

    private readonly Dictionary<(string Reference, int Start, int Step), VectorRows> apart = [];
    private readonly List<(NumberStream Stream, int Value)> stores = [];

    /// <summary>
    /// Writes the loop; its last group overlaps the one before where the lanes do not divide the count. Where a team shares it, only the groups of a part are done.
    /// </summary>
    public static void WriteLoop(CodeWriter writer, VectorShape shape, int count, string? team, Action<VectorCode, VectorStreams> body, CancellationToken cancellation)
    {
        var code = new VectorCode(shape);
        var streams = new VectorStreams(code, shape, count);
        body(code, streams);
        streams.WriteStores();
        var isWhole = count % shape.Lanes == 0;
        if (count == shape.Lanes)
        {
            writer.Block("", () =>
            {
                writer.Line("const uint i = 0;");
                code.Write(writer, cancellation);
            });
            return;
        }

        var variable = isWhole ? "i" : "group";
        var (begin, end) = team is null ? ("0", Text(count)) : (Bound(false), Bound(true));
        writer.Block($"for (nuint {variable} = {begin}; {variable} < {end}; {variable} += {Text(shape.Lanes)})", () =>
        {
            if (!isWhole) writer.Line($"nuint i = global::System.Math.Min(group, {Text(count - shape.Lanes)});");
            code.Write(writer, cancellation);
        });

        string Bound(bool isEnd) => $"{Text(shape.Lanes)} * (nuint){TeamWriter.Share(team!, Text((count + shape.Lanes - 1) / shape.Lanes), isEnd)}";
    }

    /// <summary>Writes all groups one after the other, without a loop, into code that has been begun.</summary>
    public static void Unroll(VectorCode code, VectorShape shape, int count, Func<NumberStream, int?> held, Action<VectorStreams> body)
    {
        foreach (var group in VectorCore.Groups(count, shape.Lanes))
        {
            var streams = new VectorStreams(code, shape, count, group, held);
            body(streams);
            streams.WriteStores();
        }
    }

    /// <summary>The numbers of the stream for the t in the lanes.</summary>
    public int Load(NumberStream stream)
    {
        if (at is { } first && held!(stream.From(first)) is { } value) return value;
        if (stream.Step == 0) return code.LoadOnce(code.Broadcast(At(stream.Reference, stream.Base)));
        var isReversed = stream.Step < 0;
        var step = Math.Abs(stream.Step);
        // Counted downwards, the stream begins with its last number.
        var low = isReversed ? stream.Base - step * (shape.Lanes - 1) : stream.Base;
        if (StartOf(stream, low, step) is not { } start) return Gather(stream);
        var rows = TakenApart(stream, start, step, isReversed);
        return rows.At(label => (low - start) >> (label - Part) & 1);
    }

    /// <summary>Stores a value at the end of the loop's body, together with those around it.</summary>
    public void Store(NumberStream stream, int value) => stores.Add((stream, value));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool IsPowerOfTwo(int number) => (number & (number - 1)) == 0;

    /// <summary>
    /// Where to start loading whole vectors: at a multiple of the step, so that all streams of it load the same, where that stays within the
    /// buffer. Null where nothing does.
    /// </summary>
    private int? StartOf(NumberStream stream, int low, int step)
    {
        if (step > LongestStep || !IsPowerOfTwo(step)) return null;
        // From the first group to the last, the loads move by this much.
        var move = stream.Step * (count - shape.Lanes);
        foreach (var start in new[] { low - ((low % step) + step) % step, low, low - step + 1 })
        {
            var (first, last) = (Math.Min(start, start + move), Math.Max(start, start + move) + step * shape.Lanes);
            if (first >= 0 && last <= stream.Length) return start;
        }

        return null;
    }

    private VectorRows TakenApart(NumberStream stream, int start, int step, bool isReversed)
    {
        if (apart.TryGetValue((stream.Reference, start, stream.Step), out var known)) return known;
        var vectors = Enumerable.Range(0, step).Select(i => code.LoadOnce($"{shape.Class}.LoadUnsafe(ref {stream.Reference}, {Index(start + i * shape.Lanes, stream.Step)})")).ToArray();
        var (lanes, rows) = InMemory(step);
        var values = ShuffleNetwork.Arrange(code, shape, new(lanes, rows, vectors), shape.NaturalBits, isReversed);
        apart.Add((stream.Reference, start, stream.Step), values);
        return values;
    }

    /// <summary>The index bits of numbers in memory, by lane and by vector: the place within a step, then the element.</summary>
    private (ImmutableArray<int> Lanes, ImmutableArray<int> Rows) InMemory(int step)
    {
        var bits = Enumerable.Range(Part, VectorShape.BitCount(step)).Concat(Enumerable.Range(0, shape.LaneBits)).ToImmutableArray();
        return (bits.RemoveRange(shape.LaneBits, bits.Length - shape.LaneBits), bits.RemoveRange(0, shape.LaneBits));
    }

    private int Gather(NumberStream stream) => code.Load(
        $"{shape.Class}.Create({string.Join(", ", Enumerable.Range(0, shape.Lanes).Select(lane => Element(stream, lane)))})");

    private string Element(NumberStream stream, int lane) =>
        $"SimdUnsafe.Add(ref {stream.Reference}, {Index(stream.Base + stream.Step * lane, stream.Step)})";

    private static string At(string reference, int index) => index == 0 ? reference : $"SimdUnsafe.Add(ref {reference}, {Text(index)})";

    /// <summary>constant + step·i without a sign.</summary>
    private string Index(int constant, int step)
    {
        if (at is { } t) return Text(constant + step * t);
        var product = Math.Abs(step) == 1 ? "i" : $"{Text(Math.Abs(step))} * i";
        if (step < 0) return $"{Text(constant)} - {product}";
        return constant == 0 ? product : $"{product} + {Text(constant)}";
    }

    private void WriteStores()
    {
        foreach (var group in stores.GroupBy(s => (s.Stream.Reference, s.Stream.Step)))
        {
            var rest = group.OrderBy(s => s.Stream.Base).ToList();
            var step = Math.Abs(group.Key.Step);
            while (rest.Count > 0)
            {
                var together = rest.Take(step).ToList();
                var isRun = step <= LongestStep && IsPowerOfTwo(step) && together.Count == step && together.Select((s, i) => s.Stream.Base - i).Distinct().Count() == 1;
                if (!isRun) together = rest.Take(1).ToList();
                rest.RemoveRange(0, together.Count);
                if (isRun) StoreTogether(together);
                else Scatter(together[0].Stream, together[0].Value);
            }
        }
    }

    private void StoreTogether(List<(NumberStream Stream, int Value)> streams)
    {
        var first = streams[0].Stream;
        var step = streams.Count;
        var values = streams.Select(s => s.Value).ToArray();
        if (first.Step < 0) values = Array.ConvertAll(values, v => code.Apply(shape.Reorder(Enumerable.Range(1, shape.Lanes).Select(i => shape.Lanes - i).ToArray()), v));
        var (lanes, rows) = InMemory(step);
        var parts = Enumerable.Range(Part, VectorShape.BitCount(step)).ToImmutableArray();
        var memory = ShuffleNetwork.Arrange(code, shape, new(shape.NaturalBits, parts, values), lanes);
        var start = first.Step < 0 ? first.Base - step * (shape.Lanes - 1) : first.Base;
        for (var vector = 0; vector < step; vector++)
        {
            var value = memory.At(label => vector >> rows.IndexOf(label) & 1);
            code.Do($"{shape.Class}.StoreUnsafe({{0}}, ref {first.Reference}, {Index(start + vector * shape.Lanes, first.Step)});", value);
        }
    }

    private void Scatter(NumberStream stream, int value)
    {
        for (var lane = 0; lane < shape.Lanes; lane++)
            code.Do($"{Element(stream, lane)} = {shape.Class}.GetElement({{0}}, {Text(lane)});", value);
    }
}
