using System.Collections.Immutable;
using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>Delegates: closures over the variables' present instances, as in C#.</summary>
internal sealed partial class Interpreter
{
    /// <summary>The frames that delegates captured, where any delegate assigns what it captured: loops must look out for those variables too.</summary>
    private readonly List<Frame> captures = [];
    private readonly Dictionary<Statement, ImmutableSortedSet<int>> assignedIn = new(ReferenceComparer.Instance);
    private readonly Dictionary<Statement, CountedLoop?> countedLoops = new(ReferenceComparer.Instance);
    private ImmutableSortedSet<int>? assignedInDelegates;

    private DelegateValue CreateDelegate(DelegateCreation creation)
    {
        var captured = frame.Capture();
        assignedInDelegates ??= AssignedVariables.InDelegates(program);
        if (!assignedInDelegates.IsEmpty) captures.Add(captured);
        return new(creation.Method, captured);
    }

    private Value Invoke(Value function, IReadOnlyList<Value> arguments, SourceSpan span)
    {
        CountStep(span);
        if (function is UnknownValue unknown) throw Refuse(unknown.Kind, unknown.Reason, span);
        if (function is not DelegateValue held) throw Refuse(RefusalKind.Unsupported, "'{0}' calls a function that is not known at compile time", span);
        var method = program.Methods[held.Method];
        if (method.Parameters.Count != arguments.Count || method.Parameters.Any(p => p.Mode is PassingMode.Ref or PassingMode.Out))
            throw Refuse(RefusalKind.Unsupported, "'{0}' calls a function of a form that cannot be read", span);

        var callee = Frame.OfDelegate(held.Captured, frame);
        if (callee.Depth > MaximumDepth) throw Refuse(RefusalKind.Budget, "'{0}' calls itself without end, or too deeply to be read", span);
        for (var i = 0; i < arguments.Count; i++)
            callee.Declare(method.Parameters[i].Variable, new VariableLocation(method.Parameters[i].Type) { Value = arguments[i] });
        return RunIn(callee, method);
    }

    /// <summary>How many arguments a delegate takes: <c>Select</c> hands the index to one that takes two.</summary>
    private int Arity(Value function) => function is DelegateValue held ? program.Methods[held.Method].Parameters.Count : 1;

    /// <summary>A loop as one that counts, found once; null where it is none, or where all loops are run.</summary>
    private CountedLoop? Counted(Loop loop)
    {
        if (options.LongestRun == int.MaxValue) return null;
        if (!countedLoops.TryGetValue(loop, out var counted)) countedLoops.Add(loop, counted = CountedLoop.Recognise(program, loop));
        return counted;
    }

    /// <summary>The variables that a statement may assign, found once.</summary>
    private ImmutableSortedSet<int> AssignedIn(Statement statement)
    {
        if (!assignedIn.TryGetValue(statement, out var assigned)) assignedIn.Add(statement, assigned = AssignedVariables.In(program, statement));
        return assigned;
    }
}
