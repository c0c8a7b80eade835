using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Twiddle.Bench.Lint;
using Twiddle.Compiler.Plans.Tuning;
using Twiddle.Compiler.Programs;
using Twiddle.Generator;

namespace Twiddle.Bench.Tuning;

/// <summary>The complex Fourier transform of one length, generated with the choices of a file, compiled and loaded.</summary>
internal static class TunedTransform
{
    /// <summary>Makes the given number of calls: interleaved complex numbers from the first array into the second.</summary>
    public delegate void Calls<T>(T[] source, T[] target, int calls);

    private const string Source = """
        public struct Number
        {
            public REAL Re;
            public REAL Im;
        }

        public static partial class Tuned
        {
            [Twiddle.FastTransform(LENGTH)]
            public static Number[] Dft(Number[] x)
            {
                var y = new Number[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                    {
                        var angle = 2 * MATH.PI * k * n / x.Length;
                        y[k].Re += x[n].Re * MATH.Cos(angle) + x[n].Im * MATH.Sin(angle);
                        y[k].Im += x[n].Im * MATH.Cos(angle) - x[n].Re * MATH.Sin(angle);
                    }

                return y;
            }

            public static void Run(REAL[] source, REAL[] target, int calls)
            {
                var x = System.Runtime.InteropServices.MemoryMarshal.Cast<REAL, Number>(source);
                var y = System.Runtime.InteropServices.MemoryMarshal.Cast<REAL, Number>(target);
                for (int i = 0; i < calls; i++) FastDft(x, y);
            }
        }
        """;

    /// <exception cref="InvalidOperationException">The generated code does not compile, or the file was not understood.</exception>
    public static Calls<T> Compile<T>(ScalarKind precision, int length, IEnumerable<TunedPlan> plans, CancellationToken cancellation)
    {
        var real = precision == ScalarKind.Single ? "float" : "double";
        var text = SourceText.From(Source
            .Replace("REAL", real)
            .Replace("MATH", precision == ScalarKind.Single ? "MathF" : "Math")
            .Replace("LENGTH", length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var compilation = LooseSources.Compile([("Tuned.cs", text)], cancellation);
        compilation = compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.DynamicallyLinkedLibrary).WithOptimizationLevel(OptimizationLevel.Release));
        var driver = CSharpGeneratorDriver.Create(
            [new TransformGenerator().AsSourceGenerator()],
            [new ChoicesText(TuningText.Of(plans))],
            (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics, cancellation);
        using var image = new MemoryStream();
        var problems = diagnostics.Concat(output.Emit(image, cancellationToken: cancellation).Diagnostics).Where(d => d.Severity == DiagnosticSeverity.Error || d.Id == "TWD011").ToList();
        if (problems.Count > 0) throw new InvalidOperationException(string.Join("\n", problems.Take(5)));
        return Assembly.Load(image.ToArray()).GetType("Tuned")!.GetMethod("Run")!.CreateDelegate<Calls<T>>();
    }

    private sealed class ChoicesText(string text) : AdditionalText
    {
        public override string Path => TuningFile.Name;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
