using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading.AnyLength;

/// <summary>
/// Bounds how the numbers of a program depend on the length of its input: as polynomials in the length, over powers of it, whose degree is bounded by what is
/// multiplied and divided on the way. Control flow may not depend on the length but by the bounds of counted loops, and by what tells their first and last rounds
/// from the others (<see cref="EndConditions"/>).
/// </summary>
/// <remarks>
/// A coefficient that is such a function of the length is known for every length when it is known for more lengths in a row than its degree (a polynomial
/// that is an integer at as many consecutive integers is one everywhere; one that vanishes there is zero). Half the length, rounded down, is such a function of
/// the even lengths, and another of the odd ones: of each there are half as many in a row, so half the degree is allowed.
/// </remarks>
internal sealed class LengthDegrees
{
    private readonly Program program;
    private readonly Dictionary<int, int> variables = [];
    private readonly Dictionary<int, int> results = [];
    private bool changed;

    private readonly ScaledOnce scaledOnce;
    private readonly Dictionary<Expression, int> scales = new(ReferenceComparer.Instance);

    private LengthDegrees(Program program)
    {
        this.program = program;
        scaledOnce = new(program);
    }

    /// <summary>The largest degree, or null where it is above a limit, or the program does something whose result is no such function.</summary>
    public static int? Of(Program program, int limit)
    {
        var halves = new HalfLengths(program);
        var ends = new EndConditions(program, halves);
        bool IsUniformOrHalf(Expression e) => halves.IsHalf(e) || ends.Allow(e) || IsUniform(e);
        if (program.Methods.Any(m => !IsUniform(program, m.Body, IsUniformOrHalf)) || program.Fields.Any(f => f.Initializer is null || f.ChangingName is not null || !All(f.Initializer).All(IsUniform))) return null;
        if (halves.Exist) limit = (limit - 1) / 2;
        var degrees = new LengthDegrees(program);
        for (var round = 0; round <= limit + 2; round++)
        {
            degrees.changed = false;
            var largest = program.Methods.Select((m, i) => degrees.Note(m, i)).DefaultIfEmpty(0).Max();
            if (largest > limit) return null;
            if (!degrees.changed) return largest;
        }

        return null;
    }

    private static IEnumerable<Expression> All(Expression expression) => new ExpressionStatement(expression, expression.Span).Expressions();

    /// <summary>Counted loops and straight lines; no branches but on the ends of loops, no early exits.</summary>
    private static bool IsUniform(Program program, Statement statement, Func<Expression, bool> isUniform) => statement switch
    {
        Block block => block.Statements.All(s => IsUniform(program, s, isUniform)),
        VariableDeclaration or ExpressionStatement or Return => statement.Expressions().All(isUniform),
        ForEach each => All(each.Collection).All(isUniform) && IsUniform(program, each.Body, isUniform),
        If branch => All(branch.Condition).All(isUniform)
            && IsUniform(program, branch.Then, isUniform)
            && (branch.Else is null || IsUniform(program, branch.Else, isUniform)),
        Loop loop => CountedLoop.Recognise(program, loop) is { } counted
            && All(counted.Bound).Concat(All(counted.Delta)).All(isUniform)
            && loop.Before.All(s => IsUniform(program, s, isUniform))
            && IsUniform(program, counted.Body, isUniform),
        _ => false,
    };

    private static bool IsUniform(Expression expression) => expression switch
    {
        Binary { Operator: BinaryOperator.Divide, Type: ScalarType { Kind: not (ScalarKind.Double or ScalarKind.Single) } } => false,
        CompoundAssignment { BuiltIn: not (BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide) } => false,
        CompoundAssignment { BuiltIn: BinaryOperator.Divide, OperationType: ScalarType { Kind: not (ScalarKind.Double or ScalarKind.Single) } } => false,
        Binary binary => binary.Operator is BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide,
        Unary unary => unary.Operator == UnaryOperator.Negate,
        Conversion { Type: ScalarType { Kind: not (ScalarKind.Double or ScalarKind.Single or ScalarKind.Int32 or ScalarKind.Int64) } } => false,
        Conversion { Type: ScalarType { Kind: ScalarKind.Int32 or ScalarKind.Int64 }, Operand.Type: ScalarType { Kind: ScalarKind.Double or ScalarKind.Single } } => false,
        IntrinsicCall call => call.Intrinsic is Intrinsic.Sin or Intrinsic.Cos or Intrinsic.SinCos or Intrinsic.Sqrt or Intrinsic.FusedMultiplyAdd
            or Intrinsic.ComplexCreate or Intrinsic.ComplexZero or Intrinsic.ComplexOne or Intrinsic.ComplexImaginaryOne or Intrinsic.ComplexReal
            or Intrinsic.ComplexImaginary or Intrinsic.ComplexConjugate or Intrinsic.ComplexExp or Intrinsic.ComplexFromPolar
            or Intrinsic.ArrayCopy or Intrinsic.ArrayCopyTo or Intrinsic.SpanCopyTo or Intrinsic.ArrayClone or Intrinsic.ArrayClear
            or Intrinsic.SequenceRange or Intrinsic.SequenceRepeat or Intrinsic.SequenceSelect or Intrinsic.SequenceZip or Intrinsic.SequenceSkip or Intrinsic.SequenceTake
            or Intrinsic.SequenceReverse or Intrinsic.SequenceSum or Intrinsic.SequenceAggregate or Intrinsic.SequenceToArray
            or Intrinsic.ForEachElement or Intrinsic.ParallelFor or Intrinsic.ParallelForEach or Intrinsic.ListCreate or Intrinsic.ListFrom or Intrinsic.ListAdd,
        IntegerLiteral or RealLiteral or PiLiteral or DefaultValue or VariableReference or StaticFieldReference or FieldAccess or TupleElement or TupleCreation
            or Conversion or ElementAccess or ArrayCreation or LengthOf or Call or DelegateCreation or DelegateCall or StructCreation or Assignment or CompoundAssignment or Deconstruction or Increment => true,
        _ => false,
    };

    /// <summary>Notes what the method's variables and its result depend on; gives the largest degree seen.</summary>
    private int Note(ProgramMethod method, int index)
    {
        var largest = 0;
        foreach (var declaration in Declarations(method.Body)) Raise(variables, declaration.Variable, largest = Math.Max(largest, Degree(declaration.Initializer)));
        foreach (var expression in method.Body.Expressions())
        {
            largest = Math.Max(largest, Degree(expression));
            if (expression is Assignment assignment) Assign(assignment.Target, Degree(assignment.Value));
            if (expression is CompoundAssignment compound)
            {
                if (scaledOnce.VariableOf(compound) is not null) Scale(compound, Degree(compound.Value));
                else Assign(compound.Target, compound.BuiltIn is BinaryOperator.Add or BinaryOperator.Subtract ? Degree(compound.Value) : Degree(compound));
            }

            if (expression is Deconstruction deconstruction)
                foreach (var target in deconstruction.Targets) Assign(target, Degree(deconstruction.Value));
            if (expression is IntrinsicCall { Intrinsic: Intrinsic.ListAdd } added) Assign(added.Arguments[0], Degree(added.Arguments[1]));
            if (expression is IntrinsicCall intrinsic) PassElements(intrinsic);
            if (expression is DelegateCall { Arguments: var given } invocation) foreach (var callee in Callees(invocation.Delegate)) Pass(callee, null, given);
            if (expression is Call call) Pass(call.Method, call.Receiver, call.Arguments);
            if (expression is StructCreation { Constructor: >= 0 } creation) Pass(creation.Constructor, null, creation.Arguments);
        }

        foreach (var value in Returns(method.Body)) Raise(results, index, Degree(value));
        return largest;
    }

    private void Pass(int method, Expression? receiver, IEnumerable<Expression> arguments)
    {
        var target = program.Methods[method];
        if (receiver is not null && target.Receiver >= 0) Raise(variables, target.Receiver, Degree(receiver));
        foreach (var (parameter, argument) in target.Parameters.Zip(arguments, (p, a) => (p, a))) Raise(variables, parameter.Variable, Degree(argument));
    }

    /// <summary>The elements of a sequence that functions are given, and what one call of them hands on to the next.</summary>
    private void PassElements(IntrinsicCall call)
    {
        if (!call.Arguments.Any(argument => argument.Type is DelegateType)) return;
        foreach (var method in call.Arguments.Where(argument => argument.Type is DelegateType).SelectMany(Callees))
        {
            var parameters = program.Methods[method].Parameters;
            for (var i = 0; i < parameters.Count; i++) Raise(variables, parameters[i].Variable, DegreeGiven(call, i));
        }
    }

    private int DegreeGiven(IntrinsicCall call, int parameter) => call.Intrinsic switch
    {
        Intrinsic.SequenceAggregate when parameter == 0 => call.Arguments.Max(Degree),
        Intrinsic.SequenceZip => Degree(call.Arguments[parameter]),
        Intrinsic.SequenceSelect when parameter == 1 => 0,
        _ => Degree(call.Arguments[0]),
    };

    /// <summary>The methods that a delegate may call: the one that it is made of, or all that delegates are made of.</summary>
    private IEnumerable<int> Callees(Expression @delegate) => @delegate switch
    {
        DelegateCreation creation => [creation.Method],
        Conversion conversion => Callees(conversion.Operand),
        _ => program.Methods.SelectMany(m => m.Body.Expressions()).OfType<DelegateCreation>().Select(d => d.Method).Distinct(),
    };

    /// <summary>
    /// Whatever is stored into an element or a field is noted for the whole variable; but not for the caller's arrays, which are input before they are output.
    /// </summary>
    private void Assign(Expression target, int degree)
    {
        while (target is ElementAccess or FieldAccess or TupleElement) target = target.Operands().First();
        if (target is not VariableReference variable || program.Entry.Parameters.Any(p => p.Variable == variable.Variable)) return;
        Raise(variables, variable.Variable, degree);
    }

    /// <summary>Notes what a value is multiplied by, once.</summary>
    private void Scale(CompoundAssignment product, int degree)
    {
        if (scales.TryGetValue(product, out var known) && known >= degree) return;
        scales[product] = degree;
        if (degree > 0) changed = true;
    }

    /// <summary>What is stored in a variable, times what it is multiplied by.</summary>
    private int DegreeOf(int variable) =>
        (variables.TryGetValue(variable, out var degree) ? degree : 0) + scales.Where(s => scaledOnce.VariableOf(s.Key) == variable).Sum(s => s.Value);

    private void Raise(Dictionary<int, int> degrees, int key, int degree)
    {
        if (degrees.TryGetValue(key, out var known) && known >= degree) return;
        degrees[key] = degree;
        if (degree > 0) changed = true;
    }

    private int Degree(Expression? expression) => expression switch
    {
        null => 0,
        LengthOf => 1,
        VariableReference variable => DegreeOf(variable.Variable),
        StaticFieldReference field => Degree(program.Fields[field.Field].Initializer),
        Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } product => Degree(product.Left) + Degree(product.Right),
        CompoundAssignment product when scaledOnce.VariableOf(product) is not null => Degree(product.Target),
        // A variable that is multiplied in a loop grows in each round: by nothing, or beyond the limit. A turning root of unity adds angles instead.
        CompoundAssignment { BuiltIn: BinaryOperator.Multiply or BinaryOperator.Divide, OperationType: not ComplexType } product => Degree(product.Target) + Degree(product.Value),
        ElementAccess access => Degree(access.Array),
        Call call => Math.Max(results.TryGetValue(call.Method, out var degree) ? degree : 0, call.Operands().Select(Degree).DefaultIfEmpty(0).Max()),
        DelegateCreation creation => results.TryGetValue(creation.Method, out var ofFunction) ? ofFunction : 0,
        DelegateCall call => Callees(call.Delegate).Select(m => results.TryGetValue(m, out var ofFunction) ? ofFunction : 0).Concat(call.Arguments.Select(Degree)).DefaultIfEmpty(0).Max(),
        // How many there are does not matter, as it does not in a loop.
        IntrinsicCall { Intrinsic: Intrinsic.SequenceRange or Intrinsic.SequenceRepeat or Intrinsic.SequenceSkip or Intrinsic.SequenceTake } call => Degree(call.Arguments[0]),
        IntrinsicCall { Intrinsic: Intrinsic.FusedMultiplyAdd } call => call.Arguments.Sum(Degree),
        _ => expression.Operands().Select(Degree).DefaultIfEmpty(0).Max(),
    };

    internal static IEnumerable<VariableDeclaration> Declarations(Statement statement) => statement switch
    {
        Block block => block.Statements.SelectMany(Declarations),
        VariableDeclaration declaration => [declaration],
        Loop loop => loop.Before.SelectMany(Declarations).Concat(Declarations(loop.Body)),
        ForEach each => Declarations(each.Body),
        If branch => Declarations(branch.Then).Concat(branch.Else is null ? [] : Declarations(branch.Else)),
        _ => [],
    };

    private static IEnumerable<Expression?> Returns(Statement statement) => statement switch
    {
        Block block => block.Statements.SelectMany(Returns),
        Return { Value: var value } => [value],
        Loop loop => Returns(loop.Body),
        ForEach each => Returns(each.Body),
        If branch => Returns(branch.Then).Concat(branch.Else is null ? [] : Returns(branch.Else)),
        _ => [],
    };
}
