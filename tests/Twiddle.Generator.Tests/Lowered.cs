using Microsoft.CodeAnalysis;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Tests;

/// <summary>Lowers the method <c>M</c> of a snippet.</summary>
internal static class Lowered
{
    /// <summary>Lowers <c>M</c> among the given members of a class.</summary>
    public static LoweredMethod Members(string members, string elsewhere = "") => File("static partial class C { " + members + " } " + elsewhere);

    public static LoweredMethod File(string text)
    {
        var compilation = Sources.Compile(text);
        var method = compilation.GetSymbolsWithName("M", SymbolFilter.Member).OfType<IMethodSymbol>().First(symbol => symbol.PartialDefinitionPart is null);
        return MethodLowering.Lower(method, compilation, default);
    }

    /// <summary>Lowers <c>double M(…)</c> that returns one expression, and shows that expression.</summary>
    public static string Expression(string parameters, string expression, string type = "double", string members = "", string elsewhere = "")
    {
        var text = ProgramText.Of(Members($"static {type} M({parameters}) => {expression}; {members}", elsewhere).Program);
        var line = text.Split('\n')[1].Trim();
        Assert.StartsWith("return ", line);
        return line["return ".Length..];
    }

    /// <summary>Lowers a method of the given statements, and shows its program.</summary>
    public static string Statements(string parameters, string statements, string type = "void", string members = "", string elsewhere = "") =>
        ProgramText.Of(Members($"static {type} M({parameters}) {{ {statements} }} {members}", elsewhere).Program);
}
