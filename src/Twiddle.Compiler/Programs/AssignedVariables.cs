using System.Collections.Immutable;

namespace Twiddle.Compiler.Programs;

/// <summary>
/// Which variables a statement may assign, the local functions that it calls included; and all that lambdas assign, for any of them may be called
/// by whatever goes through a sequence or is given a delegate.
/// </summary>
public static class AssignedVariables
{
    public static ImmutableSortedSet<int> In(Program program, Statement statement)
    {
        var variables = ImmutableSortedSet.CreateBuilder<int>();
        var visited = new HashSet<int>();
        Collect(program, statement, variables, visited);
        CollectFromDelegates(program, variables, visited);
        return variables.ToImmutable();
    }

    /// <summary>What the delegates of a program may assign.</summary>
    public static ImmutableSortedSet<int> InDelegates(Program program)
    {
        var variables = ImmutableSortedSet.CreateBuilder<int>();
        CollectFromDelegates(program, variables, []);
        return variables.ToImmutable();
    }

    private static void CollectFromDelegates(Program program, ISet<int> variables, HashSet<int> visited)
    {
        foreach (var method in program.DelegateMethods())
            if (visited.Add(method)) Collect(program, program.Methods[method].Body, variables, visited);
    }

    private static void Collect(Program program, Statement statement, ISet<int> variables, HashSet<int> visited)
    {
        foreach (var expression in statement.Expressions())
        {
            switch (expression)
            {
                case Assignment assignment:
                    AddTarget(assignment.Target, variables);
                    break;
                case CompoundAssignment assignment:
                    AddTarget(assignment.Target, variables);
                    break;
                case Increment increment:
                    AddTarget(increment.Target, variables);
                    break;
                case Deconstruction deconstruction:
                    foreach (var target in deconstruction.Targets) AddTarget(target, variables);
                    break;
                case Call call:
                    CollectFromCall(program, call.Method, call.Receiver, call.Arguments, variables, visited);
                    break;
                case ObjectCreation creation when creation.Constructor >= 0:
                    CollectFromCall(program, creation.Constructor, null, creation.Arguments, variables, visited);
                    break;
                case StructCreation creation when creation.Constructor >= 0:
                    CollectFromCall(program, creation.Constructor, null, creation.Arguments, variables, visited);
                    break;
            }
        }
    }

    private static void CollectFromCall(
        Program program, int index, Expression? receiver, EquatableArray<Expression> arguments, ISet<int> variables, HashSet<int> visited)
    {
        var method = program.Methods[index];
        if (receiver is not null) AddTarget(receiver, variables);
        for (var i = 0; i < arguments.Count && i < method.Parameters.Count; i++)
            if (method.Parameters[i].Mode is PassingMode.Ref or PassingMode.Out) AddTarget(arguments[i], variables);
        if (visited.Add(index)) Collect(program, method.Body, variables, visited);
    }

    private static void AddTarget(Expression target, ISet<int> variables)
    {
        while (target is FieldAccess or TupleElement) target = target is FieldAccess field ? field.Instance : ((TupleElement)target).Tuple;
        if (target is VariableReference variable) variables.Add(variable.Variable);
    }
}
