namespace Twiddle.Execution.Tests.EndToEnd;

/// <summary>Each idiom of <see cref="DataIdioms"/>, on random, hostile and extreme numbers, at lengths derived for and at others.</summary>
public class DataIdiomTests
{
    public static TheoryData<string> Names => new(DataIdioms.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Generated_code_leaves_everything_as_the_method_does(string name) => DataIdioms.All[name].Check();
}
