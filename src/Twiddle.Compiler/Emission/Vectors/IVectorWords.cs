namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>How operations on vectors are written.</summary>
internal interface IVectorWords
{
    /// <summary>The type in declarations; null where each value is declared by itself, with <c>var</c>.</summary>
    string? DeclaredType { get; }

    string Sum(string a, string b);

    string Difference(string a, string b);

    string Product(string a, string b);

    string Negative(string a);

    /// <summary>±a·b ± c, in one rounding where the machine can.</summary>
    string Fused(bool negatesProduct, bool negatesAddend, string a, string b, string c);

    /// <summary>A scalar, or the name of a constant, in all lanes.</summary>
    string Broadcast(string scalar);
}
