using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <remarks>
/// A table of M constants that is read at an index which changes from iteration to iteration. Every such table is a sum of harmonics,
/// t[i] = Σⱼ cⱼ·e^(2πi·ij/M) (its discrete Fourier transform, exactly), and that is a function of the index whatever this is made of: multiples of M, which
/// <c>k * n % M</c> takes off, do not change it.
/// </remarks>
internal sealed partial class Interpreter
{
    private const int LongestConstantTable = 64;

    /// <summary>A table of more harmonics would be a sum of too many terms.</summary>
    private const int MostHarmonicsOfTable = 16;

    private readonly Dictionary<ArrayStore, (ImmutableArray<Cyclotomic> Table, ImmutableArray<Cyclotomic>? Harmonics)> harmonicsOfTables = [];

    /// <summary>The element of a small array of constants at an index that is not known; null where it is no such array, or its harmonics are too many.</summary>
    private Value? ReadConstantTable(ArrayStore store, Polynomial index, SourceSpan span)
    {
        if (store.IsInput || store.Writes.Count > 0 || store.Count is < 2 or > LongestConstantTable || store.ElementType is not (ScalarType or ComplexType)) return null;
        if (store.ElementType is ScalarType { Kind: var kind } && !kind.IsReal()) return null;
        var entries = ImmutableArray.CreateBuilder<Cyclotomic>(store.Count);
        for (var i = 0; i < store.Count; i++)
        {
            if (!store.TryGetElement(i, out var element)) element = store.Initial(Numbered(i), i);
            if (AsForm(element)?.AsConstant is not { } constant) return null;
            entries.Add(constant);
        }

        if (HarmonicsOf(store, entries.MoveToImmutable(), span) is not { } harmonics) return null;
        CheckBounds(index, store.Count, span);
        var turns = index * new Rational(1, store.Count);
        var sum = Form.Zero;
        for (var j = 0; j < harmonics.Length; j++)
            if (!harmonics[j].Terms.IsEmpty) sum += Form.Harmonic(turns * (Rational)j).Scale(harmonics[j]);
        return new FormValue(sum);
    }

    /// <summary>The coefficients cⱼ; null where too many of them are not zero.</summary>
    private ImmutableArray<Cyclotomic>? HarmonicsOf(ArrayStore store, ImmutableArray<Cyclotomic> table, SourceSpan span)
    {
        if (harmonicsOfTables.TryGetValue(store, out var known) && known.Table.Zip(table, ReferenceEquals).All(same => same)) return known.Harmonics;
        var (length, count) = (table.Length, 0);
        var harmonics = ImmutableArray.CreateBuilder<Cyclotomic>(length);
        for (var j = 0; j < length && count <= MostHarmonicsOfTable; j++)
        {
            CountStep(span);
            var sum = Cyclotomic.Zero;
            for (var i = 0; i < length; i++) sum += table[i] * Cyclotomic.Root(new Rational(-i * j, length).Fraction());
            var coefficient = sum.IsZero() ? Cyclotomic.Zero : sum * new Rational(1, length);
            if (!coefficient.Terms.IsEmpty) count++;
            harmonics.Add(coefficient);
        }

        ImmutableArray<Cyclotomic>? found = count > MostHarmonicsOfTable ? null : harmonics.ToImmutable();
        harmonicsOfTables[store] = (table, found);
        return found;
    }
}
