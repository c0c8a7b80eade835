using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Twiddle.Generator.Analyzers;

namespace Twiddle.Generator.Tests;

/// <summary>
/// Where diagnostics are, by markup in the source. The harness also checks that a pragma suppresses each of them, and that nothing is said in
/// generated code.
/// </summary>
public class LocationTests
{
    [Theory]
    [InlineData("[{|TWD001:FastTransform(0)|}] static double[] Naive(double[] x) => x;")]
    [InlineData("[FastTransform(4)] static double[] Naive(double[] x) => Other({|TWD020:System.Array.Find(x, v => v > 0)|}); static double[] Other(double v) => new[] { v };")]
    [InlineData("[FastTransform(4)] static double[] Naive(double[] x) => Other(x); static double[] Other(double[] x) { {|TWD020:lock (x) { }|} return x; }")]
    [InlineData("static void F() { {|TWD006:[FastTransform(4)]|} static void L(double[] x) { } L(null); }")]
    public Task Diagnostics(string members)
    {
        var test = new CSharpAnalyzerTest<FastTransformAnalyzer, DefaultVerifier>
        {
            TestCode = "using Twiddle; static partial class C { " + members + " }",
            ReferenceAssemblies = new ReferenceAssemblies("net8.0"),
        };
        test.TestState.AdditionalReferences.AddRange(Net80.References.All);
        test.TestState.AdditionalReferences.Add(typeof(FastTransformAttribute).Assembly);
        return test.RunAsync();
    }
}
