using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// All N bins of a real signal's spectrum, computed one by one: X(N − k) is the conjugate of X(k), so the bins up to N/2 tell the others. Found by the
/// <see cref="Symmetry"/> of what is stored, whatever the loops look like; the arrays stored into are new, and of the same length.
/// </summary>
public sealed class ConjugateHalf() : RecomputationRule(RecomputationRules.ConjugateHalf, OperationKind.Loop)
{
    private static readonly NaiveTransform Whole = new();

    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        if (operation is not IForLoopOperation { Parent: IBlockOperation block } loop || !HasLoop(loop.Body)) return null;
        if (CountedLoop.Of(loop) is not { IsInclusive: false, Start.ConstantValue: { HasValue: true, Value: 0 } } counted) return null;
        return Lengths.IsLength(counted.Limit) && counted.Limit.ConstantValue is not { HasValue: true, Value: int and < 4 } ? Mirrored(counted, block, context) : null;
    }

    private static bool HasLoop(IOperation body)
    {
        if (body is ILoopOperation) return true;
        if (body is not IBlockOperation block) return false;
        foreach (var statement in block.Operations)
            if (statement is ILoopOperation) return true;
        return false;
    }

    private static ConjugateHalfFinding? Mirrored(CountedLoop loop, IBlockOperation block, RuleContext context)
    {
        if (Assignments(loop) is not { } assignments) return null;
        var facts = BodyFacts.Of(loop.Loop);
        if (facts.HasLabels || !facts.IsUnchanged(loop.Limit, loop.Loop.Syntax.Span)) return null;

        var symmetry = new MirrorSymmetry(loop, new(assignments.Select(assignment => assignment.Variable), SymbolEqualityComparer.Default));
        for (var hasChanged = true; hasChanged;)
        {
            hasChanged = false;
            foreach (var (variable, value, update) in assignments)
                hasChanged |= symmetry.Assign(variable, update is null ? symmetry.Of(value) : symmetry.Compound(variable, update));
        }

        if (!symmetry.HasAngle || !assignments.All(assignment => IsHarmless(assignment, symmetry, loop, facts, context))) return null;
        if (!InnerLoops(loop).All(inner => IsBound(inner.Start, symmetry, loop, facts, context) && IsBound(inner.Limit, symmetry, loop, facts, context))) return null;
        var targets = Arrays(assignments).Select(array => new MirroredArray(array, symmetry[array], IsHalfEnough(array, loop, block))).ToImmutableArray();
        if (targets.IsEmpty || !targets.All(target => target.Symmetry != Symmetry.None && IsNew(target.Array, loop, block))) return null;
        return IsPartOfTransform(loop.Loop, context) ? null : new(loop, targets);
    }

    /// <summary>All that the rounds write, in the order of the text; null where they do anything else.</summary>
    private static List<Assignment>? Assignments(CountedLoop loop)
    {
        var all = new List<Assignment>();
        return Gather(loop.Loop.Body, loop, all) ? all : null;
    }

    private static bool Gather(IOperation? statement, CountedLoop loop, List<Assignment> all)
    {
        switch (statement)
        {
            case IBlockOperation block:
                return block.Operations.All(part => Gather(part, loop, all));
            case IForLoopOperation inner:
                return CountedLoop.Of(inner) is not null && Gather(inner.Body, loop, all);
            case IVariableDeclarationGroupOperation { Declarations: [{ Declarators: var declarators }] }:
                foreach (var declarator in declarators)
                {
                    if (declarator.Initializer?.Value is not { } value || declarator.Symbol.RefKind != RefKind.None || !declarator.Symbol.Type.IsUnmanagedType) return false;
                    all.Add(new(declarator.Symbol, value, null));
                }

                return true;
            case IExpressionStatementOperation { Operation: IAssignmentOperation { Target: var target } assignment } when VariableOf(target, loop) is { } variable:
                if (assignment is not (ISimpleAssignmentOperation { IsRef: false } or ICompoundAssignmentOperation)) return false;
                all.Add(new(variable, assignment.Value, assignment as ICompoundAssignmentOperation));
                return true;
            default:
                return false;
        }
    }

    /// <summary>A local of the round, or the array of which the element at k is written.</summary>
    private static ISymbol? VariableOf(IOperation target, CountedLoop loop) => target switch
    {
        ILocalReferenceOperation { Local: var local } when local.DeclaringSyntaxReferences is [var declaration] && loop.Loop.Body.Syntax.Span.Contains(declaration.Span) => local,
        IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation { Local: var array }, Indices: [ILocalReferenceOperation { Local: var index }] }
            when SymbolEqualityComparer.Default.Equals(index, loop.Counter) => array,
        _ => null,
    };

    /// <summary>
    /// Without effects, and the same in every round but for what is followed here. A value without symmetry may only be an angle, or the like: what
    /// cannot fail.
    /// </summary>
    private static bool IsHarmless(Assignment assignment, MirrorSymmetry symmetry, CountedLoop loop, BodyFacts facts, RuleContext context)
    {
        var traits = new ExpressionTraits(context.Methods, loop.Loop).Of(assignment.Value);
        if ((traits & Traits.Impure) != 0 || assignment.Update is { IsChecked: true }) return false;
        if (symmetry[assignment.Variable] == Symmetry.None && traits != Traits.None) return false;
        foreach (var element in assignment.Value.DescendantsAndSelf().Where(part => part is IArrayElementReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation))
        {
            if (symmetry.VariableOf(element) is not null || !symmetry.DependsOnRound(element) && IsSame(element, loop, facts)) continue;
            if (element is not IPropertyReferenceOperation { Instance: { } instance } || !TypeLowering.IsComplex(instance.Type)) return false;
        }

        return assignment.Value.DescendantsAndSelf().All(part => part is not (ILocalReferenceOperation or IParameterReferenceOperation)
            || symmetry.DependsOnRound(part) || part.Parent is IArrayElementReferenceOperation || IsSame(part, loop, facts));
    }

    /// <summary>Whether a bound of an inner loop is the same in all rounds.</summary>
    private static bool IsBound(IOperation bound, MirrorSymmetry symmetry, CountedLoop loop, BodyFacts facts, RuleContext context) =>
        !symmetry.DependsOnRound(bound) && IsSame(bound, loop, facts) && (new ExpressionTraits(context.Methods, loop.Loop).Of(bound) & Traits.Impure) == 0;

    private static IEnumerable<CountedLoop> InnerLoops(CountedLoop loop) => loop.Loop.Body.DescendantsAndSelf().OfType<IForLoopOperation>().Select(CountedLoop.Of).OfType<CountedLoop>();

    private static bool IsSame(IOperation value, CountedLoop loop, BodyFacts facts) =>
        facts.IsUnchanged(value, loop.Loop.Syntax.Span, InnerLoops(loop).Select(inner => (ISymbol)inner.Counter).ToArray());

    private static IEnumerable<ILocalSymbol> Arrays(List<Assignment> assignments) =>
        assignments.Select(assignment => assignment.Variable).OfType<ILocalSymbol>().Where(variable => variable.Type is IArrayTypeSymbol).Distinct<ILocalSymbol>(SymbolEqualityComparer.Default);

    /// <summary>Made in the same block, with N elements, and used for nothing before the loop.</summary>
    private static bool IsNew(ILocalSymbol array, CountedLoop loop, IBlockOperation block)
    {
        if (Lengths.InitialValue(array, loop.Loop) is not IArrayCreationOperation { DimensionSizes: [var size], Initializer: null } || !Lengths.Same(size, loop.Limit)) return false;
        if (array.Type is not IArrayTypeSymbol { ElementType: var element } || !(PureFunctions.IsFloating(element) || TypeLowering.IsComplex(element))) return false;
        if (!block.Locals.Contains(array, SymbolEqualityComparer.Default)) return false;
        return References(array, block).All(use => use.Syntax.SpanStart >= loop.Loop.Syntax.SpanStart || use.Parent is IPropertyReferenceOperation { Property.Name: "Length" });
    }

    /// <summary>Whether all that is read of an array afterwards are elements up to N/2, by the counters of loops that go no farther.</summary>
    private static bool IsHalfEnough(ILocalSymbol array, CountedLoop loop, IBlockOperation block) =>
        References(array, block).Where(use => !loop.Loop.Syntax.Span.Contains(use.Syntax.Span)).All(use =>
            use.Parent is IPropertyReferenceOperation { Property.Name: "Length" }
            || use.Parent is IArrayElementReferenceOperation { Indices: [ILocalReferenceOperation { Local: var index }] } && CounterOf(index, use) is { } counted && IsHalf(counted, loop.Limit));

    private static CountedLoop? CounterOf(ILocalSymbol index, IOperation place) => Places.LoopsAround(place).OfType<IForLoopOperation>().Select(CountedLoop.Of)
        .FirstOrDefault(counted => counted is not null && SymbolEqualityComparer.Default.Equals(counted.Counter, index));

    /// <summary><c>k &lt;= N / 2</c> or <c>k &lt; N / 2 + 1</c> or less.</summary>
    private static bool IsHalf(CountedLoop counted, IOperation length)
    {
        var limit = counted.Limit;
        if (!counted.IsInclusive && limit is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, RightOperand.ConstantValue: { HasValue: true, Value: 1 }, LeftOperand: var less }) limit = less;
        return limit is IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide, RightOperand.ConstantValue: { HasValue: true, Value: 2 }, LeftOperand: var whole } && Lengths.Same(whole, length);
    }

    private static IEnumerable<IOperation> References(ILocalSymbol array, IBlockOperation block) =>
        block.Descendants().Where(part => part is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, array));

    /// <summary>Where the whole method is a transform to derive, that says all.</summary>
    private static bool IsPartOfTransform(IOperation loop, RuleContext context)
    {
        var body = loop;
        while (body.Parent is { } outer) body = outer;
        return Whole.FindingAt(body, context) is not null;
    }

    private sealed record Assignment(ISymbol Variable, IOperation Value, ICompoundAssignmentOperation? Update);
}

/// <summary>An array whose second half mirrors the first.</summary>
/// <param name="Array">The array.</param>
/// <param name="Symmetry">How the halves relate.</param>
/// <param name="IsHalfEnough">Whether nothing reads the second half.</param>
internal sealed record MirroredArray(ILocalSymbol Array, Symmetry Symmetry, bool IsHalfEnough);

/// <summary>A loop of which half of the rounds suffice.</summary>
internal sealed record ConjugateHalfFinding(CountedLoop Loop, ImmutableArray<MirroredArray> Arrays)
    : Finding(Loop.Loop, string.Join(", ", Arrays.Select(array => array.Array.Name)), Loop.Limit.Syntax.ToString())
{
    /// <summary>The condition, rather than the whole loop.</summary>
    public override Location Location => Loop.Loop.Condition!.Syntax.GetLocation();
}
