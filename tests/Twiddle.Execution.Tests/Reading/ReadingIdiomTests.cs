using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Reading;
using Twiddle.Compiler.Specs;

namespace Twiddle.Execution.Tests.Reading;

/// <summary>
/// Each idiom is read at small lengths, with loops run and with loops summarised, and at a large one, summarised; what was read is evaluated and
/// compared with what the method itself computes.
/// </summary>
public class ReadingIdiomTests
{
    public static TheoryData<string> Names => new(Idioms.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_loops_give_what_the_method_computes(string name)
    {
        var idiom = Idioms.All[name];
        var method = CompiledMethod.Of(idiom.Source);
        foreach (var length in idiom.Lengths) Compare(method, Read(method, length, idiom.Shape, ReadingOptions.RunLoops), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Summaries_agree_with_run_loops(string name)
    {
        var idiom = Idioms.All[name];
        if (!idiom.HasSummary) return;
        var method = CompiledMethod.Of(idiom.Source);
        foreach (var length in idiom.Lengths.Where(n => n > 2).Append(96))
        {
            var spec = Read(method, length, idiom.Shape, ReadingOptions.SummariseLoops with { LongestRun = 1 });
            Assert.IsType<HarmonicMap>(spec.Map);
            Compare(method, spec, 1e-8);
        }
    }

    private static TransformSpec Read(CompiledMethod method, int length, int[]? shape, ReadingOptions options)
    {
        var sizes = shape is null ? InputSizes.OfLength(length) : InputSizes.OfShape(shape.ToEquatableArray());
        return Reader.Read(method.Program, sizes, options, CancellationToken.None) switch
        {
            Understood understood => understood.Spec,
            var other => throw new Xunit.Sdk.XunitException($"length {length}: {((Refused)other).Refusal}"),
        };
    }

    private static void Compare(CompiledMethod method, TransformSpec spec, double tolerance)
    {
        var random = new Random(1);
        var expected = method.Run(spec, () => random.NextDouble() * 2 - 1, out var input);
        var actual = SpecEvaluator.Evaluate(spec, input);
        // Single-precision angles cost most of the method's own accuracy.
        var isRounded = spec.Outputs.Any(o => o.Type == new ArrayType(ProgramType.Single, 1));
        var scale = expected.Values.Select(Math.Abs).DefaultIfEmpty(0).Max() + 1;
        foreach (var (slot, value) in expected)
        {
            var read = actual.GetValueOrDefault(slot, spec.Outputs[slot.Buffer].Role == BufferRole.Parameter ? value : 0);
            Assert.True(Math.Abs(read - value) <= (isRounded ? 1e-4 : tolerance) * scale, $"{slot}: read {read}, computed {value}");
        }
    }
}
