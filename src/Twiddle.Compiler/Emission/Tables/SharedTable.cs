using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission.Tables;

/// <summary>A table that all methods of a compilation share that use it: named for what it holds, so that equal tables have equal names, whoever needs them.</summary>
/// <param name="Name">The name of its class.</param>
/// <param name="Summary">What it holds, in words.</param>
/// <param name="IsSingle">Whether its numbers are rounded to <c>float</c>.</param>
/// <param name="Order">The order of the roots of unity that it is computed from, a multiple of 4 and of the denominators of all phases.</param>
/// <param name="Phases">The phases of its entry number 1, in turns.</param>
/// <param name="Call">The call that computes it, with <see cref="Steps"/> for the numbers of the roots at the phases.</param>
/// <param name="Coefficients">What stands in braces behind the call's arguments: the coefficients of a sum, each as two numbers; or nothing.</param>
public sealed record SharedTable(
    string Name, string Summary, bool IsSingle, int Order, EquatableArray<Rational> Phases, string Call, EquatableArray<string> Coefficients)
{
    /// <summary>Stands in <see cref="Call"/> for the phases as multiples of the turn of the first root, which depend on the order.</summary>
    internal const string Steps = "@";

    /// <summary>The class that has the tables as nested classes.</summary>
    internal const string ClassName = "TransformTables";

    /// <summary>The table's array, in the text of a kernel.</summary>
    public string Place => $"global::Twiddle.Generated.{ClassName}.{Name}.Values";

    /// <summary>Twiddle factors e^(−2πi·p·v·turn) of blocks p and results v = 1 … radix − 1, for groups of blocks with one block in each lane.</summary>
    /// <param name="blocks">The number of blocks.</param>
    /// <param name="radix">The radix.</param>
    /// <param name="turn">The turn between a factor and the next.</param>
    /// <param name="together">The number of blocks in a group.</param>
    /// <param name="lanes">The block of the group that each lane stands for.</param>
    /// <param name="isSingle">Whether the numbers are <c>float</c>.</param>
    /// <param name="order">The order of the roots.</param>
    /// <param name="pieces">The order of the groups, where it is not that of the blocks.</param>
    internal static SharedTable Twiddles(
        int blocks, int radix, Rational turn, int together, ImmutableArray<int> lanes, bool isSingle, int order, PieceOrder? pieces = null)
    {
        var name = $"Twiddles{Text(blocks)}By{Text(radix)}";
        if (!turn.Equals(new Rational(BigInteger.One, (BigInteger)blocks * radix))) name += $"Turn{turn.Numerator.ToString(CultureInfo.InvariantCulture)}Of{turn.Denominator.ToString(CultureInfo.InvariantCulture)}";
        if (lanes.Length > 1) name += $"On{Text(lanes.Length)}Lanes";
        if (together != lanes.Length) name += $"Of{Text(together)}Blocks";
        if (!lanes.SequenceEqual(Enumerable.Range(0, lanes.Length))) name += "_" + string.Concat(lanes.Select(lane => lane.ToString("x", CultureInfo.InvariantCulture)));
        if (pieces is not null) name += $"In{Text(pieces.Runs)}RunsOf{Text(pieces.Blocks)}";
        var summary = $"Twiddle factors of {Text(blocks)} blocks of radix {Text(radix)}: e^(−2πi·p·v{(turn.Numerator.IsOne ? "" : "·" + turn.Numerator.ToString(CultureInfo.InvariantCulture))}/{turn.Denominator.ToString(CultureInfo.InvariantCulture)}), "
            + $"v = 1 … {Text(radix - 1)} for each block p{(lanes.Length > 1 ? $", {Text(lanes.Length)} lanes of real parts, then of imaginary parts" : "")}"
            + (pieces is null ? "." : $"; first {Text(pieces.Blocks)} blocks of each of {Text(pieces.Runs)} runs.");
        var call = $"Lanes{(pieces is null ? "" : "InPieces")}({Text(blocks)}, {Text(radix)}, {Steps}, {Text(together)}, new int[] {{ {string.Join(", ", lanes.Select(Text))} }}"
            + (pieces is null ? "" : $", {Text(pieces.Runs)}, {Text(pieces.Blocks)}");
        return new(name + Suffix(isSingle), summary, isSingle, order, ImmutableArray.Create(-turn), call, EquatableArray<string>.Empty);
    }

    /// <summary>The values of a harmonic factor at t = 0 … count − 1.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="count">The number of values.</param>
    /// <param name="isReal">Whether there are real parts only.</param>
    /// <param name="isApart">Whether all real parts stand before all imaginary ones, rather than each before its own.</param>
    /// <param name="isSingle">Whether the numbers are <c>float</c>.</param>
    /// <param name="order">The order of the roots.</param>
    internal static SharedTable Factors(HarmonicFactor factor, int count, bool isReal, bool isApart, bool isSingle, int order)
    {
        var coefficients = factor.Harmonics.SelectMany(h => TableSet.Pair(h.Coefficient.RealPart()).Concat(TableSet.Pair(h.Coefficient.ImaginaryPart()))).ToEquatableArray();
        var phases = factor.Harmonics.Select(h => h.Phase.Fraction()).ToEquatableArray();
        var content = string.Join(" ", coefficients) + " " + string.Join(" ", phases.Select(p => p.Numerator.ToString(CultureInfo.InvariantCulture) + "/" + p.Denominator.ToString(CultureInfo.InvariantCulture)));
        var name = $"Factors{Text(count)}{(isReal ? "Real" : isApart ? "Apart" : "")}_{Hash(content).ToString("x16", CultureInfo.InvariantCulture)}";
        var summary = $"Factors at {Text(count)} indices{(isReal ? "" : isApart ? ": all real parts, then all imaginary parts" : ", real and imaginary parts in turn")}.";
        var call = $"Sums({Text(count)}, {(isReal ? "true" : "false")}, {(isApart ? "true" : "false")}, new int[] {{ {Steps} }}, new double[] {{";
        return new(name + Suffix(isSingle), summary, isSingle, order, phases, call, coefficients);
    }

    private static string Suffix(bool isSingle) => isSingle ? "Single" : "";

    /// <summary>
    /// FNV-1a of 64 bits, the same on every machine. Two tables whose hashes were equal would be two classes of one name, which does not compile: no table is ever
    /// taken for another.
    /// </summary>
    private static ulong Hash(string text) => text.Aggregate(14695981039346656037ul, (hash, letter) => unchecked((hash ^ letter) * 1099511628211ul));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An order of blocks: they are in runs of equal length, and first come some blocks of each run, then as many of each again.</summary>
/// <param name="Runs">The number of runs.</param>
/// <param name="Blocks">The number of blocks at a time.</param>
internal sealed record PieceOrder(int Runs, int Blocks);
