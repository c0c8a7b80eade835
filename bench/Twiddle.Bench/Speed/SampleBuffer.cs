using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Twiddle.Bench.Definitions;

namespace Twiddle.Bench.Speed;

/// <summary>Memory that stays where it is while it is measured. An element is one or two numbers of single or double precision.</summary>
internal abstract unsafe class SampleBuffer<T> : IDisposable
    where T : unmanaged
{
    private readonly int length;

    protected SampleBuffer(int length) => this.length = length;

    public T* Pointer { get; protected init; }

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
