namespace Twiddle.Compiler.Reading;

/// <summary>
/// Which of the possible values each integer or flag from outside is taken to have, in one reading. Readings with all values of those that are
/// looked at follow one another like the numbers of a counter: the last one looked at changes fastest.
/// </summary>
internal sealed class Guesses
{
    private readonly List<(int Chosen, int Count)> choices = [];
    private int position;

    /// <summary>The choice among so many values, when one is first looked at.</summary>
    public int Next(int count)
    {
        if (position == choices.Count) choices.Add((0, count));
        return choices[position++].Chosen;
    }

    /// <summary>Starts the same combination again.</summary>
    public void Restart() => position = 0;

    /// <summary>Goes on to the next combination; false where there is none left.</summary>
    public bool Advance()
    {
        position = 0;
        while (choices.Count > 0)
        {
            var (chosen, count) = choices[choices.Count - 1];
            choices.RemoveAt(choices.Count - 1);
            if (chosen + 1 >= count) continue;
            choices.Add((chosen + 1, count));
            return true;
        }

        return false;
    }
}
