using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Twiddle.Execution.Tests.Emission;

/// <summary>A naive method and the text emitted for it, compiled together without a warning and loaded.</summary>
internal sealed class CompiledTransform : IDisposable
{
    private readonly AssemblyLoadContext context;
    private readonly Assembly assembly;

    private CompiledTransform(AssemblyLoadContext context, Assembly assembly)
    {
        this.context = context;
        this.assembly = assembly;
    }

    public static CompiledTransform Compile(string naive, string emitted, LanguageVersion version = LanguageVersion.CSharp7_3)
    {
        var options = new CSharpParseOptions(version, DocumentationMode.Diagnose);
        var trees = new[] { naive, emitted }.Select(text => CSharpSyntaxTree.ParseText(text, options));
        var compilation = CSharpCompilation.Create(
            "Emitted" + Guid.NewGuid().ToString("N"),
            trees,
            Net80.References.All,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                // The naive sources have no documentation.
                specificDiagnosticOptions: [new("CS1591", ReportDiagnostic.Suppress)]));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        var complaints = result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Take(10).ToList();
        Assert.True(complaints.Count == 0, string.Join("\n", complaints) + "\n" + (complaints.Count > 0 ? emitted : ""));

        stream.Position = 0;
        var context = new AssemblyLoadContext("Emitted", isCollectible: true);
        return new(context, context.LoadFromStream(stream));
    }

    /// <summary>The static method of type <c>T</c> with a delegate's signature.</summary>
    public TDelegate Method<TDelegate>(string name)
        where TDelegate : Delegate
    {
        var types = typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType).ToArray();
        var method = assembly.GetType("T")!.GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, types);
        Assert.True(method is not null, $"{name} has no overload for {typeof(TDelegate)}");
        return method.CreateDelegate<TDelegate>();
    }

    /// <summary>The static method of type <c>T</c> with this name and number of parameters.</summary>
    public MethodInfo Method(string name, int parameters) =>
        assembly.GetType("T")!.GetMethods(BindingFlags.Static | BindingFlags.Public).First(m => m.Name == name && m.GetParameters().Length == parameters);

    public Type Type(string name) => assembly.GetType(name)!;

    public void Dispose() => context.Unload();
}
