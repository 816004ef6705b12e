using System.Buffers.Binary;
using System.IO.Hashing;

namespace DomainBlock.Fuzz.Targets;

/// <summary>Compiled files: opened, asked, listed and proven. Checksums are made to fit, so that what lies behind them is reached.</summary>
internal static class CompiledTarget
{
    private const int HeaderSize = 64;
    private const int EntrySize = 32;

    private static readonly string[] Names =
        ["", ".", "a", "a.example", "www.ads.example", "x.y.z.example.com", "münchen.de", "xn--bcher-kva.example", @"a\.b\255.example", "a..b", new('l', 63), string.Concat(Enumerable.Repeat("a.", 126)) + "a"];

    public static void OpenAndAsk(byte[] bytes)
    {
        byte[] file = [.. bytes];
        Seal(file);
        try
        {
            using Blocklist blocklist = Blocklist.Load(file, new BlocklistOpenOptions { DeferChecksums = bytes.Length % 2 == 0 });
            Ask(blocklist);
            blocklist.Verify();
        }
        catch (BlocklistFileException e)
        {
            FuzzFault.Unless(e.Message.Length is > 0 and < 2000, "a refusal without words, or with far too many");
        }
    }

    private static void Ask(Blocklist blocklist)
    {
        var context = new MatchContext { Type = 1, ViaCname = true, Instant = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000) };
        foreach (string name in Names)
        {
            foreach (MatchResult answer in (MatchResult[])[blocklist.Match(name), blocklist.Match(name, context), blocklist.Match(new WireName([1, (byte)'a', 0]))])
            {
                FuzzFault.Unless(answer.Rule >= -1 && answer.Rule < blocklist.RuleCount && answer.List < blocklist.Lists.Count, "an answer from a rule that is not there");
                if (answer.Rule >= 0)
                    blocklist.GetRule(answer.Rule);
            }
            blocklist.Explain(name, context);
        }
        foreach (Rule rule in blocklist.EnumerateRules().Take(1000))
            FuzzFault.Unless(rule.List < blocklist.Lists.Count, "a rule of a list that is not there");
    }

    /// <summary>Writes the checksums as docs/format.md has them.</summary>
    private static void Seal(Span<byte> file)
    {
        if (file.Length < HeaderSize)
            return;
        int sections = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(file[10..]), (file.Length - HeaderSize) / EntrySize);
        for (int i = 0; i < sections; i++)
        {
            Span<byte> entry = file.Slice(HeaderSize + (i * EntrySize), EntrySize);
            ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]);
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]);
            if (offset <= (ulong)file.Length && length <= (ulong)file.Length - offset)
                BinaryPrimitives.WriteUInt64LittleEndian(entry[24..], XxHash3.HashToUInt64(file.Slice((int)offset, (int)length)));
        }
        var hash = new XxHash3();
        hash.Append(file[..24]);
        hash.Append(file.Slice(32, 32 + (sections * EntrySize)));
        BinaryPrimitives.WriteUInt64LittleEndian(file[24..], hash.GetCurrentHashAsUInt64());
    }
}
