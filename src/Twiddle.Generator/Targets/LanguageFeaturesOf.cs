using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Twiddle.Compiler.Emission;

namespace Twiddle.Generator.Targets;

/// <summary>What the user's language version and framework offer to generated code.</summary>
internal static class LanguageFeaturesOf
{
    /// <summary>Stands for the newest version there is.</summary>
    private const int Preview = 999;

    /// <summary>What was found in a compilation: all references are looked through for each type.</summary>
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<ParseOptions, LanguageFeatures>> Known = new();

    public static LanguageFeatures Project(Compilation compilation, ParseOptions options) =>
        Known.GetOrCreateValue(compilation).GetOrAdd(options, key => Find(compilation, key));

    private static LanguageFeatures Find(Compilation compilation, ParseOptions options) => new(
        VersionOf(options),
        Exists(compilation, "System.Span`1"),
        Exists(compilation, "System.Buffers.ArrayPool`1"),
        Exists(compilation, "System.MathF"),
        Type(compilation, "System.Runtime.CompilerServices.MethodImplOptions")?.GetMembers("AggressiveOptimization").IsEmpty == false,
        compilation.Options is CSharpCompilationOptions { AllowUnsafe: true })
    {
        HasThreadPool = Type(compilation, "System.Threading.ThreadPool")?.GetMembers("UnsafeQueueUserWorkItem").IsEmpty == false
            && Exists(compilation, "System.Runtime.ExceptionServices.ExceptionDispatchInfo")
            && Exists(compilation, "System.Threading.SpinWait"),
        // Conversions between native integers and int need C# 9.
        HasVector256 = VersionOf(options) >= 90
            && Exists(compilation, "System.Runtime.Intrinsics.X86.Fma")
            && Exists(compilation, "System.Runtime.CompilerServices.Unsafe")
            && Type(compilation, "System.Runtime.Intrinsics.Vector256")?.GetMembers("LoadUnsafe").IsEmpty == false
            && Type(compilation, "System.Runtime.Intrinsics.Vector512") is not null,
    };

    private static int VersionOf(ParseOptions options)
    {
        if (options is not CSharpParseOptions { LanguageVersion: var version } || version == LanguageVersion.Preview) return Preview;

        // 1 … 6 stand for themselves, later versions are major * 100 + minor.
        var number = (int)version;
        return number < 100 ? number * 10 : number / 100 * 10 + number % 100;
    }

    private static bool Exists(Compilation compilation, string metadataName) => Type(compilation, metadataName) is not null;

    /// <summary>The type, where there is one that user code can see, or several of the same name.</summary>
    private static INamedTypeSymbol? Type(Compilation compilation, string metadataName) =>
        compilation.GetTypesByMetadataName(metadataName).FirstOrDefault(type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly));
}
