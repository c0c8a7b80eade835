using System.Runtime.InteropServices;

namespace Twiddle.Bench.Speed;

/// <summary>Native memory that starts a cache line.</summary>
internal sealed unsafe class AlignedBuffer<T> : SampleBuffer<T>
    where T : unmanaged
{
    public const int Alignment = 64;

    public AlignedBuffer(int length)
        : base(length)
    {
        Pointer = (T*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, length) * (nuint)sizeof(T), Alignment);
        Span.Clear();
    }

    public override void Dispose() => NativeMemory.AlignedFree(Pointer);
}
