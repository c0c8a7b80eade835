using System.Collections.Immutable;
using System.Globalization;
using Twiddle.Compiler.Emission.Convolutions;
using Twiddle.Compiler.Emission.Sharing;
using Twiddle.Compiler.Emission.Vectors;
using Twiddle.Compiler.Numbers;
using Twiddle.Compiler.Plans;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Proofs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission.AnyLength;

/// <summary>
/// Writes the file that all methods for any length share: plans that are made at run time, over codelets that are derived and proved as any other.
/// </summary>
public static class AnyLengthWriter
{
    /// <summary>The namespace and name of the class.</summary>
    public const string ClassName = "global::Twiddle.Generated.FourierPlan";

    private static readonly ImmutableArray<int> CodeletRadices = ImmutableArray.Create(2, 3, 4, 5, 7, 8, LastRadix);

    /// <summary>The radix that is only ever the last: it needs no twiddle factors.</summary>
    private const int LastRadix = 16;

    /// <summary>The radix of first passes that take complex numbers of <c>double</c> apart themselves.</summary>
    private const int FirstOfPairs = 8;

    /// <summary>Vectors of eight and of four numbers.</summary>
    private static ImmutableArray<VectorShape> WideShapes { get; } = VectorShape.Of(ScalarKind.Double).Where(s => s.Lanes >= 4).ToImmutableArray();

    /// <summary>Vectors of sixteen and of eight numbers.</summary>
    private static ImmutableArray<VectorShape> SingleShapes { get; } = VectorShape.Of(ScalarKind.Single).Where(s => s.Lanes >= 8).ToImmutableArray();

    private static ImmutableArray<VectorShape> Shapes => WideShapes.Add(VectorShape.ScalarOf(ScalarKind.Double));

    /// <summary>The radices of last passes that put complex numbers together themselves.</summary>
    private static readonly ImmutableArray<int> LastRadices = ImmutableArray.Create(4, 8, LastRadix);

    /// <summary>The text of the file.</summary>
    /// <param name="parts">What it has to have.</param>
    /// <exception cref="InvalidOperationException">A codelet was not found, or not proved.</exception>
    public static string Write(EngineParts parts, DerivationOptions options, CancellationToken cancellation)
    {
        parts = EnginePartsOf.WithNeeded(parts);
        var code = new CodeWriter();
        code.Block("namespace Twiddle.Generated", () =>
        {
            code.Line("/// <summary>");
            code.Line("/// The discrete Fourier transform of one length. Its straight-line transforms were derived from the definition, and proved equal to it.");
            code.Line("/// </summary>");
            code.Line(Emitter.GeneratedCode);
            code.Block("internal sealed class FourierPlan", () => WriteClass(code, parts, options, cancellation));
            code.Line();
            Text(code, AnyLengthPlanText.Roots);
            if (parts.HasFlag(EngineParts.Shared)) TeamWriter.Write(code, "FourierTeam", Newest, "internal");
            if (!parts.HasFlag(EngineParts.Convolutions)) return;
            code.Line();
            Text(code, ConvolutionText.Filled);
        });

        var writer = new CodeWriter();
        SharedFile.WriteHead(writer, "any length", isNullable: true);
        var text = code.ToString();
        VectorShape.WriteAliases(writer, text);
        return writer + text;
    }

    /// <summary>The codelets of all radices: whichever parts are written, they are the same.</summary>
    private static readonly RadixCodelets Known = new();

    /// <summary>Methods for any length need no less.</summary>
    private static readonly LanguageFeatures Newest = new(90, true, true, true, true, false);

    private static void WriteClass(CodeWriter writer, EngineParts parts, DerivationOptions options, CancellationToken cancellation)
    {
        var numbers = new AnyLengthNumbers(parts.HasFlag(EngineParts.Singles));
        var texts = Texts(parts, numbers).ToList();
        foreach (var text in texts)
        {
            if (text != texts[0]) writer.Line();
            Text(writer, numbers.Chosen(text));
        }

        var hasComplex = parts.HasFlag(EngineParts.Complex);
        var hasSinglePasses = parts.HasFlag(EngineParts.Singles) && hasComplex;
        var stores = Radices("First").Select(radix => new BlockStores(radix, WideShapes)).ToList();
        var singleStores = SingleShapes.SelectMany(shape => SingleRadices("First", shape)).Distinct()
            .Select(radix => new BlockStores(radix, SingleShapes.Where(shape => SingleRadices("First", shape).Contains(radix)).ToImmutableArray())).ToList();
        AnyLengthOperations.WriteInterfaces(writer, hasComplex, hasSinglePasses ? [.. stores, .. singleStores.Where(s => stores.All(other => other.Radix != s.Radix))] : stores);
        WriteDispatches(writer, "double", Shapes, stores, hasComplex, cancellation);
        if (hasSinglePasses) WriteDispatches(writer, "float", SingleShapes, singleStores, hasComplex, cancellation);
        foreach (var shape in WideShapes.Where(_ => hasComplex).Concat(SingleShapes.Where(_ => hasSinglePasses))) WriteLastDispatch(writer, shape);
        foreach (var codelet in Codelets(options, cancellation))
        {
            var radix = codelet.Radix;
            var passes = new AnyLengthPassWriter(codelet, ScalarKind.Double);
            if (Radices("Middle").Contains(radix)) passes.WriteMiddle(writer, cancellation);
            passes.WritePlain(writer, cancellation);
            if (hasComplex && LastRadices.Contains(radix)) passes.WriteLast(writer, cancellation);
            if (stores.FirstOrDefault(s => s.Radix == radix) is { } store)
            {
                passes.WriteFirst(writer, store, takesApart: false, cancellation);
                if (radix == FirstOfPairs && hasComplex) passes.WriteFirst(writer, store, takesApart: true, cancellation);
            }

            if (!hasSinglePasses) continue;
            passes = new AnyLengthPassWriter(codelet, ScalarKind.Single);
            if (Radices("Middle").Contains(radix)) passes.WriteMiddle(writer, cancellation);
            passes.WritePlain(writer, cancellation);
            if (LastRadices.Contains(radix)) passes.WriteLast(writer, cancellation);
            if (singleStores.FirstOrDefault(s => s.Radix == radix) is { } singles) passes.WriteFirst(writer, singles, takesApart: true, cancellation);
        }
    }

    /// <summary>What is written of the class beside the passes.</summary>
    private static IEnumerable<string> Texts(EngineParts parts, AnyLengthNumbers numbers)
    {
        const EngineParts OnVectors = ~(EngineParts.Complex | EngineParts.Many | EngineParts.Shared | EngineParts.Parts | EngineParts.Singles);
        const EngineParts OfReal = EngineParts.Spectra | EngineParts.Hartley | EngineParts.CosineTwo;
        const EngineParts FromHalf = EngineParts.RealResults | EngineParts.CosineThree;
        const EngineParts Sines = EngineParts.SineTwo | EngineParts.SineThree | EngineParts.SineFour;
        yield return AnyLengthPlanText.Body;
        yield return AnyLengthTransformText.Core;
        var hasSinglePasses = numbers.HasSingles && Has(EngineParts.Complex);
        if (Has(EngineParts.Complex)) yield return AnyLengthTransformText.OneWith(hasSinglePasses);
        if (hasSinglePasses) yield return AnyLengthSinglesText.Body;
        if (Has(EngineParts.Many)) yield return AnyLengthTransformText.Many;
        if (Has(EngineParts.Shared)) yield return AnyLengthTransformText.Shared;
        yield return AnyLengthEndsText.Of(numbers);
        if (Has(EngineParts.Complex)) yield return AnyLengthEndsText.Choice;
        if (Has(EngineParts.Parts)) yield return AnyLengthPartsText.Body;
        if (Has(EngineParts.Parts | OnVectors)) yield return AnyLengthPartsText.Choice;
        if (Has(OnVectors)) yield return AnyLengthVectorText.Lanes;
        if (Has(OfReal | FromHalf)) yield return AnyLengthRealText.HalfTurn;
        if (Has(OfReal)) yield return AnyLengthRealText.Core;
        if (Has(EngineParts.Spectra)) yield return AnyLengthRealText.Body(numbers);
        if (Has(FromHalf)) yield return AnyLengthHermitianText.Core;
        if (Has(EngineParts.RealResults)) yield return AnyLengthHermitianText.Body(numbers);
        if (Has(EngineParts.Hartley)) yield return AnyLengthHartleyText.Body(numbers);
        if (Has(EngineParts.CosineTwo | EngineParts.CosineThree)) yield return AnyLengthCosineText.Tables;
        if (Has(EngineParts.CosineTwo)) yield return AnyLengthCosineText.Two(numbers);
        if (Has(EngineParts.CosineThree)) yield return AnyLengthCosineText.Three(numbers);
        if (Has(EngineParts.CosineFour)) yield return AnyLengthCosineFourText.Body(numbers);
        if (Has(Sines)) yield return AnyLengthSineText.Core(numbers);
        if (Has(EngineParts.SineTwo)) yield return AnyLengthSineText.Two;
        if (Has(EngineParts.SineThree)) yield return AnyLengthSineText.Three;
        if (Has(EngineParts.SineFour)) yield return AnyLengthSineText.Four;
        if (Has(EngineParts.Lapped)) yield return AnyLengthLappedText.Lapped(numbers);
        if (Has(EngineParts.Overlapping)) yield return AnyLengthLappedText.Overlapping(numbers);

        bool Has(EngineParts any) => (parts & any) != 0;
    }

    /// <summary>The radices that a pass may have: a two comes last, sixteen too.</summary>
    private static IEnumerable<int> Radices(string pass) => CodeletRadices.Where(radix => pass == "Plain" || radix != LastRadix && (pass != "First" || radix != 2));

    /// <summary>The radices of passes of float: the first is eight, or as many as there are lanes.</summary>
    private static IEnumerable<int> SingleRadices(string pass, VectorShape shape) => pass == "First" ? new[] { 8, shape.Lanes }.Distinct() : Radices(pass);

    private static void WriteDispatches(CodeWriter writer, string number, ImmutableArray<VectorShape> shapes, IReadOnlyList<BlockStores> stores, bool hasComplex, CancellationToken cancellation)
    {
        foreach (var shape in shapes) AnyLengthOperations.WriteStructure(writer, shape, hasComplex && !shape.IsScalar, stores, cancellation);
        WriteDispatch(writer, "Middle", shapes, "ref source, ref target, blocks, columns, plane, ref twiddles",
            $"ref {number} source, ref {number} target, nint blocks, nint columns, nint plane, ref {number} twiddles", "Transforms with twiddle factors, of blocks of columns.");
        var takesApart = number == "float";
        WriteDispatch(writer, "First", shapes, "ref source, ref target, blocks, plane, ref twiddles" + (takesApart ? ", factor" : ""),
            $"ref {number} source, ref {number} target, nint blocks, nint plane, ref {number} twiddles" + (takesApart ? ", float factor" : ""), "The first pass, on vectors over blocks.");
        WriteDispatch(writer, "Plain", shapes, "ref source, lane, plane, ref target, result, resultPlane, columns",
            $"ref {number} source, nint lane, nint plane, ref {number} target, nint result, nint resultPlane, nint columns", "Transforms alone, of columns.");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Text(CodeWriter writer, string text)
    {
        var filled = text.Replace("@Condition512", WideShapes[0].Condition).Replace("@Condition256", WideShapes[1].Condition).Replace("\r", "");
        foreach (var line in filled.Split('\n')) writer.Line(line);
    }

    /// <summary>The method that goes to the pass of a radix on the widest vectors that the machine has, and that the columns fill.</summary>
    private static void WriteDispatch(CodeWriter writer, string pass, ImmutableArray<VectorShape> shapes, string arguments, string parameters, string summary)
    {
        writer.Line();
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
        writer.Block($"private static void {pass}(int radix, {parameters})", () =>
        {
            foreach (var shape in shapes)
            {
                var isScalar = shape.IsScalar;
                if (isScalar && pass == "First") continue;
                if (isScalar && pass == "Middle")
                {
                    writer.Line("MiddleScalar(radix, ref source, ref target, blocks, columns, plane, ref twiddles);");
                    continue;
                }

                writer.Block(isScalar ? "" : $"if ({shape.Condition} && {(pass == "First" ? "blocks" : "columns")} >= {Number(shape.Lanes)})", () => writer.Block("switch (radix)", () =>
                {
                    foreach (var radix in shape.Kind == ScalarKind.Single ? SingleRadices(pass, shape) : Radices(pass))
                        writer.Line($"case {Number(radix)}: {AnyLengthPassWriter.NameOn(pass, radix, shape)}({arguments}); return;");
                }));
            }
        });
    }

    private static void WriteLastDispatch(CodeWriter writer, VectorShape shape)
    {
        writer.Line();
        writer.Line($"/// <summary>The last pass, of radix {string.Join(", ", LastRadices.Select(Number))}: puts complex numbers together.</summary>");
        writer.Block($"private static void LastOn{Number(shape.Bits)}(int radix, ref {shape.Scalar} source, nint columns, nint plane, ref {shape.Scalar} target, {shape.Scalar} factorRe, {shape.Scalar} factorIm)", () =>
        {
            foreach (var radix in LastRadices)
                writer.Line($"if (radix == {Number(radix)}) {AnyLengthPassWriter.NameOn("Last", radix, shape)}(ref source, columns, plane, ref target, factorRe, factorIm);");
        });
    }

    /// <summary>The codelets that the file is made of, derived and proved side by side. They are kept: who asks early does not wait later.</summary>
    /// <exception cref="InvalidOperationException">A codelet was not found, or not proved.</exception>
    internal static RadixCodelet[] Codelets(DerivationOptions options, CancellationToken cancellation)
    {
        return SideBySide.InProcess.Select(CodeletRadices, (radix, either) => Known.Of(radix, -1, Proved, either)!, cancellation);

        Codelet Proved(ExactMatrix matrix, Field field, CancellationToken either)
        {
            if (options.RadixCodelets.Of(matrix.Rows, -1, options.Codelets, either) is not { } found) throw new InvalidOperationException("No codelet of radix " + Number(matrix.Rows));
            if (CodeletProof.Verify(found.Graph, matrix, field, either) is not Equal) throw new InvalidOperationException("No proof for radix " + Number(matrix.Rows));
            return new(found.Graph, found.Steps);
        }
    }
}
