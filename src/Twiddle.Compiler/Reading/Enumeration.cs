using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>One pass through the elements of a sequence.</summary>
/// <param name="ElementType">The elements' type, where the sequence is an array; that of the sequence's own type is as good.</param>
/// <param name="Stream">The elements one by one, each made when it is asked for: side effects of lambdas come in the order they have in C#.</param>
/// <param name="Indexed">
/// The number of elements, and the element with a given index, which may be a loop counter; null where the elements cannot be had in that way.
/// </param>
internal sealed record Enumeration(ProgramType ElementType, Func<IEnumerable<Value>> Stream, (long Count, Func<Polynomial, Value> At)? Indexed);
