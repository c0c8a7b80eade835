using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>Tables that a static constructor fills are read as it fills them, as long as nobody else can see them.</summary>
public class StaticConstructorTests
{
    private const string Method = """
        [Twiddle.FastTransform(8)]
        public static double[] NaiveTransform(double[] x)
        {
            var y = new double[N];
            for (int k = 0; k < N; k++)
                for (int n = 0; n < N; n++)
                    y[k] += x[n] * TABLE;
            return y;
        }
        """;

    public static TheoryData<string, string, string> Derived => new()
    {
        { "a table in one dimension", "Table[k * (2 * n + 1) % (4 * N)]", """
            const int N = 8; private static readonly double[] Table = new double[4 * N];
            static C() { for (int i = 0; i < 4 * N; i++) Table[i] = Math.Cos(Math.PI * i / (2 * N)); }
            """ },
        { "a table made in the constructor, and a scale that is set twice", "Table[k, n]", """
            const int N = 8; private static readonly double[,] Table; private static readonly double Scale = 3;
            static C()
            {
                Scale = Scale / 6;
                Table = new double[N, N];
                for (int k = 0; k < N; k++) for (int n = 0; n < N; n++) Table[k, n] = Scale * Math.Cos(Math.PI * (2 * n + 1) * k / (2 * N));
            }
            """ },
        { "a field that is not readonly, and never set", "Table[k * (2 * n + 1) % (4 * N)]", """
            static int N = 8; static double[] Table = Make(4 * N);
            static double[] Make(int size) { var t = new double[size]; for (int i = 0; i < size; i++) t[i] = Math.Cos(2 * Math.PI * i / size); return t; }
            """ },
        { "rows", "Table[k][n]", """
            private static readonly int N; private static readonly double[][] Table;
            static C()
            {
                N = 8;
                Table = new double[N][];
                for (int k = 0; k < N; k++) { Table[k] = new double[N]; for (int n = 0; n < N; n++) Table[k][n] = Entry(k, n); }
                for (int n = 0; n < Table[0].Length; n++) Table[0][n] *= Math.Sqrt(0.5);
            }
            private static double Entry(int k, int n) => Math.Cos(Math.PI * (2 * n + 1) * k / (2 * N));
            """ },
    };

    [Theory]
    [MemberData(nameof(Derived))]
    public void A_table_is_read_as_it_is_filled(string what, string entry, string members)
    {
        var (assembly, generated) = GeneratedAssembly.Load(Source(entry, members));
        Assert.True(generated.Length > 0, what);
        var type = assembly.GetType("C")!;
        var random = new Random(3);
        var x = Enumerable.Range(0, 8).Select(_ => random.NextDouble() - 0.5).ToArray();
        var expected = (double[])Call(type, "NaiveTransform", x);
        var actual = (double[])Call(type, "FastTransform", x);
        for (var k = 0; k < 8; k++) Assert.Equal(expected[k], actual[k], 1e-13);
        Assert.True(expected.Max(Math.Abs) > 0.1);
    }

    [Theory]
    [InlineData("another field has the array too", "private static readonly double[] Table = new double[64]; public static double[] Shown; static C() { for (int i = 0; i < 64; i++) Table[i] = i % 3; Shown = Table; }")]
    [InlineData("an array that comes from somewhere", "private static readonly double[] Table; public static double[] Shown = new double[64]; static C() { Table = Shown; }")]
    [InlineData("an array that a method hands out", "private static readonly double[] Table; private static double[] kept = new double[64]; static C() { Table = Make(); } static double[] Make() => kept;")]
    [InlineData("a method that is given the array", "private static readonly double[] Table = new double[64]; static C() { Fill(Table); } static void Fill(double[] t) { for (int i = 0; i < 64; i++) t[i] = i % 3; }")]
    [InlineData("a function that writes later", "private static readonly double[] Table = new double[64]; public static Action Later; static C() { Later = () => Table[3] = 1; }")]
    [InlineData("a value of something that changes", "private static readonly double[] Table = new double[64]; public static int Period = 3; static C() { for (int i = 0; i < 64; i++) Table[i] = i % Period; }")]
    [InlineData("an initializer of something that changes", "private static readonly double[] Table = Make(); public static int Period = 3; static double[] Make() { var t = new double[64]; for (int i = 0; i < 64; i++) t[i] = i % Period; return t; }")]
    [InlineData("elements written elsewhere", "private static readonly double[] Table = new double[64]; static C() { for (int i = 0; i < 64; i++) Table[i] = i % 3; } public static void Set(int i) => Table[i] = 2;")]
    [InlineData("a public array", "public static readonly double[] Table = new double[64]; static C() { for (int i = 0; i < 64; i++) Table[i] = i % 3; }")]
    [InlineData("a public property of the array", "public static double[] Table { get; } = new double[64]; static C() { for (int i = 0; i < 64; i++) Table[i] = i % 3; }")]
    [InlineData("a public property of an array that an initializer makes", "public static double[] Table { get; } = Make(); static double[] Make() { var t = new double[64]; for (int i = 0; i < 64; i++) t[i] = i % 3; return t; }")]
    [InlineData("an array set elsewhere", "private static double[] Table = Make(); public static void Reset() => Table = new double[64]; static double[] Make() { var t = new double[64]; for (int i = 0; i < 64; i++) t[i] = i % 3; return t; }")]
    [InlineData("an array set elsewhere by reference", "private static double[] Table = Make(); public static void Reset() => System.Threading.Interlocked.Exchange(ref Table, new double[64]); static double[] Make() { var t = new double[64]; for (int i = 0; i < 64; i++) t[i] = i % 3; return t; }")]
    [InlineData("an array set elsewhere in a tuple", "private static double[] Table = Make(); public static int Other; public static void Reset() => (Table, Other) = (new double[64], 1); static double[] Make() { var t = new double[64]; for (int i = 0; i < 64; i++) t[i] = i % 3; return t; }")]
    [InlineData("an array whose number anybody may set", "private static readonly double[] Table = new double[64]; internal static int Period { get; set; } = 3; static C() { for (int i = 0; i < 64; i++) Table[i] = i % Period; }")]
    [InlineData("a side effect", "private static readonly double[] Table = new double[64]; static C() { Console.WriteLine(); for (int i = 0; i < 64; i++) Table[i] = i % 3; }")]
    [InlineData("the clock", "private static readonly double[] Table = new double[64]; static C() { for (int i = 0; i < 64; i++) Table[i] = DateTime.Now.Second; }")]
    public async Task A_table_that_others_may_change_is_refused(string trap, string members)
    {
        var source = Source("Table[k * n % 64]", "const int N = 8; " + members);
        var (_, generated, failures) = GeneratedAssembly.Generate(source);
        Assert.Empty(failures);
        Assert.True(generated.Length == 0, $"{trap} was derived:\n{generated}");
        var diagnostic = Assert.Single(await GeneratedAssembly.Analyze(source));
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
    }

    private static string Source(string entry, string members) => $"using System;\npublic static partial class C\n{{\n{members}\n{Method.Replace("TABLE", entry)}\n}}";

    private static object Call(Type type, string method, double[] x) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static).First(m => m.Name == method && m.GetParameters().Length == 1).Invoke(null, [x])!;
}
