namespace Twiddle.Bench.Speed;

/// <summary>One way to compute a transform of one length.</summary>
/// <param name="name">As it stands in the tables.</param>
internal abstract class Contender(string name) : IDisposable
{
    public const string Twiddle = "twiddle";
    public const string TwiddleOnArrays = "twiddle-array";
    public const string TwiddleOfAnyLength = "twiddle-any";
    public const string FftwPatient = "fftw-patient";
    public const string FftwMeasure = "fftw-measure";
    public const string MathNet = "mathnet";
    public const string Naive = "naive";

    public string Name => name;

    /// <summary>Takes the input, as numbers with real and imaginary parts in turns.</summary>
    public abstract void Fill(ReadOnlySpan<double> numbers);

    /// <summary>Computes the same transform again and again.</summary>
    public abstract void Run(int calls);

    /// <summary>What the last call computed, scaled as the definition says.</summary>
    public abstract double[] Result();

    public virtual void Dispose()
    {
    }
}
