using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Execution.Tests.Reading;

/// <summary>Evaluates a spec from its definition, entry by entry, in double precision.</summary>
internal static class SpecEvaluator
{
    /// <summary>What each output slot gets: (buffer, element, component) → value.</summary>
    public static Dictionary<Slot, double> Evaluate(TransformSpec spec, Func<Slot, double> input)
    {
        var results = new Dictionary<Slot, double>();
        Func<int, int, double> value = spec.Map switch
        {
            MatrixMap map => MatrixValues(map, input),
            HarmonicMap map => HarmonicValues(map, input),
            _ => throw new NotSupportedException(),
        };
        foreach (var store in spec.Stores)
        {
            for (var k = store.Range.Start; k < store.Range.End; k++)
            {
                var index = k;
                results[new Slot(store.Target.Buffer, store.Target.Offset + store.Target.Stride * k, store.Target.Component)] = Apply(store.Value, v => value(v, index));
            }
        }

        return results;
    }

    /// <summary>A number, evaluated term by term; with more digits where the terms all but cancel, as those of (1 − √2)⁷⁵ do.</summary>
    public static Complex Number(Cyclotomic number)
    {
        var (sum, size) = (Complex.Zero, 0.0);
        foreach (var (turns, coefficient) in number.Terms)
        {
            var factor = (double)coefficient.Numerator / (double)coefficient.Denominator;
            sum += factor * Complex.FromPolarCoordinates(1, 2 * Math.PI * (double)turns.Numerator / (double)turns.Denominator);
            size += Math.Abs(factor);
        }

        // A part that is small beside what was added up, or beside the other part where that is huge, is calculated exactly.
        bool IsLost(double part) => size > 1e4 && Math.Abs(part) < 1e-8 * size;
        return Complex.Abs(sum) > 1e-4 * size && !IsLost(sum.Real) && !IsLost(sum.Imaginary) ? sum : new(Rounding.ToDouble(number.RealPart()), Rounding.ToDouble(number.ImaginaryPart()));
    }

    private static Func<int, int, double> MatrixValues(MatrixMap map, Func<Slot, double> input)
    {
        var values = new Complex[map.Matrix.Rows];
        for (var k = 0; k < map.Matrix.Rows; k++)
            for (var j = 0; j < map.Matrix.Columns; j++)
                values[k] += Number(map.Matrix[k, j]) * new Complex(input(map.Inputs[j].Real), map.Inputs[j].Imaginary is { } im ? input(im) : 0);
        return map.Field == Field.Real ? (v, _) => values[v].Real : (v, _) => v % 2 == 0 ? values[v / 2].Real : values[v / 2].Imaginary;
    }

    private static Func<int, int, double> HarmonicValues(HarmonicMap map, Func<Slot, double> input)
    {
        var values = map.Outputs.Select(lane => new Complex[lane.Count]).ToArray();
        Complex At(Lane lane, int j)
        {
            double Part(LaneComponent c) => input(new Slot(c.Buffer, c.Offset + c.Stride * j, c.Component));
            return new Complex(Part(lane.Real), lane.Imaginary is { } im ? Part(im) : 0);
        }

        foreach (var term in map.Terms)
        {
            var coefficient = Number(term.Coefficient);
            for (var k = term.OutputRange.Start; k < term.OutputRange.End; k++)
            {
                for (var j = term.InputRange.Start; j < term.InputRange.End; j++)
                {
                    var turns = (term.Bilinear * (long)j * (long)k + term.InputPhase * (long)j + term.OutputPhase * (long)k).Fraction();
                    var x = At(map.Inputs[term.InputLane], j);
                    if (term.ConjugatesInput) x = Complex.Conjugate(x);
                    values[term.OutputLane][k] += coefficient * Complex.FromPolarCoordinates(1, 2 * Math.PI * (double)turns.Numerator / (double)turns.Denominator) * x;
                }
            }
        }

        return (v, k) => v % 2 == 0 ? values[v / 2][k].Real : values[v / 2][k].Imaginary;
    }

    private static double Apply(Epilogue epilogue, Func<int, double> value)
    {
        switch (epilogue)
        {
            case LinearValue linear:
                return value(linear.Index);
            case ConstantValue { Value: ExactConstant exact }:
                return Number(exact.Value).Real;
            case EpilogueCast cast:
                var x = Apply(cast.Operand, value);
                return cast.Kind == ScalarKind.Single ? (float)x : cast.Kind == ScalarKind.Double ? x : Math.Truncate(x);
            case EpilogueCall call:
                var a = call.Arguments.Select(e => Apply(e, value)).ToList();
                return call.Operator switch
                {
                    EpilogueOperator.Add => a[0] + a[1],
                    EpilogueOperator.Subtract => a[0] - a[1],
                    EpilogueOperator.Multiply => a[0] * a[1],
                    EpilogueOperator.Divide => a[0] / a[1],
                    EpilogueOperator.Negate => -a[0],
                    EpilogueOperator.Sqrt => Math.Sqrt(a[0]),
                    EpilogueOperator.Abs => Math.Abs(a[0]),
                    EpilogueOperator.Atan2 => Math.Atan2(a[0], a[1]),
                    EpilogueOperator.Magnitude => Math.Sqrt(a[0] * a[0] + a[1] * a[1]),
                    EpilogueOperator.Log => Math.Log(a[0]),
                    EpilogueOperator.Log2 => Math.Log2(a[0]),
                    EpilogueOperator.Exp => Math.Exp(a[0]),
                    EpilogueOperator.Floor => Math.Floor(a[0]),
                    EpilogueOperator.Ceiling => Math.Ceiling(a[0]),
                    EpilogueOperator.Round => a.Count == 1 ? Math.Round(a[0]) : Math.Round(a[0], (int)a[1]),
                    EpilogueOperator.Truncate => Math.Truncate(a[0]),
                    EpilogueOperator.Min => Math.Min(a[0], a[1]),
                    EpilogueOperator.Log10 => Math.Log10(a[0]),
                    EpilogueOperator.Max => Math.Max(a[0], a[1]),
                    EpilogueOperator.Pow => Math.Pow(a[0], a[1]),
                    _ => throw new NotSupportedException(call.Operator.ToString()),
                };
            default:
                throw new NotSupportedException();
        }
    }
}
