using DomainBlock.Indexing;
using DomainBlock.Matching;

namespace DomainBlock.Format;

/// <summary>
/// The full proof of a compiled blocklist, beyond what opening checks: every checksum, every key canonical, in order and
/// found where the index says, every rule known and in the order of precedence, every list named once.
/// </summary>
internal static class ImageVerifier
{
    /// <exception cref="BlocklistFileException">Something is off.</exception>
    public static void Verify(BlocklistImage image, CancellationToken cancellationToken)
    {
        image.VerifyChecksums();
        VerifyLists(image);
        VerifyKeys(image, cancellationToken);
        VerifyRules(image);
        GC.KeepAlive(image);
    }

    private static void VerifyLists(BlocklistImage image)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int list = 0; list < image.Lists.Count; list++)
        {
            if (image.Lists[list].Name.Length == 0 || !names.Add(image.Lists[list].Name))
                throw image.Inconsistent(Sections.Lists, $"gives list {list} no name, or another one's");
        }
    }

    private static void VerifyKeys(BlocklistImage image, CancellationToken cancellationToken)
    {
        KeyIndex index = image.Index;
        if (index.Start(0) != 0 || index.Start(index.KeyCount) != index.OctetCount)
            throw image.Inconsistent(Sections.Keys, "has octets that belong to no key");
        if (index.FirstRule(0) != 0 || index.FirstRule(index.KeyCount) != (uint)image.Directory.RuleCount)
            throw image.Inconsistent(Sections.Entries, "leaves rules without a key");

        uint previousRules = 0;
        DomainName previous = default;
        for (int key = 0; key < index.KeyCount; key++)
        {
            if ((key & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (!index.TryGetOctets(key, out ReadOnlySpan<byte> octets) || !DomainName.IsCanonical(octets))
                throw image.Inconsistent(Sections.Keys, $"has no canonical name for key {key}");

            var name = DomainName.FromCanonical(octets);
            if (key > 0 && name <= previous)
                throw image.Inconsistent(Sections.Keys, $"has key {key} out of order");
            previous = name;

            if (!index.TryFind(SuffixHash.Of(octets, index.Seed), octets, out int found) || found != key)
                throw image.Inconsistent(Sections.Slots, $"does not lead to key {key}");

            uint rules = index.FirstRule(key);
            if ((key > 0 && rules <= previousRules) || rules >= (uint)image.Directory.RuleCount)
                throw image.Inconsistent(Sections.Entries, $"gives key {key} no rules, or those of another key");
            previousRules = rules;
        }
        if (index.UsedSlots() != index.KeyCount)
            throw image.Inconsistent(Sections.Slots, "has entries that lead to no key");
    }

    private static void VerifyRules(BlocklistImage image)
    {
        KeyIndex index = image.Index;
        ReadOnlySpan<byte> rules = image.Rules;
        for (int key = 0; key < index.KeyCount; key++)
        {
            RuleRecord previous = default;
            int previousLine = 0;
            for (uint rule = index.FirstRule(key); rule < index.FirstRule(key + 1); rule++)
            {
                ReadOnlySpan<byte> bytes = rules[((int)rule * RuleRecord.Size)..];
                var record = RuleRecord.Read(bytes);
                if (!RuleRecord.IsKnown(bytes) || record.List >= image.Directory.ListCount)
                    throw image.Inconsistent(Sections.Rules, $"has an unknown pattern, flag or list in rule {rule}");
                int line = image.Line((int)rule);
                if (line < 0)
                    throw image.Inconsistent(Sections.Lines, $"has a negative line for rule {rule}");
                bool first = rule == index.FirstRule(key);
                if (!first && (record.Rank, record.Pattern, line).CompareTo((previous.Rank, previous.Pattern, previousLine)) < 0)
                    throw image.Inconsistent(Sections.Rules, $"has rule {rule} out of the order of precedence");
                previous = record;
                previousLine = line;
            }
        }
    }
}
