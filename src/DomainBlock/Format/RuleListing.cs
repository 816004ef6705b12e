using DomainBlock.Indexing;
using DomainBlock.Matching;

namespace DomainBlock.Format;

/// <summary>Gives rules back from an image, one by one.</summary>
internal static class RuleListing
{
    /// <summary>Gives all rules; no rule twice, however often a hostile file claims it, so that a listing ends.</summary>
    public static IEnumerable<Rule> Enumerate(BlocklistImage image)
    {
        int rule = 0;
        for (int key = 0; key < image.Directory.KeyCount; key++)
        {
            int end = EndOfRules(image, key, rule);
            for (; rule < end; rule++)
                yield return Read(image, key, rule);
        }
    }

    /// <exception cref="BlocklistFileException">The file gives the key no canonical name, or the rule no sound record.</exception>
    public static Rule Read(BlocklistImage image, int key, int rule)
    {
        if (!image.Index.TryGetOctets(key, out ReadOnlySpan<byte> octets) || !DomainName.IsCanonical(octets))
            throw image.Inconsistent(Sections.Keys, $"has no canonical name for key {key}");
        ReadOnlySpan<byte> bytes = image.Rules[(rule * RuleRecord.Size)..];
        var record = RuleRecord.Read(bytes);
        if (!RuleRecord.IsKnown(bytes) || record.List >= image.Directory.ListCount)
            throw image.Inconsistent(Sections.Rules, $"has an unknown pattern, flag or list in rule {rule}");

        var read = new Rule(DomainName.FromCanonical(octets), record.Pattern, record.Action, record.Level)
        {
            List = record.List,
            Line = image.Line(rule),
        };
        GC.KeepAlive(image);
        return read;
    }

    private static int EndOfRules(BlocklistImage image, int key, int first)
    {
        KeyIndex index = image.Index;
        uint end = index.FirstRule(key + 1);
        if (index.FirstRule(key) != (uint)first || end < (uint)first || end > (uint)image.Directory.RuleCount)
            throw image.Inconsistent(Sections.Entries, $"gives key {key} the rules of another key, or none that exist");
        GC.KeepAlive(image);
        return (int)end;
    }
}
