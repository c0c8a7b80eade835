using System.Numerics;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>What <c>BitOperations</c> and the integer types know of the bits of a number.</summary>
internal sealed partial class Interpreter
{
    private Value BitFunction(IntrinsicCall call, Value argument)
    {
        var number = KnownInteger(argument, call.Span);
        if (call.Arguments[0].Type is not ScalarType { Kind: var kind } || !kind.IsInteger() || kind == ScalarKind.BigInteger) throw Refuse(RefusalKind.Unsupported, "'{0}' cannot be read", call.Span);
        var (lowest, highest) = Limits(kind);
        var width = BitLength(highest - lowest);
        if (call.Intrinsic == Intrinsic.IsPowerOfTwo) return new BooleanValue(number.Sign > 0 && number.IsPowerOfTwo);
        if (call.Intrinsic == Intrinsic.IntegerLog2 && number.Sign < 0) throw Refuse(RefusalKind.Throws, "'{0}' is the logarithm of a negative number, and throws", call.Span);
        var bits = number.Sign < 0 ? number + (BigInteger.One << width) : number;
        var length = BitLength(bits);
        var power = length == 0 || bits.IsPowerOfTwo ? bits : BigInteger.One << length;
        return new IntegerValue(call.Intrinsic switch
        {
            Intrinsic.PopCount => Enumerable.Range(0, length).Count(bit => !((bits >> bit) & 1).IsZero),
            Intrinsic.LeadingZeroCount => width - length,
            Intrinsic.TrailingZeroCount => length == 0 ? width : Enumerable.Range(0, length).First(bit => !((bits >> bit) & 1).IsZero),
            Intrinsic.IntegerLog2 => Math.Max(length - 1, 0),
            // A power that has no room is 0, as in the framework.
            _ => BitLength(power) > width ? BigInteger.Zero : power,
        });
    }

    /// <summary>How many bits a number has that is not negative.</summary>
    private static int BitLength(BigInteger number)
    {
        var length = 0;
        for (; !number.IsZero; number >>= 1) length++;
        return length;
    }
}
