using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Twiddle.Generator.Analyzers;

/// <summary>The descriptors of what is computed again in ordinary code: suggestions, as the performance rules of .NET itself are.</summary>
internal static class RecomputationRules
{
    private const string Performance = "Performance";
    private const string Reliability = "Reliability";

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

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ImmutableArray.Create(
        InvariantCall, RepeatedSubexpression, SinCosPair, PowerAsSign, IntegerPower);
}
