using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>A Fourier transform of x[p + n], n below N, for each position p: found by the terms of its innermost loop.</summary>
internal static class SlidingTransform
{
    /// <summary>The first term, where the loop is the innermost of such a transform; or null.</summary>
    public static IOperation? Of(IForLoopOperation loop, RuleContext context)
    {
        if (!SlidingWindow.AddsUp(loop.Body, 1) || CountedLoop.Of(loop) is not { IsInclusive: false } samples || !samples.StartsAtLeastAt(0)) return null;
        var around = Places.LoopsAround(loop).OfType<IForLoopOperation>().Select(CountedLoop.Of).OfType<CountedLoop>().ToList();
        if (around.Count < 2) return null;
        foreach (var part in loop.Body.DescendantsAndSelf())
        {
            if (part is not ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, Target: ILocalReferenceOperation } sum) continue;
            if (Angle(sum.Value, samples) is not { } form || !Lengths.Same(form.Length, samples.Limit)) continue;
            var bins = around.FirstOrDefault(other => form.Indices.Any(index => Mentions(index, other.Counter)));
            if (bins is null || !form.Indices.All(index => around.All(other => other == bins || !Mentions(index, other.Counter)))) continue;

            // The positions are those of the loop around the bins, in steps of one, and the samples lie in an array that stays as it is.
            var positions = around.FirstOrDefault(other => other != bins && other.Loop.Syntax.Span.Contains(bins.Loop.Syntax.Span));
            if (positions is null || Sample(sum.Value, samples, positions) is not { } sample || !IsSteady(sample, positions, bins, samples, context)) continue;
            return sum;
        }

        return null;
    }

    /// <summary>The angle of the sine, cosine or rotation that a term is multiplied with, directly or by a local of the round.</summary>
    private static AngleForm? Angle(IOperation term, CountedLoop samples)
    {
        foreach (var part in term.DescendantsAndSelf())
        {
            if (part is not IInvocationOperation { TargetMethod: { Name: "Cos" or "Sin" or "FromPolarCoordinates" or "Exp" } method, Arguments: { Length: > 0 } arguments } || PureFunctions.Of(method) != Traits.Expensive) continue;
            var angle = arguments[arguments.Length - 1].Value;
            if (angle is IObjectCreationOperation { Arguments: [_, { Value: var imaginary }] }) angle = imaginary;
            if (AngleForm.Of(angle) is { PeriodInLengths: 1 } form && form.Indices.Any(index => Mentions(index, samples.Counter))) return form;
        }

        return null;
    }

    /// <summary>The element x[p + n].</summary>
    private static IArrayElementReferenceOperation? Sample(IOperation term, CountedLoop samples, CountedLoop positions) =>
        term.DescendantsAndSelf().OfType<IArrayElementReferenceOperation>().FirstOrDefault(element => element.Indices.Length == 1
            && new SlidingTerms(positions.Counter, samples.Counter) is var terms && terms.IsFunction(element.Indices[0]) && terms is { IsUsed: true, IsBackwards: false });

    private static bool IsSteady(IArrayElementReferenceOperation sample, CountedLoop positions, CountedLoop bins, CountedLoop samples, RuleContext context)
    {
        var facts = BodyFacts.Of(sample);
        return !facts.HasLabels && facts.IsUnchanged(sample, positions.Loop.Syntax.Span, positions.Counter, bins.Counter, samples.Counter)
            && facts.IsUnchanged(samples.Limit, positions.Loop.Syntax.Span) && (new ExpressionTraits(context.Methods, positions.Loop).Of(sample) & Traits.Impure) == 0;
    }

    private static bool Mentions(IOperation value, ILocalSymbol local) =>
        value.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local));
}
