using System.Globalization;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the loops that bring the inputs into the work vector of a core transform.</summary>
/// <param name="context">The kernel.</param>
/// <param name="map">Its map.</param>
/// <param name="tables">The kernel's tables.</param>
/// <param name="locals">The kernel's locals.</param>
/// <param name="hasSpans">Whether work vectors are spans of the very length, rather than arrays.</param>
internal sealed class GatherWriter(KernelContext context, HarmonicMap map, TableSet tables, KernelLocals locals, bool hasSpans = false)
{
    private readonly BufferText buffers = new(context.Layout, context.Spec, context.Arithmetic);

    public void Write(CodeWriter writer, CoreInput core, string re, string im)
    {
        var groups = core.Sources.GroupBy(s => (s.Count, s.Stride, s.Offset)).Select(g => g.ToList()).ToList();
        var coverage = new Coverage(core.Length);
        var accumulates = groups.Select(g => coverage.Add(g[0])).ToList();
        if (coverage.NeedsClearing)
        {
            foreach (var vector in new[] { re, im })
                writer.Line(hasSpans ? $"{vector}.Clear();" : $"global::System.Array.Clear({vector}, 0, {Text(core.Length)});");
        }

        foreach (var (group, accumulate) in groups.Zip(accumulates, (g, a) => (g, a)))
            WriteLoop(writer, core, group, new(re, im, accumulate ? " += " : " = ", accumulate || coverage.NeedsClearing));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <param name="Re">The work vector of real parts.</param>
    /// <param name="Im">The work vector of imaginary parts.</param>
    /// <param name="Operator">Assignment or addition.</param>
    /// <param name="OmitsZeros">Whether a part that is zero is there already.</param>
    private readonly record struct Destination(string Re, string Im, string Operator, bool OmitsZeros);

    private void WriteLoop(CodeWriter writer, CoreInput core, List<Source> sources, Destination destination)
    {
        var first = sources[0];
        var target = new RunningIndex(locals.NextIndex, "t", first.Stride, first.Offset, core.Length, 0, first.Count);
        var factors = new FactorLocals(context, tables, locals, first.Count);
        if (target.Declaration is { } declaration) writer.Line(declaration);
        foreach (var source in sources) factors.Declare(writer, source.Factor);
        // The braces keep the locals of neighbouring single elements apart.
        if (first.Count == 1) writer.Block("", Body);
        else writer.Block($"for (int t = 0; t < {Text(first.Count)}; t++)", Body);

        void Body()
        {
            var sum = ComplexTerms.Empty;
            for (var i = 0; i < sources.Count; i++) sum = sum.Plus(Value(writer, sources[i], i, sources, factors));
            WritePart(writer, destination.Re, target.Text, sum.Real, destination);
            WritePart(writer, destination.Im, target.Text, sum.Imaginary, destination);
            if (first.Count == 1) return;
            foreach (var step in target.Steps) writer.Line(step);
        }
    }

    private void WritePart(CodeWriter writer, string array, string index, SignedTerm[] terms, Destination destination)
    {
        if (terms.Length == 0 && destination.OmitsZeros) return;
        writer.Line($"{array}[{index}]{destination.Operator}{SignedTerm.Sum(terms, context.Arithmetic.Zero)};");
    }

    private ComplexTerms Value(CodeWriter writer, Source source, int number, List<Source> sources, FactorLocals factors)
    {
        var lane = map.Inputs[source.Lane];
        var known = sources.FindIndex(s => s.Lane == source.Lane && s.First == source.First && s.Step == source.Step);
        var (re, im) = ($"x{Text(known)}r", $"x{Text(known)}i");
        if (known == number)
        {
            writer.Line($"{context.Arithmetic.Type} {re} = {Read(lane.Real, source)};");
            if (lane.IsComplex) writer.Line($"{context.Arithmetic.Type} {im} = {Read(lane.Imaginary!.Value, source)};");
        }

        var table = factors.Load(writer, source.Factor);
        var value = ComplexTerms.Of(re, lane.IsComplex ? im : null);
        if (source.ConjugatesInput) value = value.Conjugate();
        return value.Times(source.Factor, source.Count, table, context.Arithmetic);
    }

    private string Read(LaneComponent place, Source source)
    {
        var step = place.Stride * source.Step;
        return buffers.Read(place, new(place.Offset + place.Stride * source.First, source.Count == 1 ? 0 : step, "t"));
    }

    /// <summary>Which elements of the work vector have been written.</summary>
    private sealed class Coverage(int length)
    {
        private readonly bool[] written = new bool[length];
        private bool addsToUnwritten;

        /// <summary>Whether the vector must be zeroed first.</summary>
        public bool NeedsClearing => addsToUnwritten || written.Contains(false);

        /// <summary>Notes the elements of a loop; true where some were written before, so that it has to add.</summary>
        public bool Add(Source source)
        {
            var indices = Enumerable.Range(0, source.Count).Select(t => (int)(((long)source.Stride * t + source.Offset) % length)).ToList();
            var isNew = indices.Distinct().Count() == indices.Count && indices.All(i => !written[i]);
            if (!isNew && indices.Any(i => !written[i])) addsToUnwritten = true;
            foreach (var index in indices) written[index] = true;
            return !isNew;
        }
    }
}
