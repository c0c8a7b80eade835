using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading.AnyLength;

/// <summary>
/// The conditions that a method of any length may branch on: comparisons of a loop's counter with 0 or 1, or with a number next to the length of the input, its double or half.
/// They tell the first and the last rounds of a loop from the others, at every length in the same way, as <c>k == 0 ? Math.Sqrt(1.0 / n) : Math.Sqrt(2.0 / n)</c> does; a comparison
/// with any other number might tell lengths apart.
/// </summary>
internal sealed class EndConditions
{
    private readonly HalfLengths halves;
    private readonly HashSet<int> counters;
    private readonly HashSet<int> lengths = [];
    private readonly HashSet<int> arrays = [];
    private readonly HashSet<Expression> allowed = new(ReferenceComparer.Instance);

    public EndConditions(Program program, HalfLengths halves)
    {
        this.halves = halves;
        counters = new(program.Methods.SelectMany(m => Counters(program, m.Body).Concat(m.Body.Expressions().OfType<IntrinsicCall>().SelectMany(call => Counters(program, call)))));
        var changed = new HashSet<int>(program.Methods.SelectMany(m => m.Body.Expressions()).SelectMany(e => HalfLengths.Changed(program, e)).OfType<VariableReference>().Select(v => v.Variable));
        foreach (var declarations in program.Methods.SelectMany(m => LengthDegrees.Declarations(m.Body)).GroupBy(d => d.Variable))
        {
            if (declarations.Count() > 1 || changed.Contains(declarations.Key)) continue;
            if (declarations.First().Initializer is ArrayCreation { Sizes: [{ } size] } && IsNearLength(size)) arrays.Add(declarations.Key);
            if (declarations.First().Initializer is { } value && IsNearLength(value)) lengths.Add(declarations.Key);
        }

        foreach (var condition in program.Methods.SelectMany(m => m.Body.Expressions()).Where(IsCondition)) allowed.Add(condition);
    }

    /// <summary>Whether an expression is such a condition, or a choice; of choices, the conditions are asked for themselves.</summary>
    public bool Allow(Expression expression) => expression is Conditional or ShortCircuit || allowed.Contains(expression);

    private bool IsCondition(Expression expression) =>
        expression is Binary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } comparison
        && ((IsCounter(comparison.Left) && IsEnd(comparison.Right)) || (IsEnd(comparison.Left) && IsCounter(comparison.Right)));

    private bool IsCounter(Expression expression) => expression is VariableReference variable && counters.Contains(variable.Variable);

    private bool IsEnd(Expression expression) => expression is IntegerLiteral { Value: 0 or 1 } || IsNearLength(expression);

    private bool IsNearLength(Expression expression) => expression switch
    {
        VariableReference variable when lengths.Contains(variable.Variable) => true,
        Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract, Right: IntegerLiteral { Value: 1 } } sum => IsNearLength(sum.Left),
        Binary { Operator: BinaryOperator.Multiply, Left: IntegerLiteral { Value: 2 } } product => IsNearLength(product.Right),
        Binary { Operator: BinaryOperator.Multiply, Right: IntegerLiteral { Value: 2 } } product => IsNearLength(product.Left),
        LengthOf { Array: VariableReference array } when arrays.Contains(array.Variable) => true,
        _ => halves.IsLength(expression) || halves.IsHalf(expression),
    };

    /// <summary>What the functions of sequences are given that count their calls.</summary>
    private static IEnumerable<int> Counters(Program program, IntrinsicCall call) => call switch
    {
        { Intrinsic: Intrinsic.SequenceSelect or Intrinsic.SequenceSum, Arguments: [IntrinsicCall { Intrinsic: Intrinsic.SequenceRange, Arguments: [IntegerLiteral { Value: 0 or 1 }, _] }, DelegateCreation function] } => program.Methods[function.Method].Parameters.Select(p => p.Variable),
        { Intrinsic: Intrinsic.SequenceSelect, Arguments: [_, DelegateCreation function] } => program.Methods[function.Method].Parameters.Skip(1).Select(p => p.Variable),
        { Intrinsic: Intrinsic.ParallelFor, Arguments: [IntegerLiteral { Value: 0 or 1 }, _, DelegateCreation body] } => program.Methods[body.Method].Parameters.Select(p => p.Variable),
        _ => [],
    };

    private static IEnumerable<int> Counters(Program program, Statement statement) => statement switch
    {
        Block block => block.Statements.SelectMany(s => Counters(program, s)),
        Loop loop => Own(program, loop).Concat(Counters(program, loop.Body)),
        ForEach each => Counters(program, each.Body),
        If branch => Counters(program, branch.Then).Concat(branch.Else is null ? [] : Counters(program, branch.Else)),
        _ => [],
    };

    /// <summary>A counter that is the loop's own, and goes up by one from a first number; nobody else gives it a value.</summary>
    internal static IEnumerable<int> Own(Program program, Loop loop)
    {
        if (CountedLoop.Recognise(program, loop) is not { Delta: IntegerLiteral { Value: 1 }, CountsDown: false } counted) yield break;
        if (loop.Before.SelectMany(LengthDegrees.Declarations).Any(d => d.Variable == counted.Variable && d.Initializer is IntegerLiteral { Value: 0 or 1 })) yield return counted.Variable;
    }
}
