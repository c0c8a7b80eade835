using System.Collections.Immutable;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Reading;

/// <summary>Splits stored values into linear ones, numbered, and what is done with them element by element.</summary>
internal static class Epilogues
{
    /// <summary>The real forms under the functions of a non-linear value, distinct, in order of appearance.</summary>
    public static ImmutableArray<Form> Leaves(Value value)
    {
        var leaves = ImmutableArray.CreateBuilder<Form>();
        Collect(value, leaves);
        return leaves.ToImmutable();
    }

    /// <summary>The epilogue of a value, the linear values numbered by <paramref name="number"/>.</summary>
    public static Epilogue Of(Value value, Func<Form, int> number, SourceSpan span) => value switch
    {
        FormValue form => Of(form.Form, number, span),
        NonLinearValue { Operator: null } cast => new EpilogueCast(cast.Kind, Of(cast.Arguments[0], number, span)),
        NonLinearValue call => new EpilogueCall(call.Operator.Value, call.Kind, call.Arguments.Select(a => Of(a, number, span)).ToEquatableArray()),
        _ => throw new ReadingStopped(new Refusal(RefusalKind.Unsupported, "What is stored here cannot be read", span)),
    };

    private static Epilogue Of(Form form, Func<Form, int> number, SourceSpan span)
    {
        var linear = form.Where(f => f.Atom is not null);
        var constant = form.Where(f => f.Atom is null);
        return Offset(linear.Terms.IsEmpty ? null : new LinearValue(number(linear)), constant, span);
    }

    /// <summary>A linear value plus a constant; the constant alone where there is no linear value.</summary>
    public static Epilogue Offset(LinearValue? linear, Form constant, SourceSpan span)
    {
        var normal = constant.Normalise();
        if (normal.Terms.IsEmpty && linear is not null) return linear;
        if (normal.AsConstant is not { } value)
            throw new ReadingStopped(new Refusal(RefusalKind.OffGrid, "A constant is added to the output that is no exact number, or changes with the index", span));
        var offset = new ConstantValue(Constant.Of(value));
        return linear is null ? offset : new EpilogueCall(EpilogueOperator.Add, ScalarKind.Double, ImmutableArray.Create<Epilogue>(linear, offset));
    }

    private static void Collect(Value value, ImmutableArray<Form>.Builder leaves)
    {
        if (value is NonLinearValue nonLinear)
        {
            foreach (var argument in nonLinear.Arguments) Collect(argument, leaves);
            return;
        }

        var linear = ((FormValue)value).Form.Where(f => f.Atom is not null);
        if (!linear.Terms.IsEmpty && !leaves.Any(l => l.SameAs(linear))) leaves.Add(linear);
    }
}
