using System.Text.Encodings.Web;
using System.Text.Json;

namespace DomainBlock.Lists.Writing;

/// <summary>Writes a rule set of sing-box in source form, version 2: one rule, its values one a line. All but the exact names are held until these are written.</summary>
internal static class RuleSetWriter
{
    /// <summary>Writes the rule set.</summary>
    public static WriteReport Write(TextWriter writer, IEnumerable<Rule> rules, CancellationToken cancellationToken)
    {
        var dropped = new DroppedRules();
        (string Field, List<string> Values)[] others = [("domain_suffix", []), ("domain_keyword", []), ("domain_regex", [])];
        int exact = 0;
        writer.Write("{\n  \"version\": 2,\n  \"rules\": [");
        foreach (Rule rule in rules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (RuleText.TryWrite(rule, ListFormat.SingBox, out string reason) is not { } value)
                dropped.Add(reason);
            else if (rule.Pattern == RulePattern.Exact)
                WriteValue(writer, "domain", value, isFirst: exact++ == 0, isFirstField: true);
            else
                others[rule.Pattern switch { RulePattern.Glob => 1, RulePattern.Regex => 2, _ => 0 }].Values.Add(value);
        }

        int written = exact;
        foreach ((string field, List<string> values) in others)
        {
            for (int i = 0; i < values.Count; i++)
                WriteValue(writer, field, values[i], isFirst: i == 0, isFirstField: written == 0);
            written += values.Count;
        }
        writer.Write(written > 0 ? "\n      ]\n    }\n  ]\n}\n" : "]\n}\n");
        return new WriteReport(written, dropped.Counts);
    }

    private static void WriteValue(TextWriter writer, string field, string value, bool isFirst, bool isFirstField)
    {
        if (!isFirst)
            writer.Write(',');
        else
            writer.Write(isFirstField ? $"\n    {{\n      \"{field}\": [" : $"\n      ],\n      \"{field}\": [");
        writer.Write($"\n        \"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");
    }
}
