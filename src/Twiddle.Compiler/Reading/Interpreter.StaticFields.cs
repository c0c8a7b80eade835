using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading;

/// <summary>Static fields that a static constructor sets: the constructor is read when the first of them is looked at, once.</summary>
internal sealed partial class Interpreter
{
    private readonly Dictionary<int, ConstructedLocation> constructedFields = [];

    /// <summary>Whether what is read now runs before the method is called, once for all calls.</summary>
    private bool isBeforeCall;

    private ConstructedLocation ConstructedField(int field, SourceSpan span)
    {
        CountStep(span);
        if (constructedFields.TryGetValue(field, out var known)) return known;
        var constructor = program.Fields[field].Constructor;
        var own = Enumerable.Range(0, program.Fields.Count).Where(f => program.Fields[f].Constructor == constructor).ToList();
        foreach (var other in own) constructedFields.Add(other, new ConstructedLocation(program.Fields[other].Type));
        BeforeTheCall(() =>
        {
            foreach (var other in own)
                constructedFields[other].Value = program.Fields[other].Initializer is { } initializer ? Evaluate(initializer) : Default(program.Fields[other].Type);
            RunBody(program.Methods[constructor]);
        });
        return constructedFields[field];
    }

    /// <summary>Evaluates what runs when a type is first used, outside of all loops and variables of the method.</summary>
    private void BeforeTheCall(Action evaluate)
    {
        var outer = (context, frame, isBeforeCall);
        (context, frame, isBeforeCall) = (null, new Frame(null), true);
        try
        {
            evaluate();
        }
        finally
        {
            (context, frame, isBeforeCall) = outer;
        }
    }
}
