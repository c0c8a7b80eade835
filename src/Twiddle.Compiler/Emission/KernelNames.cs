using System.Globalization;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Emission;

/// <summary>Names of the nested classes that hold kernels: unique among all overloads of the methods of a type.</summary>
internal static class KernelNames
{
    /// <summary>For example <c>FastDftOfComplexArray</c>.</summary>
    public static string Stem(EmissionTarget target)
    {
        var signature = target.Partial ?? target.Naive;
        var types = signature.Parameters.Select(p => Word(p.Type)).ToList();
        return target.GeneratedName.TrimStart('@') + (types.Count == 0 ? "" : "Of" + string.Join("And", types));
    }

    /// <summary>The kernel's name for each transform: the stem and the size.</summary>
    public static IReadOnlyList<string> Of(string stem, IEnumerable<DerivedTransform> transforms)
    {
        var names = new List<string>();
        foreach (var transform in transforms)
        {
            var name = stem + HeaderWriter.Size(transform).Replace(" × ", "By");
            names.Add(names.Contains(name) ? LocalNames.Fresh(name + "Variant", names) : name);
        }

        return names;
    }

    private static string Word(ProgramType type) => type switch
    {
        ScalarType scalar => scalar.Kind.ToString(),
        ComplexType => "Complex",
        StructType structure => Identifier(structure.Name),
        ClassType @class => Identifier(@class.Name),
        OpaqueType opaque => Identifier(opaque.Name),
        ArrayType array => Word(array.Element) + (array.Rank == 1 ? "Array" : "Array" + array.Rank.ToString(CultureInfo.InvariantCulture) + "D"),
        SpanType span => Word(span.Element) + "Span",
        ListType list => Word(list.Element) + Identifier(list.Name),
        TupleType tuple => string.Concat(tuple.Elements.Select(Word)) + "Tuple",
        _ => "Value",
    };

    private static string Identifier(string name)
    {
        var simple = name.Substring(name.LastIndexOf('.') + 1);
        return new string(simple.Where(c => char.IsLetterOrDigit(c) || c == '_').ToArray());
    }
}
