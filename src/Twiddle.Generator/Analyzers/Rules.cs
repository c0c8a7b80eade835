using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Twiddle.Compiler;

namespace Twiddle.Generator.Analyzers;

/// <summary>The descriptor of each rule. Wherever one is reported, nothing is generated for the method.</summary>
internal static class Rules
{
    public const string HelpLinkBase = "https://github.com/twiddle-dotnet/twiddle/blob/main/docs/rules/";

    private const string Category = "Twiddle";

    public static readonly DiagnosticDescriptor LengthOutOfRange = new(
        RuleIds.LengthOutOfRange,
        "Length is out of range",
        "The length {0} cannot be derived for: lengths are from 1 to 1048576",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.LengthOutOfRange + ".md");

    public static readonly DiagnosticDescriptor LengthsAndShape = new(
        RuleIds.LengthsAndShape,
        "Both lengths and a shape are given",
        "'{0}' is to be derived for lengths and for a 'Shape': give one of them, or neither for any length",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.LengthsAndShape + ".md");

    public static readonly DiagnosticDescriptor DuplicateLength = new(
        RuleIds.DuplicateLength,
        "Length is named twice",
        "The length {0} is named more than once",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.DuplicateLength + ".md");

    public static readonly DiagnosticDescriptor TypeNotPartial = new(
        RuleIds.TypeNotPartial,
        "Type is not partial",
        "The type '{0}' must be 'partial', for '{1}' to be added to it",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.TypeNotPartial + ".md");

    public static readonly DiagnosticDescriptor GenericMethod = new(
        RuleIds.GenericMethod,
        "Generic method",
        "'{0}' is generic: what it computes depends on its type arguments",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.GenericMethod + ".md");

    public static readonly DiagnosticDescriptor MethodForm = new(
        RuleIds.MethodForm,
        "Method of a form that has no fast sibling",
        "'{0}' cannot have a fast sibling: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.MethodForm + ".md");

    public static readonly DiagnosticDescriptor SpecificationNotFound = new(
        RuleIds.SpecificationNotFound,
        "Specification not found",
        "'{0}' cannot be the specification of '{1}': {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.SpecificationNotFound + ".md");

    public static readonly DiagnosticDescriptor PartialMethodExpected = new(
        RuleIds.PartialMethodExpected,
        "'Of' and partial methods belong together",
        "'{0}' {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.PartialMethodExpected + ".md");

    public static readonly DiagnosticDescriptor NameTaken = new(
        RuleIds.NameTaken,
        "Generated name is taken",
        "The fast sibling of '{0}' would be '{1}', and {2}; choose another name with 'Name = …'",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.NameTaken + ".md");

    public static readonly DiagnosticDescriptor InvalidName = new(
        RuleIds.InvalidName,
        "Generated name is no name",
        "'{0}' is not a name that a method can have",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.InvalidName + ".md");

    public static readonly DiagnosticDescriptor NotUnderstood = new(
        RuleIds.NotUnderstood,
        "Code is not understood",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.NotUnderstood + ".md");

    public static readonly DiagnosticDescriptor NonLinear = new(
        RuleIds.NonLinear,
        "Output is not linear in the input",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.NonLinear + ".md");

    public static readonly DiagnosticDescriptor DataDependent = new(
        RuleIds.DataDependent,
        "Path depends on the data",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.DataDependent + ".md");

    public static readonly DiagnosticDescriptor OverwrittenInput = new(
        RuleIds.OverwrittenInput,
        "Input is overwritten while it is read",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.OverwrittenInput + ".md");

    public static readonly DiagnosticDescriptor SideEffect = new(
        RuleIds.SideEffect,
        "Method has a side effect",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.SideEffect + ".md");

    public static readonly DiagnosticDescriptor UnknownSize = new(
        RuleIds.UnknownSize,
        "Size is not known",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.UnknownSize + ".md");

    public static readonly DiagnosticDescriptor OffGrid = new(
        RuleIds.OffGrid,
        "Angle is no rational part of a turn",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.OffGrid + ".md");

    public static readonly DiagnosticDescriptor Budget = new(
        RuleIds.Budget,
        "Method takes too many steps to read",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.Budget + ".md");

    public static readonly DiagnosticDescriptor Throws = new(
        RuleIds.Throws,
        "Method throws for this length",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.Throws + ".md");

    public static readonly DiagnosticDescriptor IndexOutOfRange = new(
        RuleIds.IndexOutOfRange,
        "Index is out of range",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.IndexOutOfRange + ".md");

    public static readonly DiagnosticDescriptor Overflow = new(
        RuleIds.Overflow,
        "Integer arithmetic overflows",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.Overflow + ".md");

    public static readonly DiagnosticDescriptor NotDerivable = new(
        RuleIds.NotDerivable,
        "No fast algorithm was found",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.NotDerivable + ".md");

    public static readonly DiagnosticDescriptor Signature = new(
        RuleIds.Signature,
        "Signature is not one of a transform",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.Signature + ".md");

    public static readonly DiagnosticDescriptor OrderOfIterations = new(
        RuleIds.OrderOfIterations,
        "Result depends on the order of the iterations",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.OrderOfIterations + ".md");

    public static readonly DiagnosticDescriptor Race = new(
        RuleIds.Race,
        "Iterations race for a place",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.Race + ".md");

    public static readonly DiagnosticDescriptor ApproximatePi = new(
        RuleIds.ApproximatePi,
        "π is spelled with a few digits",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.ApproximatePi + ".md");

    public static readonly DiagnosticDescriptor ModularArithmetic = new(
        RuleIds.ModularArithmetic,
        "Exact integer arithmetic",
        "'{0}' is not derived: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.ModularArithmetic + ".md");

    public static readonly DiagnosticDescriptor Recognised = new(
        RuleIds.Recognised,
        "What the method computes",
        "Of '{0}': {1}",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: HelpLinkBase + RuleIds.Recognised + ".md");

    public static readonly DiagnosticDescriptor TuningFile = new(
        RuleIds.TuningFile,
        "Choice in the tuning file is not used",
        "'{0}' has something that is not used: {1}",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: HelpLinkBase + RuleIds.TuningFile + ".md");

    public static readonly DiagnosticDescriptor OnOneThread = new(
        RuleIds.OnOneThread,
        "Nothing to share among threads",
        "'{0}' runs on one thread, though 'Parallel' is set: {1}",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: HelpLinkBase + RuleIds.OnOneThread + ".md");

    public static readonly DiagnosticDescriptor IntegerDivision = new(
        RuleIds.IntegerDivision,
        "Division of integers drops a remainder",
        "Of '{0}': {1}",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: HelpLinkBase + RuleIds.IntegerDivision + ".md");

    public static readonly DiagnosticDescriptor RoundedCoefficient = new(
        RuleIds.RoundedCoefficient,
        "Coefficient is rounded to 'float'",
        "Of '{0}': {1}",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: HelpLinkBase + RuleIds.RoundedCoefficient + ".md");

    public static readonly DiagnosticDescriptor InternalError = new(
        RuleIds.InternalError,
        "Twiddle failed",
        "Twiddle failed on '{0}', and nothing was generated: {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinkBase + RuleIds.InternalError + ".md");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ImmutableArray.Create(
        LengthOutOfRange, LengthsAndShape, DuplicateLength, TypeNotPartial, GenericMethod, MethodForm, SpecificationNotFound, PartialMethodExpected,
        NameTaken, InvalidName,
        NotUnderstood, NonLinear, DataDependent, OverwrittenInput, SideEffect, UnknownSize, OffGrid, Budget, Throws, IndexOutOfRange, Overflow,
        NotDerivable, Signature, OrderOfIterations,
        Race, ApproximatePi, ModularArithmetic,
        Recognised, IntegerDivision, RoundedCoefficient, OnOneThread, TuningFile,
        InternalError);

    /// <summary>The rule that a refusal is reported under.</summary>
    public static DiagnosticDescriptor For(RefusalKind kind) => kind switch
    {
        RefusalKind.Unsupported => NotUnderstood,
        RefusalKind.NonLinear => NonLinear,
        RefusalKind.DataDependent => DataDependent,
        RefusalKind.OverwrittenInput => OverwrittenInput,
        RefusalKind.SideEffect => SideEffect,
        RefusalKind.UnknownSize => UnknownSize,
        RefusalKind.OffGrid => OffGrid,
        RefusalKind.Budget => Budget,
        RefusalKind.Throws => Throws,
        RefusalKind.IndexOutOfRange => IndexOutOfRange,
        RefusalKind.Overflow => Overflow,
        RefusalKind.NotDerivable => NotDerivable,
        RefusalKind.Signature => Signature,
        RefusalKind.OrderOfIterations => OrderOfIterations,
        RefusalKind.Race => Race,
        RefusalKind.ApproximatePi => ApproximatePi,
        RefusalKind.ModularArithmetic => ModularArithmetic,
        _ => InternalError,
    };

    /// <summary>The rule that a remark is reported under; of it alone, code is generated all the same.</summary>
    public static DiagnosticDescriptor For(RemarkKind kind) => kind switch
    {
        RemarkKind.IntegerDivision => IntegerDivision,
        RemarkKind.RoundedCoefficient => RoundedCoefficient,
        _ => Recognised,
    };
}
