using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Twiddle.Compiler.Numbers;

/// <summary>The field operations in which constants are evaluated: a prime field, an approximation, exact fractions.</summary>
/// <typeparam name="T">A value; undefined quotients are a value too (null, infinity), never an exception.</typeparam>
internal interface IConstantArithmetic<T>
{
    /// <summary>The value of an exact number.</summary>
    /// <param name="index">Its index in <see cref="ConstantTape.Exacts"/>.</param>
    /// <param name="value">The number.</param>
    T Exact(int index, Cyclotomic value);

    T Add(T left, T right);

    T Multiply(T left, T right);

    T Divide(T left, T right);

    T Conjugate(T operand);
}

internal enum ConstantOperation
{
    Exact,
    Sum,
    Product,
    Quotient,
    Conjugate,
}

/// <summary>One step of a <see cref="ConstantTape"/>; operands are earlier steps, for Exact an index into <see cref="ConstantTape.Exacts"/>.</summary>
internal readonly record struct ConstantStep(ConstantOperation Operation, int Left, int Right);

/// <summary>
/// Many constants written as one straight-line program in which equal steps are one, so that each is evaluated once per field however often it
/// is used, and expressions that share parts are never walked twice.
/// </summary>
internal sealed class ConstantTape
{
    private readonly List<ConstantStep> steps = [];
    private readonly List<Cyclotomic> exacts = [];
    private readonly Dictionary<ConstantStep, int> stepIndices = [];
    private readonly Dictionary<Cyclotomic, int> exactSteps = new(TermsComparer.Instance);
    private readonly Dictionary<Constant, int> knownConstants = new(ReferenceComparer.Instance);

    public IReadOnlyList<ConstantStep> Steps => steps;

    public IReadOnlyList<Cyclotomic> Exacts => exacts;

    /// <summary>The step that computes a number.</summary>
    public int Add(Cyclotomic value)
    {
        if (exactSteps.TryGetValue(value, out var known)) return known;
        exacts.Add(value);
        var step = Add(new ConstantStep(ConstantOperation.Exact, exacts.Count - 1, -1));
        exactSteps.Add(value, step);
        return step;
    }

    /// <summary>The step that computes a constant.</summary>
    /// <remarks>An explicit stack: running scales make constants as deep as the graph they come from.</remarks>
    public int Add(Constant constant)
    {
        var pending = new Stack<Constant>();
        pending.Push(constant);
        while (pending.Count > 0)
        {
            var next = pending.Peek();
            if (!knownConstants.ContainsKey(next) && !TryAppend(next, pending)) continue;
            pending.Pop();
        }

        return knownConstants[constant];
    }

    /// <summary>The value of every step in one field.</summary>
    public T[] Evaluate<T>(IConstantArithmetic<T> arithmetic)
    {
        var values = new T[steps.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var step = steps[i];
            values[i] = step.Operation switch
            {
                ConstantOperation.Exact => arithmetic.Exact(step.Left, exacts[step.Left]),
                ConstantOperation.Sum => arithmetic.Add(values[step.Left], values[step.Right]),
                ConstantOperation.Product => arithmetic.Multiply(values[step.Left], values[step.Right]),
                ConstantOperation.Quotient => arithmetic.Divide(values[step.Left], values[step.Right]),
                _ => arithmetic.Conjugate(values[step.Left]),
            };
        }

        return values;
    }

    /// <summary>Appends a constant whose operands are known; else stacks the operands.</summary>
    private bool TryAppend(Constant constant, Stack<Constant> pending)
    {
        if (constant is ExactConstant exact)
        {
            knownConstants.Add(constant, Add(exact.Value));
            return true;
        }

        var (operation, left, right) = constant switch
        {
            SumConstant sum => (ConstantOperation.Sum, sum.Left, sum.Right),
            ProductConstant product => (ConstantOperation.Product, product.Left, product.Right),
            QuotientConstant quotient => (ConstantOperation.Quotient, quotient.Left, quotient.Right),
            ConjugateConstant conjugate => (ConstantOperation.Conjugate, conjugate.Operand, conjugate.Operand),
            _ => throw new InvalidOperationException($"Unknown constant {constant.GetType().Name}."),
        };
        var isLeftKnown = knownConstants.TryGetValue(left, out var leftStep);
        var isRightKnown = knownConstants.TryGetValue(right, out var rightStep);
        if (!isLeftKnown) pending.Push(left);
        if (!isRightKnown) pending.Push(right);
        if (!isLeftKnown || !isRightKnown) return false;
        knownConstants.Add(constant, Add(new ConstantStep(operation, leftStep, rightStep)));
        return true;
    }

    private int Add(ConstantStep step)
    {
        if (stepIndices.TryGetValue(step, out var known)) return known;
        steps.Add(step);
        stepIndices.Add(step, steps.Count - 1);
        return steps.Count - 1;
    }

    /// <summary>Numbers are the same when they are written the same: cheap, and enough to find what is used repeatedly.</summary>
    private sealed class TermsComparer : IEqualityComparer<Cyclotomic>
    {
        public static TermsComparer Instance { get; } = new();

        public bool Equals(Cyclotomic? x, Cyclotomic? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.Terms.SequenceEqual(y.Terms));

        public int GetHashCode(Cyclotomic number)
        {
            var hash = 17;
            foreach (var term in number.Terms) hash = unchecked((hash * 31 + term.Turns.GetHashCode()) * 31 + term.Coefficient.GetHashCode());
            return hash;
        }
    }

    /// <summary>By identity: comparing constants by value would walk shared parts again and again.</summary>
    private sealed class ReferenceComparer : IEqualityComparer<Constant>
    {
        public static ReferenceComparer Instance { get; } = new();

        public bool Equals(Constant? x, Constant? y) => ReferenceEquals(x, y);

        public int GetHashCode(Constant constant) => RuntimeHelpers.GetHashCode(constant);
    }
}
