using System.Runtime.CompilerServices;

namespace Twiddle.Bench.Fftw;

/// <summary>A plan of FFTW, bound to its buffers.</summary>
internal sealed unsafe class FftwPlan(FftwLibrary library, nint handle) : IDisposable
{
    /// <summary>The algorithm in FFTW's own words.</summary>
    public string Description { get; } = library.Describe(handle);

    // As the contenders' loops.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int calls)
    {
        var execute = library.Execute;
        for (var i = 0; i < calls; i++) execute(handle);
    }

    public void Dispose() => library.Destroy(handle);
}
