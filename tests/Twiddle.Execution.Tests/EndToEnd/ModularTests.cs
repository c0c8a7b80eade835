using System.Numerics;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>Number-theoretic transforms: derived exactly, and left to the definition where the data are no residues.</summary>
public class ModularTests
{
    private const string Power = """
        static long Power(long value, long exponent)
        {
            long result = 1;
            for (value %= P; exponent > 0; exponent >>= 1)
            {
                if ((exponent & 1) == 1) result = result * value % P;
                value = value * value % P;
            }
            return result;
        }
        """;

    private const string Ntt = "const long P = 998244353;\n" + Power + """
        [Twiddle.FastTransform(LENGTHS)]
        public static long[] NaiveM(long[] x)
        {
            long root = Power(3, (P - 1) / x.Length);
            var y = new long[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    y[k] = (y[k] + x[n] * Power(root, (long)k * n)) % P;
            return y;
        }
        """;

    private const string Inverse = "const long P = 998244353;\n" + Power + """
        [Twiddle.FastTransform(LENGTHS)]
        public static void NaiveM(ReadOnlySpan<long> x, Span<long> y)
        {
            long step = Power(Power(3, (P - 1) / x.Length), P - 2), scale = Power(x.Length, P - 2);
            for (int k = 0; k < x.Length; k++)
            {
                long sum = 0, w = 1, turn = Power(step, k);
                for (int n = 0; n < x.Length; n++, w = w * turn % P) sum += x[n] * w % P;
                y[k] = sum % P * scale % P;
            }
        }
        """;

    private const string Unsigned = """
        [Twiddle.FastTransform(LENGTHS)]
        public static uint[] NaiveM(uint[] x)
        {
            const uint p = 12289;
            var y = new uint[x.Length];
            uint root = 1, g = 1;
            for (int i = 0; i < (p - 1) / x.Length; i++) root = root * 11 % p;
            for (int k = 0; k < x.Length; k++, g = g * root % p)
            {
                uint sum = 0, w = 1;
                foreach (var v in x)
                {
                    sum += (uint)((ulong)v * w % p);
                    if (sum >= p) sum -= p;
                    w = w * g % p;
                }
                y[k] = sum;
            }
            return y;
        }
        """;

    private const string Difference = """
        [Twiddle.FastTransform(LENGTHS)]
        public static int[] NaiveM(int[] x)
        {
            const int p = 7681;
            var y = new int[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                {
                    int turn = (n + k) % 2 == 0 ? x[n] : -x[n];
                    y[k] = (int)((y[k] + (long)turn * (k + 1) * (n + 1)) % p);
                    if (y[k] < 0) y[k] += p;
                }
            return y;
        }
        """;

    private const string Big = """
        static readonly BigInteger P = 65537;
        [Twiddle.FastTransform(LENGTHS)]
        public static BigInteger[] NaiveM(BigInteger[] x)
        {
            var root = BigInteger.ModPow(3, (P - 1) / x.Length, P);
            var y = new BigInteger[x.Length];
            for (int k = 0; k < x.Length; k++)
            {
                var sum = BigInteger.Zero;
                for (int n = 0; n < x.Length; n++) sum += x[n] * BigInteger.Pow(root, n * k % x.Length);
                y[k] = BigInteger.Remainder(sum, P);
            }
            return y;
        }
        """;

    private const string List = """
        const ulong P = 193;
        [Twiddle.FastTransform(LENGTHS)]
        public static List<ulong> NaiveM(List<ulong> x)
        {
            var y = new List<ulong>();
            ulong turn = 1, root = 1;
            for (ulong i = 0; i < (P - 1) / (ulong)x.Count; i++) root = root * 5 % P;
            for (int k = 0; k < x.Count; k++, turn = turn * root % P)
            {
                ulong sum = 0;
                for (int n = x.Count - 1; n >= 0; n--) sum = (sum * turn + x[n]) % P;
                y.Add(sum);
            }
            return y;
        }
        """;

    public static TheoryData<string, long, string> Transforms => new()
    {
        { nameof(Ntt), 998244353, "2, 8, 64" },
        { nameof(Inverse), 998244353, "4, 7, 32" },
        { nameof(Unsigned), 12289, "3, 16, 24" },
        { nameof(Difference), 7681, "5, 8" },
        { nameof(Big), 65537, "2, 16" },
        { nameof(List), 193, "6, 32" },
    };

    private static string Source(string name, string lengths)
    {
        var members = (string)typeof(ModularTests).GetField(name, BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        return "using System; using System.Collections.Generic; using System.Numerics;\npublic static partial class C\n{\n" + members.Replace("LENGTHS", lengths) + "\n}";
    }

    [Theory]
    [MemberData(nameof(Transforms))]
    public void A_transform_modulo_a_prime_is_derived_exactly(string name, long modulus, string lengths)
    {
        var (assembly, generated) = GeneratedAssembly.Load(Source(name, lengths));
        Assert.Contains("modulo " + modulus.ToString("N0", System.Globalization.CultureInfo.InvariantCulture), generated);
        foreach (var length in lengths.Split(',').Select(int.Parse))
        {
            foreach (var data in Data(length, modulus)) Assert.Equal(Run(assembly, "NaiveM", data), Run(assembly, "FastM", data));
            var random = new Random(length);
            var residues = Enumerable.Range(0, length).Select(_ => random.NextInt64(modulus)).ToArray();
            Assert.True(IsTakenByKernel(assembly, length, residues), $"{name} at {length}: residues went to the definition");
            if (length > 2) Assert.False(IsTakenByKernel(assembly, length, [.. residues.Skip(1), modulus]), $"{name} at {length}: the modulus itself went to the algorithm");
        }
    }

    /// <summary>Residues, the extremes, and numbers that are no residues: of those one at a time, at the ends and in the middle.</summary>
    private static IEnumerable<long[]> Data(int length, long modulus)
    {
        var random = new Random(length);
        for (var i = 0; i < 20; i++) yield return Residues();
        yield return new long[length];
        yield return [.. Enumerable.Repeat(modulus - 1, length)];
        for (var n = 0; n < length; n++) yield return [.. Enumerable.Range(0, length).Select(i => i == n ? modulus - 1 : 0)];
        foreach (var hostile in new[] { modulus, modulus + 1, -1, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue })
        {
            foreach (var place in new[] { 0, length / 2, length - 1 })
            {
                var data = Residues();
                data[place] = hostile;
                yield return data;
            }
        }

        long[] Residues() => [.. Enumerable.Range(0, length).Select(_ => random.NextInt64(modulus))];
    }

    private static object? Run(Assembly assembly, string method, long[] data)
    {
        var target = assembly.GetType("C")!.GetMethods().First(m => m.Name == method && m.ReturnType != typeof(void) || m.Name == method && m.GetParameters()[0].ParameterType == typeof(ReadOnlySpan<long>));
        try
        {
            if (target.ReturnType == typeof(void))
            {
                var result = new long[data.Length];
                target.CreateDelegate<OnSpans>()(data, result);
                return result;
            }

            return target.GetParameters()[0].ParameterType switch
            {
                var t when t == typeof(long[]) => target.Invoke(null, [data]),
                var t when t == typeof(int[]) => target.Invoke(null, [data.Select(v => unchecked((int)v)).ToArray()]),
                var t when t == typeof(uint[]) => target.Invoke(null, [data.Select(v => unchecked((uint)v)).ToArray()]),
                var t when t == typeof(List<ulong>) => target.Invoke(null, [data.Select(v => unchecked((ulong)v)).ToList()]),
                _ => target.Invoke(null, [data.Select(v => (BigInteger)v).ToArray()]),
            };
        }
        catch (TargetInvocationException thrown)
        {
            return thrown.InnerException!.GetType();
        }
    }

    private delegate void OnSpans(ReadOnlySpan<long> x, Span<long> y);

    private static bool IsTakenByKernel(Assembly assembly, int length, long[] data)
    {
        var kernel = assembly.GetType("C")!.GetNestedTypes(BindingFlags.NonPublic).Single(t => t.Name.EndsWith(length.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        var transform = kernel.GetMethod("Transform", BindingFlags.NonPublic | BindingFlags.Static)!;
        var element = transform.GetParameters()[0].ParameterType switch
        {
            { IsArray: true } array => array.GetElementType()!,
            var span => span.GetGenericArguments()[0],
        };
        return (bool)typeof(ModularTests).GetMethod(nameof(Ask), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(element).Invoke(null, [transform, data])!;
    }

    private delegate bool SpanKernel<T>(ReadOnlySpan<T> x, Span<T> y);

    private delegate bool ArrayKernel<T>(T[] x, T[] y);

    private static bool Ask<T>(MethodInfo transform, long[] data)
        where T : INumberBase<T>
    {
        T[] x = [.. data.Select(T.CreateTruncating)], y = new T[x.Length];
        return transform.GetParameters()[0].ParameterType.IsArray ? transform.CreateDelegate<ArrayKernel<T>>()(x, y) : transform.CreateDelegate<SpanKernel<T>>()(x, y);
    }

    [Theory]
    [InlineData("a product that overflows", "TWD030", "const long P = 4611686018427387847; public static long[] M(long[] x) { var y = new long[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] = (y[k] + x[n] * (n + k)) % P; return y; }")]
    [InlineData("a product of int that overflows", "TWD030", "const int P = 998244353; public static int[] M(int[] x) { var y = new int[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] = (y[k] + x[n] * (n + k)) % P; return y; }")]
    [InlineData("two moduli", "TWD044", "public static long[] M(long[] x) { var y = new long[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] = (y[k] + x[n] * (n + k) % 17) % 13; return y; }")]
    [InlineData("no prime", "TWD044", "public static long[] M(long[] x) { var y = new long[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] = (y[k] + x[n] * (n + k)) % 256; return y; }")]
    [InlineData("a remainder that may be negative", "TWD044", "public static long[] M(long[] x) { var y = new long[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] = (y[k] - x[n] * (n + k)) % 17; return y; }")]
    [InlineData("a remainder of either sign", "TWD044", "public static long[] M(long[] x) { var y = new long[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] = (y[k] + x[n] * (n % 2 * 2 - 1) * (k + 1)) % 17; return y; }")]
    [InlineData("results that are not reduced", "TWD044", "public static long[] M(long[] x) { var y = new long[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * (n + k) % 17; return y; }")]
    [InlineData("a comparison that is off by one", "TWD044", "public static long[] M(long[] x) { var y = new long[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) { y[k] += x[n] * (n + k) % 17; if (y[k] > 17) y[k] -= 17; } return y; }")]
    [InlineData("a step that is not the modulus", "TWD044", "public static long[] M(long[] x) { var y = new long[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) { y[k] += x[n] * (n + k) % 17; if (y[k] >= 17) y[k] -= 16; } return y; }")]
    [InlineData("a square", "TWD021", "public static long[] M(long[] x) { var y = new long[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] = (y[k] + x[n] * x[n] * (n + k)) % 17; return y; }")]
    [InlineData("a quotient", "TWD021", "public static long[] M(long[] x) { var y = new long[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] = (y[k] + x[n] / 2 * (n + k)) % 17; return y; }")]
    [InlineData("a branch on the data", "TWD022", "public static long[] M(long[] x) { var y = new long[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) if (x[n] > 3) y[k] = (y[k] + x[n] * (n + k)) % 17; return y; }")]
    [InlineData("a constant added", "TWD044", "public static long[] M(long[] x) { var y = new long[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] = (y[k] + x[n] * (n + k) + 1) % 17; return y; }")]
    [InlineData("no modulus", "TWD021", "public static long[] M(long[] x) { var y = new long[x.Length]; for (int k = 0; k < x.Length; k++) for (int n = 0; n < x.Length; n++) y[k] += x[n] * (n + k); return y; }")]
    public async Task What_is_no_linear_map_modulo_one_prime_is_refused(string trap, string? id, string members)
    {
        foreach (var length in new[] { 8, 128 })
        {
            var source = $"using System; using System.Numerics;\npublic static partial class C\n{{\n{members.Replace("public static", $"[Twiddle.FastTransform({length})] public static")}\n}}";
            var (_, generated, failures) = GeneratedAssembly.Generate(source);
            Assert.Empty(failures);
            Assert.True(generated.Length == 0, $"{trap} at length {length} was derived:\n{generated}");
            var diagnostic = Assert.Single(await GeneratedAssembly.Analyze(source));
            Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
            if (id is not null && length == 8) Assert.True(id == diagnostic.Id, $"{trap}: {diagnostic}");
        }
    }
}
