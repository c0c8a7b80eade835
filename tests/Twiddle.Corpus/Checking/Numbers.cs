using System.Numerics;
using System.Reflection;

namespace Twiddle.Corpus.Checking;

/// <summary>All numbers that a value leads to, in a fixed order: how results and changed arguments are compared.</summary>
internal static class Numbers
{
    public static IReadOnlyList<double> Of(params object?[] values)
    {
        var numbers = new List<double>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var value in values) Collect(value, numbers, seen);
        return numbers;
    }

    public static IEnumerable<FieldInfo> FieldsOf(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(f => f.MetadataToken);

    private static void Collect(object? value, List<double> numbers, HashSet<object> seen)
    {
        switch (value)
        {
            case null or string or Delegate or Type:
                return;
            case bool truth:
                numbers.Add(truth ? 1 : 0);
                return;
            case Complex complex:
                numbers.Add(complex.Real);
                numbers.Add(complex.Imaginary);
                return;
            case BigInteger large:
                numbers.Add((double)large);
                return;
            case Enum:
                return;
            case IConvertible number:
                numbers.Add(number.ToDouble(System.Globalization.CultureInfo.InvariantCulture));
                return;
        }

        if (!value.GetType().IsValueType && !seen.Add(value)) return;
        if (value is System.Collections.IEnumerable elements)
        {
            numbers.Add(elements.Cast<object?>().Count());
            foreach (var element in elements) Collect(element, numbers, seen);
            return;
        }

        foreach (var field in FieldsOf(value.GetType())) Collect(field.GetValue(value), numbers, seen);
    }
}
