namespace Twiddle.Compiler.Numbers;

/// <summary>An exact number would have more terms than memory should be spent on, such as the product of the square roots of two large primes.</summary>
public sealed class NumberTooLargeException : Exception
{
    public NumberTooLargeException()
        : base("A sum of too many roots of unity.")
    {
    }
}
