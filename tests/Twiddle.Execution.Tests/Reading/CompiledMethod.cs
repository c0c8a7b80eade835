using System.Numerics;
using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;
using Twiddle.Generator.Lowering;

namespace Twiddle.Execution.Tests.Reading;

/// <summary>A static method in source: compiled and loaded, so that it can run, and lowered, so that it can be read.</summary>
internal sealed class CompiledMethod
{
    private readonly MethodInfo method;

    private CompiledMethod(MethodInfo method, Program program)
    {
        this.method = method;
        Program = program;
    }

    public Program Program { get; }

    /// <summary>Compiles <paramref name="members"/> as the members of a static class; the first method is the one meant.</summary>
    public static CompiledMethod Of(string members)
    {
        var source = "using System; using System.Linq; using System.Numerics;\npublic static class Specification\n{\n" + members + "\n}";
        var tree = CSharpSyntaxTree.ParseText(source);
        var compilation = CSharpCompilation.Create("spec" + Guid.NewGuid().ToString("N"), [tree], Net80.References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        var declaration = tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().First(c => c.Identifier.Text == "Specification").Members.OfType<MethodDeclarationSyntax>().First();
        var symbol = compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration)!;
        var loaded = Assembly.Load(image.ToArray()).GetType("Specification")!.GetMethod(symbol.Name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return new CompiledMethod(loaded, MethodLowering.Lower(symbol, compilation, CancellationToken.None).Program);
    }

    /// <summary>
    /// Runs the method on buffers of the spec's sizes, filled with <paramref name="number"/>, and gives the outputs as the spec numbers them.
    /// </summary>
    public Dictionary<Slot, double> Run(TransformSpec spec, Func<double> number, out Func<Slot, double> input)
    {
        var parameters = method.GetParameters();
        var arguments = new object?[parameters.Length];
        var values = new Dictionary<Slot, double>();
        var exact = spec.Inputs.ToList();
        for (var i = 0; i < parameters.Length; i++)
        {
            var index = i;
            var layout = exact.Find(l => l.Index == index) ?? spec.Outputs.FirstOrDefault(l => l.Role == BufferRole.Parameter && l.Index == index);
            if (layout is null)
            {
                arguments[i] = parameters[i].ParameterType.IsArray ? Array.CreateInstance(parameters[i].ParameterType.GetElementType()!, 64) : Activator.CreateInstance(parameters[i].ParameterType);
                continue;
            }

            var type = parameters[i].ParameterType;
            if (!type.IsArray)
            {
                arguments[i] = Fill(type, exact.IndexOf(layout), 0, values, number);
                continue;
            }

            var array = Array.CreateInstance(type.GetElementType()!, layout.Dimensions.ToArray());
            arguments[i] = array;
            if (exact.IndexOf(layout) is var buffer && buffer < 0) continue;
            for (var e = 0; e < array.Length; e++) array.SetValue(Fill(type.GetElementType()!, buffer, e, values, number), Indices(array, e));
        }

        var result = method.Invoke(null, arguments);
        input = slot => values[slot];
        var outputs = new Dictionary<Slot, double>();
        for (var b = 0; b < spec.Outputs.Count; b++)
        {
            var layout = spec.Outputs[b];
            var content = layout.Role switch
            {
                BufferRole.Parameter => arguments[layout.Index],
                BufferRole.ReturnValue => result,
                _ => result!.GetType().GetField("Item" + (layout.Index + 1))!.GetValue(result),
            };
            if (content is Array array)
                for (var e = 0; e < array.Length; e++) Split(array.GetValue(Indices(array, e))!, b, e, outputs);
            else Split(content!, b, 0, outputs);
        }

        return outputs;
    }

    private static int[] Indices(Array array, int element)
    {
        var indices = new int[array.Rank];
        for (var d = array.Rank - 1; d >= 0; d--)
        {
            indices[d] = element % array.GetLength(d);
            element /= array.GetLength(d);
        }

        return indices;
    }

    private static object Fill(Type type, int buffer, int element, Dictionary<Slot, double> values, Func<double> number)
    {
        double Next(int component) => values[new Slot(buffer, element, component)] = number();
        if (type == typeof(double)) return Next(0);
        if (type == typeof(float)) return (float)(values[new Slot(buffer, element, 0)] = (float)number());
        if (type == typeof(short)) return (short)(values[new Slot(buffer, element, 0)] = Math.Round(1000 * number()));
        if (type == typeof(Complex)) return new Complex(Next(0), Next(1));
        var value = Activator.CreateInstance(type)!;
        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        for (var c = 0; c < fields.Length; c++) fields[c].SetValue(value, Convert.ChangeType(fields[c].FieldType == typeof(float) ? (float)Next(c) : Next(c), fields[c].FieldType));
        return value;
    }

    private static void Split(object value, int buffer, int element, Dictionary<Slot, double> outputs)
    {
        switch (value)
        {
            case Complex complex:
                outputs[new Slot(buffer, element, 0)] = complex.Real;
                outputs[new Slot(buffer, element, 1)] = complex.Imaginary;
                break;
            case double or float or int or short or byte:
                outputs[new Slot(buffer, element, 0)] = Convert.ToDouble(value);
                break;
            default:
                var fields = value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
                for (var c = 0; c < fields.Length; c++) outputs[new Slot(buffer, element, c)] = Convert.ToDouble(fields[c].GetValue(value));
                break;
        }
    }
}
