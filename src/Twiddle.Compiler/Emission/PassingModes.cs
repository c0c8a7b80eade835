using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission;

/// <summary>Argument and parameter modifiers.</summary>
internal static class PassingModes
{
    public static string Prefix(this PassingMode mode) => mode switch
    {
        PassingMode.In => "in ",
        PassingMode.Ref => "ref ",
        PassingMode.Out => "out ",
        _ => "",
    };
}
