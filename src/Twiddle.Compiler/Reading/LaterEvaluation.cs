using System.Collections.Immutable;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// What a sequence that is evaluated later may be made of: elements of arrays among the arguments, and flags passed by value. Their lengths and rows are the same then as at the
/// call; a list may have others by that time, and a field hold something else.
/// </summary>
internal static class LaterEvaluation
{
    public static void Check(ProgramMethod method, Surroundings surroundings, ImmutableArray<WrittenBuffer> outputs)
    {
        var isOfArrays = surroundings.Sources.All(s => s.Place is { Root: PlaceRoot.Parameter, Path: "" } && s.Type is ArrayType { Element: not (ArrayType or ClassType) } or ScalarType)
            && surroundings.Windows is null or { IsEmpty: true }
            && surroundings.Assumptions.All(a => a.Place is { Root: PlaceRoot.Parameter, Path: "" })
            && method.Parameters.All(p => p.Mode == PassingMode.Value);
        var isAlone = outputs.All(o => o.Layout is { Role: BufferRole.ReturnValue, AlsoIn.Count: 0, Type: ArrayType });
        if (isOfArrays && isAlone && !Interpreter.IsModular(outputs)) return;
        throw new ReadingStopped(new Refusal(RefusalKind.Unsupported, "What the method gives is evaluated later, and depends on more than arrays among its arguments, or does more", method.Body.Span));
    }
}
