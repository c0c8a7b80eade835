using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading.AnyLength;

/// <summary>Finds where a program halves the length of its input, rounded down: of the caller's arrays, or of a variable that holds it and nothing else.</summary>
internal sealed class HalfLengths
{
    private readonly HashSet<int> arrays;
    private readonly HashSet<int> lengths = [];

    public HalfLengths(Program program)
    {
        var expressions = program.Methods.SelectMany(m => m.Body.Expressions()).ToList();
        var changed = new HashSet<int>(expressions.SelectMany(e => Changed(program, e)).OfType<VariableReference>().Select(v => v.Variable));
        arrays = new(program.Entry.Parameters.Select(p => p.Variable).Where(v => !changed.Contains(v)));
        foreach (var declarations in program.Methods.SelectMany(m => LengthDegrees.Declarations(m.Body)).GroupBy(d => d.Variable))
            if (declarations.Count() == 1 && !changed.Contains(declarations.Key) && declarations.First().Initializer is { } value && IsLength(value)) lengths.Add(declarations.Key);
        Exist = expressions.Any(IsHalf);
    }

    /// <summary>Whether there is any.</summary>
    public bool Exist { get; }

    /// <summary>⌊N/2⌋.</summary>
    public bool IsHalf(Expression expression) =>
        expression is Binary { Operator: BinaryOperator.Divide, Type: ScalarType { Kind: ScalarKind.Int32 }, Right: IntegerLiteral { Value: 2 }, Left: var length } && IsLength(length);

    /// <summary>The length of the input.</summary>
    public bool IsLength(Expression expression) => expression switch
    {
        LengthOf { Array: VariableReference array } => arrays.Contains(array.Variable),
        VariableReference variable => lengths.Contains(variable.Variable),
        _ => false,
    };

    /// <summary>What an expression gives another value.</summary>
    internal static IEnumerable<Expression> Changed(Program program, Expression expression) => expression switch
    {
        Assignment assignment => [assignment.Target],
        CompoundAssignment assignment => [assignment.Target],
        Increment increment => [increment.Target],
        Deconstruction deconstruction => deconstruction.Targets,
        Call call => ByReference(program.Methods[call.Method], call.Arguments),
        StructCreation { Constructor: >= 0 } creation => ByReference(program.Methods[creation.Constructor], creation.Arguments),
        _ => [],
    };

    private static IEnumerable<Expression> ByReference(ProgramMethod method, EquatableArray<Expression> arguments) =>
        method.Parameters.Zip(arguments, (parameter, argument) => (parameter, argument)).Where(p => p.parameter.Mode is PassingMode.Ref or PassingMode.Out).Select(p => p.argument);
}
