using System.Numerics;
using System.Reflection;

namespace Twiddle.CodeFixes.Tests.Harness;

/// <summary>Arguments of each kind, the same for the same seed: ordinary ones in most rounds, every kind of trouble in others.</summary>
internal sealed class HostileArguments(int seed)
{
    private static readonly double[] Trouble =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, double.Epsilon, double.MaxValue, -1e308, 1e-300, 1e17, 0.1];

    private static readonly int[] Lengths = [8, 0, 1, 16, 2, 5, 12, 3, 32, 7];

    private readonly Random random = new(seed);
    private readonly bool isHostile = seed % 3 == 2;

    /// <summary>One length for all arrays of a call, as a rule, and for the integers that name it.</summary>
    private readonly int length = Lengths[seed % Lengths.Length];

    public static bool CanMake(Type type) =>
        type == typeof(double) || type == typeof(float) || type == typeof(int) || type == typeof(uint) || type == typeof(short) || type == typeof(long)
        || type == typeof(bool) || type == typeof(Complex) || (type.IsArray && CanMake(type.GetElementType()!));

    public object?[] For(MethodInfo method) => [.. method.GetParameters().Select(parameter => Make(parameter.ParameterType))];

    private object? Make(Type type)
    {
        if (type == typeof(double)) return Real();
        if (type == typeof(float)) return (float)Real();
        if (type == typeof(Complex)) return new Complex(Real(), Real());
        if (type == typeof(bool)) return random.Next(2) == 0;
        if (type == typeof(short)) return (short)random.Next(-100, 100);
        if (type == typeof(uint)) return (uint)random.Next();
        if (type == typeof(long)) return (long)random.Next(-100, 100);
        if (type == typeof(int)) return isHostile && random.Next(3) == 0 ? random.Next(-3, 3) : length;
        return MakeArray(type.GetElementType()!, type.GetArrayRank());
    }

    private Array? MakeArray(Type element, int rank)
    {
        if (isHostile && random.Next(8) == 0) return null;
        var size = isHostile && random.Next(3) == 0 ? random.Next(0, 10) : length;
        var array = Array.CreateInstance(element, [.. Enumerable.Repeat(size, rank)]);
        var index = new int[rank];
        for (var i = 0; i < array.Length; i++)
        {
            for (int d = rank - 1, rest = i; d >= 0; rest /= size, d--) index[d] = rest % size;
            array.SetValue(Make(element), index);
        }

        return array;
    }

    private double Real() => isHostile && random.Next(4) == 0 ? Trouble[random.Next(Trouble.Length)] : random.NextDouble() * 4 - 2;
}
