namespace Twiddle.Generator;

/// <summary>The names under which a generator driver tracks the steps of the pipeline.</summary>
internal static class StepNames
{
    /// <summary>The methods with the attribute, lowered.</summary>
    public const string Lowered = "Lowered";

    /// <summary>Those that are in order.</summary>
    public const string Request = "Request";

    /// <summary>What was made of each method.</summary>
    public const string Compiled = "Compiled";

    /// <summary>The tables that methods share.</summary>
    public const string SharedTables = "SharedTables";

    /// <summary>The file that methods for any length share.</summary>
    public const string SharedFile = "SharedFile";

    /// <summary>The choices measured on the user's machine.</summary>
    public const string Tuning = "Tuning";

    /// <summary>What there is to say of partial methods, at its place.</summary>
    public const string Diagnostics = "Diagnostics";
}
