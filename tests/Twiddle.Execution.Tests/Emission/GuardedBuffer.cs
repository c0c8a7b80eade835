using System.Runtime.InteropServices;

namespace Twiddle.Execution.Tests.Emission;

/// <summary>A buffer that begins right after, or ends right before, a page that nobody may touch.</summary>
internal sealed class GuardedBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int NoAccess = 0, ReadWrite = 3, PrivateAnonymous = 0x22;

    private readonly nint memory;
    private readonly nint size;
    private readonly nint offset;
    private readonly int length;

    public unsafe GuardedBuffer(int length, bool atEnd)
    {
        var page = Environment.SystemPageSize;
        var inner = (length * sizeof(T) + page - 1) / page * page;
        this.length = length;
        size = inner + 2 * page;
        memory = Pages.Map(0, size, NoAccess, PrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, memory);
        Assert.Equal(0, Pages.Protect(memory + page, inner, ReadWrite));
        offset = atEnd ? page + inner - length * sizeof(T) : page;
    }

    public unsafe Span<T> Span => new((void*)(memory + offset), length);

    public void Dispose() => Pages.Unmap(memory, size);
}

/// <summary>The system's calls for pages of memory.</summary>
internal static class Pages
{
    [DllImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static extern nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    public static extern int Protect(nint address, nint length, int protection);

    [DllImport("libc", EntryPoint = "munmap", SetLastError = true)]
    public static extern int Unmap(nint address, nint length);
}
