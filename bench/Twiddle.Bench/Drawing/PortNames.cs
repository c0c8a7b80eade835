using System.Globalization;
using Twiddle.Compiler.Specs;

namespace Twiddle.Bench.Drawing;

/// <summary>Names of the real inputs and outputs of a map: x0, x1, …; the parts of complex ones x0.re, x0.im, ….</summary>
internal sealed record PortNames(Field Field)
{
    /// <summary>The number of real inputs that make one input of the map.</summary>
    public int InputWidth => Field == Field.Complex ? 2 : 1;

    public string Input(int index) => Name("x", index, Field == Field.Complex);

    public string Output(int index) => Name("y", index, Field != Field.Real);

    private static string Name(string vector, int index, bool isComplex)
    {
        if (!isComplex) return vector + index.ToString(CultureInfo.InvariantCulture);
        return vector + (index / 2).ToString(CultureInfo.InvariantCulture) + (index % 2 == 0 ? ".re" : ".im");
    }
}
