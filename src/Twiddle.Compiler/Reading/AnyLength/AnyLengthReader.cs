using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading.AnyLength;

/// <summary>
/// Reads what a program computes for every length: that its numbers are simple functions of the length (<see cref="LengthDegrees"/>), and what they are at more
/// lengths in a row than such functions can deceive, loop by loop; and at some long ones, up to the largest for which no integer overflows.
/// </summary>
public static class AnyLengthReader
{
    /// <summary>The longest transform.</summary>
    public const int LargestLength = 1 << 20;

    /// <summary>All lengths up to this one are read loop by loop.</summary>
    private const int LongestRun = 16;

    /// <summary>Twice the degree in the length is less than the lengths in a row: what is stored to the caller's arrays and read again is not followed.</summary>
    private const int LargestDegree = LongestRun / 2 - 1;

    /// <summary>Long ones of all kinds that every program is read at.</summary>
    private static readonly ImmutableArray<int> LongSizes = ImmutableArray.Create(101, 1000, 1024, 2025);

    public static AnyLengthResult Read(Program program, CancellationToken cancellation)
    {
        if (LengthDegrees.Of(program, LargestDegree) is null)
        {
            // What cannot be read at any length has a reason of its own.
            if (ReadAt(program, LongestRun, cancellation) is Refused refused) return new(null, refused.Refusal);
            return Refuse(program, "The method branches, or computes in another way that may differ from length to length: name the lengths to derive it for");
        }

        if (program.Entry.Parameters.Any(p => InputSizes.Rank(p.Type) != 1)) return Refuse(program, "Only arrays, spans and lists can be the arguments of a method for any length");
        var (form, refusal) = FormOf(program, cancellation);
        if (form is null) return new(null, refusal);
        foreach (var size in LongSizes)
        {
            if (ReadAt(program, form.Inputs(size), cancellation) is not Understood { Spec: var spec }) return RefusedAt(program, form.Inputs(size), cancellation);
            if (!IsForm(spec, size, form, cancellation)) return Differs(program);
        }

        return LargestOf(program, form, cancellation) is { } largest ? new(form with { LargestLength = largest }, null) : Differs(program);
    }

    /// <summary>The form that all of the first sizes have.</summary>
    private static AnyLengthResult FormOf(Program program, CancellationToken cancellation)
    {
        var sample = (ReadAt(program, LongestRun, cancellation) as Understood)?.Spec;
        if (sample is not null && HasDataElsewhere(sample)) return Refuse(program, "Fields, properties and flags cannot be read, nor arguments be changed but arrays and spans, in a method for any length: name the lengths to derive it for");
        if (sample?.Map is MatrixMap { Field: Field.Real } && RealFormOf(program, sample, cancellation) is { } real) return new(real, null);
        var specs = new List<TransformSpec>();
        for (var n = 1; n <= LongestRun; n++)
        {
            if (ReadAt(program, n, cancellation) is not Understood { Spec: var spec }) return RefusedAt(program, n, cancellation);
            specs.Add(spec);
        }

        if (specs.Any(HasDataElsewhere)) return Refuse(program, "Fields, properties and flags cannot be read, nor arguments be changed but arrays and spans, in a method for any length: name the lengths to derive it for");
        return Form(specs, cancellation) is { } form
            ? new(form, null)
            : Refuse(
                program,
                "Only Fourier transforms, of either direction, of complex or of real data, cosine and sine transforms (II, III and IV), Hartley transforms and the MDCT can be derived for any length: "
                + "name the lengths to derive this method for");
    }

    private static AnyLengthTransform? RealFormOf(Program program, TransformSpec sample, CancellationToken cancellation)
    {
        if (AnyLengthEnd.OfInputsOfRealResults(sample) is not { } source || NumbersOf(sample) is null) return null;
        if (!source.IsAllOf(sample.Inputs) || !AnyLengthEnd.OfRealOutputs.IsAllOf(sample.Outputs)) return null;
        foreach (var real in RealFormReader.Candidates(program, source, cancellation))
        {
            var form = new AnyLengthTransform(1, Cyclotomic.One, 0, LongestRun, source, AnyLengthEnd.OfRealOutputs, sample) { Real = real };
            if (Enumerable.Range(1, LongestRun).All(IsFormAt)) return form;

            bool IsFormAt(int size) =>
                ReadAt(program, form.Inputs(size), cancellation) is Understood { Spec: var spec } && !HasDataElsewhere(spec) && IsForm(spec, size, form, cancellation);
        }

        return null;
    }

    /// <summary>Whether anything but the arrays and spans among the arguments, and a new array, takes part.</summary>
    private static bool HasDataElsewhere(TransformSpec spec) =>
        spec.Assumptions.Count > 0
        || spec.IsLazy
        || spec.ReturnedPlaces.Count > 0
        || spec.NonNull.Any(place => place.Path.Length > 0)
        || spec.Inputs.Concat(spec.Outputs).Any(b => b.Role == BufferRole.Member || b.AlsoIn.Count > 0 || b.Window is not null || b.Type is ListType { IsMemory: true } or ArrayType { Element: ArrayType or ClassType })
        || spec.Outputs.Any(b => IsSequence(b) && b is not { Role: BufferRole.ReturnValue, Type: ListType })
        // A list may be a wrapped array, which a span can be a part of.
        || spec.Inputs.Concat(spec.Outputs).Any(IsSequence) && spec.Inputs.Concat(spec.Outputs).Any(b => b.Type is SpanType);

    private static bool IsSequence(BufferLayout buffer) => buffer.Type is ListType or SequenceType;

    /// <summary>The largest length, found by bisection, up to which no integer overflows; null where a length is computed differently.</summary>
    private static int? LargestOf(Program program, AnyLengthTransform form, CancellationToken cancellation)
    {
        var largest = LargestLength;
        while (Math.Max(form.Inputs(largest), form.Outputs(largest)) > LargestLength) largest /= 2;
        var (holds, fails) = (LongSizes.Max(), largest + 1);
        for (var size = largest; size > holds; size = Between(holds, fails, form))
        {
            switch (ReadAt(program, form.Inputs(size), cancellation))
            {
                case Understood { Spec: var spec } when IsForm(spec, size, form, cancellation):
                    holds = size;
                    break;
                case Refused { Refusal.Kind: RefusalKind.Overflow }:
                    fails = size;
                    break;
                default:
                    return null;
            }
        }

        return form.Inputs(holds);
    }

    /// <summary>A size between two, where there is one: a square number for scales by 1/√n, which are simple numbers there.</summary>
    private static int Between(int holds, int fails, AnyLengthTransform form)
    {
        var middle = holds + (fails - holds) / 2;
        if ((form.Real?.HalfPowers ?? form.HalfPowers) != 1) return middle;
        var root = (int)Math.Sqrt(middle);
        return root * root > holds ? root * root : (root + 1) * (root + 1) < fails ? (root + 1) * (root + 1) : holds;
    }

    /// <summary>The form that all of the first lengths have, or null.</summary>
    private static AnyLengthTransform? Form(List<TransformSpec> specs, CancellationToken cancellation)
    {
        var sample = specs[specs.Count - 1];
        if (specs[0].Map is not MatrixMap { Matrix: { Rows: 1, Columns: 1 } matrix } || matrix[0, 0].IsZero() || !matrix[0, 0].IsReal()) return null;
        if (sample.Map is not MatrixMap { Field: Field.Complex or Field.RealToComplex } map || AnyLengthEnd.OfInputs(map) is not { } source || AnyLengthEnd.OfOutputs(sample) is not { } target) return null;
        if (NumbersOf(sample) is null || !source.IsAllOf(sample.Inputs) || !target.IsAllOf(sample.Outputs)) return null;
        var forms =
            from sign in new[] { -1, 1 }
            from halfPowers in new[] { 0, 1, 2 }
            select new AnyLengthTransform(sign, matrix[0, 0], halfPowers, LongestRun, source, target, sample) { IsHalf = source.IsReal && map.Matrix.Rows < map.Matrix.Columns };
        return forms.FirstOrDefault(form => specs.Select((spec, i) => (spec, N: i + 1)).All(s => IsForm(s.spec, s.N, form, cancellation)));
    }

    /// <summary>Whether what was read for one size is the form; but for kernels of even lengths, the size is the length.</summary>
    private static bool IsForm(TransformSpec spec, int n, AnyLengthTransform form, CancellationToken cancellation)
    {
        if (spec.Assumptions.Count > 0 || spec.ReturnedPlaces.Count > 0 || spec.Inputs.Any(b => b.Role != BufferRole.Parameter) || spec.Outputs.Any(b => b.Role == BufferRole.Member || b.AlsoIn.Count > 0 || b.Window is not null)) return false;
        var outputs = form.Outputs(n);
        if (spec.Inputs.Any(b => b.Count != form.Inputs(n)) || spec.Outputs.Any(b => b.Count != outputs) || !AreAlike(spec.Inputs, form.Sample.Inputs) || !AreAlike(spec.Outputs, form.Sample.Outputs)) return false;
        if (form.Real is { } real) return RealFormReader.IsForm(spec, n, real, form.Source, form.Target, cancellation);
        return spec.Map switch
        {
            MatrixMap { Field: Field.Complex or Field.RealToComplex } map => map.Matrix.Rows == outputs
                && map.Matrix.Columns == n
                && form.Source.HoldsInputs(map)
                && form.Target.HoldsOutputs(spec, outputs)
                && IsScale(map.Matrix[0, 0], n, form)
                && HarmonicEntries.HasEntries(map.Matrix, form.Sign, cancellation),
            HarmonicMap map => form.Source.HoldsInputs(map, n)
                && form.Target.HoldsOutputs(spec, map, outputs)
                && map.Terms is [{ ConjugatesInput: false } term]
                && term.InputRange == new IndexRange(0, n)
                && term.OutputRange == new IndexRange(0, outputs)
                && IsTurn(term.Bilinear - new Rational(form.Sign, n))
                && IsTurn(term.InputPhase)
                && IsTurn(term.OutputPhase)
                && IsScale(term.Coefficient, n, form),
            _ => false,
        };
    }

    /// <summary>Whether the same buffers take part as in a sample.</summary>
    private static bool AreAlike(EquatableArray<BufferLayout> buffers, EquatableArray<BufferLayout> samples) =>
        buffers.Count == samples.Count
        && buffers.Zip(samples, (b, s) => (b.Role, b.Index, b.Type) == (s.Role, s.Index, s.Type) && (s.NeedsExactSize || !b.NeedsExactSize)).All(isAlike => isAlike);

    /// <summary>
    /// The type of all numbers, <c>double</c> or <c>float</c>, where the engine can read and write them as they lie in memory: one number after the other, or the
    /// two of a complex number one after the other. Both ends may not have complex numbers of different types.
    /// </summary>
    private static ScalarKind? NumbersOf(TransformSpec spec)
    {
        var elements = spec.Inputs.Concat(spec.Outputs).Select(b => ElementOf(b.Type)).ToList();
        var kinds = elements.Select(KindOf).Distinct().ToList();
        return kinds.Count == 1 && elements.Where(e => e is not ScalarType).Distinct().Count() <= 1 ? kinds[0] : null;
    }

    private static ProgramType? ElementOf(ProgramType buffer) => buffer switch
    {
        ArrayType array => array.Element,
        SpanType span => span.Element,
        ListType list => list.Element,
        SequenceType sequence => sequence.Element,
        _ => null,
    };

    private static ScalarKind? KindOf(ProgramType? element) => element switch
    {
        ComplexType => ScalarKind.Double,
        ScalarType { Kind: ScalarKind.Double or ScalarKind.Single } number => number.Kind,
        StructType { Fields: [{ Type: ScalarType { Kind: ScalarKind.Double or ScalarKind.Single } re }, { Type: ScalarType im }] } when re == im => re.Kind,
        _ => null,
    };

    private static bool IsTurn(Rational phase) => phase.IsInteger;

    /// <summary>Whether a coefficient is Scale·n^(−HalfPowers/2): by its square where that is irrational.</summary>
    private static bool IsScale(Cyclotomic value, int n, AnyLengthTransform form) => form.HalfPowers switch
    {
        0 => value.SameAs(form.Scale),
        2 => (value * new Rational(n, 1)).SameAs(form.Scale),
        _ => value.IsReal() && (value * value * new Rational(n, 1)).SameAs(form.Scale * form.Scale) && IsPositive(value) == IsPositive(form.Scale),
    };

    private static bool IsPositive(Cyclotomic value) => Rounding.ToDouble(value) > 0;

    /// <summary>Reads for one length. What holds for any is no more than what loops say when they are summarised: nothing is gained by running long ones.</summary>
    internal static ReadingResult ReadAt(Program program, int length, CancellationToken cancellation) => Reader.Read(program, InputSizes.OfLength(length), cancellation, runsLongLoops: false);

    /// <summary>The refusal that reading for one length gave.</summary>
    private static AnyLengthResult RefusedAt(Program program, int n, CancellationToken cancellation) =>
        new(null, ((Refused)ReadAt(program, n, cancellation)).Refusal);

    private static AnyLengthResult Differs(Program program) =>
        Refuse(program, "What the method computes differs from length to length: name the lengths to derive it for");

    private static AnyLengthResult Refuse(Program program, string message) => new(null, new Refusal(RefusalKind.UnknownSize, message, program.Entry.Body.Span));
}
