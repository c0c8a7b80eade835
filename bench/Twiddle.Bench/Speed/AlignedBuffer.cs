using System.Runtime.InteropServices;

namespace Twiddle.Bench.Speed;

/// <summary>Native memory that starts a cache line.</summary>
internal sealed unsafe class AlignedBuffer<T> : SampleBuffer<T>
    where T : unmanaged
{
    private readonly void* memory;

    /// <param name="length">The elements.</param>
    /// <param name="place">Where it starts in a page, a multiple of 64 bytes.</param>
    public AlignedBuffer(int length, int place = 0)
        : base(length)
    {
        memory = NativeMemory.AlignedAlloc((nuint)place + ((nuint)Math.Max(1, length) * (nuint)sizeof(T)), Page);
        Pointer = (T*)((byte*)memory + place);
        Span.Clear();
    }

    public override void Dispose() => NativeMemory.AlignedFree(memory);
}
