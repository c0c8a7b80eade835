namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>The vector code of a kernel, beside its scalar code.</summary>
internal interface IVectorKernel
{
    /// <summary>Goes to the vector code that the machine can run, else to the other method.</summary>
    void WriteBranch(CodeWriter writer, string otherwise);

    /// <summary>Writes its methods.</summary>
    void WriteMethods(CodeWriter writer, CancellationToken cancellation);
}
