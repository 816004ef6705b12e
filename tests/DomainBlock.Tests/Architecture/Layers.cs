namespace DomainBlock.Tests.Architecture;

/// <summary>
/// The layers of an assembly: which there are, which types each has, and what each may use. A type's layer is its
/// namespace below the root; the types of the root namespace itself are placed one by one.
/// </summary>
/// <param name="Root">The root namespace.</param>
/// <param name="Placed">The layer of each type that stands in the root namespace.</param>
/// <param name="MayUse">For each layer the other layers, or full names of single types, that it may use.</param>
/// <param name="Assemblies">For each layer the beginnings of the names of assemblies that it may use.</param>
internal sealed record Layers(
    string Root,
    IReadOnlyDictionary<string, string> Placed,
    IReadOnlyDictionary<string, string[]> MayUse,
    IReadOnlyDictionary<string, string[]> Assemblies)
{
    /// <summary>Everything about these types and their uses that the layers forbid, as sentences; empty where all is well.</summary>
    public IReadOnlyList<string> FindFaults(IEnumerable<string> types, IEnumerable<TypeUse> uses)
    {
        string[] mine = [.. types.Where(IsMine)];
        var faults = new List<string>();
        faults.AddRange(mine.Where(type => LayerOf(type) is null).Select(type => $"{type} has no layer."));
        faults.AddRange(Placed.Keys.Where(type => !mine.Contains($"{Root}.{type}")).Select(type => $"{type} is placed in a layer, but there is no such type."));
        foreach (TypeUse use in uses.Where(use => IsMine(use.User)))
        {
            if (LayerOf(use.User) is { } layer && !IsAllowed(layer, use))
                faults.Add($"{use.User} ({layer}) may not use {use.Used} ({use.Assembly ?? LayerOf(use.Used) ?? "no layer"}).");
        }
        return [.. faults.Order(StringComparer.Ordinal)];
    }

    private bool IsMine(string type) => type.StartsWith(Root + ".", StringComparison.Ordinal);

    private string? LayerOf(string type)
    {
        if (!IsMine(type))
            return null;
        string[] parts = type[(Root.Length + 1)..].Split('.');
        string? layer = parts.Length == 1 ? Placed.GetValueOrDefault(parts[0]) : parts[0];
        return layer is not null && MayUse.ContainsKey(layer) ? layer : null;
    }

    private bool IsAllowed(string layer, TypeUse use)
    {
        if (use.Assembly is { } assembly)
            return Assemblies[layer].Any(beginning => assembly.StartsWith(beginning, StringComparison.Ordinal));
        string? used = LayerOf(use.Used);
        return used == layer || (used is not null && MayUse[layer].Contains(used)) || MayUse[layer].Contains(use.Used);
    }
}
