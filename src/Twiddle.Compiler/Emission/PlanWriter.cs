using System.Globalization;
using Twiddle.Compiler.Emission.Sharing;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Emission.Vectors;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the kernel of a harmonic map: gather into work vectors, passes, combine; and the methods and tables it needs.</summary>
internal sealed class PlanWriter(KernelContext context, TableSet tables)
{
    /// <summary>Whether a class of roots of unity is needed, which those of convolutions are computed from.</summary>
    public bool NeedsRoots { get; private set; }

    public void Write(CodeWriter writer, HarmonicMap map, PassPlan plan, VectorPlanWriter? vectors, CancellationToken cancellation)
    {
        if (vectors is { CoversScalars: true })
        {
            writer.Line("/// <summary>Transforms in passes, on the widest vectors that the machine has.</summary>");
            context.WriteTransform(writer, vectors);
            vectors.WriteMethods(writer, cancellation);
            tables.Write(writer, cancellation);
            return;
        }

        var passNames = PassNames(plan);
        writer.Comment("/// ", "<summary>Gathers the input into work vectors, transforms them in passes, and puts the results together.</summary>");
        var convolutions = Convolutions(plan);
        var planarOf = vectors is null ? PlanarWriters(plan) : [];
        context.WriteTransform(writer, vectors, false, () => WriteTransform(writer, map, plan, passNames, planarOf, convolutions, cancellation));
        vectors?.WriteMethods(writer, cancellation);
        var passes = new LanePasses(context, tables, writer);
        foreach (var planar in planarOf.Values) planar.WriteMethods(writer, passes, cancellation);
        passes.Write(writer, cancellation);

        foreach (var group in passNames.GroupBy(p => p.Value).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var (c, p) = group.First().Key;
            var pass = plan.Cores[c].Passes[p];
            new PassWriter(context, tables).Write(writer, group.Key, pass, plan.Cores[c].Transformed, plan.Codelets[pass.Codelet], cancellation);
        }

        if (context.TeamName is not null) WriteSharedPasses(writer, plan, passNames);
        tables.Write(writer, cancellation);
        NeedsRoots = convolutions.Count > 0;
        if (!NeedsRoots) return;
        ConvolutionWriter.WriteProduct(writer, context);
        foreach (var (c, convolution) in convolutions.Values)
            convolution.WriteClass(writer, (from, spare) => WritePasses(writer, plan, c, from, spare, passNames, planarOf));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The method of each pass: cores of the same length and direction share theirs.</summary>
    private static Dictionary<(int Core, int Pass), string> PassNames(PassPlan plan)
    {
        var names = new Dictionary<(int Core, int Pass), string>();
        var kinds = plan.Cores.Select(Key).Distinct().ToList();
        for (var c = 0; c < plan.Cores.Length; c++)
        {
            var kind = kinds.IndexOf(Key(plan.Cores[c]));
            for (var p = 0; p < plan.Cores[c].Passes.Length; p++)
                names.Add((c, p), kinds.Count == 1 ? $"Pass{Text(p + 1)}" : $"Pass{Text(p + 1)}OfTransform{Text(kind + 1)}");
        }

        return names;
    }

    /// <summary>What transforms with the same passes have in common.</summary>
    private static (int Length, int Sign) Key(CoreTransform core) => (core.Transformed.Length, core.Input.Sign);

    /// <summary>The writer of each convolution, by the length and direction of the transform; and a core that it is of.</summary>
    private SortedDictionary<(int Length, int Sign), (int Core, ConvolutionWriter Writer)> Convolutions(PassPlan plan)
    {
        var writers = new SortedDictionary<(int Length, int Sign), (int Core, ConvolutionWriter Writer)>();
        for (var c = 0; c < plan.Cores.Length; c++)
        {
            var core = plan.Cores[c];
            if (core.Convolution is null || writers.ContainsKey((core.Input.Length, core.Input.Sign))) continue;
            writers.Add((core.Input.Length, core.Input.Sign), (c, new(context, core, "Convolution" + Text(writers.Count + 1))));
        }

        return writers;
    }

    private void WriteTransform(
        CodeWriter writer, HarmonicMap map, PassPlan plan, Dictionary<(int Core, int Pass), string> passNames, SortedDictionary<(int Length, int Sign), WorkVectorPasses> planarOf,
        SortedDictionary<(int Length, int Sign), (int Core, ConvolutionWriter Writer)> convolutions, CancellationToken cancellation)
    {
        var pairs = Enumerable.Range(0, plan.Cores.Length + 1).Select(i => (Re: "re" + Text(i), Im: "im" + Text(i))).ToList();
        WriteRent(writer, pairs, plan.Cores.Select(c => Math.Max(c.Input.Length, c.Transformed.Length)).DefaultIfEmpty(1).Max());

        var locals = new KernelLocals(context);
        var gather = new GatherWriter(context, map, tables, locals);
        var spare = plan.Cores.Length;
        var vectors = new List<(string Re, string Im)>();
        for (var c = 0; c < plan.Cores.Length; c++)
        {
            cancellation.ThrowIfCancellationRequested();
            var core = plan.Cores[c];
            writer.Stage($"Gather the vector of transform {Text(c + 1)}, {Text(core.Input.Length)} points.");
            gather.Write(writer, core.Input, pairs[c].Re, pairs[c].Im);
            if (core.Passes.Length > 0) writer.Stage(core.Convolution is null
                ? "Transform it, from one pair of work vectors into the other and back."
                : $"Transform it by a convolution of {Text(core.Transformed.Length)} points.");
            (string Re, string Im) Passes((string Re, string Im) from, (string Re, string Im) to) => WritePasses(writer, plan, c, from, to, passNames, planarOf);
            var result = core.Convolution is null
                ? Passes(pairs[c], pairs[spare])
                : convolutions[(core.Input.Length, core.Input.Sign)].Writer.Write(writer, pairs[c], pairs[spare], Passes);
            if (result == pairs[spare]) spare = c;
            vectors.Add(result);
        }

        writer.Stage("Put the results together.");
        new CombineWriter(context, plan, map, tables, locals, vectors).Write(writer);
        WriteReturn(writer, pairs);
    }

    /// <summary>Writes the passes of a core on vectors where the machine can, and gives the pair that holds the result.</summary>
    private (string Re, string Im) WritePasses(
        CodeWriter writer, PassPlan plan, int c, (string Re, string Im) from, (string Re, string Im) spare, Dictionary<(int Core, int Pass), string> passNames,
        SortedDictionary<(int Length, int Sign), WorkVectorPasses> planarOf)
    {
        var core = plan.Cores[c];
        var result = core.Passes.Length % 2 == 0 ? from : spare;
        if (planarOf.TryGetValue(Key(core), out var onVectors)) onVectors.WriteBranch(writer, from, result, Write);
        else Write();
        return result;

        void Write()
        {
            if (context.TeamName is not null)
            {
                writer.Line($"{SharedPasses(plan, c)}({from.Re}, {from.Im}, {spare.Re}, {spare.Im});");
                return;
            }

            for (var p = 0; p < core.Passes.Length; p++)
            {
                writer.Line($"{passNames[(c, p)]}({from.Re}, {from.Im}, {spare.Re}, {spare.Im});");
                (from, spare) = (spare, from);
            }
        }
    }

    private static string SharedPasses(PassPlan plan, int c) => "PassesOfTransform" + Text(plan.Cores.Select(Key).Distinct().ToList().IndexOf(Key(plan.Cores[c])) + 1);

    /// <summary>The passes of each length and direction, shared among threads.</summary>
    private void WriteSharedPasses(CodeWriter writer, PassPlan plan, Dictionary<(int Core, int Pass), string> passNames)
    {
        foreach (var c in Enumerable.Range(0, plan.Cores.Length).GroupBy(c => Key(plan.Cores[c])).Select(g => g.First()))
        {
            var passes = plan.Cores[c].Passes;
            if (passes.Length == 0) continue;
            string[] arrays = ["re", "im", "otherRe", "otherIm"];
            writer.Line();
            writer.Line("/// <summary>The passes, from one pair of work vectors into the other and back, each shared among threads.</summary>");
            writer.Method($"private static void {SharedPasses(plan, c)}", arrays.Select(a => $"{context.Arithmetic.Type}[] {a}").ToList(), () =>
            {
                writer.Block($"{context.TeamName}.Run({Text(passes.Length)}, (stage, part, parts) =>", () => writer.Block("switch (stage)", () =>
                {
                    for (var p = 0; p < passes.Length; p++)
                    {
                        var (from, to) = p % 2 == 0 ? ("re, im", "otherRe, otherIm") : ("otherRe, otherIm", "re, im");
                        var rounds = Text(PassWriter.Rounds(passes[p]));
                        writer.Line($"case {Text(p)}: {passNames[(c, p)]}({from}, {to}, {TeamWriter.Share(context.TeamName!, rounds, false)}, {TeamWriter.Share(context.TeamName!, rounds, true)}); break;");
                    }
                }));
                writer.Line(");");
            });
        }
    }

    /// <summary>For each length and direction, its transform on vectors between work vectors, where it has one.</summary>
    private SortedDictionary<(int Length, int Sign), WorkVectorPasses> PlanarWriters(PassPlan plan)
    {
        var writers = new SortedDictionary<(int Length, int Sign), WorkVectorPasses>();
        foreach (var core in plan.Cores)
        {
            var onVectors = WorkVectorPasses.CoresOf(context, plan, core);
            if (onVectors.IsEmpty || writers.ContainsKey(Key(core))) continue;
            writers.Add(Key(core), new WorkVectorPasses(context, onVectors, "Transform" + Text(writers.Count + 1)));
        }

        return writers;
    }

    private void WriteRent(CodeWriter writer, List<(string Re, string Im)> pairs, int length)
    {
        var type = context.Arithmetic.Type;
        var vector = context.Language.HasArrayPool ? $"pool.Rent({Text(length)})" : $"new {type}[{Text(length)}]";
        if (context.Language.HasArrayPool) writer.Line($"global::System.Buffers.ArrayPool<{type}> pool = global::System.Buffers.ArrayPool<{type}>.Shared;");
        foreach (var (re, im) in pairs) writer.Line($"{type}[] {re} = {vector}, {im} = {vector};");
    }

    private void WriteReturn(CodeWriter writer, List<(string Re, string Im)> pairs)
    {
        if (!context.Language.HasArrayPool) return;
        writer.Line();
        foreach (var (re, im) in pairs)
        {
            writer.Line($"pool.Return({re});");
            writer.Line($"pool.Return({im});");
        }
    }
}
