using System.Text;
using DomainBlock.Lists.Grammars;

namespace DomainBlock.Lists.Writing;

/// <summary>A rule with a glob or regular expression as a line of a format that has its language.</summary>
internal static class ExpressionText
{
    /// <summary>Writes a rule. What is written was read again, and is the same rule: formats have signs of their own that a text may hold.</summary>
    /// <param name="rule">A rule with an expression.</param>
    /// <param name="format">The format.</param>
    /// <param name="reason">Why the format cannot carry it; empty where it can.</param>
    /// <returns>The line without its end, or null. A rule set has the text as a value.</returns>
    public static string? TryWrite(in Rule rule, ListFormat format, out string reason)
    {
        reason = "";
        string? text = Write(rule, rule.Expression!, format);
        bool isPlainBlock = rule is { Action: RuleAction.Block, Level: RuleLevel.Normal } && rule.Options.IsEmpty;
        if (text is not null && (format == ListFormat.SingBox ? isPlainBlock : ReadsAs(text, format, rule)))
            return text;
        if (text is null || isPlainBlock)
            reason = rule.Expression!.IsGlob ? "a glob that the format has no way to write" : "a regular expression that the format has no way to write";
        else
            reason = "a glob or regular expression with options, or that allows or is important";
        return null;
    }

    private static string? Write(in Rule rule, NameExpression expression, ListFormat format) => (format, expression.Syntax) switch
    {
        (ListFormat.Adblock, ExpressionSyntax.AdblockGlob or ExpressionSyntax.AdGuardRegex) => OptionText.Adblock(rule),
        (ListFormat.Dnsmasq, ExpressionSyntax.SuffixGlob) => rule.Action == RuleAction.Block ? $"local=/{expression.Text}/" : $"server=/{expression.Text}/#",
        (ListFormat.Dnscrypt, ExpressionSyntax.DnscryptGlob) => expression.Text,
        (ListFormat.Pihole, ExpressionSyntax.PosixRegex) => expression.Text,
        (ListFormat.Mihomo, ExpressionSyntax.LabelGlob) => expression.Text,
        (ListFormat.Mihomo, ExpressionSyntax.Keyword) => $"DOMAIN-KEYWORD,{expression.Text}",
        (ListFormat.Mihomo, ExpressionSyntax.WildcardGlob) => $"DOMAIN-WILDCARD,{expression.Text}",
        (ListFormat.Mihomo, ExpressionSyntax.Re2Regex) => $"DOMAIN-REGEX,{expression.Text}",
        (ListFormat.V2fly, ExpressionSyntax.Keyword) => $"keyword:{expression.Text}",
        (ListFormat.V2fly, ExpressionSyntax.Re2Regex) => $"regexp:{expression.Text}",
        (ListFormat.SingBox, ExpressionSyntax.Keyword or ExpressionSyntax.Re2Regex) => expression.Text,
        _ => null,
    };

    private static bool ReadsAs(string line, ListFormat format, Rule rule)
    {
        var read = new List<Rule>();
        var sink = new RuleSink(read.Add);
        sink.Begin(rule.Line);
        LineReason reason = LineGrammar.For(format, BareName.AsFormat).Read(Encoding.UTF8.GetBytes(line), sink);
        sink.End();
        return reason == LineReason.Rule && read is [var only] && only == rule with { List = 0, OrderId = null };
    }
}
