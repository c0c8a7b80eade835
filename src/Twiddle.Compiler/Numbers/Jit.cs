using System.Runtime.CompilerServices;

namespace Twiddle.Compiler.Numbers;

/// <summary>What the just-in-time compiler is asked for.</summary>
internal static class Jit
{
    /// <summary>
    /// AggressiveOptimization, which .NET Standard 2.0 has no name for (older run times ignore it). A discovery runs once and is over before
    /// methods compiled quickly at first are counted, instrumented and compiled again: its innermost ones are compiled for good at once.
    /// </summary>
    public const MethodImplOptions OptimizedAtOnce = (MethodImplOptions)512;
}
