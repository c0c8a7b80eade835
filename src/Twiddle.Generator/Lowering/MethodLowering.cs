using Microsoft.CodeAnalysis;

namespace Twiddle.Generator.Lowering;

/// <summary>
/// Lowers a C# method, and the source bodies it reaches, to a <see cref="Compiler.Programs.Program"/>.
/// </summary>
/// <remarks>
/// It knows nothing of transforms, and it never fails: what it has no word for becomes an unsupported node that carries the reason, and
/// whether that matters is decided by whoever reaches the node while reading.
/// </remarks>
internal static class MethodLowering
{
    /// <summary>Lowers <paramref name="method"/>, which must have a body in source.</summary>
    public static LoweredMethod Lower(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        var program = new ProgramBuilder(compilation, method, cancellation);
        program.Method(method);
        while (program.TryTakePending(out var index, out var source))
        {
            cancellation.ThrowIfCancellationRequested();
            program.Define(index, new BodyLowering(program, index, source).Lower());
        }

        return program.Build();
    }
}
