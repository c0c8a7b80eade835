using System.Collections.Immutable;
using Twiddle.Compiler.Emission;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Tests.Emission;

/// <summary>Which partial methods can be implemented for a specification, and what is said of the others.</summary>
public sealed class PartialSignatureTests
{
    private static readonly ProgramType Doubles = new ArrayType(ProgramType.Double, 1);
    private static readonly ProgramType Singles = new ArrayType(ProgramType.Single, 1);
    private static readonly ProgramType ReadOnlySpan = new SpanType(ProgramType.Double, true);
    private static readonly ProgramType Span = new SpanType(ProgramType.Double, false);
    private static readonly ProgramType Pair = new TupleType(ImmutableArray.Create(Doubles, ProgramType.Double));
    private static readonly MethodSignature Naive = Method(Doubles, Doubles);

    public static TheoryData<string, bool> Cases => new()
    {
        { "the same", true },
        { "span in, array out", true },
        { "array in, array to fill", true },
        { "span in, span to fill", true },
        { "span to fill, but a result too", false },
        { "read-only span to fill", false },
        { "other elements in", false },
        { "other elements out", false },
        { "no parameters", false },
        { "two destinations", false },
        { "nothing returned", false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void OneResult(string name, bool fits)
    {
        var partial = name switch
        {
            "the same" => Naive,
            "span in, array out" => Method(Doubles, ReadOnlySpan),
            "array in, array to fill" => Method(ProgramType.Void, Doubles, Doubles),
            "span in, span to fill" => Method(ProgramType.Void, ReadOnlySpan, Span),
            "span to fill, but a result too" => Method(Doubles, ReadOnlySpan, Span),
            "read-only span to fill" => Method(ProgramType.Void, ReadOnlySpan, ReadOnlySpan),
            "other elements in" => Method(Doubles, Singles),
            "other elements out" => Method(ProgramType.Void, Doubles, Singles),
            "no parameters" => Method(Doubles),
            "two destinations" => Method(ProgramType.Void, Doubles, Span, Span),
            _ => Method(ProgramType.Void, Doubles),
        };
        var problem = PartialSignature.Problem(Naive, partial);
        Assert.Equal(fits, problem is null);
        if (problem is not null) Assert.Contains('\'', problem);
    }

    [Fact]
    public void ResultsInATuple()
    {
        var naive = Method(Pair, Doubles);
        Assert.Null(PartialSignature.Problem(naive, Method(Pair, ReadOnlySpan)));
        var filled = Method(ProgramType.Void, Doubles, Span, ProgramType.Double);
        Assert.NotNull(PartialSignature.Problem(naive, filled));
        var outLast = filled.Parameters.ToImmutableArray().SetItem(2, filled.Parameters[2] with { Mode = PassingMode.Out });
        Assert.Null(PartialSignature.Problem(naive, filled with { Parameters = outLast }));
    }

    private static MethodSignature Method(ProgramType returns, params ProgramType[] parameters) => new(
        "F",
        "public static",
        "",
        returns,
        parameters.Select((p, i) => new SignatureParameter("p" + i, "", p, PassingMode.Value, null)).ToEquatableArray(),
        "");
}
