using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>The type that generated code calculates in.</summary>
internal static class WorkingPrecision
{
    /// <summary>Single only where all data are <c>float</c>, and the method itself does no arithmetic on them in <c>double</c>.</summary>
    public static ScalarKind Of(TransformSpec spec, ScalarKind arithmetic) =>
        arithmetic == ScalarKind.Single && spec.Inputs.Concat(spec.Outputs).All(b => IsSingle(b.Type)) ? ScalarKind.Single : ScalarKind.Double;

    private static bool IsSingle(ProgramType type) => type switch
    {
        ScalarType scalar => scalar.Kind == ScalarKind.Single,
        StructType @struct => @struct.Fields.All(f => IsSingle(f.Type)),
        ClassType @class => @class.IsNumber && @class.Parts[0].Kind == ScalarKind.Single,
        ArrayType array => IsSingle(array.Element),
        SpanType span => IsSingle(span.Element),
        ListType list => IsSingle(list.Element),
        SequenceType sequence => IsSingle(sequence.Element),
        TupleType tuple => tuple.Elements.All(IsSingle),
        VoidType => true,
        _ => false,
    };
}
