using System.Globalization;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// The words of passes that are written once for all vectors: operations of a type parameter's value <c>v</c>, which the just-in-time compiler replaces by the
/// instructions of each (<see cref="LaneOperations"/>).
/// </summary>
internal sealed class LaneWords : IVectorWords
{
    /// <summary>The name of the operations.</summary>
    public const string Operations = "v";

    /// <summary>The type of the vectors.</summary>
    public const string Vector = "TVec";

    public static readonly LaneWords Instance = new();

    public string DeclaredType => Vector;

    public string Sum(string a, string b) => $"v.Add({a}, {b})";

    public string Difference(string a, string b) => $"v.Sub({a}, {b})";

    public string Product(string a, string b) => $"v.Mul({a}, {b})";

    public string Negative(string a) => $"v.Neg({a})";

    public string Fused(bool negatesProduct, bool negatesAddend, string a, string b, string c) =>
        $"v.{OwnFusedName(negatesProduct, negatesAddend)}({a}, {b}, {c})";

    /// <summary>Constants are vectors already.</summary>
    public string Broadcast(string scalar) => scalar;

    /// <summary>The name of ±a·b ± c among the operations.</summary>
    public static string OwnFusedName(bool negatesProduct, bool negatesAddend) => (negatesProduct, negatesAddend) switch
    {
        (false, false) => "MulAdd",
        (false, true) => "MulSub",
        (true, false) => "SubMul",
        _ => "NegMulSub",
    };

    /// <summary>The name of ±a·b ± c among the machine's instructions.</summary>
    public static string FusedName(bool negatesProduct, bool negatesAddend) => (negatesProduct, negatesAddend) switch
    {
        (false, false) => "MultiplyAdd",
        (false, true) => "MultiplySubtract",
        (true, false) => "MultiplyAddNegated",
        _ => "MultiplySubtractNegated",
    };

    /// <summary>The vector that starts at an element of interleaved numbers, or with the real parts of a block.</summary>
    public static string At(string reference, int element) => At(reference, Text(element));

    /// <summary>The vector behind that.</summary>
    public static string Next(string reference, int element) => Next(reference, Text(element));

    /// <summary>The same for an expression.</summary>
    public static string At(string reference, string element) => element == "0" ? reference : $"At(ref {reference}, {element})";

    /// <summary>The vector behind that.</summary>
    public static string Next(string reference, string element) => $"Next(ref {reference}, {element})";

    /// <summary>The vector that starts at a number of a row.</summary>
    public static string InRow(string reference, int elementSize, int number) =>
        number == 0 ? reference : $"SimdUnsafe.AddByteOffset(ref {reference}, {Text(elementSize * number)})";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
