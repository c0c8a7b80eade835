namespace Twiddle.Compiler.Numbers;

/// <summary>
/// An exact constant of an algorithm, kept as the way it was computed from cyclotomic numbers, so that it can be evaluated anywhere:
/// in any prime field (proof), in any embedding (bounds), to any precision (emission).
/// </summary>
public abstract record Constant
{
    public static Constant Of(Cyclotomic value) => new ExactConstant(value);
}

public sealed record ExactConstant(Cyclotomic Value) : Constant;

public sealed record SumConstant(Constant Left, Constant Right) : Constant;

public sealed record ProductConstant(Constant Left, Constant Right) : Constant;

/// <summary>A quotient; <see cref="Right"/> is not zero.</summary>
public sealed record QuotientConstant(Constant Left, Constant Right) : Constant;

public sealed record ConjugateConstant(Constant Operand) : Constant;
