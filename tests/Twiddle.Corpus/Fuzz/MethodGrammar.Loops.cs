namespace Twiddle.Corpus.Fuzz;

/// <remarks>Loops that do more than add up: tables filled, numbers handed on from iteration to iteration.</remarks>
internal sealed partial class MethodGrammar
{
    /// <summary>Loops that count in other places than <c>for</c> does.</summary>
    private void OtherLoop(int depth)
    {
        var k = New("u");
        var (start, head, first, last, end) = random.Next(6) switch
        {
            0 => ("-1", $"while (++{k} < N)", "", "", ""),
            1 => ("N", $"while ({k}-- > 0)", "", "", ""),
            2 => ("N", $"while (--{k} >= 0)", "", "", ""),
            3 => ("0", "do", "", $"{k}++;", $"while ({k} < N);"),
            4 => ("N - 1", "do", "", $"{k}--;", $"while ({k} >= 0);"),
            _ => ("0", "while (true)", $"if ({k} {Pick(">=", "==")} N) break;", $"{k}++;", ""),
        };
        Line(depth, $"int {k} = {start};");
        Line(depth, head);
        fixedIntegers.Add(k);
        Line(depth, "{");
        if (first.Length > 0) Line(depth + 1, first);
        for (var i = random.Next(1, 3); i > 0; i--) Line(depth + 1, $"{Target()} {Pick("=", "+=", "+=")} {Value(2)};");
        if (Chance(2))
        {
            Line(depth + 1, $"for (int {k}i = 0; {k}i < N; {k}i++)");
            fixedIntegers.Add(k + "i");
            Line(depth + 2, $"{Target()} += {Value(2)};");
            fixedIntegers.Remove(k + "i");
        }

        if (last.Length > 0) Line(depth + 1, last);
        Line(depth, "}" + end);
        fixedIntegers.Remove(k);
        if (Chance(2)) integers.Add(k);
    }

    /// <summary>Constants kept in arrays, to be read at indices that change.</summary>
    private void Table(int depth)
    {
        var t = New("t");
        if (Chance(2))
        {
            var count = random.Next(2, 9);
            Line(depth, $"double[] {t} = {{ {string.Join(", ", Enumerable.Range(0, count).Select(_ => Pick("1", "-1", "0.5", "0", "2", "Math.Sqrt(0.5)")))} }};");
            constants.Add($"{t}[(({Integer(2)}) % {count} + {count}) % {count}]");
            return;
        }

        var (i, j) = (New("i"), New("j"));
        fixedIntegers.AddRange([i, j]);
        Line(depth, $"var {t} = new double[N, N];");
        Line(depth, Pick($"for (int {i} = 0; {i} < N; {i}++)", $"for (int {i} = N - 1; {i} >= 0; {i}--)", $"for (int {i} = {Pick("0", "1")}; {i} < N; {i}++)"));
        Line(depth + 1, Pick($"for (int {j} = 0; {j} < N; {j}++)", $"for (int {j} = 0; {j} <= {i}; {j}++)", $"for (int {j} = N; {j}-- > 0;)"));
        Line(depth + 2, $"{t}[{Pick($"{i}, {j}", $"{j}, {i}", $"{i}, ({i} + {j}) % N")}] {Pick("=", "=", "+=")} {Constant(2)};");
        fixedIntegers.RemoveRange(fixedIntegers.Count - 2, 2);
        string Wrapped() => $"(({Integer(1)}) % N + N) % N";
        constants.Add($"{t}[{Wrapped()}, {Wrapped()}]");
    }

    /// <summary>Numbers that each iteration makes from those of the one before.</summary>
    private void Recurrence(int depth)
    {
        var (k, a, b, angle) = (New("k"), New("a"), New("b"), $"{Pick("2", "1")} * Math.PI * ({Integer(1)}) / {Pick("N", "3", "4")}");
        var isOfData = !IsObject && Chance(2);
        if (isOfData && Chance(2))
        {
            Resonator(depth, k, a, b, angle);
            return;
        }

        Line(depth, isOfData ? $"{data} {a} = {Pick("0", "1", "x[0]")};" : $"double {a} = {Pick("1", "0", $"Math.Sin({angle})")}, {b} = {Pick("0", "1", $"Math.Cos({angle})")};");
        Line(depth, $"for (int {k} = 0; {k} < N; {k}++)");
        fixedIntegers.Add(k);
        Line(depth, "{");
        if (isOfData)
        {
            Line(depth + 1, $"{a} = {a} * {(IsComplex ? $"Complex.FromPolarCoordinates(1, {angle})" : Pick("-1", "1"))} + {Value(1)};");
        }
        else
        {
            constants.AddRange([a, b]);
            Line(depth + 1, $"{Target()} += {Value(2)};");
            constants.RemoveRange(constants.Count - 2, 2);
            Line(depth + 1, random.Next(3) switch
            {
                0 => $"({a}, {b}) = ({a} * Math.Cos({angle}) - {b} * Math.Sin({angle}), {a} * Math.Sin({angle}) + {b} * Math.Cos({angle}));",
                1 => $"({a}, {b}) = (2 * Math.Cos({angle}) * {a} - {b}, {a});",
                _ => $"({a}, {b}) = ({b}, {Pick("", "-")}{a});",
            });
        }

        Line(depth, "}");
        fixedIntegers.Remove(k);
        if (isOfData) values.Add(a);
        else constants.AddRange([a, b]);
    }

    /// <summary>Goertzel's recurrence, and something like what is made of its two variables.</summary>
    private void Resonator(int depth, string k, string now, string before, string angle)
    {
        Line(depth, $"{data} {now} = {Pick("0", "1", "x[0]")}, {before} = {Pick("0", "0", "1")};");
        Line(depth, $"for (int {k} = 0; {k} < N; {k}++)");
        fixedIntegers.Add(k);
        Line(depth + 1, $"({now}, {before}) = ({Value(1)} + 2 * Math.Cos({angle}) * {now} - {Pick(before, before, before, IsComplex ? $"Complex.Conjugate({before})" : now)}, {now});");
        fixedIntegers.Remove(k);
        Line(depth, $"{Target()} += {Pick($"{now} * Math.Cos({angle}) - {before}", $"{now} * Math.Sin({angle})", $"{now} - {before} * Math.Cos({angle})", $"{before} * Math.Sin({angle})", now, $"{now} * Math.Cos({angle})")};");
    }
}
