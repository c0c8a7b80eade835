using System.Runtime.CompilerServices;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// How a program uses integers from outside (parameters, fields): as sizes, as exponents of sizes, as flags, or as places in arrays. It is only a guess of the value
/// that they have when the method is called as meant: generated code checks it, and runs the naive method for any other.
/// </summary>
internal sealed class ScalarUses
{
    private const int MaximumChoices = 8;

    private readonly HashSet<string> sizes = [];
    private readonly HashSet<string> exponents = [];
    private readonly HashSet<string> indices = [];
    private readonly HashSet<string> starts = [];
    private readonly HashSet<string> counters = [];
    private readonly HashSet<string> steps = [];
    private readonly List<(string Factor, List<string> Others)> products = [];
    private readonly Dictionary<string, HashSet<string>> indicesOfArrays = [];
    private readonly Dictionary<string, SortedSet<long>> comparands = [];
    private readonly List<(string Target, List<string> Sources)> copies = [];

    private ScalarUses()
    {
    }

    public static string KeyOf(int variable) => "variable " + variable.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static string KeyOfField(int field) => "field " + field.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static string KeyOfMember(string member) => "member " + member;

    /// <summary>The uses in a program, looked for once.</summary>
    public static ScalarUses Of(Program program) => Known.GetValue(program, Find);

    private static readonly ConditionalWeakTable<Program, ScalarUses> Known = new();

    private static ScalarUses Find(Program program)
    {
        var uses = new ScalarUses();
        foreach (var method in program.Methods)
        {
            uses.VisitLoops(method.Body);
            foreach (var expression in method.Body.Expressions()) uses.Visit(program, expression);
            uses.VisitDeclarations(method.Body);
        }

        foreach (var construction in program.Constructions) uses.VisitKeepers(program, construction);
        uses.Propagate(uses.sizes);
        uses.Propagate(uses.exponents);
        uses.Propagate(uses.indices);
        uses.PropagateForwards(uses.counters);
        uses.steps.UnionWith(uses.products.Where(p => p.Others.Any(uses.counters.Contains)).Select(p => p.Factor));
        return uses;
    }

    /// <summary>Whether a parameter is part of an index, and so may be a place in an array that can be anywhere.</summary>
    public bool IsOffset(ProgramParameter parameter) =>
        parameter is { Mode: PassingMode.Value, Type: ScalarType { Kind: ScalarKind.Int32 }, Choices.Count: 0 }
        && KeyOf(parameter.Variable) is var key && indices.Contains(key) && !exponents.Contains(key) && (!sizes.Contains(key) || starts.Contains(key));

    public bool IsSize(ProgramParameter parameter) => sizes.Contains(KeyOf(parameter.Variable));

    public bool HasOffsets(ProgramMethod method) => method.Parameters.Any(IsOffset);

    /// <summary>The parameter that a counter is multiplied by in the indices of an array: how far apart rows are, which lie one after the other. −1 where there is none.</summary>
    public int RowStep(ProgramMethod method, int array)
    {
        if (!indicesOfArrays.TryGetValue(KeyOf(array), out var keys)) return -1;
        var all = new HashSet<string>(keys);
        Propagate(all);
        for (var i = 0; i < method.Parameters.Count; i++)
            if (IsOffset(method.Parameters[i]) && !IsSize(method.Parameters[i]) && KeyOf(method.Parameters[i].Variable) is var key && steps.Contains(key) && all.Contains(key)) return i;
        return -1;
    }

    /// <summary>The values to derive for, likeliest first.</summary>
    /// <param name="key">The variable, field or member.</param>
    /// <param name="kind">Its type.</param>
    /// <param name="members">The members of its type, where that is an enumeration.</param>
    /// <param name="size">The next size that is given.</param>
    /// <param name="isState">Whether it may be any number at any call, not what a caller gives for this one: then it is a flag only where it is compared.</param>
    public IReadOnlyList<long> Choices(string key, ScalarKind kind, EquatableArray<long> members, Func<int> size, bool isState)
    {
        if (kind == ScalarKind.Boolean) return [0, 1];
        if (members.Count > 0) return members.Take(MaximumChoices).ToList();
        if (sizes.Contains(key)) return [size()];
        if (exponents.Contains(key)) return [Logarithm(size())];
        if (isState && !comparands.ContainsKey(key)) return [];
        var flags = new List<long> { 1, -1 };
        if (comparands.TryGetValue(key, out var compared)) flags = compared.Concat(flags).Distinct().Take(MaximumChoices).ToList();
        var isUnsigned = kind is ScalarKind.Byte or ScalarKind.UInt16 or ScalarKind.UInt32 or ScalarKind.UInt64;
        return flags.Where(f => f >= 0 || !isUnsigned).ToList();
    }

    private static long Logarithm(int size)
    {
        var exponent = 0;
        while (1L << exponent < size) exponent++;
        return exponent;
    }

    private static IEnumerable<string> Keys(Expression expression)
    {
        switch (expression)
        {
            case VariableReference variable:
                return [KeyOf(variable.Variable)];
            case StaticFieldReference field:
                return [KeyOfField(field.Field)];
            case MemberAccess member:
                return [KeyOfMember(member.Member)];
            case LengthOf or ElementAccess:
                return [];
            case Binary { Operator: BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight } shift:
                return Keys(shift.Left);
            case IntrinsicCall { Intrinsic: Intrinsic.Pow, Arguments.Count: 2 } power:
                return Keys(power.Arguments[0]);
            default:
                return expression.Operands().SelectMany(Keys);
        }
    }

    private void VisitLoops(Statement statement)
    {
        switch (statement)
        {
            case Block block:
                foreach (var inner in block.Statements) VisitLoops(inner);
                break;
            case If @if:
                VisitLoops(@if.Then);
                if (@if.Else is { } otherwise) VisitLoops(otherwise);
                break;
            case ForEach forEach:
                VisitLoops(forEach.Body);
                break;
            case Loop loop:
                if (loop.Condition is { } condition) sizes.UnionWith(Keys(condition));
                foreach (var before in loop.Before) VisitStart(before);
                counters.UnionWith(loop.Step.SelectMany(Stepped));
                VisitLoops(loop.Body);
                break;
        }
    }

    private void VisitStart(Statement before)
    {
        if (before is VariableDeclaration { Initializer: { } initializer }) starts.UnionWith(Keys(initializer));
        if (before is ExpressionStatement { Expression: Assignment assignment }) starts.UnionWith(Keys(assignment.Value));
    }

    /// <summary>The variables that a loop's step changes.</summary>
    private static IEnumerable<string> Stepped(Expression step) => step switch
    {
        Increment increment => Keys(increment.Target),
        CompoundAssignment compound => Keys(compound.Target),
        Assignment assignment => Keys(assignment.Target),
        _ => [],
    };

    /// <summary>A field that keeps a constructor's parameter is what the parameter is used as.</summary>
    private void VisitKeepers(Program program, ProgramConstruction construction)
    {
        if (construction.Constructor < 0) return;
        var parameters = program.Methods[construction.Constructor].Parameters;
        for (var i = 0; i < parameters.Count && i < construction.Keepers.Count; i++)
            if (construction.Keepers[i].Member is { } keeper) copies.Add((KeyOf(parameters[i].Variable), [KeyOfMember(keeper)]));
    }

    private void VisitDeclarations(Statement statement)
    {
        switch (statement)
        {
            case Block block:
                foreach (var inner in block.Statements) VisitDeclarations(inner);
                break;
            case If @if:
                VisitDeclarations(@if.Then);
                if (@if.Else is { } otherwise) VisitDeclarations(otherwise);
                break;
            case ForEach forEach:
                VisitDeclarations(forEach.Body);
                break;
            case Loop loop:
                foreach (var before in loop.Before) VisitDeclarations(before);
                VisitDeclarations(loop.Body);
                break;
            case VariableDeclaration { Initializer: { } initializer, Type: ScalarType } declaration:
                copies.Add((KeyOf(declaration.Variable), Keys(initializer).ToList()));
                break;
        }
    }

    private void Visit(Program program, Expression expression)
    {
        switch (expression)
        {
            case ArrayCreation creation:
                foreach (var size in creation.Sizes) sizes.UnionWith(Keys(size));
                break;
            case ElementAccess access:
                VisitIndices(access);
                break;
            case IntrinsicCall { Intrinsic: Intrinsic.SliceRange or Intrinsic.SequenceSkip } slice:
                indices.UnionWith(Keys(slice.Arguments[1]));
                break;
            case IntrinsicCall { Intrinsic: Intrinsic.ArrayCopyRange } copy:
                indices.UnionWith(Keys(copy.Arguments[1]).Concat(Keys(copy.Arguments[3])));
                break;
            case Binary { Operator: BinaryOperator.Multiply, Type: ScalarType { Kind: ScalarKind.Int32 } } product:
                foreach (var (factor, other) in new[] { (product.Left, product.Right), (product.Right, product.Left) })
                    if (Unconverted(factor) is VariableReference variable) products.Add((KeyOf(variable.Variable), Keys(other).ToList()));
                break;
            case Binary { Operator: BinaryOperator.Divide or BinaryOperator.Remainder } division:
                sizes.UnionWith(Keys(division.Right));
                break;
            case Binary { Operator: BinaryOperator.ShiftLeft, Left: IntegerLiteral } shift:
                exponents.UnionWith(Keys(shift.Right));
                break;
            case IntrinsicCall { Intrinsic: Intrinsic.Pow, Arguments.Count: 2 } power when Unconverted(power.Arguments[0]) is IntegerLiteral or RealLiteral:
                exponents.UnionWith(Keys(power.Arguments[1]));
                break;
            case Binary { Operator: >= BinaryOperator.Equal } comparison:
                Compare(comparison.Left, comparison.Right);
                Compare(comparison.Right, comparison.Left);
                break;
            case Assignment { Type: ScalarType } assignment:
                foreach (var target in Keys(assignment.Target)) copies.Add((target, Keys(assignment.Value).ToList()));
                break;
            case Call call:
                Pass(program.Methods[call.Method], call.Arguments);
                break;
        }
    }

    private void VisitIndices(ElementAccess access)
    {
        var keys = access.Indices.SelectMany(Keys).ToList();
        indices.UnionWith(keys);
        if (Unconverted(access.Array) is not VariableReference array) return;
        if (!indicesOfArrays.TryGetValue(KeyOf(array.Variable), out var known)) indicesOfArrays[KeyOf(array.Variable)] = known = [];
        known.UnionWith(keys);
    }

    private void Compare(Expression side, Expression other)
    {
        if (Unconverted(other) is LengthOf) sizes.UnionWith(Keys(side));
        if (Unconverted(other) is not IntegerLiteral literal) return;
        foreach (var key in Keys(side))
        {
            if (!comparands.TryGetValue(key, out var values)) comparands[key] = values = [];
            values.Add(literal.Value);
        }
    }

    private void Pass(ProgramMethod method, EquatableArray<Expression> arguments)
    {
        for (var i = 0; i < arguments.Count && i < method.Parameters.Count; i++)
            if (method.Parameters[i].Type is ScalarType) copies.Add((KeyOf(method.Parameters[i].Variable), Keys(arguments[i]).ToList()));
    }

    /// <summary>What a size is computed from is a size too.</summary>
    private void Propagate(HashSet<string> keys)
    {
        for (var isChanged = true; isChanged;)
        {
            isChanged = false;
            foreach (var (target, sources) in copies)
            {
                if (!keys.Contains(target)) continue;
                foreach (var source in sources) isChanged |= keys.Add(source);
            }
        }
    }

    /// <summary>What is computed from a counter changes with it.</summary>
    private void PropagateForwards(HashSet<string> keys)
    {
        for (var isChanged = true; isChanged;)
        {
            isChanged = false;
            foreach (var (target, sources) in copies)
                if (sources.Any(keys.Contains)) isChanged |= keys.Add(target);
        }
    }

    private static Expression Unconverted(Expression expression) => expression is Conversion conversion ? Unconverted(conversion.Operand) : expression;
}
