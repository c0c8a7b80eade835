using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Twiddle.Bench.Definitions;

namespace Twiddle.Bench.Speed;

/// <summary>Memory that stays where it is while it is measured. An element is one or two numbers of single or double precision.</summary>
internal abstract unsafe class SampleBuffer<T> : IDisposable
    where T : unmanaged
{
    /// <summary>The bytes of a page.</summary>
    protected const int Page = 4096;

    private const int CacheLine = 64;

    private readonly int length;

    protected SampleBuffer(int length) => this.length = length;

    public T* Pointer { get; protected init; }

    /// <summary>
    /// The first cache line behind so many elements that start a page, counted from the beginning of its own page: that is where results go. Where they start elsewhere, a load may seem to depend on a store of
    /// the call before, if their addresses are the same but for the page: that is up to a half of the time of a short transform, and would be up to chance.
    /// </summary>
    public static int PlaceBehind(int length) => (int)((((long)length * sizeof(T)) + CacheLine - 1) / CacheLine * CacheLine % Page);

    public Span<T> Span => new(Pointer, length);

    private static bool IsSingle => typeof(T) == typeof(float) || typeof(T) == typeof(ComplexSingle);

    /// <summary>Fills the buffer, rounding if need be: real and imaginary parts in turns.</summary>
    public void Fill(ReadOnlySpan<double> numbers)
    {
        if (!IsSingle)
        {
            numbers.CopyTo(MemoryMarshal.Cast<T, double>(Span));
            return;
        }

        var singles = MemoryMarshal.Cast<T, float>(Span);
        for (var i = 0; i < numbers.Length; i++) singles[i] = (float)numbers[i];
    }

    public double[] Numbers() => NumbersOf(Span);

    /// <summary>The numbers in the elements, real and imaginary parts in turns.</summary>
    public static double[] NumbersOf(ReadOnlySpan<T> elements)
    {
        if (!IsSingle) return MemoryMarshal.Cast<T, double>(elements).ToArray();
        var singles = MemoryMarshal.Cast<T, float>(elements);
        var numbers = new double[singles.Length];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = singles[i];
        return numbers;
    }

    /// <summary>The count of numbers in that many elements.</summary>
    public static int NumbersIn(int elements) => elements * Unsafe.SizeOf<T>() / (IsSingle ? sizeof(float) : sizeof(double));

    public abstract void Dispose();
}
