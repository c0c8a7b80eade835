using System.Globalization;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Emission.Vectors;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>
/// Writes a complex transform of a short odd length N = 2h + 1 as dense sums on vectors: x[j] and x[N − j] enter through their sum and their difference alone
/// (the fold), y[k] and y[N − k] are the sum and the difference of the same two sums, and the lanes go over k.
/// </summary>
/// <remarks>
/// e^(∓iθ) = cos θ ∓ i·sin θ with θ = 2πjk/N, so y[k] = x[0] + Σ_(j ≤ h) (x[j] + x[N − j])·cos θ ∓ i·(x[j] − x[N − j])·sin θ. That is h² products of a real and a complex
/// number twice, all of which are fused multiplications and additions without any shuffle: up to some sixty points fewer instructions than a sparse algorithm
/// that is not in step with the lanes. So it is where a prime factor is large; smaller ones have sparse algorithms that are shorter still.
/// </remarks>
internal sealed class FoldedTransformWriter : IVectorKernel
{
    private const int LongestLength = 63;

    /// <summary>The least prime factor whose sparse algorithm, in scalar code, is slower.</summary>
    private const int SmallestPrime = 19;

    /// <summary>Results that lie together in the table.</summary>
    private const int Together = 8;

    /// <summary>Products that are added up one after the other; such sums are then added to each other, which rounds less.</summary>
    private const int InARow = 8;

    private readonly KernelContext context;
    private readonly HarmonicTerm term;
    private readonly KernelParameter input;
    private readonly KernelParameter output;
    private readonly int length;
    private readonly int half;
    private readonly int groups;

    private FoldedTransformWriter(KernelContext context, HarmonicTerm term, KernelParameter input, KernelParameter output)
    {
        this.context = context;
        this.term = term;
        this.input = input;
        this.output = output;
        length = term.InputRange.Count;
        half = length / 2;
        groups = (half + Together - 1) / Together;
    }

    /// <summary>The writer for a short transform that is of this kind; null for others, and where there are no vectors.</summary>
    public static FoldedTransformWriter? Of(KernelContext context, DerivedTransform transform)
    {
        if (transform.IndexForm is not { Precision: ScalarKind.Double } form || !context.Language.HasVector256) return null;
        if (((HarmonicMap)form.Map).Terms is not [var term] || !term.Coefficient.IsReal()) return null;
        var length = term.InputRange.Count;
        if (length % 2 == 0 || length > LongestLength || Radices.PrimeFactors(length).LastOrDefault() < SmallestPrime) return null;
        var (input, output) = (context.Layout.OfInput(0), context.Layout.OfOutput(0));
        if (input is not { Rank: 1, Element: ComplexType } || output is not { Rank: 1, Element: ComplexType } || context.Layout.Parameters.Length > 2) return null;
        return new(context, term, input, output);
    }

    private static IEnumerable<VectorShape> Shapes => VectorShape.Of(ScalarKind.Double).Where(s => s.Lanes >= 4);

    /// <summary>Goes to the vectors that the machine has, else to the other method.</summary>
    public void WriteBranch(CodeWriter writer, string otherwise)
    {
        var arguments = string.Join(", ", context.Layout.Parameters.Select(p => p.Name));
        foreach (var shape in Shapes) writer.Line($"if ({shape.Condition}) {Method(shape)}({arguments}); else");
        writer.Line($"{otherwise}({arguments});");
    }

    public void WriteMethods(CodeWriter writer, CancellationToken cancellation)
    {
        foreach (var shape in Shapes)
        {
            cancellation.ThrowIfCancellationRequested();
            WriteMethod(writer, shape);
        }

        WriteTable(writer);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Method(VectorShape shape) => "TransformFolded" + Text(64 * shape.Lanes);

    private static string At(string reference, string offset) => $"SimdUnsafe.Add(ref {reference}, {offset})";

    private void WriteMethod(CodeWriter writer, VectorShape shape)
    {
        writer.Line();
        writer.Comment("/// ", $"<summary>The same on vectors of {Text(shape.Lanes)} numbers, one for each result: elements j and {Text(length)} − j enter by their sum and difference "
            + "alone, times cosines and sines. The input has been read when the first result is written, so the buffers may overlap.</summary>");
        context.WriteKernelAttribute(writer);
        if (context.Language.AllowsUnsafe) writer.Line("[global::System.Runtime.CompilerServices.SkipLocalsInit]");
        writer.Method("private static void " + Method(shape), context.Layout.Parameters.Select(p => p.Declaration(context.Language)).ToList(), () =>
        {
            foreach (var (name, buffer) in new[] { ("source", input), ("target", output) })
            {
                writer.Line($"ref double {name} = ref SimdUnsafe.As<{ElementShape.Complex}, double>(");
                writer.Line($"    ref SimdMemory.GetReference({buffer.Name}.Slice(0, {Text(length)})));");
            }

            writer.Line($"global::System.Span<double> memory = stackalloc double[{Text(4 * half + 4 * Together * groups)}];");
            writer.Line("ref double folded = ref SimdMemory.GetReference(memory);");
            writer.Line($"ref double results = ref {At("folded", Text(4 * half))};");
            writer.Line($"double firstRe = source, firstIm = {At("source", "1")}, sumRe = firstRe, sumIm = firstIm;");
            writer.Block($"for (int j = 0; j < {Text(half)}; j++)", () =>
            {
                writer.Line($"double a = {At("source", "2 * j + 2")}, b = {At("source", "2 * j + 3")};");
                writer.Line($"double c = {At("source", $"{Text(2 * length - 2)} - 2 * j")}, d = {At("source", $"{Text(2 * length - 1)} - 2 * j")};");
                foreach (var (part, i) in new[] { "a + c", "b + d", "a - c", "b - d" }.Select((p, i) => (p, i))) writer.Line($"{At("folded", $"4 * j + {Text(i)}")} = {part};");
                writer.Line("sumRe += a + c;");
                writer.Line("sumIm += b + d;");
            });
            writer.Line();
            writer.Line("ref double table = ref SimdMemory.GetArrayDataReference(Folded.Table);");
            if (shape.Lanes == Together) WriteSums(writer, shape, groups, null);
            else writer.Block($"for (int group = 0; group < {Text(groups)}; group++)", () => WriteSums(writer, shape, 1, "group"));
            WriteResults(writer);
        });
    }

    /// <summary>The sums of some groups of eight results.</summary>
    private void WriteSums(CodeWriter writer, VectorShape shape, int count, string? group)
    {
        var vectors = count * Together / shape.Lanes;
        string[] parts = ["cosRe", "cosIm", "sinRe", "sinIm"];
        for (var g = 0; g < vectors; g++)
        {
            writer.Line($"var cosRe{Text(g)} = {shape.Class}.Create(firstRe);");
            writer.Line($"var cosIm{Text(g)} = {shape.Class}.Create(firstIm);");
            writer.Line($"var sinRe{Text(g)} = {shape.Vector}.Zero;");
            writer.Line($"var sinIm{Text(g)} = {shape.Vector}.Zero;");
        }

        if (group is not null) writer.Line($"ref double row = ref {At("table", $"{Text(2 * Together * half)} * {group}")};");
        writer.Block($"for (int begin = 0; begin < {Text(half)}; begin += {Text(InARow)})", () =>
        {
            for (var g = 0; g < vectors; g++)
                writer.Statements(parts.Select(part => $"var {part}Part{Text(g)} = {shape.Vector}.Zero;"));
            writer.Line($"int end = global::System.Math.Min(begin + {Text(InARow)}, {Text(half)});");
            writer.Block("for (int j = begin; j < end; j++)", () =>
            {
                for (var p = 0; p < 4; p++) writer.Line($"var {"abcd"[p]} = {shape.Class}.Create({At("folded", $"4 * j + {Text(p)}")});");
                for (var g = 0; g < vectors; g++)
                {
                    var (block, part) = (g * shape.Lanes / Together, g * shape.Lanes % Together);
                    var at = $"{Text(2 * Together)} * j + {Text(2 * Together * half * block + part)}";
                    var atSin = $"{Text(2 * Together)} * j + {Text(2 * Together * half * block + Together + part)}";
                    var reference = group is null ? "table" : "row";
                    writer.Line($"var cos{Text(g)} = SimdUnsafe.As<double, {shape.Vector}>(ref {At(reference, at)});");
                    writer.Line($"var sin{Text(g)} = SimdUnsafe.As<double, {shape.Vector}>(ref {At(reference, atSin)});");
                    for (var p = 0; p < 4; p++)
                        writer.Line($"{parts[p]}Part{Text(g)} = {shape.Fused(false, false, (p < 2 ? "cos" : "sin") + Text(g), "abcd"[p].ToString(), parts[p] + "Part" + Text(g))};");
                }
            });
            for (var g = 0; g < vectors; g++)
                foreach (var part in parts) writer.Line($"{part}{Text(g)} += {part}Part{Text(g)};");
        });
        var stride = Together * groups;
        for (var g = 0; g < vectors; g++)
        {
            var offset = (group is null ? "" : $"{Text(Together)} * {group} + ") + "{0}";
            foreach (var (value, i) in new[] { "cosRe{0} + sinIm{0}", "cosIm{0} - sinRe{0}", "cosRe{0} - sinIm{0}", "cosIm{0} + sinRe{0}" }.Select((v, i) => (v, i)))
            {
                var place = At("results", string.Format(CultureInfo.InvariantCulture, offset, i * stride + g * shape.Lanes));
                writer.Line($"SimdUnsafe.As<double, {shape.Vector}>(ref {place}) = {string.Format(CultureInfo.InvariantCulture, value, g)};");
            }
        }
    }

    private void WriteResults(CodeWriter writer)
    {
        var isScaled = !term.Coefficient.SameAs(Cyclotomic.One);
        var scale = isScaled ? " * Scale" : "";
        var stride = Together * groups;
        writer.Line();
        if (isScaled) writer.Line($"const double Scale = {context.Arithmetic.Literal(term.Coefficient)};");
        writer.Line($"target = sumRe{scale};");
        writer.Line($"{At("target", "1")} = sumIm{scale};");
        writer.Block($"for (int k = 0; k < {Text(half)}; k++)", () =>
        {
            string[] places = ["2 * k + 2", "2 * k + 3", $"{Text(2 * length - 2)} - 2 * k", $"{Text(2 * length - 1)} - 2 * k"];
            for (var i = 0; i < 4; i++) writer.Line($"{At("target", places[i])} = {At("results", i == 0 ? "k" : $"k + {Text(i * stride)}")}{scale};");
        });
    }

    /// <summary>For each group of eight results and each j, eight cosines, then eight sines.</summary>
    private void WriteTable(CodeWriter writer)
    {
        var order = 4 * length;
        var sign = term.Bilinear.Sign < 0 ? "" : "-";
        var values = SharedTables.Powers(order);
        writer.Line();
        writer.Line($"/// <summary>Cosines and sines of 2π·j·k/{Text(length)}: for each eight k and each j, eight cosines, then eight sines.</summary>");
        writer.Block("private static class Folded", () =>
        {
            writer.Line($"internal static readonly double[] Table = new double[{Text(2 * Together * half * groups)}];");
            writer.Line();
            writer.Block("static Folded()", () =>
            {
                writer.List($"{context.RootsName} roots = new {context.RootsName}({Text(order)}, new double[] {{", values, "});");
                writer.Block($"for (int i = 0; i < Table.Length / 2; i++)", () =>
                {
                    writer.Line($"int k = i / {Text(Together * half)} * {Text(Together)} + i % {Text(Together)} + 1, j = i / {Text(Together)} % {Text(half)} + 1;");
                    writer.Line("double cos, sin;");
                    writer.Line($"roots.Value(4 * (j * k % {Text(length)}), out cos, out sin);");
                    writer.Line($"int at = i / {Text(Together)} * {Text(2 * Together)} + i % {Text(Together)};");
                    writer.Line("Table[at] = cos;");
                    writer.Line($"Table[at + {Text(Together)}] = {sign}sin;");
                });
            });
        });
    }
}
