namespace Twiddle.Compiler.Proofs;

/// <summary>What came of comparing an algorithm with its specification.</summary>
public abstract record ProofResult;

/// <summary>The algorithm computes exactly the specified map.</summary>
public sealed record Equal(ProofCertificate Certificate) : ProofResult;

/// <summary>The algorithm computes something else: one entry of the matrix in which it differs, and how.</summary>
public sealed record Different(int Row, int Column, string Message) : ProofResult;

/// <summary>Nothing was decided, for a reason told in plain words.</summary>
public sealed record Unproved(string Reason) : ProofResult;

/// <summary>What a proof rests on.</summary>
/// <param name="Order">The m of the cyclotomic field ℚ(ζ_m) in which everything was compared.</param>
/// <param name="Primes">The number of prime fields in which every entry agreed.</param>
/// <param name="HeightBits">The binary logarithm of the bound below which a difference's norm, an integer, lies.</param>
/// <param name="Statement">The argument in a sentence.</param>
public sealed record ProofCertificate(int Order, int Primes, double HeightBits, string Statement);
