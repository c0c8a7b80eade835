namespace Twiddle.Bench.Speed;

/// <summary>A part of an array that starts 8 or 16 bytes into a block of 32, which is where the elements of users' arrays may start.</summary>
internal sealed unsafe class ArrayBuffer<T> : SampleBuffer<T>
    where T : unmanaged
{
    private const int Block = 32;

    private readonly T[] array;

    public ArrayBuffer(int length)
        : base(length)
    {
        array = GC.AllocateArray<T>(length + AlignedBuffer<T>.Alignment / sizeof(T) + 1, pinned: true);
        fixed (T* first = array)
        {
            // Pinned by the allocation; this statement only asks for the address.
            var start = first;
            while ((nuint)start % Block is 0 or > 16) start++;
            Pointer = start;
        }
    }

    public override void Dispose() => GC.KeepAlive(array);
}
