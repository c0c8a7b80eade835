using System.Globalization;
using Twiddle.Compiler.Emission.Vectors;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the kernel of a harmonic map: gather into work vectors, passes, combine; and the methods and tables it needs.</summary>
internal sealed class PlanWriter(KernelContext context, TableSet tables)
{
    public void Write(CodeWriter writer, HarmonicMap map, PassPlan plan, VectorPlanWriter? vectors, CancellationToken cancellation)
    {
        var passNames = PassNames(plan);
        writer.Comment("/// ", "<summary>Gathers the input into work vectors, transforms them in passes, and puts the results together.</summary>");
        context.WriteTransform(writer, vectors, false, () => WriteTransform(writer, map, plan, passNames, cancellation));
        vectors?.WriteMethods(writer, cancellation);

        foreach (var group in passNames.GroupBy(p => p.Value).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var (c, p) = group.First().Key;
            var pass = plan.Cores[c].Passes[p];
            new PassWriter(context, tables).Write(writer, group.Key, pass, plan.Cores[c].Input, plan.Codelets[pass.Codelet], cancellation);
        }

        tables.Write(writer, cancellation);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The method of each pass: cores of the same length and direction share theirs.</summary>
    private static Dictionary<(int Core, int Pass), string> PassNames(PassPlan plan)
    {
        var names = new Dictionary<(int Core, int Pass), string>();
        var kinds = plan.Cores.Select(c => (c.Input.Length, c.Input.Sign)).Distinct().ToList();
        for (var c = 0; c < plan.Cores.Length; c++)
        {
            var kind = kinds.IndexOf((plan.Cores[c].Input.Length, plan.Cores[c].Input.Sign));
            for (var p = 0; p < plan.Cores[c].Passes.Length; p++)
                names.Add((c, p), kinds.Count == 1 ? $"Pass{Text(p + 1)}" : $"Pass{Text(p + 1)}OfTransform{Text(kind + 1)}");
        }

        return names;
    }

    private void WriteTransform(
        CodeWriter writer, HarmonicMap map, PassPlan plan, Dictionary<(int Core, int Pass), string> passNames, CancellationToken cancellation)
    {
        var pairs = Enumerable.Range(0, plan.Cores.Length + 1).Select(i => (Re: "re" + Text(i), Im: "im" + Text(i))).ToList();
        WriteRent(writer, pairs, plan.Cores.Select(c => c.Input.Length).DefaultIfEmpty(1).Max());

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
            if (core.Passes.Length > 0) writer.Stage("Transform it, from one pair of work vectors into the other and back.");
            var current = c;
            for (var p = 0; p < core.Passes.Length; p++)
            {
                writer.Line($"{passNames[(c, p)]}({pairs[current].Re}, {pairs[current].Im}, {pairs[spare].Re}, {pairs[spare].Im});");
                (current, spare) = (spare, current);
            }

            vectors.Add(pairs[current]);
        }

        writer.Stage("Put the results together.");
        new CombineWriter(context, plan, map, tables, locals, vectors).Write(writer);
        WriteReturn(writer, pairs);
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
