using Microsoft.CodeAnalysis;

namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>
/// Tables that the constructor of an object fills are read only where every object has them for good, whole, before the method can run. What is derived all the same is in
/// <see cref="DataIdioms"/>.
/// </summary>
public class InstanceConstructorTests
{
    private const string Fill = "for (int i = 0; i < 64; i++) table[i] = i % 3;";

    [Theory]
    [InlineData("nothing", "private readonly double[] table = new double[64]; public C() { FILL }", true)]
    [InlineData("a field that is not readonly, and never set", "private double[] table; public C() { table = new double[64]; FILL }", true)]
    [InlineData("elements written elsewhere", "private readonly double[] table = new double[64]; public C() { FILL } public void Set(int i) => table[i] = 2;", false)]
    [InlineData("the array set elsewhere", "private double[] table = new double[64]; public C() { FILL } public void Reset() { table = new double[64]; }", false)]
    [InlineData("the array handed out by a property", "private readonly double[] table = new double[64]; public C() { FILL } public double[] Table => table;", false)]
    [InlineData("the array handed to a method", "private readonly double[] table = new double[64]; public C() { FILL } public void Clear() => Array.Clear(table);", false)]
    [InlineData("a public array", "public readonly double[] table = new double[64]; public C() { FILL }", false)]
    [InlineData("an array that others see through a property", "public double[] table { get; } = new double[64]; public C() { FILL }", false)]
    [InlineData("another field has the array too", "private readonly double[] table = new double[64]; public double[] Shown; public C() { FILL Shown = table; }", false)]
    [InlineData("a static field has the array too", "private readonly double[] table = new double[64]; public static double[] Shown; public C() { FILL Shown = table; }", false)]
    [InlineData("a static method keeps the array", "private readonly double[] table = new double[64]; public static double[] Shown; public C() { FILL Keep(table); } static void Keep(double[] t) => Shown = t;", false)]
    [InlineData("an array that comes from somewhere", "private readonly double[] table; public static double[] Shown = new double[64]; public C() { table = Shown; }", false)]
    [InlineData("an array that the caller has", "private readonly double[] table; public C(double[] given) { table = given; }", false)]
    [InlineData("a copy of what the caller has", "private readonly double[] table; public C(double[] given) { table = (double[])given.Clone(); }", false)]
    [InlineData("a lambda that writes later", "private readonly double[] table = new double[64]; public Action Later; public C() { FILL Later = () => table[3] = 1; }", false)]
    [InlineData("a local function that writes later", "private readonly double[] table = new double[64]; public Action Later; public C() { FILL void Set() { table[3] = 1; } Later = Set; }", false)]
    [InlineData("a method of the construction that is called later too", "private readonly double[] table = new double[64]; public C() { Make(1); } private void Make(int s) { for (int i = 0; i < 64; i++) table[i] = s * i % 3; } public void Again() => Make(2);", false)]
    [InlineData("a method of the construction as a delegate", "private readonly double[] table = new double[64]; public Action<int> Later; public C() { Make(1); Later = Make; } private void Make(int s) { for (int i = 0; i < 64; i++) table[i] = s * i % 3; }", false)]
    [InlineData("a method of the construction called by a lambda", "private readonly double[] table = new double[64]; public Action Later; public C() { Make(1); Later = () => Make(2); } private void Make(int s) { for (int i = 0; i < 64; i++) table[i] = s * i % 3; }", false)]
    [InlineData("a lambda that sets a number later", "private readonly double[] table = new double[64]; private int period; public Action Later; public C() { period = 3; for (int i = 0; i < 64; i++) table[i] = 1; Later = () => period = 2; } private double Scale => period;", false, null, "table[k * n] * Scale")]
    [InlineData("a number that stays", "private readonly double[] table = new double[64]; private int period; public C() { period = 3; for (int i = 0; i < 64; i++) table[i] = 1; } private double Scale => period;", true, null, "table[k * n] * Scale")]
    [InlineData("a lambda in a list", "private readonly double[] table = new double[64]; public System.Collections.Generic.List<Action> Later = new(); public C() { FILL Later.Add(() => table[3] = 1); }", false)]
    [InlineData("a lambda of a static event", "private readonly double[] table = new double[64]; public static event Action Later; public C() { FILL Later += () => table[3] = 1; }", false)]
    [InlineData("a lambda on another thread", "private readonly double[] table = new double[64]; public C() { FILL System.Threading.Tasks.Task.Run(() => table[3] = 1); }", false)]
    [InlineData("a lambda that a loop of one's own runs at once", "private readonly double[] table = new double[64]; public C() { Loop(64, i => table[i] = i % 3); } static void Loop(int n, Action<int> body) { for (int i = 0; i < n; i++) body(i); }", true)]
    [InlineData("a lambda that a loop of one's own keeps", "private readonly double[] table = new double[64]; public C() { Loop(64, i => table[i] = i % 3); } public static Action<int> Last; static void Loop(int n, Action<int> body) { for (int i = 0; i < n; i++) body(i); Last = body; }", false)]
    [InlineData("a sequence that writes when it is gone through", "private readonly double[] table = new double[64]; public System.Collections.Generic.IEnumerable<double> Later; public C() { FILL Later = System.Linq.Enumerable.Select(System.Linq.Enumerable.Range(0, 3), i => table[i] = 5); }", false)]
    [InlineData("two constructors", "private readonly double[] table = new double[64]; public C() { FILL } public C(int s) { for (int i = 0; i < 64; i++) table[i] = i % 5; }", false)]
    [InlineData("a value of something that changes", "private readonly double[] table = new double[64]; public static int Period = 3; public C() { for (int i = 0; i < 64; i++) table[i] = i % Period; }", false)]
    [InlineData("the clock", "private readonly double[] table = new double[64]; public C() { for (int i = 0; i < 64; i++) table[i] = DateTime.Now.Second; }", false)]
    [InlineData("an argument that no field keeps", "private readonly double[] table = new double[64]; public C(int period) { for (int i = 0; i < 64; i++) table[i] = i % period; }", false)]
    [InlineData("an argument that a field keeps for a while", "private readonly double[] table = new double[64]; private int period; public C(int period) { this.period = period; for (int i = 0; i < 64; i++) table[i] = i % period; } public void Set(int p) => period = p;", false)]
    [InlineData("an argument that is changed before it is kept", "private readonly double[] table = new double[64]; private readonly int period; public C(int period) { period += 1; this.period = period; for (int i = 0; i < 64; i++) table[i] = i % period; }", false)]
    [InlineData("an argument that is not always kept", "private readonly double[] table = new double[64]; private readonly int period; public C(int period) { for (int i = 0; i < 64; i++) table[i] = i % (period + 1); if (period > 7) return; this.period = period; }", false)]
    [InlineData("an argument that anybody may set", "private readonly double[] table = new double[64]; public int Period { get; set; } public C(int period) { Period = period; for (int i = 0; i < 64; i++) table[i] = i % period; }", false)]
    [InlineData("an argument that an initializer sets", "private readonly double[] table = new double[64]; public int Period { get; init; } public C(int period) { Period = period; for (int i = 0; i < 64; i++) table[i] = i % period; }", false)]
    [InlineData("an argument kept in a property that is overridden", "private readonly double[] table = new double[64]; public virtual int Period { get; } public C(int period) { Period = period; for (int i = 0; i < 64; i++) table[i] = i % period; }", false)]
    [InlineData("an argument kept in a property that nobody overrides", "private readonly double[] table = new double[64]; public int Period { get; } public C(int period) { Period = period; for (int i = 0; i < 64; i++) table[i] = i % (period - 3); }", true)]
    [InlineData("rows in two fields", "private readonly double[][] rows; public readonly double[][] Shown; private readonly double[] table = new double[64]; public C() { FILL rows = new[] { table }; Shown = rows; }", false)]
    [InlineData("rows of their own in two fields", "private readonly double[][] rows; private readonly double[][] others; private readonly double[] table = new double[64]; public C() { FILL rows = new double[2][]; others = new double[2][]; for (int i = 0; i < 2; i++) { rows[i] = new double[3]; others[i] = new double[3]; } }", true)]
    [InlineData("the method runs before the table is full", "private readonly double[] table = new double[64]; public readonly double First; public C() { First = NaiveTransform(new double[8])[0]; FILL }", false)]
    [InlineData("the object is shown before the table is full", "private readonly double[] table = new double[64]; public C(Action<C> show) { show(this); FILL }", false)]
    [InlineData("a virtual method runs before the table is full", "private readonly double[] table = new double[64]; public C() { Prepare(); FILL } protected virtual void Prepare() { }", false)]
    [InlineData("another object's table is written", "private readonly double[] table = new double[64]; public C(C other) { FILL if (other != null) other.table[3] = 5; }", false)]
    [InlineData("a side effect in the constructor", "private readonly double[] table = new double[64]; public static int Count; public C() { Count++; FILL }", false)]
    [InlineData("a base class", "private readonly double[] table = new double[64]; public C() { FILL }", false, "Base")]
    public void A_table_is_read_where_every_object_has_it_for_good(string what, string members, bool isDerived, string? baseClass = null, string entry = "table[k * n]")
    {
        var source = $$"""
            using System;
            public class Base { protected Base() => Started(); protected virtual void Started() { } }
            public partial class C{{(baseClass is null ? "" : " : " + baseClass)}}
            {
                {{members.Replace("FILL", Fill)}}
                [Twiddle.FastTransform(8)]
                public double[] NaiveTransform(double[] x)
                {
                    var y = new double[8];
                    for (int k = 0; k < 8; k++)
                        for (int n = 0; n < 8; n++) y[k] += x[n] * {{entry}};
                    return y;
                }
            }
            """;
        var (compilation, generated, failures) = GeneratedAssembly.Generate(source);
        Assert.Empty(failures);
        Assert.DoesNotContain(compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.True(generated.Contains("FastTransform") == isDerived, what + "\n" + generated);
    }
}
