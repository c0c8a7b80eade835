using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Twiddle.Compiler.Programs;

/// <summary>
/// Which variables a statement may assign, the methods that it calls included; and, where delegates or sequences occur in these, all that lambdas assign, for
/// any of them may be called by whatever goes through a sequence or is given a delegate.
/// </summary>
/// <remarks>
/// What a method declares itself is new at every call, and not what the caller knows by the same number: a method may be called again while it runs. Lambdas may have
/// been made in any of its calls, so only what they declare themselves is left out.
/// </remarks>
public static class AssignedVariables
{
    private static readonly ConditionalWeakTable<Program, Effect[]> Known = new();

    public static ImmutableSortedSet<int> In(Program program, Statement statement)
    {
        var own = Direct(program, statement);
        var effects = Known.GetValue(program, Effects);
        var variables = own.Variables.Concat(own.Calls.SelectMany(method => effects[method].Variables));
        if (own.CallsDelegates || own.Calls.Any(method => effects[method].CallsDelegates)) variables = variables.Concat(OfDelegates(program, effects));
        return variables.ToImmutableSortedSet();
    }

    /// <summary>What the delegates of a program may assign.</summary>
    public static ImmutableSortedSet<int> InDelegates(Program program) => OfDelegates(program, Known.GetValue(program, Effects)).ToImmutableSortedSet();

    private static IEnumerable<int> OfDelegates(Program program, Effect[] effects) => program.DelegateMethods().SelectMany(method => effects[method].Variables);

    /// <summary>What calls of each method may assign of the variables around it.</summary>
    private static Effect[] Effects(Program program)
    {
        var effects = program.Methods.Select(method => Direct(program, method.Body)).ToArray();
        var declared = program.Methods.Select(method => new HashSet<int>(method.Parameters.Select(parameter => parameter.Variable).Concat(method.Body.Declared()))).ToArray();
        for (var m = 0; m < effects.Length; m++) effects[m].Variables.ExceptWith(declared[m]);
        for (var isNew = true; isNew;)
        {
            isNew = false;
            for (var m = 0; m < effects.Length; m++)
            {
                foreach (var called in effects[m].Calls)
                {
                    foreach (var variable in effects[called].Variables.ToList()) isNew |= !declared[m].Contains(variable) && effects[m].Variables.Add(variable);
                    isNew |= effects[called].CallsDelegates && !effects[m].CallsDelegates;
                    effects[m].CallsDelegates |= effects[called].CallsDelegates;
                }
            }
        }

        return effects;
    }

    private static Effect Direct(Program program, Statement statement)
    {
        var effect = new Effect();
        foreach (var expression in statement.Expressions())
        {
            effect.CallsDelegates |= expression.Type is DelegateType or SequenceType;
            switch (expression)
            {
                case Assignment assignment:
                    AddTarget(assignment.Target, effect.Variables);
                    break;
                case CompoundAssignment assignment:
                    AddTarget(assignment.Target, effect.Variables);
                    break;
                case Increment increment:
                    AddTarget(increment.Target, effect.Variables);
                    break;
                case Deconstruction deconstruction:
                    foreach (var target in deconstruction.Targets) AddTarget(target, effect.Variables);
                    break;
                case Call call:
                    AddCall(program, call.Method, call.Receiver, call.Arguments, effect);
                    break;
                case ObjectCreation creation when creation.Constructor >= 0:
                    AddCall(program, creation.Constructor, null, creation.Arguments, effect);
                    break;
                case StructCreation creation when creation.Constructor >= 0:
                    AddCall(program, creation.Constructor, null, creation.Arguments, effect);
                    break;
            }
        }

        return effect;
    }

    private static void AddCall(Program program, int index, Expression? receiver, EquatableArray<Expression> arguments, Effect effect)
    {
        var method = program.Methods[index];
        effect.Calls.Add(index);
        if (receiver is not null) AddTarget(receiver, effect.Variables);
        for (var i = 0; i < arguments.Count && i < method.Parameters.Count; i++)
            if (method.Parameters[i].Mode is PassingMode.Ref or PassingMode.Out) AddTarget(arguments[i], effect.Variables);
    }

    private static void AddTarget(Expression target, ISet<int> variables)
    {
        while (target is FieldAccess or TupleElement) target = target is FieldAccess field ? field.Instance : ((TupleElement)target).Tuple;
        if (target is VariableReference variable) variables.Add(variable.Variable);
    }

    private sealed class Effect
    {
        public HashSet<int> Variables { get; } = [];

        public HashSet<int> Calls { get; } = [];

        public bool CallsDelegates { get; set; }
    }
}
