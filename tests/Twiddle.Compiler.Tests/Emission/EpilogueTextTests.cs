using System.Collections.Immutable;
using Twiddle.Compiler.Emission;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Tests.Emission;

/// <summary>Element-wise ends as C# text: precedence, casts, and where functions are found.</summary>
public sealed class EpilogueTextTests
{
    private static readonly Epilogue X = new LinearValue(0);
    private static readonly Epilogue MinusY = new LinearValue(1);

    [Fact]
    public void OperandsKeepTogether()
    {
        Assert.Equal("(x / (x + (-y)))", Write(Call(EpilogueOperator.Divide, ScalarKind.Double, X, Call(EpilogueOperator.Add, ScalarKind.Double, X, MinusY))));
        Assert.Equal("(x - (-y))", Write(Call(EpilogueOperator.Subtract, ScalarKind.Double, X, MinusY)));
        Assert.Equal("(-(-y))", Write(Call(EpilogueOperator.Negate, ScalarKind.Double, MinusY)));
    }

    [Fact]
    public void CastsAreWrittenWhereTypesDiffer()
    {
        Assert.Equal("(float)x", Write(X, ScalarKind.Single));
        Assert.Equal("(byte)(-y)", Write(MinusY, ScalarKind.Byte));
        Assert.Equal("(double)((int)x)", Write(new EpilogueCast(ScalarKind.Int32, X)));
        var clamped = Call(EpilogueOperator.Min, ScalarKind.Int32, new EpilogueCast(ScalarKind.Int32, X), Number(255));
        Assert.Equal("(byte)(global::System.Math.Min((int)x, (int)255.0))", Write(new EpilogueCast(ScalarKind.Byte, clamped), ScalarKind.Byte));
    }

    [Fact]
    public void FunctionsOfSinglesAreThoseOfMathFWhereItExists()
    {
        var root = Call(EpilogueOperator.Sqrt, ScalarKind.Single, X);
        Assert.Equal("global::System.MathF.Sqrt((float)x)", Write(root, ScalarKind.Single));
        Assert.Equal("(float)global::System.Math.Sqrt((float)x)", Write(root, ScalarKind.Single, hasMathF: false));
        Assert.Equal("global::System.Math.Sqrt(x)", Write(Call(EpilogueOperator.Sqrt, ScalarKind.Double, X)));
    }

    [Fact]
    public void ConstantsTakeTheTypeTheyAreUsedIn()
    {
        Assert.Equal("0.5", Write(Number(new Rational(1, 2))));
        Assert.Equal("0.5f", Write(Number(new Rational(1, 2)), ScalarKind.Single));
    }

    private static Epilogue Number(Rational value) => new ConstantValue(Constant.Of(Cyclotomic.FromRational(value)));

    private static Epilogue Call(EpilogueOperator function, ScalarKind kind, params Epilogue[] arguments) =>
        new EpilogueCall(function, kind, arguments.ToImmutableArray());

    private static string Write(Epilogue epilogue, ScalarKind to = ScalarKind.Double, bool hasMathF = true) =>
        new EpilogueText(new Arithmetic(ScalarKind.Double), new LanguageFeatures(73, true, true, hasMathF, true, false), i => i == 0 ? "x" : "-y").Write(epilogue, to);
}
