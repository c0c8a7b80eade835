using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading.AnyLength;

/// <summary>
/// Recognises transforms with real results, by their exact entries: which kernel it is, and with which factors, one length in index form tells; that it is the same at
/// other lengths is compared, entry by entry at short ones and term by term at long ones.
/// </summary>
internal static class RealFormReader
{
    /// <summary>The size whose index form names kernel and factors; a square, so that its root is a simple number.</summary>
    private const int Sample = 1024;

    /// <summary>The forms that a program may have, by its index form for one size; most often none, or one.</summary>
    public static IEnumerable<RealForm> Candidates(Program program, AnyLengthEnd source, CancellationToken cancellation)
    {
        var read = new Dictionary<int, TransformSpec?>();
        foreach (var kernel in RealKernels.All.Where(k => RealKernels.IsOfComplexNumbers(k) != source.IsReal))
        {
            var length = RealKernels.Inputs(kernel, Sample);
            if (!read.TryGetValue(length, out var spec))
                read[length] = spec = (AnyLengthReader.ReadAt(program, length, cancellation) as Understood)?.Spec;
            if (spec is not { Map: HarmonicMap { Outputs: [{ IsComplex: false, Count: var outputs }] } map }) continue;
            if (outputs != RealKernels.Outputs(kernel, Sample) || TermsOf(map, source, length) is not { } terms) continue;
            if (FactorOn(kernel, terms, Inner(length), Inner(outputs)) is not { } scale) continue;
            foreach (var halfPowers in new[] { 0, 1, 2 })
                if (WithEnds(kernel, terms, halfPowers, scale) is var form && RealKernels.Allows(form)) yield return form;
        }
    }

    /// <summary>Whether what was read for one size is the form.</summary>
    public static bool IsForm(TransformSpec spec, int size, RealForm form, AnyLengthEnd source, AnyLengthEnd target, CancellationToken cancellation)
    {
        var (inputs, outputs) = (RealKernels.Inputs(form.Kernel, size), RealKernels.Outputs(form.Kernel, size));
        var terms = form.Terms(size).ToList();
        return spec.Map switch
        {
            MatrixMap { Field: Field.Real } map => map.Matrix.Rows == outputs && target.HoldsRealOutputs(spec, outputs) && HasEntries(map, source, inputs, terms, cancellation),
            HarmonicMap map => target.HoldsRealOutputs(spec, map, outputs)
                && TermsOf(map, source, inputs) is { } read
                && RealTerms.AreSame(read, terms.SelectMany(t => RealTerm.Of(t, !source.IsReal)).ToList()),
            _ => false,
        };
    }

    /// <summary>The terms, of real and of imaginary parts; null where the map has inputs that are neither.</summary>
    private static List<RealTerm>? TermsOf(HarmonicMap map, AnyLengthEnd source, int inputs)
    {
        var terms = new List<RealTerm>();
        foreach (var term in map.Terms)
        {
            var lane = map.Inputs[term.InputLane];
            if (lane.Count != inputs || term.OutputLane != 0) return null;
            if (lane == source.LaneOfNumbers(inputs)) terms.AddRange(RealTerm.Of(term, lane.IsComplex));
            else if (lane.IsComplex || source.PartOf(lane.Real) is not { } part) return null;
            else terms.Add(new(part, term));
        }

        return terms;
    }

    private static IndexRange Inner(int count) => new(1, count - 1);

    /// <summary>The factor of the entries on a rectangle, for N = <see cref="Sample"/> points, or twice as many.</summary>
    private static Cyclotomic? FactorOn(RealKernel kernel, List<RealTerm> terms, IndexRange columns, IndexRange rows)
    {
        var unit = new RealForm(kernel, 0, RealKernels.Unit(kernel)).Term(RealKernels.Points(kernel, Sample), columns, rows, RealKernels.Unit(kernel));
        var factor = RealTerms.On(terms, columns, rows).Over(RealTerms.On(RealTerm.Of(unit, RealKernels.IsOfComplexNumbers(kernel)), columns, rows));
        return factor is null ? null : factor * RealKernels.Unit(kernel);
    }

    private static RealForm WithEnds(RealKernel kernel, List<RealTerm> terms, int halfPowers, Cyclotomic scale)
    {
        var points = RealKernels.Points(kernel, Sample);
        var power = halfPowers switch
        {
            0 => Cyclotomic.One,
            1 => Cyclotomic.SquareRoot(points)!,
            _ => Cyclotomic.FromRational(points),
        };
        var (columns, rows) = (RealKernels.Inputs(kernel, Sample), RealKernels.Outputs(kernel, Sample));
        return new(kernel, halfPowers, scale * power)
        {
            FirstRow = End(Inner(columns), new(0, 1)),
            LastRow = End(Inner(columns), new(rows - 1, rows)),
            FirstColumn = End(new(0, 1), Inner(rows)),
            LastColumn = End(new(columns - 1, columns), Inner(rows)),
        };

        Cyclotomic? End(IndexRange columns, IndexRange rows)
        {
            // Where all angles are multiples of half a turn, only the part of a factor shows that is real there.
            var factor = FactorOn(kernel, terms, columns, rows);
            return factor is null || kernel == RealKernel.Hartley || factor.SameAs(scale) ? null : factor * power;
        }
    }

    /// <summary>Whether the entries of a matrix are those of the terms; a number that is no input has none.</summary>
    private static bool HasEntries(MatrixMap map, AnyLengthEnd source, int inputs, List<HarmonicTerm> terms, CancellationToken cancellation)
    {
        if (source.ColumnsOf(map, inputs) is not { } columns) return false;
        for (var k = 0; k < map.Matrix.Rows; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = 0; j < inputs; j++)
            {
                var term = terms.First(t => Contains(t.InputRange, j) && Contains(t.OutputRange, k));
                var entry = term.Coefficient * Cyclotomic.Root(term.Bilinear * (j * k) + term.InputPhase * j + term.OutputPhase * k);
                if (!Entry(columns[j].Real).SameAs(entry.RealPart())) return false;
                if (!source.IsReal && !Entry(columns[j].Imaginary).SameAs(-entry.ImaginaryPart())) return false;
            }

            Cyclotomic Entry(int? column) => column is { } known ? map.Matrix[k, known] : Cyclotomic.Zero;
        }

        return true;
    }

    private static bool Contains(IndexRange range, int index) => index >= range.Start && index < range.End;
}
