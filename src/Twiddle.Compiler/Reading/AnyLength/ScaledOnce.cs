using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading.AnyLength;

/// <summary>
/// Finds the multiplications in place that a value goes through at most once, as in <c>sum *= scale</c> beside the declaration of <c>sum</c>, or <c>y[k] *= scale</c> in one loop over k
/// beside that of <c>y</c>: the degree of what is multiplied grows by them once, and not in every round of a loop.
/// </summary>
internal sealed class ScaledOnce
{
    private readonly Program program;
    private readonly Dictionary<int, Statement?> declaredIn = [];
    private readonly Dictionary<Expression, int> found = new(ReferenceComparer.Instance);

    public ScaledOnce(Program program)
    {
        this.program = program;
        foreach (var method in program.Methods) Walk(method.Body, null, null);
    }

    /// <summary>The variable that is multiplied, or whose elements are; null for any other expression.</summary>
    public int? VariableOf(Expression expression) => found.TryGetValue(expression, out var variable) ? variable : null;

    private void Walk(Statement statement, Statement? loop, Statement? parent)
    {
        switch (statement)
        {
            case Block block:
                foreach (var inner in block.Statements) Walk(inner, loop, parent);
                break;
            case If branch:
                Walk(branch.Then, loop, parent);
                if (branch.Else is not null) Walk(branch.Else, loop, parent);
                break;
            case VariableDeclaration declaration:
                declaredIn[declaration.Variable] = loop;
                break;
            case Loop inner:
                Walk(inner.Body, inner, loop);
                break;
            case ForEach inner:
                Walk(inner.Body, inner, loop);
                break;
            case ExpressionStatement { Expression: CompoundAssignment { BuiltIn: BinaryOperator.Multiply or BinaryOperator.Divide, Target: VariableReference variable } product }:
                if (declaredIn.TryGetValue(variable.Variable, out var place) && ReferenceEquals(place, loop)) found[product] = variable.Variable;
                break;
            case ExpressionStatement { Expression: CompoundAssignment { BuiltIn: BinaryOperator.Multiply or BinaryOperator.Divide, Target: ElementAccess element } product }:
                if (element is { Array: VariableReference array, Indices: [VariableReference index] }
                    && declaredIn.TryGetValue(array.Variable, out var around)
                    && loop is Loop counted
                    && ReferenceEquals(around, parent)
                    && EndConditions.Own(program, counted).Contains(index.Variable))
                    found[product] = array.Variable;
                break;
        }
    }
}
