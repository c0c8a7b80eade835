using System.Globalization;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the class of constants of a convolution, and the statements around the passes of its two transforms.</summary>
/// <remarks>
/// The second transform is an inverse one: real and imaginary parts change places before and after it, which only exchanges the names of the work vectors.
/// </remarks>
/// <param name="context">The kernel.</param>
/// <param name="core">The transform.</param>
/// <param name="name">The name of the class.</param>
internal sealed class ConvolutionWriter(KernelContext context, CoreTransform core, string name)
{
    private readonly int length = core.Input.Length;
    private readonly int size = core.Transformed.Length;
    private readonly string type = context.Arithmetic.Type;

    /// <summary>Writes passes from one pair of work vectors into another and back; gives the pair that holds the result.</summary>
    public delegate (string Re, string Im) Passes((string Re, string Im) from, (string Re, string Im) spare);

    /// <summary>Writes the statements; gives the pair of work vectors that holds the result.</summary>
    public (string Re, string Im) Write(CodeWriter writer, (string Re, string Im) pair, (string Re, string Im) spare, Passes passes) =>
        core.Convolution is GeneratorConvolution ? WriteByGenerator(writer, pair, spare, passes) : WriteByChirp(writer, pair, spare, passes);

    /// <summary>The class of constants.</summary>
    public void WriteClass(CodeWriter writer, Passes passes)
    {
        var isGenerator = core.Convolution is GeneratorConvolution;
        writer.Line();
        writer.Comment("/// ", isGenerator
            ? $"<summary>The powers of a generator modulo {Text(length)}, and the spectrum of the roots of unity in their order.</summary>"
            : $"<summary>The chirp e^({(core.Input.Sign < 0 ? "−" : "")}πi·n²/{Text(length)}), and the spectrum of its conjugate.</summary>");
        writer.Block("private static class " + name, () =>
        {
            if (isGenerator) writer.Line("internal static readonly int[] Inputs, Logarithms;");
            else writer.Line($"internal static readonly {type}[] Re, Im;");
            writer.Line($"internal static readonly {type}[] SpectrumRe, SpectrumIm;");
            writer.Line();
            writer.Block($"static {name}()", () =>
            {
                WriteRoots(writer);
                if (isGenerator) WriteGenerator(writer);
                else WriteChirp(writer);
                writer.Line($"{type}[] spareRe = new {type}[{Text(size)}], spareIm = new {type}[{Text(size)}];");
                (string Re, string Im) = passes(("re", "im"), ("spareRe", "spareIm"));
                writer.Line($"SpectrumRe = {Re};");
                writer.Line($"SpectrumIm = {Im};");
            });
        });
    }

    /// <summary>The method that multiplies complex vectors, which all convolutions of a kernel share.</summary>
    public static void WriteProduct(CodeWriter writer, KernelContext context)
    {
        var type = context.Arithmetic.Type;
        writer.Line();
        writer.Line("/// <summary>Multiplies the first complex numbers of a vector by those of another, in place.</summary>");
        context.WriteKernelAttribute(writer);
        writer.Method("private static void Multiply", [$"{type}[] re", $"{type}[] im", $"{type}[] factorRe", $"{type}[] factorIm", "int count"], () =>
        {
            writer.Line("int i = 0;");
            if (context.Language.HasVector256)
            {
                var vector = $"global::System.Numerics.Vector<{type}>";
                writer.Block($"for (; i <= count - {vector}.Count; i += {vector}.Count)", () =>
                {
                    foreach (var (local, array) in new[] { ("a", "re"), ("b", "im"), ("c", "factorRe"), ("d", "factorIm") })
                        writer.Line($"{vector} {local} = new {vector}({array}, i);");
                    writer.Line("(a * c - b * d).CopyTo(re, i);");
                    writer.Line("(a * d + b * c).CopyTo(im, i);");
                });
                writer.Line();
            }

            writer.Block("for (; i < count; i++)", () =>
            {
                writer.Line($"{type} a = re[i], b = im[i], c = factorRe[i], d = factorIm[i];");
                writer.Line("re[i] = a * c - b * d;");
                writer.Line("im[i] = a * d + b * c;");
            });
        });
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static (string Re, string Im) Swapped((string Re, string Im) pair) => (pair.Im, pair.Re);

    private (string Re, string Im) WriteByChirp(CodeWriter writer, (string Re, string Im) pair, (string Re, string Im) spare, Passes passes)
    {
        writer.Line($"Multiply({pair.Re}, {pair.Im}, {name}.Re, {name}.Im, {Text(length)});");
        writer.Line($"global::System.Array.Clear({pair.Re}, {Text(length)}, {Text(size - length)});");
        writer.Line($"global::System.Array.Clear({pair.Im}, {Text(length)}, {Text(size - length)});");
        var result = WriteConvolution(writer, pair, spare, passes, _ => { }, _ => { });
        writer.Line($"Multiply({result.Re}, {result.Im}, {name}.Re, {name}.Im, {Text(length)});");
        return result;
    }

    private (string Re, string Im) WriteByGenerator(CodeWriter writer, (string Re, string Im) pair, (string Re, string Im) spare, Passes passes)
    {
        var (first, sum) = (pair.Re.Replace("re", "first"), pair.Re.Replace("re", "sum"));
        writer.Line($"{type} {first}r = {pair.Re}[0], {first}i = {pair.Im}[0], {sum}r, {sum}i;");
        writer.Line($"int[] {first}Inputs = {name}.Inputs, {first}Logarithms = {name}.Logarithms;");
        writer.Block($"for (int b = 0; b < {first}Inputs.Length; b++)", () =>
        {
            writer.Line($"{spare.Re}[b] = {pair.Re}[{first}Inputs[b]];");
            writer.Line($"{spare.Im}[b] = {pair.Im}[{first}Inputs[b]];");
        });
        var result = WriteConvolution(writer, spare, pair, passes, at =>
        {
            writer.Line($"{sum}r = {at.Re}[0] + {first}r;");
            writer.Line($"{sum}i = {at.Im}[0] + {first}i;");
        }, at =>
        {
            writer.Line($"{at.Re}[0] += {first}r;");
            writer.Line($"{at.Im}[0] += {first}i;");
        });
        var target = result.Re == pair.Re ? spare : pair;
        writer.Line($"{target.Re}[0] = {sum}r;");
        writer.Line($"{target.Im}[0] = {sum}i;");
        writer.Block($"for (int k = 1; k < {Text(length)}; k++)", () =>
        {
            writer.Line($"{target.Re}[k] = {result.Re}[{first}Logarithms[k]];");
            writer.Line($"{target.Im}[k] = {result.Im}[{first}Logarithms[k]];");
        });
        return target;
    }

    private (string Re, string Im) WriteConvolution(
        CodeWriter writer, (string Re, string Im) pair, (string Re, string Im) spare, Passes passes, Action<(string Re, string Im)> before, Action<(string Re, string Im)> after)
    {
        var spectrum = passes(pair, spare);
        before(spectrum);
        writer.Line($"Multiply({spectrum.Re}, {spectrum.Im}, {name}.SpectrumRe, {name}.SpectrumIm, {Text(size)});");
        after(spectrum);
        return Swapped(passes(Swapped(spectrum), Swapped(spectrum.Re == pair.Re ? spare : pair)));
    }

    /// <summary>The order of the roots: a multiple of 4, of which the root number <see cref="Step"/> is the one that is needed.</summary>
    private int Order => core.Convolution is GeneratorConvolution ? 4 * length : length % 2 == 0 ? 2 * length : 4 * length;

    private int Step => Modular.Reduce((long)core.Input.Sign * (Order / (core.Convolution is GeneratorConvolution ? length : 2 * length)), Order);

    private void WriteRoots(CodeWriter writer)
    {
        var values = SharedTables.Powers(Order);
        writer.List($"{context.RootsName} roots = new {context.RootsName}({Text(Order)}, new double[] {{", values, "});");
        writer.Line($"{type}[] re = new {type}[{Text(size)}], im = new {type}[{Text(size)}];");
    }

    private void WriteChirp(CodeWriter writer)
    {
        writer.Line($"Re = new {type}[{Text(length)}];");
        writer.Line($"Im = new {type}[{Text(length)}];");
        writer.Block($"for (int n = 0; n < {Text(length)}; n++)", () =>
        {
            writer.Line("double x, y;");
            writer.Line($"roots.Value({Text(Step)}L * ((long)n * n % {Text(2 * length)}) % {Text(Order)}, out x, out y);");
            writer.Line($"Re[n] = {Cast}x;");
            writer.Line($"Im[n] = {Cast}y;");
            writer.Line($"re[n] = re[({Text(size)} - n) % {Text(size)}] = {Cast}(x / {Text(size)});");
            writer.Line($"im[n] = im[({Text(size)} - n) % {Text(size)}] = {Cast}(-y / {Text(size)});");
        });
    }

    private void WriteGenerator(CodeWriter writer)
    {
        var generator = ((GeneratorConvolution)core.Convolution!).Generator;
        writer.Line($"Inputs = new int[{Text(size)}];");
        writer.Line($"Logarithms = new int[{Text(length)}];");
        writer.Line("long power = 1;");
        writer.Block($"for (int a = 0; a < {Text(size)}; a++, power = power * {Text(generator)} % {Text(length)})", () =>
        {
            writer.Line($"Inputs[({Text(size)} - a) % {Text(size)}] = (int)power;");
            writer.Line("Logarithms[(int)power] = a;");
            writer.Line("double x, y;");
            writer.Line($"roots.Value({Text(Step)}L * power % {Text(Order)}, out x, out y);");
            writer.Line($"re[a] = {Cast}(x / {Text(size)});");
            writer.Line($"im[a] = {Cast}(y / {Text(size)});");
        });
    }

    private string Cast => context.Arithmetic.Kind == ScalarKind.Single ? "(float)" : "";
}
