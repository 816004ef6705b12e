using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using DomainBlock.Lists.Proxies.Succinct;
using DomainBlock.Lists.Writing;

namespace DomainBlock.Lists.Proxies.SingBox;

/// <summary>Writes a binary rule set of sing-box, version 2: one rule with a set of names, keywords and regular expressions, or no rule where there are none. All values are held in memory.</summary>
internal static class SrsWriter
{
    /// <summary>The first version whose suffixes are subtrees.</summary>
    private const byte Version = 2;

    private const byte SetVersion = 1;

    /// <summary>Writes the rule set.</summary>
    public static WriteReport Write(Stream stream, IEnumerable<Rule> rules, CancellationToken cancellationToken)
    {
        var dropped = new DroppedRules();
        var keys = new List<byte[]>();
        var keywords = new List<string>();
        var regexes = new List<string>();
        foreach (Rule rule in rules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (RuleText.TryWrite(rule, ListFormat.SingBox, out string reason) is not { } text)
                dropped.Add(reason);
            else if (rule.Expression is { } expression)
                (expression.IsGlob ? keywords : regexes).Add(text);
            else
                keys.Add(Key(rule));
        }
        int written = keys.Count + keywords.Count + regexes.Count;
        keys.Sort(static (left, right) => left.AsSpan().SequenceCompareTo(right));
        RemoveEqual(keys);

        stream.Write(SrsFile.Magic);
        stream.WriteByte(Version);
        using var zlib = new ZLibStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        WriteVarint(zlib, written > 0 ? 1 : 0);
        if (written > 0)
        {
            zlib.WriteByte(0);
            WriteNames(zlib, keys);
            WriteTexts(zlib, RuleItem.DomainKeyword, keywords);
            WriteTexts(zlib, RuleItem.DomainRegex, regexes);
            zlib.Write([(byte)RuleItem.End, 0]);
        }
        return new WriteReport(written, dropped.Counts);
    }

    private static void WriteNames(Stream stream, List<byte[]> keys)
    {
        if (keys.Count == 0)
            return;
        (ulong[] leaves, ulong[] shape, byte[] labels) = SuccinctSetBuilder.Build(keys);
        stream.Write([(byte)RuleItem.Domain, SetVersion]);
        WriteWords(stream, leaves);
        WriteWords(stream, shape);
        WriteVarint(stream, labels.Length);
        stream.Write(labels);
    }

    private static void WriteTexts(Stream stream, RuleItem item, List<string> texts)
    {
        if (texts.Count == 0)
            return;
        stream.WriteByte((byte)item);
        WriteVarint(stream, texts.Count);
        foreach (string text in texts)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            WriteVarint(stream, utf8.Length);
            stream.Write(utf8);
        }
    }

    private static byte[] Key(in Rule rule)
    {
        string mark = rule.Pattern switch
        {
            RulePattern.Exact => "",
            RulePattern.Subtree => "\n",
            RulePattern.Subdomains => "\r.",
            _ => throw new InvalidOperationException($"Source form carries {rule.Pattern}, binary form does not."),
        };
        byte[] text = Encoding.ASCII.GetBytes($"{mark}{rule.Name}");
        byte[] key = new byte[text.Length];
        KeyText.Reverse(text, key);
        return key;
    }

    /// <summary>Two lists may have the same rule; a set has a key once.</summary>
    private static void RemoveEqual(List<byte[]> keys)
    {
        int kept = 0;
        for (int i = 0; i < keys.Count; i++)
        {
            if (kept == 0 || !keys[i].AsSpan().SequenceEqual(keys[kept - 1]))
                keys[kept++] = keys[i];
        }
        keys.RemoveRange(kept, keys.Count - kept);
    }

    private static void WriteWords(Stream stream, ulong[] words)
    {
        WriteVarint(stream, words.Length);
        Span<byte> octets = stackalloc byte[8];
        foreach (ulong word in words)
        {
            BinaryPrimitives.WriteUInt64BigEndian(octets, word);
            stream.Write(octets);
        }
    }

    private static void WriteVarint(Stream stream, int value)
    {
        for (uint rest = (uint)value; ; rest >>= 7)
        {
            stream.WriteByte((byte)(rest < 0x80 ? rest : (rest & 0x7F) | 0x80));
            if (rest < 0x80)
                return;
        }
    }
}
