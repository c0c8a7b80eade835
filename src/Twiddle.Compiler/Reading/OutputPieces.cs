using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// Elements Residue + Stride·k of an output buffer, k in Range, whose value is one function of k (the symbol <see cref="Index"/>).
/// </summary>
internal sealed record OutputPiece(int Buffer, int Residue, int Stride, IndexRange Range, Symbol Index, Value Value);

/// <summary>Renumbers what was written into a buffer, so that all of it is by one index k from 0.</summary>
internal static class OutputPieces
{
    public static IEnumerable<OutputPiece> Of(int number, WrittenBuffer buffer, SourceSpan span)
    {
        var stride = buffer.Writes.Select(w => Slope(w, span)).Select(Math.Abs).DefaultIfEmpty(1).Max();
        var index = new Symbol(int.MaxValue - 1, 1 << 22);
        foreach (var write in buffer.Writes)
        {
            var slope = Slope(write, span);
            if (Math.Abs(slope) != stride) throw Refuse("The outputs are written in strides of different sizes", span);
            var start = (int)write.Index.AffineIn(write.Counter)!.Value.Intercept.ConstantTerm.Numerator;
            var residue = start % stride;
            // Element start + slope·c is number (start − residue)/stride ± c.
            var first = (start - residue) / stride;
            var direction = Math.Sign(slope);
            var counter = (Polynomial.Of(index) - Polynomial.Constant(first)) * (Rational)direction;
            var last = first + (direction * ((int)write.Counter.Count - 1));
            var range = new IndexRange(Math.Min(first, last), Math.Max(first, last) + 1);
            var later = buffer.Writes.SkipWhile(w => w != write).Skip(1).ToList();
            if (later.Any(w => !w.IsDisjointFrom(write.Index))) throw Refuse("The outputs are written more than once", span);
            var holes = buffer.Elements.Select(e => e.Key).Where(e => write.Covers(e)).Select(e => (int)((e - residue) / stride)).OrderBy(k => k).ToList();
            foreach (var part in Without(range, holes))
                yield return new OutputPiece(number, residue, stride, part, index, Interpreter.MapForms(write.Value, f => f.Substitute(write.Counter, counter)));
        }

        foreach (var (element, value) in buffer.Elements.Select(e => ((int)e.Key, e.Value)))
            yield return new OutputPiece(number, element % stride, stride, new IndexRange(element / stride, (element / stride) + 1), index, value);
    }

    private static IEnumerable<IndexRange> Without(IndexRange range, List<int> holes)
    {
        var start = range.Start;
        foreach (var hole in holes)
        {
            if (hole > start) yield return new IndexRange(start, hole);
            start = hole + 1;
        }

        if (start < range.End) yield return range with { Start = start };
    }

    private static int Slope(ArrayWrite write, SourceSpan span)
    {
        if (write.Index.AffineIn(write.Counter) is not { } affine || !affine.Intercept.IsConstant || !affine.Slope.IsInteger || affine.Slope.IsZero)
            throw Refuse("The index of the outputs is not a multiple of one loop counter", span);
        return (int)affine.Slope.Numerator;
    }

    private static ReadingStopped Refuse(string message, SourceSpan span) => new(new Refusal(RefusalKind.NotDerivable, message, span));
}
