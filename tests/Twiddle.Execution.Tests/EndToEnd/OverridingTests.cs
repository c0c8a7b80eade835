using Microsoft.CodeAnalysis;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>A virtual member is followed only where nobody can override it.</summary>
public class OverridingTests
{
    [Theory]
    [InlineData("nobody can", "internal", "public virtual double Kernel(int k, int n) => Math.Cos(2 * Math.PI * k * n / 8);", "", true)]
    [InlineData("a property that nobody can", "internal", "public virtual double Step => Math.PI / 4; public double Kernel(int k, int n) => Math.Cos(Step * k * n);", "", true)]
    [InlineData("an indexer that nobody can", "internal", "public virtual double this[int i] => Math.Cos(Math.PI / 4 * i); public double Kernel(int k, int n) => this[k * n % 8];", "", true)]
    [InlineData("anybody can", "public", "public virtual double Kernel(int k, int n) => Math.Cos(2 * Math.PI * k * n / 8);", "", false)]
    [InlineData("friends can", "internal", "public virtual double Kernel(int k, int n) => Math.Cos(2 * Math.PI * k * n / 8);", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Friend\")]", false)]
    [InlineData("a class does", "internal", "public virtual double Kernel(int k, int n) => Math.Cos(2 * Math.PI * k * n / 8);", "class D : C { public override double Kernel(int k, int n) => 1; }", false)]
    [InlineData("a class of a class does", "internal", "public virtual double Kernel(int k, int n) => Math.Cos(2 * Math.PI * k * n / 8);", "class D : C { } class E : D { public override double Kernel(int k, int n) => 1; }", false)]
    [InlineData("a class overrides a property", "internal", "public virtual double Step => Math.PI / 4; public double Kernel(int k, int n) => Math.Cos(Step * k * n);", "class D : C { public override double Step => 1; }", false)]
    [InlineData("a class overrides an indexer", "internal", "public virtual double this[int i] => Math.Cos(Math.PI / 4 * i); public double Kernel(int k, int n) => this[k * n % 8];", "class D : C { public override double this[int i] => 1; }", false)]
    [InlineData("a sealed class", "public sealed", "public override string ToString() => \"\"; public double Kernel(int k, int n) => Math.Cos(2 * Math.PI * k * n / 8);", "", true)]
    public void A_call_is_followed_where_nothing_overrides_it(string what, string accessibility, string members, string elsewhere, bool isDerived)
    {
        var assemblyAttribute = elsewhere.StartsWith('[') ? elsewhere : "";
        var source = $$"""
            using System;
            {{assemblyAttribute}}
            {{accessibility}} partial class C
            {
                {{members}}
                [Twiddle.FastTransform(8)]
                public double[] NaiveTransform(double[] x)
                {
                    var y = new double[8];
                    for (int k = 0; k < 8; k++)
                        for (int n = 0; n < 8; n++) y[k] += x[n] * Kernel(k, n);
                    return y;
                }
            }
            {{(assemblyAttribute.Length > 0 ? "" : elsewhere)}}
            """;
        var (compilation, generated, failures) = GeneratedAssembly.Generate(source);
        Assert.Empty(failures);
        Assert.DoesNotContain(compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.True(generated.Length > 0 == isDerived, what + "\n" + generated);
    }
}
