using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// Terms that are the same whenever they are computed in a region, and computed without effects: what they read stays, and what they call is pure, or reads
/// arrays that stay.
/// </summary>
/// <param name="facts">What is written where.</param>
/// <param name="region">The region.</param>
/// <param name="changing">Variables that the terms are functions of.</param>
/// <param name="expressions">The traits of expressions in the region.</param>
/// <param name="context">What is known of methods.</param>
internal sealed class SteadyTerms(BodyFacts facts, TextSpan region, ISymbol[] changing, ExpressionTraits expressions, RuleContext context)
{
    public bool AreSteady(IOperation term) => facts.IsUnchanged(term, region, ReadsOnly, changing) && IsPure(term);

    private bool IsPure(IOperation term)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if ((expressions.Of(term) & Traits.Impure) == 0) return true;
        return term switch
        {
            IInvocationOperation call => ReadsOnly(call) && call.Arguments.All(argument => IsPure(argument.Value) && (argument.Value.Type is not IArrayTypeSymbol || IsKept(argument.Value))),
            IBinaryOperation { OperatorMethod: null } binary => IsPure(binary.LeftOperand) && IsPure(binary.RightOperand),
            IUnaryOperation { OperatorMethod: null } unary => IsPure(unary.Operand),
            IConversionOperation { OperatorMethod: null, Conversion: { IsIdentity: true } or { IsNumeric: true } } conversion => IsPure(conversion.Operand),
            IConditionalOperation { WhenFalse: { } whenFalse } choice => IsPure(choice.Condition) && IsPure(choice.WhenTrue) && IsPure(whenFalse),
            _ => false,
        };
    }

    private bool IsKept(IOperation array) => array is ILocalReferenceOperation or IParameterReferenceOperation && facts.AreElementsUnchanged(array, region, ReadsOnly);

    private bool ReadsOnly(IOperation other) =>
        other is IInvocationOperation { TargetMethod: var method } call && FreshArrays.WritesNothing(method, context.Methods, call.SemanticModel!.Compilation);
}
