using System.Globalization;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>Writes the body of a method that callers see: the choice of a kernel by sizes and flags, and the naive method for all others.</summary>
internal sealed class SurfaceWriter(EmissionTarget target, Surface surface)
{
    private readonly (string Name, ProgramType Type)[] results = ResultNames.Of(target.Naive);
    private readonly WindowText windows = new(target.Language, surface, p => surface.ForParameter(p).Name);

    public void Write(CodeWriter writer, IReadOnlyList<(DerivedTransform Transform, string Kernel)> kernels)
    {
        writer.Line(Emitter.GeneratedCode);
        // A partial method may have the attribute already.
        if (target.Partial is null) KernelContext.WriteKernelAttribute(writer, target.Language);
        writer.Method($"{surface.Heading} {surface.Name}", surface.Parameters.Select(p => p.Declaration).ToList(), () =>
        {
            foreach (var parameter in surface.Parameters.Where(IsSequence))
            {
                writer.Line("// Gone through once, here.");
                writer.Line($"var {Copied(parameter)} = {parameter.Name} == null ? null : global::System.Linq.Enumerable.ToArray({parameter.Name});");
            }

            var conditions = new DispatchConditions(target, surface, i => NameOf(surface.ForParameter(i)));
            foreach (var (transform, kernel) in kernels)
            {
                var condition = conditions.Of(transform.Spec);
                if (condition.Length == 0) writer.Block("", () => WriteFast(writer, transform.Spec, kernel));
                else writer.Block($"if ({condition})", () => WriteFast(writer, transform.Spec, kernel));
                writer.Line();
                if (condition.Length == 0 && transform.Spec.Map is not ModularMap) return;
            }

            if (surface.TellsWhetherDone)
            {
                writer.Line("return false;");
                return;
            }

            writer.Line("// Not a size that an algorithm was derived for: the definition itself.");
            new FallbackWriter(target, surface, results, NameOf).Write(writer);
        });
    }

    private static bool IsSequence(SurfaceParameter parameter) => parameter.Type is SequenceType;

    private string Copied(SurfaceParameter parameter) => LocalNames.Fresh(parameter.Name.TrimStart('@') + "Elements", surface.Parameters.Select(p => p.Name));

    /// <summary>The name by which an argument is used: a sequence is, once copied.</summary>
    private string NameOf(SurfaceParameter parameter) => IsSequence(parameter) ? Copied(parameter) : parameter.Name;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void WriteFast(CodeWriter writer, TransformSpec spec, string kernel)
    {
        var layout = KernelLayout.Of(target, spec);
        if (spec.IsLazy)
        {
            writer.Line(new LazyWriter(target, spec).Call(kernel));
            return;
        }

        foreach (var parameter in layout.Parameters) WriteBefore(writer, parameter, spec);
        var call = $"{kernel}.Transform({string.Join(", ", layout.Parameters.Select(p => Argument(p, spec)))})";
        // A map modulo a prime holds for residues only: the kernel looks, and otherwise leaves everything as it was.
        if (spec.Map is ModularMap) writer.Block($"if ({call})", () => WriteResults(writer, layout, spec));
        else
        {
            writer.Line(call + ";");
            WriteResults(writer, layout, spec);
        }
    }

    private void WriteResults(CodeWriter writer, KernelLayout layout, TransformSpec spec)
    {
        foreach (var parameter in layout.Parameters.Where(p => p.Output >= 0)) WriteAfter(writer, parameter, spec.Outputs[parameter.Output]);
        if (surface.ReturnsResult && results.Length > 0) writer.Line(ReturnText(layout, spec));
        else writer.Line(surface.TellsWhetherDone ? "return true;" : "return;");
    }

    /// <summary>Allocates what the method gives out, checks or copies what it was given.</summary>
    private void WriteBefore(CodeWriter writer, KernelParameter parameter, TransformSpec spec)
    {
        var output = parameter.Output < 0 ? null : spec.Outputs[parameter.Output];
        var buffer = output ?? spec.Inputs[parameter.Input];
        if (buffer.Window is not null)
        {
            if (WindowText.IsCopied(buffer, target.Language)) windows.WriteCopy(writer, Part(parameter), Held(parameter), buffer);
            return;
        }

        if (BufferHandover.IsNeeded(parameter.Type))
        {
            // Where only new objects go in, what is there is not looked at.
            if (parameter.IsFresh || (parameter.Input < 0 && ObjectHandover.IsNeeded(parameter.Type))) BufferHandover.WriteNew(writer, Array(parameter), output!);
            else if (!IsTakenAsItIs(parameter)) BufferHandover.WriteCopy(writer, Array(parameter), Held(parameter), buffer);
            return;
        }

        if (output is not null) WriteDestination(writer, parameter, output);
    }

    private void WriteDestination(CodeWriter writer, KernelParameter kernelParameter, BufferLayout buffer)
    {
        if (kernelParameter is { Member: not null, IsFresh: false }) return;
        var parameter = SurfaceParameterOf(kernelParameter);
        if (parameter is null)
        {
            var type = ElementShape.Text(kernelParameter.Type);
            writer.Line(kernelParameter.Rank == 0 ? $"{type} {kernelParameter.Name};" : $"{type} {kernelParameter.Name} = {New(kernelParameter, buffer)};");
            return;
        }

        if (kernelParameter.Rank == 0) return;
        if (parameter.Mode == PassingMode.Out)
        {
            writer.Line($"{parameter.Name} = {New(kernelParameter, buffer)};");
            return;
        }

        if (parameter.Result >= 0 || kernelParameter.IsFresh || DispatchConditions.IsChecked(parameter, buffer)) WriteCheck(writer, parameter, buffer);
    }

    private static void WriteCheck(CodeWriter writer, SurfaceParameter parameter, BufferLayout buffer)
    {
        var isTooShort = parameter.Type is ArrayType { Rank: > 1 } array
            ? string.Join(" || ", Enumerable.Range(0, array.Rank).Select(d => $"{parameter.Name}.GetLength({Text(d)}) != {Text(buffer.Dimensions[d])}"))
            : $"{parameter.Name}.Length < {Text(buffer.Dimensions[0])}";
        var needed = string.Join(" × ", buffer.Dimensions.Select(d => Text(d)));
        writer.Line($"if ({isTooShort})");
        writer.Line($"    throw new global::System.ArgumentException(\"The destination has to have room for {needed} elements.\", nameof({parameter.Name}));");
    }

    private static string New(KernelParameter parameter, BufferLayout buffer) =>
        $"new {ElementShape.Text(parameter.Element)}[{string.Join(", ", buffer.Dimensions.Select(d => Text(d)))}]";

    /// <summary>Puts what the kernel computed where the method puts it.</summary>
    private void WriteAfter(CodeWriter writer, KernelParameter parameter, BufferLayout buffer)
    {
        if (buffer.Window is not null)
        {
            if (WindowText.IsCopied(buffer, target.Language)) windows.WriteBack(writer, Part(parameter), Held(parameter), buffer);
            return;
        }

        if (buffer.Growth != ListGrowth.None)
        {
            BufferHandover.WriteGrowth(writer, Array(parameter), Held(parameter), buffer);
            return;
        }

        var isHandedOver = BufferHandover.IsNeeded(parameter.Type);
        if (isHandedOver && !parameter.IsFresh) BufferHandover.WriteBack(writer, Array(parameter), Held(parameter), buffer);
        if (isHandedOver && parameter.IsFresh) BufferHandover.WriteMade(writer, parameter.Name, Array(parameter), buffer);
        var name = SurfaceParameterOf(parameter)?.Name ?? parameter.Name;
        if (parameter is { Member: { } place, IsFresh: true }) writer.Line($"{PlaceText.Of(place, surface)} = {name};");
        foreach (var other in buffer.AlsoIn) writer.Line($"{PlaceText.Of(other, surface)} = {name};");
    }

    private SurfaceParameter? SurfaceParameterOf(KernelParameter kernelParameter) => kernelParameter.NaiveParameter >= 0
        ? surface.ForParameter(kernelParameter.NaiveParameter)
        : kernelParameter.Result < 0 ? null : surface.ForResult(kernelParameter.Result);

    /// <summary>What holds a buffer that was there before the call.</summary>
    private string Held(KernelParameter parameter) =>
        parameter.Member is { } place ? PlaceText.Of(place, surface) : NameOf(surface.ForParameter(parameter.NaiveParameter));

    /// <summary>The array that stands for a list, or for an array of arrays.</summary>
    private string Array(KernelParameter parameter) =>
        IsTakenAsItIs(parameter) ? Held(parameter) : LocalNames.Fresh(parameter.Name.TrimStart('@') + "Array", surface.Parameters.Select(p => p.Name));

    /// <summary>The copy of a part of an array.</summary>
    private string Part(KernelParameter parameter) => LocalNames.Fresh(parameter.Name.TrimStart('@') + "Part", surface.Parameters.Select(p => p.Name));

    /// <summary>A sequence is an array by now.</summary>
    private bool IsTakenAsItIs(KernelParameter parameter) => parameter.NaiveParameter >= 0 && IsSequence(surface.ForParameter(parameter.NaiveParameter)) && !ObjectHandover.IsNeeded(parameter.Type);

    private string Argument(KernelParameter parameter, TransformSpec spec)
    {
        var buffer = parameter.Input < 0 ? spec.Outputs[parameter.Output] : spec.Inputs[parameter.Input];
        if (buffer.Window is not null) return WindowText.IsCopied(buffer, target.Language) ? Part(parameter) : windows.Slice(Held(parameter), SurfaceParameterOf(parameter) is { IsSpan: true }, buffer);
        if (BufferHandover.IsNeeded(parameter.Type)) return Array(parameter);
        var name = parameter is { Member: { } place, IsFresh: false }
            ? PlaceText.Of(place, surface)
            : SurfaceParameterOf(parameter)?.Name ?? parameter.Name;
        return parameter.Passing.Length == 0 ? name : $"{parameter.Passing} {name}";
    }

    private string ReturnText(KernelLayout layout, TransformSpec spec)
    {
        string Name(int result) => spec.ReturnedPlaces.FirstOrDefault(r => r.Result == result) is { } returned
            ? PlaceText.Of(returned.Place, surface)
            : layout.Parameters.First(p => p.Result == result).Name;
        var names = Enumerable.Range(0, results.Length).Select(Name).ToList();
        return results.Length == 1 ? $"return {names[0]};" : $"return ({string.Join(", ", names)});";
    }
}
