using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// Elements Residue + Stride·i of a buffer, one component of them: a lane of real numbers, or of complex ones. A pair's imaginary parts are
/// <see cref="Imaginary"/>. <see cref="Leaf"/> numbers the linear values under a non-linear end.
/// </summary>
internal sealed record LaneKey(int Buffer, int Residue, int Stride, int Component, int Leaf, bool IsComplex)
{
    public LaneKey? Imaginary { get; init; }

    public Lane ToLane(int elements)
    {
        var count = Stride == 0 ? 1 : (elements - Residue + Stride - 1) / Stride;
        var real = new LaneComponent(Buffer, Residue, Stride, Component);
        LaneComponent? imaginary = Imaginary is { } key ? new LaneComponent(key.Buffer, key.Residue, key.Stride, key.Component) : IsComplex ? real with { Component = 1 } : null;
        return new Lane(count, imaginary is not null, real, imaginary);
    }
}

/// <summary>What a <see cref="HarmonicTerm"/> is but for its coefficient: terms with the same key add up.</summary>
internal sealed record TermKey(
    LaneKey Input,
    bool ConjugatesInput,
    IndexRange InputRange,
    IndexRange OutputRange,
    Numbers.Rational Bilinear,
    Numbers.Rational InputPhase,
    Numbers.Rational OutputPhase);
