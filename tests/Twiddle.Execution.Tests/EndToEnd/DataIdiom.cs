using System.Collections;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>
/// A naive transform with the objects that it works on. The class <c>Specification</c> has it, annotated, and a method
/// <c>object[] Make(int n, Func&lt;double&gt; next)</c> that makes the object (or null) and the arguments of one call.
/// </summary>
/// <param name="Source">The file.</param>
/// <param name="Derived">The lengths at which the generated code must not fall back to the definition.</param>
internal sealed partial record DataIdiom(string Source, int[] Derived)
{
    public DataIdiom(string source)
        : this(source, [8, 12, 16])
    {
    }

    /// <summary>Whether the loops, though derived on their own, must run as they are written: what the variables hold forbids the other way.</summary>
    public bool RunsAsWritten { get; init; }

    private const string FallbackMark = "// Not a size that an algorithm was derived for: the definition itself.";

    /// <summary>Runs naive and generated method on equal objects, and compares everything that can be seen afterwards.</summary>
    public void Check()
    {
        var (assembly, generated) = Load();
        var type = assembly.GetType("Specification")!;
        var naive = type.GetMethods(All).Single(m => m.Name == "Naive");
        var fast = type.GetMethods(All).Single(m => m.Name == "Fast" && SameSignature(m, naive));
        var fallbacks = assembly.GetType("Fallbacks")!.GetField("Count")!;
        foreach (var length in Derived.Concat([1, 5, 13, 0]))
        {
            foreach (var numbers in new[] { Numbers.Random, Numbers.Hostile, Numbers.Extreme })
            {
                fallbacks.SetValue(null, 0);
                var expected = Run(type, naive, length, numbers);
                Assert.Equal(0, fallbacks.GetValue(null));
                var actual = Run(type, fast, length, numbers);
                if (Derived.Contains(length)) Assert.True((int)fallbacks.GetValue(null)! == 0 != RunsAsWritten, $"length {length} falls back to the definition:\n{generated}");
                Same(expected, actual, $"length {length}, {numbers}", generated);
            }
        }
    }

    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public enum Numbers
    {
        Random,

        /// <summary>Zeros, ones, and numbers of the same size with other signs.</summary>
        Hostile,

        /// <summary>NaN and infinities among the others: the generated code may spread them wider, but must not fail.</summary>
        Extreme,
    }

    private (Assembly Assembly, string Generated) Load()
    {
        var (compilation, generated, diagnostics) = GeneratedAssembly.Generate("using System; using System.Collections.Generic; using System.Linq; using System.Numerics; using Twiddle;\n"
            + Source.Replace("[Fast]", $"[FastTransform({string.Join(", ", Derived)})]") + "\npublic static class Fallbacks { public static int Count; }");
        if (generated.Length == 0) diagnostics = GeneratedAssembly.Analyze(compilation.SyntaxTrees.First().ToString()).GetAwaiter().GetResult();
        Assert.True(generated.Length > 0, string.Join("\n", diagnostics.Concat(compilation.GetDiagnostics()).Where(d => d.Severity == DiagnosticSeverity.Error)));
        foreach (var tree in compilation.SyntaxTrees.Skip(1))
            compilation = compilation.ReplaceSyntaxTree(tree, Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
                CountFallbacks(tree.ToString()), (Microsoft.CodeAnalysis.CSharp.CSharpParseOptions)tree.Options, tree.FilePath));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var problems = result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning && (d.Location.SourceTree?.FilePath != "User.cs" || d.Severity == DiagnosticSeverity.Error)).ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems) + "\n" + generated);
        return (Assembly.Load(image.ToArray()), generated);
    }

    /// <summary>Where the generated code does not know better than the definition, it counts.</summary>
    private static string CountFallbacks(string generated) => AsWritten().Replace(
        generated.Replace(FallbackMark, "global::Fallbacks.Count++;"), match => match.Value + " global::Fallbacks.Count++;");

    [System.Text.RegularExpressions.GeneratedRegex(@"if \(!Fast\w+\(.*\)\)\s*\{")]
    private static partial System.Text.RegularExpressions.Regex AsWritten();

    private static bool SameSignature(MethodInfo a, MethodInfo b) => a.GetParameters().Select(p => p.ParameterType).SequenceEqual(b.GetParameters().Select(p => p.ParameterType));

    /// <summary>All that is to be seen after a call: the exception, or the value returned; the object, the arguments, and the type's static fields.</summary>
    private static List<object?> Run(Type type, MethodInfo method, int length, Numbers numbers)
    {
        var random = new Random(length);
        var count = 0;
        double Next() => numbers switch
        {
            Numbers.Random => random.NextDouble() * 2 - 1,
            Numbers.Hostile => random.Next(3) - 1,
            _ => ++count % 5 == 2 ? double.NaN : count % 7 == 3 ? double.PositiveInfinity : random.NextDouble(),
        };
        var made = (object?[])type.GetMethod("Make", All)!.Invoke(null, [length, (Func<double>)Next])!;
        var arguments = made.Skip(1).ToArray();
        object? result;
        try
        {
            result = method.Invoke(made[0], arguments);
        }
        catch (TargetInvocationException exception)
        {
            return [exception.InnerException!.GetType().Name];
        }

        var fields = type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Where(f => !f.IsLiteral && !f.IsInitOnly).Select(f => f.GetValue(null));
        return Flatten(new object?[] { result, made[0], arguments, fields.ToArray() });
    }

    /// <summary>The numbers and texts in an object, objects by their place in the order of discovery: so that two graphs compare as graphs.</summary>
    private static List<object?> Flatten(object? root)
    {
        var leaves = new List<object?>();
        var seen = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        void Visit(object? value)
        {
            switch (value)
            {
                case null or string or bool or Enum or Delegate:
                    leaves.Add(value is Delegate ? "delegate" : value);
                    return;
                case Complex complex:
                    leaves.Add(complex.Real);
                    leaves.Add(complex.Imaginary);
                    return;
                case IConvertible number:
                    leaves.Add(number.ToDouble(null));
                    return;
            }

            if (!value.GetType().IsValueType)
            {
                if (seen.TryGetValue(value, out var known))
                {
                    leaves.Add("object " + known);
                    return;
                }

                leaves.Add(value.GetType().Name + " " + seen.Count);
                seen.Add(value, seen.Count);
            }

            if (value is IEnumerable sequence and not ITuple)
            {
                foreach (var item in sequence) Visit(item);
                leaves.Add("end");
                return;
            }

            foreach (var field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)) Visit(field.GetValue(value));
        }

        Visit(root);
        return leaves;
    }

    private static void Same(List<object?> expected, List<object?> actual, string when, string generated)
    {
        var isExtreme = when.EndsWith(nameof(Numbers.Extreme), StringComparison.Ordinal);
        Assert.True(expected.Count == actual.Count, $"{when}: {string.Join(", ", expected)}\nagainst {string.Join(", ", actual)}\n{generated}");
        var scale = expected.OfType<double>().Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max() + 1;
        for (var i = 0; i < expected.Count; i++)
        {
            if (expected[i] is double x && actual[i] is double y)
                Assert.True(Math.Abs(x - y) <= 1e-5 * scale || (isExtreme && !(double.IsFinite(x) && double.IsFinite(y))) || x.Equals(y), $"{when}, value {i}: naive {x}, generated {y}\n{generated}");
            else
                Assert.True(Equals(expected[i], actual[i]), $"{when}, value {i}: naive {expected[i]}, generated {actual[i]}\n{generated}");
        }
    }
}
