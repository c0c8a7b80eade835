using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// A rule about ordinary code: a pure function from an operation to what is found there. The analyzer reports what it finds, and the code fix asks
/// again before it offers anything, so the two cannot disagree.
/// </summary>
public abstract class RecomputationRule
{
    private protected RecomputationRule(DiagnosticDescriptor descriptor, params OperationKind[] kinds)
    {
        Descriptor = descriptor;
        Kinds = kinds.ToImmutableArray();
    }

    /// <summary>How findings are reported.</summary>
    internal DiagnosticDescriptor Descriptor { get; }

    /// <summary>The kinds of operation to ask about.</summary>
    internal ImmutableArray<OperationKind> Kinds { get; }

    /// <summary>All rules, in the order of their numbers.</summary>
    internal static ImmutableArray<RecomputationRule> CreateAll() => ImmutableArray.Create<RecomputationRule>(
        new NaiveTransform(), new InvariantCall(), new RepeatedSubexpression(), new SinCosPair(), new PeriodicTwiddle(), new WindowRecomputed(),
        new ConjugateHalf(), new TransformedTwice(), new SlidingSum(), new DirectConvolution(), new PowerAsSign(), new IntegerPower(), new DriftingRecurrence(), new IndexOverflow(),
        new AllocationInTransform());

    /// <summary>What the rule has to say of an operation, or null.</summary>
    internal Finding? FindingAt(IOperation operation, RuleContext context)
    {
        if (!Kinds.Contains(operation.Kind)) return null;
        try
        {
            // What is translated, into the language of a database for instance, is not what runs: nobody computes it again.
            return Find(operation, context) is { } finding && !Places.IsInExpressionTree(operation) ? finding : null;
        }
        catch (InsufficientExecutionStackException)
        {
            // An expression nested thousands deep.
            return null;
        }
    }

    private protected abstract Finding? Find(IOperation operation, RuleContext context);
}

/// <summary>What a rule may ask.</summary>
/// <param name="Methods">What is known of the user's own methods.</param>
/// <param name="Options">Where the <c>.editorconfig</c> options are, which few ask for.</param>
/// <param name="File">The file.</param>
/// <param name="Cancellation">Whether the answer is still wanted.</param>
internal readonly record struct RuleContext(PureMethods Methods, AnalyzerOptions Options, SyntaxTree File, CancellationToken Cancellation)
{
    /// <summary>An integer option of a rule, <c>dotnet_code_quality.TWD112.maximum_exponent</c> for instance.</summary>
    public int Option(string rule, string name, int otherwise) =>
        Options.AnalyzerConfigOptionsProvider.GetOptions(File).TryGetValue($"dotnet_code_quality.{rule}.{name}", out var text)
        && int.TryParse(text, System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}

/// <summary>Something found.</summary>
/// <param name="Place">The expression or loop to point at.</param>
/// <param name="Arguments">What to put into the message.</param>
internal abstract record Finding(IOperation Place, params object[] Arguments)
{
    /// <summary>Where to report it.</summary>
    public virtual Location Location => Place.Syntax.GetLocation();
}
