namespace Twiddle.Compiler.Plans;

/// <summary>What an algorithm costs in real operations, against the definition carried out as a dense matrix.</summary>
/// <param name="Additions">Real additions and subtractions.</param>
/// <param name="Multiplications">Real multiplications.</param>
/// <param name="DefinitionAdditions">Those of the definition.</param>
/// <param name="DefinitionMultiplications">Those of the definition.</param>
/// <param name="Depth">The longest chain of roundings between an input and an output; a multiplication by a rounded constant counts twice.</param>
public sealed record OperationCounts(long Additions, long Multiplications, long DefinitionAdditions, long DefinitionMultiplications, int Depth)
{
    public long Total => Additions + Multiplications;

    public long DefinitionTotal => DefinitionAdditions + DefinitionMultiplications;
}
