namespace Twiddle.Compiler.Discovery.Symmetry;

/// <summary>
/// Where orbits begin. A map that commutes with the one whose orbits they are permutes them; it stays a symmetry of what is made
/// from the orbits only if it takes beginnings to beginnings.
/// </summary>
internal sealed class OrbitAlignment
{
    private readonly int prime;
    private readonly int units;

    public OrbitAlignment(int prime, int units)
    {
        this.prime = prime;
        this.units = units;
    }

    /// <summary>Begins each orbit that a companion reaches from the beginning of an earlier one there.</summary>
    public void Follow(UnitPoint[][] cycles, IReadOnlyList<UnitPoint[]> companions)
    {
        var isPlaced = new bool[cycles.Length];
        for (var first = 0; first < cycles.Length; first++)
        {
            if (isPlaced[first]) continue;
            isPlaced[first] = true;
            var queue = new Queue<int>();
            for (queue.Enqueue(first); queue.Count > 0;)
            {
                var start = cycles[queue.Dequeue()][0];
                foreach (var companion in companions)
                {
                    var image = companion[start.Index];
                    var orbit = Array.FindIndex(cycles, c => Array.Exists(c, p => p.Index == image.Index));
                    if (orbit < 0 || isPlaced[orbit]) continue;
                    isPlaced[orbit] = true;
                    cycles[orbit] = From(cycles[orbit], image with { Unit = (image.Unit + start.Unit) % units });
                    queue.Enqueue(orbit);
                }
            }
        }
    }

    /// <summary>The same orbit from another of its points, with that point's unit.</summary>
    private UnitPoint[] From(UnitPoint[] cycle, UnitPoint start)
    {
        var shift = Array.FindIndex(cycle, p => p.Index == start.Index);
        var turn = start.Unit - cycle[shift].Unit + 2 * units;
        return Enumerable.Range(0, prime)
            .Select(d => cycle[(d + shift) % prime])
            .Select(point => point with { Unit = (point.Unit + turn) % units })
            .ToArray();
    }
}
