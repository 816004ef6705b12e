using DomainBlock.Lists.Grammars;
using DomainBlock.Lists.Proxies.Containers;
using DomainBlock.Lists.Proxies.Succinct;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace DomainBlock.Lists.Proxies.Mihomo;

/// <summary>
/// Rule sets of mihomo in binary form, of the behaviour domain.
/// <code>
/// FILE  zstd of LIST
/// LIST  M R S 1, behaviour, count, length, that many octets of no meaning yet, SET
/// SET   1, count, words of the leaves, count, words of the label bitmap, count, labels       counts are of 64 bits, big-endian
/// key   turned around:   x exact    *.x one label    +.x the subdomains    a.*.x a glob, a star for one label
/// </code>
/// <c>+.x</c> of a text is written as the two keys <c>x</c> and <c>+.x</c>, and <c>.x</c> as the second of them alone: both together are told as the subtree again.
/// </summary>
/// <remarks>Source: MetaCubeX/mihomo rules/provider/mrs_*.go, component/trie/domain_set*.go.</remarks>
internal static class MrsReader
{
    private const byte DomainBehaviour = 0;
    private const byte AddressBehaviour = 1;
    private const byte BelowMark = (byte)'+';

    /// <summary>Log2 of bytes. How far back packed data may refer, for which memory is asked before anything is unpacked; mihomo writes with 23.</summary>
    private const int MaxWindowLog = 25;

    private static ReadOnlySpan<byte> Magic => "MRS\u0001"u8;

    /// <summary>Unpacks the list.</summary>
    /// <exception cref="ContainerException">It is another file, damaged, or cut off.</exception>
    public static ContainerReader Open(ArraySegment<byte> file, CancellationToken cancellationToken)
    {
        try
        {
            using var zstd = new DecompressionStream(new MemoryStream(file.Array!, file.Offset, file.Count));
            zstd.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxWindowLog);
            return new ContainerReader(WholeList.Unpack(zstd, file.Count, cancellationToken));
        }
        catch (EndOfStreamException)
        {
            throw ContainerException.CutOff("its zstd data", 0);
        }
        catch (ZstdException e)
        {
            throw new ContainerException(ListFault.Malformed, $"Its zstd data is damaged, or it has none: {e.Message.TrimEnd('.')}. Fetch it again, or say its format.");
        }
    }

    /// <summary>Reads the whole list; each name is an entry.</summary>
    /// <exception cref="ContainerException">It is built otherwise.</exception>
    public static void Read(ContainerReader bytes, MihomoGrammar grammar, EntryTally entries)
    {
        ReadOnlySpan<byte> magic = bytes.ReadBytes(Math.Min(bytes.Remaining, Magic.Length), "the header").Span;
        if (!magic.SequenceEqual(Magic))
            throw ContainerException.Malformed("there is no rule set of mihomo of version 1", 0);
        byte behaviour = bytes.ReadByte("the header");
        if (behaviour == AddressBehaviour)
            throw new ContainerException(ListFault.Malformed, "It is a rule set of addresses (behaviour ipcidr): it has no names. Leave it out.");
        if (behaviour != DomainBehaviour)
            throw ContainerException.Malformed($"the behaviour is {behaviour}, which is not known", bytes.Position - 1);

        // How many rules its text had: nothing depends on it.
        bytes.ReadUInt64("the header");
        bytes.ReadBytes(ReadCount(bytes, 1), "the header");
        SuccinctSet set = ReadSet(bytes);
        bytes.RequireEnd();
        Tell(set, grammar, entries);
    }

    private static SuccinctSet ReadSet(ContainerReader bytes)
    {
        const string What = "the set of names";
        int start = bytes.Position;
        byte version = bytes.ReadByte(What);
        if (version != 1)
            throw ContainerException.Malformed($"{What} is of version {version}", start);
        ReadOnlyMemory<byte> leaves = bytes.ReadBytes(ReadCount(bytes, 8) * 8, What);
        ReadOnlyMemory<byte> shape = bytes.ReadBytes(ReadCount(bytes, 8) * 8, What);
        ReadOnlyMemory<byte> labels = bytes.ReadBytes(ReadCount(bytes, 1), What);
        return SuccinctSet.Open(leaves, shape, labels, start);
    }

    private static void Tell(SuccinctSet set, MihomoGrammar grammar, EntryTally entries)
    {
        // Room before the key, for the "+." of one that stands for two.
        byte[] text = new byte[SuccinctSet.MaxKeyLength + 2];
        set.Walk(BelowMark, (key, isFolded) =>
        {
            "+."u8.CopyTo(text);
            KeyText.Reverse(key, text.AsSpan(2));
            ReadOnlySpan<byte> whole = text.AsSpan(0, key.Length + 2);

            // A key that begins so and stands for itself is only what is below.
            bool isBelow = !isFolded && whole[2..] is [BelowMark, (byte)'.', ..];
            entries.Add(isFolded ? whole : whole[(isBelow ? 3 : 2)..], grammar, static (text, grammar, sink) => grammar.ReadDomain(text, sink));
        });
    }

    private static int ReadCount(ContainerReader bytes, int leastSize)
    {
        int start = bytes.Position;
        return bytes.RequireCount(bytes.ReadUInt64("a number"), "a number", leastSize, start);
    }
}
