using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Twiddle.Generator.Analyzers.Values;

namespace Twiddle.Generator.Analyzers.Recomputation;

/// <summary>
/// <c>var b = Dft(x);</c> where <c>var a = Dft(x);</c> came before in the same block, nothing in between has written x, and of neither result anything
/// but elements are read.
/// </summary>
public sealed class TransformedTwice() : RecomputationRule(RecomputationRules.TransformedTwice, OperationKind.Invocation)
{
    private protected override Finding? Find(IOperation operation, RuleContext context)
    {
        var call = (IInvocationOperation)operation;
        if (call.Type is not IArrayTypeSymbol || Declared(call) is not { } second || StatementOf(second) is not { Parent: IBlockOperation block } statement) return null;
        return SharedValue.HasTwin(call, static (first, other) => OperationEquality.Same(first, other)) ? Second(call, second, block, statement, context) : null;
    }

    private static TransformedTwiceFinding? Second(IInvocationOperation call, IVariableDeclaratorOperation second, IBlockOperation block, IOperation statement, RuleContext context)
    {
        if (!call.Arguments.All(argument => argument.Value is ILocalReferenceOperation or IParameterReferenceOperation || argument.Value.ConstantValue.HasValue)) return null;
        var facts = BodyFacts.Of(call);
        if (facts.HasLabels) return null;
        foreach (var earlier in block.Operations)
        {
            if (earlier == statement) return null;
            if (earlier is not IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [{ Initializer.Value: IInvocationOperation same, Symbol: var first }] }] }) continue;
            if (!OperationEquality.Same(same, call)) continue;
            var between = TextSpan.FromBounds(same.Syntax.Span.End, call.Syntax.SpanStart);
            if (!call.Arguments.All(argument => facts.AreElementsUnchanged(argument.Value, between))) continue;
            if (!IsOnlyRead(first, block) || !IsOnlyRead(second.Symbol, block)) continue;
            return FreshArrays.AreGivenBy(call.TargetMethod, context.Methods, call.SemanticModel!.Compilation) ? new TransformedTwiceFinding(call, first) : null;
        }

        return null;
    }

    private static IVariableDeclaratorOperation? Declared(IInvocationOperation call) => call.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } ? declarator : null;

    private static IOperation? StatementOf(IVariableDeclaratorOperation declarator) => declarator.Parent?.Parent as IVariableDeclarationGroupOperation;

    /// <summary>Elements and the length, read: then nobody can tell one array from two.</summary>
    private static bool IsOnlyRead(ILocalSymbol array, IBlockOperation block)
    {
        foreach (var part in block.Descendants())
        {
            if (part is not ILocalReferenceOperation { Local: var local } || !SymbolEqualityComparer.Default.Equals(local, array)) continue;
            var isRead = part.Parent switch
            {
                IArrayElementReferenceOperation element => element.ArrayReference == part && !BodyFacts.IsWritten(element)
                    && element.Parent is not (IAddressOfOperation or IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } }),
                IPropertyReferenceOperation { Property.Name: "Length" } => true,
                _ => false,
            };
            if (!isRead) return false;
        }

        return true;
    }
}

/// <summary>A call whose result is there already.</summary>
/// <param name="Place">The second call.</param>
/// <param name="First">The variable with the result of the first.</param>
internal sealed record TransformedTwiceFinding(IOperation Place, ILocalSymbol First) : Finding(Place, Quotation.Of(Place));
