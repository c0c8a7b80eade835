namespace Twiddle.Bench.Speed;

/// <summary>A part of an array that starts 8 bytes into a block of 32: the elements of users' arrays start at any multiple of 8.</summary>
internal sealed unsafe class ArrayBuffer<T> : SampleBuffer<T>
    where T : unmanaged
{
    private const int Start = 8;

    private readonly byte[] array;

    /// <param name="length">The elements.</param>
    /// <param name="place">Where the block starts in a page, a multiple of 64 bytes.</param>
    public ArrayBuffer(int length, int place = 0)
        : base(length)
    {
        array = GC.AllocateArray<byte>(checked((length * sizeof(T)) + Page + place + Start), pinned: true);
        fixed (byte* first = array)
        {
            // Pinned by the allocation; this statement only asks for the address.
            Pointer = (T*)(first + ((Page - ((nint)first % Page)) % Page) + place + Start);
        }
    }

    public override void Dispose() => GC.KeepAlive(array);
}
