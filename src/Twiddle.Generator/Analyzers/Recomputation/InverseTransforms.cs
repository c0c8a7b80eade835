using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Reading;
using Twiddle.Compiler.Specs;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>What a transform and its inverse multiply the data with.</summary>
internal enum InverseScale
{
    One,
    Length,
    OneByLength,
}

/// <summary>
/// Finds that one method undoes another: both are read as exact linear maps at several lengths, even, odd and a power of two, and their product is the identity
/// there, but for a factor that is the same function of the length at all of them.
/// </summary>
internal static class InverseTransforms
{
    private static readonly int[] Lengths = [4, 5, 6, 8, 9, 16];

    /// <summary>The one argument of a call that is data, where all others are constants; or null.</summary>
    public static IOperation? Argument(IInvocationOperation call)
    {
        IOperation? data = null;
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.ConstantValue.HasValue) continue;
            if (data is not null || argument.Parameter is not { RefKind: RefKind.None, Type: IArrayTypeSymbol { Rank: 1 } }) return null;
            data = argument.Value;
        }

        return data;
    }

    /// <summary>The factor, or null where the second call does not undo the first, as far as can be read.</summary>
    public static InverseScale? ScaleOf(IInvocationOperation forward, IInvocationOperation inverse, Compilation compilation, CancellationToken cancellation)
    {
        var first = MethodLowering.Lower(forward.TargetMethod, compilation, cancellation);
        var second = MethodLowering.Lower(inverse.TargetMethod, compilation, cancellation);
        if (first.HasErrors || second.HasErrors || first.Program.Methods.Count == 0 || second.Program.Methods.Count == 0) return null;
        InverseScale? found = null;
        foreach (var length in Lengths)
        {
            if (MapOf(first, forward, length, cancellation) is not { } map || MapOf(second, inverse, length, cancellation) is not { } back) return null;
            if (FactorOf(map, back, length) is not { } factor) return null;
            var scale = factor == Rational.One ? InverseScale.One : factor == (Rational)length ? InverseScale.Length : factor == new Rational(1, length) ? InverseScale.OneByLength : (InverseScale?)null;
            if (scale is null || found is not null && found != scale) return null;
            found = scale;
        }

        return found;
    }

    /// <summary>The factor of the identity that two maps are together; null where they are none.</summary>
    private static Rational? FactorOf(Dictionary<Slot, Dictionary<Slot, Cyclotomic>> map, Dictionary<Slot, Dictionary<Slot, Cyclotomic>> back, int length)
    {
        Rational? factor = null;
        var elements = new HashSet<int>();
        foreach (var output in back)
        {
            var row = new Dictionary<Slot, Cyclotomic>();
            foreach (var part in output.Value)
            {
                if (!map.TryGetValue(part.Key, out var inner)) continue;
                foreach (var term in inner) row[term.Key] = row.TryGetValue(term.Key, out var sum) ? sum + part.Value * term.Value : part.Value * term.Value;
            }

            if (!row.TryGetValue(output.Key, out var own) || own.AsRational is not { } value || factor is not null && factor != value) return null;
            if (row.Any(term => term.Key != output.Key && !term.Value.IsZero())) return null;
            factor = value;
            elements.Add(output.Key.Element);
        }

        return elements.Count == length ? factor : null;
    }

    /// <summary>What each real number of the result is made of; null where the method is not read as a linear map of its argument alone.</summary>
    private static Dictionary<Slot, Dictionary<Slot, Cyclotomic>>? MapOf(LoweredMethod lowered, IInvocationOperation call, int length, CancellationToken cancellation)
    {
        var (specs, _) = Reader.ReadAll(lowered.Program, InputSizes.OfLength(length), cancellation);
        foreach (var spec in specs)
        {
            if (!spec.Assumptions.All(assumption => Holds(assumption, call)) || spec is not { Map: MatrixMap map, Inputs.Count: 1, Outputs.Count: 1 }) continue;
            if (spec.Inputs[0] is not { Role: BufferRole.Parameter } || spec.Outputs[0] is not { Role: BufferRole.ReturnValue } result || result.Count != length) continue;
            var slots = new Dictionary<Slot, Dictionary<Slot, Cyclotomic>>();
            foreach (var store in spec.Stores)
            {
                if (store.Value is not LinearValue value) return null;
                slots[new(0, store.Target.Offset, store.Target.Component)] = RowOf(map, value.Index);
            }

            return slots;
        }

        return null;
    }

    private static bool Holds(Assumption assumption, IInvocationOperation call) =>
        assumption.Place is { Root: PlaceRoot.Parameter, Path: "" } place
        && call.Arguments.FirstOrDefault(argument => argument.Parameter!.Ordinal == place.Parameter)?.Value.ConstantValue is { HasValue: true, Value: { } value }
        && value switch { bool flag => assumption.Value == (flag ? 1 : 0), int number => assumption.Value == number, _ => false };

    /// <summary>A real number of the result as a sum over real numbers of the argument.</summary>
    private static Dictionary<Slot, Cyclotomic> RowOf(MatrixMap map, int value)
    {
        var row = new Dictionary<Slot, Cyclotomic>();
        var isImaginary = map.Field != Field.Real && value % 2 == 1;
        for (var column = 0; column < map.Matrix.Columns; column++)
        {
            var entry = map.Matrix[map.Field == Field.Real ? value : value / 2, column];
            var (real, imaginary) = map.Inputs[column];
            row[real] = map.Field == Field.Real ? entry : isImaginary ? entry.ImaginaryPart() : entry.RealPart();
            if (imaginary is { } other) row[other] = isImaginary ? entry.RealPart() : -entry.ImaginaryPart();
        }

        return row;
    }
}
