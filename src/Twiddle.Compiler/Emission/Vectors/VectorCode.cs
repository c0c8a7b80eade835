using System.Globalization;

namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>A statement on vectors: with <see cref="HasResult"/>, the declaration of its value; else a store.</summary>
/// <param name="Format">The text, with operands as <c>{0}</c>, <c>{1}</c>, …</param>
/// <param name="Operands">The numbers of the statements that give the operands.</param>
/// <param name="HasResult">Whether it gives a value.</param>
internal sealed record VectorStatement(string Format, int[] Operands, bool HasResult)
{
    public bool IsLoad => HasResult && Operands.Length == 0;

    /// <summary>Whether the format is the name of a value from elsewhere.</summary>
    public bool IsGiven { get; init; }
}

/// <summary>A vector value with a sign that its users carry.</summary>
internal readonly record struct SignedVector(int Value, bool IsNegated)
{
    public SignedVector Negated => this with { IsNegated = !IsNegated };
}

/// <summary>
/// The vocabulary of vector operations: builds straight-line code on vectors, to be put in order by <see cref="StatementOrder"/>.
/// </summary>
internal sealed class VectorCode(IVectorWords words)
{
    /// <summary>Values that are declared together at most.</summary>
    private const int MostDeclared = 24;

    private readonly List<VectorStatement> statements = [];
    private readonly Dictionary<string, int> constants = [];

    public IReadOnlyList<VectorStatement> Statements => statements;

    public int Load(string place) => Value(place);

    /// <summary>A value that has a name already.</summary>
    public int Given(string name)
    {
        statements.Add(new(name, [], true) { IsGiven = true });
        return statements.Count - 1;
    }

    /// <summary>A constant vector; equal ones are one.</summary>
    public int Constant(string text)
    {
        if (!constants.TryGetValue(text, out var value)) constants.Add(text, value = Value(text));
        return value;
    }

    /// <summary>Notes that a value is needed later: it is to be done now, before what is written after this.</summary>
    public void Keep(int value) => statements.Add(new("", [value], false));

    /// <summary>A statement without a value.</summary>
    public void Do(string format, params int[] operands) => statements.Add(new(format, operands, false));

    public void Store(string place, int value) => statements.Add(new(place + " = {0};", [value], false));

    public void Store(string place, SignedVector value) => Store(place, Plain(value));

    /// <summary>The value without a sign.</summary>
    public int Plain(SignedVector value) => value.IsNegated ? Value(words.Negative("{0}"), value.Value) : value.Value;

    public int Add(int a, int b) => Value(words.Sum("{0}", "{1}"), a, b);

    public int Subtract(int a, int b) => Value(words.Difference("{0}", "{1}"), a, b);

    public int Multiply(int a, int b) => Value(words.Product("{0}", "{1}"), a, b);

    /// <summary>A constant, by the name of its scalar, times a value.</summary>
    public int Scale(string constant, int a) => Value(words.Product(Broadcast(constant), "{0}"), a);

    /// <summary>±(constant·a) ± b in one rounding.</summary>
    public int ScaleAdd(string constant, int a, bool negatesProduct, int b, bool negatesAddend) =>
        Value(words.Fused(negatesProduct, negatesAddend, Broadcast(constant), "{0}", "{1}"), a, b);

    /// <summary>±(a·b) ± c in one rounding.</summary>
    public int MultiplyAdd(int a, int b, bool negatesProduct, int c, bool negatesAddend) =>
        Value(words.Fused(negatesProduct, negatesAddend, "{0}", "{1}", "{2}"), a, b, c);

    /// <summary>The product of a complex value and a complex factor, or the factor's conjugate.</summary>
    public (SignedVector Re, SignedVector Im) Multiply((SignedVector Re, SignedVector Im) value, int factorRe, int factorIm, bool isConjugate = false)
    {
        var (re, im) = value;
        var crossRe = Multiply(im.Value, factorIm);
        var crossIm = Multiply(im.Value, factorRe);
        return (
            new(MultiplyAdd(re.Value, factorRe, re.IsNegated, crossRe, im.IsNegated == isConjugate), false),
            new(MultiplyAdd(re.Value, factorIm, re.IsNegated != isConjugate, crossIm, im.IsNegated), false));
    }

    /// <summary>An operation that only some vectors have.</summary>
    public int Apply(string format, params int[] operands) => Value(format, operands);

    /// <summary>A load that is done once, however often it is asked for.</summary>
    public int LoadOnce(string place) => Constant(place);

    /// <summary>A scalar in all elements.</summary>
    public string Broadcast(string scalar) => words.Broadcast(scalar);

    /// <summary>Element <paramref name="index"/> after a reference.</summary>
    public static string At(string reference, int index) =>
        index == 0 ? reference : $"SimdUnsafe.Add(ref {reference}, {index.ToString(CultureInfo.InvariantCulture)})";

    /// <summary>A value as one expression.</summary>
    public string Expression(int value)
    {
        var statement = statements[value];
        return statement.IsGiven ? statement.Format : string.Format(CultureInfo.InvariantCulture, statement.Format, Array.ConvertAll(statement.Operands, o => (object)Expression(o)));
    }

    /// <summary>What tells values apart that need different first steps.</summary>
    public string FirstSteps(int value)
    {
        var operands = statements[value].Operands;
        if (Array.TrueForAll(operands, o => statements[o].IsGiven)) return value.ToString(CultureInfo.InvariantCulture);
        return string.Join(",", operands.SelectMany(o => FirstSteps(o).Split(',')).Distinct().OrderBy(s => s, StringComparer.Ordinal));
    }

    /// <summary>The number of operations that some values need.</summary>
    public int Steps(IEnumerable<int> values)
    {
        var needed = new HashSet<int>();
        var open = new Stack<int>(values);
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (statements[value].IsGiven || !needed.Add(value)) continue;
            foreach (var operand in statements[value].Operands) open.Push(operand);
        }

        return needed.Count;
    }

    /// <summary>Writes the stores of some values and what they need; the last step of each stands in the store.</summary>
    public void WriteStores(CodeWriter writer, IReadOnlyList<(string Place, int Value)> stores, CancellationToken cancellation)
    {
        var part = new VectorCode(words);
        part.statements.AddRange(statements);
        foreach (var (place, value) in stores)
            part.statements.Add(statements[value] with { Format = place + " = " + (statements[value].IsGiven ? "{0}" : statements[value].Format) + ";", Operands = statements[value].IsGiven ? [value] : statements[value].Operands, HasResult = false, IsGiven = false });
        part.Write(writer, cancellation);
    }

    /// <summary>Writes the statements in an order that keeps few values alive.</summary>
    public void Write(CodeWriter writer, CancellationToken cancellation)
    {
        var names = new string[statements.Count];
        var order = StatementOrder.Of(statements, cancellation).Where(i => statements[i].Format.Length > 0).ToList();
        var count = 0;
        writer.Statements(Lines(), CodeWriter.CodeWidth);

        IEnumerable<string> Lines()
        {
            var declared = 0;
            for (var i = 0; i < order.Count; i++)
            {
                var statement = statements[order[i]];
                if (statement.IsGiven) names[order[i]] = statement.Format;
                if (statement.IsGiven) continue;
                var text = string.Format(CultureInfo.InvariantCulture, statement.Format, Array.ConvertAll(statement.Operands, o => (object)names[o]));
                if (!statement.HasResult)
                {
                    yield return text;
                    continue;
                }

                names[order[i]] = FormattableString.Invariant($"t{count++}");
                var isContinued = words.DeclaredType is not null && declared + 1 < MostDeclared && i + 1 < order.Count && statements[order[i + 1]] is { HasResult: true, IsGiven: false };
                yield return $"{(declared == 0 ? (words.DeclaredType ?? "var") + " " : "")}{names[order[i]]} = {text}{(isContinued ? "," : ";")}";
                declared = isContinued ? declared + 1 : 0;
            }
        }
    }

    private int Value(string format, params int[] operands)
    {
        statements.Add(new(format, operands, true));
        return statements.Count - 1;
    }
}
