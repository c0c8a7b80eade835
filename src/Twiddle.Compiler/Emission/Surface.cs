using System.Collections.Immutable;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission;

/// <summary>A parameter of a generated method.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeText">Its type as C# text.</param>
/// <param name="Type">Its type.</param>
/// <param name="Mode">How it is passed.</param>
/// <param name="DefaultText">Its default value, or null.</param>
/// <param name="NaiveParameter">The naive method's parameter that it stands for, or −1.</param>
/// <param name="Result">The element of the naive method's result that it receives, or −1.</param>
internal sealed record SurfaceParameter(
    string Name, string TypeText, ProgramType Type, PassingMode Mode, string? DefaultText, int NaiveParameter, int Result)
{
    public bool IsSpan => Type is SpanType;

    public string Declaration =>
        $"{Mode.Prefix()}{TypeText} {Name}{(DefaultText is null ? "" : " = " + DefaultText)}";
}

/// <summary>A generated method as its callers see it.</summary>
/// <param name="Heading">Modifiers and return type, in front of the name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="ReturnsResult">Whether it returns what the naive method returns; else results go to parameters.</param>
internal sealed record Surface(string Heading, string Name, ImmutableArray<SurfaceParameter> Parameters, bool ReturnsResult)
{
    /// <summary>Whether it returns true where an algorithm was derived for the call, and else does nothing but return false.</summary>
    public bool TellsWhetherDone { get; init; }

    public SurfaceParameter ForParameter(int naiveParameter) => Parameters.First(p => p.NaiveParameter == naiveParameter);

    public SurfaceParameter? ForResult(int result) => Parameters.FirstOrDefault(p => p.Result == result);
}
