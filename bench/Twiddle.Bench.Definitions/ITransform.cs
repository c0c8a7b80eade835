namespace Twiddle.Bench.Definitions;

/// <summary>A transform as its definition and as the generated method. Static, so that a measured loop calls it as a user does: directly.</summary>
/// <typeparam name="TIn">An element of the input.</typeparam>
/// <typeparam name="TOut">An element of the output.</typeparam>
public interface ITransform<TIn, TOut>
    where TIn : unmanaged
    where TOut : unmanaged
{
    static abstract TOut[] Naive(TIn[] x);

    static abstract void Fast(ReadOnlySpan<TIn> x, Span<TOut> y);
}
