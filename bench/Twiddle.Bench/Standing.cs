namespace Twiddle.Bench;

/// <summary>How a count compares with another: "below", "at" or "above" it; empty where there is no other.</summary>
internal static class Standing
{
    public const string Below = "below";
    public const string At = "at";
    public const string Above = "above";

    public static string Of(int count, int? other) => other switch
    {
        null => "",
        { } known when count < known => Below,
        { } known when count > known => Above,
        _ => At,
    };
}
