using System.Text;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Tests;

/// <summary>Writes a program as compact text to compare with: variables are v0, v1, …, methods m0, m1, …, static fields f0, f1, …</summary>
internal static class ProgramText
{
    public static string Of(Program program)
    {
        var text = new StringBuilder();
        for (var i = 0; i < program.Methods.Count; i++)
        {
            var method = program.Methods[i];
            var receiver = method.Receiver < 0 ? "" : $"this v{method.Receiver}; ";
            text.Append($"m{i}({receiver}{Join(method.Parameters.Select(Parameter))}): {Type(method.ReturnType)}\n");
            foreach (var statement in method.Body.Statements) Write(text, statement, 1);
        }

        for (var i = 0; i < program.Fields.Count; i++)
            text.Append($"f{i}: {Type(program.Fields[i].Type)} = {(program.Fields[i].Initializer is { } value ? Expression(value) : program.Fields[i].ChangingName ?? "?")}\n");
        return text.ToString();
    }

    private static string Parameter(ProgramParameter parameter) =>
        $"{(parameter.Mode == PassingMode.Value ? "" : parameter.Mode.ToString().ToLowerInvariant() + " ")}v{parameter.Variable}: {Type(parameter.Type)}";

    private static void Write(StringBuilder text, Statement statement, int depth)
    {
        void Line(string line) => text.Append(new string(' ', 2 * depth)).Append(line).Append('\n');
        void Body(Statement body)
        {
            foreach (var inner in body is Block block ? block.Statements : new[] { body }.ToEquatableArray()) Write(text, inner, depth + 1);
        }

        switch (statement)
        {
            case Block block:
                Line("block");
                Body(block);
                break;
            case VariableDeclaration declaration:
                Line($"v{declaration.Variable}: {Type(declaration.Type)}{(declaration.Initializer is { } value ? " = " + Expression(value) : "")}");
                break;
            case ExpressionStatement expression:
                Line(Expression(expression.Expression));
                break;
            case If condition:
                Line($"if {Expression(condition.Condition)}");
                Body(condition.Then);
                if (condition.Else is not { } otherwise) break;
                Line("else");
                Body(otherwise);
                break;
            case Loop loop:
                foreach (var before in loop.Before) Write(text, before, depth);
                Line($"{(loop.TestsAfterBody ? "do-while" : "while")} {(loop.Condition is { } test ? Expression(test) : "true")}{string.Concat(loop.Step.Select(step => " step " + Expression(step)))}");
                Body(loop.Body);
                break;
            case ForEach loop:
                Line($"foreach v{loop.Variable} in {Expression(loop.Collection)}");
                Body(loop.Body);
                break;
            case Return result:
                Line("return" + (result.Value is { } returned ? " " + Expression(returned) : ""));
                break;
            case UnsupportedStatement unsupported:
                Line($"«{unsupported.Reason}»");
                break;
            default:
                Line(statement.GetType().Name.ToLowerInvariant());
                break;
        }
    }

    public static string Expression(Expression expression) => expression switch
    {
        IntegerLiteral literal => literal.Value.ToString(),
        RealLiteral literal => literal.Value + (literal.Type == ProgramType.Double ? "d" : Type(literal.Type)[..1]),
        PiLiteral pi => pi.Factor == 1 ? "π" : pi.Factor + "π",
        BooleanLiteral literal => literal.Value ? "true" : "false",
        DefaultValue value => $"default({Type(value.Type)})",
        VariableReference variable => $"v{variable.Variable}",
        StaticFieldReference field => $"f{field.Field}",
        FieldAccess field => $"{Expression(field.Instance)}.#{field.Field}",
        MemberAccess member => $"{Expression(member.Instance)}.{member.Member}",
        TupleElement element => $"{Expression(element.Tuple)}.{element.Index}",
        TupleCreation tuple => $"({Join(tuple.Elements.Select(Expression))})",
        Unary unary => $"{unary.Operator}({Expression(unary.Operand)})",
        Binary binary => $"({Expression(binary.Left)} {Symbol(binary.Operator)} {Expression(binary.Right)})",
        ShortCircuit circuit => $"({Expression(circuit.Left)} {(circuit.IsOr ? "||" : "&&")} {Expression(circuit.Right)})",
        Conversion conversion => $"{Type(conversion.Type)}({Expression(conversion.Operand)})",
        Conditional conditional => $"({Expression(conditional.Condition)} ? {Expression(conditional.Then)} : {Expression(conditional.Else)})",
        ElementAccess element => $"{Expression(element.Array)}[{Join(element.Indices.Select(Expression))}]",
        ArrayCreation array => $"new {Type(array.Type)}[{Join(array.Sizes.Select(Expression))}]{(array.Elements is { } elements ? "{" + Join(elements.Select(Expression)) + "}" : "")}",
        LengthOf length => $"{Expression(length.Array)}.Length{(length.Dimension < 0 ? "" : length.Dimension)}",
        Call call => $"m{call.Method}({(call.Receiver is { } receiver ? "this " + Expression(receiver) + "; " : "")}{Join(call.Arguments.Select(Expression))})",
        DelegateCreation creation => $"delegate m{creation.Method}",
        DelegateCall call => $"{Expression(call.Delegate)}({Join(call.Arguments.Select(Expression))})",
        StructCreation creation => $"new {(creation.Constructor < 0 ? "zero" : "m" + creation.Constructor)}({Join(creation.Arguments.Select(Expression))})",
        ObjectCreation creation => $"new {Type(creation.Type)}.{(creation.Constructor < 0 ? "zero" : "m" + creation.Constructor)}({Join(creation.Arguments.Select(Expression))})",
        IntrinsicCall call => $"{call.Intrinsic}({Join(call.Arguments.Select(Expression))})",
        Assignment assignment => $"{Expression(assignment.Target)} = {Expression(assignment.Value)}",
        CompoundAssignment compound => $"{Expression(compound.Target)} {(compound.Operator < 0 ? Symbol(compound.BuiltIn) : "m" + compound.Operator)}={(compound.OperationType == compound.Type ? "" : Type(compound.OperationType))} {Expression(compound.Value)}",
        Deconstruction deconstruction => $"({Join(deconstruction.Targets.Select(Expression))}) = {Expression(deconstruction.Value)}",
        Increment increment => $"{Expression(increment.Target)} {(increment.IsPrefix ? "pre" : "post")}{(increment.Delta > 0 ? "++" : "--")}",
        UnsupportedExpression unsupported => $"«{unsupported.Reason}»",
        _ => expression.GetType().Name,
    };

    private static string Symbol(BinaryOperator binary) => binary switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Remainder => "%",
        BinaryOperator.ShiftLeft => "<<",
        BinaryOperator.ShiftRight => ">>",
        BinaryOperator.And => "&",
        BinaryOperator.Or => "|",
        BinaryOperator.Xor => "^",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        _ => ">=",
    };

    public static string Type(ProgramType type) => type switch
    {
        VoidType => "void",
        ScalarType scalar => scalar.Kind.ToString().ToLowerInvariant(),
        ComplexType => "complex",
        StructType named => named.Name.Replace("global::", ""),
        ClassType named => named.Name.Replace("global::", ""),
        ArrayType array => Type(array.Element) + "[" + new string(',', array.Rank - 1) + "]",
        SpanType span => (span.IsReadOnly ? "view<" : "span<") + Type(span.Element) + ">",
        ListType list => $"{list.Name.Replace("global::System.Collections.Generic.", "")}<{Type(list.Element)}>",
        TupleType tuple => $"({Join(tuple.Elements.Select(Type))})",
        DelegateType => "delegate",
        OpaqueType opaque => $"?{opaque.Name}",
        _ => type.ToString(),
    };

    private static string Join(IEnumerable<string> items) => string.Join(", ", items);
}
