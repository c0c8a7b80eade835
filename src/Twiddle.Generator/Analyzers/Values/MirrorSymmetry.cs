using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Twiddle.Generator.Analyzers.Recomputation;
using Twiddle.Generator.Lowering;

namespace Twiddle.Generator.Analyzers.Values;

/// <summary>
/// The symmetry of all that the rounds of <c>for (k = 0; k &lt; N; k++)</c> compute, under k → N − k. Variables begin as zero and lose symmetry by what is
/// assigned to them, until nothing changes: an accumulator is as symmetric as its terms.
/// </summary>
/// <param name="loop">The loop over k.</param>
/// <param name="variables">What the rounds write: locals declared in them, and arrays of which they write the element at k.</param>
internal sealed class MirrorSymmetry(CountedLoop loop, HashSet<ISymbol> variables)
{
    private readonly Dictionary<ISymbol, Symmetry> known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether anything turns with k at all.</summary>
    public bool HasAngle { get; private set; }

    public Symmetry this[ISymbol variable] => known.TryGetValue(variable, out var symmetry) ? symmetry : Symmetry.Zero;

    /// <summary>Takes an assignment into account.</summary>
    /// <returns>Whether that has changed what is known.</returns>
    public bool Assign(ISymbol variable, Symmetry value)
    {
        var before = this[variable];
        var after = Symmetries.Sum(before, value);
        known[variable] = after;
        return after != before;
    }

    /// <summary>The symmetry of a value.</summary>
    public Symmetry Of(IOperation value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value.ConstantValue is { HasValue: true, Value: 0 or 0.0 or 0f or 0L }) return Symmetry.Zero;
        if (VariableOf(value) is { } variable) return this[variable];
        if (!DependsOnRound(value)) return IsReal(value.Type) ? Symmetry.Even : IsZero(value) ? Symmetry.Zero : Symmetry.None;
        var symmetry = value switch
        {
            IBinaryOperation binary => Binary(binary.OperatorKind, Typed(binary.LeftOperand, binary.Type), Typed(binary.RightOperand, binary.Type)),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus or UnaryOperatorKind.Plus } unary => Of(unary.Operand),
            IConversionOperation conversion => Typed(conversion.Operand, conversion.Type),
            IInvocationOperation call => Of(call),
            IObjectCreationOperation { Arguments: [var real, var imaginary], Type: var type } when TypeLowering.IsComplex(type) => Complex(Of(real.Value), Of(imaginary.Value)),
            IPropertyReferenceOperation { Property.Name: var name, Instance: { } instance } when TypeLowering.IsComplex(instance.Type) && Of(instance) == Symmetry.Hermitian =>
                name switch { "Real" or "Magnitude" => Symmetry.Even, "Imaginary" => Symmetry.Odd, _ => Symmetry.None },
            _ => Symmetry.None,
        };
        return IsReal(value.Type) || TypeLowering.IsComplex(value.Type) ? symmetry : Symmetry.None;
    }

    /// <summary>What <c>variable op= value</c> makes of the variable.</summary>
    public Symmetry Compound(ISymbol variable, ICompoundAssignmentOperation update) =>
        Binary(update.OperatorKind, this[variable], Typed(update.Value, update.Target.Type));

    /// <summary>The variable that an expression is: a local written in the round, or the element at k of an array so written.</summary>
    public ISymbol? VariableOf(IOperation value) => value switch
    {
        ILocalReferenceOperation { Local: var local } when variables.Contains(local) => local,
        IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation { Local: var array }, Indices: [ILocalReferenceOperation { Local: var index }] }
            when variables.Contains(array) && IsCounter(index) => array,
        _ => null,
    };

    /// <summary>Whether a value is made of anything but what is the same in all rounds.</summary>
    public bool DependsOnRound(IOperation value) => value.DescendantsAndSelf().Any(part =>
        part is ILocalReferenceOperation { Local: var local } && (IsCounter(local) || variables.Contains(local)));

    private static Symmetry Binary(BinaryOperatorKind kind, Symmetry left, Symmetry right) => kind switch
    {
        BinaryOperatorKind.Add or BinaryOperatorKind.Subtract => Symmetries.Sum(left, right),
        BinaryOperatorKind.Multiply => Symmetries.Product(left, right),
        BinaryOperatorKind.Divide when right != Symmetry.Zero => Symmetries.Product(left, right),
        _ => Symmetry.None,
    };

    private static Symmetry Complex(Symmetry real, Symmetry imaginary) =>
        real is Symmetry.Even or Symmetry.Zero && imaginary is Symmetry.Odd or Symmetry.Zero ? Symmetry.Hermitian : Symmetry.None;

    private Symmetry Of(IInvocationOperation call)
    {
        if (PureFunctions.Of(call.TargetMethod) != Traits.Expensive && call.TargetMethod.Name is not ("Conjugate" or "Abs")) return Symmetry.None;
        if (PureFunctions.Of(call.TargetMethod) is not { } traits || (traits & Traits.Impure) != 0) return Symmetry.None;
        var isComplex = TypeLowering.IsComplex(call.TargetMethod.ContainingType);
        switch (call.TargetMethod.Name, call.Arguments.Length)
        {
            case ("Cos", 1) when !isComplex && IsOddAngle(call.Arguments[0].Value):
                return Symmetry.Even;
            case ("Sin", 1) when !isComplex && IsOddAngle(call.Arguments[0].Value):
                return Symmetry.Odd;
            case ("FromPolarCoordinates", 2) when call.Arguments[0].Parameter!.Ordinal == 0 && Of(call.Arguments[0].Value) == Symmetry.Even && IsOddAngle(call.Arguments[1].Value):
                return Symmetry.Hermitian;
            case ("Exp", 1) when call.Arguments[0].Value is IObjectCreationOperation { Arguments: [{ Value: var zero }, { Value: var angle }] } && Of(zero) == Symmetry.Zero && IsOddAngle(angle):
                return Symmetry.Hermitian;
            case ("Conjugate", 1):
                return Of(call.Arguments[0].Value);
            case ("Abs", 1) when isComplex && Of(call.Arguments[0].Value) == Symmetry.Hermitian:
            case ("Sqrt", 1) when !isComplex && Of(call.Arguments[0].Value) == Symmetry.Even:
                return Symmetry.Even;
            default:
                return Symmetry.None;
        }
    }

    /// <summary>±2π·km/N with an integer m that does not depend on k: at N − k it is the opposite, but for whole turns.</summary>
    private bool IsOddAngle(IOperation angle)
    {
        if (AngleForm.Of(angle) is not { PeriodInLengths: 1 } form || !Lengths.Same(form.Length, loop.Limit)) return false;
        var factors = form.Indices.SelectMany(Factors).ToList();
        var isOdd = factors.Count(factor => factor is ILocalReferenceOperation { Local: var local } && IsCounter(local)) == 1 && factors.Count(DependsOnRound) == 1;
        HasAngle |= isOdd;
        return isOdd;
    }

    private static IEnumerable<IOperation> Factors(IOperation index) => index is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product
        ? Factors(product.LeftOperand).Concat(Factors(product.RightOperand))
        : [index];

    private Symmetry Typed(IOperation operand, ITypeSymbol? type) =>
        TypeLowering.IsComplex(type) && IsReal(operand.Type) ? Symmetries.AsComplex(Of(operand)) : Of(operand);

    private bool IsCounter(ISymbol local) => SymbolEqualityComparer.Default.Equals(local, loop.Counter);

    private static bool IsReal(ITypeSymbol? type) => PureFunctions.IsFloating(type) || type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;

    private static bool IsZero(IOperation value) => value switch
    {
        IFieldReferenceOperation { Field.Name: "Zero" } field => TypeLowering.IsComplex(field.Field.ContainingType),
        IDefaultValueOperation or IObjectCreationOperation { Arguments.IsEmpty: true } => TypeLowering.IsComplex(value.Type),
        IConversionOperation conversion => conversion.Operand.ConstantValue is { HasValue: true, Value: 0 or 0.0 or 0f } || IsZero(conversion.Operand),
        _ => false,
    };
}
