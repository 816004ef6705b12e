namespace DomainBlock.Lists.Writing;

/// <summary>The names above a name.</summary>
internal static class NamesAbove
{
    /// <summary>The name, the one above it, and so on to the root.</summary>
    public static IEnumerable<DomainName> SelfAndAbove(DomainName name)
    {
        for (; !name.IsRoot; name = Parent(name))
            yield return name;
        yield return name;
    }

    private static DomainName Parent(DomainName name)
    {
        ReadOnlySpan<byte> octets = name.Octets;
        Span<byte> wire = stackalloc byte[256];
        ReadOnlySpan<byte> rest = octets[(1 + octets[0])..];
        rest.CopyTo(wire);
        wire[rest.Length] = 0;
        DomainName.Read(new WireName(wire[..(rest.Length + 1)]), out DomainName parent, out _);
        return parent;
    }
}
