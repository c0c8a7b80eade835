using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>
/// <c>System.Numerics.Vector2</c>: a struct of two <c>float</c>s whose operators have no body in source. Each use gets one of its own, on the
/// fields, as a user's struct would have it; it stands where the operator does.
/// </summary>
internal sealed partial class BodyLowering
{
    private const int X = 0;
    private const int Y = 1;

    /// <summary>A call of a constructor, operator, static function or static property of <c>Vector2</c>; null where it is none that is known.</summary>
    private Expression? PlaneVectorCall(IMethodSymbol target, EquatableArray<Expression> arguments, IOperation site)
    {
        if (program.IsFull || PlaneVectorMethod(target, site) is not (>= 0 and var index)) return null;
        return new Call(index, null, arguments, PlaneVectorResult(target), Span(site));
    }

    /// <summary>The number of a method that does what a member of <c>Vector2</c> does; −1 where it is none that is known.</summary>
    private int PlaneVectorMethod(IMethodSymbol target, IOperation site)
    {
        if (!TypeLowering.IsPlaneVector(target.ContainingType) || (target.MethodKind != MethodKind.Constructor && !target.IsStatic)) return -1;
        if (target.Parameters.Any(parameter => parameter.RefKind != RefKind.None || program.Types[parameter.Type] is not (StructType or ScalarType { Kind: ScalarKind.Single }))) return -1;
        var span = Span(site);
        var parameters = target.Parameters.Select(parameter => new ProgramParameter(program.NewVariable(), program.Types[parameter.Type], PassingMode.Value)).ToEquatableArray();
        var operands = parameters.Select(parameter => new VariableReference(parameter.Variable, parameter.Type, span)).ToList();
        var result = program.NewVariable();
        var type = PlaneVectorResult(target);
        var body = new List<Statement> { new VariableDeclaration(result, type, new DefaultValue(type, span), span) };
        var value = new VariableReference(result, type, span);
        if (target is { Name: "Dot", Parameters.Length: 2 })
        {
            var sum = OnNumbers(BinaryOperator.Add, Product(operands, X, span), Product(operands, Y, span), span);
            return Added(parameters, type, [new Return(sum, span)], span);
        }

        foreach (var field in new[] { X, Y })
        {
            if (PlaneVectorField(target, operands, field, span) is not { } component) return -1;
            body.Add(new ExpressionStatement(new Assignment(new FieldAccess(value, field, ProgramType.Single, span), component, ProgramType.Single, span), span));
        }

        body.Add(new Return(value, span));
        return Added(parameters, type, body, span);
    }

    private int Added(EquatableArray<ProgramParameter> parameters, ProgramType type, IEnumerable<Statement> body, SourceSpan span) =>
        program.AddSynthesized(new(-1, parameters, type, new(body.ToEquatableArray(), span)), origin);

    private ProgramType PlaneVectorResult(IMethodSymbol target) => target.MethodKind == MethodKind.Constructor ? program.Types[target.ContainingType] : program.Types[target.ReturnType];

    /// <summary>What a member leaves in one field of its result; null where it is none that is known.</summary>
    private static Expression? PlaneVectorField(IMethodSymbol target, List<VariableReference> operands, int field, SourceSpan span) => (target.Name, operands.Count) switch
    {
        (".ctor", 1) when operands[0].Type is ScalarType => operands[0],
        (".ctor", 2) => operands[field],
        ("op_UnaryNegation" or "Negate", 1) => new Unary(UnaryOperator.Negate, Number(operands[0], field, span), ProgramType.Single, span),
        ("op_Addition" or "Add", 2) => OnNumbers(BinaryOperator.Add, Number(operands[0], field, span), Number(operands[1], field, span), span),
        ("op_Subtraction" or "Subtract", 2) => OnNumbers(BinaryOperator.Subtract, Number(operands[0], field, span), Number(operands[1], field, span), span),
        ("op_Multiply" or "Multiply", 2) => Product(operands, field, span),
        ("op_Division" or "Divide", 2) => OnNumbers(BinaryOperator.Divide, Number(operands[0], field, span), Number(operands[1], field, span), span),
        ("get_Zero", 0) => Constant(0, span),
        ("get_One", 0) => Constant(1, span),
        ("get_UnitX", 0) => Constant(field == X ? 1 : 0, span),
        ("get_UnitY", 0) => Constant(field == Y ? 1 : 0, span),
        _ => null,
    };

    private static Binary Product(List<VariableReference> operands, int field, SourceSpan span) =>
        OnNumbers(BinaryOperator.Multiply, Number(operands[0], field, span), Number(operands[1], field, span), span);

    /// <summary>A field of a vector; a number is the same for both fields.</summary>
    private static Expression Number(VariableReference operand, int field, SourceSpan span) =>
        operand.Type is StructType ? new FieldAccess(operand, field, ProgramType.Single, span) : operand;

    private static Binary OnNumbers(BinaryOperator @operator, Expression left, Expression right, SourceSpan span) => new(@operator, left, right, ProgramType.Single, span);

    private static RealLiteral Constant(int value, SourceSpan span) => new(value, ProgramType.Single, span);
}
