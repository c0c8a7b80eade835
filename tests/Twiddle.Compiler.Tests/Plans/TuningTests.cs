using Twiddle.Compiler.Plans.Tuning;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Tests.Plans;

/// <summary>The file of choices comes from outside: what is right in it is used, and nothing in it does harm.</summary>
public class TuningTests
{
    private const string Plan = """{ "precision": "double", "lanes": 8, "length": 1024, "radices": [8, 8, 16] }""";

    private static TuningFile Read(string text) => TuningReader.Read(text, CancellationToken.None);

    private static string File(params string[] plans) => $$"""{ "format": 1, "plans": [ {{string.Join(", ", plans)}} ] }""";

    [Fact]
    public void Choices_are_read()
    {
        var file = Read(File(Plan, """{"precision":"float","lanes":16,"length":64,"radices":[]}"""));
        Assert.Empty(file.Problems);
        Assert.Equal([(ScalarKind.Double, 8, 1024, "8 8 16"), (ScalarKind.Single, 16, 64, "")], file.Plans.Select(p => (p.Precision, p.Lanes, p.Length, string.Join(" ", p.Radices))));
        Assert.Equal(file, Read("\n" + File(Plan, """{"precision":"float", "lanes":16,"length":64,"radices":[]}""")));
    }

    [Theory]
    [InlineData("[8, 8, 8]", "product")]
    [InlineData("[1024]", "between 2 and 20")]
    [InlineData("[0, 8, 16]", "between 2 and 20")]
    [InlineData("[16, 16, 16, 16, 16, 16, 16, 16, 16]", "product")]
    [InlineData("[3, 7]", "product")]
    [InlineData("8", "list of numbers")]
    [InlineData("[\"8\", 8, 16]", "list of numbers")]
    public void A_choice_that_is_no_plan_is_left_out_and_told_of_at_its_place(string radices, string reason)
    {
        var text = File(Plan.Replace("[8, 8, 16]", radices), Plan.Replace("1024", "64").Replace("[8, 8, 16]", "[8, 8]"));
        var file = Read(text);
        Assert.Equal(64, Assert.Single(file.Plans).Length);
        var problem = Assert.Single(file.Problems);
        Assert.Contains(reason, problem.Message);
        Assert.StartsWith("{ \"precision\"", text.Substring(problem.Start, problem.Length));
    }

    [Theory]
    [InlineData("5, 5", 25, "do not fill")]
    [InlineData("16, 15", 240, null)]
    [InlineData("15, 16", 240, null)]
    [InlineData("16, 5, 3", 240, null)]
    [InlineData("5, 6, 8", 240, "do not fill")]
    [InlineData("6, 8", 48, "do not fill")]
    [InlineData("4, 4, 16", 256, null)]
    public void Radices_have_to_fill_the_vectors(string radices, int length, string? reason)
    {
        var file = Read(File($$"""{ "precision": "double", "lanes": 8, "length": {{length}}, "radices": [{{radices}}] }"""));
        if (reason is null) Assert.Single(file.Plans);
        else Assert.Contains(reason, Assert.Single(file.Problems).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{ \"format\": 2, \"plans\": [] }")]
    [InlineData("{ \"format\": 1, \"plans\": {} }")]
    [InlineData("{ \"format\": 1, \"format\": 1, \"plans\": [] }")]
    [InlineData("{ \"format\": 1, \"plans\": [] } more")]
    [InlineData("{ \"format\": 1, \"plans\": [")]
    [InlineData("{ \"format\": 1e0, \"plans\": [] }")]
    [InlineData("{ \"format\": 99999999999, \"plans\": [] }")]
    [InlineData("{ \"for\\u006dat\": 1, \"plans\": [] }")]
    [InlineData("{ \"format")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[")]
    public void A_foreign_file_is_one_problem(string text)
    {
        var file = Read(text);
        Assert.Empty(file.Plans);
        Assert.InRange(Assert.Single(file.Problems).Start, 0, text.Length);
    }

    [Theory]
    [InlineData("\"precision\": \"double\"", "\"precision\": \"half\"")]
    [InlineData("\"lanes\": 8", "\"lanes\": 3")]
    [InlineData("\"length\": 1024", "\"length\": 2097152")]
    [InlineData("\"lanes\": 8, ", "")]
    public void A_choice_of_something_else_is_left_out(string before, string after)
    {
        var file = Read(File(Plan.Replace(before, after)));
        Assert.Empty(file.Plans);
        Assert.Single(file.Problems);
    }

    [Fact]
    public void The_first_of_two_choices_holds()
    {
        var file = Read(File(Plan, Plan.Replace("8, 8, 16", "16, 8, 8")));
        Assert.Equal([8, 8, 16], Assert.Single(file.Plans).Radices);
        Assert.Single(file.Problems);
    }

    /// <summary>Cut anywhere, changed anywhere: never an exception, and never a choice that is no plan.</summary>
    [Fact]
    public void No_text_breaks_the_reader()
    {
        var text = File(Plan, Plan.Replace("1024", "64").Replace("8, 8, 16", "8, 8"));
        var random = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            var changed = text.ToCharArray();
            for (var c = 0; c < 1 + i % 3; c++) changed[random.Next(changed.Length)] = "{}[]\",:0123456789 \\e-\0"[random.Next(22)];
            var file = Read(new string(changed)[..random.Next(text.Length / 2, text.Length + 1)]);
            Assert.All(file.Plans, p => Assert.True(p.Radices.Count == 0 || p.Radices.Aggregate(1, (a, b) => a * b) == p.Length));
        }
    }

    [Theory]
    [InlineData(1024, 8)]
    [InlineData(4096, 4)]
    [InlineData(480, 8)]
    [InlineData(1000, 4)]
    public void Every_candidate_can_be_a_choice(int length, int lanes)
    {
        var candidates = TuningCandidates.Of(length, lanes, 12);
        Assert.NotEmpty(candidates);
        Assert.Equal(candidates.Length, candidates.Select(c => string.Join(",", c)).Distinct().Count());
        foreach (var radices in candidates)
            Assert.Empty(Read(File($$"""{ "precision": "double", "lanes": {{lanes}}, "length": {{length}}, "radices": [{{string.Join(", ", radices)}}] }""")).Problems);
    }
}
