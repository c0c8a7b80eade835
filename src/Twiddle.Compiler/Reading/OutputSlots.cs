using System.Collections.Immutable;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>The parts of a stored element: each a value for one component.</summary>
internal static class OutputSlots
{
    /// <summary>
    /// The components of a value stored into an element of the given type; a <c>Complex</c> element is one part, its value a complex form.
    /// </summary>
    public static ImmutableArray<(int Component, Value Value)> Of(Value value, ProgramType type, SourceSpan span)
    {
        switch (type, value)
        {
            case (StructType, StructValue @struct) when @struct.Fields.All(f => f is FormValue or NonLinearValue):
                return @struct.Fields.Select((f, c) => (c, f)).ToImmutableArray();
            case (ClassType { IsNumber: true }, ObjectValue number) when number.Parts.All(p => p is FormValue or NonLinearValue):
                return number.Parts.Select((p, c) => (c, p)).ToImmutableArray();
            case (ComplexType, FormValue):
            case (ScalarType { Kind: not ScalarKind.Boolean }, FormValue or NonLinearValue):
                return ImmutableArray.Create((0, value));
            case (ScalarType { Kind: not ScalarKind.Boolean }, IntegerValue integer):
                return ImmutableArray.Create((0, (Value)new FormValue(Form.Of(integer.Polynomial))));
            default:
                throw new ReadingStopped(new Refusal(RefusalKind.Unsupported, "The method stores something into its output that cannot be read", span));
        }
    }
}
