using System.Globalization;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the documentation of the generated method: what was found, what it costs, why it is right, how it rounds.</summary>
internal static class HeaderWriter
{
    /// <param name="writer">Where to.</param>
    /// <param name="target">The method that is documented.</param>
    /// <param name="transforms">What was derived, each with the signature of what it was derived of: the method itself, or loops in it.</param>
    public static void Write(CodeWriter writer, EmissionTarget target, IEnumerable<(DerivedTransform Transform, MethodSignature Of)> transforms)
    {
        writer.Comment("/// ", $"<summary>Computes what <see cref=\"{Escape(target.Naive.DocumentationId)}\"/> defines, by an algorithm that was found in "
            + "the definition and proved equal to it.</summary>");
        writer.Line("/// <remarks>");
        foreach (var (transform, signature) in transforms)
        {
            writer.Line($"/// <para><b>{Shape(transform, signature)}</b></para>");
            if (transform.Steps.Length > 0) WriteSteps(writer, transform.Steps);
            writer.Comment("/// ", $"<para>{Escape(Costs(transform))}</para>");
            writer.Comment("/// ", $"<para>Proof: {Escape(transform.ProofStatement)}</para>");
            writer.Comment("/// ", $"<para>{Escape(Accuracy(transform))}</para>");
        }

        writer.Line("/// <para>Other sizes are computed by the definition.</para>");
        writer.Line("/// </remarks>");
    }

    /// <summary>The documentation of the overload on spans.</summary>
    public static void WriteOverload(CodeWriter writer, EmissionTarget target) =>
        writer.Comment("/// ", $"<summary>Computes what <see cref=\"{Escape(target.Naive.DocumentationId)}\"/> defines without allocating, for the sizes that an "
            + "algorithm was derived for; the spans may overlap.</summary>");

    /// <summary>For example <c>1024</c> or <c>8 × 8</c>.</summary>
    public static string Size(DerivedTransform transform)
    {
        var buffer = transform.Spec.Inputs.Concat(transform.Spec.Outputs).FirstOrDefault(b => b.Dimensions.Count > 0);
        return buffer is null ? "1" : string.Join(" × ", buffer.Dimensions.Select(d => d.ToString(CultureInfo.InvariantCulture)));
    }

    private static string Condition(Assumption assumption, MethodSignature signature)
    {
        var name = assumption.Place.Path.Length > 0 ? assumption.Place.LastName : signature.Parameters[assumption.Place.Parameter].Name;
        var value = assumption.Type is ScalarType { Kind: ScalarKind.Boolean } ? assumption.Value == 0 ? "false" : "true" : Number(assumption.Value);
        return name + " = " + value;
    }

    private static string Shape(DerivedTransform transform, MethodSignature signature)
    {
        var conditions = transform.Spec.Assumptions.Select(a => Condition(a, signature)).ToList();
        conditions.AddRange(transform.Spec.Inputs.Concat(transform.Spec.Outputs).Where(b => b.Window is not null).Select(b => "any part of " + (b.Place?.LastName ?? signature.Parameters[b.Index].Name)).Distinct());
        return $"Length {Size(transform)}{(conditions.Count == 0 ? "" : ", with " + Escape(string.Join(", ", conditions)))}:";
    }

    private static void WriteSteps(CodeWriter writer, IEnumerable<string> steps)
    {
        writer.Line("/// <list type=\"number\">");
        foreach (var step in steps) writer.Comment("/// ", $"<item><description>{Escape(step)}</description></item>");
        writer.Line("/// </list>");
    }

    private static string Costs(DerivedTransform transform)
    {
        var counts = transform.Counts;
        var operands = transform.Spec.Map is ModularMap map ? $"modulo {map.Modulus.ToString(CultureInfo.InvariantCulture)}" : "of real numbers";
        return $"{Count(counts.Additions, "addition")} and {Count(counts.Multiplications, "multiplication")} {operands}, against "
            + $"{Number(counts.DefinitionAdditions)} and {Number(counts.DefinitionMultiplications)} in the definition.";
    }

    private static string Accuracy(DerivedTransform transform)
    {
        if (transform.Spec.Map is ModularMap) return "Exact, for inputs from 0 to the modulus less 1; others go to the definition.";
        var isSingle = transform.Spec.Precision == ScalarKind.Single;
        // ε = 2⁻⁵³ = 1.11e-16, or 2⁻²⁴ = 5.96e-8; two digits of depth·ε, rounded up
        var growth = transform.Algorithm is PassPlan ? "It grows like the logarithm of the length, not like the length." : "";
        return $"Rounding: no value passes through more than {Count(transform.Counts.Depth, "rounding")} in a row, so to first order an output is off by at most "
            + $"{Scientific(transform.Counts.Depth, isSingle)} ({Number(transform.Counts.Depth)} · 2{(isSingle ? "⁻²⁴" : "⁻⁵³")}) of the sum of the magnitudes "
            + $"that are added up on the way to it. {growth}".TrimEnd();
    }

    /// <summary>depth·ε with two digits, rounded up, by integers.</summary>
    private static string Scientific(int depth, bool isSingle)
    {
        var (digits, exponent) = isSingle ? (597L * depth, -10) : (112L * depth, -18);
        while (digits >= 100)
        {
            digits = (digits + 9) / 10;
            exponent++;
        }

        while (digits is > 0 and < 10)
        {
            digits *= 10;
            exponent--;
        }

        return $"{Number(digits / 10)}.{Number(digits % 10)}e{(exponent + 1).ToString(CultureInfo.InvariantCulture)}";
    }

    private static string Count(long number, string thing) => $"{Number(number)} {thing}{(number == 1 ? "" : "s")}";

    private static string Number(int number) => Number((long)number);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");
}
