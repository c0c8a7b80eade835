namespace Twiddle.Generator.Tests;

/// <summary>What each statement becomes, and how methods refer to each other.</summary>
public class LoweringStatementTests
{
    private static void Lowers(string expected, string actual) => Assert.Equal(expected.ReplaceLineEndings("\n").TrimEnd(), actual.TrimEnd());

    [Fact]
    public void ADft() => Lowers(
        """
        m0(v0: complex[]): complex[]
          v1: complex[] = new complex[][v0.Length]
          v2: int32 = 0
          while (v2 < v0.Length) step v2 post++
            v3: int32 = 0
            while (v3 < v0.Length) step v3 post++
              v1[v2] += (v0[v3] * ComplexFromPolar(double(1), ((((double(-2) * π) * double(v2)) * double(v3)) / double(v0.Length))))
          return v1
        """,
        Lowered.Statements(
            "Complex[] x",
            """
            var y = new Complex[x.Length];
            for (int k = 0; k < x.Length; k++)
                for (int n = 0; n < x.Length; n++)
                    y[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * n / x.Length);
            return y;
            """,
            "Complex[]"));

    [Theory]
    [InlineData("while (n > 0) { n--; if (n == 3) continue; else break; }", "while (v0 > 0)|  v0 post--|  if (v0 == 3)|    continue|  else|    break")]
    [InlineData("do { ++n; } while (n < 3);", "do-while (v0 < 3)|  v0 pre++")]
    [InlineData("foreach (var v in x) n += (int)v;", "foreach v2 in v1|  v0 += int32(v2)")]
    [InlineData("foreach (double v in new[] { 1, 2 }) x[0] = v;", "foreach v2 in new int32[][2]{1, 2}|  v3: double = double(v2)|  v1[0] = v3")]
    [InlineData("n += x.Length > 1 ? 1 : 2;", "v0 += ((v1.Length > 1) ? 1 : 2)")]
    [InlineData("byte b = 1; b += 2; b <<= 1;", "v2: byte = 1|v2 +=int32 2|v2 <<=int32 1")]
    [InlineData("n *= (int)2.5; x[n] -= 0.5f;", "v0 *= 2|v1[v0] -= double(1/2s)")]
    [InlineData("(x[0], x[1]) = (x[1], x[0]);", "(v1[0], v1[1]) = (v1[1], v1[0])")]
    [InlineData("var (a, b) = Pair(); n = a;", "v2: int32|v3: double|(v2, v3) = m1()|v0 = v2")]
    [InlineData("Out(out var q); n = q;", "v2: int32|m1(v2)|v0 = v2")]
    [InlineData("const double h = Math.PI / 2; x[0] = h;", "v1[0] = (π / double(2))")]
    [InlineData("if (x == null) throw new ArgumentNullException();", "if (v1 == default(double[]))|  throw")]
    [InlineData("ArgumentNullException.ThrowIfNull(x); ; checked { n++; }", "if (v1 == default(double[]))|  throw|block|  v0 post++")]
    [InlineData("_ = n; int p, r = 2;", "v0|v2: int32|v3: int32 = 2")]
    [InlineData("Array.Copy(x, x, 3); Array.Clear(x); x.CopyTo(x, 0); x.AsSpan().Clear();", "ArrayCopy(v1, v1, 3)|ArrayClear(v1)|ArrayCopyTo(v1, v1, 0)|ArrayClear(span<double>(v1))")]
    [InlineData("switch (n) { case 0: x[0] = 1; break; case 1: case 2: return; default: n = 3; break; }", "block|  if (v0 == 0)|    v1[0] = double(1)|  else|    if ((v0 == 1) || (v0 == 2))|      return|    else|      v0 = 3")]
    [InlineData("switch (n) { case > 3 when x.Length > 2: n = 1; break; }", "block|  if ((v0 > 3) && (v1.Length > 2))|    v0 = 1")]
    [InlineData("switch (n) { case 0: if (x.Length > 1) break; n = 2; break; }", "do-while false|  if (v0 == 0)|    if (v1.Length > 1)|      break|    v0 = 2")]
    [InlineData("Span<double> t = stackalloc double[n]; t[0] = 1;", "v2: span<double> = span<double>(new double[][v0])|v2[0] = double(1)")]
    [InlineData("double[] t = [1, x[0]];", "v2: double[] = new double[][2]{double(1), v1[0]}")]
    [InlineData("Func<double, double> f = Math.Sin; x[0] = f(2);", "v3: delegate = delegate m1|v1[0] = v3(double(2))")]
    [InlineData("try { n = 1; } finally { }", "«a 'try' block»")]
    [InlineData("lock (x) { }", "«a 'lock'»")]
    [InlineData("goto end; end: ;", "«a 'goto'»|«a 'goto'»")]
    [InlineData("ref var e = ref x[0]; e = 1;", "«the reference 'e' to another variable»|«the reference 'e' to another variable» = double(1)")]
    [InlineData("unsafe { int* p = &n; *p = 3; }", null)]
    [InlineData("foreach (var c in new List<int>()) { }", "foreach v2 in ListCreate()")]
    [InlineData("foreach (var c in new HashSet<int>()) { }", "«a 'foreach' over 'System.Collections.Generic.HashSet<int>'»")]
    [InlineData("total = n;", "f0 = v0")]
    [InlineData("Console.WriteLine(n);", "«a call to 'Console.WriteLine', whose body is not in this project»")]
    public void Statement(string statements, string? expected)
    {
        const string Members = "static (int, double) Pair() => (1, 2); static void Out(out int q) => q = 1; static int total;";
        var lines = Lowered.Statements("int n, double[] x", statements, members: Members).Split('\n')[1..];
        var body = string.Join('|', lines.TakeWhile(line => line.StartsWith("  ")).Select(line => line[2..]));
        if (expected is null) Assert.Contains("«", body);
        else Assert.Equal(expected, body);
    }

    [Fact]
    public void LocalFunctionsAndLambdasReferToCapturedVariablesByNumber() => Lowers(
        """
        m0(v0: double[], v1: int32): double
          v2: delegate = delegate m1
          return (v2(double(2)) + m2(double(3)))
        m1(v3: double): double
          return (v3 * double(v1))
        m2(v4: double): double
          return (v4 + v0[0])
        """,
        Lowered.Statements(
            "double[] x, int n",
            "Func<double, double> f = a => a * n; return f(2) + G(3); double G(double b) => b + x[0];",
            "double"));

    [Fact]
    public void ADelegateThatIsAssignedAgainIsAVariableLikeAnyOther() => Lowers(
        """
        m0(v0: double): double
          v1: delegate = delegate m1
          v1 = delegate m2
          return v1(v0)
        m1(v2: double): double
          return v2
        m2(v3: double): double
          return (double(2) * v3)
        """,
        Lowered.Statements("double x", "Func<double, double> f = a => a; f = a => 2 * a; return f(x);", "double"));

    [Fact]
    public void RecursionRefersToTheSameMethod() => Lowers(
        """
        m0(v0: int32): int32
          return ((v0 == 0) ? 1 : m0((v0 - 1)))
        """,
        Lowered.Statements("int n", "return n == 0 ? 1 : M(n - 1);", "int"));

    [Fact]
    public void ConstructorsRunInitializersAndEachOther() => Lowers(
        """
        m0(): V
          return new m1(double(2))
        m1(this v0; v1: double): void
          v0 = new m2(v1, double(5))
        m2(this v2; v3: double, v4: double): void
          v2.#2 = 1/2d
          v2.#0 = v3
          v2.#1 = v4
        """,
        Lowered.Statements(
            "",
            "return new V(2);",
            "V",
            elsewhere: "struct V { public double Re; public double Im { get; } double w = 0.5; public V(double re) : this(re, 5) { } public V(double re, double im) { Re = re; Im = im; } }"));

    [Fact]
    public void PositionalRecordsStoreTheirParameters() => Lowers(
        """
        m0(): V
          return new m1(double(2), double(3))
        m1(this v0; v1: double, v2: double): void
          v0.#0 = v1
          v0.#1 = v2
        """,
        Lowered.Statements("", "return new V(2, 3);", "V", elsewhere: "record struct V(double Re, double Im);"));

    [Fact]
    public void StaticFieldsAreLoweredOnce() => Lowers(
        """
        m0(): double
          return ((f0 + f0) + f2[1])
        f0: double = (double(2) * f1)
        f1: double = (π / double(8))
        f2: double[] = new double[][2]{double(1), 1/2d}
        """,
        Lowered.Statements(
            "",
            "return Step + Step + Table[1];",
            "double",
            "const double Eighth = Math.PI / 8; static readonly double Step = 2 * Eighth; private static readonly double[] Table = { 1, .5 };"));

    [Theory]
    [InlineData("static readonly double[] T = { 1 }; static void Spoil() => T[0] = 2;", "may be changed elsewhere")]
    [InlineData("static readonly double[] T = { 1 }; static double[] Leak() => T;", "may be changed elsewhere")]
    [InlineData("static readonly double[] T = { 1 }; static double[] U = { 2 }; static C() { T = U; }", "sets to something that others may change")]
    [InlineData("static readonly double[] T = { U }; static readonly double U = 3;", "read before it is set")]
    [InlineData("static readonly double[] T = { 1 }; static void Spoil() { foreach (ref var t in T.AsSpan()) t = 2; }", "may be changed elsewhere")]
    [InlineData("static readonly double[] T = { 1 }; static void Spoil() => (T[0], _) = (2, 3);", "may be changed elsewhere")]
    [InlineData("static readonly B[] T = { new B() }; class B { public static implicit operator double(B b) => 1; }", "may be changed elsewhere")]
    [InlineData("internal static readonly double[] T = { 1 };", "not 'private'")]
    public void StaticFieldsThatDoNotStayAreNotTrusted(string members, string reason) =>
        Assert.Contains(reason, Lowered.Statements("", "return T[0];", "double", members));

    [Theory]
    [InlineData("T[0][0]", "")]
    [InlineData("T.Length + T[0].Length", "")]
    [InlineData("G(T[0])", "may be changed elsewhere")]
    public void RowsOfATableMustNotEscape(string use, string reason)
    {
        var text = Lowered.Statements("", $"return {use};", "double", "static readonly double[][] T = { new[] { 1.0 } }; static double G(double[] row) => row[0] = 2;");
        if (reason.Length == 0) Assert.DoesNotContain("«", text);
        else Assert.Contains(reason, text);
    }

    // Mutable structs in read-only places: C# calls the method on a copy, which here is a call of the identity.
    [Theory]
    [InlineData("a.Add(1);", "this m2(v0)")]
    [InlineData("foreach (var s in new A[1]) s.Add(1);", "this m2(v1)")]
    [InlineData("Zero.Add(1);", "this m2(f0)")]
    [InlineData("var s = new A(); s.Add(1);", "this v1;")]
    [InlineData("var s = new A[1]; s[0].Add(1);", "this v1[0];")]
    [InlineData("a.Get();", "this v0;")]
    public void MutatingMethodsOnReadOnlyPlacesWorkOnACopy(string statement, string receiver)
    {
        var text = Lowered.Statements(
            "in A a", statement, members: "static readonly A Zero = default;", elsewhere: "struct A { double sum; public void Add(double x) => sum += x; public readonly double Get() => sum; }");
        Assert.Contains(receiver, text);
    }

    [Theory]
    [InlineData("Trace(); ", "a call to 'C.Trace', which is compiled only under a condition")]
    [InlineData("int i = 0; System.Diagnostics.Debug.Assert(i++ < 3);", "an assertion that does something")]
    public void CallsThatMayNotBeThereAreNotFollowed(string statement, string reason) =>
        Assert.Contains("«" + reason + "»", Lowered.Statements("", statement, members: "[System.Diagnostics.Conditional(\"X\")] static void Trace() { }"));

    [Fact]
    public void AssertionsAreNoPartOfTheProgram() =>
        Assert.Equal("m0(v0: int32): void\n", Lowered.Statements("int n", "System.Diagnostics.Debug.Assert(n > 0, \"text\");"));

    [Fact]
    public void ADelegateOfAValueIsNotFollowed() => Assert.Contains(
        "«",
        Lowered.Statements("", "var s = new A(); Func<double> f = s.Get; return f();", "double", elsewhere: "struct A { public double Get() => 1; }"));

    [Theory]
    [InlineData("readonly double[] table = { 1 }; public double M() => table[0];", "return v0.table[0]")]
    [InlineData("double scale; public double M() => scale;", "return v0.scale")]
    [InlineData("int N { get; set; } public double M() => N;", "return double(v0.N)")]
    [InlineData("double scale; public double M() { scale = 2; return 1; }", "v0.scale = double(2)")]
    [InlineData("internal static double scale { get; set; } public double M() => scale;", "f0: double = global::C.scale")]
    [InlineData("static double scale { get; set; } public double M() => scale;", "return f0")]
    [InlineData("C inner; double x; public double M() => inner.x;", "return v0.inner.x")]
    [InlineData("public virtual double F() => 1; public double M() => F(); class D : C { public override double F() => 2; }", "«a call to 'C.F', which can be overridden»")]
    [InlineData("public virtual double F() => 1; public double M() => F();", "return m1(this v0; )")]
    [InlineData("public double F() => 1; public double M() => new C().F();", "return m1(this new C.zero(); )")]
    [InlineData("double x = 3; public double M() => new C().x;", "return new C.m1()")]
    [InlineData("public double M() => new D().x; class B { public double x; } class D : B { }", "«an object of type 'D', which has a base class»")]
    [InlineData("double x; public double M() { double F() => x; return F(); }", "return v0.x")]
    public void WhatAnObjectHoldsIsAMember(string members, string expected) =>
        Assert.Contains(expected, ProgramText.Of(Lowered.File("partial class C { " + members + " }").Program));

    [Fact]
    public void MethodsOfTheObjectAreFollowed()
    {
        var text = ProgramText.Of(Lowered.File("partial class C { public double M(double x) => F(x) * G; double F(double x) => 2 * x; double G => 3; }").Program);
        Assert.DoesNotContain("«", text);
        Assert.Contains("(m1(this v0; v1) * m2(this v0; ))", text);
    }

    [Fact]
    public void DeepNestingIsRefusedRatherThanFollowed()
    {
        var sum = "x" + string.Concat(Enumerable.Repeat(" + x", 2000));
        Assert.Contains("nested this deeply", Lowered.Statements("double x", $"return {sum};", "double"));
    }

    [Fact]
    public void CodeThatDoesNotCompileIsMarked() =>
        Assert.True(Lowered.Members("static double M(double x) { return x + unknown; }").HasErrors);

    [Fact]
    public void SpansLeadBackToTheSource()
    {
        const string Text = "static partial class C { static int Before; static double M(double x) => Helper(x); static double Helper(double x) => Math.Cbrt(x); }";
        var lowered = Lowered.File(Text);
        var body = Assert.IsType<Compiler.Programs.Return>(lowered.Program.Methods[1].Body.Statements[0]);
        var location = lowered.Locate(body.Value!.Span);
        Assert.Equal("Math.Cbrt(x)", location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length));
    }
}
