using System.Globalization;
using Twiddle.Compiler.Emission.Vectors;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>
/// Writes the operations that the passes for vectors of all sizes are made of: an interface, and a structure that implements it for each size. The just-in-time compiler
/// makes code of its own for each structure, in which every operation is an instruction.
/// </summary>
internal static class AnyLengthOperations
{
    private const string Interface = "IVectorOperations";

    /// <summary>What a pass asks of its operations.</summary>
    public static string Constraint(ScalarKind kind) => $"where TOps : struct, {Interface}<{LaneWords.Vector}, {ElementShape.Text(kind)}>";

    /// <summary>The type arguments of a pass on these vectors.</summary>
    public static string Arguments(VectorShape shape) => $"<{shape.Vector}, {Name(shape)}>";

    public static void WriteInterface(CodeWriter writer)
    {
        writer.Line();
        writer.Line("/// <summary>The operations on vectors that passes are made of; each becomes an instruction or two.</summary>");
        writer.Block($"private interface {Interface}<TVec, TNumber>", () =>
        {
            foreach (var (declaration, _, summary) in Members("TVec", "TNumber")) writer.Line($"{declaration}{(declaration.EndsWith(")", StringComparison.Ordinal) ? ";" : " { get; }")} // {summary}");
        });
    }

    public static void WriteStructure(CodeWriter writer, VectorShape shape)
    {
        writer.Line();
        writer.Line($"/// <summary>{(shape.IsScalar ? "One number, where there are no vectors" : $"Vectors of {shape.Lanes.ToString(CultureInfo.InvariantCulture)} numbers")}.</summary>");
        writer.Block($"private readonly struct {Name(shape)} : {Interface}<{shape.Vector}, {shape.Scalar}>", () =>
        {
            foreach (var (declaration, body, _) in Members(shape.Vector, shape.Scalar))
            {
                if (declaration.EndsWith(")", StringComparison.Ordinal)) LaneOperations.WriteInlined(writer);
                writer.Line($"public {declaration} => {body(shape)};");
            }
        });
    }

    private static string Name(VectorShape shape) => shape.IsScalar ? "Numbers" : (shape.Kind == ScalarKind.Single ? "Singles" : "Doubles") + shape.Bits.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<(string Declaration, Func<VectorShape, string> Body, string Summary)> Members(string vector, string number)
    {
        yield return ("int Count", shape => shape.Lanes.ToString(CultureInfo.InvariantCulture), "The number of lanes.");
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
}
