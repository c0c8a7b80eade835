using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>
/// Loops whose iterations run at the same time. They are read as if they ran one after the other, which is one of the things that may happen; it is
/// the only one where no iteration touches what another writes, and that is checked.
/// </summary>
internal sealed partial class Interpreter
{
    private const string RaceMessage = "Iterations that run at the same time all use '{0}', and one of them at least writes it: the result changes from run to run";

    private ParallelLoop? parallel;

    private Enumeration RangeOf(Value from, Value to, SourceSpan span)
    {
        var (first, end) = (KnownInteger(from, span), KnownInteger(to, span));
        var count = (long)System.Numerics.BigInteger.Max(0, end - first);
        return Indexed(ProgramType.Int32, count, index => new IntegerValue(index + Numbered(first)), span);
    }

    private Value RunInParallel(IntrinsicCall call, Enumeration source, Value body)
    {
        var outer = parallel;
        var loop = new ParallelLoop(outer, SharedVariables(body), MayVanish);
        GoThrough(source, call.Span, (index, element) =>
        {
            loop.Iteration = index;
            parallel = loop;
            Invoke(body, [element], call.Span);
            parallel = outer;
        });
        return Value.None;
    }

    /// <summary>All variables that the body can reach by itself or through delegates made before.</summary>
    private HashSet<Location> SharedVariables(Value body)
    {
        IEnumerable<Frame> frames = [frame.Capture(), .. captures];
        if (body is DelegateValue held) frames = frames.Append(held.Captured);
        return [.. frames.SelectMany(f => f.Locations).Select(Root)];
    }

    private static Location Root(Location location)
    {
        while (location is FieldLocation field) location = field.Instance;
        return location;
    }

    /// <summary>Whether an array was made inside the iteration that is being summarised.</summary>
    private bool IsCreatedInside(ArrayStore store)
    {
        for (var at = context; at is not null; at = at.Outer)
            if (at.Created.Contains(store)) return true;
        return false;
    }

    private void NoteRead(Location location, SourceSpan span)
    {
        for (var loop = parallel; loop is not null; loop = loop.Outer) CheckRace(loop, location, isWrite: false, span);
    }

    private void NoteWrite(Location location, SourceSpan span)
    {
        for (var loop = parallel; loop is not null; loop = loop.Outer) CheckRace(loop, location, isWrite: true, span);
    }

    private void CheckRace(ParallelLoop loop, Location location, bool isWrite, SourceSpan span)
    {
        var isRace = Root(location) switch
        {
            VariableLocation variable => loop.IsRace(variable, isWrite),
            ElementLocation element => !IsCreatedInside(element.Store) && loop.IsRace(element.Store, element.Index, isWrite),
            _ => false,
        };
        if (isRace) throw Refuse(RefusalKind.Race, RaceMessage, span);
    }
}
