using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>Where a buffer of the user's is the vector of a core itself, before or after its transform: all elements, in order.</summary>
/// <param name="Re">The real parts.</param>
/// <param name="Im">The imaginary parts: right behind each real part (interleaved), or in a row of their own.</param>
internal sealed record VectorEnd(NumberStream Re, NumberStream Im)
{
    public bool IsInterleaved => Re.Step == 2;

    /// <summary>The end at which the core may read, or null.</summary>
    public static VectorEnd? Source(KernelContext context, HarmonicMap map, CoreInput core)
    {
        if (CorePieces.Of(core) is not { Length: 1 } ranges || ranges[0].Pieces.Any(p => p.Conjugates)) return null;
        var buffers = new FlatBuffers(context);
        var pieces = ranges[0].Pieces;
        var real = pieces.Where(p => p.Factor.SameAs(HarmonicFactor.One)).ToList();
        var imaginary = pieces.Where(p => p.Factor.SameAs(HarmonicFactor.Constant(Cyclotomic.ImaginaryOne))).ToList();
        if (real.Count != 1 || real.Count + imaginary.Count != pieces.Length) return null;
        var lane = map.Inputs[real[0].Lane];
        if (lane.IsComplex) return imaginary.Count == 0 ? Of(StreamOf(real[0], lane.Real), StreamOf(real[0], lane.Imaginary!.Value)) : null;
        if (imaginary.Count != 1 || map.Inputs[imaginary[0].Lane].IsComplex) return null;
        return Of(StreamOf(real[0], lane.Real), StreamOf(imaginary[0], map.Inputs[imaginary[0].Lane].Real));

        NumberStream? StreamOf(CorePiece piece, LaneComponent place) =>
            buffers.OfInput(new(place.Buffer, place.Offset + place.Stride * piece.Start, place.Stride * piece.Step, place.Component));
    }

    /// <summary>The end at which the one core of a plan may leave its results, with the factor that they have in common; or null.</summary>
    public static (VectorEnd End, Cyclotomic? Scale)? Target(KernelContext context, PassPlan plan)
    {
        if (plan.Cores.Length != 1) return null;
        var buffers = new FlatBuffers(context);
        var length = plan.Cores[0].Input.Length;
        var stored = plan.Segments.Sum(s => s.Count);
        if (new StoreWriter(context.Spec, context.Layout, context.Arithmetic, context.Language).HasGaps || context.Spec.Stores.Any(s => s.Range.Count != stored)) return null;
        var parts = new List<(bool IsImaginary, Cyclotomic Scale, NumberStream Stream)>();
        foreach (var segment in plan.Segments)
        {
            foreach (var store in context.Spec.Stores)
            {
                if (segment.Count != length || store.Range.Start > segment.First || store.Range.End <= segment.First + segment.Step * (length - 1)) return null;
                if (store.Value is not LinearValue value || segment.Sums.FirstOrDefault(s => s.Lane == value.Index / 2) is not { Uses: { Length: 1 } uses }) return null;
                if (uses[0] is not { Conjugates: false, Stride: 1, Offset: 0 } use || !use.Factor.IsConstant) return null;
                var place = store.Target;
                if (buffers.OfOutput(place with { Offset = place.Offset + place.Stride * segment.First, Stride = place.Stride * segment.Step }) is not { } stream) return null;
                if (PartOf(use.Factor.AtZero, value.Index % 2 != 0) is not var (isImaginary, scale)) return null;
                parts.Add((isImaginary, scale, stream));
            }
        }

        if (parts.Count != 2 || parts[0].IsImaginary == parts[1].IsImaginary || !parts[0].Scale.SameAs(parts[1].Scale)) return null;
        if (Of(parts.First(p => !p.IsImaginary).Stream, parts.First(p => p.IsImaginary).Stream) is not { } end) return null;
        return (end, parts[0].Scale.SameAs(Cyclotomic.One) ? null : parts[0].Scale);
    }

    private static VectorEnd? Of(NumberStream? re, NumberStream? im)
    {
        if (re is not { } real || im is not { } imaginary) return null;
        var isInterleaved = real.Step == 2 && imaginary.Step == 2 && real.Reference == imaginary.Reference && imaginary.Base == real.Base + 1;
        return isInterleaved || (real.Step == 1 && imaginary.Step == 1) ? new(real, imaginary) : null;
    }

    /// <summary>The part of the transformed number that a part of its product with a factor is, and how many times it is; null where it is both parts.</summary>
    private static (bool IsImaginary, Cyclotomic Scale)? PartOf(Cyclotomic factor, bool wantsImaginary)
    {
        if (factor.IsReal()) return (wantsImaginary, factor);
        // Re(−i·c·z) = c·Im z
        var turned = factor * Cyclotomic.ImaginaryOne;
        return turned.IsReal() && !wantsImaginary ? (true, turned) : null;
    }
}
