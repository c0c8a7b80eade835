using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;

namespace Twiddle.Bench.Lint;

/// <summary>
/// Findings in the Static Analysis Results Interchange Format, which editors and code hosts read. The part of it used here is small; see
/// <see href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</see>.
/// </summary>
internal static class SarifReport
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true };

    public static void Save(string file, IEnumerable<DiagnosticDescriptor> rules, IEnumerable<Finding> findings)
    {
        var driver = new JsonObject { ["name"] = "Twiddle", ["rules"] = new JsonArray([.. rules.Select(Describe)]) };
        var run = new JsonObject
        {
            ["tool"] = new JsonObject { ["driver"] = driver },
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = new JsonArray([.. findings.Select(Report)]),
        };
        var log = new JsonObject { ["$schema"] = Schema, ["version"] = "2.1.0", ["runs"] = new JsonArray(run) };
        File.WriteAllText(file, log.ToJsonString(Layout) + "\n");
    }

    private static JsonObject Describe(DiagnosticDescriptor rule)
    {
        var described = new JsonObject
        {
            ["id"] = rule.Id,
            ["shortDescription"] = Text(rule.Title.ToString(CultureInfo.InvariantCulture)),
            ["defaultConfiguration"] = new JsonObject { ["level"] = LevelOf(rule.DefaultSeverity) },
        };
        if (rule.HelpLinkUri is { Length: > 0 } link) described["helpUri"] = link;
        return described;
    }

    private static JsonObject Report(Finding finding) => new()
    {
        ["ruleId"] = finding.Rule.Id,
        ["level"] = LevelOf(finding.Rule.DefaultSeverity),
        ["message"] = Text(finding.Message),
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = UriOf(finding.File) },
                ["region"] = new JsonObject { ["startLine"] = finding.Line, ["startColumn"] = finding.Column },
            },
        }),
    };

    /// <summary>An absolute path as a <c>file:</c> address, a relative one as a relative reference; spaces and the like escaped.</summary>
    private static string UriOf(string path) =>
        Path.IsPathFullyQualified(path) ? new Uri(path).AbsoluteUri : string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static JsonObject Text(string text) => new() { ["text"] = text };

    private static string LevelOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };
}
