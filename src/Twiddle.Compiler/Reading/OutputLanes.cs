using System.Collections.Immutable;
using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>The linear values that a transform's outputs are made of, each a sequence over the output index, and the harmonic terms they consist of.</summary>
internal sealed class OutputLanes
{
    private readonly List<LaneKey> keys = [];
    private readonly List<(int Lane, OutputPiece Piece, Form Form)> forms = [];

    public IReadOnlyList<LaneKey> Keys => keys;

    public IEnumerable<Form> Forms => forms.Select(f => f.Form);

    public int Add(OutputPiece piece, int component, int leaf, bool isComplex, Form form)
    {
        var key = new LaneKey(piece.Buffer, piece.Residue, piece.Stride, component, leaf, isComplex);
        var lane = keys.IndexOf(key);
        if (lane < 0)
        {
            lane = keys.Count;
            keys.Add(key);
        }

        forms.Add((lane, piece, form));
        return lane;
    }

    /// <summary>The number of elements that <see cref="LaneKey.ToLane"/> needs to be told for a lane to reach its last output index.</summary>
    public int Count(LaneKey lane)
    {
        var end = forms.Where(f => keys[f.Lane] == lane with { Imaginary = null }).Max(f => f.Piece.Range.End);
        return lane.Residue + (lane.Stride * (end - 1)) + 1;
    }

    /// <summary>The terms of each lane, coefficients by key.</summary>
    public ImmutableArray<Dictionary<TermKey, Cyclotomic>> Terms(InputBuffers inputs, SourceSpan span)
    {
        var strides = forms.SelectMany(f => f.Form.Terms).Select(t => t.Factor).Where(f => f.Bound.Length == 1)
            .GroupBy(f => f.Atom!.Source)
            .ToDictionary(g => g.Key, g => g.Max(f => (int)BigInteger.Abs(Slope(f, span).Numerator)));
        var terms = keys.Select(_ => new Dictionary<TermKey, Cyclotomic>()).ToImmutableArray();
        foreach (var (lane, piece, form) in forms)
        {
            foreach (var (factor, coefficient) in form.Terms)
            {
                var stride = strides.TryGetValue(factor.Atom!.Source, out var known) ? known : 1;
                var (key, constant) = Term(inputs, piece, factor, stride, span);
                LanePairing.Add(terms[lane], key, coefficient * constant);
            }
        }

        return terms;
    }

    private static (TermKey Key, Cyclotomic Constant) Term(InputBuffers inputs, OutputPiece piece, Factor factor, int stride, SourceSpan span)
    {
        if (factor.PiPower != 0) throw Refuse(RefusalKind.OffGrid, "A coefficient of the map is a multiple of π, not a root of unity", span);
        if (!factor.Power.IsOne) throw Refuse(RefusalKind.NotDerivable, "A coefficient of the map grows with an index, which no plan is known for yet", span);
        var atom = factor.Atom!;
        var input = new Symbol(int.MaxValue, 1 << 22);
        IndexRange range;
        int residue;
        var phase = factor.Phase;
        if (factor.Bound.IsEmpty)
        {
            if (!atom.Index.IsConstant) throw Refuse(RefusalKind.NotDerivable, "Which input goes into an output depends on the output's index without a sum over inputs", span);
            var element = (int)atom.Index.ConstantTerm.Numerator;
            residue = element % stride;
            range = new IndexRange(element / stride, (element / stride) + 1);
        }
        else
        {
            var slope = (int)Slope(factor, span).Numerator;
            var bound = factor.Bound[0];
            if (Math.Abs(slope) != stride) throw Refuse(RefusalKind.NotDerivable, "The inputs are read in strides of different sizes", span);
            var start = (int)atom.Index.AffineIn(bound)!.Value.Intercept.ConstantTerm.Numerator;
            residue = start % stride;
            var first = (start - residue) / stride;
            var last = first + (Math.Sign(slope) * ((int)bound.Count - 1));
            range = new IndexRange(Math.Min(first, last), Math.Max(first, last) + 1);
            phase = phase.Substitute(bound, (Polynomial.Of(input) - Polynomial.Constant(first)) * (Rational)Math.Sign(slope));
        }

        Rational bilinear = 0, inputPhase = 0, outputPhase = 0;
        foreach (var (monomial, turns) in phase.WithoutConstant().Terms)
        {
            if (monomial.Equals(Monomial.Of(input))) inputPhase = turns.Fraction();
            else if (monomial.Equals(Monomial.Of(piece.Index))) outputPhase = turns.Fraction();
            else if (monomial.Equals(Monomial.Of(input) * Monomial.Of(piece.Index))) bilinear = turns.Fraction();
            else if (!turns.IsInteger) throw Refuse(RefusalKind.NotDerivable, "The phase of the kernel is not bilinear in the indices of input and output, which no plan is known for yet", span);
        }

        var lane = new LaneKey(inputs[atom.Source], residue, stride, atom.Component, 0, atom.IsComplex);
        // An element read alone has its phase in the coefficient, whatever its index.
        return (new TermKey(lane, atom.IsConjugate, range, piece.Range, bilinear, inputPhase, outputPhase), Cyclotomic.Root(phase.ConstantTerm));
    }

    private static Rational Slope(Factor factor, SourceSpan span)
    {
        if (factor.Bound.Length != 1) throw Refuse(RefusalKind.NotDerivable, "The inputs are summed over several indices at this size, which no plan is known for yet", span);
        var affine = factor.Atom!.Index.AffineIn(factor.Bound[0]);
        if (affine is not { Slope: { IsInteger: true, IsZero: false } slope, Intercept.IsConstant: true })
            throw Refuse(RefusalKind.NotDerivable, "Which inputs go into an output depends on the output's index (a convolution?), which no plan is known for yet at this size", span);
        return slope;
    }

    private static ReadingStopped Refuse(RefusalKind kind, string message, SourceSpan span) => new(new Refusal(kind, message, span));
}
