namespace Twiddle.Compiler.Emission.Vectors;

/// <summary>
/// Puts straight-line code into an order for few registers: a store and what it needs, depth first; but any statement that can be done and
/// keeps no more values alive than before is done at once, so that a butterfly's difference follows its sum.
/// </summary>
internal sealed class StatementOrder
{
    private readonly IReadOnlyList<VectorStatement> statements;
    private readonly List<int>[] users;
    private readonly int[] uses;
    private readonly int[] missing;
    private readonly bool[] done;
    private readonly List<int> order = [];
    private readonly List<int> kept = [];
    private int keptDone;

    private StatementOrder(IReadOnlyList<VectorStatement> statements)
    {
        this.statements = statements;
        users = statements.Select(_ => new List<int>()).ToArray();
        uses = new int[statements.Count];
        missing = new int[statements.Count];
        done = new bool[statements.Count];
        for (var i = 0; i < statements.Count; i++)
        {
            if (statements[i].Format.Length == 0) kept.Add(i);
            foreach (var operand in statements[i].Operands.Distinct())
            {
                users[operand].Add(i);
                uses[operand]++;
                missing[i]++;
            }
        }
    }

    /// <summary>The numbers of all statements that a store needs, and of the stores.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<VectorStatement> statements, CancellationToken cancellation)
    {
        var order = new StatementOrder(statements);
        for (var i = 0; i < statements.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!statements[i].HasResult) order.Visit(i);
        }

        return order.order;
    }

    private void Visit(int statement)
    {
        if (done[statement]) return;
        foreach (var operand in statements[statement].Operands) Visit(operand);
        // An operand's completion may have brought this one along.
        if (!done[statement]) Complete(statement);
    }

    private void Complete(int statement)
    {
        done[statement] = true;
        order.Add(statement);
        var operands = statements[statement].Operands.Distinct().ToList();
        foreach (var operand in operands) uses[operand]--;
        foreach (var user in users[statement]) missing[user]--;
        foreach (var user in operands.SelectMany(o => users[o]).Concat(users[statement]))
            if (!done[user] && missing[user] == 0 && Growth(user) <= 0 && IsAllowed(user)) Complete(user);
    }

    /// <summary>Whether a store may be done: what is to be loaded before it may lie in the same place.</summary>
    private bool IsAllowed(int statement)
    {
        if (statements[statement].HasResult) return true;
        while (keptDone < kept.Count && done[kept[keptDone]]) keptDone++;
        return keptDone == kept.Count || kept[keptDone] >= statement;
    }

    /// <summary>By how many the values alive grow with this statement.</summary>
    private int Growth(int statement) =>
        (statements[statement].HasResult ? 1 : 0) - statements[statement].Operands.Distinct().Count(o => uses[o] == 1);
}
