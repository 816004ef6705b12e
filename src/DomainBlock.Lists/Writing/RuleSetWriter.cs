namespace DomainBlock.Lists.Writing;

/// <summary>Writes a rule set of sing-box in source form, version 2: one rule, its values one a line. Suffixes are held until the exact names are written.</summary>
internal static class RuleSetWriter
{
    /// <summary>Writes the rule set.</summary>
    public static WriteReport Write(TextWriter writer, IEnumerable<Rule> rules, CancellationToken cancellationToken)
    {
        var dropped = new DroppedRules();
        var suffixes = new List<string>();
        int exact = 0;
        writer.Write("{\n  \"version\": 2,\n  \"rules\": [");
        foreach (Rule rule in rules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (RuleText.TryWrite(rule, ListFormat.SingBox, out string reason) is not { } value)
                dropped.Add(reason);
            else if (rule.Pattern != RulePattern.Exact)
                suffixes.Add(value);
            else
                WriteValue(writer, "    {\n      \"domain\": [", value, isFirst: exact++ == 0);
        }

        if (exact > 0)
            writer.Write("\n      ]");
        for (int i = 0; i < suffixes.Count; i++)
            WriteValue(writer, exact > 0 ? ",\n      \"domain_suffix\": [" : "    {\n      \"domain_suffix\": [", suffixes[i], isFirst: i == 0);
        if (suffixes.Count > 0)
            writer.Write("\n      ]");
        writer.Write(exact + suffixes.Count > 0 ? "\n    }\n  ]\n}\n" : "]\n}\n");
        return new WriteReport(exact + suffixes.Count, dropped.Counts);
    }

    // Names are written with letters, digits, hyphens, underscores and dots only: nothing of them needs an escape.
    private static void WriteValue(TextWriter writer, string field, string value, bool isFirst)
    {
        if (isFirst && field.StartsWith(' '))
            writer.Write('\n');
        writer.Write(isFirst ? field : ",");
        writer.Write($"\n        \"{value}\"");
    }
}
