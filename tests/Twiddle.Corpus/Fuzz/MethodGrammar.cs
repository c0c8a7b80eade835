using System.Globalization;
using System.Text;

namespace Twiddle.Corpus.Fuzz;

/// <summary>
/// Writes random methods of the kind that transforms are made of: loops, indices, kernels, temporaries, closures, sequences. They compile, they end,
/// and they are mostly linear; whether they make sense does not matter.
/// </summary>
internal sealed partial class MethodGrammar
{
    private const int MaximumDepth = 3;
    private const int MaximumStatements = 26;

    private readonly Random random;
    private readonly StringBuilder text = new();
    private readonly string data;
    private readonly List<string> integers = ["N"];
    private readonly List<string> fixedIntegers = [];
    private readonly List<string> constants = [];
    private readonly List<string> values = [];
    private readonly List<string> arrays = ["x", "y", "r"];
    private int names;
    private int loops;
    private int sequences;

    /// <summary>The class of the objects that methods on objects work on.</summary>
    public const string NumberClass = """
        public class Number
        {
            public double Re, Im;
            public Number(double re, double im) { Re = re; Im = im; }
            public static Number operator +(Number a, Number b) => new Number(a.Re + b.Re, a.Im + b.Im);
            public static Number operator -(Number a, Number b) => new Number(a.Re - b.Re, a.Im - b.Im);
            public static Number operator -(Number a) => new Number(-a.Re, -a.Im);
            public static Number operator *(Number a, double b) => new Number(a.Re * b, a.Im * b);
            public static Number operator /(Number a, double b) => new Number(a.Re / b, a.Im / b);
            public Number Turned(double angle) => new Number(Re * Math.Cos(angle) - Im * Math.Sin(angle), Re * Math.Sin(angle) + Im * Math.Cos(angle));
            public void Add(Number other) { Re += other.Re; Im += other.Im; }
        }

        """;

    private readonly bool isAtPlaces;

    private MethodGrammar(Random random, string data, bool isAtPlaces = false)
    {
        this.random = random;
        this.data = data;
        this.isAtPlaces = isAtPlaces;
        // Of the others only parts are looked at.
        if (isAtPlaces) arrays.RemoveAll(array => array != "r");
    }

    public int Statements { get; private set; }

    private bool IsComplex => data == "Complex";

    private bool IsObject => data == "Number";

    /// <summary>A static method of the given name that takes two arrays and returns one.</summary>
    public static (string Text, int Statements) Write(string name, Random random, bool isComplex) => Write(name, new MethodGrammar(random, isComplex ? "Complex" : "double"));

    /// <summary>The same on objects of <see cref="NumberClass"/>: variables and elements that may refer to one object, new ones and changes of those that are there.</summary>
    public static (string Text, int Statements) WriteOnObjects(string name, Random random) => Write(name, new MethodGrammar(random, "Number"));

    /// <summary>The same on parts of two arrays, at places that two integers tell.</summary>
    public static (string Text, int Statements) WriteAtPlaces(string name, Random random, bool isComplex) => Write(name, new MethodGrammar(random, isComplex ? "Complex" : "double", isAtPlaces: true));

    private static (string Text, int Statements) Write(string name, MethodGrammar grammar)
    {
        return ($"public static {grammar.data}[] {name}({grammar.data}[] x, {grammar.data}[] y{(grammar.isAtPlaces ? ", int at, int to" : "")})\n{{\n{grammar.Body()}}}\n", grammar.Statements);
    }

    private string Body()
    {
        Line(1, isAtPlaces ? $"int N = {random.Next(2, 9)};" : "int N = x.Length;");
        Line(1, IsObject ? NewObjects("r", "N") : $"var r = new {data}[{Pick("N", "N", "N + 2", "2 * N")}];");
        for (var i = random.Next(2, 6); i > 0; i--) Statement(1);
        Line(1, Chance(8) ? $"return {One(arrays)};" : "return r;");
        return text.ToString();
    }

    private void Line(int depth, string line)
    {
        Statements++;
        text.Append(' ', 4 * depth).Append(line).Append('\n');
    }

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];

    private string One(IReadOnlyList<string> names) => names[random.Next(names.Count)];

    private string New(string prefix) => prefix + (++names).ToString(CultureInfo.InvariantCulture);

    private void Statement(int depth)
    {
        var isDeep = loops >= MaximumDepth || Statements > MaximumStatements;
        switch (random.Next(isDeep ? 9 : 20))
        {
            case 0: Declare(depth, constants, "double", Constant(2)); break;
            case 1: Declare(depth, values, data, Value(2)); break;
            case 2: Declare(depth, integers, "int", Integer(2)); break;
            case 3 when values.Count > 0: Line(depth, $"{One(values)} {Pick("=", "+=", "+=", "-=")} {Value(2)};"); break;
            case 4 when constants.Count > 0: Line(depth, $"{One(constants)} {Pick("=", "+=", "*=")} {Constant(1)};"); break;
            case 5 when integers.Count > 1: Line(depth, $"{One(integers.Skip(1).ToList())} {Pick("+= 1", "= N - 1", "*= 2", "+= N")};"); break;
            case 6 when values.Count > 1: Line(depth, $"({values[^1]}, {values[^2]}) = ({values[^2]}, {values[^1]});"); break;
            case 7 when !isAtPlaces || Chance(6): Special(depth); break;
            case 9 or 10 or 11: For(depth); break;
            case 12: Conditional(depth); break;
            case 13: While(depth); break;
            case 14 when !isAtPlaces || Chance(6): ForEach(depth); break;
            case 15: Closure(depth); break;
            case 16: Parallel(depth); break;
            case 17: OtherLoop(depth); break;
            case 18: Table(depth); break;
            case 19: Recurrence(depth); break;
            default: Line(depth, $"{Target()} {Pick("=", "+=", "+=", "+=", "-=")} {Value(2)};"); break;
        }
    }

    private void Declare(int depth, List<string> scope, string type, string value)
    {
        var name = New(type[..1]);
        Line(depth, $"{type} {name} = {value};");
        scope.Add(name);
    }

    private string NewObjects(string name, string count) => Pick(
        $"var {name} = Enumerable.Range(0, {count}).Select(_ => new Number(0, 0)).ToArray();",
        $"var {name} = new Number[{count}]; for (int i = 0; i < {count}; i++) {name}[i] = new Number(0, 0);");

    /// <summary>Changes an object that is there, under whatever names.</summary>
    private void Change(int depth)
    {
        var variables = values.Where(v => v.All(char.IsLetterOrDigit)).ToList();
        var changed = variables.Count > 0 && Chance(2) ? One(variables) : $"{Pick("r", "r", One(arrays))}[{Index(null)}]";
        Line(depth, random.Next(3) switch
        {
            0 => $"{changed}.{Pick("Re", "Im")} {Pick("+=", "=", "-=")} ({Value(1)}).{Pick("Re", "Im")};",
            1 => $"{changed}.Re *= {Constant(1)};",
            _ => $"{changed}.Add({Value(1)});",
        });
    }

    private void Special(int depth)
    {
        if (IsObject && !Chance(3))
        {
            Change(depth);
            return;
        }

        switch (random.Next(5))
        {
            case 0:
                var copy = New("t");
                Line(depth, $"var {copy} = {Pick($"({data}[]){One(arrays)}.Clone()", One(arrays), IsObject ? "Enumerable.Range(0, N).Select(_ => new Number(1, 0)).ToArray()" : $"new {data}[N]", $"{One(arrays)}.ToArray()")};");
                arrays.Add(copy);
                break;
            case 1: Line(depth, $"Array.Copy({One(arrays)}, {One(arrays)}, {Pick("N", "N / 2", "1")});"); break;
            case 2 when !IsObject: Line(depth, $"Array.Clear({Pick("r", "y")}, 0, {Pick("N", "1")});"); break;
            case 3 when loops > 0: Line(depth, $"if ({Condition()}) {Pick("continue", "break", "continue")};"); break;
            default: Line(depth, $"{Target()} = {Value(1)};"); break;
        }
    }

    private void Block(int depth, Action body)
    {
        var (i, f, c, v, a) = (integers.Count, fixedIntegers.Count, constants.Count, values.Count, arrays.Count);
        Line(depth, "{");
        body();
        Line(depth, "}");
        foreach (var (scope, count) in new[] { (integers, i), (fixedIntegers, f), (constants, c), (values, v), (arrays, a) }) scope.RemoveRange(count, scope.Count - count);
    }

    private void Inside(int depth, string? counter = null)
    {
        loops++;
        Block(depth, () =>
        {
            if (counter is not null) fixedIntegers.Add(counter);
            for (var i = random.Next(1, 4); i > 0; i--) Statement(depth + 1);
        });
        loops--;
    }

    private void For(int depth)
    {
        var k = New("k");
        Line(depth, random.Next(8) switch
        {
            0 => $"for (int {k} = N - 1; {k} >= 0; {k}--)",
            1 => $"for (int {k} = 1; {k} < N; {k}++)",
            2 => $"for (int {k} = 0; {k} < N; {k} += 2)",
            3 when fixedIntegers.Count > 0 => $"for (int {k} = 0; {k} <= {One(fixedIntegers)}; {k}++)",
            4 => $"for (int {k} = 0, {k}b = N; {k} < {k}b; {k}++, {k}b--)",
            5 => $"for (int {k} = N; {k}-- > 0;)",
            _ => $"for (int {k} = 0; {k} < N; {k}++)",
        });
        Inside(depth, k);
    }

    private void While(int depth)
    {
        var k = New("w");
        Line(depth, $"int {k} = 0;");
        Line(depth, $"while ({k}++ < N)");
        Inside(depth, k + " - 1");
    }

    private void ForEach(int depth)
    {
        var element = New("e");
        Line(depth, $"foreach (var {element} in {Pick(One(arrays), "x", $"x.Select((v, i) => v * (i + 1))")})");
        loops++;
        Block(depth, () =>
        {
            values.Add(element + " * 1.0");
            for (var i = random.Next(1, 3); i > 0; i--) Line(depth + 1, $"{Target()} {Pick("=", "+=")} {Value(2)};");
        });
        loops--;
    }

    private void Conditional(int depth)
    {
        Line(depth, $"if ({Condition()})");
        Block(depth, () => Statement(depth + 1));
        if (!Chance(2)) return;
        Line(depth, "else");
        Block(depth, () => Statement(depth + 1));
    }

    private void Closure(int depth)
    {
        var f = New("f");
        Line(depth, Pick(
            $"Func<int, {data}> {f} = q => {Value(1)} * (q + 1);",
            $"Func<int, {data}> {f} = q => {Element("x", Index("q"))};",
            $"{data} {f}(int q) => {Value(1)} + q;"));
        values.Add($"{f}({Integer(1)})");
        if (Chance(3)) Line(depth, $"{Target()} += {f}({Integer(1)});");
    }

    private void Parallel(int depth)
    {
        var k = New("p");
        Line(depth, $"Parallel.For(0, N, {k} =>");
        var outer = loops;
        loops = MaximumDepth;
        fixedIntegers.Add(k);
        Line(depth, "{");
        Line(depth + 1, $"r[{Pick(k, k, k, "0")}] {Pick("=", "+=")} {Value(2)};");
        Line(depth, "});");
        fixedIntegers.Remove(k);
        loops = outer;
    }

    private string Target() => Element(Pick("r", "r", "r", "y", One(arrays)), Index(null));

    private string Element(string array, string index)
    {
        if (!isAtPlaces || array is not ("x" or "y")) return $"{array}[{index}]";
        return array == "x"
            ? $"x[{Pick("at + ", "at + ", "at - 1 + ")}{index}]"
            : $"y[{Pick("2 * to + ", "to * 2 + ", "to + to + ")}{index}]";
    }

    private string Index(string? only)
    {
        var index = only ?? (fixedIntegers.Count > 0 && !Chance(3) ? One(fixedIntegers) : Integer(1));
        return random.Next(6) switch
        {
            0 => $"N - 1 - ({index})",
            1 or 2 => $"(({index}) % N + N) % N",
            3 when fixedIntegers.Count > 1 => $"({index} + {One(fixedIntegers)}) % N",
            _ => index,
        };
    }

    private string Integer(int depth)
    {
        if (depth == 0 || Chance(3)) return fixedIntegers.Count > 0 && !Chance(3) ? One(fixedIntegers) : Pick("0", "1", "2", "3", One(integers));
        var (a, b) = (Integer(depth - 1), Integer(depth - 1));
        return random.Next(10) switch
        {
            0 => $"({a} - {b})",
            1 => $"({a} * {b})",
            2 => $"({a}) / {Pick("2", "3", "N")}",
            3 => $"({a}) % {Pick("2", "3", "N")}",
            4 => $"(({a}) >> 1)",
            5 => $"(({a}) & {Pick("1", "3", "2")})",
            6 => $"Math.{Pick("Min", "Max")}({a}, {b})",
            7 => $"({Condition()} ? {a} : {b})",
            _ => $"({a} + {b})",
        };
    }

    private string Condition() => isAtPlaces && Chance(6) ? $"at + {Integer(1)} {Pick("<", ">=", "==")} at + N" : $"{Integer(1)} {Pick("<", "<=", "==", "!=", ">", ">=")} {Integer(1)}";

    private string Constant(int depth)
    {
        if (depth == 0 || Chance(3))
            return Pick("0.5", "2", "-1.0", "3.0", "0.1", "Math.Sqrt(2)", $"(double)({Integer(1)})", constants.Count > 0 ? One(constants) : "1.0");
        return random.Next(7) switch
        {
            0 => $"({Constant(depth - 1)} + {Constant(depth - 1)})",
            1 => $"({Constant(depth - 1)} * {Constant(depth - 1)})",
            2 => $"Math.Sin(Math.PI * ({Integer(1)}) / N)",
            3 => $"({Condition()} ? {Constant(depth - 1)} : {Constant(depth - 1)})",
            4 => $"{Constant(depth - 1)} / {Pick("2", "4.0", "N")}",
            _ => $"Math.Cos(2 * Math.PI * ({Integer(1)}) * ({Integer(1)}) / N)",
        };
    }

    private string Value(int depth)
    {
        if (depth == 0 || Chance(3)) return values.Count > 0 && Chance(2) ? One(values) : Element(Pick("x", "x", "x", "y", One(arrays)), Index(null));
        return random.Next(12) switch
        {
            0 => $"({Value(depth - 1)} - {Value(depth - 1)})",
            1 => $"({Condition()} ? {Value(depth - 1)} : {Value(depth - 1)})",
            2 => $"({Value(depth - 1)}) / {Pick("2", "N", "4.0")}",
            3 when IsComplex => $"Complex.Conjugate({Value(depth - 1)})",
            3 => $"-({Value(depth - 1)})",
            4 when IsObject => $"({Value(depth - 1)}).Turned(-2 * Math.PI * ({Integer(1)}) / N)",
            6 when IsObject => $"new Number(({Value(depth - 1)}).Re, ({Value(depth - 1)}).Im)",
            4 when IsComplex => $"({Value(depth - 1)}) * Complex.FromPolarCoordinates(1, -2 * Math.PI * ({Integer(1)}) / N)",
            5 when sequences < 2 && !isAtPlaces => Sequence(depth),
            6 when Chance(6) => $"({Value(depth - 1)}) * ({Value(depth - 1)})",
            7 or 8 => $"({Value(depth - 1)} + {Value(depth - 1)})",
            _ => $"({Value(depth - 1)}) * {Constant(1)}",
        };
    }

    /// <summary>A sum over a sequence.</summary>
    private string Sequence(int depth)
    {
        sequences++;
        var n = New("n");
        fixedIntegers.Add(n);
        var term = $"x[{Index(n)}] * {Constant(1)}";
        fixedIntegers.Remove(n);
        sequences--;
        var terms = Pick($"Enumerable.Range(0, N).Select({n} => {term})", $"Enumerable.Range(0, N).Where({n} => {n} != {Integer(depth - 1)}).Select({n} => {term})",
            $"x.Select((v, {n}) => v * {Constant(1)})", $"x.Zip(y, (a, b) => a - b)", $"x.Skip(1).Concat(y)");
        return IsObject ? $"{terms}.Aggregate(new Number(0, 0), (a, b) => a + b)" : IsComplex ? $"{terms}.Aggregate(Complex.Zero, (a, b) => a + b)" : $"{terms}.Sum()";
    }
}
