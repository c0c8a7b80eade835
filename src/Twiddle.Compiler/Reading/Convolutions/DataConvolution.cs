using Twiddle.Compiler.Programs;

namespace Twiddle.Compiler.Reading.Convolutions;

/// <summary>A factor of a convolution.</summary>
/// <param name="Parameter">The parameter that it is.</param>
/// <param name="IsReversed">Whether its last element comes first.</param>
/// <param name="IsConjugate">Whether the conjugates of its elements are meant.</param>
/// <param name="Count">How many of its elements take part, from the first on.</param>
internal sealed record ConvolutionFactor(int Parameter, bool IsReversed, bool IsConjugate, Affine Count);

/// <summary>Scale times the elements of the complete convolution from an offset on; beyond its ends there are zeros.</summary>
/// <param name="Offset">The element of the complete convolution that is element 0.</param>
/// <param name="Scale">The factor.</param>
internal sealed record ConvolutionWindow(Affine Offset, ConstantFactor Scale);

/// <summary>
/// y[k] = Σ over windows of scale·(a ∗ b)[k + offset] for 0 ≤ k &lt; count, where (a ∗ b)[t] = Σ a[i]·b[t − i] over all i for which both elements exist: established for all
/// lengths that fulfil the requirements.
/// </summary>
/// <param name="First">The factor a.</param>
/// <param name="Second">The factor b; the same parameter for an autocorrelation.</param>
/// <param name="Target">The parameter that y is; −1 for a new array that is returned.</param>
/// <param name="Element">The type of all elements.</param>
/// <param name="Count">The number of elements of y that are written.</param>
/// <param name="Windows">One window, or more where elements wrap round.</param>
/// <param name="Requirements">What has to be at least zero.</param>
/// <param name="IsSingle">Whether anything is calculated in <c>float</c>.</param>
/// <param name="Unknowns">What the unknowns are.</param>
internal sealed record DataConvolution(
    ConvolutionFactor First,
    ConvolutionFactor Second,
    int Target,
    ProgramType Element,
    Affine Count,
    EquatableArray<ConvolutionWindow> Windows,
    EquatableArray<Affine> Requirements,
    bool IsSingle,
    EquatableArray<UnknownInteger> Unknowns)
{
    /// <summary>Whether one factor runs backwards.</summary>
    public bool IsCorrelation => First.IsReversed != Second.IsReversed;

    public bool IsOfOneArray => First.Parameter == Second.Parameter;

    /// <summary>What it is called, with its article.</summary>
    public string Description
    {
        get
        {
            var name = IsCorrelation ? IsOfOneArray ? "autocorrelation" : "correlation" : "convolution";
            return Windows.Count > 1 ? "a circular " + name : (name[0] == 'a' ? "an " : "a ") + name;
        }
    }
}

/// <summary>What reading for a convolution gives.</summary>
/// <param name="Convolution">The convolution, or null.</param>
/// <param name="Refusal">The reason why not, or null.</param>
/// <param name="HasProducts">Whether products of two data were found, so that the reason is about these.</param>
internal sealed record ConvolutionResult(DataConvolution? Convolution, Refusal? Refusal, bool HasProducts);
