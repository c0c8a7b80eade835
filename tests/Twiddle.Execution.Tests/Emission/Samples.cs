using System.Collections.Immutable;
using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Emission;
using Twiddle.Compiler.Emission.Tables;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Execution.Tests.Emission;

/// <summary>Derives and emits specifications for naive methods of a static class <c>T</c>.</summary>
internal static class Samples
{
    public static readonly LanguageFeatures Modern = new(140, true, true, true, true, false);
    public static readonly LanguageFeatures Vectors = Modern with { HasVector256 = true };
    public static readonly LanguageFeatures Old = new(73, true, true, true, true, false);
    public static readonly LanguageFeatures Framework = new(73, false, false, false, false, false);

    private static readonly DerivationOptions Options = new(DiscoveredCodelets.With(new DiscoveryOptions(CostModel.Flops, Effort.Quick)));

    public static DerivedTransform Derive(TransformSpec spec)
    {
        var result = Deriver.Derive(spec, Options, CancellationToken.None);
        var derived = Assert.IsType<Derived>(result);
        var indexForm = Deriver.IndexForm(spec, CancellationToken.None);
        return new(spec, derived.Algorithm, derived.ProofStatement, derived.Counts, derived.Steps)
        {
            IndexForm = indexForm,
            VectorPlans = Deriver.OnVectors(spec, indexForm, Options, CancellationToken.None),
        };
    }

    public static string Emit(EmissionTarget target, params TransformSpec[] specs)
    {
        foreach (var spec in specs) Assert.Null(Emitter.Problem(target, spec));
        return Text(Emitter.Emit(target, specs.Select(Derive).ToImmutableArray(), CancellationToken.None));
    }

    /// <summary>Both files in one text.</summary>
    public static string Text(EmittedMethod method) =>
        method.Tables.Count == 0 ? method.Source : method.Source + SharedTables.Write(method.Tables, CancellationToken.None);

    public static EmissionTarget Target(MethodSignature naive, string name, LanguageFeatures language, MethodSignature? partial = null) =>
        new("", SampleSpecs.List(new ContainingType("public static partial class T")), naive, partial, name, language);

    public static MethodSignature Signature(string name, string returnText, ProgramType returnType, params SignatureParameter[] parameters) =>
        new(name, "public static", returnText, returnType, SampleSpecs.List(parameters), "T." + name);

    public static SignatureParameter Parameter(string name, ProgramType type, string text, PassingMode mode = PassingMode.Value) => new(name, text, type, mode, null);

    public static readonly SignatureParameter X = Parameter("x", SampleSpecs.Doubles, "double[]");

    public static readonly SignatureParameter Z = Parameter("x", SampleSpecs.Complexes, "global::System.Numerics.Complex[]");

    /// <summary>The complex transform, and its naive method.</summary>
    public static readonly MethodSignature Dft = Signature("NaiveDft", "global::System.Numerics.Complex[]", SampleSpecs.Complexes, Z);

    public const string DftSource = """
        using System;
        using System.Numerics;
        public static partial class T
        {
            public static Complex[] NaiveDft(Complex[] x)
            {
                var y = new Complex[x.Length];
                for (int k = 0; k < x.Length; k++)
                    for (int n = 0; n < x.Length; n++)
                        y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)k * n % x.Length) / x.Length);
                return y;
            }
        }
        """;
}
