using System.Globalization;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the call of the naive method, with copies where a span stands for an array.</summary>
internal sealed class FallbackWriter(EmissionTarget target, Surface surface, (string Name, ProgramType Type)[] results, Func<SurfaceParameter, string> nameOf)
{
    public void Write(CodeWriter writer)
    {
        var arguments = new List<string>();
        var copies = new List<(string Copy, SurfaceParameter Parameter)>();
        for (var i = 0; i < target.Naive.Parameters.Count; i++)
        {
            var naive = target.Naive.Parameters[i];
            var parameter = surface.ForParameter(i);
            if (!NeedsCopy(parameter, naive))
            {
                arguments.Add((naive.Mode == PassingMode.In ? PassingMode.Value : naive.Mode).Prefix() + nameOf(parameter) + Forgiven(parameter, naive.Mode));
                continue;
            }

            var copy = Fresh(parameter.Name.TrimStart('@') + "Array");
            var element = ElementShape.Text(ElementShape.ElementOf(parameter.Type));
            writer.Line(naive.Mode == PassingMode.Out ? $"{element}[] {copy};" : $"{element}[] {copy} = {parameter.Name}.ToArray();");
            arguments.Add((naive.Mode == PassingMode.In ? PassingMode.Value : naive.Mode).Prefix() + copy);
            if (parameter.Type is SpanType { IsReadOnly: false }) copies.Add((copy, parameter));
        }

        var call = $"{target.Naive.Name}({string.Join(", ", arguments)})";
        if (surface.ReturnsResult && copies.Count == 0)
        {
            writer.Line(results.Length == 0 ? call + ";" : $"return {call};");
            return;
        }

        var value = Fresh("value");
        writer.Line(results.Length == 0 ? call + ";" : $"{target.Naive.ReturnTypeText} {value} = {call};");
        foreach (var (copy, parameter) in copies) WriteCopy(writer, copy, parameter);
        if (surface.ReturnsResult)
        {
            if (results.Length > 0) writer.Line($"return {value};");
            return;
        }

        for (var r = 0; r < results.Length; r++)
        {
            var element = results.Length == 1 ? value : $"{value}.Item{(r + 1).ToString(CultureInfo.InvariantCulture)}";
            WriteCopy(writer, element, surface.ForResult(r)!);
        }
    }

    /// <summary>Whether the naive method cannot take the argument as it is.</summary>
    private static bool NeedsCopy(SurfaceParameter parameter, SignatureParameter naive) =>
        parameter.Type is SpanType span && !(naive.Type is SpanType wanted && (wanted.IsReadOnly || !span.IsReadOnly));

    /// <summary>The naive method gets null as it comes: that it was asked for must not become a warning.</summary>
    private string Forgiven(SurfaceParameter parameter, PassingMode mode) =>
        target.Language.Version >= 80 && mode is PassingMode.Value or PassingMode.In && parameter.Type is ArrayType or ListType or ClassType ? "!" : "";

    private string Fresh(string name) => LocalNames.Fresh(name, surface.Parameters.Select(p => p.Name));

    private static void WriteCopy(CodeWriter writer, string from, SurfaceParameter to)
    {
        if (to.Type is ArrayType { Rank: > 1 } or not (ArrayType or SpanType))
        {
            writer.Line(to.Type is ArrayType ? $"global::System.Array.Copy({from}, {to.Name}, {from}.Length);" : $"{to.Name} = {from};");
            return;
        }

        writer.Line($"if ({to.Name}.Length < {from}.Length)");
        writer.Line($"    throw new global::System.ArgumentException(\"The destination is too short.\", nameof({to.Name}));");
        writer.Line(to.IsSpan
            ? $"new {ElementShape.SpanText(ElementShape.ElementOf(to.Type), true)}({from}).CopyTo({to.Name});"
            : $"global::System.Array.Copy({from}, {to.Name}, {from}.Length);");
    }
}
