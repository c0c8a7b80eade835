using Twiddle.Compiler.Discovery;
using Twiddle.Compiler.Numbers;

namespace Twiddle.Compiler.Tests.Discovery;

/// <summary>Slips that a rule could make: each changes the first place of a factorisation where it can, and nothing else.</summary>
public enum Slip
{
    /// <summary>Two outputs change places.</summary>
    SwappedIndices,

    /// <summary>What contributes to an output first does so with the other sign; in a complex block a whole row is turned by i.</summary>
    WrongUnit,

    /// <summary>The last summand is left out.</summary>
    DroppedTerm,
}

internal static class Fault
{
    /// <summary>The factorisation with a slip in it; the same one if there is no place for it.</summary>
    public static Factorisation Inject(Slip slip, Factorisation factorisation, NumberTable numbers) => TryInject(slip, factorisation, numbers) ?? factorisation;

    private static Factorisation? TryInject(Slip slip, Factorisation factorisation, NumberTable numbers) => factorisation switch
    {
        Combination combination => InRows(slip, combination, numbers),
        DirectSum sum => slip == Slip.SwappedIndices ? SwapOutputs(sum) : InParts(slip, sum, numbers),
        Composition composition => InLayers(slip, composition, numbers),
        Realified realified => TryInject(slip, realified.Real, numbers) is { } real ? realified with { Real = real } : null,
        OutputParts parts => TryInject(slip, parts.Complex, numbers) is { } complex ? parts with { Complex = complex } : null,
        Complexified complexified => InPairs(slip, complexified),
        Subproblem subproblem => InMatrix(slip, subproblem, numbers),
        Rescaled rescaled => InNetwork(slip, rescaled, numbers),
        _ => null,
    };

    /// <summary>From the last layer to the first: most rules say the most about their outputs.</summary>
    private static Composition? InLayers(Slip slip, Composition composition, NumberTable numbers)
    {
        for (var i = composition.Layers.Count - 1; i >= 0; i--)
            if (TryInject(slip, composition.Layers[i], numbers) is { } layer)
                return composition with { Layers = Replace(composition.Layers, i, layer) };
        return null;
    }

    private static DirectSum? InParts(Slip slip, DirectSum sum, NumberTable numbers)
    {
        for (var i = 0; i < sum.Parts.Count; i++)
            if (TryInject(slip, sum.Parts[i].Factorisation, numbers) is { } part)
                return sum with { Parts = Replace(sum.Parts, i, sum.Parts[i] with { Factorisation = part }) };
        return null;
    }

    private static DirectSum? SwapOutputs(DirectSum sum)
    {
        var i = sum.Parts.ToList().FindIndex(p => p.Outputs.Count > 1);
        if (i < 0) return null;
        var part = sum.Parts[i];
        return sum with { Parts = Replace(sum.Parts, i, part with { Outputs = [part.Outputs[1], part.Outputs[0], .. part.Outputs.Skip(2)] }) };
    }

    private static Combination? InRows(Slip slip, Combination combination, NumberTable numbers)
    {
        var rows = combination.Rows.ToArray();
        var k = Array.FindIndex(rows, row => row.Count > 1);
        if (slip == Slip.SwappedIndices && rows.Length > 1) (rows[0], rows[^1]) = (rows[^1], rows[0]);
        else if (slip == Slip.WrongUnit && k >= 0) rows[k] = Replace(rows[k], 0, rows[k][0] with { Coefficient = numbers.Negate(rows[k][0].Coefficient) });
        else if (slip == Slip.DroppedTerm && k >= 0) rows[k] = rows[k].SkipLast(1).ToArray();
        else return null;
        return Combination.Of(numbers, combination.Kind, rows);
    }

    private static Complexified InPairs(Slip slip, Complexified complexified)
    {
        var first = complexified.Outputs[0];
        var last = complexified.Outputs[^1];
        IReadOnlyList<SignedPair> outputs = slip switch
        {
            Slip.SwappedIndices => Replace(Replace(complexified.Outputs, 0, last), complexified.Outputs.Count - 1, first),
            Slip.WrongUnit => Replace(complexified.Outputs, 0, first with { IsNegated = !first.IsNegated }),
            _ => Replace(complexified.Outputs, 0, first with { First = first.Second }),
        };
        return complexified with { Outputs = outputs };
    }

    private static Rescaled InNetwork(Slip slip, Rescaled rescaled, NumberTable numbers)
    {
        var (sums, outputs) = (rescaled.Network.Sums, rescaled.Network.Outputs);
        var (left, right) = sums[^1];
        return rescaled with
        {
            Network = slip switch
            {
                Slip.SwappedIndices => rescaled.Network with { Outputs = Replace(Replace(outputs, 0, outputs[^1]), outputs.Count - 1, outputs[0]) },
                Slip.WrongUnit => rescaled.Network with { Sums = Replace(sums, sums.Count - 1, (left, right with { Factor = numbers.Negate(right.Factor) })) },
                _ => rescaled.Network with { Sums = Replace(sums, sums.Count - 1, (left, right with { Factor = NumberTable.Zero })) },
            },
        };
    }

    private static Subproblem? InMatrix(Slip slip, Subproblem subproblem, NumberTable numbers)
    {
        var matrix = subproblem.Matrix;
        if (matrix.Rows < 2 || matrix.Columns < 2) return null;
        var quarterTurns = matrix.Kind == MatrixKind.Complex ? 1 : 2;
        return subproblem with
        {
            Matrix = NumberMatrix.Define(matrix.Kind, matrix.Rows, matrix.Columns, (k, j) => slip switch
            {
                Slip.SwappedIndices => matrix[k < 2 ? 1 - k : k, j],
                Slip.WrongUnit => k == 0 ? numbers.TimesUnit(matrix[k, j], quarterTurns) : matrix[k, j],
                _ => j == matrix.Columns - 1 ? NumberTable.Zero : matrix[k, j],
            }),
        };
    }

    private static T[] Replace<T>(IReadOnlyList<T> list, int index, T value)
    {
        var copy = list.ToArray();
        copy[index] = value;
        return copy;
    }
}
