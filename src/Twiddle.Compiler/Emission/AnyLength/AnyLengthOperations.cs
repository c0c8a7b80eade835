using System.Globalization;
using Twiddle.Compiler.Emission.Vectors;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>
/// Writes the operations that the passes for vectors of all sizes are made of: interfaces, and a structure that implements them for each size. The just-in-time compiler
/// makes code of its own for each structure, in which every operation is an instruction or a few.
/// </summary>
internal static class AnyLengthOperations
{
    private const string Interface = "IVectorOperations", Pairs = "IPairOperations";

    /// <summary>What a pass asks of its operations.</summary>
    /// <param name="kind">What it computes in.</param>
    /// <param name="hasPairs">Whether it takes complex numbers apart, or puts them together.</param>
    /// <param name="stores">The number of results that lie in order behind it, where they are transposed; 0 where not.</param>
    public static string Constraint(ScalarKind kind, bool hasPairs = false, int stores = 0)
    {
        var types = $"<{LaneWords.Vector}, {ElementShape.Text(kind)}>";
        return $"where TOps : struct, {Interface}{types}{(hasPairs ? $", {Pairs}{types}" : "")}{(stores > 0 ? $", {BlockStores.Interface(stores)}{types}" : "")}";
    }

    /// <summary>The type arguments of a pass on these vectors.</summary>
    public static string Arguments(VectorShape shape) => $"<{shape.Vector}, {Name(shape)}>";

    /// <summary>Writes the interfaces.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="hasPairs">Whether there are passes on complex numbers.</param>
    /// <param name="stores">The transpositions that passes end with, each with the vectors that it is for.</param>
    public static void WriteInterfaces(CodeWriter writer, bool hasPairs, IReadOnlyList<BlockStores> stores)
    {
        WriteInterface(writer, "The operations on vectors that passes are made of; each becomes an instruction or two", Interface + "<TVec, TNumber>", Members("TVec", "TNumber"));
        if (hasPairs) WriteInterface(writer, "Complex numbers in two vectors, and their real and imaginary parts", Pairs + "<TVec, TNumber>", PairMembers("TVec"), () => writer.Line($"{StorePairs("TVec", "TNumber")}; // Stores complex numbers, from their parts."));
        foreach (var store in stores) store.WriteInterface(writer);
    }

    public static void WriteStructure(CodeWriter writer, VectorShape shape, bool hasPairs, IReadOnlyList<BlockStores> stores, CancellationToken cancellation)
    {
        var types = $"<{shape.Vector}, {shape.Scalar}>";
        var own = stores.Where(s => s.Shapes.Contains(shape)).ToList();
        IEnumerable<string> interfaces = [Interface + types, .. hasPairs ? new[] { Pairs + types } : [], .. own.Select(s => BlockStores.Interface(s.Radix) + types)];
        writer.Line();
        writer.Line($"/// <summary>{(shape.IsScalar ? "One number, where there are no vectors" : $"Vectors of {shape.Lanes.ToString(CultureInfo.InvariantCulture)} numbers")}.</summary>");
        writer.Block($"private readonly struct {Name(shape)} : {string.Join(", ", interfaces)}", () =>
        {
            foreach (var (declaration, body, _) in hasPairs ? Members(shape.Vector, shape.Scalar).Concat(PairMembers(shape.Vector)) : Members(shape.Vector, shape.Scalar))
            {
                if (declaration.EndsWith(")", StringComparison.Ordinal)) LaneOperations.WriteInlined(writer);
                writer.Line($"public {declaration} => {body(shape)};");
            }

            if (hasPairs) WriteStorePairs(writer, shape, cancellation);
            foreach (var store in own) store.WriteMethods(writer, shape, cancellation);
        });
    }

    private static void WriteInterface(CodeWriter writer, string summary, string name, IEnumerable<(string Declaration, Func<VectorShape, string> Body, string Summary)> members, Action? more = null)
    {
        writer.Line();
        writer.Line($"/// <summary>{summary}.</summary>");
        writer.Block("private interface " + name, () =>
        {
            foreach (var (declaration, _, meaning) in members) writer.Line($"{declaration}{(declaration.EndsWith(")", StringComparison.Ordinal) ? ";" : " { get; }")} // {meaning}");
            more?.Invoke();
        });
    }

    private static string StorePairs(string vector, string number) => $"void StorePairs(ref {number} to, nint bytes, {vector} re, {vector} im)";

    private static void WriteStorePairs(CodeWriter writer, VectorShape shape, CancellationToken cancellation)
    {
        var code = new VectorCode(shape);
        var (lower, upper) = LaneTranspose.PairsOf(code, shape, code.Given("re"), code.Given("im"));
        LaneOperations.WriteInlined(writer);
        writer.Block("public " + StorePairs(shape.Vector, shape.Scalar), () =>
            code.WriteStores(writer, [("At(ref to, bytes)", lower), ($"At(ref SimdUnsafe.Add(ref to, {shape.Lanes.ToString(CultureInfo.InvariantCulture)}), bytes)", upper)], cancellation));
    }

    private static string Name(VectorShape shape) => shape.IsScalar ? "Numbers" : (shape.Kind == ScalarKind.Single ? "Singles" : "Doubles") + shape.Bits.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<(string Declaration, Func<VectorShape, string> Body, string Summary)> Members(string vector, string number)
    {
        yield return ("int Count", shape => shape.Lanes.ToString(CultureInfo.InvariantCulture), "The number of lanes.");
        yield return ($"ref {vector} At(ref {number} first, nint bytes)",
            shape => $"ref SimdUnsafe.As<{shape.Scalar}, {shape.Vector}>(ref SimdUnsafe.AddByteOffset(ref first, bytes))", "The vector that starts some bytes behind a number.");
        yield return ($"{vector} Create({number} value)", shape => shape.Broadcast("value"), "A number in all lanes.");
        yield return ($"{vector} Load(ref {number} first, int index)", shape => shape.Broadcast("SimdUnsafe.Add(ref first, index)"), "A number of a table in all lanes.");
        yield return ($"{vector} Add({vector} a, {vector} b)", shape => shape.Sum("a", "b"), "a + b.");
        yield return ($"{vector} Sub({vector} a, {vector} b)", shape => shape.Difference("a", "b"), "a − b.");
        yield return ($"{vector} Mul({vector} a, {vector} b)", shape => shape.Product("a", "b"), "a·b.");
        yield return ($"{vector} Neg({vector} a)", shape => shape.Negative("a"), "−a.");
        foreach (var (negatesProduct, negatesAddend) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            var name = LaneWords.OwnFusedName(negatesProduct, negatesAddend);
            yield return (
                $"{vector} {name}({vector} a, {vector} b, {vector} c)",
                shape => shape.Fused(negatesProduct, negatesAddend, "a", "b", "c"),
                (negatesProduct ? negatesAddend ? "−a·b − c" : "c − a·b" : negatesAddend ? "a·b − c" : "a·b + c") + ", in one rounding where the machine can.");
        }
    }

    private static IEnumerable<(string Declaration, Func<VectorShape, string> Body, string Summary)> PairMembers(string vector)
    {
        yield return Member("Real", "The real parts of complex numbers in two vectors.", LaneTranspose.RealOf);
        yield return Member("Imaginary", "Their imaginary parts, in the same order.", LaneTranspose.ImaginaryOf);

        (string, Func<VectorShape, string>, string) Member(string name, string summary, Func<VectorCode, VectorShape, int, int, int> result) => (
            $"{vector} {name}({vector} a, {vector} b)",
            shape =>
            {
                var code = new VectorCode(shape);
                return code.Expression(result(code, shape, code.Given("a"), code.Given("b")));
            },
            summary);
    }
}
