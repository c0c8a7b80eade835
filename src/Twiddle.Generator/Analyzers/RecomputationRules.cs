using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Twiddle.Generator.Analyzers;

/// <summary>The descriptors of what is computed again in ordinary code: suggestions, as the performance rules of .NET itself are.</summary>
internal static class RecomputationRules
{
    private const string Performance = "Performance";
    private const string Reliability = "Reliability";

    public static readonly DiagnosticDescriptor NaiveTransform = new(
        RuleIds.NaiveTransform,
        "Naive transform has a fast algorithm",
        "'{0}' computes a linear transform, of {1} points in {2} multiplications for instance; {3} operations suffice",
        Performance, DiagnosticSeverity.Info, true,
        "The method computes a linear transform from its definition. With the attribute, a fast algorithm is derived from it, proved equal, and generated beside it.",
        Rules.HelpLinkBase + RuleIds.NaiveTransform + ".md");

    public static readonly DiagnosticDescriptor InvariantCall = new(
        RuleIds.InvariantCall,
        "Call gives the same value in every round of the loop",
        "'{0}' gives the same value in every round of the loop",
        Performance, DiagnosticSeverity.Info, true,
        "A pure function is called in a loop with arguments that the loop does not change. Call it once, before the loop.",
        Rules.HelpLinkBase + RuleIds.InvariantCall + ".md");

    public static readonly DiagnosticDescriptor RepeatedSubexpression = new(
        RuleIds.RepeatedSubexpression,
        "Value is computed more than once",
        "'{0}' is computed {1} times",
        Performance, DiagnosticSeverity.Info, true,
        "The same expression is computed again though nothing that it reads has changed. Keep its value in a local.",
        Rules.HelpLinkBase + RuleIds.RepeatedSubexpression + ".md");

    public static readonly DiagnosticDescriptor SinCosPair = new(
        RuleIds.SinCosPair,
        "Sine and cosine of the same angle",
        "'{0}' and '{1}' of the same angle: 'SinCos' computes both at once",
        Performance, DiagnosticSeverity.Info, true,
        "Sine and cosine share most of their work; SinCos does it once.",
        Rules.HelpLinkBase + RuleIds.SinCosPair + ".md");

    public static readonly DiagnosticDescriptor ConjugateHalf = new(
        RuleIds.ConjugateHalf,
        "Half of the spectrum mirrors the other half",
        "The second half of '{0}', beyond '{1}' / 2, mirrors the first and need not be computed: of real numbers, bin N - k is the conjugate of bin k",
        Performance, DiagnosticSeverity.Info, true,
        "All bins of the spectrum of real numbers are computed. Compute those up to N/2, and copy the conjugates where the others are used.",
        Rules.HelpLinkBase + RuleIds.ConjugateHalf + ".md");

    public static readonly DiagnosticDescriptor TransformedTwice = new(
        RuleIds.TransformedTwice,
        "The same data are transformed twice",
        "'{0}' {1}",
        Performance, DiagnosticSeverity.Info, true,
        "A pure method with loops inside is called twice with the same arguments, or undoes what another has done, and nothing has changed in between. Use what is there already.",
        Rules.HelpLinkBase + RuleIds.TransformedTwice + ".md");

    public static readonly DiagnosticDescriptor SlidingSum = new(
        RuleIds.SlidingSum,
        "Overlapping sums are computed anew for each position",
        "'{0}' {1}",
        Performance, DiagnosticSeverity.Info, true,
        "The sums of a moving average, or another sliding window, share all but their first and last element. Add what comes in, and subtract what goes out.",
        Rules.HelpLinkBase + RuleIds.SlidingSum + ".md");

    public static readonly DiagnosticDescriptor DirectConvolution = new(
        RuleIds.DirectConvolution,
        "Convolution is computed product by product",
        "'{0}' computes {1} product by product; Fourier transforms take less time from about {2} elements of the shorter and {3} of the longer array on, but round in proportion to the largest results",
        Performance, DiagnosticSeverity.Info, true,
        "A convolution or correlation of two arrays takes as many products as their lengths multiplied. With the attribute, code is generated that transforms both, multiplies the spectra, and transforms back.",
        Rules.HelpLinkBase + RuleIds.DirectConvolution + ".md");

    public static readonly DiagnosticDescriptor PowerAsSign = new(
        RuleIds.PowerAsSign,
        "Power of −1 is a sign",
        "'{0}' is 1 for even and -1 for odd exponents",
        Performance, DiagnosticSeverity.Info, true,
        "A power function takes tens of nanoseconds to find what the lowest bit of the exponent says.",
        Rules.HelpLinkBase + RuleIds.PowerAsSign + ".md");

    public static readonly DiagnosticDescriptor IntegerPower = new(
        RuleIds.IntegerPower,
        "Power with a small integer exponent",
        "'{0}' is a product of {1} factors; the last digit may differ",
        Performance, DiagnosticSeverity.Info, true,
        "A multiplication takes a nanosecond or less, the general power function tens of them.",
        Rules.HelpLinkBase + RuleIds.IntegerPower + ".md");

    public static readonly DiagnosticDescriptor PeriodicTwiddle = new(
        RuleIds.PeriodicTwiddle,
        "Angles repeat: a table holds all roots of unity",
        "'{0}' takes only '{1}' different values: a table holds them all, and rounds less",
        Performance, DiagnosticSeverity.Info, true,
        "Trigonometry of an angle that depends on a product of indices modulo N. Compute each of the N values once, and reduce the index instead of the angle.",
        Rules.HelpLinkBase + RuleIds.PeriodicTwiddle + ".md");

    public static readonly DiagnosticDescriptor WindowRecomputed = new(
        RuleIds.WindowRecomputed,
        "Window is evaluated again for every frame",
        "'{0}' depends on '{1}' alone, and is computed again {2}",
        Performance, DiagnosticSeverity.Info, true,
        "A window, or another function of the inner loop's counter alone, is evaluated again in every round of the outer loop, or at every call. Keep its values in a table.",
        Rules.HelpLinkBase + RuleIds.WindowRecomputed + ".md");

    public static readonly DiagnosticDescriptor DriftingRecurrence = new(
        RuleIds.DriftingRecurrence,
        "Recurrence drifts",
        "'{0}' gathers rounding errors: after {1} rounds about {2}, and at worst {3}",
        Reliability, DiagnosticSeverity.Info, true,
        "Every round of a recurrence in floating point adds its rounding error to all before. Compute the value from the counter, at least from time to time.",
        Rules.HelpLinkBase + RuleIds.DriftingRecurrence + ".md");

    public static readonly DiagnosticDescriptor IndexOverflow = new(
        RuleIds.IndexOverflow,
        "Product of indices overflows",
        "'{0}' overflows 'int' when its indices reach {1}",
        Reliability, DiagnosticSeverity.Info, true,
        "The product of loop counters is computed in 32 bits before it becomes an angle or is reduced. At lengths that memory allows it overflows, without an exception.",
        Rules.HelpLinkBase + RuleIds.IndexOverflow + ".md");

    public static readonly DiagnosticDescriptor AllocationInTransform = new(
        RuleIds.AllocationInTransform,
        "Scratch buffer is allocated at every call",
        "'{0}' is a scratch buffer of {1} bytes, allocated at every call: the stack holds it",
        Performance, DiagnosticSeverity.Info, true,
        "A small array of constant size that never leaves the method is work for the garbage collector at every call. A span on the stack costs nothing.",
        Rules.HelpLinkBase + RuleIds.AllocationInTransform + ".md");

    /// <summary>What is said where one of these rules fails itself.</summary>
    public static readonly DiagnosticDescriptor RuleFailed = new(
        RuleIds.RuleFailed,
        "A rule of Twiddle failed",
        "The rule {0} failed here, and says nothing of this place: {1}",
        "Twiddle", DiagnosticSeverity.Warning, true, helpLinkUri: Rules.HelpLinkBase + RuleIds.RuleFailed + ".md");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ImmutableArray.Create(
        NaiveTransform, InvariantCall, RepeatedSubexpression, SinCosPair, PeriodicTwiddle, WindowRecomputed, ConjugateHalf, TransformedTwice, SlidingSum,
        DirectConvolution, PowerAsSign, IntegerPower, DriftingRecurrence, IndexOverflow, AllocationInTransform, RuleFailed);
}
