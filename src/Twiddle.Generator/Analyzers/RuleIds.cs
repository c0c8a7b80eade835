namespace Twiddle.Generator.Analyzers;

/// <summary>The numbers of all rules; none is ever used again for another rule.</summary>
internal static class RuleIds
{
    // How the attribute is used.
    public const string LengthOutOfRange = "TWD001";
    public const string LengthsAndShape = "TWD002";
    public const string DuplicateLength = "TWD003";
    public const string TypeNotPartial = "TWD004";
    public const string GenericMethod = "TWD005";
    public const string MethodForm = "TWD006";
    public const string SpecificationNotFound = "TWD007";
    public const string PartialMethodExpected = "TWD008";
    public const string NameTaken = "TWD009";
    public const string InvalidName = "TWD010";

    // Why a method was not derived: one for each kind of refusal.
    public const string NotUnderstood = "TWD020";
    public const string NonLinear = "TWD021";
    public const string DataDependent = "TWD022";
    public const string OverwrittenInput = "TWD023";
    public const string SideEffect = "TWD024";
    public const string UnknownSize = "TWD025";
    public const string OffGrid = "TWD026";
    public const string Budget = "TWD027";
    public const string Throws = "TWD028";
    public const string IndexOutOfRange = "TWD029";
    public const string Overflow = "TWD030";
    public const string NotDerivable = "TWD031";
    public const string Signature = "TWD032";
    public const string OrderOfIterations = "TWD047";

    // Why a method was not derived: its result is not what was meant, or not the same at each run.
    public const string Race = "TWD041";
    public const string ApproximatePi = "TWD043";
    public const string ModularArithmetic = "TWD044";

    // What there is to say of a method that is derived as it stands.
    public const string Recognised = "TWD040";
    public const string IntegerDivision = "TWD042";
    public const string RoundedCoefficient = "TWD045";
    public const string TuningFile = "TWD011";
    public const string OnOneThread = "TWD046";

    // What is computed again in ordinary code.
    public const string NaiveTransform = "TWD101";
    public const string InvariantCall = "TWD102";
    public const string RepeatedSubexpression = "TWD103";
    public const string SinCosPair = "TWD104";
    public const string PeriodicTwiddle = "TWD105";
    public const string WindowRecomputed = "TWD106";
    public const string ConjugateHalf = "TWD107";
    public const string TransformedTwice = "TWD108";
    public const string SlidingSum = "TWD109";
    public const string DirectConvolution = "TWD110";
    public const string PowerAsSign = "TWD111";
    public const string IntegerPower = "TWD112";
    public const string DriftingRecurrence = "TWD113";
    public const string IndexOverflow = "TWD114";
    public const string AllocationInTransform = "TWD115";

    public const string InternalError = "TWD090";
    public const string RuleFailed = "TWD091";
}
