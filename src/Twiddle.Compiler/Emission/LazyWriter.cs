using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the iterator that runs a kernel when somebody goes through its result, where the definition gives a sequence that is evaluated then.</summary>
/// <param name="target">The method.</param>
/// <param name="spec">What it computes, of arrays among its arguments.</param>
internal sealed class LazyWriter(EmissionTarget target, TransformSpec spec)
{
    private readonly KernelLayout layout = KernelLayout.Of(target, spec);

    /// <summary>The statement that returns the sequence.</summary>
    public string Call(string kernel) => $"return {Name(kernel)}({string.Join(", ", Inputs.Select(p => target.Naive.Parameters[p.NaiveParameter].Name))});";

    public void Write(CodeWriter writer, string kernel)
    {
        var result = layout.Parameters.First(p => p.Output >= 0);
        var parameters = Inputs.Select(p => $"{ElementShape.Text(p.Type)} {p.Name}").ToList();
        writer.Line();
        writer.Line("/// <summary>The elements, all computed when the first is asked for.</summary>");
        writer.Line(Emitter.GeneratedCode);
        writer.Method($"private static {target.Naive.ReturnTypeText} {Name(kernel)}", parameters, () =>
        {
            var element = ElementShape.Text(result.Element);
            writer.Line($"{element}[] {result.Name} = new {element}[{spec.Outputs[result.Output].Count.ToString(System.Globalization.CultureInfo.InvariantCulture)}];");
            writer.Line($"{kernel}.Transform({string.Join(", ", layout.Parameters.Select(p => p.Name))});");
            var item = LocalNames.Fresh("item", layout.Parameters.Select(p => p.Name));
            writer.Line($"foreach (var {item} in {result.Name}) yield return {item};");
        });
    }

    private IEnumerable<KernelParameter> Inputs => layout.Parameters.Where(p => p.Output < 0);

    private static string Name(string kernel) => kernel + "Lazily";
}
