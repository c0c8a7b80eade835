using System.Runtime.InteropServices;

namespace Twiddle.Bench.Fftw;

/// <summary>FFTW of one precision, called through function pointers.</summary>
internal sealed unsafe class FftwLibrary
{
    public const uint Measure = 0;
    public const uint Patient = 1u << 5;
    private const int Forward = -1;

    private static readonly Lazy<FftwLibrary?> Doubles = new(() => Load("libfftw3.so.3", "fftw_"));
    private static readonly Lazy<FftwLibrary?> Singles = new(() => Load("libfftw3f.so.3", "fftwf_"));

    private readonly delegate* unmanaged<int, void*, void*, int, uint, nint> planComplex;
    private readonly delegate* unmanaged<int, int, void*, void*, int, uint, nint> planSquare;
    private readonly delegate* unmanaged<int, void*, void*, uint, nint> planRealToComplex;
    private readonly delegate* unmanaged<int, void*, void*, int, uint, nint> planRealToReal;
    private readonly delegate* unmanaged<int, int, void*, void*, int, int, uint, nint> planBlock;
    private readonly delegate* unmanaged<nint, nint> describe;
    private readonly delegate* unmanaged<double, void> limit;
    private readonly delegate* unmanaged<void> forget;

    private FftwLibrary(nint library, string prefix)
    {
        nint Find(string name) => NativeLibrary.GetExport(library, prefix + name);
        planComplex = (delegate* unmanaged<int, void*, void*, int, uint, nint>)Find("plan_dft_1d");
        planSquare = (delegate* unmanaged<int, int, void*, void*, int, uint, nint>)Find("plan_dft_2d");
        planRealToComplex = (delegate* unmanaged<int, void*, void*, uint, nint>)Find("plan_dft_r2c_1d");
        planRealToReal = (delegate* unmanaged<int, void*, void*, int, uint, nint>)Find("plan_r2r_1d");
        planBlock = (delegate* unmanaged<int, int, void*, void*, int, int, uint, nint>)Find("plan_r2r_2d");
        describe = (delegate* unmanaged<nint, nint>)Find("sprint_plan");
        limit = (delegate* unmanaged<double, void>)Find("set_timelimit");
        forget = (delegate* unmanaged<void>)Find("forget_wisdom");
        Destroy = (delegate* unmanaged<nint, void>)Find("destroy_plan");
        Execute = (delegate* unmanaged[SuppressGCTransition]<nint, void>)Find("execute");
    }

    /// <summary>Runs a plan. Without the transition that P/Invoke makes: what is measured is FFTW and nothing else.</summary>
    public delegate* unmanaged[SuppressGCTransition]<nint, void> Execute { get; }

    public delegate* unmanaged<nint, void> Destroy { get; }

    /// <summary>The library for numbers of the precision; null where there is none.</summary>
    public static FftwLibrary? Get(bool isSingle) => (isSingle ? Singles : Doubles).Value;

    public nint PlanComplex(int n, void* x, void* y, uint effort) => planComplex(n, x, y, Forward, effort);

    public nint PlanSquare(int side, void* x, void* y, uint effort) => planSquare(side, side, x, y, Forward, effort);

    public nint PlanRealToComplex(int n, void* x, void* y, uint effort) => planRealToComplex(n, x, y, effort);

    public nint PlanRealToReal(int n, void* x, void* y, FftwRealKind kind, uint effort) => planRealToReal(n, x, y, (int)kind, effort);

    public nint PlanBlock(int side, void* x, void* y, FftwRealKind kind, uint effort) => planBlock(side, side, x, y, (int)kind, (int)kind, effort);

    /// <summary>Has planning stop with the best plan so far after so many seconds, and start from nothing.</summary>
    public void StartPlanning(double seconds)
    {
        forget();
        limit(seconds);
    }

    public string Describe(nint plan)
    {
        var text = describe(plan);
        try
        {
            return Marshal.PtrToStringUTF8(text) ?? "";
        }
        finally
        {
            NativeMemory.Free((void*)text);
        }
    }

    /// <summary>The build of bench/fftw/build.sh before the system's own, which has neither AVX2 nor FMA.</summary>
    private static FftwLibrary? Load(string file, string prefix)
    {
        if (FolderOfBuild() is { } folder && NativeLibrary.TryLoad(Path.Combine(folder, file), out var built)) return new(built, prefix);
        if (NativeLibrary.TryLoad(file, out var system))
        {
            Console.Error.WriteLine($"{file}: not built by bench/fftw/build.sh; the system's own is measured, which may lack AVX2 and FMA.");
            return new(system, prefix);
        }

        Console.Error.WriteLine($"{file}: not found; run bench/fftw/build.sh. FFTW is left out.");
        return null;
    }

    private static string? FolderOfBuild()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "artifacts", "fftw", "lib");
            if (Directory.Exists(candidate)) return candidate;
        }

        return null;
    }
}
