using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>Makes the harmonic form of a transform from what summarised loops wrote: functions of the output index, summed over the input index.</summary>
internal static class HarmonicReading
{
    public static TransformSpec Build(ProgramMethod method, Surroundings surroundings, ImmutableArray<WrittenBuffer> outputs)
    {
        var span = method.Body.Span;
        var pieces = outputs.SelectMany((buffer, b) => OutputPieces.Of(b, buffer, span)).ToList();
        var lanes = new OutputLanes();
        var stores = new List<(OutputPiece Piece, int Component, Func<Func<int, bool, int>, Epilogue> Value)>();
        foreach (var piece in pieces)
            foreach (var (component, part) in OutputSlots.Of(piece.Value, outputs[piece.Buffer].ElementType, span))
                AddSlot(lanes, stores, piece, component, part, outputs[piece.Buffer].ElementType, span);

        var inputs = InputBuffers.Collect(surroundings, lanes.Forms);
        var terms = lanes.Terms(inputs, span);
        var (inputLanes, outputLanes, paired, number) = LanePairing.Pair(terms, lanes.Keys, lanes.Count);
        if (inputLanes.Count == 0) throw new ReadingStopped(new Refusal(RefusalKind.NotDerivable, "The outputs do not depend on any input", span));
        var map = new HarmonicMap(
            inputLanes.Select(lane => lane.ToLane(inputs.Layouts[lane.Buffer].Count)).ToEquatableArray(),
            outputLanes.Select(lane => lane.ToLane(lanes.Count(lane))).ToEquatableArray(),
            paired);
        return new TransformSpec(
            inputs.Layouts,
            outputs.Select(o => o.Layout).ToEquatableArray(),
            map,
            stores.Select(s => new Store(new LaneComponent(s.Piece.Buffer, s.Piece.Residue, s.Piece.Stride, s.Component), s.Piece.Range, s.Value(number))).ToEquatableArray(),
            ScalarKind.Double);
    }

    private static void AddSlot(
        OutputLanes lanes,
        List<(OutputPiece, int, Func<Func<int, bool, int>, Epilogue>)> stores,
        OutputPiece piece,
        int component,
        Value value,
        ProgramType type,
        SourceSpan span)
    {
        if (type is ComplexType)
        {
            var form = ((FormValue)value).Form;
            var lane = lanes.Add(piece, component, 0, isComplex: true, form.Where(f => f.Atom is not null));
            foreach (var (range, part) in ConstantSums.Evaluated(piece, value))
            {
                var constant = ((FormValue)part).Form.Where(f => f.Atom is null);
                stores.Add((piece with { Range = range }, 0, number => Epilogues.Offset(new LinearValue(number(lane, false)), constant.RealPart(), span)));
                stores.Add((piece with { Range = range }, 1, number => Epilogues.Offset(new LinearValue(number(lane, true)), constant.ImaginaryPart(), span)));
            }

            return;
        }

        var leaves = value is FormValue plain ? ImmutableArray.Create(plain.Form.Where(f => f.Atom is not null)) : Epilogues.Leaves(value);
        var numbers = leaves.Select((leaf, i) => lanes.Add(piece, component, i, isComplex: false, leaf)).ToList();
        foreach (var (range, part) in ConstantSums.Evaluated(piece, value))
        {
            stores.Add((piece with { Range = range }, component, number => part is FormValue form
                ? Epilogues.Offset(new LinearValue(number(numbers[0], false)), form.Form.Where(f => f.Atom is null), span)
                : Epilogues.Of(part, leaf => number(numbers[leaves.IndexOf(leaves.First(l => l.SameAs(leaf)))], false), span)));
        }
    }
}
