using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Twiddle.Compiler;

namespace Twiddle.Generator.Tests;

/// <summary>The generator derives again when, and only when, a method has come to mean another thing.</summary>
public class PipelineTests
{
    private const string Naive = """
        public static partial class Spectrum
        {
            [FastTransform(4)]
            public static double[] NaiveDct(double[] x)
            {
                var y = new double[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Math.Cos((2 * n + 1) * k * Math.PI / (2 * x.Length));
                return y;
            }
        }
        """;

    private const string Other = "class Other { int F() => 1; }";

    // Every case but the first edits the very file of the method: lowering runs again, and only equality by value stops what follows.
    [Theory]
    [InlineData(1, "=> 1", "=> 2", IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached)]
    [InlineData(0, "var y", "/* sums */ var y", IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached)]
    [InlineData(0, "    [Fast", "    static int Elsewhere() => 3;\n    [Fast", IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached)]
    [InlineData(0, "Math.Cos", "Math.Sin", IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified)]
    [InlineData(0, "FastTransform(4)", "FastTransform(8)", IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified)]
    [InlineData(0, "public static double[]", "internal static double[]", IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified)]
    public void AnEditReaches(int file, string before, string after, IncrementalStepRunReason lowered, IncrementalStepRunReason output)
    {
        var texts = new[] { Naive, Other };
        var trees = texts.Select((text, i) => Sources.File(text, $"{i}.cs")).ToArray();
        Compilation compilation = Sources.Compile(trees);
        var driver = Sources.Driver().RunGenerators(compilation);
        Assert.NotEqual(texts[file], texts[file].Replace(before, after));

        compilation = compilation.ReplaceSyntaxTree(trees[file], Sources.File(texts[file].Replace(before, after), $"{file}.cs"));
        var result = driver.RunGenerators(compilation).GetRunResult().Results[0];

        Assert.Equal([lowered], Reasons(result.TrackedSteps[StepNames.Lowered]));
        Assert.Equal([output], Reasons(result.TrackedOutputSteps.SelectMany(step => step.Value)));
        Assert.Single(result.GeneratedSources);
    }

    /// <summary>Methods for any length share a file, which no edit of them writes again.</summary>
    [Fact]
    public void MethodsForAnyLengthShareAFile()
    {
        var method = "[FastTransform] static System.Numerics.Complex[] Dft{0}(System.Numerics.Complex[] x) {{ var y = new System.Numerics.Complex[x.Length]; "
            + "for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * System.Numerics.Complex.FromPolarCoordinates(1, {0} * System.Math.PI * k * n / x.Length); return y; }}";
        var text = $"static partial class C {{ {string.Format(method, 2)} {string.Format(method, -2).Replace("Dft-2", "Dft1")} }}";
        var file = Sources.File(text, "0.cs");
        Compilation compilation = Sources.Compile([file]);
        var driver = Sources.Driver().RunGenerators(compilation);
        Assert.Equal(3, driver.GetRunResult().Results[0].GeneratedSources.Length);

        compilation = compilation.ReplaceSyntaxTree(file, Sources.File(text.Replace("(1, 2 *", "(1, 2.0 *"), "0.cs"));
        var result = driver.RunGenerators(compilation).GetRunResult().Results[0];
        Assert.All(Reasons(result.TrackedSteps[StepNames.SharedFile]), reason => Assert.Contains(reason, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged }));
    }

    private const string ManyPoints = """
        public static partial class Spectrum
        {
            [FastTransform(256)]
            public static Complex[] NaiveDft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
                return y;
            }
        }
        """;

    /// <summary>
    /// The file of tables is written again when other tables are needed, and then alone; a method's own file when the method has changed, whatever others need.
    /// </summary>
    [Theory]
    [InlineData("-2 * Math.PI", "2 * Math.PI", false)]
    [InlineData("FastTransform(256)", "FastTransform(1024)", true)]
    [InlineData("FastTransform(256)", "FastTransform(4)", false)]
    public void AnEditReachesTheTablesOfAllMethods(string before, string after, bool changesTables)
    {
        var trees = new[] { ManyPoints, ManyPoints.Replace("Spectrum", "Another") }.Select((text, i) => Sources.File(text, $"{i}.cs")).ToArray();
        Compilation compilation = Sources.Compile(trees);
        var driver = Sources.Driver().RunGenerators(compilation);
        var first = driver.GetRunResult().Results[0].GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
        Assert.Equal(3, first.Count);

        compilation = compilation.ReplaceSyntaxTree(trees[0], Sources.File(ManyPoints.Replace(before, after), "0.cs"));
        var result = driver.RunGenerators(compilation).GetRunResult().Results[0];

        IncrementalStepRunReason[] asBefore = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged];
        Assert.Equal(1, Reasons(result.TrackedSteps[StepNames.Compiled]).Count(reason => asBefore.Contains(reason)));
        var tables = Assert.Single(Reasons(result.TrackedSteps[StepNames.SharedTables]));
        Assert.Equal(changesTables, !asBefore.Contains(tables));
        Assert.Equal(changesTables ? 2 : 1, Reasons(result.TrackedOutputSteps.SelectMany(step => step.Value)).Count(reason => reason == IncrementalStepRunReason.Modified));
        Assert.Equal(changesTables ? 2 : 1, result.GeneratedSources.Count(source => first[source.HintName] != source.SourceText.ToString()));
    }

    [Fact]
    public void TheTablesDoNotDependOnTheOrderOfMethods()
    {
        var another = ManyPoints.Replace("Spectrum", "Another").Replace("256", "1024, 256, 64").Replace("-2 *", "2 *");
        var first = Sources.Generate(Sources.Compile(ManyPoints, another), out _);
        var second = Sources.Generate(Sources.Compile(another, ManyPoints), out _);
        Assert.Equal(3, first.Length);
        Assert.Equal(first.Order(StringComparer.Ordinal), second.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AMethodThatIsUsedCountsWhereverItIs()
    {
        const string Caller = "static partial class C { [FastTransform(4)] static double[] NaiveScale(double[] x) { var y = new double[4]; for (int i = 0; i < 4; i++) y[i] = Factor.Of() * x[i]; return y; } }";
        var helper = Sources.File("static class Factor { public static double Of() => 2; }", "1.cs");
        Compilation compilation = Sources.Compile([Sources.File(Caller, "0.cs"), helper]);
        var driver = Sources.Driver().RunGenerators(compilation);

        compilation = compilation.ReplaceSyntaxTree(helper, Sources.File("static class Factor { public static double Of() => 3; }", "1.cs"));
        var result = driver.RunGenerators(compilation).GetRunResult().Results[0];

        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(result.TrackedSteps[StepNames.Request]));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(IEnumerable<IncrementalGeneratorRunStep> steps) =>
        steps.SelectMany(step => step.Outputs).Select(output => output.Reason);

    [Fact]
    public void TwoCleanRunsMakeTheSameText()
    {
        var first = Sources.Generate(Sources.Compile(Naive, Other), out _);
        var second = Sources.Generate(Sources.Compile(Naive, Other), out _);
        Assert.Single(first);
        Assert.Equal(first, second);
    }

    /// <summary>A straight line with passes on vectors beside it, several lengths, and the file for any length: all that is derived on several threads.</summary>
    [Fact]
    public async Task ManyRunsAtOnceMakeTheSameText()
    {
        string[] texts = [Naive.Replace("(4)", "(34, 40, 256)"), ManyPoints.Replace("Spectrum", "Points"), ManyPoints.Replace("Spectrum", "Any").Replace("(256)", "")];
        var alone = Sources.Generate(Sources.Compile(texts), out _);
        Assert.Equal(5, alone.Length);
        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Sources.Generate(Sources.Compile(texts), out var _))));
        Assert.All(together, texts => Assert.Equal(alone, texts));
    }

    [Fact]
    public void CancellationComesOutAsItselfWhateverRunsBeside()
    {
        // Some hundred milliseconds of search, told to stop by a thread of its own.
        var compilation = Sources.Compile(Naive.Replace("(4)", "(63, 64)"));
        using var source = new CancellationTokenSource();
        var clock = new Thread(() =>
        {
            Thread.Sleep(30);
            source.Cancel();
        });
        clock.Start();
        Assert.Equal(source.Token, Assert.Throws<OperationCanceledException>(() => Sources.Driver().RunGenerators(compilation, source.Token)).CancellationToken);
        clock.Join();
        // Nothing that was begun is left half done.
        Assert.Equal(2, Sources.Generate(Sources.Compile(ManyPoints), out _).Length);
    }

    [Fact]
    public void TheOrderOfFilesDoesNotMatter()
    {
        var another = Naive.Replace("Spectrum", "Another");
        var first = Sources.Generate(Sources.Compile(Naive, another), out _);
        var second = Sources.Generate(Sources.Compile(another, Naive), out _);
        Assert.Equal(2, first.Length);
        Assert.Equal(first.Order(StringComparer.Ordinal), second.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void OverloadsAndNamesThatDifferInCaseOnlyGetFilesOfTheirOwn()
    {
        const string Text = """
            static partial class C
            {
                [FastTransform(2)] static double[] Dct(double[] x) => new[] { x[0] + x[1], x[0] - x[1] };
                [FastTransform(2)] static float[] Dct(float[] x) => new[] { x[0] + x[1], x[0] - x[1] };
                [FastTransform(2)] static double[] DCT(double[] x) => new[] { x[0] - x[1], x[0] + x[1] };
            }
            """;
        Assert.Equal(3, Sources.Generate(Sources.Compile(Text), out _).Length);
    }

    /// <summary>A Roslyn object in the model would keep a whole compilation alive, and compare unequal after every edit.</summary>
    [Fact]
    public void NothingOfRoslynFlowsThroughThePipeline()
    {
        var seen = new HashSet<Type>();
        Walk(typeof(GenerationRequest), "request");
        Walk(typeof(GeneratedMethod), "method");
        foreach (var type in typeof(TransformRequest).Assembly.GetTypes().Where(type => type.Namespace == typeof(Compiler.Programs.Program).Namespace))
            if (!type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute))) Walk(type, type.Name);
        Assert.Contains(typeof(Compiler.Programs.Expression), seen);

        void Walk(Type type, string path)
        {
            if (!seen.Add(type)) return;
            Assert.False(type.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true, $"{path} is a {type}");
            Assert.False(type == typeof(object), $"{path} could be anything");
            foreach (var argument in type.GetGenericArguments()) Walk(argument, path);
            if (type.IsPrimitive || type.IsEnum || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true) return;
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                Walk(field.FieldType, path + "." + field.Name);
        }
    }

    [Fact]
    public void EveryPartOfTheModelComparesByValue()
    {
        var unequal = Types(typeof(GenerationRequest))
            .Concat(Types(typeof(GeneratedMethod)))
            .Where(type => !type.IsEnum && !type.GetInterfaces().Any(@interface => @interface.IsGenericType && @interface.GetGenericTypeDefinition() == typeof(IEquatable<>)));
        Assert.Empty(unequal);

        static IEnumerable<Type> Types(Type root)
        {
            var (seen, open) = (new HashSet<Type>(), new Stack<Type>([root]));
            while (open.TryPop(out var type))
            {
                if (typeof(IEnumerable).IsAssignableFrom(type) && type.IsGenericType) open.Push(type.GetGenericArguments()[0]);
                if (Nullable.GetUnderlyingType(type) is { } inner) type = inner;
                if (!seen.Add(type) || type.Namespace?.StartsWith("Twiddle", StringComparison.Ordinal) != true) continue;
                if (type.IsGenericType) continue;
                foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.GetIndexParameters().Length == 0))
                    open.Push(property.PropertyType);
                yield return type;
            }
        }
    }
}
