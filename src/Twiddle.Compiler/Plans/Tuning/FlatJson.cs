using System.Collections.Immutable;

namespace Twiddle.Compiler.Plans.Tuning;

/// <summary>A value of a small part of JSON: objects, arrays, texts without escapes, whole numbers.</summary>
/// <param name="Start">The character where it begins.</param>
/// <param name="Length">How many characters it has.</param>
internal abstract record FlatJson(int Start, int Length)
{
    internal sealed record Text(string Value, int Start, int Length) : FlatJson(Start, Length);

    internal sealed record Number(int Value, int Start, int Length) : FlatJson(Start, Length);

    internal sealed record List(ImmutableArray<FlatJson> Items, int Start, int Length) : FlatJson(Start, Length);

    internal sealed record Object(ImmutableArray<(Text Name, FlatJson Value)> Members, int Start, int Length) : FlatJson(Start, Length)
    {
        /// <summary>The member's value; null where there is none, or more than one.</summary>
        public FlatJson? this[string name]
        {
            get
            {
                var found = Members.Where(m => m.Name.Value == name).ToList();
                return found.Count == 1 ? found[0].Value : null;
            }
        }
    }

    /// <summary>Deeper files are not ours.</summary>
    private const int DeepestNesting = 8;

    private const int LongestFile = 1 << 20;

    /// <summary>The value that a text consists of; or the character where it is none, and why.</summary>
    public static (FlatJson? Value, int Place, string Problem) Parse(string text, CancellationToken cancellation)
    {
        if (text.Length > LongestFile) return (null, 0, "the file is too long");
        var parser = new Parser(text, cancellation);
        if (parser.Value(0) is not { } value) return (null, parser.Place, parser.Problem);
        parser.Skip();
        return parser.Place < text.Length ? (null, parser.Place, "more follows the end of the file's one value") : (value, 0, "");
    }

    private sealed class Parser(string text, CancellationToken cancellation)
    {
        private const int MostDigits = 9;

        public int Place { get; private set; }

        public string Problem { get; private set; } = "";

        private char Next => Place < text.Length ? text[Place] : '\0';

        public void Skip()
        {
            while (Next is ' ' or '\t' or '\r' or '\n' or '\uFEFF') Place++;
        }

        public FlatJson? Value(int depth)
        {
            cancellation.ThrowIfCancellationRequested();
            Skip();
            if (depth > DeepestNesting) return Fail("it is nested too deeply");
            return Next switch
            {
                '{' => Object(depth),
                '[' => List(depth),
                '"' => Text(),
                >= '0' and <= '9' => Number(),
                _ => Fail("an object, a list, a text or a whole number is expected"),
            };
        }

        private FlatJson? Fail(string problem)
        {
            if (Problem.Length == 0) Problem = problem;
            return null;
        }

        private bool Take(char expected)
        {
            Skip();
            if (Next != expected) return false;
            Place++;
            return true;
        }

        private FlatJson.Text? Text()
        {
            var start = Place++;
            while (Next is >= ' ' and not '"' and not '\\') Place++;
            if (Next != '"')
            {
                Fail("the text is not closed, or has an escape");
                return null;
            }

            Place++;
            return new(text.Substring(start + 1, Place - start - 2), start, Place - start);
        }

        private FlatJson? Number()
        {
            var start = Place;
            while (Next is >= '0' and <= '9') Place++;
            if (Place - start > MostDigits || Next is '.' or 'e' or 'E') return Fail("the number is too long, or not a whole one");
            var value = 0;
            for (var i = start; i < Place; i++) value = 10 * value + (text[i] - '0');
            return new Number(value, start, Place - start);
        }

        private FlatJson? List(int depth)
        {
            var start = Place++;
            var items = ImmutableArray.CreateBuilder<FlatJson>();
            if (Take(']')) return new List(ImmutableArray<FlatJson>.Empty, start, Place - start);
            do
            {
                if (Value(depth + 1) is not { } item) return null;
                items.Add(item);
            }
            while (Take(','));

            return Take(']') ? new List(items.ToImmutable(), start, Place - start) : Fail("',' or ']' is expected");
        }

        private FlatJson? Object(int depth)
        {
            var start = Place++;
            var members = ImmutableArray.CreateBuilder<(FlatJson.Text, FlatJson)>();
            if (Take('}')) return new Object(members.ToImmutable(), start, Place - start);
            do
            {
                Skip();
                if (Next != '"') return Fail("the name of a member is expected");
                if (Text() is not { } name) return null;
                if (!Take(':')) return Fail("':' is expected");
                if (Value(depth + 1) is not { } value) return null;
                members.Add((name, value));
            }
            while (Take(','));

            return Take('}') ? new Object(members.ToImmutable(), start, Place - start) : Fail("',' or '}' is expected");
        }
    }
}
