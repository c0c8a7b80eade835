using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
        return Complete(program, cancellation);
    }

    /// <summary>Lowers loops in a method as a method of the variables that they use.</summary>
    public static LoweredMethod LowerLoops(ProgramBuilder program, MethodSource source, LoopVariables variables, StatementSyntax loops)
    {
        var index = program.Reserve(source.Origin);
        program.Define(index, new BodyLowering(program, index, source).LowerLoops(variables, loops));
        return Complete(program, program.Cancellation);
    }

    private static LoweredMethod Complete(ProgramBuilder program, CancellationToken cancellation)
    {
        while (program.TryTakePending(out var index, out var source))
        {
            cancellation.ThrowIfCancellationRequested();
            program.Define(index, new BodyLowering(program, index, source).Lower());
        }

        return program.Build();
    }
}
