namespace Twiddle.Compiler.Programs;

/// <summary>Members of the framework whose meaning the reader knows. Receivers come first among the arguments.</summary>
public enum Intrinsic
{
    // Math and MathF; the type of the call tells double from float.
    Sin,
    Cos,
    Tan,
    SinCos,
    SinPi,
    CosPi,
    Sqrt,
    Abs,
    Pow,
    Exp,
    Log,
    Log10,
    Log2,
    Atan2,
    Floor,
    Ceiling,
    Round,
    Truncate,
    Min,
    Max,
    Sign,
    FusedMultiplyAdd,
    Asin,
    Acos,
    Atan,

    // System.Numerics.Complex.
    ComplexCreate,
    ComplexZero,
    ComplexOne,
    ComplexImaginaryOne,
    ComplexReal,
    ComplexImaginary,
    ComplexMagnitude,
    ComplexPhase,
    ComplexConjugate,
    ComplexExp,
    ComplexPow,
    ComplexSqrt,
    ComplexReciprocal,
    ComplexFromPolar,

    // System.Numerics.BigInteger.
    /// <summary><c>BigInteger.Pow(value, exponent)</c>.</summary>
    IntegerPow,

    /// <summary><c>BigInteger.ModPow(value, exponent, modulus)</c>.</summary>
    IntegerModPow,

    // System.Numerics.BitOperations, and the like of the integer types; the type of the argument says how many bits there are.
    PopCount,
    LeadingZeroCount,
    TrailingZeroCount,

    /// <summary><c>BitOperations.Log2(value)</c>, rounded down.</summary>
    IntegerLog2,

    /// <summary><c>BitOperations.IsPow2(value)</c>.</summary>
    IsPowerOfTwo,

    /// <summary><c>BitOperations.RoundUpToPowerOf2(value)</c>.</summary>
    RoundUpToPowerOfTwo,

    // Arrays and spans.
    /// <summary><c>Array.Copy(source, destination, length)</c>.</summary>
    ArrayCopy,

    /// <summary><c>Array.Copy(source, sourceIndex, destination, destinationIndex, length)</c>.</summary>
    ArrayCopyRange,

    /// <summary><c>source.CopyTo(destination, index)</c>, on an array.</summary>
    ArrayCopyTo,

    /// <summary><c>source.CopyTo(destination)</c>, on a span.</summary>
    SpanCopyTo,

    /// <summary><c>array.Clone()</c> and <c>span.ToArray()</c>: a fresh copy.</summary>
    ArrayClone,

    /// <summary><c>Array.Clear(array)</c>, <c>span.Clear()</c>.</summary>
    ArrayClear,

    /// <summary><c>span.Slice(start)</c>.</summary>
    SliceFrom,

    /// <summary><c>span.Slice(start, length)</c>.</summary>
    SliceRange,

    // Sequences: those of Enumerable under its names, lazy as there; arguments after the source as there.
    SequenceRange,
    SequenceRepeat,
    SequenceSelect,
    SequenceSelectMany,
    SequenceWhere,
    SequenceZip,
    SequenceSkip,
    SequenceTake,
    SequenceConcat,
    SequenceAppend,
    SequencePrepend,
    SequenceReverse,

    // What goes through a sequence at once.
    SequenceSum,
    SequenceAverage,
    SequenceAggregate,
    SequenceCount,
    SequenceFirst,
    SequenceLast,
    SequenceElementAt,
    SequenceToArray,

    /// <summary><c>Array.ForEach(array, action)</c>.</summary>
    ForEachElement,

    /// <summary><c>Parallel.For(from, to, body)</c>.</summary>
    ParallelFor,

    /// <summary><c>Parallel.ForEach(source, body)</c>.</summary>
    ParallelForEach,

    // Lists.
    /// <summary>A new empty list.</summary>
    ListCreate,

    /// <summary>A new list of the elements of an array or list.</summary>
    ListFrom,

    /// <summary><c>list.Add(element)</c>.</summary>
    ListAdd,

    /// <summary><c>list.AddRange(elements)</c>.</summary>
    ListAddRange,

    /// <summary><c>list.Clear()</c>.</summary>
    ListClear,
}
