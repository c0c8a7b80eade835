using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Twiddle.Compiler.Programs;

namespace Twiddle.Generator.Lowering;

/// <summary>
/// The tables of one program under construction: its methods, variables and static fields, each numbered in order of first use, so that
/// neither names nor places leave a trace in the numbers.
/// </summary>
internal sealed class ProgramBuilder(Compilation compilation, IMethodSymbol entry, CancellationToken cancellation)
{
    /// <summary>More methods than any transform is spread over; the bound keeps a program that drags in half a project small.</summary>
    public const int MaximumMethods = 256;

    private readonly List<ProgramMethod?> methods = [];
    private readonly List<MethodOrigin> origins = [];
    private readonly Dictionary<ISymbol, int> methodIndices = new(SymbolEqualityComparer.Default);
    private readonly Queue<(int Index, MethodSource Source)> pending = new();
    private readonly Dictionary<ISymbol, int> variables = new(SymbolEqualityComparer.Default);
    private readonly List<ProgramField> fields = [];
    private readonly Dictionary<ISymbol, int> fieldIndices = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];
    private readonly Dictionary<ISymbol, int> receivers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, ObjectConstruction?> constructions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ObjectConstruction, int> constructionIndices = [];
    private readonly List<ProgramConstruction> loweredConstructions = [];
    private int variableCount;

    public Compilation Compilation => compilation;

    public CancellationToken Cancellation => cancellation;

    public IMethodSymbol Entry => entry;

    public TypeLowering Types { get; } = new(compilation, entry.ContainingType);

    public bool HasErrors { get; set; }

    public bool IsFull => methods.Count >= MaximumMethods;

    /// <summary>The operation of a declaration or expression in source; null where the compiler makes none.</summary>
    public IOperation? Operation(SyntaxNode node)
    {
        return compilation.ContainsSyntaxTree(node.SyntaxTree) ? Model(node).GetOperation(node, cancellation) : null;
    }

    private SemanticModel Model(SyntaxNode node)
    {
        if (!models.TryGetValue(node.SyntaxTree, out var model)) models.Add(node.SyntaxTree, model = compilation.GetSemanticModel(node.SyntaxTree));
        return model;
    }

    /// <summary>What a name stands for; null where it stands for nothing.</summary>
    public ISymbol? Symbol(SyntaxNode node) => compilation.ContainsSyntaxTree(node.SyntaxTree) ? Model(node).GetSymbolInfo(node, cancellation).Symbol : null;

    /// <summary>The number of the construction that made what the instance field holds for good; −1 where that is not known.</summary>
    public int Construction(IFieldSymbol field)
    {
        var type = field.ContainingType;
        if (!constructions.TryGetValue(type, out var construction)) constructions.Add(type, construction = ObjectConstruction.Of(type, this));
        if (construction is null || !construction.IsMade(field)) return -1;
        if (constructionIndices.TryGetValue(construction, out var index)) return index;
        index = loweredConstructions.Count;
        constructionIndices.Add(construction, index);
        loweredConstructions.Add(new(Method(construction.Constructor), construction.Constructor.Parameters.Select((p, i) => Keeper(p, construction.Keepers[i])).ToEquatableArray()));
        return index;
    }

    private ParameterKeeper Keeper(IParameterSymbol parameter, IFieldSymbol? field) => field is null
        ? new(null, Types[parameter.Type])
        : new(TypeLowering.NameOf(field), Types[field.Type]) { Accessor = Types.Accessor(field)?.Name, Choices = TypeLowering.EnumerationValues(field.Type) };

    /// <summary>The number of a method with a body in source, which is lowered later, once; or −1 where it has none.</summary>
    public int Method(IMethodSymbol method)
    {
        var key = method.PartialDefinitionPart ?? method;
        if (methodIndices.TryGetValue(key, out var index)) return index;
        return MethodSource.Of(method, this) is { } source ? Enqueue(key, source) : -1;
    }

    /// <summary>The number of a lambda.</summary>
    public int Method(IMethodSymbol lambda, MethodSource source) =>
        methodIndices.TryGetValue(lambda, out var index) ? index : Enqueue(lambda, source);

    /// <summary>Adds a method that stands nowhere in the source, such as the body of an object initializer.</summary>
    public int AddSynthesized(ProgramMethod method, MethodOrigin origin)
    {
        methods.Add(method);
        origins.Add(origin);
        return methods.Count - 1;
    }

    /// <summary>The number of a method that is defined right after.</summary>
    public int Reserve(MethodOrigin origin)
    {
        methods.Add(null);
        origins.Add(origin);
        return methods.Count - 1;
    }

    public bool TryTakePending(out int index, out MethodSource source)
    {
        (index, source) = pending.Count > 0 ? pending.Dequeue() : (-1, null!);
        return index >= 0;
    }

    public void Define(int index, ProgramMethod method) => methods[index] = method;

    public int Variable(ISymbol symbol)
    {
        if (!variables.TryGetValue(symbol, out var variable)) variables.Add(symbol, variable = NewVariable());
        return variable;
    }

    public int NewVariable() => variableCount++;

    /// <summary>The variable that holds <c>this</c> in a method.</summary>
    public int NewReceiver(IMethodSymbol method) => receivers[method] = NewVariable();

    /// <summary>The variable that holds <c>this</c> in the method around a local function or lambda, or −1.</summary>
    public int ReceiverAround(IMethodSymbol function)
    {
        for (var at = function.ContainingSymbol; at is IMethodSymbol; at = at.ContainingSymbol)
            if (receivers.TryGetValue(at, out var receiver)) return receiver;
        return -1;
    }

    /// <summary>
    /// The number of a static field. Its initializer is lowered on first use; a field that refers to itself meets its own number there.
    /// </summary>
    /// <param name="symbol">The field.</param>
    /// <param name="type">Its type.</param>
    /// <param name="initializer">Lowers its initializer.</param>
    /// <param name="constructor">The static constructor that sets it; null where none does.</param>
    public int Field(ISymbol symbol, ProgramType type, Func<Expression?> initializer, IMethodSymbol? constructor)
    {
        if (fieldIndices.TryGetValue(symbol, out var index)) return index;
        index = fields.Count;
        fieldIndices.Add(symbol, index);
        fields.Add(new(type, null));
        fields[index] = new(type, initializer()) { Constructor = constructor is null ? -1 : Method(constructor) };
        return index;
    }

    /// <summary>The number of a static field that may change between calls.</summary>
    public int ChangingField(ISymbol symbol, ProgramField field)
    {
        if (fieldIndices.TryGetValue(symbol, out var index)) return index;
        fieldIndices.Add(symbol, fields.Count);
        fields.Add(field);
        return fields.Count - 1;
    }

    public LoweredMethod Build() => new(
        new(methods.Select(method => method!).ToEquatableArray(), fields.ToEquatableArray()) { Constructions = loweredConstructions.ToEquatableArray() },
        origins.ToImmutableArray(),
        HasErrors);

    private int Enqueue(IMethodSymbol method, MethodSource source)
    {
        var index = methods.Count;
        methodIndices.Add(method, index);
        methods.Add(null);
        origins.Add(source.Origin);
        pending.Enqueue((index, source));
        return index;
    }
}
