using System.Numerics;
using Twiddle.Compiler.Specs;
using System.Runtime.CompilerServices;

namespace Twiddle.Compiler.Numbers;

/// <summary>
/// Every number met in one discovery, each under one small integer: equal numbers have equal ids, so that equality, the key of all searching,
/// is a comparison of integers. Zero and one are ids 0 and 1.
/// </summary>
/// <remarks>
/// A number is known by its <i>fingerprint</i>, its images in two prime fields (together 62 bits): equal numbers have equal fingerprints, unequal
/// ones collide with probability about 2⁻⁶⁰. The images of the conjugate go with it, so that conjugation is a swap and a real number is seen
/// at once. A rough floating-point value decides signs and quadrants alone, never equality, and how a number was first computed
/// is kept for <see cref="ConstantOf"/>.
/// </remarks>
internal sealed partial class NumberTable
{
    public const int Zero = 0;
    public const int One = 1;

    private const int Unknown = -1;

    private readonly PrimeField p;
    private readonly PrimeField q;
    private readonly List<Cyclotomic> given = new();
    private readonly IdSet set = new();
    private Number[] numbers = new Number[1024];
    private Slot[] index = new Slot[4096];
    private int count;

    private NumberTable(PrimeField p, PrimeField q, BigInteger order)
    {
        this.p = p;
        this.q = q;
        this.order = order;
        Intern(Cyclotomic.Zero);
        Intern(Cyclotomic.One);
        MinusOne = Intern(Cyclotomic.FromRational(-1));
        ImaginaryOne = Intern(Cyclotomic.ImaginaryOne);
        Half = Intern(Cyclotomic.FromRational(Rational.Half));
        minusHalfImaginary = Multiply(Negate(ImaginaryOne), Half);
        EighthRoot = Intern(Cyclotomic.Root(new Rational(1, 8)));
    }

    private enum Operation : byte
    {
        Given,
        Sum,
        Difference,
        Product,
        Quotient,
        Conjugate,
    }

    /// <summary>A set of ids for whoever needs one for a moment; who calls others meanwhile must not use it.</summary>
    public IdSet EmptySet() => set.Emptied();

    public int MinusOne { get; }

    public int ImaginaryOne { get; }

    public int Half { get; }

    /// <summary>e^(2πi/8).</summary>
    public int EighthRoot { get; }

    private readonly int minusHalfImaginary;

    /// <summary>A table for the numbers of a matrix.</summary>
    public static NumberTable For(ExactMatrix matrix, CancellationToken cancellation = default)
    {
        // 8, not 4: with i, the twisted involutions need its square root
        BigInteger order = 8;
        var denominators = new HashSet<BigInteger>();
        var coefficients = new HashSet<Rational>();
        for (var k = 0; k < matrix.Rows; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = 0; j < matrix.Columns; j++)
                foreach (var term in matrix[k, j].Terms)
                {
                    coefficients.Add(term.Coefficient);
                    if (denominators.Add(term.Turns.Denominator))
                        order = order / BigInteger.GreatestCommonDivisor(order, term.Turns.Denominator) * term.Turns.Denominator;
                }
        }

        var fields = PrimeField.WithRootsOfOrder(order)
            .Concat(PrimeField.WithFreeRoots())
            .Where(f => coefficients.All(f.CanRepresent))
            .Take(2)
            .ToArray();
        return new(fields[0], fields[1], order);
    }

    /// <summary>
    /// A table for numbers modulo a prime: all are real, with units ±1, the positive ones those up to half the modulus. There is no i:
    /// rules that read real matrices as complex ones have no place here.
    /// </summary>
    public static NumberTable Modulo(PrimeField field) => new(field, field, 8) { IsModular = true };

    /// <summary>Whether the numbers are residues, not complex numbers.</summary>
    public bool IsModular { get; private init; }

    /// <summary>The id of an exact number of this table's order.</summary>
    public int Intern(Cyclotomic value)
    {
        var number = new Number
        {
            P = p.Image(value, conjugated: false),
            PConjugate = p.Image(value, conjugated: true),
            Q = q.Image(value, conjugated: false),
            QConjugate = q.Image(value, conjugated: true),
            Operation = Operation.Given,
            Left = given.Count,
        };
        var rough = RoughValue.Of(value);
        number.RoughReal = rough.Real;
        number.RoughImaginary = rough.Imaginary;
        var before = count;
        var id = Intern(ref number);
        if (count > before) given.Add(value);
        return id;
    }

    /// <summary>The images in both fields: what the number is, whenever it was met.</summary>
    public ulong FingerprintOf(int a) => ((ulong)numbers[a].P << 32) | numbers[a].Q;

    /// <summary>The fingerprint of a·b, which need not be in the table.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public ulong FingerprintOfProduct(int a, int b) =>
        ((ulong)p.Multiply(numbers[a].P, numbers[b].P) << 32) | q.Multiply(numbers[a].Q, numbers[b].Q);

    /// <summary>The same for a·b and −a·b.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public ulong FingerprintOfAbsoluteProduct(int a, int b)
    {
        var (inP, inQ) = (p.Multiply(numbers[a].P, numbers[b].P), q.Multiply(numbers[a].Q, numbers[b].Q));
        if (inP > p.Modulus / 2) (inP, inQ) = (p.Negate(inP), q.Negate(inQ));
        return ((ulong)inP << 32) | inQ;
    }

    /// <summary>Roughly |a|².</summary>
    public double RoughSquare(int a) => numbers[a].RoughReal * numbers[a].RoughReal + numbers[a].RoughImaginary * numbers[a].RoughImaginary;

    public bool IsReal(int a) => numbers[a].P == numbers[a].PConjugate && numbers[a].Q == numbers[a].QConjugate;

    public bool IsImaginary(int a) =>
        numbers[a].P == p.Negate(numbers[a].PConjugate) && numbers[a].Q == q.Negate(numbers[a].QConjugate);

    [MethodImpl(Jit.OptimizedAtOnce)]
    public int Add(int a, int b)
    {
        if (a == Zero) return b;
        if (b == Zero) return a;
        ref var x = ref numbers[a];
        ref var y = ref numbers[b];
        var sum = new Number
        {
            P = p.Add(x.P, y.P),
            PConjugate = p.Add(x.PConjugate, y.PConjugate),
            Q = q.Add(x.Q, y.Q),
            QConjugate = q.Add(x.QConjugate, y.QConjugate),
            RoughReal = x.RoughReal + y.RoughReal,
            RoughImaginary = x.RoughImaginary + y.RoughImaginary,
            Operation = Operation.Sum,
            Left = a,
            Right = b,
        };
        return Intern(ref sum);
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    public int Subtract(int a, int b)
    {
        if (b == Zero) return a;
        if (a == b) return Zero;
        if (a == Zero) return Negate(b);
        ref var x = ref numbers[a];
        ref var y = ref numbers[b];
        var difference = new Number
        {
            P = p.Subtract(x.P, y.P),
            PConjugate = p.Subtract(x.PConjugate, y.PConjugate),
            Q = q.Subtract(x.Q, y.Q),
            QConjugate = q.Subtract(x.QConjugate, y.QConjugate),
            RoughReal = x.RoughReal - y.RoughReal,
            RoughImaginary = x.RoughImaginary - y.RoughImaginary,
            Operation = Operation.Difference,
            Left = a,
            Right = b,
        };
        return Intern(ref difference);
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    public int Multiply(int a, int b)
    {
        if (a == Zero || b == Zero) return Zero;
        if (a == One) return b;
        if (b == One) return a;
        ref var x = ref numbers[a];
        ref var y = ref numbers[b];
        var product = new Number
        {
            P = p.Multiply(x.P, y.P),
            Q = q.Multiply(x.Q, y.Q),
            RoughReal = x.RoughReal * y.RoughReal - x.RoughImaginary * y.RoughImaginary,
            RoughImaginary = x.RoughReal * y.RoughImaginary + x.RoughImaginary * y.RoughReal,
            Operation = Operation.Product,
            Left = a,
            Right = b,
        };
        var isReal = IsReal(a) && IsReal(b);
        product.PConjugate = isReal ? product.P : p.Multiply(x.PConjugate, y.PConjugate);
        product.QConjugate = isReal ? product.Q : q.Multiply(x.QConjugate, y.QConjugate);
        return Intern(ref product);
    }

    /// <summary>a / b; b is not zero.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public int Divide(int a, int b)
    {
        if (a == Zero || b == One) return a;
        if (a == b) return One;
        if (b == MinusOne) return Negate(a);
        return Multiply(a, Invert(b));
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    public int Invert(int a)
    {
        if (numbers[a].Inverse != Unknown) return numbers[a].Inverse;
        if (a == Zero) throw new DivideByZeroException();
        ref var x = ref numbers[a];
        var norm = x.RoughReal * x.RoughReal + x.RoughImaginary * x.RoughImaginary;
        var (inP, inQ, isReal) = (p.Invert(x.P), q.Invert(x.Q), IsReal(a));
        var inverse = new Number
        {
            P = inP,
            PConjugate = isReal ? inP : p.Invert(x.PConjugate),
            Q = inQ,
            QConjugate = isReal ? inQ : q.Invert(x.QConjugate),
            RoughReal = x.RoughReal / norm,
            RoughImaginary = -x.RoughImaginary / norm,
            Operation = Operation.Quotient,
            Left = One,
            Right = a,
        };
        var id = Intern(ref inverse);
        numbers[a].Inverse = id;
        numbers[id].Inverse = a;
        return id;
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    public int Negate(int a)
    {
        if (a == Zero) return Zero;
        if (numbers[a].Negative != Unknown) return numbers[a].Negative;
        var id = Multiply(MinusOne, a);
        numbers[a].Negative = id;
        numbers[id].Negative = a;
        return id;
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    public int Conjugate(int a)
    {
        if (IsReal(a)) return a;
        if (numbers[a].Conjugate != Unknown) return numbers[a].Conjugate;
        ref var x = ref numbers[a];
        var conjugate = new Number
        {
            P = x.PConjugate,
            PConjugate = x.P,
            Q = x.QConjugate,
            QConjugate = x.Q,
            RoughReal = x.RoughReal,
            RoughImaginary = -x.RoughImaginary,
            Operation = Operation.Conjugate,
            Left = a,
        };
        var id = Intern(ref conjugate);
        numbers[a].Conjugate = id;
        numbers[id].Conjugate = a;
        return id;
    }

    /// <summary>iᵗ·a.</summary>
    [MethodImpl(Jit.OptimizedAtOnce)]
    public int TimesUnit(int a, int t)
    {
        if ((t & 2) != 0) a = Negate(a);
        if ((t & 1) == 0 || a == Zero) return a;
        if (numbers[a].Rotated != Unknown) return numbers[a].Rotated;
        var id = Multiply(ImaginaryOne, a);
        numbers[a].Rotated = id;
        return id;
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    public int RealPart(int a)
    {
        if (IsReal(a)) return a;
        if (numbers[a].RealPart != Unknown) return numbers[a].RealPart;
        var id = Multiply(Add(a, Conjugate(a)), Half);
        numbers[a].RealPart = id;
        return id;
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    public int ImaginaryPart(int a)
    {
        if (IsReal(a)) return Zero;
        if (numbers[a].ImaginaryPart != Unknown) return numbers[a].ImaginaryPart;
        var id = Multiply(Subtract(a, Conjugate(a)), minusHalfImaginary);
        numbers[a].ImaginaryPart = id;
        return id;
    }

    [MethodImpl(Jit.OptimizedAtOnce)]
    private int Intern(ref Number number)
    {
        var fingerprint = ((ulong)number.P << 32) | number.Q;
        var mask = index.Length - 1;
        var place = (int)Mixing.Mix(fingerprint) & mask;
        for (; index[place].Next != 0; place = (place + 1) & mask)
            if (index[place].Fingerprint == fingerprint) return index[place].Next - 1;

        if (count == numbers.Length) Array.Resize(ref numbers, 2 * count);
        number.Negative = number.Conjugate = number.Rotated = number.Inverse = Unknown;
        number.Canonical = number.RealPart = number.ImaginaryPart = Unknown;
        numbers[count] = number;
        index[place] = new(fingerprint, ++count);
        if (2 * count > index.Length) GrowIndex();
        return count - 1;
    }

    private void GrowIndex()
    {
        var old = index;
        index = new Slot[4 * old.Length];
        var mask = index.Length - 1;
        foreach (var slot in old)
        {
            if (slot.Next == 0) continue;
            var place = (int)Mixing.Mix(slot.Fingerprint) & mask;
            while (index[place].Next != 0) place = (place + 1) & mask;
            index[place] = slot;
        }
    }

    /// <summary>One place of the hash table.</summary>
    /// <param name="Fingerprint">Of the number there.</param>
    /// <param name="Next">The id after its own; 0 where the place is free.</param>
    private readonly record struct Slot(ulong Fingerprint, int Next);

    /// <summary>What is known of one number; ids of related numbers are filled in when first asked for.</summary>
    private struct Number
    {
        public uint P;
        public uint PConjugate;
        public uint Q;
        public uint QConjugate;
        public double RoughReal;
        public double RoughImaginary;
        public int Left;
        public int Right;
        public int Negative;
        public int Conjugate;
        public int Rotated;
        public int Inverse;
        public int Canonical;
        public int RealPart;
        public int ImaginaryPart;
        public Operation Operation;
        public byte Unit;
    }
}
