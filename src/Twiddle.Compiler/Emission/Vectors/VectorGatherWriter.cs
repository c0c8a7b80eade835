using System.Collections.Immutable;
using System.Globalization;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>Writes the loops that bring inputs into the vector of a core, as many elements at a time as there are lanes.</summary>
internal sealed class VectorGatherWriter(KernelContext context, HarmonicMap map, VectorTables tables, VectorShape shape)
{
    private readonly FlatBuffers flat = new(context);
    private readonly BufferText buffers = new(context.Layout, context.Spec, context.Arithmetic);

    /// <summary>Whether all that enters the core comes from flat buffers, in steps that run through the vector.</summary>
    public bool CanWrite(CoreInput core) =>
        CorePieces.Of(core) is { } ranges
        && ranges.SelectMany(r => r.Pieces).Select(p => map.Inputs[p.Lane]).All(lane => flat.OfInput(lane.Real) is not null && (!lane.IsComplex || flat.OfInput(lane.Imaginary!.Value) is not null));

    /// <summary>Writes into references <c>w0r</c> and <c>w0i</c>.</summary>
    public void Write(CodeWriter writer, CoreInput core, (string Re, string Im) work, CancellationToken cancellation)
    {
        foreach (var (first, count, pieces) in CorePieces.Of(core)!.Value)
        {
            if (count < shape.Lanes)
            {
                for (var j = 0; j < count; j++) WriteElement(writer, first + j, pieces.Select(p => p.Within(first + j, first + j + 1)).ToImmutableArray(), work);
                continue;
            }

            foreach (var piece in pieces) tables.Declare(writer, piece.Factor, count);
            VectorStreams.WriteLoop(
                writer,
                shape,
                count,
                context.TeamName,
                (code, streams) =>
                {
                    var sum = pieces.Aggregate(VectorTerms.Empty, (total, piece) => total.Plus(Value(code, streams, piece)));
                    Store(work.Re, sum.Real);
                    Store(work.Im, sum.Imaginary);

                    void Store(string reference, VectorTerm[] terms) => streams.Store(
                        new(reference, core.Length, first, 1), VectorTerms.Sum(code, terms) ?? code.Constant($"{shape.Vector}.Zero"));
                },
                cancellation);
        }
    }

    private VectorTerms Value(VectorCode code, VectorStreams streams, CorePiece piece)
    {
        var lane = map.Inputs[piece.Lane];
        var value = VectorTerms.Of(Load(lane.Real), lane.Imaginary is { } imaginary ? Load(imaginary) : null);
        if (piece.Conjugates) value = value.Conjugate();
        return value.Times(piece.Factor, piece.Count, f => tables.Load(streams, f, piece.Count), c => tables.Constant(code, c));

        int Load(LaneComponent place) => streams.Load(flat.OfInput(place)!.Value.From(piece.Start, piece.Step));
    }

    /// <summary>A single element, in scalar code.</summary>
    private void WriteElement(CodeWriter writer, int element, ImmutableArray<CorePiece> pieces, (string Re, string Im) work)
    {
        var sum = ComplexTerms.Empty;
        foreach (var piece in pieces)
        {
            var lane = map.Inputs[piece.Lane];
            var value = ComplexTerms.Of(Read(lane.Real), lane.Imaginary is { } imaginary ? Read(imaginary) : null);
            if (piece.Conjugates) value = value.Conjugate();
            sum = sum.Plus(value.Times(piece.Factor, 1, ("", ""), context.Arithmetic));

            string Read(LaneComponent place) => buffers.Read(place, IndexText.Of(place.Offset + place.Stride * piece.Start));
        }

        foreach (var (reference, terms) in new[] { (work.Re, sum.Real), (work.Im, sum.Imaginary) })
            writer.Line($"{VectorCode.At(reference, element)} = {SignedTerm.Sum(terms, context.Arithmetic.Zero)};");
    }
}
