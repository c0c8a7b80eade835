using System.Runtime.CompilerServices;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>Tells statements apart by where they stand, not by what they do: comparing trees by value costs a walk each time.</summary>
internal sealed class ReferenceComparer : IEqualityComparer<Statement>
{
    public static ReferenceComparer Instance { get; } = new();

    public bool Equals(Statement? x, Statement? y) => ReferenceEquals(x, y);

    public int GetHashCode(Statement statement) => RuntimeHelpers.GetHashCode(statement);
}
