namespace Twiddle.Generator.Analyzers;

/// <summary>An unexpected exception in one line.</summary>
internal static class Failure
{
    public static string Summary(Exception failure) =>
        failure.GetType().Name + ": " + failure.Message.Replace('\r', ' ').Replace('\n', ' ');
}
