using Twiddle.Compiler.Emission.Vectors;
using Twiddle.Compiler.Flow;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes a flow graph as straight-line code with a fresh local per value.</summary>
/// <remarks>
/// All loads come first, so that stores may overwrite the inputs. A fresh local per value leaves the choice of registers to the just-in-time
/// compiler, which does better with it than with reused variables.
/// </remarks>
internal sealed class FlowWriter
{
    private readonly FlowGraph graph;
    private readonly Arithmetic arithmetic;
    private readonly string[] factors;
    private readonly List<(string Name, string Literal)> constants = [];

    public FlowWriter(FlowGraph graph, Arithmetic arithmetic)
    {
        this.graph = graph;
        this.arithmetic = arithmetic;
        factors = graph.Nodes.Select(n => n is ScaleNode scale ? NameOf(arithmetic.Literal(scale.Factor)) : "").ToArray();
    }

    /// <summary>The real constants, by name and literal.</summary>
    public IReadOnlyList<(string Name, string Literal)> Constants => constants;

    /// <summary>The real constants, each declared once.</summary>
    public void WriteConstants(CodeWriter writer)
    {
        foreach (var (name, literal) in constants) writer.Line($"const {arithmetic.Type} {name} = {literal};");
    }

    /// <summary>Loads the inputs that are used.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="load">The expression of an input.</param>
    public void WriteLoads(CodeWriter writer, Func<int, string> load)
    {
        writer.Statements(
            from i in Enumerable.Range(0, graph.Nodes.Length)
            where graph.Nodes[i] is InputNode
            select $"{arithmetic.Type} {Name(i)} = {load(((InputNode)graph.Nodes[i]).Input)};");
    }

    /// <summary>The operations, in the graph's order.</summary>
    public void WriteOperations(CodeWriter writer, CancellationToken cancellation)
    {
        writer.Statements(Operations());

        IEnumerable<string> Operations()
        {
            for (var i = 0; i < graph.Nodes.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var value = graph.Nodes[i] switch
                {
                    AddNode add => $"{Name(add.Left)} {(add.IsSubtraction ? "-" : "+")} {Name(add.Right)}",
                    ScaleNode scale => $"{factors[i]} * {Name(scale.Operand)}",
                    _ => null,
                };
                if (value is not null) yield return $"{arithmetic.Type} {Name(i)} = {value};";
            }
        }
    }

    /// <summary>The graph as vector code, with the same constants.</summary>
    /// <param name="code">Where the operations go.</param>
    /// <param name="load">Loads a real input.</param>
    public VectorFlow OnVectors(VectorCode code, Func<int, int> load) => new(graph, code, factors, load);

    /// <summary>An output as a term; nothing where it is zero.</summary>
    public SignedTerm? Output(int index)
    {
        var output = graph.Outputs[index];
        return output.IsZero ? null : new SignedTerm(output.IsNegated, Name(output.Node));
    }

    private static string Name(int node) => FormattableString.Invariant($"t{node}");

    private string NameOf(string literal)
    {
        var known = constants.FindIndex(c => c.Literal == literal);
        if (known >= 0) return constants[known].Name;
        constants.Add((FormattableString.Invariant($"C{constants.Count + 1}"), literal));
        return constants[constants.Count - 1].Name;
    }
}
