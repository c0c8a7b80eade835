using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Twiddle.CodeFixes.Tests.Harness;

/// <summary>Runs the methods of two versions of a class on the same random and hostile arguments, and demands the same results and exceptions.</summary>
internal static class MethodComparison
{
    private const int Rounds = 60;

    public static void Run(string before, string after, ImmutableArray<MetadataReference> references, Tolerance tolerance)
    {
        var (original, changed) = (Load(before, references), Load(after, references));
        var compared = 0;
        foreach (var method in original.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            if (method.GetParameters().Any(parameter => !HostileArguments.CanMake(parameter.ParameterType))) continue;
            var other = changed.GetMethod(method.Name, [.. method.GetParameters().Select(parameter => parameter.ParameterType)]);
            Assert.NotNull(other);
            compared++;
            for (var seed = 0; seed < Rounds; seed++) Compare(method, other, seed, tolerance);
        }

        Assert.True(compared > 0, "There is no public static method to run.");
    }

    private static void Compare(MethodInfo original, MethodInfo changed, int seed, Tolerance tolerance)
    {
        var expected = Call(original, seed);
        var actual = Call(changed, seed);
        var difference = Difference.Between(expected, actual, tolerance);
        Assert.True(difference is null, $"{original.Name}, seed {seed}: {difference}");
    }

    /// <summary>The result and the arguments after the call; or the type of what was thrown, and the arguments.</summary>
    private static object?[] Call(MethodInfo method, int seed)
    {
        var arguments = new HostileArguments(seed).For(method);
        try
        {
            return [method.Invoke(null, arguments), .. arguments];
        }
        catch (TargetInvocationException failure)
        {
            return [failure.InnerException!.GetType().FullName, .. arguments];
        }
    }

    private static Type Load(string text, ImmutableArray<MetadataReference> references)
    {
        var tree = CSharpSyntaxTree.ParseText(text, new(LanguageVersion.CSharp12));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release);
        var compilation = CSharpCompilation.Create("M" + Guid.NewGuid().ToString("N"), [tree], references, options);
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics) + "\n" + text);
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image).GetType("C")!;
    }
}
