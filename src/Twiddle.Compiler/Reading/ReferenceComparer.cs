using System.Runtime.CompilerServices;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>Tells statements and expressions apart by where they stand, not by what they do: comparing trees by value costs a walk each time.</summary>
internal sealed class ReferenceComparer : IEqualityComparer<Statement>, IEqualityComparer<Expression>
{
    public static ReferenceComparer Instance { get; } = new();

    public bool Equals(Statement? x, Statement? y) => ReferenceEquals(x, y);

    public int GetHashCode(Statement statement) => RuntimeHelpers.GetHashCode(statement);

    public bool Equals(Expression? x, Expression? y) => ReferenceEquals(x, y);

    public int GetHashCode(Expression expression) => RuntimeHelpers.GetHashCode(expression);
}
