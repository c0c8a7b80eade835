using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Twiddle.Corpus.Checking;

/// <summary>Makes arguments for a method from the types of its parameters: arrays, lists and objects full of numbers.</summary>
/// <param name="sizes">The sizes of arrays, in order; once used up, they start again.</param>
/// <param name="integers">The integers among the parameters, in order; where there are none, all are the first of the sizes.</param>
/// <param name="number">Draws a number.</param>
internal sealed class Specimen(IReadOnlyList<int> sizes, IReadOnlyList<int> integers, Func<double> number)
{
    private const int MaximumDepth = 4;

    private int position;
    private int integerPosition;

    /// <summary>The sizes of arrays that hold other arrays come first, as they are nested.</summary>
    private int NextSize() => sizes[position++ % sizes.Count];

    public object?[] ArgumentsOf(MethodBase method) => [.. method.GetParameters().Select(p => Make(p.ParameterType, 0))];

    /// <summary>The object that an instance method is called on.</summary>
    public object? InstanceFor(MethodInfo method) => method.IsStatic ? null : Make(method.DeclaringType!, 0);

    private object? Make(Type type, int depth)
    {
        if (type.IsByRef) type = type.GetElementType()!;
        if (type == typeof(double)) return number();
        if (type == typeof(float)) return (float)number();
        if (type == typeof(Complex)) return new Complex(number(), number());
        if (type == typeof(bool)) return false;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(0);
        if (type.IsPrimitive) return depth == 0 ? Convert.ChangeType(integers.Count == 0 ? sizes[0] : integers[integerPosition++ % integers.Count], type, System.Globalization.CultureInfo.InvariantCulture) : Integer(type);
        if (type.IsArray) return MakeArray(type.GetElementType()!, type.GetArrayRank(), depth);
        if (ElementOfList(type) is { } element) return MakeList(element, depth);
        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Memory<>) || type.GetGenericTypeDefinition() == typeof(ReadOnlyMemory<>)))
            return Activator.CreateInstance(type, MakeArray(type.GetGenericArguments()[0], 1, depth));
        return type == typeof(string) || typeof(Delegate).IsAssignableFrom(type) || depth > MaximumDepth ? null : MakeObject(type, depth);
    }

    /// <summary>A small number; of huge ones the largest or the least that the type has.</summary>
    private object Integer(Type type)
    {
        var drawn = number();
        if (Math.Abs(drawn) is > 1e20 and < double.PositiveInfinity) return type.GetField(drawn > 0 ? "MaxValue" : "MinValue")?.GetValue(null) ?? Activator.CreateInstance(type)!;
        var value = Math.Round(100 * drawn);
        if (!double.IsFinite(value)) value = 0;
        if (type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong)) value = Math.Abs(value);
        return Convert.ChangeType(Math.Clamp(value, -100, 100), type, System.Globalization.CultureInfo.InvariantCulture);
    }

    private Array MakeArray(Type element, int rank, int depth)
    {
        var dimensions = Enumerable.Range(0, rank).Select(_ => NextSize()).ToArray();
        var array = Array.CreateInstance(element, dimensions);
        var start = position;
        var indices = new int[rank];
        for (var e = 0; e < array.Length; e++)
        {
            // The rows of a jagged array are all of one size.
            position = start;
            for (int d = rank - 1, rest = e; d >= 0; rest /= dimensions[d--]) indices[d] = rest % dimensions[d];
            array.SetValue(Make(element, depth + 1), indices);
        }

        return array;
    }

    private static Type? ElementOfList(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var definition && definition != typeof(Nullable<>)
        && type.IsAssignableFrom(typeof(List<>).MakeGenericType(type.GetGenericArguments()[0]))
            ? type.GetGenericArguments()[0]
            : null;

    private object MakeList(Type element, int depth)
    {
        var content = MakeArray(element, 1, depth);
        return Activator.CreateInstance(typeof(List<>).MakeGenericType(element), content)!;
    }

    private object MakeObject(Type type, int depth)
    {
        var constructor = type.IsValueType ? null : type.GetConstructors().OrderBy(c => c.GetParameters().Length).FirstOrDefault();
        var value = constructor is null
            ? RuntimeHelpers.GetUninitializedObject(type)
            : constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType, p.ParameterType.IsPrimitive ? 0 : depth + 1))]);
        foreach (var field in Numbers.FieldsOf(type))
            if (!field.IsInitOnly && (type.IsValueType || field.IsPublic || field.Name.StartsWith('<')) && IsData(field.FieldType))
                field.SetValue(value, Make(field.FieldType, depth + 1));
        return value;
    }

    private static bool IsData(Type type) => type.IsArray || type == typeof(double) || type == typeof(float) || type == typeof(Complex) || ElementOfList(type) is not null;
}
