using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the element-wise ends of a transform as C# expressions.</summary>
/// <param name="arithmetic">The type of linear values.</param>
/// <param name="language">What the user's framework offers.</param>
/// <param name="linear">The expression of a linear value, by its number.</param>
internal sealed class EpilogueText(Arithmetic arithmetic, LanguageFeatures language, Func<int, string> linear)
{
    /// <summary>The expression, converted to a type.</summary>
    public string Write(Epilogue epilogue, ScalarKind to)
    {
        if (epilogue is ConstantValue constant) return Literal(constant.Value, to);
        var (text, kind) = Write(epilogue);
        return Arithmetic.Convert(text, kind, to);
    }

    private static string Literal(Constant constant, ScalarKind kind)
    {
        if (kind.IsReal()) return new Arithmetic(kind).Literal(constant);
        var number = NumberText.Of(Rounding.ToDouble(constant));
        return $"({ElementShape.Text(kind)}){(number[0] == '-' ? $"({number})" : number)}";
    }

    private (string Text, ScalarKind Kind) Write(Epilogue epilogue) => epilogue switch
    {
        LinearValue value => (linear(value.Index), arithmetic.Kind),
        ConstantValue constant => (arithmetic.Literal(constant.Value), arithmetic.Kind),
        EpilogueCast cast => (Arithmetic.Convert(Write(cast.Operand, Natural(cast.Operand, cast.Kind)), Natural(cast.Operand, cast.Kind), cast.Kind), cast.Kind),
        EpilogueCall call => (Call(call), call.Kind),
        _ => throw new ArgumentException("Unknown epilogue.", nameof(epilogue)),
    };

    /// <summary>The type a value has by itself; a constant takes the one that is wanted.</summary>
    private ScalarKind Natural(Epilogue epilogue, ScalarKind wanted) => epilogue switch
    {
        LinearValue => arithmetic.Kind,
        EpilogueCast cast => cast.Kind,
        EpilogueCall call => call.Kind,
        _ => wanted,
    };

    private string Call(EpilogueCall call)
    {
        var arguments = call.Arguments.Select(a => Write(a, call.Kind)).ToArray();
        // Small integers are added as int; the result goes back to the type the operation is done in.
        return call.Operator switch
        {
            EpilogueOperator.Add => Infix(call.Kind, "+", arguments),
            EpilogueOperator.Subtract => Infix(call.Kind, "-", arguments),
            EpilogueOperator.Multiply => Infix(call.Kind, "*", arguments),
            EpilogueOperator.Divide => Infix(call.Kind, "/", arguments),
            EpilogueOperator.Negate => Narrow(call.Kind, $"(-({arguments[0]}))"),
            EpilogueOperator.Magnitude => Arithmetic.Convert(
                $"{ElementShape.Complex}.Abs(new {ElementShape.Complex}({string.Join(", ", arguments)}))", ScalarKind.Double, call.Kind),
            EpilogueOperator.Abs or EpilogueOperator.Min or EpilogueOperator.Max =>
                $"global::System.Math.{call.Operator}({string.Join(", ", arguments)})",
            _ => Function(call.Operator, call.Kind, arguments),
        };
    }

    private static string Infix(ScalarKind kind, string symbol, string[] arguments) =>
        Narrow(kind, "(" + string.Join($" {symbol} ", arguments.Select(Operand)) + ")");

    /// <summary>A negative operand in parentheses, so that no two signs meet.</summary>
    private static string Operand(string text) => text[0] == '-' ? $"({text})" : text;

    private static string Narrow(ScalarKind kind, string text) =>
        kind is ScalarKind.SByte or ScalarKind.Byte or ScalarKind.Int16 or ScalarKind.UInt16 ? $"({ElementShape.Text(kind)}){text}" : text;

    private string Function(EpilogueOperator function, ScalarKind kind, string[] arguments)
    {
        var call = $"{function}({string.Join(", ", arguments)})";
        if (kind != ScalarKind.Single) return "global::System.Math." + call;
        return language.HasMathF ? "global::System.MathF." + call : $"(float)global::System.Math.{call}";
    }
}
