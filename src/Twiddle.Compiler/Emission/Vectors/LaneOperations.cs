using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>Writes the operations that passes for all vectors are made of: an interface, and a structure that implements it for each size of vectors.</summary>
internal static class LaneOperations
{
    private const string Interface = "IOperations";

    /// <summary>The interfaces that a pass asks of its operations.</summary>
    public static string Interfaces(string? transposition) => transposition is null ? Interface + "<TVec>" : $"{Interface}<TVec>, I{transposition}<TVec>";

    /// <summary>Writes those that the passes use.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="passes">The passes, on the vectors that they run on.</param>
    /// <param name="places">Where those in groups find their operands.</param>
    /// <param name="code">Their text.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static void Write(
        CodeWriter writer, IReadOnlyList<(VectorCore Core, Pass Pass)> passes, IReadOnlyList<PassPlaces> places, string code, CancellationToken cancellation)
    {
        var scalar = passes[0].Core.Shape.Scalar;
        WritePlaces(writer, passes[0].Core.Shape.ElementSize);
        var used = Members(scalar).Where(m => Regex.IsMatch(code, $@"\bv\.{m.Name}\b", RegexOptions.CultureInvariant)).ToList();
        writer.Line();
        writer.Line("/// <summary>The operations on vectors that the passes are made of; each becomes one instruction or two.</summary>");
        writer.Block($"private interface {Interface}<TVec>", () =>
        {
            foreach (var member in used) writer.Line($"{member.Declaration("TVec")}{(member.IsProperty ? " { get; }" : ";")} // {member.Summary}");
        });

        WriteColumns(writer, passes.Where(p => p.Core.Grouping is null && p.Pass.Columns > 1 && p.Pass.Blocks > 1).Select(p => p.Pass.Columns).Distinct().OrderBy(c => c).ToList());
        WritePlaces(writer, places);
        var transpositions = passes
            .Select(p => (p.Core, p.Pass, Name: LanePassWriter.Transposition(p.Core, p.Pass)))
            .Where(p => p.Name is not null)
            .ToList();
        foreach (var (_, pass, name) in transpositions.GroupBy(t => t.Name).Select(g => g.First()))
        {
            writer.Line();
            writer.Comment("/// ", $"<summary>Stores {Text(pass.Radix)} vectors of results, one block in each lane, so that the results of a block lie in order: every other vector from the first on.</summary>");
            writer.Block($"private interface I{name}<TVec>", () =>
            {
                foreach (var method in LaneTransposition.Methods(name!, pass)) LaneTransposition.WriteHeading(writer, $"void {method}", pass, "TVec", ");");
            });
        }

        foreach (var group in passes.GroupBy(p => p.Core.Shape.Name))
        {
            var core = group.First().Core;
            var own = transpositions.Where(t => t.Core.Shape == core.Shape).GroupBy(t => t.Name!).Select(g => g.First()).ToList();
            var interfaces = own.Select(t => $"I{t.Name}<{core.Shape.Vector}>").Prepend($"{Interface}<{core.Shape.Vector}>");
            writer.Line();
            writer.Line($"/// <summary>{(core.Shape.IsScalar ? "One number, where there are no vectors" : $"Vectors of {Text(core.Shape.Lanes)} numbers")}.</summary>");
            writer.Block($"private readonly struct {core.Shape.Name} : {string.Join(", ", interfaces)}", () =>
            {
                foreach (var member in used) writer.Expression($"public {member.Declaration(core.Shape.Vector)}", member.Body(group.Select(g => g.Core).ToList()));
                foreach (var (transposed, pass, name) in own)
                {
                    cancellation.ThrowIfCancellationRequested();
                    LaneTransposition.Write(writer, transposed, pass, name!, cancellation);
                }
            });
        }
    }

    /// <summary>The numbers of columns that passes in the middle have, as types: so they are constants to the just-in-time compiler.</summary>
    private static void WriteColumns(CodeWriter writer, IReadOnlyList<int> counts)
    {
        if (counts.Count == 0) return;
        writer.Line();
        writer.Line("/// <summary>A number of columns that is a constant to the just-in-time compiler.</summary>");
        writer.Block("private interface IColumns", () => writer.Line("int Count { get; }"));
        writer.Line();
        foreach (var count in counts) writer.Line($"private readonly struct Columns{Text(count)} : IColumns {{ public int Count => {Text(count)}; }}");
    }

    /// <summary>Where passes in groups find their operands, as types for the same reason.</summary>
    private static void WritePlaces(CodeWriter writer, IReadOnlyList<PassPlaces> places)
    {
        if (places.Count == 0) return;
        writer.Line();
        writer.Line("/// <summary>Where a pass finds its operands, in constants to the just-in-time compiler.</summary>");
        writer.Block("private interface IPlaces", () =>
        {
            writer.Line("int Columns { get; } // The columns of a block, side by side.");
            writer.Line("int Lane { get; } // The elements from one operand of a column to the next.");
            writer.Line("int Gap { get; } // The elements between the columns of a block and those of the next.");
        });
        writer.Line();
        foreach (var place in places)
        {
            writer.Line($"private readonly struct {place.Name} : IPlaces");
            writer.Line($"{{ public int Columns => {Text(place.Columns)}; public int Lane => {Text(place.Lane)}; public int Gap => {Text(place.Gap)}; }}");
        }
    }

    /// <summary>These methods become part of their callers.</summary>
    public static void WriteInlined(CodeWriter writer) => writer.Line("[SimdMethodImpl(SimdMethodOptions.AggressiveInlining)]");

    /// <summary>Vectors come with a framework that can compile a method to full speed at its first call.</summary>
    public static void WriteOptimized(CodeWriter writer) => writer.Line("[SimdMethodImpl(SimdMethodOptions.AggressiveOptimization)]");

    private static void WritePlaces(CodeWriter writer, int elementSize)
    {
        writer.Line();
        writer.Line("/// <summary>The vector that starts at an element, of two numbers each.</summary>");
        WritePlace("At", "");
        writer.Line();
        writer.Line("/// <summary>The vector behind it.</summary>");
        WritePlace("Next", " + SimdUnsafe.SizeOf<TVec>()");

        void WritePlace(string name, string offset)
        {
            WriteInlined(writer);
            writer.Line($"private static ref TVec {name}<TVec>(ref TVec first, int element) =>");
            writer.Line($"    ref SimdUnsafe.AddByteOffset(ref first, {Text(2 * elementSize)} * element{offset});");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An operation.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Summary">What it gives.</param>
    /// <param name="Declaration">The declaration, for a type of vectors.</param>
    /// <param name="Body">The expression, for cores on the same vectors.</param>
    private sealed record Member(string Name, string Summary, Func<string, string> Declaration, Func<IReadOnlyList<VectorCore>, string> Body)
    {
        public bool IsProperty => Name == "Count";
    }

    private static IEnumerable<Member> Members(string scalar)
    {
        yield return new("Count", "The number of lanes.", _ => "int Count", c => Text(c[0].Shape.Lanes));
        yield return new("Create", "A number in all lanes.", v => $"{v} Create({scalar} value)", c => c[0].Shape.Broadcast("value"));
        yield return new("Load", "A number of a table in all lanes.", v => $"{v} Load(ref {scalar} first, int index)",
            c => c[0].Shape.Broadcast("SimdUnsafe.Add(ref first, index)"));
        yield return new("Add", "a + b.", v => $"{v} Add({v} a, {v} b)", c => c[0].Shape.Sum("a", "b"));
        yield return new("Sub", "a − b.", v => $"{v} Sub({v} a, {v} b)", c => c[0].Shape.Difference("a", "b"));
        yield return new("Mul", "a·b.", v => $"{v} Mul({v} a, {v} b)", c => c[0].Shape.Product("a", "b"));
        yield return new("Neg", "−a.", v => $"{v} Neg({v} a)", c => c[0].Shape.Negative("a"));
        foreach (var (negatesProduct, negatesAddend) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            var name = LaneWords.OwnFusedName(negatesProduct, negatesAddend);
            yield return new(name, (negatesProduct ? negatesAddend ? "−a·b − c" : "c − a·b" : negatesAddend ? "a·b − c" : "a·b + c") + ", in one rounding where the machine can.", v => $"{v} {name}({v} a, {v} b, {v} c)",
                c => c[0].Shape.Fused(negatesProduct, negatesAddend, "a", "b", "c"));
        }

        // Taking complex numbers apart and putting them together are the same shuffles for doubles.
        yield return new("Even", "Even numbers of a and b in turn: the real parts of complex numbers, or half of them from their parts.", v => $"{v} Even({v} a, {v} b)",
            c => c.Any(core => core.HasInterleavedSource) ? Apart(c, 0) : Together(c, 0));
        yield return new("Odd", "Odd numbers of a and b in turn.", v => $"{v} Odd({v} a, {v} b)", c => c.Any(core => core.HasInterleavedSource) ? Apart(c, 1) : Together(c, 1));
        yield return new("Real", "The real parts of complex numbers in two vectors.", v => $"{v} Real({v} a, {v} b)", c => Apart(c, 0));
        yield return new("Imaginary", "Their imaginary parts.", v => $"{v} Imaginary({v} a, {v} b)", c => Apart(c, 1));
        yield return new("LowerPairs", "The first half of complex numbers, from their parts.", v => $"{v} LowerPairs({v} a, {v} b)", c => Together(c, 0));
        yield return new("UpperPairs", "The second half.", v => $"{v} UpperPairs({v} a, {v} b)", c => Together(c, 1));
    }

    private static string Apart(IReadOnlyList<VectorCore> cores, int part)
    {
        var code = new VectorCode(cores[0].Shape);
        return code.Expression(new VectorMoves(code, cores.First(c => c.HasInterleavedSource)).Apart(code.Given("a"), code.Given("b"))[part]);
    }

    private static string Together(IReadOnlyList<VectorCore> cores, int half)
    {
        var code = new VectorCode(cores[0].Shape);
        return code.Expression(new VectorMoves(code, cores.First(c => c.HasInterleavedTarget)).Together(code.Given("a"), code.Given("b"))[half]);
    }
}
