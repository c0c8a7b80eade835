using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Reading;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// The sizes that the data of loops to a constant limit may have: the limits themselves, for a block of rows and columns their products, and for numbers that lie
/// in pairs twice as much. What is too small is refused by the reader, for an index is out of range then.
/// </summary>
internal static class SizeCandidates
{
    private const int Smallest = 4;
    private const int Largest = 1 << 20;
    private const int MostLimits = 4;
    private const int MostCandidates = 6;

    /// <summary>The lengths of one-dimensional data, the likeliest first; none where no loop has a constant limit.</summary>
    public static IEnumerable<InputSizes> Lengths(IOperation code, CancellationToken cancellation)
    {
        var limits = Limits(code, cancellation);
        var products = limits.SelectMany((limit, i) => limits.Skip(i).Select(other => (long)limit * other)).OrderBy(product => product);
        return limits.Select(limit => (long)limit).Concat(products).Concat(limits.Select(limit => 2L * limit))
            .Where(length => length is >= Smallest and <= Largest).Distinct().Take(MostCandidates).Select(length => InputSizes.OfLength((int)length));
    }

    /// <summary>The numbers of rows and columns.</summary>
    public static IEnumerable<InputSizes> Shapes(IOperation code, CancellationToken cancellation)
    {
        var limits = Limits(code, cancellation);
        var squares = limits.Select(limit => (limit, limit));
        var others = limits.SelectMany(rows => limits.Where(columns => columns != rows).Select(columns => (rows, columns)));
        return squares.Concat(others).Where(shape => (long)shape.Item1 * shape.Item2 is >= Smallest and <= Largest).Take(MostCandidates)
            .Select(shape => InputSizes.OfShape(new[] { shape.Item1, shape.Item2 }.ToEquatableArray()));
    }

    /// <summary>The constants that loops count to, ascending.</summary>
    private static List<int> Limits(IOperation code, CancellationToken cancellation)
    {
        var limits = new SortedSet<int>();
        foreach (var part in code.DescendantsAndSelf())
        {
            if (part is not IForLoopOperation { Condition: IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } condition }) continue;
            if (Constant(condition.RightOperand, cancellation) is not { } limit) continue;
            limits.Add(condition.OperatorKind == BinaryOperatorKind.LessThan ? limit : limit + 1);
        }

        return limits.Where(limit => limit is > 1 and <= Largest).Take(MostLimits).ToList();
    }

    /// <summary>The value of a constant, or of a static field that keeps the one it begins with.</summary>
    private static int? Constant(IOperation value, CancellationToken cancellation)
    {
        if (value.ConstantValue is { HasValue: true, Value: int constant }) return constant;
        if (value is not IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true, DeclaringSyntaxReferences: [var declaration] } }) return null;
        if (declaration.GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } initial } || value.SemanticModel is not { } model) return null;
        if (!model.Compilation.ContainsSyntaxTree(initial.SyntaxTree)) return null;
        return model.Compilation.GetSemanticModel(initial.SyntaxTree).GetConstantValue(initial, cancellation) is { HasValue: true, Value: int first } ? first : null;
    }
}
