namespace DomainBlock.Tests.Matching;

/// <summary>Rules as tests write them: "list:line text", the text as <see cref="Rule.ToString"/> gives it.</summary>
internal static class WrittenRule
{
    /// <summary>Where a rule came from, as "list:line"; "none" for none.</summary>
    public static string PlaceOf(Rule? rule) => rule is { } found ? FormattableString.Invariant($"{found.List}:{found.Line}") : "none";

    public static Rule Parse(string text)
    {
        int list = text[0] - '0';
        int line = text[2] - '0';
        string rest = text[4..];
        bool allow = rest.StartsWith("@@", StringComparison.Ordinal);
        rest = allow ? rest[2..] : rest;
        bool important = rest.EndsWith("$important", StringComparison.Ordinal);
        rest = important ? rest[..^"$important".Length] : rest;
        (RulePattern pattern, string opening) =
            rest.StartsWith("||*.", StringComparison.Ordinal) ? (RulePattern.Subdomains, "||*.")
            : rest.StartsWith("||", StringComparison.Ordinal) ? (RulePattern.Subtree, "||")
            : rest.StartsWith("one-label:*.", StringComparison.Ordinal) ? (RulePattern.OneLabel, "one-label:*.")
            : (RulePattern.Exact, "|");
        return new Rule(
            DomainName.Parse(rest[opening.Length..].TrimEnd('^')),
            pattern,
            allow ? RuleAction.Allow : RuleAction.Block,
            important ? RuleLevel.Important : RuleLevel.Normal)
        {
            List = list,
            Line = line,
        };
    }
}
