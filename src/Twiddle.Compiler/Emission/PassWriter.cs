using System.Globalization;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Plans;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the method of a pass: loops over blocks and columns around a codelet, its twiddle factors and stores.</summary>
internal sealed class PassWriter(KernelContext context, TableSet tables)
{
    public void Write(CodeWriter writer, string name, Pass pass, CoreInput core, RadixCodelet codelet, CancellationToken cancellation)
    {
        var type = context.Arithmetic.Type;
        var flow = new FlowWriter(codelet.Graph, context.Arithmetic);
        writer.Line();
        writer.Comment("/// ", $"<summary>{Describe(pass, core)}</summary>");
        context.WriteKernelAttribute(writer);
        var vectors = new[] { "sourceRe", "sourceIm", "targetRe", "targetIm" }.Select(v => $"{type}[] {v}").ToList();
        var isShared = context.TeamName is not null;
        if (isShared) vectors.AddRange(["int begin", "int end"]);
        writer.Method("private static void " + name, vectors, () =>
        {
            flow.WriteConstants(writer);
            if (pass.HasTwiddles) writer.Line($"{type}[] twiddles = {tables.Place(tables.Twiddles(pass, core))};");
            Loop(writer, "block", pass.Blocks, () => WriteBlock(writer, pass, flow, TableSet.IsConjugate(core), isShared && !IsSharedByBlocks(pass), cancellation), isShared: isShared && IsSharedByBlocks(pass));
        });
    }

    internal static string Describe(Pass pass, CoreInput core)
    {
        var butterflies = $"{Count(pass.Blocks, "block")} of {Count(pass.Columns, "column")}: transforms of {Count(pass.Radix, "point")}";
        return pass.HasTwiddles
            ? $"{butterflies}, times e^({(core.Sign < 0 ? "−" : "")}2πi·block·v/{Text(core.Length / pass.TwiddleStep)}) for result v."
            : butterflies + ".";
    }

    private static string Count(int count, string unit) => $"{Text(count)} {unit}{(count == 1 ? "" : "s")}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The rounds of the loop that threads share: over blocks, or over the columns of each.</summary>
    public static int Rounds(Pass pass) => IsSharedByBlocks(pass) ? pass.Blocks : pass.Columns;

    private static bool IsSharedByBlocks(Pass pass) => pass.Blocks >= pass.Columns;

    private static void Loop(CodeWriter writer, string variable, int count, Action body, string steps = "", bool isShared = false)
    {
        if (isShared) writer.Block($"for (int {variable} = begin; {variable} < end; {variable}++{steps})", body);
        else if (count == 1) body();
        else writer.Block($"for (int {variable} = 0; {variable} < {Text(count)}; {variable}++{steps})", body);
    }

    private void WriteBlock(CodeWriter writer, Pass pass, FlowWriter flow, bool isConjugate, bool isSharedByColumns, CancellationToken cancellation)
    {
        if (pass.HasTwiddles) WriteTwiddles(writer, pass);
        writer.Line($"int from = {At(pass.Source.Block, pass)}{(isSharedByColumns ? Begin(pass.Source.Column) : "")};");
        writer.Line($"int to = {At(pass.Target.Block, pass)}{(isSharedByColumns ? Begin(pass.Target.Column) : "")};");
        Loop(
            writer,
            "column",
            pass.Columns,
            () => WriteButterfly(writer, pass, flow, isConjugate, cancellation),
            $", {Step("from", pass.Source.Column)}, {Step("to", pass.Target.Column)}",
            isSharedByColumns);
    }

    private static string Begin(int step) => step == 1 ? " + begin" : $" + {Text(step)} * begin";

    private static string At(int step, Pass pass) => (pass.Blocks, step) switch
    {
        (1, _) => "0",
        (_, 1) => "block",
        _ => $"{Text(step)} * block",
    };

    private static string Step(string variable, int step) => step == 1 ? variable + "++" : $"{variable} += {Text(step)}";

    private void WriteTwiddles(CodeWriter writer, Pass pass)
    {
        writer.Line($"int w = {Text(2 * (pass.Radix - 1))} * block;");
        writer.Statements(Enumerable.Range(1, pass.Radix - 1)
            .Select(v => $"{context.Arithmetic.Type} w{Text(v)}r = twiddles[{Index("w", 2 * v - 2)}], w{Text(v)}i = twiddles[{Index("w", 2 * v - 1)}];"));
    }

    private void WriteButterfly(CodeWriter writer, Pass pass, FlowWriter flow, bool isConjugate, CancellationToken cancellation)
    {
        flow.WriteLoads(writer, i => $"source{(i % 2 == 0 ? "Re" : "Im")}[{Index("from", pass.Source.Lane * (i / 2))}]");
        flow.WriteOperations(writer, cancellation);
        writer.Statements(Enumerable.Range(0, pass.Radix).SelectMany(v =>
        {
            var product = Result(flow, v);
            if (v > 0 && pass.HasTwiddles) product = Twiddled(product, v, isConjugate);
            var index = Index("to", pass.Target.Lane * v);
            return new[]
            {
                $"targetRe[{index}] = {SignedTerm.Sum(product.Real, context.Arithmetic.Zero)};",
                $"targetIm[{index}] = {SignedTerm.Sum(product.Imaginary, context.Arithmetic.Zero)};",
            };
        }));
    }

    private static ComplexTerms Result(FlowWriter flow, int v) => new(
        flow.Output(2 * v) is { } re ? [re] : [],
        flow.Output(2 * v + 1) is { } im ? [im] : []);

    private static ComplexTerms Twiddled(ComplexTerms value, int v, bool isConjugate)
    {
        var (re, im) = ($"w{Text(v)}r", $"w{Text(v)}i");
        SignedTerm[] Times(SignedTerm[] terms, string factor) => Array.ConvertAll(terms, t => t with { Text = $"{t.Text} * {factor}" });
        SignedTerm[] Negated(SignedTerm[] terms, bool isNegated) => isNegated ? Array.ConvertAll(terms, t => t.Negate()) : terms;
        return new(
            [.. Times(value.Real, re), .. Negated(Times(value.Imaginary, im), !isConjugate)],
            [.. Negated(Times(value.Real, im), isConjugate), .. Times(value.Imaginary, re)]);
    }

    private static string Index(string start, int offset) => offset == 0 ? start : $"{start} + {Text(offset)}";
}
