using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>One input value of a matrix: an atom, or two real ones that are the parts of a complex number.</summary>
internal sealed class InputColumn(Slot real, Slot? imaginary, Atom atom, Atom? imaginaryAtom)
{
    private readonly Atom conjugateAtom = atom.Conjugate();

    public Slot Real { get; } = real;

    public Slot? Imaginary { get; } = imaginary;

    /// <summary>The entry for a real input: what the form multiplies it (or this part of a complex atom) by.</summary>
    public Cyclotomic CoefficientIn(AtomCoefficients form)
    {
        if (!atom.IsComplex) return form[atom];
        // c·z + d·z̄ = (c + d)·Re z + i·(c − d)·Im z
        var (direct, conjugate) = (form[atom], form[conjugateAtom]);
        return Real.Component == 0 ? direct + conjugate : (direct - conjugate) * Cyclotomic.ImaginaryOne;
    }

    /// <summary>The entry for a complex input; null where the form is not complex linear in it.</summary>
    public Cyclotomic? ComplexCoefficientIn(AtomCoefficients form)
    {
        if (Imaginary is null) return null;
        var direct = form[atom];
        if (atom.IsComplex) return form[conjugateAtom].IsZero() ? direct : null;
        return form[imaginaryAtom!].SameAs(direct * Cyclotomic.ImaginaryOne) ? direct : null;
    }
}

/// <summary>The coefficients of a form by atom.</summary>
internal sealed class AtomCoefficients
{
    private readonly Dictionary<Atom, Cyclotomic> coefficients = [];

    public AtomCoefficients(Form form)
    {
        foreach (var (factor, coefficient) in form.Terms)
        {
            var isPlain = factor.Phase.Terms.IsEmpty && factor.Power.IsOne && factor.PiPower == 0 && factor.Bound.IsEmpty;
            if (!isPlain) throw new ReadingStopped(new Refusal(RefusalKind.OffGrid, "A coefficient of the map is no exact number (a multiple of π)", default));
            coefficients.Add(factor.Atom!, coefficient);
        }
    }

    public Cyclotomic this[Atom atom] => coefficients.TryGetValue(atom, out var coefficient) ? coefficient : Cyclotomic.Zero;
}

/// <summary>The input values that a transform's outputs depend on.</summary>
internal sealed class InputColumns
{
    private readonly ImmutableArray<(Slot Slot, Atom Atom)> atoms;

    private InputColumns(ImmutableArray<(Slot, Atom)> atoms) => this.atoms = atoms;

    public bool HasComplex => atoms.Any(a => a.Atom.IsComplex);

    public static InputColumns Collect(InputBuffers buffers, IEnumerable<Form> forms)
    {
        var found = new Dictionary<Slot, Atom>();
        foreach (var atom in forms.SelectMany(f => f.Terms).Select(t => t.Factor.Atom))
        {
            if (atom is null) continue;
            found[new Slot(buffers[atom.Source], (int)atom.Index.ConstantTerm.Numerator, atom.Component)] = atom.IsConjugate ? atom.Conjugate() : atom;
        }

        return new(found.Select(f => (f.Key, f.Value)).OrderBy(f => f.Key.Buffer).ThenBy(f => f.Key.Element).ThenBy(f => f.Key.Component).ToImmutableArray());
    }

    /// <summary>Every real number that comes in, as a column.</summary>
    public ImmutableArray<InputColumn> AsReal() => atoms.SelectMany(a => a.Atom.IsComplex
        ? new[] { new InputColumn(a.Slot, null, a.Atom, null), new InputColumn(a.Slot with { Component = 1 }, null, a.Atom, null) }
        : [new InputColumn(a.Slot, null, a.Atom, null)]).ToImmutableArray();

    /// <summary>The ways in which all inputs are parts of complex numbers, likeliest first.</summary>
    public IEnumerable<ImmutableArray<InputColumn>> Pairings()
    {
        if (Pair(s => s.Component % 2 == 1 ? s with { Component = s.Component - 1 } : null) is { } sameElement) yield return sameElement;
        if (Pair(s => s.Buffer % 2 == 1 ? s with { Buffer = s.Buffer - 1 } : null) is { } nextBuffer) yield return nextBuffer;
        if (Pair(s => s.Element % 2 == 1 ? s with { Element = s.Element - 1 } : null) is { } nextElement) yield return nextElement;
    }

    private ImmutableArray<InputColumn>? Pair(Func<Slot, Slot?> realPartOf)
    {
        var bySlot = atoms.Where(a => !a.Atom.IsComplex).ToDictionary(a => a.Slot, a => a.Atom);
        var columns = ImmutableArray.CreateBuilder<InputColumn>();
        foreach (var (slot, atom) in atoms)
        {
            if (atom.IsComplex) columns.Add(new InputColumn(slot, slot with { Component = 1 }, atom, null));
            else if (realPartOf(slot) is { } real && bySlot.TryGetValue(real, out var realAtom)) columns.Add(new InputColumn(real, slot, realAtom, atom));
        }

        var covered = columns.Sum(c => bySlot.ContainsKey(c.Real) ? 2 : 1);
        return covered == atoms.Length ? columns.ToImmutable() : null;
    }
}
