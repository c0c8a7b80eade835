using System.Collections.Immutable;
using Twiddle.Compiler.Programs;
using Twiddle.Compiler.Specs;

namespace Twiddle.Compiler.Emission;

/// <summary>A parameter of a kernel: a buffer of the naive method, or one that holds (part of) its result.</summary>
/// <param name="Name">Its name in the kernel.</param>
/// <param name="Type">The buffer's type in the naive method.</param>
/// <param name="NaiveParameter">The naive method's parameter, or −1.</param>
/// <param name="Result">The element of the naive method's result, or −1.</param>
/// <param name="Input">Its index among the spec's inputs, or −1.</param>
/// <param name="Output">Its index among the spec's outputs, or −1.</param>
/// <param name="IsFresh">Whether it is new memory to the naive method: elements that are not stored are zero.</param>
internal sealed record KernelParameter(string Name, ProgramType Type, int NaiveParameter, int Result, int Input, int Output, bool IsFresh)
{
    /// <summary>The field or property that holds the buffer, or is to hold it; null for others.</summary>
    public Place? Member { get; init; }

    public ProgramType Element => ElementShape.KernelElementOf(Type);

    /// <summary>Whether the kernel gets the elements one after the other, whatever their array is.</summary>
    public bool IsFlat { get; init; }

    public int Rank => IsFlat ? 1 : ElementShape.Rank(Type);

    /// <summary>Type and modifier in the kernel.</summary>
    public string Declaration(LanguageFeatures language)
    {
        if (Rank == 0) return Output < 0 ? $"{ElementShape.Text(Element)} {Name}" : $"{Passing} {ElementShape.Text(Element)} {Name}";
        if (Rank > 1) return $"{ElementShape.Text(Type)} {Name}";
        return language.HasSpan ? $"{ElementShape.SpanText(Element, Output < 0)} {Name}" : $"{ElementShape.Text(Element)}[] {Name}";
    }

    /// <summary>How a single value is passed: <c>ref</c>, <c>out</c> or nothing.</summary>
    public string Passing => Rank > 0 || Output < 0 ? "" : IsFresh ? "out" : "ref";
}

/// <summary>The parameters of the kernels of one method: the same for all lengths.</summary>
internal sealed record KernelLayout(ImmutableArray<KernelParameter> Parameters)
{
    public static KernelLayout Of(EmissionTarget target, TransformSpec spec)
    {
        var parameters = ImmutableArray.CreateBuilder<KernelParameter>();
        for (var p = 0; p < target.Naive.Parameters.Count; p++)
        {
            var (input, output) = (IndexOf(spec.Inputs, BufferRole.Parameter, p), IndexOf(spec.Outputs, BufferRole.Parameter, p));
            if (input < 0 && output < 0) continue;
            var parameter = target.Naive.Parameters[p];
            parameters.Add(new(LocalNames.ForKernel(parameter.Name), parameter.Type, p, -1, input, output, parameter.Mode == PassingMode.Out) { IsFlat = (input >= 0 ? spec.Inputs[input] : spec.Outputs[output]).Window is not null });
        }

        var results = ResultNames.Of(target.Naive);
        for (var r = 0; r < results.Length; r++)
        {
            var output = spec.Outputs.ToList().FindIndex(o => o.Role is BufferRole.ReturnValue or BufferRole.ReturnTupleElement && o.Index == r);
            if (output >= 0) parameters.Add(new(results[r].Name, spec.Outputs[output].Type, -1, r, -1, output, true));
        }

        AddMembers(parameters, spec, target.Naive.Parameters.Select(p => p.Name).Concat(results.Select(r => r.Name)).ToList());
        return new(parameters.ToImmutable());
    }

    /// <summary>What fields and properties hold: a new buffer stored in one is another than the one that was there.</summary>
    private static void AddMembers(ImmutableArray<KernelParameter>.Builder parameters, TransformSpec spec, List<string> taken)
    {
        var (inputs, outputs) = (spec.Inputs.ToList(), spec.Outputs.ToList());
        string Name(Place place)
        {
            var name = LocalNames.Fresh(LocalNames.ForKernel(LocalNames.OfMember(place.LastName)), taken);
            taken.Add(name);
            return name;
        }

        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i] is not { Role: BufferRole.Member, Place: { } place }) continue;
            var output = outputs.FindIndex(o => o is { Role: BufferRole.Member, IsNew: false } && Equals(o.Place, place));
            parameters.Add(new(Name(place), inputs[i].Type, -1, -1, i, output, false) { Member = place, IsFlat = inputs[i].Window is not null });
        }

        for (var o = 0; o < outputs.Count; o++)
        {
            if (outputs[o] is not { Role: BufferRole.Member, Place: { } place } || parameters.Any(p => p.Output == o)) continue;
            parameters.Add(new(Name(place), outputs[o].Type, -1, -1, -1, o, outputs[o].IsNew) { Member = place, IsFlat = outputs[o].Window is not null });
        }
    }

    public KernelParameter OfInput(int input) => Parameters.First(p => p.Input == input);

    public KernelParameter OfOutput(int output) => Parameters.First(p => p.Output == output);

    private static int IndexOf(EquatableArray<BufferLayout> buffers, BufferRole role, int index) =>
        buffers.ToList().FindIndex(b => b.Role == role && b.Index == index);
}
