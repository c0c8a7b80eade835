namespace Twiddle.CodeFixes.Editing;

/// <summary>What a local is called that holds the value of an expression.</summary>
internal static class LocalNames
{
    private static readonly string[] Verbs = ["Get", "Compute", "Calculate", "Calc", "Evaluate", "Eval", "From"];

    public static string For(IOperation value) => value switch
    {
        IInvocationOperation call => For(call.TargetMethod.Name),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } => "index",
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } => "product",
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } => "quotient",
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } => "sum",
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } => "difference",
        _ => "value",
    };

    /// <summary><c>GetGain</c> gives a <c>gain</c>.</summary>
    private static string For(string method)
    {
        if (method == "FromPolarCoordinates") return "polar";
        foreach (var verb in Verbs)
        {
            if (!method.StartsWith(verb, StringComparison.Ordinal) || method.Length == verb.Length || !char.IsUpper(method[verb.Length])) continue;
            method = method.Substring(verb.Length);
            break;
        }

        return char.ToLowerInvariant(method[0]) + method.Substring(1);
    }
}
