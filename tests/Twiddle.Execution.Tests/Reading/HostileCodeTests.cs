using System.Diagnostics;
using Twiddle.Compiler.Reading;

namespace Twiddle.Execution.Tests.Reading;

/// <summary>Code whose exact values grow without end, or that never ends: refused, soon.</summary>
public class HostileCodeTests
{
    [Theory]
    [InlineData("squares", "double v = 3; for (int i = 0; i < 1000; i++) v = v * v; return new[] { v * x[0] };")]
    [InlineData("doubling", "double v = 3; for (int i = 0; i < 1000000; i++) v = v + v; return new[] { v * x[0] };")]
    [InlineData("doubling the data", "double v = x[0]; for (int i = 0; i < 1000000; i++) v = v + v; return new[] { v };")]
    [InlineData("shrinking", "double v = 1; for (int i = 0; i < 1000000; i++) v *= 0.9999999; return new[] { v * x[0] };")]
    [InlineData("many cosines", "double v = 1; for (int i = 3; i < 1000; i += 2) v *= Math.Cos(Math.PI / i) + 1; return new[] { v * x[0] };")]
    [InlineData("a prime fraction of a turn", "double v = 1 + Math.Cos(2 * Math.PI / 1000000007.0); return new[] { v * x[0] };")]
    [InlineData("a long fraction of a turn", "double v = 1 + Math.Cos(2 * Math.PI * 0.12345678901234567 / 1000000007.0 / 998244353.0); return new[] { v * x[0] };")]
    [InlineData("many fractions of a turn", "double v = 1; for (int i = 3; i < 1000; i += 2) v += Math.Cos(Math.PI / i); return new[] { v * x[0] };")]
    [InlineData("a large root", "return new[] { Math.Sqrt(999999999989) * x[0] };")]
    [InlineData("endless", "while (true) { }")]
    [InlineData("endless recursion", "double F(double v) => F(v + 1); return new[] { F(x[0]) };")]
    [InlineData("many large arrays", "for (int i = 0; i < 1000000; i++) { var t = new double[250000]; Array.Clear(t, 0, t.Length); } return x;")]
    [InlineData("copies of large arrays", "var t = new double[250000]; for (int i = 0; i < 1000000; i++) t = (double[])t.Clone(); return t;")]
    [InlineData("a power", "return new[] { Math.Pow(3, 1000000) * x[0] };")]
    [InlineData("a huge shift", "long a = 1; for (int i = 0; i < 100; i++) a <<= 1; return new[] { a * x[0] };")]
    public void It_is_refused_in_time(string name, string body)
    {
        var method = CompiledMethod.Of("public static double[] M(double[] x) { " + body + " }");
        var watch = Stopwatch.StartNew();
        var result = Reader.Read(method.Program, InputSizes.OfLength(8), CancellationToken.None);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{name} took {watch.Elapsed}");
        Assert.IsType<Refused>(result);
    }

    [Fact]
    public void Reading_can_be_cancelled_at_once()
    {
        var method = CompiledMethod.Of("public static double[] M(double[] x) { while (true) { } }");
        // A thread of its own: the timer of a token source waits for a thread pool that other tests keep busy.
        using var source = new CancellationTokenSource();
        var watch = new Stopwatch();
        var clock = new Thread(() =>
        {
            Thread.Sleep(20);
            watch.Start();
            source.Cancel();
        });
        clock.Start();
        Assert.Throws<OperationCanceledException>(() => Reader.Read(method.Program, InputSizes.OfLength(8), ReadingOptions.RunLoops with { MaximumSteps = int.MaxValue }, source.Token));
        clock.Join();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2));
    }
}
