using System.Numerics;
using System.Reflection;
using System.Text.RegularExpressions;
using Twiddle.Execution.Tests.Reading;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>
/// Each idiom, with the attribute put on it and nothing else: what is generated computes what the method computes, at lengths with straight-line
/// code, at lengths with a plan, and at lengths that were not derived for.
/// </summary>
public partial class IdiomExecutionTests
{
    public static TheoryData<string> Names => new(Idioms.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Generated_code_computes_what_the_method_computes(string name)
    {
        var idiom = Idioms.All[name];
        int[] derived = idiom.Shape is null ? idiom.HasSummary ? [.. idiom.Lengths, 72, 256] : idiom.Lengths : [];
        var attribute = idiom.Shape is { } shape ? $"[Twiddle.FastTransform(Shape = new[] {{ {string.Join(", ", shape)} }})]" : $"[Twiddle.FastTransform({string.Join(", ", derived)})]";
        var source = "using System; using System.Linq; using System.Numerics;\npublic static partial class Specification\n{\n" + attribute + "\n" + idiom.Source + "\n}";
        var (assembly, generated) = GeneratedAssembly.Load(source);

        var type = assembly.GetType("Specification")!;
        var naive = type.GetMethods(BindingFlags.Static | BindingFlags.Public).First(m => m.Name == MethodName().Match(idiom.Source).Groups[1].Value);
        var fastName = "Fast" + Prefix().Replace(naive.Name, "");
        var fast = type.GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Single(m => m.Name == fastName && m.GetParameters().Select(p => p.ParameterType).SequenceEqual(naive.GetParameters().Select(p => p.ParameterType)));
        Assert.Contains("proved", generated, StringComparison.OrdinalIgnoreCase);
        foreach (var length in idiom.Shape is null ? [.. derived, 4, 6, 20] : new[] { idiom.Shape[0] }) Compare(naive, fast, length, idiom.Shape);
    }

    private static void Compare(MethodInfo naive, MethodInfo fast, int length, int[]? shape)
    {
        var random = new Random(length);
        var arguments = naive.GetParameters().Select(p => Fill(p.ParameterType, length, shape, random)).ToArray();
        var copies = arguments.Select(a => ((Array)a).Clone()).ToArray();
        var expected = Numbers(naive.Invoke(null, arguments)).Concat(arguments.SelectMany(a => Numbers(a))).ToArray();
        var actual = Numbers(fast.Invoke(null, copies)).Concat(copies.SelectMany(a => Numbers(a))).ToArray();
        Assert.Equal(expected.Length, actual.Length);
        var isSingle = naive.ReturnType == typeof(float[]);
        var scale = expected.Select(Math.Abs).DefaultIfEmpty(0).Max() + 1;
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= (isSingle ? 2e-4 : 1e-9) * scale, $"length {length}, value {i}: naive {expected[i]}, generated {actual[i]}");
    }

    private static Array Fill(Type type, int length, int[]? shape, Random random)
    {
        var element = type.GetElementType()!;
        double Next() => random.NextDouble() * 2 - 1;
        if (type.GetArrayRank() == 2)
        {
            var matrix = new double[shape![0], shape[1]];
            for (var i = 0; i < shape[0]; i++)
                for (var j = 0; j < shape[1]; j++)
                    matrix[i, j] = Next();
            return matrix;
        }

        var array = Array.CreateInstance(element, length);
        for (var i = 0; i < length; i++)
        {
            array.SetValue(
                element == typeof(double) ? Next() : element == typeof(float) ? (float)Next() : element == typeof(Complex) ? new Complex(Next(), Next()) : Activator.CreateInstance(element, Next(), Next()), i);
        }

        return array;
    }

    private static IEnumerable<double> Numbers(object? value) => value switch
    {
        null => [],
        Array array => array.Cast<object>().SelectMany(Numbers),
        Complex complex => [complex.Real, complex.Imaginary],
        double or float => [Convert.ToDouble(value)],
        System.Runtime.CompilerServices.ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Numbers(tuple[i])),
        _ => value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public).SelectMany(f => Numbers(f.GetValue(value))),
    };

    [GeneratedRegex(@"public static [^=;]*?(\w+)\(")]
    private static partial Regex MethodName();

    [GeneratedRegex("^(Naive|Slow|Direct)")]
    private static partial Regex Prefix();
}
