using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// Reads a program by evaluating it on exact values: integers that may be polynomials in loop counters, numbers that are linear forms over the inputs
/// with cyclotomic coefficients, arrays that are stores of such values. Nothing is executed.
/// </summary>
/// <remarks>
/// Loops of known length are run, up to <see cref="ReadingOptions.LongestRun"/> iterations; longer ones are summarised, the counter left symbolic
/// (<see cref="SummariseLoop"/>). Steps, depth and memory are bounded, and cancellation is honoured at every step.
/// </remarks>
internal sealed partial class Interpreter(Program program, ReadingOptions options, Surroundings surroundings, CancellationToken cancellation)
{
    private const int MaximumDepth = 400;
    private const int MaximumEpilogueSize = 12;
    private const int StepsBetweenLooks = 16;
    private const int TermsOfAStep = 2;

    private readonly Dictionary<int, Value> fields = [];
    private readonly Dictionary<(Polynomial, System.Numerics.BigInteger), Symbol> quotients = [];
    /// <summary>The remainders that were taken, without their constants: that plus the offset is at least 0, and below the modulus.</summary>
    private readonly Dictionary<Polynomial, (System.Numerics.BigInteger Modulus, Numbers.Rational Offset)> remainders = [];
    private readonly Dictionary<Rational, Form> cosines = [];
    private readonly Dictionary<Rational, Form> roots = [];
    private readonly Dictionary<Rational, Form> tangents = [];
    private readonly Reciprocals reciprocals = new();
    private readonly Dictionary<Expression, Value> literals = new(ReferenceComparer.Instance);
    private Frame frame = new(null);
    private LoopContext? context;
    private int steps;
    private SourceSpan latest;
    private int depth;
    private int symbolCount;
    private int carriedCount;
    private int loopCount;
    private LoopPass? pass;

    /// <summary>The widest type in which arithmetic on the data was done.</summary>
    public ScalarKind Precision { get; private set; } = ScalarKind.Single;

    /// <summary>How many sums and differences of data were computed.</summary>
    public int Additions { get; private set; }

    /// <summary>The parameters of the method, and what they hold in the end.</summary>
    public ImmutableArray<VariableLocation> Arguments { get; private set; }

    /// <summary>Runs the program's first method and returns its value (<see cref="Value.None"/> for void).</summary>
    public Value Run()
    {
        var entry = program.Entry;
        Arguments = surroundings.BindParameters();
        for (var i = 0; i < Arguments.Length; i++) frame.Declare(entry.Parameters[i].Variable, Arguments[i]);
        if (entry.Receiver >= 0 && entry.ReceiverType is ClassType type)
            frame.Declare(entry.Receiver, new VariableLocation(type) { Value = new ObjectValue(type, Place.Receiver) });
        try
        {
            return Evaluated(RunBody(entry), entry);
        }
        catch (NumberTooLargeException)
        {
            throw Refuse(RefusalKind.Budget, "'{0}' leads to numbers that are too large to be exact", latest);
        }
    }

    /// <summary>What the method gives is evaluated when somebody goes through it: a sequence, or all of an iterator.</summary>
    public bool IsLazy { get; private set; }

    private Value Evaluated(Value result, ProgramMethod method)
    {
        if (method.ReturnType is not SequenceType type || (result is not SequenceValue && !method.IsIterator)) return result;
        IsLazy = true;
        return result is SequenceValue sequence ? ToArray(sequence.Start(), type.Element, method.Body.Span) : ToArray(Enumerate(result, method.Body.Span), type.Element, method.Body.Span);
    }

    private static ReadingStopped Refuse(RefusalKind kind, string message, SourceSpan span) => new(new Refusal(kind, message, span));

    [MethodImpl(Numbers.Jit.OptimizedAtOnce)]
    private void CountStep(SourceSpan span)
    {
        latest = span;
        if (++steps > options.MaximumSteps)
            throw Refuse(RefusalKind.Budget, "Reading '{0}' takes more steps than allowed; an endless loop, or a length too large to be run", span);
        // So few steps take no time worth cancelling, and no more of the stack than is always left.
        if (steps % StepsBetweenLooks == 0) LookAround(span);
    }

    /// <summary>Sums of hundreds of inputs, and of coefficients that are sums of many roots, take as long as many steps.</summary>
    private void CountTerms(Form form, SourceSpan span)
    {
        if (!options.IsFitted || form.LatestTerms is not [var first, ..] terms) return;
        var count = terms.Length * Math.Max(first.Coefficient.Terms.Length, terms[terms.Length - 1].Coefficient.Terms.Length) / TermsOfAStep;
        if (count == 0) return;
        steps += count;
        LookAround(span);
    }

    private void LookAround(SourceSpan span)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
        }
        catch (InsufficientExecutionStackException)
        {
            throw Refuse(RefusalKind.Budget, "'{0}' is nested too deeply to be read", span);
        }
    }

    private Value RunBody(ProgramMethod method)
    {
        if (++depth > MaximumDepth) throw Refuse(RefusalKind.Budget, "The calls are nested too deeply to be read: endless recursion?", method.Body.Span);
        var result = Value.None;
        var completion = Execute(method.Body, ref result);
        depth--;
        if (completion == Completion.Normal && method.ReturnType is not VoidType)
            throw Refuse(RefusalKind.Unsupported, "The method ends without returning a value", method.Body.Span);
        return result;
    }

    private Symbol NewSymbol(long count, bool isQuotient = false) => new(symbolCount++, count, isQuotient);

    /// <summary>The bounds of a polynomial, which are closer where it is a remainder, or is a constant above or below one.</summary>
    private (Rational Least, Rational Greatest) Bounds(Polynomial polynomial)
    {
        if (remainders.Count == 0 || polynomial.IsConstant) return polynomial.Bounds();
        if (remainders.TryGetValue(polynomial.WithoutConstant(), out var known)) return (known.Offset + polynomial.ConstantTerm, known.Offset + polynomial.ConstantTerm + (Rational)(known.Modulus - 1));
        return polynomial.Bounds();
    }

    private void NoteArithmetic(ProgramType type, Form form)
    {
        if (type is ScalarType { Kind: ScalarKind.Single } || form.IsFreeOfData) return;
        Precision = ScalarKind.Double;
    }
}
