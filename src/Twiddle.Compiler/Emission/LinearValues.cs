using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>The linear values that an element-wise end looks at.</summary>
internal static class LinearValues
{
    public static IEnumerable<int> Of(Epilogue epilogue) => epilogue switch
    {
        LinearValue value => [value.Index],
        EpilogueCast cast => Of(cast.Operand),
        EpilogueCall call => call.Arguments.SelectMany(Of),
        _ => [],
    };
}
