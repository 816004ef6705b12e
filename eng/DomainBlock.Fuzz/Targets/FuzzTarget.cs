using DomainBlock.Lists;

namespace DomainBlock.Fuzz.Targets;

/// <summary>One reader of foreign bytes, given whatever a fuzzer makes up. It may refuse them in its own way; all else is a fault.</summary>
/// <param name="name">What it is called; its corpus is the folder of that name.</param>
/// <param name="read">Has it read the bytes.</param>
internal sealed class FuzzTarget(string name, Action<byte[]> read)
{
    /// <summary>Bytes. What is found with more is found with less, and sooner.</summary>
    public const int MaxLength = 1 << 16;

    /// <summary>Bytes that reading may allocate whatever it is given: what is unpacked before a ratio counts, grown by doubling, and what is read ahead to find a format.</summary>
    private const long FreeAllocation = 64 << 20;

    /// <summary>Bytes that reading may allocate for each byte given: a message about a byte, or a list of one kind of thing.</summary>
    private const long AllocationPerByte = 4096;

    /// <summary>Every reader.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        .. ListFormats.All.Where(format => !format.IsProxyFormat()).Select(format => new FuzzTarget(format.Name(), bytes => ListTargets.Read(format, bytes))),
        new("gzip", ListTargets.ReadAny),
        new("geosite", bytes => ProxyTargets.Read(ListFormat.Geosite, bytes)),
        new("mihomo-yaml", bytes => ProxyTargets.Read(ListFormat.MihomoYaml, bytes)),
        new("srs", bytes => ProxyTargets.Read(ListFormat.Srs, bytes)),
        new("srs-list", bytes => ProxyTargets.Read(ListFormat.Srs, ProxyTargets.PackSrs(bytes))),
        new("mrs", bytes => ProxyTargets.Read(ListFormat.Mrs, bytes)),
        new("mrs-list", bytes => ProxyTargets.Read(ListFormat.Mrs, ProxyTargets.PackMrs(bytes))),
        new("compiled", CompiledTarget.OpenAndAsk),
        new("name", NameTarget.Normalize),
    ];

    /// <summary>What it is called.</summary>
    public string Name => name;

    /// <summary>Gives it bytes, but for too many.</summary>
    /// <exception cref="FuzzFault">It allocates too much, or says what cannot be. What it throws itself is let through.</exception>
    public void Try(byte[] bytes)
    {
        if (bytes.Length > MaxLength)
            return;
        long before = GC.GetAllocatedBytesForCurrentThread();
        read(bytes);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        FuzzFault.Unless(allocated <= FreeAllocation + (AllocationPerByte * bytes.Length), $"{bytes.Length} bytes made it allocate {allocated}");
    }
}
