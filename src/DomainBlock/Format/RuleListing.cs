using DomainBlock.Indexing;
using DomainBlock.Matching;

namespace DomainBlock.Format;

/// <summary>Gives rules back from an image, one by one.</summary>
internal static class RuleListing
{
    public static IEnumerable<Rule> Enumerate(BlocklistImage image)
    {
        for (int key = 0; key < image.Directory.KeyCount; key++)
        {
            (int first, int end) = RulesOf(image, key);
            for (int rule = first; rule < end; rule++)
                yield return Read(image, key, rule);
        }
    }

    /// <exception cref="BlocklistFileException">The file gives the key no canonical name, or the rule no sound record.</exception>
    public static Rule Read(BlocklistImage image, int key, int rule)
    {
        if (!image.Index.TryGetOctets(key, out ReadOnlySpan<byte> octets) || !DomainName.IsCanonical(octets))
            throw image.Inconsistent(Sections.Keys, $"has no canonical name for key {key}");
        ReadOnlySpan<byte> bytes = image.Rules[(rule * RuleRecord.Size)..];
        if (!RuleRecord.IsKnown(bytes))
            throw image.Inconsistent(Sections.Rules, $"has an unknown pattern or flag in rule {rule}");

        var record = RuleRecord.Read(bytes);
        var read = new Rule(DomainName.FromCanonical(octets), record.Pattern, record.Action, record.Level)
        {
            List = record.List,
            Line = image.Line(rule),
        };
        GC.KeepAlive(image);
        return read;
    }

    private static (int First, int End) RulesOf(BlocklistImage image, int key)
    {
        KeyIndex index = image.Index;
        uint first = index.FirstRule(key);
        uint end = Math.Min(index.FirstRule(key + 1), (uint)image.Directory.RuleCount);
        GC.KeepAlive(image);
        return first <= end ? ((int)first, (int)end) : (0, 0);
    }
}
